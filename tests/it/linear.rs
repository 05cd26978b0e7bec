//! The session line by line: lines in, text in logical order out.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::pty::Session;
use crate::run::{AKHBAR, Ran, akhbar_on, assert_plain};

fn typed(lines: &str) -> Ran {
    let ran = akhbar_on(lines.as_bytes(), ["--linear"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_plain(ran.text());
    let is_box = |c: char| ('\u{2500}'..='\u{259F}').contains(&c);
    assert!(!ran.text().contains(is_box), "{}", ran.text());
    ran
}

/// The answer to the last of some lines.
fn answer(lines: &str) -> String {
    let ran = typed(&format!("{lines}\nq\n"));
    let mut answers = ran.text().split("> ").skip(lines.split('\n').count());
    answers.next().expect("an answer").to_owned()
}

#[test]
fn articles_are_named_opened_and_read_in_logical_order() {
    let ran = typed("٤\n\n");
    let text = ran.text();
    assert!(
        text.starts_with("akhbar: 10 articles.\n1. Mattis"),
        "{text}"
    );
    assert!(text.contains("\n4. ماتيس يوصد باب"), "{text}");
    assert!(text.contains("> 4. ماتيس يوصد باب"), "{text}");
    assert!(
        text.contains("9 paragraphs. Enter reads on.\n> تبادلت موسكو"),
        "{text}"
    );
    assert!(answer("4\na").lines().count() == 9);
    assert_eq!(
        answer("4\na\n"),
        "This is the end. n opens the next article.\n"
    );
    assert_eq!(answer("11"), "There is no such article.\n");
    assert_eq!(answer(""), answer("a"));
}

#[test]
fn links_have_numbers_by_which_they_are_asked_for_and_opened() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("a.md");
    let text = "# A ship\n\nقالت [الوزارة](https://a.org/$(id)?b=1&c) إنها [عادت](http://xn--mgbh0fb.com/).\n";
    std::fs::write(&page, text).unwrap();
    let opener = "no-such-program-here";
    let ask = |lines: &str| {
        let command = Command::new(AKHBAR)
            .args(["--linear".as_ref(), page.as_os_str()])
            .env("AKHBAR_OPEN", opener)
            .env("XDG_STATE_HOME", folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let mut child = command.unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(lines.as_bytes())
            .unwrap();
        let out = child.wait_with_output().unwrap();
        String::from_utf8(out.stdout).unwrap()
    };
    let text = ask("1\n\no ٢\no\no 3\no 1\no 2\nq\n");
    assert_plain(&text);
    assert!(
        text.contains("> قالت الوزارة [1] إنها عادت [2].\n"),
        "{text}"
    );
    assert!(
        text.contains(
            "> عادت: http://\u{2068}مثال\u{2069}.\u{2068}com\u{2069} [xn--mgbh0fb.com]/\no 2 again opens it.\n"
        ),
        "{text}"
    );
    assert!(
        text.contains("> 2 links.\n1. الوزارة: https://a.org/$(id)?b=1&c\n2. عادت: "),
        "{text}"
    );
    assert!(
        text.contains("There is no such link; there are 2."),
        "{text}"
    );
    assert!(!text.contains("Opening"), "{text}");
    let text = ask("1\no 1\no 1\nq\n");
    assert!(
        text.contains("Opening https://a.org/$(id)?b=1&c\n"),
        "{text}"
    );
}

#[test]
fn paragraphs_are_gone_to_and_found() {
    assert!(answer("4\ng ۳").starts_with("وأبدى الوزير"));
    assert!(answer("4\ng 3\nb").starts_with("وكان ماتيس"));
    assert!(answer("4\ng 10").contains("there are 9"));
    assert!(answer("4\nb").contains("no such paragraph"));
    let found = answer("4\n/الاطلسي");
    assert!(found.starts_with("3 paragraphs.\n2. وكان ماتيس"), "{found}");
    assert!(answer("f اردو").starts_with("6. "), "{}", answer("f اردو"));
    let details = answer("4\ni");
    assert!(details.contains("Direction: right to left\n"));
    assert!(
        details.contains("Right-to-left letters: 100%\n"),
        "{details}"
    );
    assert!(answer("4\nx").contains("left out.\n"));
    assert!(answer("4\nh").contains("no headings"));
    assert!(answer("?").contains("q: leave"));
}

#[test]
fn the_keys_of_other_layouts_are_the_same() {
    // On an Arabic keyboard n is ى, q is ض, and the slash is ظ.
    assert!(answer("4\nى").starts_with("5. "));
    assert_eq!(answer("4\nظالاطلسي"), answer("4\n/الاطلسي"));
    assert!(!typed("ض\n4\n").text().contains("> 4. "));
}

#[test]
fn nothing_that_is_typed_is_trouble() {
    for line in [
        &b"\xff\xfe\n"[..],
        b"\x1b[A\n",
        b"99999999999999999999\n",
        b"g\nf\n/\n%\n",
        b"4",
    ] {
        let ran = akhbar_on(line, ["--linear"]);
        assert_eq!(ran.status, 0, "{ran:?}");
        assert_plain(ran.text());
    }
    assert_eq!(akhbar_on(b"1\n", ["--linear", "/nowhere"]).status, 2);
}

#[test]
fn it_goes_on_where_it_was_in_a_terminal_that_can_do_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let env = [
        ("XDG_STATE_HOME", folder.path().to_str().unwrap()),
        ("TERM", "dumb"),
    ];
    let start = || Session::start(Path::new(AKHBAR), &["--linear"], &env, (40, 24));
    let mut session = start();
    session.wait_for_text("A number opens");
    session.send("6\r");
    session.wait_for_text("Enter reads on.");
    session.send("g 4\r");
    session.wait_for_text("1821");
    session.send("q\r");
    assert_eq!(session.wait_for_exit(), 0);
    let mut session = start();
    session.wait_for_text("The last time it was article 6.");
    session.send("6\r");
    session.wait_for_text("going on at 4.");
    session.send("\x04");
    assert_eq!(session.wait_for_exit(), 0);
}
