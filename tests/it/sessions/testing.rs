//! The self-test: lines in each order that text can be sent in, of which one is chosen.

use akhbar::app::{Effect, Message, Pointer, Sending};
use akhbar::library::Memory;
use akhbar::run::chosen;
use akhbar::term::{Profile, Screen};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use crate::sessions::Session;
use crate::terminal::models::Model;
use crate::terminal::{TERMINALS, compare};

fn sending(is_sure: bool, is_through: bool) -> Message {
    Message::Sending(Sending {
        profile: "visual",
        why: "neither names a terminal".to_owned(),
        is_sure,
        is_chosen: false,
        is_through,
        terminal: "new".to_owned(),
        profiles: Profile::ALL.map(Profile::as_str).to_vec(),
    })
}

/// A session in a terminal that nothing is known of.
fn unsure() -> Session {
    let mut session = Session::bundled(120, 36);
    session.message(sending(false, true));
    session
}

/// What was asked for, and what is kept of it.
fn taken(session: &mut Session) -> (Vec<Effect>, Memory) {
    (
        std::mem::take(&mut session.asked),
        session.state.changes(1_000),
    )
}

fn choice(memory: &Memory) -> Option<(&str, &str)> {
    let mut chosen = memory.terminals.iter();
    chosen
        .next()
        .map(|(terminal, chosen)| (&**terminal, &*chosen.value))
}

#[test]
fn it_is_offered_once_where_the_terminal_is_not_known() {
    let mut session = Session::bundled(120, 36);
    session.message(sending(false, false));
    assert!(!session.status().contains("g t"), "it may say more");
    let article = session.article();
    session.message(sending(false, true));
    assert!(session.status().contains("g t"), "{}", session.status());
    assert_eq!(session.article(), article);
    session.keys("j").message(sending(false, true));
    assert!(!session.status().contains("g t"), "it was said");
    let mut session = unsure();
    session.message(sending(true, true));
    assert!(!session.status().contains("g t"), "a late answer");
}

#[test]
fn every_line_is_sent_as_its_profile_asks() {
    for main in [Profile::Visual, Profile::Bdsm, Profile::Konsole] {
        let mut session = unsure();
        let mut screen = Screen::new(main);
        let mut bytes = Vec::new();
        screen.show(session.buffer(), &mut bytes);
        bytes.clear();
        session.keys("gt");
        let rows: Vec<_> = session.state.test_rows().collect();
        assert_eq!(rows.len(), 2 * Profile::ALL.len());
        let profile = |name: &str| Profile::named(name).unwrap();
        let named = rows
            .iter()
            .map(|row| (usize::from(row.y), profile(row.profile)));
        screen.send_rows_as(named.collect());
        let buffer = session.buffer();
        screen.show(buffer.clone(), &mut bytes);
        let sent = String::from_utf8(bytes).unwrap();

        // Each row stands between the switches of its profile; the profile of all else is on after it.
        let mut plain = sent.clone();
        for profile in [Profile::Bdsm, Profile::Mlterm] {
            for switch in [profile.enter(), profile.leave()] {
                plain = plain.replace(switch, "");
            }
        }
        let mut model = Model::new(120, 36);
        model.read(plain.as_bytes());
        for row in &rows {
            let profile = profile(row.profile);
            if profile != main {
                // VTE takes switches for the row in whose first column the cursor is.
                let before = [main.leave(), profile.enter()].concat();
                let before = format!("\x1b[{};1H{before}\x1b[", row.y + 1);
                let start = sent.find(&before).expect("its switches") + before.len();
                let after = [profile.leave(), main.enter()].concat();
                let next = sent[start..].find(&format!("\x1b[{};", row.y + 2));
                let end = next.map_or(sent.len(), |length| start + length);
                assert!(sent[start..end].contains(&after), "{main:?} {profile:?}");
            }
            let mut wanted = Buffer::empty(Rect::new(0, 0, 120, 1));
            let cells = (0..120).map(|x| buffer[(x, row.y)].clone());
            wanted.content = cells.collect::<Vec<Cell>>();
            for (_, order) in TERMINALS.iter().filter(|(of, _)| *of == profile) {
                compare(profile, *order, &model, usize::from(row.y), &wanted);
            }
        }
        if main == Profile::Bdsm {
            assert!(sent.rfind(main.enter()) > sent.rfind(main.leave()));
        }
        // And nothing of that stays once it is closed.
        session.keys("<Esc>");
        screen.send_rows_as(Vec::new());
        let (mut after, mut anew) = (Vec::new(), Vec::new());
        screen.show(session.buffer(), &mut after);
        Screen::new(main).show(session.buffer(), &mut anew);
        assert_eq!(after, anew);
    }
}

#[test]
fn a_number_an_arrow_or_a_click_chooses() {
    let check = |choose: &dyn Fn(&mut Session), expected: &'static str| {
        let mut session = unsure();
        taken(&mut session);
        session.keys("gt");
        choose(&mut session);
        let (asked, memory) = taken(&mut session);
        assert_eq!(asked, [Effect::SendAs { profile: expected }]);
        assert_eq!(choice(&memory), Some(("new", expected)));
        assert!(session.state.test.is_none());
        assert!(session.status().contains(expected), "{}", session.status());
        assert!(taken(&mut session).1.is_empty(), "it is kept once");
        // The next session in such a terminal begins with it.
        assert_ne!(chosen(&memory), chosen(&Memory::default()));
    };
    check(&|session| _ = session.keys("2"), "bdsm");
    check(&|session| _ = session.keys("٣"), "mlterm");
    check(&|session| _ = session.keys("۶"), "auto");
    check(&|session| _ = session.keys("0"), "runs");
    check(&|session| _ = session.keys("jjjk<Enter>"), "mlterm");
    check(&|session| _ = session.keys("G<Enter>"), "runs");
    check(
        &|session| {
            let mut rows = session.state.test_rows();
            let y = rows.find(|row| row.profile == "konsole").unwrap().y;
            drop(rows);
            session.message(Message::Pointed {
                pointer: Pointer::Press { n_clicks: 1 },
                at: (20, y + 1),
            });
        },
        "konsole",
    );
}

#[test]
fn esc_leaves_all_as_it_was() {
    let mut session = unsure();
    session.keys("j<Enter> ");
    let before = session.screen();
    taken(&mut session);
    session.keys("gtjjx+/<Tab>");
    assert!(session.screen().contains("Which of these reads right"));
    assert!(!session.screen().contains("Washington"));
    session.keys("<Esc>");
    assert_eq!(session.screen(), before);
    let (asked, memory) = taken(&mut session);
    assert!(asked.is_empty() && memory.is_empty(), "{asked:?}");
}

#[test]
fn what_is_selected_is_on_every_screen() {
    for height in [4, 5, 8, 13, 24, 36] {
        let mut session = unsure();
        session.resize(44, height).keys("gt");
        for n_steps in 0..Profile::ALL.len() {
            let mut rows = session.state.test_rows();
            let is_shown = rows.any(|row| row.profile_idx == n_steps && row.y < height - 1);
            assert!(is_shown, "{n_steps} on {height}");
            drop(rows);
            session.keys("j");
        }
        assert!(session.state.test_rows().all(|row| row.y < height - 1));
    }
    // Each has a digit of its own.
    assert!(Profile::ALL.len() <= 10);
}
