#!/usr/bin/env python3
"""Draw the pictures of docs/typesetting.md from what the program prints.

    cargo build --release --bin akhbar --example headline && python3 docs/pictures/cells.py

Above, the characters of the source in the order of memory, each with the byte at which it begins;
below, the cells as they are seen, each with the bytes that it shows; between them lines from the
one to the other. Every glyph is a text of its own, so that nothing which shows the picture can
put them into another order. Needs Python 3, nothing else.
"""

import json
import subprocess
import sys
import unicodedata
from html import escape
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent.parent / "target" / "release"
TYPESET = [BUILT / "akhbar", "typeset", "--json"]
HEADLINE = [BUILT / "examples" / "headline"]

CELL, TALL, EDGE, GAP = 30, 38, 18, 84
FONTS = "'DejaVu Sans Mono','Noto Sans Mono',Menlo,Consolas,monospace"
INK, FAINT, BACK = "#24292f", "#6e7781", "#ffffff"
RTL, LTR, NEUTRAL, MADE = "#fff1dc", "#dcebff", "#f3f4f6", "#e4f5e1"
THREADS = {RTL: "#d9822b", LTR: "#2f6fd0", NEUTRAL: "#a8b0b8"}
# Marks by themselves, on a tatweel.
MARKS = {chr(mark): chr(form) for mark, form in zip(range(0x64E, 0x653), range(0xFE77, 0xFE80, 2))}
NAMES = {"\u200c": "ZWNJ", "\u200d": "ZWJ", "\u200e": "LRM", "\u200f": "RLM"}


def kind(text):
    """The colour for what runs right to left, what runs left to right, and the rest."""
    for c in text:
        found = unicodedata.bidirectional(c)
        if found in ("R", "AL"):
            return RTL
        if found in ("L", "EN", "AN"):
            return LTR
    return NEUTRAL


def run(command, text):
    """What the program makes of one paragraph."""
    done = subprocess.run([str(part) for part in command], input=text + "\n", capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout.splitlines()[0])


class Picture:
    """Rows of boxes that are written as an SVG file."""

    def __init__(self):
        self.boxes, self.threads, self.right, self.down = [], [], 0, EDGE

    def text(self, x, y, text, size, colour, anchor="middle"):
        """One glyph, or a label in Latin letters."""
        self.boxes.append(
            f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{colour}" text-anchor="{anchor}" '
            f'direction="ltr" style="unicode-bidi:bidi-override">{escape(text)}</text>'
        )

    def box(self, x, y, width, fill, dashed=False):
        """The frame of a cell."""
        dashes = ' stroke-dasharray="3 3"' if dashed else ""
        self.boxes.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{TALL}" fill="{fill}" stroke="#c9ced4"{dashes}/>'
        )
        self.right = max(self.right, x + width)

    def label(self, text):
        """A line of explanation."""
        self.text(EDGE, self.down + 12, text, 13, FAINT, "start")
        self.down += 24
        self.right = max(self.right, EDGE + 8 * len(text))

    def source(self, text, left):
        """The characters of the source; gives where each begins, its middle and its colour."""
        places, at = [], 0
        for idx, c in enumerate(text):
            x = EDGE + left + CELL * idx
            fill = kind(c)
            self.text(x + CELL / 2, self.down + 9, str(at), 9, FAINT)
            self.box(x, self.down + 14, CELL, fill, c in NAMES)
            if c in NAMES:
                self.text(x + CELL / 2, self.down + 37, NAMES[c], 9, FAINT)
            else:
                self.text(x + CELL / 2, self.down + 41, MARKS.get(c, c), 21, INK)
            places.append((at, x + CELL / 2, fill))
            at += len(c.encode())
        self.down += 14 + TALL
        return places

    def cells(self, line, left, measure):
        """The cells of one line, at the right where it runs to the left; gives their middles."""
        x, middles = EDGE + left, []
        for column in range(measure):
            self.box(x + CELL * column, self.down, CELL, BACK, dashed=True)
        x += CELL * (measure - line["width"] if line["rtl"] else 0)
        for cell in line["cells"]:
            made = cell["start"] == cell["end"]
            wide = CELL * cell["width"]
            self.box(x, self.down, wide, MADE if made else kind(cell["text"]))
            self.text(x + wide / 2, self.down + 27, cell["text"], 21, INK)
            if made:
                label = "–"
            elif cell["end"] - cell["start"] == 1:
                label = str(cell["start"])
            else:
                label = f"{cell['start']}–{cell['end']}"
            self.text(x + wide / 2, self.down + TALL + 11, label, 9, FAINT)
            middles.append((cell, x + wide / 2))
            x += wide
        self.down += TALL + 20
        return middles

    def thread(self, above, below, y0, y1, colour):
        """A line from a character to the cell that shows it."""
        bend = (y1 - y0) / 2
        self.threads.append(
            f'<path d="M{above:g} {y0:g}C{above:g} {y0 + bend:g} {below:g} {y1 - bend:g} {below:g} {y1:g}" '
            f'stroke="{colour}" stroke-opacity=".6" fill="none"/>'
        )

    def linked(self, text, paragraph, n_columns=0):
        """Source and cells of a paragraph of one line, with lines between them."""
        line = {**paragraph["lines"][0], "rtl": paragraph["direction"] == "rtl"}
        n_columns = max(n_columns, len(text), line["width"])
        places = self.source(text, CELL * (n_columns - len(text)) / 2)
        top = self.down
        self.down += GAP
        bottom = self.down
        middles = self.cells(line, CELL * (n_columns - line["width"]) / 2, line["width"])
        for at, above, fill in places:
            for cell, below in middles:
                if cell["start"] <= at < cell["end"]:
                    self.thread(above, below, top + 1, bottom - 1, THREADS[fill])

    def write(self, name):
        """Save the picture."""
        wide, tall = self.right + EDGE, self.down + EDGE / 2
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {tall:g}" width="{wide:g}" height="{tall:g}" '
            f'font-family="{FONTS}">\n<rect width="{wide:g}" height="{tall:g}" rx="6" fill="{BACK}"/>\n'
            + "\n".join(self.threads + self.boxes)
            + "\n</svg>\n"
        )
        (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")
        print(f"{name}.svg: {wide:g} x {tall:g}")


def one(name, text, *options):
    """A paragraph of one line with its source."""
    picture = Picture()
    picture.linked(text, run([*TYPESET, *options], text))
    picture.write(name)


def marks(text):
    """The same paragraph with its marks and without."""
    picture = Picture()
    picture.label("--marks keep")
    picture.linked(text, run(TYPESET, text))
    stripped = run([*TYPESET, "--marks", "strip"], text)
    line = {**stripped["lines"][0], "rtl": True}
    picture.label("--marks strip")
    picture.cells(line, CELL * (len(text) - line["width"]) / 2, line["width"])
    picture.write("marks")


def ways(name, text, width, options):
    """The same paragraph in several ways, without its source."""
    picture = Picture()
    for label, more in options:
        picture.label(label)
        paragraph = run([*TYPESET, "--width", width, *more], text)
        for line in paragraph["lines"]:
            picture.cells({**line, "rtl": paragraph["direction"] == "rtl"}, 0, width)
        picture.down += 8
    picture.write(name)


def ellipsis(text, width):
    """A headline that is too long, whole and cut."""
    picture = Picture()
    picture.label(f"cut to {width} cells")
    picture.linked(text, run([*HEADLINE, width, 1], text))
    picture.write("ellipsis")


def main():
    """Draw all pictures."""
    one("joining", "السلام لِأُمّ")
    one("mixed", "زر https://a.org/b/ (5-10 مساء)")
    one("forms", "گوڵێکی ځوان")
    one("sign", "\ufdf2 نور", "--width", "20")
    marks("السَّلَامُ")
    ellipsis("وصل iPhone الجديد أمس", 11)
    justify = ["no", "kashida", "blanks"]
    ways("kashida", "هو من سلم في بيت ولد وبنت", 21, [(f"--justify {how}", ["--justify", how]) for how in justify])
    ways("even", "قرأنا مقالين عنه بالإنجليزية", 12, [(f"--fit {how}", ["--fit", how]) for how in ("greedy", "even")])


if __name__ == "__main__":
    sys.exit(main())
