//! What opens addresses: in, an address; out, a program that was started with it as its last argument.
//! No shell is asked, so that nothing in an address is more than its letters; and the program has
//! nothing of our terminal.

use std::os::unix::process::CommandExt as _;
use std::process::{Command, Stdio};

/// The program that opens addresses, and its first arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opener {
    words: Vec<String>,
    /// Why it is this one, for `akhbar doctor`.
    pub why: String,
}

impl Opener {
    /// Decides by the environment that `env` looks up: the program that `AKHBAR_OPEN` names, its words
    /// parted at blanks; else that of the system.
    pub fn decide(env: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| env(name).filter(|value: &String| !value.trim().is_empty());
        if let Some(line) = set("AKHBAR_OPEN") {
            return Self {
                words: line.split_whitespace().map(str::to_owned).collect(),
                why: "AKHBAR_OPEN is set".to_owned(),
            };
        }
        let (word, why) = match () {
            () if cfg!(target_os = "macos") => ("open", "it is that of macOS"),
            () if set("WSL_DISTRO_NAME").is_some() => ("wslview", "WSL_DISTRO_NAME is set"),
            () => ("xdg-open", "it is that of the desktop"),
        };
        Self {
            words: vec![word.to_owned()],
            why: why.to_owned(),
        }
    }

    /// The program with its first arguments, in one line.
    pub fn name(&self) -> String {
        self.words.join(" ")
    }

    /// Starts the program with an address and waits for its end; for a thread of its own. Keys that
    /// interrupt this program do not reach it.
    ///
    /// # Errors
    /// Why it is not open, in a sentence.
    pub fn open(&self, address: &str) -> Result<(), String> {
        let Some((program, arguments)) = self.words.split_first() else {
            return Ok(());
        };
        let failed = |error: String| format!("not opened: {program}: {error}");
        let status = Command::new(program)
            .args(arguments)
            .arg(address)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .status()
            .map_err(|error| failed(error.to_string()))?;
        match status.success() {
            true => Ok(()),
            false => Err(failed(status.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn decided(set: &[(&str, &str)]) -> Opener {
        Opener::decide(|name| {
            let found = set.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_user_decides_and_then_the_system() {
        let own = decided(&[("AKHBAR_OPEN", "firefox  --new-tab")]);
        assert_eq!(own.words, ["firefox", "--new-tab"]);
        assert_eq!(decided(&[("WSL_DISTRO_NAME", "Debian")]).name(), "wslview");
        let system = if cfg!(target_os = "macos") {
            "open"
        } else {
            "xdg-open"
        };
        assert_eq!(decided(&[("AKHBAR_OPEN", " ")]).name(), system);
    }

    #[test]
    fn a_program_gets_the_address_as_it_is_and_nothing_of_the_terminal() {
        let folder = tempfile::tempdir().unwrap();
        let (script, log) = (folder.path().join("open it"), folder.path().join("log"));
        let lines = "#!/bin/sh\nfor word; do printf '%s\\n' \"$word\"; done > \"${0%/*}/log\"\n\
                     if [ -t 0 ] || [ -t 1 ] || [ -t 2 ]; then echo tty >> \"${0%/*}/log\"; fi\n\
                     ps -o pgid= -p $$ | tr -d ' ' | grep -qx $$ || echo group >> \"${0%/*}/log\"\n\
                     case $1 in fail) exit 3;; esac\n";
        fs::write(&script, lines).unwrap();
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
        let opener = |words: &[&str]| Opener {
            words: std::iter::once(script.to_str().unwrap())
                .chain(words.iter().copied())
                .map(str::to_owned)
                .collect(),
            why: String::new(),
        };
        let address = "https://a.org/$(touch${IFS}x);`id`&|'\"*?[a]!#~%20<>\\";
        assert_eq!(opener(&["--new"]).open(address), Ok(()));
        let argv = fs::read_to_string(&log).unwrap();
        assert_eq!(argv, format!("--new\n{address}\n"));
        let why = opener(&["fail"]).open(address).unwrap_err();
        assert!(why.contains("not opened") && why.contains('3'), "{why}");
        let missing = decided(&[("AKHBAR_OPEN", "no-such-program-here")]);
        let why = missing.open(address).unwrap_err();
        assert!(why.contains("no-such-program-here"), "{why}");
    }
}
