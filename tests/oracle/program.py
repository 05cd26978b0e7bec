"""What the judges share: asking akhbar, the paragraphs of a text, the table of the outcome."""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WIDTHS = (40, 60, 80)


def arguments(description, **more):
    """Read the command line: texts, the program, how many lines of a text and examples to show."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", nargs="+", help="texts in UTF-8, a paragraph a line")
    parser.add_argument("--program", default=str(ROOT / "target/release/akhbar"))
    parser.add_argument("--direction", default="auto", choices=("auto", "ltr", "rtl"))
    parser.add_argument("--most", type=int, default=6000, help="paragraphs of a text, evenly chosen")
    parser.add_argument("--examples", type=int, default=2, help="shown of every kind of difference")
    for name, options in more.items():
        parser.add_argument(f"--{name}", **options)
    return parser.parse_args()


def paragraphs(path, most):
    """The lines of a text as akhbar tells them apart; `most` of them, evenly chosen."""
    text = Path(path).read_text("utf-8", "replace")
    # What ends a paragraph for UAX 9 ends it here too, so that all judge the same.
    lines = [line for line in re.split("[\n\r\x1c-\x1e\x85\u2029]+", text) if line]
    step = max(1, len(lines) / most)
    return [lines[int(idx * step)] for idx in range(min(most, len(lines)))]


def typeset(options, lines, width, *more):
    """Have akhbar set `lines`; an object a paragraph, one after the other."""
    program, direction = options.program, options.direction
    with tempfile.TemporaryFile() as given:
        given.write("\n".join(lines).encode() + b"\n")
        given.seek(0)
        command = [program, "typeset", "--json", "--width", str(width), "--direction", direction]
        command += [*more, "-"]
        with subprocess.Popen(command, stdin=given, stdout=subprocess.PIPE) as process:
            for line in process.stdout:
                yield json.loads(line)
            if process.wait():
                sys.exit(f"{command} failed")


def offsets(text):
    """The index of the character at each byte offset of `text`, and at its end."""
    found, at = {}, 0
    for idx, c in enumerate(text):
        found[at] = idx
        at += len(c.encode())
    found[at] = len(text)
    return found


def named(text):
    """A text with everything that does not print, or that turns, written as its number."""
    return "".join(
        c if c.isascii() and c.isprintable() else f"<{ord(c):04X}>" if not c.isalpha() else c
        for c in text
    )


def codes(text):
    """The characters of a short text as numbers."""
    return " ".join(f"{ord(c):04X}" for c in text)


def is_mark(c):
    """Whether a character is a mark on the one before it."""
    return unicodedata.category(c).startswith("M")


class Table:
    """Counts by text, and kinds of difference with examples."""

    def __init__(self, *columns):
        self.columns = columns
        self.rows = {}
        self.kinds = {}
        self.examples = {}

    def count(self, row, column, n=1):
        """Add to a cell of the table."""
        self.rows.setdefault(row, Counter())[column] += n

    def note(self, row, kind, example):
        """Count a difference of a kind, and keep the first few as examples."""
        self.kinds.setdefault(kind, Counter())[row] += 1
        kept = self.examples.setdefault(kind, [])
        if len(kept) < 12:
            kept.append(example)

    def show(self, n_examples, share=None):
        """Print the table, then the kinds; `share` makes a percentage of a row."""
        heads = [*self.columns, *(["share"] if share else [])]
        print(f"{'text':12}" + "".join(f"{head:>14}" for head in heads))
        total = Counter()
        for counts in self.rows.values():
            total.update(counts)
        for name, counts in [*self.rows.items(), ("all", total)]:
            line = f"{name:12}" + "".join(f"{counts[column]:14}" for column in self.columns)
            if share:
                line += f"{share(counts):13.3f}%"
            print(line)
        for kind, by_row in sorted(self.kinds.items(), key=lambda item: -item[1].total()):
            where = ", ".join(f"{row} {n}" for row, n in by_row.most_common())
            print(f"\n{by_row.total():6}  {kind}   ({where})")
            for example in self.examples[kind][:n_examples]:
                print("".join(f"        {line}\n" for line in example), end="")
