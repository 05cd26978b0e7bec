#!/usr/bin/env python3
"""Makes the keyboard tables of this folder from xkb-data (Debian's package of xkeyboard-config).

    make.py [SYMBOLS [KEYSYMDEF]]

SYMBOLS is the folder of the symbols files, KEYSYMDEF the header of x11proto-dev that says which
character a keysym is. Besides the tables it writes tests/data/xkb/keysyms.txt, the part of that
header which the tests need to read the same files for themselves.
"""

import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
KEYSYMS = HERE.parent.parent / "tests/data/xkb/keysyms.txt"

# The name of a layout, as AKHBAR_KEYBOARD has it; what it is called; its language; its symbols.
LAYOUTS = [
    ("ar", "Arabic", "ar", "ara(basic)"),
    ("fa", "Persian", "fa", "ir(pes_part_basic)"),
    ("ur", "Urdu (CRULP)", "ur", "pk(urd-crulp)"),
    ("ur-phonetic", "Urdu (phonetic)", "ur", "pk(urd-phonetic)"),
    ("he", "Hebrew", "he", "il(basic)"),
    ("ur-nla", "Urdu (NLA, Windows)", "ur", "pk(urd-nla)"),
    ("ar-mac", "Arabic (Macintosh)", "ar", "ara(mac)"),
    ("ckb", "Kurdish", "ckb", "ir(ku_ara)"),
    ("sd", "Sindhi", "sd", "pk(snd)"),
]

# The keys of a US keyboard by their places, without and with Shift.
ROWS = [
    (["TLDE"], "`", "~"),
    ([f"AE{n:02}" for n in range(1, 13)], "1234567890-=", "!@#$%^&*()_+"),
    ([f"AD{n:02}" for n in range(1, 13)], "qwertyuiop[]", "QWERTYUIOP{}"),
    ([f"AC{n:02}" for n in range(1, 12)], "asdfghjkl;'", 'ASDFGHJKL:"'),
    (["BKSL"], "\\", "|"),
    ([f"AB{n:02}" for n in range(1, 11)], "zxcvbnm,./", "ZXCVBNM<>?"),
]


def keysyms(header):
    """Names of keysyms to the characters that the header's remarks give; synonyms have none."""
    form = re.compile(r"^#define XK_(\w+)\s+(0x[0-9a-f]+)(?:\s*/\*[ (]U\+([0-9A-F]{4,6}) )?", re.M)
    found = form.findall(header)
    characters = {number: chr(int(code, 16)) for _, number, code in found if code}
    return {name: characters[number] for name, number, _ in found if number in characters}


def character(keysym, names, used):
    """What a keysym types; None for nothing."""
    if keysym in ("NoSymbol", "VoidSymbol"):
        return None
    if len(keysym) == 1:
        return keysym
    if match := re.fullmatch(r"(?:U|0x100)([0-9A-Fa-f]{4,5})", keysym):
        return chr(int(match[1], 16))
    used[keysym] = names[keysym]
    return names[keysym]


def symbols(folder, name):
    """The places of a variant to the two first keysyms, what it includes read first."""
    file, variant = re.fullmatch(r"(\w+)\(([\w-]+)\)", name).groups()
    text = re.sub(r"//.*", "", (folder / file).read_text(encoding="utf-8"))
    body = text.split(f'xkb_symbols "{variant}"', 1)[1]
    body = body[: body.index("\n};")]
    found = {}
    for include, place, keys in re.findall(
        r'include\s+"([^"]+)"|key\s*<(\w+)>\s*\{\s*\[([^\]]*)\]', body
    ):
        if include.startswith(f"{file}("):
            found |= symbols(folder, include)
        elif keys:
            found[place] = ([key.strip() for key in keys.split(",")] + ["NoSymbol"])[:2]
    return found


def shown(char):
    """A character as it is, or by its number where it would not stand alone."""
    if unicodedata.category(char)[0] in "MCZ":
        return f"U+{ord(char):04X}"
    return char


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/X11/xkb/symbols")
    header = Path(sys.argv[2] if len(sys.argv) > 2 else "/usr/include/X11/keysymdef.h")
    names, used = keysyms(header.read_text(encoding="utf-8")), {}
    for name, title, language, source in LAYOUTS:
        lines = [
            f"# {source} of xkb-data, by make.py: a key of a US keyboard, and what it types here.",
            f"title {title}",
            f"language {language}",
        ]
        found = symbols(folder, source)
        for places, plain, shifted in ROWS:
            for level, keys in enumerate([plain, shifted]):
                for place, key in zip(places, keys):
                    keysym = found.get(place, ["NoSymbol"] * 2)[level]
                    char = character(keysym, names, used)
                    if char is not None and char != key:
                        lines.append(f"{key} {shown(char)}")
        (HERE / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    listed = [f"{name} {ord(char):04X}" for name, char in sorted(used.items())]
    KEYSYMS.write_text("\n".join(listed) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
