//! A program in a pseudo-terminal: start it, look at its screen, type, resize, signal, and see
//! what it leaves behind. Nothing waits for longer than [`PATIENCE`], and whatever was started is
//! ended when the session is dropped.

use std::{
    collections::BTreeMap,
    fs,
    io::{Read as _, Write},
    num::NonZeroU16,
    path::Path,
    sync::{Arc, Condvar, Mutex, MutexGuard},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// How long to wait for anything: long, for a machine under load.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// A running program and its terminal.
pub(crate) struct Session {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    output: Arc<Output>,
    found: String,
    /// What the program keeps goes here, and away with the session: nothing of the user's is touched.
    _state: tempfile::TempDir,
}

#[derive(Default)]
struct Output {
    seen: Mutex<Seen>,
    changed: Condvar,
}

#[derive(Default)]
struct Seen {
    screen: vt100::Parser,
    bytes: Vec<u8>,
    /// Nothing more will be read.
    ended: bool,
    /// The reader shall let go of the terminal.
    let_go: bool,
}

impl Session {
    /// Starts `program` in a terminal of `columns` and `rows`, as an xterm without a multiplexer
    /// and without any of `AKHBAR_BIDI`, `AKHBAR_KEYBOARD`, `VTE_VERSION` but those in `env`.
    pub(crate) fn start(
        program: &Path,
        args: &[&str],
        env: &[(&str, &str)],
        (columns, rows): (u16, u16),
    ) -> Self {
        let pair = native_pty_system()
            .openpty(pty_size(columns, rows))
            .unwrap();
        let found = termios(&*pair.master);
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.cwd(std::env::current_dir().unwrap());
        for name in [
            "AKHBAR_BIDI",
            "AKHBAR_KEYBOARD",
            "STY",
            "TMUX",
            "VTE_VERSION",
        ] {
            command.env_remove(name);
        }
        let state = tempfile::tempdir().unwrap();
        command.env("XDG_STATE_HOME", state.path());
        command.env("TERM", "xterm-256color");
        // A long trace of a panic would push its message off a small screen.
        command.env("RUST_BACKTRACE", "0");
        for (name, value) in env {
            command.env(name, value);
        }
        let output = Arc::new(Output::default());
        output.lock().screen.set_size(cells(rows), cells(columns));
        let child = pair.slave.spawn_command(command).unwrap();
        // With no copy of it here, the end of the program is the end of its output.
        drop(pair.slave);
        let reader = pair.master.try_clone_reader().unwrap();
        let for_reader = Arc::clone(&output);
        thread::spawn(move || for_reader.collect(reader));
        let writer = pair.master.take_writer().unwrap();
        Self {
            master: Some(pair.master),
            writer: Some(writer),
            child,
            output,
            found,
            _state: state,
        }
    }

    /// Waits until the screen is as `expected` says; `what` names that in the failure.
    pub(crate) fn wait_for(&self, what: &str, expected: impl Fn(&vt100::Screen) -> bool) {
        self.wait_until(what, |seen| expected(seen.screen.screen()));
    }

    /// Waits until `text` stands on the screen.
    pub(crate) fn wait_for_text(&self, text: &str) {
        self.wait_for(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the program has written `text`, shown or not, `n_times` in all.
    pub(crate) fn wait_for_output(&self, text: &str, n_times: usize) {
        self.wait_until(text, |seen| {
            String::from_utf8_lossy(&seen.bytes).matches(text).count() >= n_times
        });
    }

    /// Types `keys`, which may hold escape sequences.
    pub(crate) fn send(&mut self, keys: &str) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        self.output
            .lock()
            .screen
            .set_size(cells(rows), cells(columns));
        self.master().resize(pty_size(columns, rows)).unwrap();
    }

    /// Sends a signal to the started program.
    pub(crate) fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
    }

    /// The leader of the group that has the terminal: under a shell, the present job.
    pub(crate) fn foreground(&self) -> Pid {
        Pid::from_raw(self.master().process_group_leader().unwrap()).unwrap()
    }

    /// Waits until a process is stopped.
    pub(crate) fn wait_until_stopped(&self, pid: Pid) {
        let stat = format!("/proc/{}/stat", pid.as_raw_nonzero());
        self.poll_until("the process to stop", || {
            fs::read_to_string(&stat)
                .unwrap()
                .contains(") T ")
                .then_some(())
        });
    }

    /// Waits for the end of the program and of its output; gives the exit status.
    pub(crate) fn wait_for_exit(&mut self) -> u32 {
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(
                Instant::now() < deadline,
                "still running; screen:\n{}",
                self.screen()
            );
            thread::sleep(Duration::from_millis(5));
        };
        if self.master.is_some() {
            self.wait_until("the end of the output", |seen| seen.ended);
        }
        status.exit_code()
    }

    /// Closes the terminal under the program, which is made to write something by `wake`.
    pub(crate) fn hang_up(&mut self, wake: &str) {
        self.output.lock().let_go = true;
        self.send(wake);
        self.wait_until("the reader to let go", |seen| seen.ended);
        self.writer = None;
        self.master = None;
    }

    /// All that was written so far.
    pub(crate) fn bytes(&self) -> String {
        String::from_utf8_lossy(&self.output.lock().bytes).into_owned()
    }

    /// The text on the screen.
    pub(crate) fn screen(&self) -> String {
        self.output.lock().screen.screen().contents()
    }

    /// Modes that were changed and not changed back, as written when they were.
    pub(crate) fn modes(&self) -> Vec<String> {
        let bytes = self.bytes();
        let mut modes = BTreeMap::new();
        for sequence in bytes.split("\x1b[").skip(1) {
            let end = sequence
                .find(|c: char| c.is_ascii_alphabetic())
                .unwrap_or(sequence.len());
            let (number, last) = (&sequence[..end], sequence[end..].chars().next());
            match last {
                Some('u') if number.starts_with('>') => {
                    assert!(
                        modes.insert("keys", "keys".to_owned()).is_none(),
                        "pushed twice"
                    );
                }
                Some('u') if number == "<" => _ = modes.remove("keys"),
                Some('k') if number == "0 " => _ = modes.remove("direction"),
                Some('k') => _ = modes.insert("direction", format!("{number}k")),
                Some(last @ ('h' | 'l')) => match modes.get(number) {
                    Some(first) if !first.ends_with(last) => _ = modes.remove(number),
                    _ => _ = modes.insert(number, format!("{number}{last}")),
                },
                _ => {}
            }
        }
        let n_switched = |to: &str| {
            bytes
                .matches(&format!("\x1b]5379;use_ctl={to}\x07"))
                .count()
        };
        if n_switched("false") > n_switched("true") {
            modes.insert("5379", "5379".to_owned());
        }
        // The end of a synchronized frame may be sent without its start.
        modes.retain(|_, mode| mode != "?2026l");
        modes.into_values().collect()
    }

    /// Whether the line discipline is as it was before the program started.
    pub(crate) fn is_cooked(&self) -> bool {
        termios(self.master()) == self.found
    }

    fn master(&self) -> &dyn MasterPty {
        &**self.master.as_ref().unwrap()
    }

    fn wait_until(&self, what: &str, expected: impl Fn(&Seen) -> bool) {
        let seen = self.output.lock();
        let waiting = |seen: &mut Seen| !expected(seen) && !seen.ended;
        let (seen, _) = self
            .output
            .changed
            .wait_timeout_while(seen, PATIENCE, waiting)
            .unwrap();
        let contents = seen.screen.screen().contents();
        assert!(
            expected(&seen),
            "waited for {what:?}; ended: {}\n{contents}",
            seen.ended
        );
    }

    /// Asks again and again, for what nothing announces.
    pub(crate) fn poll_until<T>(&self, what: &str, found: impl Fn() -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = found() {
                return found;
            }
            assert!(
                Instant::now() < deadline,
                "waited for {what}; screen:\n{}",
                self.screen()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Output {
    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap()
    }

    fn collect(&self, mut reader: Box<dyn std::io::Read + Send>) {
        let mut bytes = [0; 4096];
        loop {
            // Once no program holds the terminal, Linux ends its output with an error.
            let n_bytes = reader.read(&mut bytes).unwrap_or(0);
            let mut seen = self.lock();
            seen.screen.process(&bytes[..n_bytes]);
            seen.bytes.extend_from_slice(&bytes[..n_bytes]);
            if n_bytes == 0 || seen.let_go {
                break;
            }
            self.changed.notify_all();
        }
        // Before anyone learns of the end: a terminal hangs up when its last copy is closed.
        drop(reader);
        self.lock().ended = true;
        self.changed.notify_all();
    }
}

fn termios(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cells(n_cells: u16) -> NonZeroU16 {
    NonZeroU16::new(n_cells).unwrap()
}
