//! Sessions on keyboards of other scripts: the keys are where they always are.

use akhbar::app::{Effect, Pane};

use crate::sessions::Session;

/// The session after some keys: the article, the pane, the row at its top, and what was asked for.
fn seen(session: &Session) -> (usize, Pane, String, Vec<Effect>) {
    let article = session.article().concat();
    let state = &session.state;
    (
        state.list.selected,
        state.panes.focus,
        article,
        session.asked.clone(),
    )
}

/// The same keys on a US keyboard and on another one come to the same.
fn check(layout: &str, us_keys: &str, keys: &str) {
    let mut expected = Session::bundled(160, 20);
    expected.keys(us_keys);
    let mut session = Session::bundled(160, 20).on_keyboard(layout);
    session.keys(keys);
    assert_eq!(seen(&session), seen(&expected), "{layout} {us_keys} {keys}");
}

#[test]
fn the_keys_are_where_they_are_on_a_us_keyboard() {
    check("ar", "jjkl 3jGggdq", "تتنم ٣تﻷلليض");
    check("fa", "jjkl 3jGggdq", "تتنم ۳تأللیض");
    check("ur", "jjkl 3jGggdq", "ججکل ۳جغگگدق");
    check("ur-phonetic", "jjkl 3jGggdq", "ججکل 3جغگگدق");
    check("ur-nla", "jjkl 3jG", "ااکی 3اۂ");
    check("he", "jjkl 3jGggdQ", "חחלך 3חGעעגQ");
    check("ckb", "jjkl 3jggdq", "ژژکل ٣ژگگدق");
    check("ar", "wdwlJJKx", "صيصمــ،ء");
    check("ar", "<Ctrl-n><Ctrl-n><Alt-1>", "<Ctrl-ى><Ctrl-ى><Alt-١>");
}

#[test]
fn a_key_that_is_sent_as_two_letters_is_one() {
    check("ar", "l   b", "م   ﻻ");
    check("ar", "l   b", "م   لا");
    check("ar", "l 2 2b", "م ٢ ٢لا");
    check("ar", "lG", "ملأ");
    check("ar", "l   ggj", "م   للت");
    // Where no such key is, they are two.
    check("fa", "l  gh ", "م  لا ");
}

#[test]
fn the_layout_is_learned() {
    check("", "jjkl 3jGggdq", "تتنم ٣تﻷلليض");
    check("", "jjkl", "ججکل");
    check("", "jjklgg", "חחלךעע");
}

#[test]
fn a_letter_that_may_mean_to_leave_is_asked_about() {
    let mut session = Session::bundled(120, 20);
    session.keys("ض");
    assert!(session.asked.is_empty());
    let status = session.status();
    assert!(
        status.contains("Leave?") && status.contains("Arabic"),
        "{status}"
    );
    session.keys("تض");
    assert!(session.asked.is_empty());
    session.keys("ض");
    assert_eq!(session.asked, [Effect::Quit]);
}

#[test]
fn the_slash_of_a_hebrew_keyboard_searches_only_after_latin_letters() {
    let mut session = Session::bundled(120, 20).on_keyboard("he");
    session.keys("/");
    assert!(session.state.prompt.is_some());
    session.keys("<Esc>חל/");
    assert!(session.state.prompt.is_none() && session.asked.is_empty());
    assert!(session.status().contains("/ is q"), "{}", session.status());
    session.keys(".");
    assert!(session.state.prompt.is_some());
    session.keys("<Esc>ח//");
    assert_eq!(session.asked, [Effect::Quit]);
    session.keys("j/");
    assert!(session.state.prompt.is_some());
}

#[test]
fn letters_are_letters_where_something_is_typed() {
    let mut session = Session::bundled(120, 20).on_keyboard("ar");
    session.keys("تتظالصحف٣");
    let prompt = session.state.prompt.as_ref().expect("a prompt");
    assert_eq!(prompt.text, "الصحف٣");
}

#[test]
fn a_letter_that_is_no_key_is_answered() {
    for (layout, letter) in [("", "ж"), ("ar", "ח"), ("ar", "ج"), ("", "語")] {
        let mut session = Session::bundled(120, 40).on_keyboard(layout);
        session.keys(letter);
        assert!(
            session.status().contains("in every layout"),
            "{layout} {letter}"
        );
        session.keys("j");
        assert!(!session.status().contains("in every layout"));
    }
}

#[test]
fn the_help_shows_what_is_printed_on_the_keys() {
    let help = |session: &mut Session| session.keys("<F1>").screen();
    let mut session = Session::bundled(120, 70);
    assert!(help(&mut session).contains("j  Down "));
    let mut session = Session::bundled(120, 70).on_keyboard("ar");
    let screen = help(&mut session);
    for expected in [
        "j (ﺕ)  Down",
        "b (ﻻ)",
        "/ (ﻅ)  F4",
        "w (ﺹ) l (ﻡ)  Alt-1",
        "q (ﺽ)  Q  F10",
    ] {
        assert!(screen.contains(expected), "{expected}\n{screen}");
    }
    let mut session = Session::bundled(120, 70);
    session.keys("חל");
    assert!(help(&mut session).contains("j (ח)  Down"));
    let mut session = Session::bundled(120, 70).on_keyboard("ar");
    session.keys("ص");
    assert!(
        session.status().contains("w (ﺹ)  l (ﻡ) show"),
        "{}",
        session.status()
    );
}
