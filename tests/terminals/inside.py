"""What runs inside the terminal: says how large the grid is until it is told to go on, has the
reader say what it takes the terminal for, asks whether the terminal knows kitty's keyboard protocol,
and becomes the reader.

    inside.py FOLDER READER PAGE"""

import os
import pty
import re
import select
import sys
import termios
import time
import tty

folder, reader, page = sys.argv[1:]


def say(name, text):
    with open(f"{folder}/{name}.new", "w") as file:
        file.write(text)
    os.rename(f"{folder}/{name}.new", f"{folder}/{name}")


def ask(question, last):
    """Sends a question and one that every terminal answers; gives all that came."""
    found = termios.tcgetattr(0)
    tty.setraw(0)
    os.write(1, question)
    heard = b""
    while last not in heard and select.select([0], [], [], 1)[0]:
        heard += os.read(0, 1024)
    termios.tcsetattr(0, termios.TCSANOW, found)
    return heard


while not os.path.exists(f"{folder}/go"):
    size = os.get_terminal_size(1)
    say("size", f"{size.columns} {size.lines}")
    time.sleep(0.1)
says_keys = re.search(rb"\x1b\[\?\d+u", ask(b"\x1b[?u\x1b[c", b"c"))
say("keys", "yes" if says_keys else "no")
os.write(1, b"\x1b[2J\x1b[H")
said = []


def keep(terminal):
    said.append(os.read(terminal, 4096))
    return said[-1]


# It asks only where it writes to a terminal: this one, by way of another.
pty.spawn([reader, "doctor"], keep)
say("doctor", b"".join(said).decode(errors="replace"))
while not os.path.exists(f"{folder}/read"):
    time.sleep(0.05)
os.write(1, b"\x1b[2J\x1b[H")
os.execv(reader, [reader, page])
