//! Links: those in sight and their numbers, where they lead, and what opens or copies them.

use std::collections::BTreeSet;

use akhbar::app::{Effect, Following, Message, Pointer};
use akhbar::ui::linked;
use ratatui::style::Modifier;

use crate::sessions::Session;

const ARABIC: &str = "<html lang=ar dir=rtl><head><title>السفينة</title><link rel=canonical href='https://example.org/news/1'></head><body><article>\
    <h1>السفينة عادت</h1><p>قالت <a href='/ministry'>وزارة النقل البحري</a> إن السفينة التي غادرت الميناء فجر الأحد عادت اليوم وعلى متنها ثلاثون \
    راكبا، <a href='http://xn--mgbh0fb.com/%D8%AE%D8%A8%D8%B1'>كما نقلت صحف محلية كثيرة في طبعاتها الصادرة هذا الصباح عن مصادر في الميناء</a>.</p>\
    <p>وأضافت أن <a href='https://a.org/%D8%A8?q=(1)'>القائمة الكاملة</a> ستنشر غدا على https://list.example.org/ships، وأن التحقيق مستمر.</p></article></body></html>";

const URDU: &str = "<html lang=ur dir=rtl><head><title>جہاز</title></head><body><article><h1>جہاز واپس آ گیا</h1>\
    <p>وزارت نے کہا ہے کہ جو جہاز اتوار کی صبح بندرگاہ سے نکلا تھا وہ آج تیس مسافروں کے ساتھ واپس آ گیا، اور <a href='https://example.org/fehrist'>مسافروں کی فہرست</a> \
    کل شائع کی جائے گی۔</p></article></body></html>";

fn reads(page: &str, width: u16) -> Session {
    let article = akhbar::article::read(page.as_bytes()).unwrap();
    let mut session = Session::reading(article, width, 24);
    session.keys("z").asked.clear();
    session
}

fn opened(session: &mut Session) -> Vec<String> {
    let opened = session.asked.drain(..).filter_map(|effect| match effect {
        Effect::Open { target } => Some(target.to_string()),
        Effect::Copy { text } => Some(format!("copy {text}")),
        _ => None,
    });
    opened.collect()
}

#[test]
fn a_link_is_chosen_by_its_number_and_seen_before_it_is_opened() {
    let mut session = reads(ARABIC, 90);
    let before = session.article();
    session.keys("o");
    assert!(
        session.status().contains("1–4 shows"),
        "{}",
        session.status()
    );
    let numbered = session.article().join("\n");
    assert!(
        (1..=4).all(|n| numbered.contains(&n.to_string())),
        "{numbered}"
    );
    session.keys("1");
    assert!(
        session.status().contains("https://example.org/ministry"),
        "{}",
        session.status()
    );
    assert!(
        session.status().contains("Enter open · y copy · Esc back"),
        "{}",
        session.status()
    );
    assert_eq!(
        (session.article(), opened(&mut session)),
        (before.clone(), vec![])
    );
    session.keys("<Enter>");
    assert_eq!(opened(&mut session), ["https://example.org/ministry"]);
    assert!(
        session
            .status()
            .contains("opening https://example.org/ministry")
    );
    // What is shown is what is meant; what is sent is as it is sent.
    session.keys("o2");
    assert!(
        session.status().contains(" [xn--mgbh0fb.com]/"),
        "{}",
        session.status()
    );
    session.keys("y");
    assert_eq!(
        opened(&mut session),
        ["copy http://xn--mgbh0fb.com/%D8%AE%D8%A8%D8%B1"]
    );
    session.keys("o4<Enter>");
    assert_eq!(opened(&mut session), ["https://list.example.org/ships"]);
    // Out again, at each step; what is no number does what it always does.
    for keys in [
        "o<Esc>",
        "o1<Esc>",
        "oh",
        "o1h",
        "o9",
        "o0",
        "o1<Esc><Enter>",
    ] {
        session.keys(keys);
        assert_eq!(
            (session.state.following.clone(), session.article()),
            (None, before.clone()),
            "{keys}"
        );
        assert_eq!(opened(&mut session), Vec::<String>::new(), "{keys}");
    }
    session.keys("o1?");
    assert!(session.state.help.is_some() && session.state.following.is_none());
}

#[test]
fn digits_of_every_script_and_keys_of_every_layout_choose() {
    for (layout, keys) in [
        ("us", "o1"),
        ("us", "o١"),
        ("us", "o۱"),
        ("ar", "خ١"),
        ("fa", "خ۱"),
        ("ur-phonetic", "ہ1"),
        ("he", "ם1"),
    ] {
        let mut session = reads(URDU, 90);
        if layout != "us" {
            session = session.on_keyboard(layout);
        }
        session.keys(keys);
        assert!(
            session.status().contains("https://example.org/fehrist"),
            "{layout}: {}",
            session.status()
        );
        session.keys("<Enter>");
        assert_eq!(opened(&mut session), ["https://example.org/fehrist"]);
    }
}

#[test]
fn many_links_take_several_digits() {
    let links = |n: usize| -> String {
        (1..=n)
            .map(|idx| format!("<a href='https://a.org/{idx}'>خبر</a> قديم "))
            .collect()
    };
    let page = format!(
        "<article><h1>أخبار</h1><p>{} كان هذا كل ما كتب في ذلك اليوم البعيد.</p></article>",
        links(12)
    );
    let mut session = reads(&page, 90);
    let check = |session: &mut Session, keys: &str, expected: &str| {
        session.keys(keys);
        assert_eq!(opened(session), [expected], "{keys}");
    };
    check(&mut session, "o2<Enter>", "https://a.org/2");
    check(&mut session, "o12<Enter>", "https://a.org/12");
    check(&mut session, "o1<Enter><Enter>", "https://a.org/1");
    session.keys("o1");
    assert!(session.status().contains("link 1…"), "{}", session.status());
    session.keys("3");
    assert!(
        session.status().contains("no link 13"),
        "{}",
        session.status()
    );
}

#[test]
fn the_page_itself_and_all_links_can_be_chosen() {
    let mut session = reads(ARABIC, 90);
    session.keys("oo");
    assert!(
        session.status().contains("https://example.org/news/1"),
        "{}",
        session.status()
    );
    session.keys("<Enter>");
    assert_eq!(opened(&mut session), ["https://example.org/news/1"]);
    let mut session = reads("A ship\n\nIt sailed.", 90);
    session.keys("o");
    assert!(
        session.status().contains("no link is in sight"),
        "{}",
        session.status()
    );
    session.keys("gl");
    assert!(
        session.status().contains("no links"),
        "{}",
        session.status()
    );

    let mut session = reads(ARABIC, 90);
    let before = session.article();
    session.keys("gl");
    assert!(session.screen().contains("4 links"), "{}", session.screen());
    session.keys("j<Enter>");
    assert!(matches!(
        session.state.following,
        Some(Following::Chosen { .. })
    ));
    assert!(
        session.status().contains("xn--mgbh0fb.com"),
        "{}",
        session.status()
    );
    session.keys("<Esc>");
    assert!(session.state.chooser.is_some() && session.state.following.is_none());
    session.keys("<Enter><Enter>");
    assert_eq!(
        opened(&mut session),
        ["http://xn--mgbh0fb.com/%D8%AE%D8%A8%D8%B1"]
    );
    session.keys("<Esc>");
    assert_eq!(session.article(), before);
}

#[test]
fn a_click_on_a_link_shows_where_it_leads() {
    let mut session = reads(URDU, 90);
    let link = linked(&session.state).remove(0);
    let at = (link.columns.start, link.y);
    let click = |session: &mut Session, at| {
        for pointer in [Pointer::Press { n_clicks: 1 }, Pointer::Release] {
            session.message(Message::Pointed { pointer, at });
        }
    };
    click(&mut session, at);
    assert!(
        session.status().contains("https://example.org/fehrist"),
        "{}",
        session.status()
    );
    assert!(opened(&mut session).is_empty());
    // Another click leaves it.
    click(&mut session, (at.0, at.1 + 8));
    assert_eq!(session.state.following, None);
}

/// Link text is underlined, and leads where the page says; nothing else does. Over line ends, runs of
/// direction, at every width, with a search and a selection over it.
#[test]
fn the_cells_of_a_link_are_those_of_its_text() {
    for (page, width) in [(ARABIC, 90), (ARABIC, 44), (URDU, 60), (ARABIC, 30)] {
        let mut session = reads(page, width);
        let cells = |session: &Session| -> BTreeSet<(u16, u16)> {
            let linked = linked(&session.state);
            let cells = linked
                .iter()
                .flat_map(|it| it.columns.clone().map(move |x| (x, it.y)));
            cells.collect()
        };
        let (buffer, column) = (session.buffer(), session.state.arrangement().column);
        let underlined = |x: &u16, y: u16| buffer[(*x, y)].modifier.contains(Modifier::UNDERLINED);
        let rows = column.y..column.y + column.height;
        let expected: BTreeSet<(u16, u16)> = rows
            .flat_map(|y| {
                let columns = column.x..column.x + column.width;
                columns
                    .filter(move |x| underlined(x, y))
                    .map(move |x| (x, y))
            })
            .collect();
        assert_eq!(cells(&session), expected, "{width}");
        assert!(!expected.is_empty());
        // Letters of a link are in the cells of its target.
        let reader = session.state.reader.as_ref().unwrap();
        let document = &reader.article.document;
        for (idx, link) in document.links().iter().enumerate() {
            let text = &document_text(&reader.article)[link.range()];
            let n_letters = text.chars().filter(|c| c.is_alphabetic()).count();
            let spans = linked(&session.state);
            let spans = spans.iter().filter(|it| it.id == idx as u32);
            assert!(spans.clone().all(|it| it.target == *link.target()));
            let n_cells: usize = spans.map(|it| it.columns.len()).sum();
            // Lam-alef is two letters in a cell; blanks at line ends have none.
            assert!(
                n_cells * 2 >= n_letters && n_cells <= text.chars().count(),
                "{text}"
            );
        }
        session.keys("/الميناء<Enter>");
        let found = cells(&session);
        session.keys("<Esc>Vee");
        let selected = cells(&session);
        assert_eq!(
            (found.len(), selected.len()),
            (expected.len(), expected.len())
        );
    }
}

fn document_text(article: &akhbar::article::Article) -> String {
    let document = &article.document;
    let last = document.blocks().last().unwrap().range().end;
    let mut text = vec![b' '; last];
    for (block, part) in document.texts() {
        text[block.range()].copy_from_slice(part.as_bytes());
    }
    String::from_utf8(text).unwrap()
}
