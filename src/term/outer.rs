//! The terminal around tmux: in, the name of this session; out, what tmux and its client say of the
//! terminal that they run in.

use std::{fs, process::Command};

use crate::term::answer::Outer;

/// Asks tmux, which must be the one around this process. None where it does not answer.
pub(crate) fn ask() -> Option<Outer> {
    let mut command = Command::new("tmux");
    command.args(["display-message", "-p"]);
    if let Ok(pane) = std::env::var("TMUX_PANE") {
        command.args(["-t", &pane]);
    }
    let output = command
        .arg("#{client_pid} #{client_termtype}")
        .output()
        .ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    let (pid, version) = said.trim_end().split_once(' ').unwrap_or((said.trim(), ""));
    Some(Outer {
        version: version.to_owned(),
        env: pid.parse().map(variables).unwrap_or_default(),
    })
}

/// The variables of a process, where they may be read.
fn variables(pid: u32) -> Vec<(String, String)> {
    let bytes = fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let pairs = text.split('\0').filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}
