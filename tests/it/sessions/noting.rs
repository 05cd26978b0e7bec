//! Footnotes: from their marks to their texts, and back.

use akhbar::article::{self, Raw};

use crate::sessions::Session;

/// A page of many paragraphs with two footnotes, in Markdown.
fn reads(height: u16) -> Session {
    let paragraph = |n: usize| format!("فقرة رقم {n} عن السفينة التي وصلت إلى الميناء.\n\n");
    let many = |from: usize| (from..from + 30).map(paragraph).collect::<String>();
    let page = format!(
        "# سفينة تصل\n\nوصلت السفينة[^1] صباح اليوم[^ب] إلى الميناء.\n\n{}وغادرت[^1] بعد ساعة.\n\n{}\
         [^1]: اسمها نور.\n\n[^ب]: عند الفجر.\n",
        many(1),
        many(31),
    );
    let mut raw = Raw::from(page.as_bytes());
    raw.origin.is_markdown = true;
    let mut session = Session::reading(article::read(raw).unwrap(), 80, height);
    session.keys("z");
    session
}

#[test]
fn a_key_goes_from_a_mark_to_its_note_and_back() {
    let mut session = reads(16);
    let before = session.article();
    session.keys("gf");
    assert_ne!(session.article(), before);
    let status = session.status();
    assert!(
        status.contains("footnote") && status.contains("g f goes back"),
        "{status}"
    );
    session.keys("gf");
    assert_eq!(session.article(), before);
    // The cursor says which one of many it is.
    session.keys("Veeeeeegf");
    let status = session.status();
    assert!(status.contains("[ﺏ]"), "{status}");
    session.keys("gf");
    // From the middle of the text it comes back to the same row.
    session.keys("<Esc>20j");
    let before = session.article();
    session.keys("gf");
    assert!(session.status().contains("no footnote is in sight"));
    assert_eq!(session.article(), before);
    // Without having come from anywhere, from a note to its first mark.
    session.keys("Ggf");
    let top = session.article().join("\n");
    assert!(top.contains("[1]") && top.contains("[ﺏ]"), "{top}");
}
