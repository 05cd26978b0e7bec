"""The terminals: for each the Debian packages it needs, and how to start it with a grid, a font and
nothing of the user's configuration. Every function takes a `Want` and the command to run, and gives
the arguments to start; it may write files into the folder of the run.

Multiplexers wrap the command: `tmux@xterm` is tmux inside xterm."""

import os
import shlex
import shutil
import sys
from dataclasses import dataclass

HERE = os.path.dirname(os.path.abspath(__file__))


@dataclass
class Want:
    """What a terminal shall be: its grid in cells, its font, and a folder of its own."""

    columns: int
    rows: int
    font: str
    pixels: int
    folder: str

    @property
    def points(self):
        """The size of the font at 96 dots to the inch."""
        return f"{self.pixels * 0.75:g}"

    @property
    def grid(self):
        return f"{self.columns}x{self.rows}"

    def write(self, name, *lines):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write("\n".join(lines) + "\n")
        return path


def xterm(want, command):
    face = f"{want.font}:pixelsize={want.pixels}"
    return ["xterm", "-u8", "-b", "0", "+sb", "-fa", face, "-geometry", want.grid + "+0+0", "-e", *command]


def st(want, command):
    return ["stterm", "-f", f"{want.font}:pixelsize={want.pixels}", "-g", want.grid + "+0+0", "-e", *command]


def urxvt(want, command):
    face = f"xft:{want.font}:pixelsize={want.pixels}"
    return ["urxvt", "-fn", face, "-b", "0", "+sb", "-geometry", want.grid + "+0+0", "-e", *command]


def alacritty(want, command):
    options = {
        "font.normal.family": f'"{want.font}"',
        "font.size": want.points,
        "window.dimensions.columns": want.columns,
        "window.dimensions.lines": want.rows,
    }
    options = [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
    return ["alacritty", "--config-file", want.write("alacritty.yml", "{}"), *options, "-e", *command]


def kitty(want, command):
    options = {
        "font_family": want.font,
        "font_size": want.points,
        "initial_window_width": f"{want.columns}c",
        "initial_window_height": f"{want.rows}c",
        "remember_window_size": "no",
        "window_padding_width": "0",
        "confirm_os_window_close": "0",
        "update_check_interval": "0",
    }
    options = [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
    return ["kitty", "--config", "NONE", *options, *command]


def konsole(want, command):
    want.write(
        "data/konsole/proof.profile",
        "[Appearance]", f"Font={want.font},{want.points},-1,5,50,0,0,0,0,0",
        "[General]", "Name=proof", "Parent=FALLBACK/",
        f"TerminalColumns={want.columns}", f"TerminalRows={want.rows}", "TerminalMargin=0",
        "[Scrolling]", "ScrollBarPosition=2",
    )
    want.write(
        "config/konsolerc",
        "[Desktop Entry]", "DefaultProfile=proof.profile",
        "[KonsoleWindow]", "RememberWindowSize=false", "UseSingleInstance=false",
        "[TabBar]", "TabBarVisibility=AlwaysHideTabBar",
    )
    return ["konsole", "--separate", "--hide-menubar", "--hide-tabbar", "--profile", "proof", "-e", *command]


def mlterm(want, command):
    names = ("DEFAULT", "ISO10646_UCS4_1", "ISO10646_UCS4_1_BIWIDTH")
    want.write("home/.mlterm/aafont", *(f"{name}={want.font}" for name in names))
    return ["mlterm", "-A", "-w", str(want.pixels), "-g", want.grid, "-s=false", "-E", "UTF-8", "-e", *command]


def vte(want, command):
    here = os.path.join(HERE, "vte_window.py")
    return ["/usr/bin/python3", here, str(want.columns), str(want.rows), f"{want.font} {want.points}", *command]


def foot(want, command):
    path = want.write(
        "foot.ini",
        f"font={want.font}:pixelsize={want.pixels}", f"initial-window-size-chars={want.grid}", "pad=0x0",
        "[csd]", "preferred=none",
    )
    return ["foot", "-c", path, *command]


def zutty(want, command):
    font = want.font.replace(" ", "")
    return ["zutty", "-font", font, "-fontsize", str(want.pixels), "-geometry", want.grid, "-border", "0", "-e", *command]


def pterm(want, command):
    face = f"client:{want.font} {want.points}"
    return ["pterm", "-fn", face, "-cs", "UTF-8", "-geometry", want.grid + "+0+0", "-e", *command]


def qterminal(want, command):
    want.write(
        "config/qterminal.org/qterminal.ini",
        "[General]", f"fontFamily={want.font}", f"fontSize={want.points}", "AskOnExit=false",
        "HideTabBarWithOneTab=true", "MenuVisible=false", "ScrollbarPosition=0", "Borderless=true",
        "guiStyle=Fusion", "TerminalMargin=0",
    )
    return ["qterminal", "-e", shlex.join(command)]


def xtermjs(want, command, renderer="dom"):
    server = os.path.join(HERE, "xtermjs.py")
    arguments = (want.columns, want.rows, want.font, want.pixels, want.folder, renderer)
    return [sys.executable, server, *map(str, arguments), *command]


def tmux(want, command):
    path = want.write("tmux.conf", "set -g status off")
    return ["tmux", "-S", f"{want.folder}/run/tmux", "-f", path, "new-session", shlex.join(command)]


def screen(want, command):
    return ["screen", "-U", "-c", want.write("screenrc", "startup_message off"), *command]


# How to start each, and what Debian calls it.
TERMINALS = {
    "xterm": (xterm, "xterm"),
    "vte": (vte, "gir1.2-vte-2.91 gir1.2-gtk-3.0 python3-gi"),
    "konsole": (konsole, "konsole"),
    "kitty": (kitty, "kitty"),
    "mlterm": (mlterm, "mlterm"),
    "alacritty": (alacritty, "alacritty"),
    "foot": (foot, "foot sway grim wtype wl-clipboard"),
    "st": (st, "stterm"),
    "urxvt": (urxvt, "rxvt-unicode"),
    "zutty": (zutty, "zutty"),
    "pterm": (pterm, "pterm"),
    "qterminal": (qterminal, "qterminal"),
    "xtermjs": (xtermjs, "chromium npm"),
    "xtermjs-webgl": (lambda want, command: xtermjs(want, command, "webgl"), "chromium npm"),
}
MULTIPLEXERS = {"tmux": (tmux, "tmux"), "screen": (screen, "screen")}

# Those that run under Wayland only, those whose window has to be fitted to the grid, what stands
# left of the grid and above it that no option hides, in pixels, and the version of the terminal of
# browsers and editors.
WAYLAND = {"foot"}
FITTED = {"konsole", "qterminal"}
BESIDE = {"konsole": (0, 31), "qterminal": (4, 3)}
XTERMJS = ("@xterm/xterm@5.5.0", "@xterm/addon-webgl@0.18.0")

PROVEN = [*TERMINALS, "tmux@xterm", "tmux@vte", "screen@xterm", "screen@vte"]
PACKAGES = (
    "xvfb xdotool imagemagick x11-apps xclip libgl1-mesa-dri fontconfig fonts-freefont-ttf "
    "tesseract-ocr tesseract-ocr-ara tesseract-ocr-urd python3-numpy python3-pil"
)


def packages():
    """All that is needed from Debian; its npm conflicts with a Node from elsewhere, which has its own."""
    of_terminals = [names for _, names in [*TERMINALS.values(), *MULTIPLEXERS.values()]]
    wanted = {name for names in [PACKAGES, *of_terminals] for name in names.split()}
    return sorted(wanted - ({"npm"} if shutil.which("npm") else set()))
