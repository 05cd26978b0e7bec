#!/usr/bin/env python3
"""Compare what `akhbar typeset` shows with what FriBidi makes of the same lines, cell for cell.

    cargo build --release && python3 tests/oracle/fribidi.py TEXT...

FriBidi gets each paragraph whole (levels, joining, shaping) and puts each of our lines in order;
the auto direction is compared as well. Where the two differ, FriBidi is asked again with what
akhbar does on purpose done to its input or output, each under its name:

    address           an isolate around web and mail addresses, handles, telephone numbers
    look-alike        ۂ ۃ ں ە ڪ ځ ێ ڵ, which have no presentation forms, in those of a look-alike
    lam, mark, alef   FriBidi makes a ligature only where no mark stands between
    alef and mark     a hamza or madda written apart is composed, as NFC does
    lone mark         a mark without a letter gets a blank to stand on
    word sign         U+FDF0-FDFD in letters; "parted" where they go on on the next line
    four marks        a cell shows no more
    FriBidi alone     the order of akhbar is that of ICU, if libicu is there (brackets and isolates)
    young character   unknown to FriBidi's tables, which are older (1.0.8: Unicode 13)

What is different even so is listed. Needs Debian's `libfribidi0` and Python 3, nothing else.
"""

import ctypes
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import isolates
from program import (
    WIDTHS, Table, arguments, codes, is_mark, offsets, paragraphs, typeset,
)

MIRROR, NSM, PRESENTATION, LIGATURES = 0x1, 0x2, 0x100, 0x200
FLAGS = MIRROR | NSM | PRESENTATION | LIGATURES
LTR, RTL, AUTO = 0x110, 0x111, 0x40

# What acts but is never seen, and FriBidi's filling.
UNSEEN = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x61C, 0xAD, 0xFEFF]
)
BLANKS = {c: " " for c in (0xA0, 0x202F, 0x2007, *range(0x2000, 0x200B), 0x205F)}
SHOWN = {**UNSEEN, **BLANKS}

LAM_FORMS = {0xFEDF: 0, 0xFEE0: 1}
ALEF_FORMS = {0xFE82: 0xFEF5, 0xFE84: 0xFEF7, 0xFE88: 0xFEF9, 0xFE8E: 0xFEFB}

# The forms (isolated, final, initial, medial) and the mark that stand in for a letter.
LOOK_ALIKE = {
    0x6D5: ((0xFEE9, 0xFEEA, 0, 0), None),
    0x6C3: ((0xFE93, 0xFE94, 0, 0), None),
    0x6AA: ((0xFED9, 0xFEDA, 0xFEDB, 0xFEDC), None),
    0x6C2: ((0xFBA6, 0xFBA7, 0xFBA8, 0xFBA9), 0x654),
    0x6BA: ((0, 0, 0xFEE7, 0xFEE8), None),
    0x681: ((0, 0xFEA2, 0xFEA3, 0xFEA4), 0x654),
    0x6CE: ((0, 0xFBFD, 0xFBFE, 0xFBFF), 0x65A),
    0x6B5: ((0, 0xFEDE, 0xFEDF, 0xFEE0), 0x65A),
}
# What is stripped where marks are: first and last.
POINTS = (
    (0x591, 0x5BD), (0x5BF, 0x5BF), (0x5C1, 0x5C2), (0x5C4, 0x5C5), (0x5C7, 0x5C7), (0x610, 0x61A),
    (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6DC), (0x6DF, 0x6E4), (0x6E7, 0x6E8), (0x6EA, 0x6ED),
    (0x897, 0x89F), (0x8CA, 0x8E1), (0x8E3, 0x8FF),
)
# Closing brackets and quotes with those that open.
UNMIRRORED = dict(zip(")]}»>›⟩", "([{«<‹⟨"))
SPELLED = {"\ufdfd": "بسم الله الرحمن الرحيم"}


def library():
    """Load FriBidi."""
    for name in ("libfribidi.so.0", "libfribidi.0.dylib", "libfribidi-0.dll"):
        try:
            found = ctypes.CDLL(name)
        except OSError:
            continue
        found.fribidi_get_par_embedding_levels_ex.restype = ctypes.c_uint8
        found.fribidi_reorder_line.restype = ctypes.c_uint8
        found.fribidi_get_bidi_type.restype = ctypes.c_uint32
        return found
    sys.exit("needed and not found: FriBidi (Debian: libfribidi0)")


FRIBIDI = library()
MARK_TYPE = FRIBIDI.fribidi_get_bidi_type(0x64E)


def younger(text):
    """Whether FriBidi knows some character less well than this Python does."""
    names = {0x110: "L", 0x111: "R", 0x113: "AL", 0x130000: "NSM"}
    return any(
        ord(c) > 0x7F
        and unicodedata.bidirectional(c) != ""
        and names.get(FRIBIDI.fribidi_get_bidi_type(ord(c)), "") == "L"
        and unicodedata.bidirectional(c) != "L"
        for c in text
    )


class Shaped:
    """A paragraph as FriBidi shapes it: characters in their forms, logical order, with levels."""

    def __init__(self, text, base):
        self.n = n = len(text)
        self.glyphs = (ctypes.c_uint32 * n).from_buffer_copy(text.encode("utf-32-le"))
        self.types = (ctypes.c_uint32 * n)()
        self.levels = (ctypes.c_uint8 * n)()
        joins = (ctypes.c_uint8 * n)()
        brackets = (ctypes.c_uint32 * n)()
        self.base = ctypes.c_uint32(base)
        FRIBIDI.fribidi_get_bidi_types(self.glyphs, n, self.types)
        FRIBIDI.fribidi_get_bracket_types(self.glyphs, n, self.types, brackets)
        if not FRIBIDI.fribidi_get_par_embedding_levels_ex(
            self.types, brackets, n, ctypes.byref(self.base), self.levels
        ):
            raise MemoryError("FriBidi failed")
        FRIBIDI.fribidi_get_joining_types(self.glyphs, n, joins)
        FRIBIDI.fribidi_join_arabic(self.types, n, self.levels, joins)
        FRIBIDI.fribidi_shape(FLAGS, self.levels, n, joins, self.glyphs)
        self.joins = joins

    @property
    def rtl(self):
        """Whether the paragraph runs right to left."""
        return bool(self.levels) and self.base.value & 1 == 1

    def line(self, start, end):
        """What a line shows from left to right; blanks and controls at its end hang."""
        while end > start and hangs(self.glyphs[end - 1]):
            end -= 1
        if end <= start:
            return ""
        seen = (ctypes.c_uint32 * self.n).from_buffer_copy(self.glyphs)
        levels = (ctypes.c_uint8 * self.n).from_buffer_copy(self.levels)
        base = ctypes.c_uint32(self.base.value)
        FRIBIDI.fribidi_reorder_line(
            FLAGS, self.types, end - start, start, base, levels, seen, None
        )
        return bytes(seen)[start * 4 : end * 4].decode("utf-32-le", "replace")


def hangs(c):
    """Whether a character at a line's end is not shown: a blank or what is never seen."""
    return c in UNSEEN or c in (0x20, 0x3000, 0x2028) or c in BLANKS and c not in (0xA0, 0x202F, 0x2007)


def stands_for_nothing(c):
    """Whether a mark after `c` has no letter: controls begin no cluster (UAX 29)."""
    return unicodedata.category(c) in ("Cc", "Cf", "Zl") and c not in "\u200c\u200d"


class Adjusted:
    """A paragraph as FriBidi shapes it once it was told what akhbar does on purpose."""

    def __init__(self, text, rtl, with_isolates=True, with_signs=True):
        # By character of the source, what was done to it.
        self.done = {}
        pieces = list(text)
        self.compose(text, pieces)
        self.support(text, pieces)
        self.spell(text, pieces, with_signs)
        self.ranges = isolates.found(text) if rtl and with_isolates else []
        for start, end in self.ranges:
            pieces[start] = "\u2066" + pieces[start]
            pieces[end - 1] += "\u2069"
        self.at = [0]
        for piece in pieces:
            self.at.append(self.at[-1] + len(piece))
        self.source = [idx for idx, piece in enumerate(pieces) for _ in piece]
        fed = "".join(pieces)
        self.shaped = Shaped(fed, RTL if rtl else LTR)
        for at, c in enumerate(fed):
            if not with_signs and "\ufdf0" <= text[self.source[at]] <= "\ufdfd":
                self.shaped.glyphs[at] = 0xF8FF
        self.marks = {}
        self.look_alikes(fed)
        self.ligatures(fed)

    def compose(self, text, pieces):
        """Make one letter of a letter and the hamza or madda right after it."""
        for idx in range(len(text) - 1, 0, -1):
            if "\u0653" <= text[idx] <= "\u0655":
                letter = unicodedata.normalize("NFC", pieces[idx - 1][:1] + text[idx])
                if len(letter) == 1 and pieces[idx - 1][:1]:
                    pieces[idx - 1], pieces[idx] = letter, "\u2060" + pieces[idx][1:]
                    self.done[idx - 1] = "alef and mark"

    def support(self, text, pieces):
        """Put a blank under a mark that has nothing to stand on."""
        for idx, c in enumerate(text):
            if is_mark(c) and (idx == 0 or stands_for_nothing(text[idx - 1])):
                pieces[idx] = "\u00a0" + pieces[idx]
                self.done[idx] = "lone mark"

    def spell(self, text, pieces, with_signs):
        """Write the signs that are words in letters, which run right to left and join no other.
        Without signs leave them out."""
        for idx, c in enumerate(text):
            if "\ufdf0" <= c <= "\ufdfd":
                word = SPELLED.get(c) or unicodedata.normalize("NFKC", c)
                # Without, a letter that joins no other holds the place, and is not shown.
                pieces[idx] = f"\u200c\u202e{word}\u202c\u200c" if with_signs else "\u0674"
                self.done[idx] = "word sign" if with_signs else "word sign, parted"

    def look_alikes(self, fed):
        """Give letters without forms those of their look-alikes."""
        glyphs = self.shaped.glyphs
        for at, c in enumerate(fed):
            if ord(c) in LOOK_ALIKE:
                forms, mark = LOOK_ALIKE[ord(c)]
                # The two lowest bits: joined to the letter before, to the one after.
                form = forms[self.shaped.joins[at] & 3]
                if form:
                    glyphs[at] = form
                    self.done[self.source[at]] = "look-alike"
                    if mark:
                        self.marks[self.source[at]] = mark

    def ligatures(self, fed):
        """Make ligatures of lam and alef across marks."""
        glyphs, levels = self.shaped.glyphs, self.shaped.levels
        for at in range(len(fed)):
            if glyphs[at] in LAM_FORMS and fed[at] == "\u0644":
                alef = at + 1
                while alef < len(fed) and (is_mark(fed[alef]) or fed[alef] == "\u2060"):
                    alef += 1
                if alef < len(fed) and glyphs[alef] in ALEF_FORMS and levels[at] == levels[alef]:
                    glyphs[at] = ALEF_FORMS[glyphs[alef]] + LAM_FORMS[glyphs[at]]
                    glyphs[alef] = 0xFEFF
                    # Marks after it follow those of the lam instead of it.
                    self.shaped.types[alef] = MARK_TYPE
                    for touched in range(self.source[at], self.source[alef] + 1):
                        self.done[touched] = "lam, mark, alef"

    def line(self, start, end):
        """What a line shows, and what was done to it."""
        # A borrowed mark is no character of its own for FriBidi: it is put in afterwards.
        done = {kind for idx, kind in self.done.items() if start <= idx < end}
        if self.ranges:
            done.add("address")
        fed_start, fed_end = self.at[start], self.at[end]
        if not any(start <= idx < end for idx in self.marks):
            return self.shaped.line(fed_start, fed_end), done
        # Private characters stand for letter and mark while the line is put in order.
        glyphs, private, kept = self.shaped.glyphs, {}, {}
        for idx, mark in self.marks.items():
            for at in range(self.at[idx], self.at[idx + 1]):
                if glyphs[at] not in UNSEEN:
                    c = 0xF0000 + len(private)
                    private[c] = chr(glyphs[at]) + chr(mark)
                    kept[at], glyphs[at] = glyphs[at], c
        seen = self.shaped.line(fed_start, fed_end).translate(private)
        for at, glyph in kept.items():
            glyphs[at] = glyph
        return seen, done


def strip():
    """From now on compare without vowel signs and points, and without the letters made of some."""
    for letter in (0x681, 0x6CE, 0x6B5):
        del LOOK_ALIKE[letter]
    LOOK_ALIKE[0x6C2] = (LOOK_ALIKE[0x6C2][0], None)
    for first, last in POINTS:
        SHOWN.update(dict.fromkeys(range(first, last + 1)))


def norm(seen):
    """A line without what is never seen, all blanks alike."""
    return seen.translate(SHOWN)


def four_marks(seen):
    """A line with no more than four marks a cell."""
    out, marks = [], 0
    for c in seen:
        marks = marks + 1 if is_mark(c) else 0
        if marks <= 4:
            out.append(c)
    return "".join(out)


def icu_has_order(text, line, index, rtl):
    """Whether ICU, if there is one, puts the line in the order in which akhbar has it."""
    try:
        import icu
    except (ImportError, SystemExit):
        return False
    return icu.has_order(text, line, index, rtl)


def kind_of(ours, theirs):
    """A name for a difference that nothing explains."""
    more = Counter(ours) - Counter(theirs)
    less = Counter(theirs) - Counter(ours)
    if not more and not less:
        return "order"
    return f"akhbar {codes(sorted(more.elements())[:4])} | FriBidi {codes(sorted(less.elements())[:4])}"


def judge(paths, options):
    """Compare everything, and return the table."""
    more = ["--marks", "strip"] if options.strip else []
    table = Table("paragraphs", "direction", "lines", "equal", "explained", "different")
    for path in paths:
        name = Path(path).stem
        lines = paragraphs(path, options.most)
        plain = {}
        for width in WIDTHS:
            for text, ours in zip(lines, typeset(options, lines, width, *more), strict=True):
                one(table, name, text, ours, plain, width, options)
    return table


def one(table, name, text, ours, plain, width, options):
    """Compare the lines of one paragraph. `plain` keeps what FriBidi said of it before."""
    rtl = ours["direction"] == "rtl"
    if text not in plain:
        plain[text] = Shaped(text, RTL if rtl else LTR)
        table.count(name, "paragraphs")
        if options.direction == "auto" and Shaped(text, AUTO).rtl != rtl:
            table.count(name, "direction")
            table.note(name, "DIRECTION", [ascii(text[:100])])
    index = offsets(text)
    adjusted = {}
    for line in ours["lines"]:
        start, end = index[line["start"]], index[line["end"]]
        shown = norm("".join(cell["text"] for cell in line["cells"]))
        seen = norm(plain[text].line(start, end))
        table.count(name, "lines")
        if shown == seen:
            table.count(name, "equal")
            continue
        for with_isolates in (True, False):
            if with_isolates not in adjusted:
                adjusted[with_isolates] = Adjusted(text, rtl, with_isolates)
            again, done = adjusted[with_isolates].line(start, end)
            again = norm(again)
            if again != shown and four_marks(again) == shown:
                again, done = shown, done | {"four marks"}
            if again == shown:
                break
        if again == shown:
            table.count(name, "explained")
            if len(done) > 1 and norm(Adjusted(text, rtl, False).line(start, end)[0]) == shown:
                done = done - {"address"}
            table.note(name, "explained: " + " + ".join(sorted(done)), [])
            continue
        if any(c in text for c in map(chr, range(0xFDF0, 0xFDFE))):
            # A sign that does not fit goes on on the next line.
            rest = norm("".join(
                cell["text"] for cell in line["cells"]
                if not "\ufdf0" <= text[index[cell["start"]]] <= "\ufdfd"
            ))
            apart, _ = Adjusted(text, rtl, True, False).line(start, end)
            if rest.strip() == norm(apart).replace("\uf8ff", "").strip():
                table.count(name, "explained")
                table.note(name, "explained: word sign, parted", [])
                continue
        if sorted(UNMIRRORED.get(c, c) for c in shown) == sorted(UNMIRRORED.get(c, c) for c in again):
            if icu_has_order(text, line, index, rtl):
                table.count(name, "explained")
                table.note(name, "explained: FriBidi alone, ICU has the order of akhbar", [])
                continue
        if younger(text[start:end]):
            table.count(name, "explained")
            table.note(name, "explained: young character", [])
            continue
        table.count(name, "different")
        table.note(name, kind_of(shown, again), [
            f"{name}, {width} cells, {'rtl' if rtl else 'ltr'}: {ascii(text)}",
            f"characters {start}-{end}: {ascii(text[start:end])}",
            f"akhbar  {ascii(shown)}",
            f"FriBidi {ascii(again)}",
        ])


def main():
    """Judge the texts named on the command line."""
    options = arguments(
        __doc__, strip={"action": "store_true", "help": "have akhbar strip marks"}
    )
    if options.strip:
        strip()
    table = judge(options.texts, options)
    table.show(
        options.examples,
        lambda row: 100 * (1 - row["different"] / max(1, row["lines"])),
    )
    sys.exit(any(row["different"] or row["direction"] for row in table.rows.values()))


if __name__ == "__main__":
    main()
