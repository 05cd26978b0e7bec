//! Pages whose text is a few short sentences, with all that pages have round it.

use akhbar::article::{Article, Reason, read};

fn page(lines: &[&str]) -> Article {
    read(lines.join("\n").as_bytes()).unwrap()
}

#[track_caller]
fn check(article: &Article, title: &str, day: &str, body: &[&str]) {
    let shown: Vec<_> = article.document.texts().map(|(_, text)| text).collect();
    assert_eq!(shown, body, "{:#?}", article.removed);
    assert_eq!(article.title.as_deref(), Some(title));
    let date = article.published.date.map(|date| date.to_string());
    assert_eq!(date.as_deref(), Some(day));
}

#[test]
fn short_sentences_below_a_headline_and_a_day() {
    let body = [
        "ضرب زلزال خفيف سواحل الجزيرة فجر اليوم.",
        "ولم تسجل أي إصابات.",
    ];
    let title = "زلزال خفيف يضرب سواحل الجزيرة";
    let top = ["الرئيسية", "محليات", "رياضة", title, "", "12 مارس 2024", ""];
    let end = ["", "اقرأ أيضا", "لماذا تهتز الأرض؟", "جميع الحقوق محفوظة"];
    let article = page(&[&top[..], &body, &end].concat());
    check(&article, title, "2024-03-12", &body);
    let left = |text| article.removed.iter().find(|removed| removed.text == text);
    assert_eq!(
        left("لماذا تهتز الأرض؟").map(|left| left.reason),
        Some(Reason::Related)
    );

    let body = [
        "جزیرے میں آج صبح زلزلے کے جھٹکے محسوس کیے گئے۔",
        "کوئی جانی نقصان نہیں ہوا۔",
    ];
    let title = "جزیرے میں زلزلے کے جھٹکے";
    let top = ["صفحۂ اول", "پاکستان", title, "", "12 مارچ 2024", ""];
    let end = ["", "متعلقہ خبریں", "زمین کیوں ہلتی ہے؟"];
    let article = page(&[&top[..], &body, &end].concat());
    check(&article, title, "2024-03-12", &body);
}

#[test]
fn the_life_of_a_writer_below_is_longer_than_the_text() {
    let body = [
        "The vote was 611 to 204.",
        "\"It gives everyone time,\" the mayor said.",
        "Shops had asked for it.",
    ];
    let title = "Town votes to keep its clock five minutes slow";
    let top = [
        "Search for:",
        "",
        title,
        "",
        "7th February 2024",
        "News",
        "clock, council, town hall",
        "",
    ];
    let end = [
        "",
        "Share this:",
        "Related",
        "The man who winds the clock",
        "1st January 2024",
        "",
        "Ann Marsh has written about clocks for this paper since 2009. View all posts by Ann Marsh",
        "2 thoughts on “Town votes to keep its clock five minutes slow”",
        "Jo says:",
        "7th February 2024 at 10:12 pm",
        "About time. I have waited for it all of my life.",
    ];
    let article = page(&[&top[..], &body, &end].concat());
    check(&article, title, "2024-02-07", &body);
    assert_eq!(article.subtitle, None);
    assert_eq!(article.tags, ["clock", "council", "town hall"]);
}

#[test]
fn questions_and_their_answers() {
    let body = [
        "Q: Since when has it been slow?",
        "A: Since 1933, when a pigeon nested in the works.",
        "Q: Could it be repaired?",
        "A: Yes. It would cost about £900.",
    ];
    let title = "Why is the town clock slow?";
    let article = page(
        &[
            &[title, "", "By Ann Marsh", "7 February 2024", ""][..],
            &body,
        ]
        .concat(),
    );
    check(&article, title, "2024-02-07", &body);
    assert_eq!(article.byline, ["Ann Marsh"]);

    let body = ["• لماذا عدت إلى القرية؟", "- لم أعد، القرية هي التي عادت."];
    let shown = body.map(|line| line.split_once(' ').unwrap().1);
    let title = "الروائية سلمى القاسم: أكتب لأنني لا أجيد الغناء";
    let article = page(
        &[
            &[title, "", "حاورها: نبيل عرفة", "3 مايو 2024", ""][..],
            &body,
        ]
        .concat(),
    );
    check(&article, title, "2024-05-03", &shown);
    assert_eq!(article.byline, ["نبيل عرفة"]);
}

/// Notes with a day are no pages: sentences far from the headline, or one alone.
#[test]
fn a_body_is_not_made_of_less() {
    let note = [
        "Call the harbour office",
        "3 May 2024",
        "They open at nine.",
    ];
    let article = page(&note);
    let shown: Vec<_> = article.document.texts().map(|(_, text)| text).collect();
    assert_eq!(shown.last(), Some(&"They open at nine."));
    assert!(article.removed.is_empty(), "{:?}", article.removed);
}
