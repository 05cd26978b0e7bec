//! Text to the clipboard: in, text; out, the bytes that ask the terminal to take it (OSC 52, as in
//! xterm's ctlseqs), or a program that does where the terminal is out of reach.

use std::io::Write;
use std::process::{Command, Stdio};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// How text gets to the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clipboard {
    /// The terminal takes it.
    Terminal,
    /// The terminal is behind GNU screen, which passes it on in pieces.
    Screen,
    /// A program and its arguments, which reads it on its standard input.
    Program(Vec<String>),
}

impl Clipboard {
    /// Decides by the environment that `env` looks up: the program that `AKHBAR_COPY` names; tmux,
    /// which hands over what it is given whatever it lets through; else the terminal.
    pub fn decide(env: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| env(name).filter(|value| !value.trim().is_empty());
        if let Some(line) = set("AKHBAR_COPY") {
            return Self::Program(line.split_whitespace().map(str::to_owned).collect());
        }
        match (set("TMUX"), set("STY")) {
            (Some(_), _) => Self::Program(
                ["tmux", "load-buffer", "-w", "-"]
                    .map(str::to_owned)
                    .to_vec(),
            ),
            (None, Some(_)) => Self::Screen,
            (None, None) => Self::Terminal,
        }
    }

    /// What to send to the terminal; none where a program is to be started.
    pub fn bytes(&self, text: &str) -> Option<Vec<u8>> {
        let question = format!("\x1b]52;c;{}\x07", STANDARD.encode(text));
        match self {
            Self::Terminal => Some(question.into_bytes()),
            Self::Screen => Some(through_screen(question.as_bytes())),
            Self::Program(_) => None,
        }
    }

    /// Starts the program, gives it the text and waits for its end; for a thread of its own. The
    /// program is started as it is, through no shell.
    ///
    /// # Errors
    /// Why the text is not there, in a sentence.
    pub fn run(&self, text: &str) -> Result<(), String> {
        let Self::Program(words) = self else {
            return Ok(());
        };
        let Some((program, arguments)) = words.split_first() else {
            return Ok(());
        };
        let failed = |error: String| format!("not copied: {program}: {error}");
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| failed(error.to_string()))?;
        let written = child
            .stdin
            .take()
            .map_or(Ok(()), |mut input| input.write_all(text.as_bytes()));
        let status = child.wait().map_err(|error| failed(error.to_string()))?;
        match (written, status.success()) {
            (Ok(()), true) => Ok(()),
            (Err(error), true) => Err(failed(error.to_string())),
            (_, false) => Err(failed(status.to_string())),
        }
    }
}

/// GNU screen hands on what stands in a device control string, of which it takes 768 bytes at most.
fn through_screen(bytes: &[u8]) -> Vec<u8> {
    const MOST: usize = 256;
    let mut wrapped = Vec::with_capacity(bytes.len() + bytes.len() / MOST * 4 + 4);
    for piece in bytes.chunks(MOST) {
        wrapped.extend_from_slice(b"\x1bP");
        wrapped.extend_from_slice(piece);
        wrapped.extend_from_slice(b"\x1b\\");
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(set: &[(&str, &str)]) -> Clipboard {
        Clipboard::decide(|name| {
            let found = set.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_way_is_decided_by_what_stands_between() {
        let program = |words: &[&str]| {
            Clipboard::Program(words.iter().map(|word| (*word).to_owned()).collect())
        };
        assert_eq!(decided(&[]), Clipboard::Terminal);
        assert_eq!(decided(&[("STY", "1.pts")]), Clipboard::Screen);
        let tmux = program(&["tmux", "load-buffer", "-w", "-"]);
        assert_eq!(decided(&[("TMUX", "/tmp/x"), ("STY", "1")]), tmux);
        let own = program(&["xclip", "-selection", "clipboard"]);
        let line = "xclip  -selection clipboard";
        assert_eq!(decided(&[("AKHBAR_COPY", line), ("TMUX", "x")]), own);
    }

    #[test]
    fn text_is_sent_as_it_is_in_logical_order() {
        let sent = Clipboard::Terminal.bytes("خبر").unwrap();
        assert_eq!(sent, "\x1b]52;c;2K7YqNix\x07".as_bytes());
        let sent = Clipboard::Screen.bytes(&"a".repeat(600)).unwrap();
        let pieces = sent
            .split(|byte| *byte == 0x1b)
            .filter(|it| it.first() == Some(&b'P'));
        assert!(pieces.clone().count() > 3 && pieces.clone().all(|piece| piece.len() <= 257));
    }

    #[test]
    fn a_program_gets_the_text_or_says_why_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("copied");
        let program = |words: &[&str]| {
            Clipboard::Program(words.iter().map(|word| (*word).to_owned()).collect())
        };
        let path = file.to_string_lossy().into_owned();
        assert_eq!(program(&["tee", &path]).run("قال; $(id)"), Ok(()));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "قال; $(id)");
        assert!(program(&["false"]).run("x").is_err());
        let missing = program(&["no-such-program-here"]).run("x");
        assert!(missing.unwrap_err().contains("no-such-program-here"));
    }
}
