//! The program without a terminal: arguments and input in, output and exit status out. Whatever
//! does not end in time is killed and fails the test.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::pty::PATIENCE;

pub(crate) const AKHBAR: &str = env!("CARGO_BIN_EXE_akhbar");

/// What a run of the program left.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) bytes: Vec<u8>,
    pub(crate) trouble: String,
}

/// Runs the program with nothing on standard input.
pub(crate) fn akhbar<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Ran {
    akhbar_on(b"", args)
}

/// Runs the program with `input` on standard input.
pub(crate) fn akhbar_on<S: AsRef<OsStr>>(input: &[u8], args: impl IntoIterator<Item = S>) -> Ran {
    let mut command = Command::new(AKHBAR);
    command.args(args);
    for name in ["AKHBAR_BIDI", "NO_COLOR"] {
        command.env_remove(name);
    }
    run(command, input)
}

/// Runs a command to its end, or kills it.
pub(crate) fn run(mut command: Command, input: &[u8]) -> Ran {
    command
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    // Nothing of the user's is touched.
    let state = tempfile::tempdir().unwrap();
    command.env("XDG_STATE_HOME", state.path());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A program that ends early does not read all of it.
    let writer = thread::spawn(move || _ = stdin.write_all(&input));
    let out = read_behind(child.stdout.take().unwrap());
    let err = read_behind(child.stderr.take().unwrap());
    let deadline = Instant::now() + PATIENCE;
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if Instant::now() > deadline {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("still running: {command:?}");
        }
        thread::sleep(Duration::from_millis(2));
    };
    writer.join().unwrap();
    Ran {
        status: status.code().expect("not ended by a signal"),
        bytes: out.join().unwrap(),
        trouble: String::from_utf8(err.join().unwrap()).unwrap(),
    }
}

fn read_behind(mut from: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).unwrap();
        bytes
    })
}

impl Ran {
    /// What it printed, after it has ended well.
    pub(crate) fn text(&self) -> &str {
        assert_eq!((self.status, self.trouble.as_str()), (0, ""), "{self:?}");
        std::str::from_utf8(&self.bytes).unwrap()
    }

    /// The objects that it printed, one a line.
    pub(crate) fn objects(&self) -> Vec<serde_json::Value> {
        let lines = self.text().lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// The one line of trouble, without the name of the program.
    pub(crate) fn refusal(&self) -> &str {
        assert_eq!(
            (self.status, self.bytes.as_slice()),
            (2, &[][..]),
            "{self:?}"
        );
        let line = self.trouble.strip_suffix('\n').expect("a line");
        assert!(!line.contains('\n'), "one line: {line:?}");
        assert_plain(line);
        line.strip_prefix("akhbar: ")
            .expect("the name of the program")
    }
}

/// Fails for whatever could act on a terminal: controls but the line end, and embeddings and
/// overrides of direction.
pub(crate) fn assert_plain(text: &str) {
    let acts = |c: &char| c.is_control() && *c != '\n' || ('\u{202A}'..='\u{202E}').contains(c);
    if let Some(at) = text.chars().position(|c| acts(&c)) {
        let around: String = text.chars().skip(at.saturating_sub(20)).take(40).collect();
        panic!("a character that acts: {around:?}");
    }
}
