#!/usr/bin/env python3
"""Compare directions, visual order and line ends of `akhbar typeset` with ICU's.

    cargo build --release && python3 tests/oracle/icu.py TEXT...

- direction: ubidi's first strong letter against our auto direction;
- order: each of our lines is put in order by ubidi and compared cell for cell (isolates around
  addresses, which akhbar adds, are put into ICU's text where the two differ else);
- ends: from where each of our lines starts, the greedy line end by ICU's opportunities (line
  BreakIterator, root locale) and our cells must be our line end; a line with no opportunity may
  end between any two cells.

What differs is listed by the line-break classes on both sides of the place; KNOWN names those
that come from another version of the rules. Needs Debian's `libicu72`, or any other ICU, and
Python 3, nothing else.
"""

import ctypes
import re
import sys
from bisect import bisect_left, bisect_right
from pathlib import Path

import isolates
from program import WIDTHS, Table, arguments, named, offsets, paragraphs, typeset

RTL, AUTO_LTR = 1, 0xFE
LINE, LINE_BREAK = 2, 0x1008
WIDEST = 65535

# Why only one of the two breaks at a place, with the line-break classes before and after it: + is
# where akhbar does, - where ICU does.
QUOTES = "LB15a, LB15b: new in Unicode 15.1, ICU 72 is of 15.0"
HEBREW = "LB21a: as of Unicode 17 a hyphen in Hebrew may end a line, and only a hyphen is one"
ON_BLANK = "a mark or a joiner stays with the blank that it follows, in one cell"
KNOWN = {
    QUOTES: "+QU SP|OP -AL SP|QU -HL SP|QU -QU SP|AL -QU SP|HL -QU SP|NU -QU SP|HY -QU SP|PO -QU SP|QU",
}


class Icu:
    """The calls of ICU4C that are needed, whatever its version."""

    def __init__(self):
        for version in range(90, 50, -1):
            try:
                self.library = ctypes.CDLL(f"libicuuc.so.{version}")
            except OSError:
                continue
            self.version = version
            break
        else:
            sys.exit("needed and not found: ICU (Debian: libicu72)")
        pointer, integer, error = ctypes.c_void_p, ctypes.c_int32, ctypes.POINTER(ctypes.c_int)
        self.declare("ubidi_open", pointer)
        self.declare(
            "ubidi_setPara", None, pointer, pointer, integer, ctypes.c_uint8, pointer, error
        )
        self.declare("ubidi_setLine", None, pointer, integer, integer, pointer, error)
        self.declare("ubidi_getVisualMap", None, pointer, pointer, error)
        self.declare("ubidi_getParaLevel", ctypes.c_uint8, pointer)
        self.declare(
            "ubrk_open", pointer, integer, ctypes.c_char_p, pointer, integer, error
        )
        self.declare("ubrk_setText", None, pointer, pointer, integer, error)
        self.declare("ubrk_next", integer, pointer)
        self.declare("u_getIntPropertyValue", integer, integer, integer)
        self.declare("u_getPropertyValueName", ctypes.c_char_p, integer, integer, integer)
        self.paragraph, self.line = self.ubidi_open(), self.ubidi_open()
        self.breaks = self.call("ubrk_open", LINE, b"", None, 0)
        self.kept = None

    def declare(self, name, result, *arguments):
        """Make one of ICU's functions a method."""
        function = getattr(self.library, f"{name}_{self.version}")
        function.restype, function.argtypes = result, arguments
        setattr(self, name, function)

    def call(self, name, *arguments):
        """Call a function that takes an error code last, and check that."""
        error = ctypes.c_int(0)
        result = getattr(self, name)(*arguments, ctypes.byref(error))
        if error.value > 0:
            raise RuntimeError(f"{name}: ICU error {error.value}")
        return result

    def line_break_class(self, c):
        """The short name of a character's line-break class."""
        value = self.u_getIntPropertyValue(ord(c), LINE_BREAK)
        return self.u_getPropertyValueName(LINE_BREAK, value, 0).decode()


ICU = Icu()


class Units:
    """A text in UTF-16, with the way from characters to units and back."""

    def __init__(self, text):
        self.data = ctypes.create_string_buffer(text.encode("utf-16-le") + b"\0\0")
        self.at = [0]
        for c in text:
            self.at.append(self.at[-1] + (2 if c > "\uffff" else 1))
        self.back = {unit: idx for idx, unit in enumerate(self.at)}
        self.n = self.at[-1]

    def pointer(self):
        """The first unit."""
        return ctypes.cast(self.data, ctypes.c_void_p)


class Bidi:
    """A paragraph as ubidi resolves it, from `text` with isolates around `ranges`."""

    def __init__(self, text, level, ranges=()):
        pieces = list(text)
        for start, end in ranges:
            pieces[start] = "\u2066" + pieces[start]
            pieces[end - 1] += "\u2069"
        self.at, self.source = [0], {}
        for idx, piece in enumerate(pieces):
            isolated = len(piece) > 1 and piece[0] == "\u2066"
            self.source[self.at[-1] + int(isolated)] = idx
            self.at.append(self.at[-1] + len(piece))
        self.units = Units("".join(pieces))
        self.level = level
        self.set()
        self.rtl = ICU.ubidi_getParaLevel(ICU.paragraph) & 1 == 1

    def set(self):
        """Hand the paragraph to ICU, which keeps one at a time."""
        ICU.call(
            "ubidi_setPara", ICU.paragraph, self.units.pointer(), self.units.n, self.level, None
        )
        ICU.kept = self

    def order(self, start, end):
        """The characters of a line from left to right, as offsets into the source."""
        if ICU.kept is not self:
            self.set()
        start, end = self.units.at[self.at[start]], self.units.at[self.at[end]]
        if start == end:
            return []
        ICU.call("ubidi_setLine", ICU.paragraph, start, end, ICU.line)
        order = (ctypes.c_int32 * (end - start))()
        ICU.call("ubidi_getVisualMap", ICU.line, ctypes.cast(order, ctypes.c_void_p))
        characters = (self.units.back.get(start + unit) for unit in order)
        return [self.source[c] for c in characters if c in self.source]


def opportunities(text):
    """The offsets at which ICU lets a line of `text` end, ascending, without 0."""
    units = Units(text)
    ICU.call("ubrk_setText", ICU.breaks, units.pointer(), units.n)
    found = []
    while (unit := ICU.ubrk_next(ICU.breaks)) != -1:
        found.append(units.back[unit])
    return found


def hangs(c):
    """Whether a blank is not shown at a line's end."""
    return c in " \u3000\u2028\u205f" or "\u2000" <= c <= "\u200a" and c != "\u2007"


class Measured:
    """The cells of a paragraph in logical order, from setting it on one line."""

    def __init__(self, text, wide):
        self.text = text
        index = offsets(text)
        cells = [cell for line in wide["lines"] for cell in line["cells"]]
        cells.sort(key=lambda cell: cell["start"])
        self.starts, self.ends, self.blank, self.widths = [], [], [], [0]
        for cell in cells:
            self.starts.append(index[cell["start"]])
            self.ends.append(index[cell["end"]])
            self.blank.append(hangs(text[index[cell["start"]]]) and not cell["text"].strip())
            self.widths.append(self.widths[-1] + cell["width"])
        self.opportunities = opportunities(text)

    def width(self, start, end):
        """The cells that a line takes, blanks at its end left out."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        while last > first and self.blank[last - 1]:
            last -= 1
        return self.widths[last] - self.widths[first]

    def fit(self, start, width):
        """Where ICU ends a line that starts here, and whether at an opportunity."""
        best = None
        for end in self.opportunities[bisect_right(self.opportunities, start) :]:
            if self.width(start, end) > width:
                break
            best = end
        return best

    def may_part(self, start, end, width):
        """Whether a line without an opportunity may end here: full, and between two cells."""
        idx = bisect_left(self.starts, end)
        if idx == len(self.starts) or any(s < end < e for s, e in zip(self.starts, self.ends)):
            return False
        return self.width(start, end) <= width < self.width(start, self.ends[idx])


def place(text, at):
    """The line-break classes on both sides of a place, and the text around it. A class is that of
    the character under the marks (LB9)."""
    blanks, back = "", at - 1
    while back > 0 and text[back] == " ":
        blanks, back = " SP", back - 1
    while back > 0 and ICU.line_break_class(text[back]) in ("CM", "ZWJ"):
        back -= 1
    before = ICU.line_break_class(text[back])
    after = ICU.line_break_class(text[at]) if at < len(text) else "end"
    return before, blanks, after, f"{named(text[max(0, at - 12) : at])}|{named(text[at : at + 12])}"


def cause(more, text, at, before, blanks, after):
    """The name of a known difference, or none."""
    if blanks and after in ("CM", "ZWJ"):
        return ON_BLANK
    if "\ufdf0" <= text[at - 1] <= "\ufdfd":
        return "a sign that is spelled out goes on on the next line"
    if more and before in ("BA", "HY") and not blanks and is_after_hebrew(text, at - 1):
        is_hyphen = text[at - 1] in "-\u05be\u2010"
        return HEBREW if after == "HL" or not is_hyphen else None
    this = f"{'+' if more else '-'}{before}{blanks}|{after}"
    return next((why for why, places in KNOWN.items() if this in split(places)), None)


def is_after_hebrew(text, at):
    """Whether the character before that at `at`, under its marks, is a Hebrew letter."""
    before = at - 1
    while before > 0 and ICU.line_break_class(text[before]) in ("CM", "ZWJ"):
        before -= 1
    return before >= 0 and ICU.line_break_class(text[before]) == "HL"


def split(places):
    """The places of KNOWN, which have blanks inside."""
    return re.split(" (?=[+-])", places)


def check_ends(table, name, text, measured, lines, width, index):
    """Compare where lines end."""
    for line in lines:
        start, end = index[line["start"]], index[line["end"]]
        table.count(name, "ends")
        theirs = measured.fit(start, width)
        if theirs is None:
            if end == len(text) or measured.may_part(start, end, width):
                table.count(name, "parted words")
            else:
                table.count(name, "other ends")
                table.note(name, "END of a parted word", [ascii(text), f"{start} {end}, {width}"])
            continue
        if theirs == end:
            continue
        more = end > theirs or end not in measured.opportunities
        at = end if more else theirs
        before, blanks, after, around = place(text, at)
        who = "akhbar breaks, ICU does not" if more else "ICU breaks, akhbar does not"
        kind = f"{who}: {before}{blanks} | {after}"
        if any(index[cell["start"]] < start for cell in line["cells"]):
            known = "a sign that is spelled out goes on from the line before"
        else:
            known = cause(more, text, at, before, blanks, after)
        if known:
            kind = f"{kind} ({known})"
        table.count(name, "known ends" if known else "other ends")
        table.note(name, kind, [f"{name}, {width} cells: {around}"])


def check_order(table, name, text, plain, lines, index, rtl, found):
    """Compare the order of the cells of each line."""
    for line in lines:
        table.count(name, "lines")
        if in_order(plain, text, line, index):
            continue
        if found and in_order(Bidi(text, RTL if rtl else 0, found), text, line, index):
            table.count(name, "addresses")
            continue
        table.count(name, "other order")
        table.note(name, "ORDER", [ascii(text), f"{line['start']} {line['end']}"])


def in_order(bidi, text, line, index):
    """Whether the cells of a line stand in ICU's order."""
    start, end = index[line["start"]], index[line["end"]]
    ours = [index[cell["start"]] for cell in line["cells"]]
    # Letters of one sign count once, those of a sign of the line before not at all.
    ours = [at for at, before in zip(ours, [None, *ours]) if at != before and at >= start]
    while end > start and (hangs(text[end - 1]) or not covers(line, index, end - 1)):
        end -= 1
    shown = set(ours)
    return [at for at in bidi.order(start, end) if at in shown] == ours


def has_order(text, line, index, rtl):
    """The same for a line of a paragraph, with and without isolates around addresses."""
    level = RTL if rtl else 0
    ranges = isolates.found(text) if rtl else []
    return any(in_order(Bidi(text, level, r), text, line, index) for r in ([], ranges))


def covers(line, index, at):
    """Whether some cell of the line shows the character at an offset."""
    return any(index[cell["start"]] <= at < index[cell["end"]] for cell in line["cells"])


def judge(options):
    """Compare everything, and return the table."""
    table = Table(
        "paragraphs", "direction", "lines", "addresses", "other order",
        "ends", "parted words", "known ends", "other ends",
    )
    for path in options.texts:
        name = Path(path).stem
        lines = paragraphs(path, options.most)
        wide = list(
            map(Measured, lines, typeset(options, lines, WIDEST))
        )
        bidi = {}
        for width in WIDTHS:
            set_lines = typeset(options, lines, width)
            for text, measured, ours in zip(lines, wide, set_lines, strict=True):
                rtl = ours["direction"] == "rtl"
                index = offsets(text)
                if text not in bidi:
                    table.count(name, "paragraphs")
                    if options.direction == "auto" and Bidi(text, AUTO_LTR).rtl != rtl:
                        table.count(name, "direction")
                        table.note(name, "DIRECTION", [ascii(text[:100])])
                    bidi[text] = Bidi(text, RTL if rtl else 0), isolates.found(text) if rtl else []
                plain, found = bidi[text]
                check_order(table, name, text, plain, ours["lines"], index, rtl, found)
                check_ends(table, name, text, measured, ours["lines"], width, index)
    return table


def main():
    """Judge the texts named on the command line."""
    options = arguments(__doc__)
    table = judge(options)
    print(f"ICU {ICU.version}")
    table.show(options.examples, lambda row: 100 * (1 - row["other ends"] / max(1, row["ends"])))
    bad = ("direction", "other order", "other ends")
    sys.exit(any(row[column] for row in table.rows.values() for column in bad))


if __name__ == "__main__":
    main()
