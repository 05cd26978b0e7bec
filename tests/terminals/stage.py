"""A stage for one terminal: a display of its own, a folder of its own, the terminal with the command
in it, keys, pictures and the clipboard. All that was started is ended with it, by its number; nothing
is ever ended by its name."""

import ctypes
import hashlib
import json
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import time

import emulators

NOBODY = 65534


class Failure(Exception):
    """A terminal that did not do what was waited for."""


class Stage:
    def __init__(self, name, columns, rows, font, pixels, modules):
        multiplexer, _, self.name = name.rpartition("@")
        self.folder = tempfile.mkdtemp(prefix="akhbar-proof-")
        os.chmod(self.folder, 0o755)
        for part in ("home", "config", "data", "cache", "state", "run"):
            os.makedirs(f"{self.folder}/{part}", mode=0o700)
        self.want = emulators.Want(columns, rows, font, pixels, self.folder)
        self.multiplexer = emulators.MULTIPLEXERS[multiplexer][0] if multiplexer else None
        self.on_wayland = self.name in emulators.WAYLAND
        self.size = (columns * pixels * 3 // 4 // 8 * 8 + 160, rows * pixels * 3 // 2 // 8 * 8 + 160)
        self.window = None
        self.log = open(f"{self.folder}/log", "w")
        self.env = {
            "PATH": os.environ["PATH"], "USER": "root", "SHELL": "/bin/sh", "LANG": "C.UTF-8",
            "HOME": f"{self.folder}/home", "XDG_RUNTIME_DIR": f"{self.folder}/run", "SCREENDIR": f"{self.folder}/run",
            "LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1", "GSETTINGS_BACKEND": "memory",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:", "QT_QPA_PLATFORM": "xcb", "QT_AUTO_SCREEN_SCALE_FACTOR": "0",
            "XTERMJS_MODULES": modules,
        }
        for part in ("config", "data", "cache", "state"):
            self.env[f"XDG_{part.upper()}_HOME"] = f"{self.folder}/{part}"

    def __enter__(self):
        # What its children leave behind comes back to this process.
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
        return self

    def __exit__(self, *_):
        for number in (signal.SIGTERM, signal.SIGKILL):
            end = time.time() + 2
            for process in descendants():
                try:
                    os.kill(process, number)
                except ProcessLookupError:
                    pass
            while descendants() and time.time() < end:
                reap()
                time.sleep(0.05)
        reap()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, command):
        """Starts the terminal with the command in it and brings it to the grid that is wanted."""
        command = self.multiplexer(self.want, command) if self.multiplexer else command
        command = [str(part) for part in emulators.TERMINALS[self.name][0](self.want, command)]
        if self.on_wayland:
            self.start_sway(command)
        else:
            self.start_x(command)
        self.wait_for("a window", self.find_window)
        self.wait_for("the grid", lambda: self.said("size"))
        end, n_right = time.time() + 12, 0
        while n_right < 4:
            time.sleep(0.2)
            have = tuple(map(int, self.said("size").split()))
            n_right = n_right + 1 if have == (self.want.columns, self.want.rows) else 0
            if n_right == 0 and self.name in emulators.FITTED:
                self.fit(have)
            if time.time() > end:
                raise Failure(f"the grid is {have}")
        if not self.on_wayland:
            # No window manager: the focus is given by hand, the pointer parked in a corner.
            self.find_window()
            self.get("xdotool", "windowmove", self.window, "0", "0")
            self.find_window()
            corner = [str(self.place[2] - 2), str(self.place[3] - 2)]
            self.get("xdotool", "mousemove", *corner, "windowfocus", self.window)

    def start_x(self, command):
        reading, writing = os.pipe()
        size = "{}x{}x24".format(*self.size)
        self.spawn(["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-dpi", "96", "-noreset"], pass_fds=[writing])
        os.close(writing)
        with open(reading) as file:
            self.env["DISPLAY"] = ":" + file.readline().strip()
        self.spawn(command)

    def start_sway(self, command):
        self.env.update(WLR_BACKENDS="headless", WLR_LIBINPUT_NO_DEVICES="1", WLR_RENDERER="pixman", SWAYSOCK=f"{self.folder}/run/sway")
        path = self.want.write(
            "sway",
            "output HEADLESS-1 resolution {}x{} position 0 0".format(*self.size),
            "default_border none", "default_floating_border none",
            'for_window [app_id=".*"] floating enable, border none, move absolute position 0 0',
            f"exec {shlex.join(command)} >>{self.folder}/log 2>&1",
        )
        command = ["sway", "-c", path]
        if os.geteuid() == 0:
            # It refuses to run as root.
            subprocess.run(["chown", "-R", str(NOBODY), self.folder], check=True)
            command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command]
        self.spawn(command)
        sockets = lambda: [name for name in os.listdir(f"{self.folder}/run") if name in ("wayland-0", "wayland-1")]
        self.env["WAYLAND_DISPLAY"] = self.wait_for("sway", sockets)[0]

    def spawn(self, command, **more):
        subprocess.Popen(
            command, env=self.env, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True, **more
        )

    def get(self, *command):
        """What a command on this display writes."""
        ended = subprocess.run(command, env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.log, timeout=20)
        return ended.stdout

    def said(self, name):
        """What the command inside has said, once it has."""
        try:
            with open(f"{self.folder}/{name}") as file:
                return file.read()
        except FileNotFoundError:
            return None

    def tell(self, name):
        open(f"{self.folder}/{name}", "w").close()

    def wait_for(self, what, found):
        end = time.time() + 40
        while time.time() < end:
            reap()
            if value := found():
                return value
            time.sleep(0.1)
        with open(f"{self.folder}/log") as file:
            raise Failure(f"waited for {what}: {file.read()[-500:]}")

    def find_window(self):
        """The largest window that is not the whole screen, as column, row, width and height."""
        if self.on_wayland:
            return self.find_view()
        found = self.get("xdotool", "search", "--onlyvisible", "--maxdepth", "1", "--name", ".*").split()
        found = found or self.get("xdotool", "search", "--onlyvisible", "--maxdepth", "1", "--class", ".*").split()
        best = 2000
        for window in map(bytes.decode, found):
            lines = self.get("xdotool", "getwindowgeometry", "--shell", window).decode().split()
            place = dict(line.split("=") for line in lines if "=" in line)
            area = int(place.get("WIDTH", 0)) * int(place.get("HEIGHT", 0))
            if best < area < self.size[0] * self.size[1]:
                best, self.window = area, window
                self.place = tuple(int(place[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))
        return best > 2000

    def find_view(self):
        try:
            nodes = [json.loads(self.get("swaymsg", "-t", "get_tree", "-r"))]
        except ValueError:
            return False
        for node in nodes:
            if node.get("pid") and node.get("app_id"):
                self.place = tuple(node["rect"][name] for name in ("x", "y", "width", "height"))
                return True
            nodes += node.get("nodes", []) + node.get("floating_nodes", [])
        return False

    def fit(self, have):
        """Makes the window larger or smaller by what is wanting to the grid."""
        self.find_window()
        width, height = self.place[2:]
        # Slightly more than a cell has, at first: bars take their share.
        cell = (width / have[0], height / have[1])
        if getattr(self, "before", None) and all(a != b for a, b in zip(self.before[0], have)):
            cell = tuple((new - old) / (h - b) for new, old, h, b in zip(self.place[2:], self.before[1], have, self.before[0]))
        self.before = (have, (width, height))
        width += (self.want.columns - have[0]) * cell[0]
        height += (self.want.rows - have[1]) * cell[1]
        self.get("xdotool", "windowmove", self.window, "0", "0", "windowsize", self.window, str(round(width)), str(round(height)))
        time.sleep(0.5)

    def press(self, key):
        """Presses a key by its X name, with its modifiers before it: `ctrl+l`."""
        if self.on_wayland:
            *held, key = key.split("+")
            held = [part for name in held for part in ("-M", name)]
            # A pause, or the key may come before the keymap that it is to be read by.
            self.get("wtype", "-s", "300", *held, *([key] if len(key) == 1 else ["-k", key]))
        else:
            self.get("xdotool", "key", key)
        time.sleep(0.3)

    def settle(self):
        """Waits until the picture does not change any more."""
        last, end = None, time.time() + 8
        while time.time() < end:
            time.sleep(0.35)
            command = ["grim", "-t", "ppm", "-"] if self.on_wayland else ["xwd", "-silent", "-root"]
            now = hashlib.sha256(self.get(*command)).digest()
            if now == last:
                return
            last = now

    def photograph(self, path):
        self.settle()
        self.find_window()
        x, y, width, height = self.place
        if self.on_wayland:
            picture = self.get("grim", "-g", f"{x},{y} {width}x{height}", "-")
        else:
            picture = self.get("import", "-window", "root", "-crop", f"{width}x{height}+{max(x, 0)}+{max(y, 0)}", "+repage", "png:-")
        with open(path, "wb") as file:
            file.write(picture)

    def clipboard(self):
        try:
            command = ["wl-paste", "-n"] if self.on_wayland else ["xclip", "-o", "-selection", "clipboard"]
            return self.get(*command).decode(errors="replace")
        except subprocess.TimeoutExpired:
            return ""


def descendants():
    """The processes that this one started, and those that they did."""
    children = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            children.setdefault(int(fields[1]), []).append(int(name))
    found = [os.getpid()]
    for process in found:
        found += children.get(process, [])
    return found[:0:-1]


def reap():
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass
