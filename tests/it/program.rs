//! The program itself in a pty: whatever ends it gives the terminal back, what it shows keeps up
//! with the terminal, and it writes no more than it must.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use rustix::process::Signal;

use crate::pty::Session;
use crate::run::AKHBAR;

/// The modes of an open session, by profile.
const VISUAL: [&str; 6] = ["?1002h", "?1006h", "?1049h", "?2004h", "?25l", "?7l"];
const BDSM: [&str; 8] = [
    "1 k", "8l", "?1002h", "?1006h", "?1049h", "?2004h", "?25l", "?7l",
];

/// The beginning of a frame.
const FRAME: &str = "\x1b[?2026h";

fn start(args: &[&str], env: &[(&str, &str)], size: (u16, u16)) -> Session {
    Session::start(Path::new(AKHBAR), args, env, size)
}

/// The bundled articles, the first of them and all titles of the list on the screen.
fn bundled(env: &[(&str, &str)], size: (u16, u16)) -> Session {
    let session = start(&[], env, size);
    // The first frame does not wait for an article that takes its time.
    session.wait_for_text("Washington and Moscow will");
    if size.1 > 31 {
        session.wait_for_text("2025-02-17");
    }
    session.wait_for_frame();
    session
}

impl Session {
    /// Waits until what was written ends with the end of a frame.
    fn wait_for_frame(&self) {
        self.poll_until("a whole frame", || {
            self.bytes().ends_with("\x1b[?2026l").then_some(())
        });
    }

    fn n_frames(&self) -> usize {
        self.bytes().matches(FRAME).count()
    }
}

fn assert_restored(session: &mut Session, status: u32) {
    assert_eq!(session.wait_for_exit(), status, "{}", session.screen());
    assert_eq!(session.modes(), [""; 0]);
    assert!(session.is_cooked());
}

#[test]
fn what_is_typed_ahead_waits_for_its_article() {
    let mut session = start(&[], &[], (120, 40));
    session.wait_for_output(FRAME, 1);
    // Without the prompt, q would end the program.
    session.send("J/qqq\r");
    session.wait_for_text("not found");
    session.send("q");
    assert_restored(&mut session, 0);
}

#[test]
fn the_list_opens_and_quitting_restores_everything() {
    let mut session = bundled(&[], (120, 40));
    assert!(!session.is_cooked());
    let mut modes = session.modes();
    modes.sort();
    assert_eq!(modes, VISUAL);
    let screen = session.screen();
    assert!(
        screen.contains("1/10") && screen.contains("Mattis"),
        "{screen}"
    );
    // The Urdu title in the list, its beginning at the right.
    assert!(screen.contains("ﺎﻤﻧ ﮞﺎﮩﺟ ﻡﺎﺟ"), "{screen}");
    session.send("q");
    assert_restored(&mut session, 0);
    assert_eq!(session.screen().trim(), "", "nothing stays on the screen");
}

#[test]
fn ctrl_c_quits_too() {
    let mut session = bundled(&[], (80, 24));
    session.send("\x03");
    assert_restored(&mut session, 0);
}

#[test]
fn a_resize_redraws_and_keeps_the_article() {
    let mut session = bundled(&[], (80, 24));
    session.send("jjj\r");
    let title = "ﺏﺎﺑ ﺪﺻﻮﻳ ﺲﻴﺗﺎﻣ";
    session.wait_for("the article", |screen| {
        let first = screen.rows(0, 80).next().unwrap();
        first.contains("━ article") && screen.contents().contains(title)
    });
    session.resize(120, 40);
    session.wait_for("three panes and the article", |screen| {
        let mut rows = screen.rows(0, 120);
        let heading = rows.next().unwrap();
        let panes = ["akhbar", "article", "about"].map(|name| heading.contains(name));
        panes == [true; 3] && rows.next().unwrap().contains("ﺲﻴﺗﺎﻣ") && heading.contains("4/10")
    });
    session.resize(40, 10);
    session.wait_for("the article alone, in 40 columns", |screen| {
        let rows: Vec<String> = screen.rows(0, 40).collect();
        // Its first letter in the last column of its measure.
        rows[1].ends_with("ﺲﻴﺗﺎﻣ") && rows[1].chars().count() == 39 && rows[9].contains("Space")
    });
    session.send("q");
    assert_restored(&mut session, 0);
}

#[test]
fn a_shell_stops_it_and_takes_it_up_again() {
    let env = [("PS1", "ready> "), ("AKHBAR", AKHBAR), ("ENV", "")];
    let mut session = Session::start("/bin/sh".as_ref(), &["-i"], &env, (80, 24));
    session.wait_for_text("ready>");
    session.send("\"$AKHBAR\"\r");
    session.wait_for_text("Enter read");
    session.send("jjj\x1a");
    session.wait_for_output("ready> ", 2);
    assert_eq!(session.modes(), [""; 0]);
    session.send("echo it is $((40 + 2))\r");
    session.wait_for_text("it is 42");
    assert!(!session.screen().contains("Enter read"));
    session.send("fg\r");
    // The list as it was left, and keys go to it.
    session.wait_for_text("4/10");
    session.send("j");
    session.wait_for_text("5/10");
    session.send("q");
    session.wait_for_output("ready> ", 4);
    assert_eq!(session.modes(), [""; 0]);
    session.send("exit $?\r");
    assert_restored(&mut session, 0);
}

#[test]
fn signals_end_it_in_order() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let mut session = bundled(&[], (80, 24));
        session.signal(signal);
        assert_restored(&mut session, status);
    }
}

#[test]
fn the_terminal_hangs_up() {
    let mut session = bundled(&[], (80, 24));
    session.hang_up("j");
    assert_eq!(session.wait_for_exit(), 129);
}

#[test]
fn an_article_from_a_pipe_takes_its_keys_from_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page");
    fs::write(&path, "عنوان الخبر\n\nهذا نص الخبر وفيه كلمات كافية.\n").unwrap();
    let script = "cat \"$1\" | \"$0\" -";
    let args = ["-c", script, AKHBAR, path.to_str().unwrap()];
    let mut session = Session::start("/bin/sh".as_ref(), &args, &[], (80, 24));
    session.wait_for_text("ﺮﺒﺨﻟﺍ ﻥﺍﻮﻨﻋ");
    session.send("\r/خبر");
    session.wait_for_text("1/2");
    session.send("\x1b");
    session.wait_for("the prompt to close", |screen| {
        screen.contents().contains("? keys")
    });
    session.send("q");
    assert_restored(&mut session, 0);
}

#[test]
fn the_bidi_mode_is_set_before_and_given_back_after() {
    let mut session = bundled(&[("AKHBAR_BIDI", "bdsm")], (80, 24));
    let mut modes = session.modes();
    modes.sort();
    assert_eq!(modes, BDSM);
    session.send("q");
    assert_restored(&mut session, 0);
    let bytes = session.bytes();
    let first_frame = bytes.find(FRAME).unwrap();
    assert!(bytes.find("\x1b[8l").unwrap() < first_frame);
    assert!(bytes.rfind("\x1b[8h").unwrap() > bytes.rfind(FRAME).unwrap());
}

#[test]
fn a_setting_that_is_none_leaves_the_terminal_alone() {
    for name in ["AKHBAR_BIDI", "AKHBAR_KEYBOARD"] {
        let mut session = start(&[], &[(name, "nonsense\x1b[2J")], (120, 24));
        assert_restored(&mut session, 2);
        let bytes = session.bytes();
        assert!(bytes.starts_with("akhbar: ") && bytes.contains("`nonsense"));
        assert_eq!(bytes.find("\r\n"), Some(bytes.len() - 2), "{bytes:?}");
        assert!(!bytes.contains('\x1b'), "{bytes:?}");
    }
}

#[test]
fn letters_of_a_chosen_keyboard_are_keys() {
    let mut session = bundled(&[("AKHBAR_KEYBOARD", "ar")], (120, 24));
    session.send("ت٢ت");
    session.wait_for_text("4/10");
    session.send("ض");
    assert_restored(&mut session, 0);
}

#[test]
fn the_theme_follows_the_background_whenever_the_answer_comes() {
    let mut session = bundled(&[], (120, 40));
    let bytes = session.bytes();
    let question = bytes
        .find("\x1b]11;?\x1b\\")
        .expect("the background is asked for");
    // In the same write, and painted over by the frame.
    assert!(question < bytes.find(FRAME).unwrap());
    assert!(!bytes.contains("38;5;"));
    // In pieces, twice, and rubbish in between: all of it colours, none of it keys.
    session.send("\x1b]11;rgb:0000/00");
    session.send("00/0000\x1b\\\x1b]11;rubbish\x07");
    session.wait_for_output("38;5;117", 1);
    session.send("\x1b]11;rgb:0000/0000/0000\x07\x1b]11;rgb:ffff/ffff/ffff\x1b\\");
    session.wait_for_output("38;5;23", 1);
    assert!(session.screen().contains("1/10"));
    session.send("/");
    session.send("\x1b]11;rgb:0000/0000/0000\x1b\\ab");
    session.wait_for_text("/ ab");
    session.send("\x03q");
    assert_restored(&mut session, 0);
    assert_eq!(session.bytes().matches("]11;?").count(), 1);
}

#[test]
fn an_answer_that_comes_after_the_end_is_not_typed_to_the_shell() {
    let mut session = bundled(&[], (120, 40));
    session.send("q");
    session.send("\x1b]11;rgb:0000/0000/0000\x1b\\");
    assert_restored(&mut session, 0);
    let after = session.bytes();
    let after = &after[after.rfind("?1049l").unwrap()..];
    assert!(!after.contains("rgb"), "{after:?}");
}

#[test]
fn a_theme_may_be_asked_for() {
    for (name, sign) in [
        ("dark", "48;5;234"),
        ("light", "48;5;231"),
        ("contrast", "48;5;16"),
    ] {
        let mut session = bundled(&[("AKHBAR_THEME", name)], (120, 40));
        assert!(session.bytes().contains(sign), "{name}");
        assert!(!session.bytes().contains("]11;?"));
        session.send("q");
        assert_restored(&mut session, 0);
    }
    let mut session = bundled(&[("AKHBAR_THEME", "none")], (120, 40));
    session.send("q");
    assert_restored(&mut session, 0);
    assert!(!session.bytes().contains("[36m") && !session.bytes().contains("38;5;"));
    let mut session = start(&[], &[("AKHBAR_THEME", "blue")], (120, 24));
    assert_restored(&mut session, 2);
    let expected =
        "akhbar: AKHBAR_THEME is `blue`; use one of terminal, dark, light, contrast, 16, none\r\n";
    assert_eq!(session.bytes(), expected);
}

#[test]
fn the_mouse_may_be_left_to_the_terminal() {
    let mut session = bundled(&[("AKHBAR_MOUSE", "off")], (80, 24));
    assert!(!session.bytes().contains("?1002h"));
    session.send("q");
    assert_restored(&mut session, 0);
    let mut session = start(&[], &[("AKHBAR_MOUSE", "no")], (120, 24));
    assert_restored(&mut session, 2);
    assert!(session.bytes().starts_with("akhbar: AKHBAR_MOUSE is `no`"));
}

#[test]
fn the_mouse_chooses_opens_and_types_nothing() {
    let mut session = bundled(&[], (120, 40));
    session.send("\x1b[<0;6;14M\x1b[<0;6;14m");
    session.wait_for_text("5/10");
    session.send("\x1b[<0;6;5M\x1b[<0;6;5m\x1b[<0;6;5M\x1b[<0;6;5m");
    session.wait_for_text("━ article");
    session.wait_for_text("2/10");
    session.send("/\x1b[<64;6;5M\x1b[<0;6;5M\x1b[<0;6;5mab");
    session.wait_for_text("/ ab");
    // Ctrl-c leaves the prompt; at once followed by q, Esc would be Alt.
    session.send("\x03q");
    assert_restored(&mut session, 0);
}

#[test]
fn a_bidi_mode_that_is_none_leaves_the_terminal_alone() {
    let mut session = start(&[], &[("AKHBAR_BIDI", "nonsense")], (120, 24));
    assert_restored(&mut session, 2);
    let bytes = session.bytes();
    assert!(bytes.starts_with("akhbar: ") && bytes.contains("`nonsense`"));
    assert_eq!(bytes.find("\r\n"), Some(bytes.len() - 2), "{bytes:?}");
    assert!(!bytes.contains('\x1b'));
}

#[test]
fn a_source_that_is_none_leaves_the_terminal_alone() {
    let mut session = start(&["/nowhere/at/all"], &[], (120, 24));
    assert_restored(&mut session, 2);
    let expected = "akhbar: /nowhere/at/all: no such file or folder\r\n";
    assert_eq!(session.bytes(), expected);
}

#[test]
fn many_keys_at_once_are_few_frames() {
    let mut session = bundled(&[], (80, 24));
    session.send("\r");
    session.wait_for_text("━ article");
    session.wait_for_frame();
    let before = session.n_frames();
    session.send(&"j".repeat(200));
    session.wait_for_text("100%");
    session.wait_for_frame();
    let n_frames = session.n_frames() - before;
    assert!((1..=20).contains(&n_frames), "{n_frames}");
    session.send("q");
    assert_restored(&mut session, 0);
}

#[test]
fn many_articles_passed_over_at_once_are_few_frames() {
    let folder = tempfile::tempdir().unwrap();
    for idx in 0..250 {
        let page = format!("Headline {idx}\n\nA body with some words in it.\n");
        fs::write(folder.path().join(format!("{idx:03}")), page).unwrap();
    }
    let args = [folder.path().to_str().unwrap()];
    let mut session = start(&args, &[], (120, 40));
    session.wait_for_text("Headline 11");
    session.wait_for_text("1/250");
    session.wait_for_frame();
    let before = session.n_frames();
    session.send(&"j".repeat(200));
    session.wait_for_text("201/250");
    session.wait_for("the article", |screen| {
        let second = screen.rows(0, 120).nth(1).unwrap();
        second.contains("Headline 200")
    });
    let n_frames = session.n_frames() - before;
    assert!((1..=40).contains(&n_frames), "{n_frames}");
    session.send("q");
    assert_restored(&mut session, 0);
}

#[test]
fn nothing_is_written_while_nothing_happens() {
    let mut session = bundled(&[], (120, 40));
    // What the details show of the text comes when nothing has been typed for a while.
    session.wait_for_text("Characters");
    session.wait_for_frame();
    let before = session.bytes().len();
    thread::sleep(Duration::from_millis(600));
    assert_eq!(session.bytes().len(), before);
    // Nor for a key that means nothing, nor for a step that leads nowhere.
    session.send("kkok");
    thread::sleep(Duration::from_millis(100));
    assert_eq!(session.bytes().len(), before);
    session.send("q");
    assert_restored(&mut session, 0);
}

/// Numbers of all SGR sequences that were sent.
fn looks(bytes: &str) -> Vec<String> {
    let sequences = bytes.split("\x1b[").skip(1);
    let looks = sequences.filter_map(|sequence| {
        let end = sequence.find(|c: char| c.is_ascii_alphabetic())?;
        sequence[end..].starts_with('m').then(|| &sequence[..end])
    });
    let numbers = looks.flat_map(|look| look.split(';').map(str::to_owned));
    numbers.collect()
}

#[test]
fn without_colours_there_are_none() {
    let is_colour = |number: &String| {
        let number: u16 = number.parse().unwrap_or(0);
        matches!(number, 30..=49 | 58 | 90..=107)
    };
    for (value, expected) in [("", true), ("1", false)] {
        let mut session = bundled(&[("NO_COLOR", value)], (120, 40));
        session.send("/Moscow\r");
        session.wait_for("the match", |screen| {
            !screen.contents().contains("not found")
        });
        session.send("q");
        assert_restored(&mut session, 0);
        let looks = looks(&session.bytes());
        assert_eq!(looks.iter().any(is_colour), expected, "NO_COLOR={value}");
        // Bold and reversed stay.
        assert!(looks.iter().any(|look| look == "1" || look == "7"));
    }
}

#[test]
fn a_file_that_vanishes_is_said_to_be_gone() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["1", "2"] {
        let page = format!("Headline {name}\n\nA body with some words in it.\n");
        fs::write(folder.path().join(name), page).unwrap();
    }
    let args = [folder.path().to_str().unwrap()];
    let mut session = start(&args, &[], (120, 20));
    session.wait_for_text("Headline 2");
    fs::remove_file(folder.path().join("2")).unwrap();
    session.send("j");
    session.wait_for_text("no such file or folder");
    session.send("k");
    session.wait_for_text("A body with some words");
    session.send("q");
    assert_restored(&mut session, 0);
}

#[test]
fn the_next_session_goes_on_where_this_one_ended() {
    let state = tempfile::tempdir().unwrap();
    let env = [("XDG_STATE_HOME", state.path().to_str().unwrap())];
    let mut session = bundled(&env, (120, 40));
    session.send("jjj\r");
    session.wait_for_text("4/10");
    session.wait_for_text("━ article");
    session.send(" ");
    session.wait_for_text("100%");
    session.send("\x1b");
    session.wait_for_text("━ akhbar");
    session.wait_for_frame();
    let left = session.screen();
    session.send("q");
    assert_restored(&mut session, 0);

    let mut again = start(&[], &env, (120, 40));
    again.wait_for_text("4/10");
    // The list has the focus; the article beside it stands where it was left.
    let rows = |screen: &str| -> Vec<String> {
        let row = |row: &str| row.chars().skip(32).take(60).collect();
        screen.lines().skip(1).take(30).map(row).collect()
    };
    let expected = rows(&left);
    again.wait_for("the same rows", |screen| {
        rows(&screen.contents()) == expected
    });
    again.send("q");
    assert_restored(&mut again, 0);
    let file = fs::read_to_string(state.path().join("akhbar/state.jsonl")).unwrap();
    assert!(
        file.starts_with("{\"kind\":\"akhbar\",\"version\":1}\n"),
        "{file}"
    );
}

#[test]
fn without_a_place_to_keep_anything_the_reader_says_so_and_works() {
    let mut session = start(&[], &[("XDG_STATE_HOME", "/dev/null/x")], (120, 40));
    session.wait_for_text("nothing is remembered: /dev/null/x/akhbar");
    session.send("j");
    session.wait_for_text("2/10");
    session.wait_for("no notice", |screen| {
        !screen.contents().contains("nothing is remembered")
    });
    session.send("q");
    assert_restored(&mut session, 0);
    assert!(!session.bytes().ends_with("remembered"));
}

#[test]
fn a_broken_memory_is_set_aside() {
    let state = tempfile::tempdir().unwrap();
    let folder = state.path().join("akhbar");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("state.jsonl"), "\0\0\0").unwrap();
    let env = [("XDG_STATE_HOME", state.path().to_str().unwrap())];
    let mut session = start(&[], &env, (200, 40));
    session.wait_for_text("was set aside");
    session.send("q");
    assert_restored(&mut session, 0);
    let names = fs::read_dir(&folder).unwrap();
    let is_aside = |name: &str| name.starts_with("state.jsonl.broken-");
    let mut names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(names.any(|name| is_aside(&name)));
}

/// In a terminal that says nothing of itself what reads right is chosen once, and `AKHBAR_BIDI` goes
/// before it.
#[test]
fn what_was_chosen_for_a_terminal_is_used_again() {
    let state = tempfile::tempdir().unwrap();
    let kept = ("XDG_STATE_HOME", state.path().to_str().unwrap());
    let through = "\x1bP>|new 1.0\x1b\\\x1b[?1;2c";
    let modes = |session: &Session| session.modes().contains(&"8l".to_owned());

    let mut session = bundled(&[kept], (120, 40));
    session.send(through);
    session.wait_for_text("this terminal is not known");
    session.send("gt");
    session.wait_for_text("Which of these reads right");
    session.wait_for_frame();
    assert!(!modes(&session), "each line gives back what it took");
    session.send("٢");
    session.wait_for_text("bdsm is remembered for new");
    session.wait_for_text("Washington and Moscow will");
    assert!(modes(&session), "it is used at once");
    session.send("q");
    assert_restored(&mut session, 0);

    let mut session = bundled(&[kept], (120, 40));
    assert!(!modes(&session), "it may be another terminal");
    session.send(through);
    session.wait_for_output("\x1b[8l", 1);
    session.wait_for_frame();
    assert!(!session.screen().contains("is not known"));
    session.send("q");
    assert_restored(&mut session, 0);

    let mut session = bundled(&[kept, ("AKHBAR_BIDI", "visual")], (120, 40));
    session.send(through);
    session.send("gt3");
    session.wait_for_text("mlterm is remembered, but AKHBAR_BIDI is visual");
    assert!(!modes(&session));
    session.send("q");
    assert_restored(&mut session, 0);

    let mut session = start(&["doctor"], &[kept], (120, 40));
    session.wait_for_output("\x1b[>q", 1);
    session.send(through);
    session.wait_for_text("mlterm: you chose it for new; else visual, as neither");
    session.wait_for_text("choose it in akhbar with g t");
    assert_eq!(session.wait_for_exit(), 0);
}
