"""One bare VTE in a window: what GNOME Terminal, xfce4-terminal, Tilix and others are made of."""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Vte", "2.91")
from gi.repository import GLib, Gtk, Pango, Vte  # noqa: E402

columns, rows, font, *command = sys.argv[1:]
terminal = Vte.Terminal()
terminal.set_font(Pango.FontDescription(font))
terminal.set_size(int(columns), int(rows))
window = Gtk.Window(title="vte", decorated=False)
window.add(terminal)
window.show_all()
terminal.connect("child-exited", lambda *_: Gtk.main_quit())
terminal.spawn_async(Vte.PtyFlags.DEFAULT, None, command, None, GLib.SpawnFlags.DEFAULT, None, None, -1, None, None)
Gtk.main()
