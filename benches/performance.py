#!/usr/bin/env python3
"""Make the tables of docs/performance.md.

    cargo build --release && python3 benches/performance.py            # prints them
    python3 benches/performance.py --write                             # puts them into the page
    python3 benches/performance.py --only typeset TEXT...              # instructions for texts of your own

Four parts, each alone with --only:

    typeset   instructions of `akhbar typeset` a MB, under callgrind: those for 2 MB less those for
              1 MB, so that what the program does once does not count; beside them FriBidi's
    open      a long text in a terminal of 120 x 40: first frame, end, page, resize, memory
    search    a word typed letter by letter in a long text with vowel signs
    keys      bytes and instructions of one key: with callgrind as those of 2n keys less those of n

All texts are made of the articles in seeds/. Times are the least of several rounds, in ms from the
key, or from exec, to the last byte of the answer. Needs Linux and Python 3; for `typeset` and `keys`
valgrind, and for FriBidi's figures its library (Debian: libfribidi0) and a C compiler.
"""

import argparse
import ctypes
import fcntl
import itertools
import json
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
MB = 1_000_000
COLUMNS, ROWS = 120, 40
FIRST, LAST = "QXFIRSTXQ", "QXLASTXQ"
WORD = "قنطروس"

# ------------------------------------------------------------------------------------------ texts

ARTICLES = {"Arabic": ("04", "08"), "Urdu": ("06", "07"), "English": ("01", "02", "03", "05")}
LETTERS = re.compile("[\u0621-\u064a]")
SIGNS = ["\u064e", "", "\u0652", "\u0650", "", "\u0651\u064e", ""]


def article_paragraphs(program, numbers):
    """The paragraphs of some bundled articles."""
    found = []
    for number in numbers:
        (path,) = (ROOT / "seeds").glob(f"{number}-*.txt")
        shown = subprocess.run([program, "show", path, "--json"], capture_output=True, check=True)
        found += json.loads(shown.stdout)["paragraphs"]
    return found


def vowelled(text):
    """A text with vowel signs on about every second letter."""
    signs = itertools.cycle(SIGNS)
    return LETTERS.sub(lambda letter: letter[0] + next(signs), text)


def kinds(program):
    """Paragraphs by the kind of text."""
    found = {name: article_paragraphs(program, numbers) for name, numbers in ARTICLES.items()}
    found["Arabic, vowelled"] = [vowelled(text) for text in found["Arabic"]]
    pairs = zip(found["Arabic"], itertools.cycle(found["English"]))
    sentences = [zip(re.split(r"(?<=\.) ", a), re.split(r"(?<=\.) ", b)) for a, b in pairs]
    found["mixed"] = [" ".join(itertools.chain(*pair)) for pair in sentences]
    return found


def filled(paragraphs, n_bytes, end="\n"):
    """Paragraphs over and over, as a text of `n_bytes` bytes or a little more."""
    parts, length = [], 0
    for text in itertools.cycle(paragraphs):
        parts.append(text + end)
        length += len(parts[-1].encode())
        if length >= n_bytes:
            return parts


def marked(paragraphs, n_bytes, end="\n"):
    """The same with a word of its own at its start, at its end, and twice in between."""
    parts = filled(paragraphs, n_bytes, end)
    word = "".join(letter + "\u064e\u0640" for letter in WORD[:-1]) + WORD[-1]
    parts[0] = f"{FIRST} {parts[0]}"
    parts[len(parts) // 2] = f"{word} {parts[len(parts) // 2]}"
    parts[len(parts) * 99 // 100] = f"{word} {parts[len(parts) * 99 // 100]}"
    parts.append(f"{paragraphs[0]} {LAST}{end if end == chr(10) else ''}")
    return "".join(parts).encode()


# ---------------------------------------------------------------------------------- instructions

FRIBIDI = r"""
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
typedef uint32_t u32; typedef int n; typedef int8_t level; typedef uint8_t prop;
extern n fribidi_charset_to_unicode(int, const char *, n, u32 *);
extern void fribidi_get_bidi_types(const u32 *, n, u32 *);
extern void fribidi_get_bracket_types(const u32 *, n, const u32 *, u32 *);
extern level fribidi_get_par_embedding_levels_ex(const u32 *, const u32 *, n, u32 *, level *);
extern void fribidi_get_joining_types(const u32 *, n, prop *);
extern void fribidi_join_arabic(const u32 *, n, const level *, prop *);
extern void fribidi_shape(u32, const level *, n, prop *, u32 *);
extern level fribidi_reorder_line(u32, const u32 *, n, n, u32, level *, u32 *, n *);
enum { UTF8 = 1, NEUTRAL = 0x40, MIRROR = 1, MARKS = 2, SPECIALS = 0x40000, ARABIC = 0x300, ROW = 80 };
int main(int argc, char **argv) {
  FILE *file = fopen(argv[1], "rb");
  fseek(file, 0, SEEK_END); long size = ftell(file); rewind(file);
  char *text = malloc(size + 1), *line = text;
  if (argc != 2 || fread(text, 1, size, file) != (size_t)size) return 1;
  u32 *chars = malloc(4 * size + 4), *types = malloc(4 * size + 4), *brackets = malloc(4 * size + 4);
  level *levels = malloc(size + 1); prop *props = malloc(size + 1); n *map = malloc(4 * size + 4);
  while (line < text + size) {
    char *end = memchr(line, '\n', text + size - line);
    if (!end) end = text + size;
    n length = fribidi_charset_to_unicode(UTF8, line, end - line, chars);
    u32 base = NEUTRAL, flags = MIRROR | MARKS | SPECIALS;
    line = end + 1;
    if (!length) continue;
    fribidi_get_bidi_types(chars, length, types);
    fribidi_get_bracket_types(chars, length, types, brackets);
    level most = fribidi_get_par_embedding_levels_ex(types, brackets, length, &base, levels);
    fribidi_get_joining_types(chars, length, props);
    fribidi_join_arabic(types, length, levels, props);
    fribidi_shape(flags | ARABIC, levels, length, props, chars);
    for (n at = 0; at < length; at += ROW) {
      n room = length - at < ROW ? length - at : ROW;
      for (n idx = at; idx < at + room; idx++) map[idx] = idx;
      if (most > 1) fribidi_reorder_line(flags, types, room, at, base, levels, chars, map);
    }
  }
}
"""


def fribidi(folder):
    """FriBidi's work on a text as a program, and its version; none where that cannot be had."""
    try:
        version = ctypes.c_char_p.in_dll(ctypes.CDLL("libfribidi.so.0"), "fribidi_version_info").value.decode()
        source, built = folder / "chain.c", folder / "chain"
        source.write_text(FRIBIDI)
        subprocess.run(["cc", "-O2", "-o", built, source, "-l:libfribidi.so.0"], check=True, capture_output=True)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None, None
    found = re.search(r"\d+(\.\d+)+", version)
    return built, found[0] if found else "?"


def instructions(command):
    """The instructions that a command takes."""
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    done = subprocess.run([*valgrind, *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True, encoding="utf-8")
    return int(re.search(r"Collected : (\d+)", done.stderr)[1])


def a_mb(command, parts, folder):
    """Millions of instructions that a command takes for one MB of a text more."""
    counted = []
    for n_bytes in (MB, 2 * MB):
        path, data = folder / "text", "".join(filled(parts, n_bytes, "")).encode()
        path.write_bytes(data)
        counted.append((instructions([*command, path]), len(data)))
    (less, short), (more, long) = counted
    return (more - less) / (long - short)


def part_typeset(options, folder):
    """Instructions of typesetting."""
    goals = {"Arabic": 200, "Arabic, vowelled": 297, "Urdu": 230, "mixed": 284, "English": 66}
    ours = [options.program, "typeset", "--width", "80"]
    theirs, version = fribidi(folder)
    texts = kinds(options.program)
    texts = {name: [text + "\n" for text in texts[name]] for name in goals}
    if options.texts:
        # A text that is shorter than 1 MB is read over and over.
        texts = {path.name: path.read_text("utf-8", "replace").splitlines(True) for path in options.texts}
    rows = []
    for name, parts in texts.items():
        mine = a_mb(ours, parts, folder)
        chain = a_mb([theirs], parts, folder) if theirs else None
        goal = f"{goals[name]}" if name in goals and not options.texts else "–"
        rows.append([name, f"{mine:.0f}", goal, f"{chain:.0f}" if chain else "–", f"{chain / mine:.1f}" if chain else "–"])
    head = ["text", "akhbar, M instructions a MB", "goal", f"FriBidi {version or ''}".strip(), "FriBidi / akhbar"]
    return table(head, rows)


# ---------------------------------------------------------------------------------- in a terminal


class Session:
    """A program in a terminal of its own, that remembers nothing."""

    # Of quiet, in seconds, in which the program also rests: then an answer is complete.
    QUIET = 0.04

    # The same where whatever waits for a reader who does nothing is awaited too.
    REST = 0.4

    # The end of a frame: mode 2026 is reset.
    END = b"\x1b[?2026l"

    def __init__(self, command):
        self.state = tempfile.TemporaryDirectory()
        stamp, at_exec = os.pipe()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
            environment |= {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "XDG_STATE_HOME": self.state.name}
            os.write(at_exec, struct.pack("q", time.monotonic_ns()))
            os.execve(command[0], [str(part) for part in command], environment)
        self.start = struct.unpack("q", os.read(stamp, 8))[0]
        os.close(stamp)
        os.close(at_exec)

    def cpu(self):
        """The nanoseconds that the program has worked."""
        try:
            return time.clock_gettime_ns((~self.pid << 3) | 2)
        except OSError:
            return 0

    def answer(self, start, wanted=b"", most=60.0, quiet=QUIET):
        """Reads an answer to its end: ms to the byte that completes `wanted`, to the last byte that
        came before all was quiet, and the bytes."""
        read, found, last = b"", None, start
        quiet_from, worked = time.monotonic(), self.cpu()
        while time.monotonic_ns() - start < most * 1e9:
            ready = select.select([self.fd], [], [], self.QUIET / 4)[0]
            now = time.monotonic()
            if ready:
                try:
                    more = os.read(self.fd, 1 << 16)
                except OSError:
                    break
                last = time.monotonic_ns()
                read += more
                if found is None and wanted in read:
                    found = last
                quiet_from, worked = now, self.cpu()
            elif now - quiet_from >= quiet:
                works = self.cpu() - worked > 0.2e9 * (now - quiet_from)
                if not works and (found is not None or not wanted):
                    break
                quiet_from, worked = now, self.cpu()
        if wanted and found is None:
            sys.exit(f"{wanted.decode()} did not come within {most} s")
        return (found or last) - start, last - start, len(read)

    def opened(self, wanted):
        """The first frame that has `wanted`."""
        return self.answer(self.start, wanted)

    def key(self, key, wanted=b"", quiet=QUIET):
        """A key and its answer."""
        start = time.monotonic_ns()
        os.write(self.fd, key.encode())
        return self.answer(start, wanted, quiet=quiet)

    def held_key(self, key):
        """A key and its frame, the next key following at once: ms, ms and bytes as of any answer."""
        start, read = time.monotonic_ns(), b""
        os.write(self.fd, key.encode())
        while self.END not in read:
            read += os.read(self.fd, 1 << 16)
        took = time.monotonic_ns() - start
        if read.count(self.END) > 1:
            sys.exit("more than a frame came for a key: this computer is too busy for `keys`")
        return took, took, len(read)

    def resize(self, columns, rows):
        """Another size and its answer."""
        start = time.monotonic_ns()
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        return self.answer(start)

    def memory(self):
        """The most bytes of memory that the program had at once."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) * 1024

    def close(self):
        """Ends the program."""
        try:
            os.kill(self.pid, signal.SIGTERM)
        except ProcessLookupError:
            pass
        os.waitpid(self.pid, 0)
        os.close(self.fd)
        self.state.cleanup()


def floor(options):
    """What the fork, the exec and this script cost: a program that prints a word."""
    times = []
    for _ in range(options.rounds * 4):
        session = Session(["/bin/echo", "READY"])
        times.append(session.opened(b"READY")[0])
        session.close()
    return min(times) / 1e6


def part_open(options, folder):
    """Opening and moving in long texts."""
    arabic = kinds(options.program)["Arabic"]
    texts = {
        "10 MB": (marked(arabic, 10 * MB), {"first": 30, "end": 30}),
        "100 MB": (marked(arabic, 100 * MB), {"first": 150, "memory": 30}),
        "10 MB in one line": (marked(arabic, 10 * MB, " "), {"first": 20, "page": 20, "end": 300}),
    }
    columns = ["first", "work", "end", "page", "resize", "memory"]
    rows = []
    for name, (data, goals) in texts.items():
        path = folder / "long.txt"
        path.write_bytes(data)
        least = {}
        for _ in range(options.rounds):
            session = Session([options.program, path])
            seen = {"first": [session.opened(FIRST.encode())[0] / 1e6]}
            seen["work"] = [session.cpu() / 1e6]
            # Whatever waits for a reader who does nothing is over by then.
            session.key("l")
            seen["page"] = [session.key(" ")[1] / 1e6 for _ in range(10)]
            seen["end"] = [session.key("G", LAST.encode())[0] / 1e6]
            seen["resize"] = [session.resize(*size)[1] / 1e6 for size in ((100, 30), (COLUMNS, ROWS)) * 2]
            seen["memory"] = [(session.memory() - len(data)) / MB]
            session.close()
            for column, figures in seen.items():
                # Of memory the most, of times the least.
                best = max if column == "memory" else min
                least[column] = best([*figures, *([least[column]] if column in least else [])])
        cells = [f"{least[column]:.1f}" + (f" (≤ {goals[column]})" if column in goals else "") for column in columns]
        rows.append([name, *cells])
    head = ["Arabic text", "first frame, ms", "CPU till it rests, ms", "to the end, ms", "a page, ms", "resize, ms", "memory beyond the text, MB"]
    floored = f"A program that prints one word takes {floor(options):.1f} ms to its first byte here. Goals in brackets."
    return f"{table(head, rows)}\n\n{floored}"


def part_search(options, folder):
    """A word typed letter by letter."""
    text = kinds(options.program)["Arabic, vowelled"]
    rows = []
    for name, n_bytes, goal in (("10 MB", 10 * MB, 25), ("100 MB", 100 * MB, 120)):
        path = folder / "long.txt"
        path.write_bytes(marked(text, n_bytes))
        rounds = []
        for _ in range(options.rounds):
            session = Session([options.program, path])
            session.opened(FIRST.encode())
            session.key("l")
            session.key("/")
            answers = [session.key(letter) for letter in WORD]
            session.close()
            rounds.append([last / 1e6 for _, last, _ in answers])
        best = [min(times) for times in zip(*rounds)]
        rows.append([name, *(f"{ms:.1f}" for ms in best), f"{max(best):.1f}", str(goal)])
    head = ["vowelled Arabic", *(f"key {idx + 1}" for idx in range(len(WORD))), "slowest", "goal"]
    return table(head, rows)


def pressed(command, before, keys, n_keys, is_held):
    """The answers to keys, one after the other, each from the program at rest or held down."""
    session = Session(command)
    session.answer(session.start, Session.END, quiet=Session.REST)
    for key in before:
        session.key(key, quiet=Session.REST)
    press = session.held_key if is_held else lambda key: session.key(key, quiet=Session.REST)
    answers = [press(keys[idx % len(keys)]) for idx in range(n_keys)]
    session.answer(time.monotonic_ns(), quiet=Session.REST)
    session.close()
    return answers


def of_a_key(command, before, keys, is_held, folder):
    """The instructions that one key more takes."""
    n_keys, counted, out = 16 if is_held else 6, [], folder / "callgrind"
    for n_times in (1, 2):
        valgrind = [shutil.which("valgrind"), "-q", "--tool=callgrind", f"--callgrind-out-file={out}"]
        pressed([*valgrind, *command], before, keys, n_keys * n_times, is_held)
        counted.append(int(re.search(r"^summary: (\d+)", out.read_text(), re.M)[1]))
    less, more = counted
    return (more - less) / n_keys


def part_keys(options, folder):
    """Bytes and instructions of single keys."""
    text = folder / "arabic.txt"
    text.write_bytes(marked(kinds(options.program)["Arabic"], MB))
    works = [
        ("`j` in the list, held down", [], [], "jk", True, 6),
        ("`j` in the list, with the article that follows", [], [], "jk", False, None),
        ("`l` into the article", [], [], "l", False, None),
        ("`j` in Arabic text, one row", [text], ["l"], "j", False, None),
        ("Space in Arabic text, one page", [text], ["l"], " ", False, 13),
        ("`/` opens the search", [], ["l"], "/", False, None),
    ]
    rows = []
    for name, arguments, before, keys, is_held, goal in works:
        command = [options.program, *arguments]
        is_repeated = len(keys) > 1 or arguments
        answers = pressed(command, before, keys, 8 if is_repeated else 1, is_held)
        n_bytes = sorted(n for _, _, n in answers)[len(answers) // 2]
        cells = [f"{n_bytes}", f"{min(last for _, last, _ in answers) / 1e6:.1f}", "–"]
        if is_repeated:
            counted = of_a_key(command, before, keys, is_held, folder) / 1e6
            cells[2] = f"{counted:.1f}" + (f" (≤ {goal})" if goal else "")
        rows.append([name, *cells])
    return table(["key, at 120 × 40", "bytes", "ms", "M instructions"], rows)


# ------------------------------------------------------------------------------------------ page


def table(head, rows):
    """A table in Markdown."""
    line = lambda cells: "| " + " | ".join(cells) + " |"
    return "\n".join([line(head), "|" + "---|" * len(head), *map(line, rows)])


def machine():
    """What it was measured on, in a sentence."""
    info = Path("/proc/cpuinfo").read_text()
    model = re.search(r"model name\s*: (.*)", info)
    model = re.sub(r"\((R|TM)\)", "", model[1]).strip() if model else os.uname().machine
    return f"Measured on {os.cpu_count()} cores of: {model}, Linux {'.'.join(os.uname().release.split('.')[:2])}."


PARTS = {"typeset": part_typeset, "open": part_open, "search": part_search, "keys": part_keys}


def put(page, name, text):
    """The page with what stands between the markers of a part replaced."""
    start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    before, rest = page.split(start)
    return f"{before}{start}\n{text}\n{end}{rest.split(end)[1]}"


def main():
    """Measure, and print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path, help="texts of your own for the part typeset")
    parser.add_argument("--program", type=Path, default=ROOT / "target/release/akhbar")
    parser.add_argument("--only", choices=PARTS, action="append", help="this part; may be given again")
    parser.add_argument("--rounds", type=int, default=7, help="how often times are taken")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    options = parser.parse_args()
    options.program = options.program.resolve()
    if options.texts and options.write:
        parser.error("the page is for the texts that everybody has")
    page = PAGE.read_text("utf-8") if options.write else ""
    with tempfile.TemporaryDirectory() as folder:
        for name in options.only or (["typeset"] if options.texts else PARTS):
            text = PARTS[name](options, Path(folder))
            print(f"{name}\n\n{text}\n", flush=True)
            page = put(page, name, text) if options.write else page
    print(machine())
    if options.write:
        PAGE.write_text(put(page, "machine", machine()), "utf-8")


if __name__ == "__main__":
    main()
