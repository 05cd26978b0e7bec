//! Terminals that answer garbage, slowly, twice, in pieces or not at all, that are resized meanwhile,
//! or that are not what `TERM` says: nothing of it is typed, nothing waits, and text stays right.

use std::{
    thread,
    time::{Duration, Instant},
};

use crate::{
    pty::Session,
    terminal::sessions::{assert_restored, start},
};

/// How long a key may take, whatever the terminal says meanwhile: the wait for an answer is 300 ms, and
/// a busy machine adds the rest. Typing without a pause, nothing would be heard for good.
const STALL: Duration = Duration::from_millis(3_000);

/// Types a letter again and again, as someone would who sees nothing come of it, until it is heard.
fn assert_heard(session: &mut Session, after: &str) {
    let typed = Instant::now();
    while !session.screen().contains("last Char('x')") {
        session.send("x");
        thread::sleep(Duration::from_millis(10));
        assert!(typed.elapsed() < STALL, "no key is heard after {after:?}");
    }
}

/// The keys that the program says it was typed; none of them may come from an answer.
fn assert_nothing_typed(session: &Session, after: &str) {
    let bytes = session.bytes();
    for name in ["last Char", "last Enter", "last Esc", "last paste"] {
        assert!(!bytes.contains(name), "{name} after {after:?}");
    }
}

#[test]
fn garbage_types_nothing_and_holds_up_nothing() {
    for garbage in [
        "\x1b[?1;2c\x1b[?1;2c\x1b[>0;0;0c",
        "\x1b[>99999999999999999999;;;;;;;;;c\x1b[?c",
        "\x1b[8;$y\x1b[8;99999$y\x1b[;8$y\x1b[?8;0;0;0$y",
        "\x1bP>|\x1b\\\x1bP1$r\x1b\\\x1bP!|00000000\x1b\\",
        "\x1bP>|\u{202E}\u{1F600}\u{0}\x1b\\",
        "\x1b]11;rgb:zz/zz/zz\x07\x1b]11;\x07\x1b]\x07",
        "\x1b_Gi=1;OK\x1b\\\x1b^x\x1b\\",
        "\x1b[?9999u\x1b[?0u\x1b[?0u",
    ] {
        let mut session = start(&[]);
        session.send(garbage);
        thread::sleep(Duration::from_millis(80));
        assert_nothing_typed(&session, garbage);
        assert_heard(&mut session, garbage);
        session.send("q");
        assert_restored(&mut session, 0);
    }
}

#[test]
fn an_answer_without_an_end_holds_up_nothing() {
    for beginning in [
        "\x1bP>|XTe",
        "\x1b]11;rgb:00",
        "\x1b[>0;1",
        "\x1b[8;",
        "\x1b_G",
    ] {
        let mut session = start(&[]);
        session.send(beginning);
        thread::sleep(Duration::from_millis(60));
        assert_nothing_typed(&session, beginning);
        assert_heard(&mut session, beginning);
        // And the true answer is heard after all.
        session.send("\x1b[8;1$y\x1b[?1c");
        session.wait_for_text("it knows CSI 8 l (DECRQM 8)");
        session.send("q");
        assert_restored(&mut session, 0);
    }
}

#[test]
fn a_resize_among_the_answers_loses_neither() {
    let mut session = start(&[]);
    session.send("\x1b[>0;1");
    session.resize(50, 8);
    thread::sleep(Duration::from_millis(30));
    session.resize(44, 6);
    session.send("36;0c\x1b[?1;2c");
    session.wait_for_text("answers as PuTTY does");
    session.wait_for_text("size 44x6");
    assert_nothing_typed(&session, "a resize");
    session.send("q");
    assert_restored(&mut session, 0);
}

#[test]
fn answers_go_before_a_lying_variable() {
    for term in [
        "xterm-kitty",
        "mlterm",
        "dumb",
        "linux-with-anything",
        "\u{202E}",
    ] {
        let mut session = start(&[("TERM", term)]);
        session.send("\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c\x1b[?64;1c");
        session.wait_for_text("it is XTerm(379) (XTVERSION)");
        session.wait_for_text("ﻢﻜﻴﻠﻋ ﻡﻼﺴﻟﺍ :ﺭﺎﺒﺧﺃ");
        assert_nothing_typed(&session, term);
        assert_heard(&mut session, term);
        session.send("q");
        assert_restored(&mut session, 0);
    }
}
