//! Sessions in a pty: however one ends, the terminal is as it was, and the exit status right.

use std::path::PathBuf;

use rustix::process::{Signal, kill_process};

use akhbar::term::Profile;

use crate::pty::Session;

/// The example `terminal_guard`, which `cargo test` builds beside the tests.
fn guard() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let path = tests
        .ancestors()
        .nth(2)
        .unwrap()
        .join("examples/terminal_guard");
    assert!(
        path.exists(),
        "{} is missing: run cargo build --examples",
        path.display()
    );
    path
}

pub(crate) fn start(env: &[(&str, &str)]) -> Session {
    let session = Session::start(&guard(), &[], env, (60, 10));
    session.wait_for_text("last nothing");
    assert!(!session.is_cooked());
    session
}

/// The modes of an open session, by profile.
const VISUAL: [&str; 6] = ["?1002h", "?1006h", "?1049h", "?2004h", "?25l", "?7l"];
const BDSM: [&str; 8] = [
    "8l", "?1002h", "?1006h", "?1049h", "?2004h", "?25l", "?7l", "1 k",
];

pub(crate) fn assert_restored(session: &mut Session, status: u32) {
    assert_eq!(session.wait_for_exit(), status, "{}", session.screen());
    assert_eq!(session.modes(), [""; 0]);
    assert!(session.is_cooked());
}

#[test]
fn quit() {
    let mut session = start(&[]);
    assert_eq!(session.modes(), VISUAL);
    session.wait_for_text("ﯼﻭ ﯽﭨ (2026) ﻢﻜﻴﻠﻋ ﻡﻼﺴﻟﺍ :ﺭﺎﺒﺧﺃ");
    session.send("q");
    assert_restored(&mut session, 0);
}

#[test]
fn the_bidi_modes_are_given_back_too() {
    let mut session = start(&[("AKHBAR_BIDI", "bdsm")]);
    let modes = session.modes();
    assert!(
        BDSM.iter().all(|mode| modes.contains(&(*mode).to_owned())),
        "{modes:?}"
    );
    assert_eq!(modes.len(), BDSM.len());
    session.send("q");
    assert_restored(&mut session, 0);
}

/// The switches of each profile, kitty's keyboard protocol where the terminal knows it, and all else
/// that a session sets is unset, however it ends.
#[test]
fn every_profile_gives_back_what_it_took() {
    let endings: [(&str, u32); 3] = [("q", 0), ("p", 101), ("", 143)];
    for profile in Profile::ALL {
        for (key, status) in endings {
            let mut session = start(&[("AKHBAR_BIDI", profile.as_str())]);
            session.send("\x1b[?0u");
            session.wait_for_output("\x1b[>29u", 1);
            let modes = session.modes();
            let own: &[&str] = match profile {
                Profile::Bdsm => &["8l", "1 k"],
                Profile::Mlterm => &["5379"],
                _ => &[],
            };
            for mode in VISUAL.iter().chain(own).chain(&["keys"]) {
                assert!(modes.contains(&(*mode).to_owned()), "{profile:?} {modes:?}");
            }
            assert_eq!(modes.len(), VISUAL.len() + own.len() + 1, "{modes:?}");
            match key {
                "" => session.signal(Signal::TERM),
                key => session.send(key),
            }
            assert_restored(&mut session, status);
        }
    }
}

/// What a terminal answers changes the profile at once, is no key, and the new modes are given back.
#[test]
fn a_late_answer_draws_anew() {
    let mut session = start(&[]);
    session.wait_for_output(
        "\x1b[8$p\x1b[>q\x1b[>c\x1b[?u\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[c",
        1,
    );
    session.wait_for_text("no variable names a terminal");
    session.send("\x1b[8;1$y\x1b[>65;7006;1c\x1b[?61;1c");
    session.wait_for_text("it knows CSI 8 l (DECRQM 8)");
    assert_eq!(session.modes().len(), BDSM.len());
    session.send("q");
    assert_restored(&mut session, 0);
    // In pieces, twice, and with rubbish between.
    let mut session = start(&[]);
    for piece in [
        "\x1b[>0;1",
        "36;0c",
        "\x1bP>|x",
        "\x1b\\\x1b[>0;136;0c\x1b[?1;",
        "2c",
    ] {
        session.send(piece);
        std::thread::sleep(std::time::Duration::from_millis(120));
    }
    session.wait_for_text("it answers as PuTTY does (DA2 0;136;0)");
    session.wait_for_text("last Answer(Done { sixels: false })");
    session.send("q");
    assert_restored(&mut session, 0);
}

#[test]
fn the_keyboard_of_kitty_is_let_go_for_a_shell() {
    let mut session = under_a_shell(TAKE_UP);
    session.send("\x1b[?0u");
    session.wait_for_output("\x1b[>29u", 1);
    session.send("\x1b[122::122;5u");
    session.wait_for_text("shell: stopped 14");
    assert_eq!(session.modes(), [""; 0]);
    session.send("\n");
    session.wait_for_output("\x1b[>29u", 2);
    session.send("q");
    session.wait_for_text("shell: over 0");
    assert_restored(&mut session, 0);
}

#[test]
fn an_error() {
    let mut session = start(&[]);
    session.send("e");
    assert_restored(&mut session, 2);
    assert!(
        session
            .screen()
            .contains("terminal_guard: the terminal failed: asked to fail")
    );
}

#[test]
fn a_panic() {
    let mut session = start(&[]);
    session.send("p");
    assert_restored(&mut session, 101);
    // The message is on the first screen, after the alternate one was left.
    assert!(
        session.screen().contains("asked to panic"),
        "{}",
        session.screen()
    );
}

#[test]
fn a_panic_elsewhere_does_not_end_the_session() {
    let mut session = start(&[]);
    session.send("w");
    session.wait_for_output("?1049h", 2);
    session.wait_for_text("Char('w')");
    assert_eq!(session.modes(), VISUAL);
    session.send("q");
    assert_restored(&mut session, 0);
    assert!(
        session.screen().contains("asked to panic elsewhere"),
        "{}",
        session.screen()
    );
}

#[test]
fn signals() {
    for (signal, status) in [
        (Signal::TERM, 143),
        (Signal::INT, 143),
        (Signal::QUIT, 143),
        (Signal::HUP, 129),
    ] {
        let mut session = start(&[]);
        session.signal(signal);
        assert_restored(&mut session, status);
    }
}

#[test]
fn the_terminal_hangs_up() {
    let mut session = start(&[]);
    session.hang_up("r");
    assert_eq!(session.wait_for_exit(), 129);
}

#[test]
fn resizing() {
    let mut session = start(&[]);
    session.wait_for_text("size 60x10");
    session.resize(40, 5);
    session.wait_for_text("size 40x5");
    // The row keeps to the right edge.
    session.wait_for("the row at the edge", |screen| {
        let cell = screen.cell(0, 39).unwrap();
        cell.contents() == "ﺃ" && cell.bold()
    });
    session.send("q");
    assert_restored(&mut session, 0);
}

#[test]
fn keys_and_pastes() {
    let mut session = start(&[]);
    let mut check = |keys: &str, expected: &str| {
        session.send(keys);
        session.wait_for_text(expected);
    };
    check("\x1b", "last Esc ctrl=false");
    check("\x1b[1;5A", "last Up ctrl=true alt=false shift=false");
    check("ش", "last Char('ش')");
    check("\x1b[200~q\rp\x1b[201~", "last paste \"q\\np\"");
    check("\x03", "last Char('c') ctrl=true");
    session.send("q");
    assert_restored(&mut session, 0);
}

#[test]
fn keys_come_from_the_terminal_when_standard_input_does_not() {
    let script = "echo from-a-pipe | \"$0\" -";
    let guard = guard();
    let args = ["-c", script, guard.to_str().unwrap()];
    let mut session = Session::start("/bin/sh".as_ref(), &args, &[], (60, 10));
    session.wait_for_text("from-a-pipe");
    session.send("j");
    session.wait_for_text("last Char('j')");
    session.resize(40, 10);
    session.wait_for_text("size 40x10");
    session.send("q");
    assert_restored(&mut session, 0);
}

#[test]
fn output_that_is_no_terminal_is_refused() {
    let guard = guard();
    let args = ["-c", "\"$0\" | cat", guard.to_str().unwrap()];
    let mut session = Session::start("/bin/sh".as_ref(), &args, &[], (80, 10));
    assert_restored(&mut session, 0);
    let message = "standard output is not a terminal; use `akhbar show` to print an article";
    assert!(session.screen().contains(message), "{}", session.screen());
}

/// A shell with job control that starts the guard, and does `then` when that is stopped.
fn under_a_shell(then: &str) -> Session {
    let script = format!("set -m; \"$0\"; echo shell: stopped $?; {then}");
    let guard = guard();
    let args = ["-c", &script, guard.to_str().unwrap()];
    let session = Session::start("/bin/sh".as_ref(), &args, &[], (60, 10));
    session.wait_for_text("last nothing");
    session
}

/// Takes it up again when a line was read.
const TAKE_UP: &str = "read line; fg; echo shell: over $?";

/// Asks it to end, as the `kill` of a shell for people does.
/// Its `wait` answers 147 (128 + SIGSTOP) until it has noticed.
const KILL: &str = "kill %1; kill -CONT %1; status=147; \
    while [ $status = 147 ]; do sleep 0.05; wait %1; status=$?; done; echo shell: ended $status";

/// What must hold from the stop of the guard to the end of the shell.
fn assert_taken_up_again(mut session: Session) {
    session.wait_for_text("shell: stopped 14");
    assert_eq!(session.modes(), [""; 0]);
    assert!(session.is_cooked());
    session.resize(50, 10);
    session.send("\n");
    session.wait_for_text("size 50x10");
    session.wait_for_text("ﻡﻼﺴﻟﺍ :ﺭﺎﺒﺧﺃ");
    assert_eq!(session.modes(), VISUAL);
    assert!(!session.is_cooked());
    session.send("q");
    session.wait_for_text("shell: over 0");
    assert_restored(&mut session, 0);
}

#[test]
fn suspended_by_its_key() {
    let mut session = under_a_shell(TAKE_UP);
    session.send("\x1a");
    assert_taken_up_again(session);
}

#[test]
fn suspended_from_outside() {
    let session = under_a_shell(TAKE_UP);
    kill_process(session.foreground(), Signal::TSTP).unwrap();
    assert_taken_up_again(session);
}

#[test]
fn stopped_without_warning() {
    let mut session = under_a_shell(TAKE_UP);
    let pid = session.foreground();
    kill_process(pid, Signal::STOP).unwrap();
    session.wait_until_stopped(pid);
    // The terminal could not be given back, but is taken again as it should be.
    session.wait_for_text("shell: stopped 14");
    session.send("\n");
    session.wait_for_output("?1049h", 2);
    session.wait_for_text("last Continue");
    assert!(!session.is_cooked());
    session.send("q");
    session.wait_for_text("shell: over 0");
    assert_restored(&mut session, 0);
}

#[test]
fn suspending_without_a_shell_only_redraws() {
    let mut session = start(&[]);
    session.send("z");
    session.wait_for_output("?1049h", 2);
    session.wait_for_text("Char('z')");
    session.signal(Signal::TSTP);
    session.wait_for_text("last Suspend");
    session.send("q");
    assert_restored(&mut session, 0);
}

#[test]
fn ended_while_suspended() {
    let mut session = under_a_shell(KILL);
    session.send("\x1a");
    session.wait_for_text("shell: ended 143");
    assert_restored(&mut session, 0);
}

#[test]
fn ended_while_stopped_without_warning() {
    let mut session = under_a_shell(KILL);
    kill_process(session.foreground(), Signal::STOP).unwrap();
    // The line discipline is left to the shell; this one does nothing about it.
    session.wait_for_text("shell: ended 143");
    assert_eq!(session.wait_for_exit(), 0);
    assert_eq!(session.modes(), [""; 0]);
}
