"""xterm.js, the terminal of editors and browsers, in Chromium: serves one page on the loopback that
shows what a command writes to a pty, and hands on what is typed.

    xtermjs.py COLUMNS ROWS FONT PIXELS FOLDER dom|webgl COMMAND..."""

import fcntl
import http.server
import json
import os
import pty
import struct
import subprocess
import sys
import termios
import threading

columns, rows, font, pixels, folder, renderer, *command = sys.argv[1:]
MODULES = os.environ["XTERMJS_MODULES"]
FILES = {
    "/xterm.css": "xterm/css/xterm.css",
    "/xterm.js": "xterm/lib/xterm.js",
    "/webgl.js": "addon-webgl/lib/addon-webgl.js",
}
PAGE = """<!doctype html><meta charset=utf-8><title>xtermjs</title><link rel=stylesheet href=/xterm.css>
<style>body { margin: 0; background: #000; overflow: hidden }</style><div id=screen></div>
<script src=/xterm.js></script><script src=/webgl.js></script><script type=module>
const terminal = new Terminal(OPTIONS)
terminal.open(document.getElementById('screen'))
if (WEBGL) terminal.loadAddon(new WebglAddon.WebglAddon())
let typed = Promise.resolve()
terminal.onData(text => { typed = typed.then(() => fetch('/typed', { method: 'POST', body: text })) })
terminal.focus()
const size = document.querySelector('.xterm-screen').getBoundingClientRect()
fetch('/pixels', { method: 'POST', body: `${Math.round(size.width)} ${Math.round(size.height)}` })
const reader = (await fetch('/shown')).body.getReader()
for (let part; !(part = await reader.read()).done;) terminal.write(part.value)
</script>"""
OPTIONS = dict(cols=int(columns), rows=int(rows), fontFamily=font, fontSize=int(pixels), scrollback=0, allowProposedApi=True)
PAGE = PAGE.replace("OPTIONS", json.dumps(OPTIONS)).replace("WEBGL", str(renderer == "webgl").lower())

child, terminal = pty.fork()
if child == 0:
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", TERM_PROGRAM="vscode")
    os.execvp(command[0], command)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", int(rows), int(columns), 0, 0))


class Answers(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def begin(self, kind):
        self.send_response(200)
        self.send_header("content-type", kind)
        self.end_headers()

    def do_GET(self):
        if self.path == "/":
            self.begin("text/html")
            self.wfile.write(PAGE.encode())
        elif self.path in FILES:
            self.begin("text/css" if self.path.endswith("css") else "text/javascript")
            with open(os.path.join(MODULES, "@xterm", FILES[self.path]), "rb") as file:
                self.wfile.write(file.read())
        elif self.path == "/shown":
            self.begin("application/octet-stream")
            while True:
                try:
                    self.wfile.write(os.read(terminal, 65536))
                    self.wfile.flush()
                except OSError:
                    return

    def do_POST(self):
        said = self.rfile.read(int(self.headers["content-length"]))
        if self.path == "/typed":
            os.write(terminal, said)
        else:
            with open(f"{folder}/pixels", "wb") as file:
                file.write(said)
        self.begin("text/plain")


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
threading.Thread(target=server.serve_forever, daemon=True).start()
width, height = int(int(columns) * int(pixels) * 0.62) + 20, int(int(rows) * int(pixels) * 1.25) + 20
subprocess.run([
    "chromium", "--no-sandbox", "--no-first-run", "--test-type", "--use-gl=angle", "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader", "--disable-background-networking", "--disable-component-update",
    "--force-device-scale-factor=1", f"--user-data-dir={folder}/chromium", f"--window-size={width},{height}",
    "--window-position=0,0", f"--app=http://127.0.0.1:{server.server_port}/",
])
