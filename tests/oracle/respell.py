#!/usr/bin/env python3
"""Search for words spelled otherwise than in the text, as people do, and judge what is found.

    cargo build --release && python3 tests/oracle/respell.py TEXT...

From each text some paragraphs are taken, from them words; every word is looked for as it stands
and respelled in each way that changes it. A folding written here on its own, from Unicode's data
in Python and the table of what akhbar promises (`akhbar find --help`, usual and loose), says where
each pattern must be found:

    lost     the place from which the word was taken is not found
    missing  some other place is not found
    wrong    something is found that is not spelled alike

Exact spelling is judged as well: it must find a word as it stands, and only after NFC the same.
Needs Python 3, nothing else.
"""

import json
import random
import re
import subprocess
import sys
import tempfile
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from program import Table, arguments, named, offsets, paragraphs

HARAKAT = "\u064e\u064f\u0650\u0651\u0652"
POINTS = "\u05b4\u05b5\u05b6\u05b7\u05b8\u05b9\u05bb\u05bc"

# What both levels hold alike, beyond decomposition and case; values are the form it is folded to.
ALIKE = {
    **dict.fromkeys("أإآٱ", "ا"), **dict.fromkeys("ىی", "ي"), "ک": "ك", "ۃ": "ة",
    "װ": "וו", "ױ": "וי", "ײ": "יי", "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
    "،": ",", "٬": ",", "؛": ";", "؟": "?", "۔": ".", "٫": ".", "٪": "%",
    **dict.fromkeys("“”„«»״", '"'), **dict.fromkeys("‘’‚‹›׳", "'"),
    **dict.fromkeys("‐‑‒–—―־−", "-"),
}
LOOSE = {
    "ؤ": "و", "ئ": "ي", **dict.fromkeys("ةۃہھەۂۀ", "ه"), **dict.fromkeys("ےۓ", "ي"), "ں": "ن",
}
KEPT = {"ؤ", "ئ"}
CONTROLS = {
    chr(c)
    for c in (*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x206A, 0x2070), 0xFEFF)
}

# Isolated, final, initial and medial form of each letter that has them.
FORMS = {}
for _c in map(chr, [*range(0xFB50, 0xFBFF + 1), *range(0xFE80, 0xFEF5)]):
    _tag, _, _letter = unicodedata.decomposition(_c).partition(" ")
    if _tag in ("<isolated>", "<final>", "<initial>", "<medial>") and " " not in _letter:
        FORMS.setdefault(chr(int(_letter, 16)), []).append(_c)


def fold(text, level):
    """The folded characters of `text`, each with the offset of the one that it came from."""
    if level == "exact":
        return exact(text)
    out = []
    for at, c in enumerate(text):
        for part in unfold(c, level):
            if part == "\u0654" and level == "usual":
                # A hamza written apart makes the letter that it is part of.
                if out and out[-1][0] in "وي":
                    out[-1] = ({"و": "ؤ", "ي": "ئ"}[out[-1][0]], out[-1][1])
                continue
            if dropped(part):
                continue
            if part.isspace():
                if not out or out[-1][0] != " ":
                    out.append((" ", at))
                continue
            out.append((part, at))
    return out


def unfold(c, level):
    """What one character is made of, letters in the form in which they are compared."""
    loose = LOOSE if level == "loose" else {}
    if c in loose:
        return loose[c]
    if c in KEPT or c in ALIKE:
        return ALIKE.get(c, c)
    parts = "".join(
        part if part in KEPT else unicodedata.normalize("NFKD", part)
        for part in unicodedata.normalize("NFKC", c)
    )
    parts = unicodedata.normalize("NFKD", parts.casefold()) if not set(parts) & KEPT else parts
    out = ""
    for part in parts.casefold():
        value = unicodedata.decimal(part, None)
        out += loose.get(part) or ALIKE.get(part) or (part if value is None else str(value))
    return out


def dropped(c):
    """Whether a character makes no difference: marks, the small letters of the Quran, tatweel,
    joiners, controls of direction."""
    return c in "\u0640\u06e5\u06e6" or unicodedata.category(c) in ("Mn", "Me", "Mc", "Cf")


def exact(text):
    """Composed characters, each with the offset of its base."""
    out, start = [], 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.category(text[end]).startswith("M"):
            end += 1
        out += [(c, start) for c in unicodedata.normalize("NFC", text[start:end])]
        start = end
    return out


def shape(pattern, level):
    """What a pattern looks for in folded text, as an expression: where it has a non-joiner inside,
    the text may have a blank."""
    pieces = pattern.split("\u200c") if level != "exact" else [pattern]
    pieces = ["".join(c for c, _ in fold(piece, level)) for piece in pieces]
    return re.compile(" ?".join(re.escape(piece) for piece in pieces if piece) or "(?!)")


def expected(folded, pattern, level):
    """Where a pattern must be found in folded text: offsets into the source, ascending."""
    text = "".join(c for c, _ in folded)
    return [folded[found.start()][1] for found in shape(pattern, level).finditer(text)]


def is_sign(text):
    """Whether one character stands for several letters."""
    return len(text.strip()) == 1 and len(unicodedata.normalize("NFKC", text.strip())) > 1


def swap(*pairs):
    """A respelling that replaces letters."""
    table = {}
    for old, new in pairs:
        table.update(dict.fromkeys(map(ord, old), new))
    return lambda word, _: word.translate(table)


def with_marks(marks, first, last):
    """A respelling that puts marks on about half of the letters of a script."""
    def respell(word, rng):
        return "".join(
            c + rng.choice(marks) if first <= c <= last and c.isalpha() and rng.random() < 0.5 else c
            for c in word
        )
    return respell


def without_marks(word, _):
    """The word without vowel signs or points."""
    return "".join(c for c in word if unicodedata.category(c) != "Mn" or c in "\u0653\u0654\u0655")


def presentation(word, rng):
    """The word in presentation forms, as old PDF files have it, if all its letters have some."""
    return "".join(rng.choice(FORMS[c]) if c in FORMS else c for c in word)


def tatweel(word, rng):
    """The word stretched between two Arabic letters."""
    places = [
        at for at in range(1, len(word))
        if "\u0620" <= word[at - 1] <= "\u06d3" and word[at].isalpha() and word[at - 1].isalpha()
    ]
    if not places:
        return word
    at = rng.choice(places)
    return word[:at] + "\u0640" * rng.randint(1, 3) + word[at:]


def inserted(control):
    """A respelling that puts a control somewhere inside."""
    def respell(word, rng):
        at = rng.randint(1, len(word) - 1)
        return word[:at] + control + word[at:]
    return respell


def digits(zero):
    """A respelling in the digits of another script."""
    def respell(word, _):
        return "".join(
            c if unicodedata.decimal(c, None) is None or c > "\u06f9" else chr(zero + unicodedata.decimal(c))
            for c in word
        )
    return respell


def accents(word, rng):
    """Latin vowels with accents."""
    more = {"a": "á", "e": "ê", "i": "ï", "o": "ö", "u": "ū", "c": "ç", "n": "ñ"}
    return "".join(more.get(c, c) if rng.random() < 0.7 else c for c in word)


# Name, level, respelling.
RESPELLINGS = [
    ("as it stands", "usual", lambda word, _: word),
    ("with harakat", "usual", with_marks(HARAKAT, "\u0621", "\u06d5")),
    ("without marks", "usual", without_marks),
    ("bare alef", "usual", swap(("أإآٱ", "ا"))),
    ("alef with hamza", "usual", swap(("اآإٱ", "أ"))),
    ("alef with madda", "usual", swap(("اأإ", "آ"))),
    ("alef wasla", "usual", swap(("اأإآ", "ٱ"))),
    ("Arabic ya and kaf", "usual", swap(("یى", "ي"), ("ک", "ك"))),
    ("Persian ya and kaf", "usual", swap(("يى", "ی"), ("ك", "ک"))),
    ("alef maqsura", "usual", swap(("يی", "ى"))),
    ("tatweel", "usual", tatweel),
    ("without joiners", "usual", swap(("\u200c\u200d", ""))),
    ("with a non-joiner", "usual", inserted("\u200c")),
    ("with a direction mark", "usual", inserted("\u200f")),
    ("presentation forms", "usual", presentation),
    ("decomposed", "usual", lambda word, _: unicodedata.normalize("NFD", word)),
    ("composed", "usual", lambda word, _: unicodedata.normalize("NFC", word)),
    ("European digits", "usual", digits(0x30)),
    ("Arabic digits", "usual", digits(0x660)),
    ("Persian digits", "usual", digits(0x6F0)),
    ("capitals", "usual", lambda word, _: word.upper()),
    ("small letters", "usual", lambda word, _: word.lower()),
    ("accents", "usual", accents),
    ("points", "usual", with_marks(POINTS, "\u05d0", "\u05ea")),
    ("final letters inside", "usual", swap(*zip("כמנפצ", "ךםןףץ"))),
    ("no final letters", "usual", swap(*zip("ךםןףץ", "כמנפצ"))),
    ("ASCII signs", "usual", swap(
        ("،", ","), ("؛", ";"), ("؟", "?"), ("۔", "."), ("٪", "%"), ("“”„«»״", '"'),
        ("‘’‚‹›׳", "'"), ("–—־", "-"),
    )),
    ("heh for teh marbuta", "loose", swap(("ةۃ", "ه"))),
    ("teh marbuta for heh", "loose", swap(("هہەۂۀ", "ة"))),
    ("Arabic heh", "loose", swap(("ہھەۂ", "ه"))),
    ("Urdu heh", "loose", swap(("هھە", "ہ"))),
    ("waw without hamza", "loose", swap(("ؤ", "و"))),
    ("ya without hamza", "loose", swap(("ئ", "ي"))),
    ("Persian ya for barree", "loose", swap(("ےۓ", "ی"))),
    ("noon for noon ghunna", "loose", swap(("ں", "ن"))),
    ("as it stands, exact", "exact", lambda word, _: word),
    ("with harakat, exact", "exact", with_marks(HARAKAT, "\u0621", "\u06d5")),
    ("decomposed, exact", "exact", lambda word, _: unicodedata.normalize("NFD", word)),
]
OPTIONS = {"usual": [], "loose": ["--loose"], "exact": ["--exact"]}


def find(program, pattern, level, source):
    """What akhbar finds: (paragraph, start, end) in bytes."""
    command = [program, "find", "--json", *OPTIONS[level], "--", pattern, source]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        return done.stderr.decode().strip()
    found = map(json.loads, done.stdout.decode().splitlines())
    return [(match["paragraph"], match["start"], match["end"]) for match in found]


class Source:
    """Some paragraphs of a text in a file, as akhbar reads them, folded at every level."""

    def __init__(self, program, path, lines):
        Path(path).write_text("\n\n".join(lines) + "\n", "utf-8")
        shown = subprocess.run(
            [program, "show", "--json", path], stdout=subprocess.PIPE, check=True
        ).stdout
        self.path = path
        self.paragraphs = json.loads(shown)["paragraphs"]
        self.index = [offsets(text) for text in self.paragraphs]
        self.folded = {
            level: [fold(text, level) for text in self.paragraphs] for level in OPTIONS
        }

    def words(self, n_words, rng):
        """Words, each with its paragraph and offset: few, but of all parts of the text."""
        found = []
        for idx, text in enumerate(self.paragraphs):
            at = 0
            for word in text.split(" "):
                core = word.strip("\"'.,:;!?()[]{}<>*،؛؟۔«»“”„-–_|=/\\")
                if 3 <= len(core) <= 30 and any(map(str.isalnum, core)):
                    found.append((core, idx, at + word.index(core)))
                at += len(word) + 1
        # Words with something that can be spelled otherwise come first.
        rng.shuffle(found)
        seen, rare, common = set(), [], []
        for word in found:
            if word[0] not in seen:
                seen.add(word[0])
                odd = set(word[0]) & set("أإآٱىیيکكةہھەۂۀۃؤئےۓں\u200c\u0654") or any(
                    unicodedata.category(c) in ("Mn", "Nd", "Lu") for c in word[0]
                )
                (rare if odd else common).append(word)
        half = max(n_words // 2, n_words - len(common))
        return (rare[:half] + common)[:n_words]


def judge_one(table, name, source, spelled, found):
    """Compare what was found for one pattern with what must be."""
    kind, level, word, pattern, idx, at = spelled
    table.count(name, "patterns")
    if isinstance(found, str):
        table.count(name, "lost")
        table.note(name, f"LOST, {kind}", [f"{named(pattern)}: {found}"])
        return
    ours, wrong = {}, []
    needle = [c for c, _ in fold(pattern, level)]
    for paragraph, start, end in found:
        index = source.index[paragraph]
        text = source.paragraphs[paragraph][index[start] : index[end]]
        ours.setdefault(paragraph, []).append(index[start])
        folded = [c for c, _ in fold(text, level)]
        # Marks after a match belong to the range, though not to what was looked for.
        if level == "exact" and all(unicodedata.category(c) == "Mn" for c in folded[len(needle) :]):
            folded = folded[: len(needle)]
        letters = "".join(folded)
        looked_for = shape(pattern, level)
        if not looked_for.fullmatch(letters) and not (is_sign(text) and looked_for.search(letters)):
            wrong.append(f"{paragraph}: {named(text)} {ascii(text)}")
    theirs = {
        paragraph: places
        for paragraph, folded in enumerate(source.folded[level])
        if (places := expected(folded, pattern, level))
    }
    said = f"{name}: {named(word)} as {named(pattern)} {ascii(pattern)}"
    here = set(theirs.get(idx, ()))
    start = next((o for c, o in source.folded[level][idx] if o >= at), at)
    if start in here and start not in ours.get(idx, ()):
        table.count(name, "lost")
        table.note(name, f"LOST, {kind}", [said])
    elif start in here:
        table.count(name, "found")
    elif level != "exact":
        table.count(name, "not alike")
        table.note(name, f"not alike by the table: {kind}", [said])
    n_missing = sum(len(set(places) - set(ours.get(p, ()))) for p, places in theirs.items())
    extra = sum(len(set(places) - set(theirs.get(p, ()))) for p, places in ours.items())
    if n_missing:
        table.count(name, "missing", n_missing)
        table.note(name, f"MISSING, {kind}", [said])
    if wrong or extra:
        table.count(name, "wrong", max(len(wrong), extra))
        table.note(name, f"WRONG, {kind}", [said, *wrong[:2]])


def judge(options):
    """Look for everything, and return the table."""
    table = Table("patterns", "found", "not alike", "lost", "missing", "wrong")
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        for path in options.texts:
            rng = random.Random(0x0627)
            name = Path(path).stem
            # The paragraphs that `show` prints are without controls, those of `find` have them.
            lines = [
                "".join(c for c in line if c not in CONTROLS)
                for line in paragraphs(path, options.paragraphs)
            ]
            source = Source(options.program, f"{folder}/{name}.txt", lines)
            spelled = []
            for word, idx, at in source.words(options.words, rng):
                for kind, level, respell in RESPELLINGS:
                    pattern = respell(word, rng)
                    if pattern != word or kind.startswith("as it stands"):
                        spelled.append((kind, level, word, pattern, idx, at))
            found = pool.map(
                lambda one, source=source: find(options.program, one[3], one[1], source.path), spelled
            )
            for one, matches in zip(spelled, found, strict=True):
                judge_one(table, name, source, one, matches)
    return table


def main():
    """Judge the texts named on the command line."""
    options = arguments(
        __doc__,
        words={"type": int, "default": 150, "help": "taken from a text"},
        paragraphs={"type": int, "default": 400, "help": "searched of a text"},
    )
    table = judge(options)
    table.show(
        options.examples, lambda row: 100 * row["found"] / max(1, row["found"] + row["lost"])
    )
    bad = ("lost", "missing", "wrong")
    sys.exit(any(row[column] for row in table.rows.values() for column in bad))


if __name__ == "__main__":
    main()
