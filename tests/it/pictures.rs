//! Pictures from the page to the screen. Every picture is made here.

use std::sync::Arc;

use akhbar::article::{self, Article};
use akhbar::layout::{Settings, Spot, lay_out};
use akhbar::text::Marks;

/// A page with all that should be no picture of its article around the two that are.
const PAGE: &str = r#"<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>سفينة قديمة تعود</title>
<meta property="og:image" content="https://example.org/social.jpg"></head><body>
<header><a href="/"><img src="/site.png" alt="الجريدة"></a></header>
<nav><img src="menu.png" alt="القائمة"></nav>
<article><h1>سفينة قديمة تعود</h1>
<figure><img src="page_files/ship.png" alt="سفينة شراعية في الميناء">
<figcaption>السفينة لحظة وصولها إلى الميناء</figcaption></figure>
<p>عادت السفينة القديمة إلى الميناء بعد رحلة طويلة في البحر، واستقبلها أهل المدينة على الرصيف حتى المساء.</p>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="page_files/crew.png" alt="البحارة على السطح">
<p>وقال القبطان إن الرحلة كانت صعبة لكن الطاقم وصل بسلام، وإنه سيبحر من جديد في الربيع القادم مع من يريد.</p>
<p><img src="pixel.gif" width="1" height="1"><img src="reader-avatar.jpg" alt="قارئ">وشكر القبطان كل من ساعده في إصلاح السفينة بعد العاصفة التي كسرت صاريها الكبير قبل عام.</p>
</article><aside><img src="advert.jpg" alt="إعلان"></aside><footer><img src="foot.jpg"></footer></body></html>"#;

fn read(page: &str) -> Article {
    article::read(page.as_bytes()).unwrap()
}

fn rows(article: Article, measure: usize) -> Vec<String> {
    let settings = Settings {
        measure,
        marks: Marks::Keep,
        removed: false,
    };
    let page = lay_out(Arc::new(article), settings, Default::default());
    let rows = page.rows(Spot::default(), usize::MAX);
    let row = |row: &Option<akhbar::layout::Row>| match row {
        Some(row) => {
            let cells = row.cells();
            let text: String = cells.iter().map(|cell| cell.text).collect();
            format!("{}{text}", " ".repeat(row.column))
        }
        None => String::new(),
    };
    rows.iter().map(row).collect()
}

#[test]
fn the_pictures_of_an_article_are_told_from_all_others() {
    let article = read(PAGE);
    let pictures: Vec<_> = article.pictures.iter().collect();
    let found: Vec<(&str, &str)> = (pictures.iter())
        .map(|picture| (&*picture.source, picture.alt.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("page_files/ship.png", "سفينة شراعية في الميناء"),
            ("page_files/crew.png", "البحارة على السطح"),
        ]
    );
    let text = |idx: usize| {
        let block = &article.document.blocks()[pictures[idx].before_block];
        article.document.text(block)
    };
    assert_eq!(text(0), "السفينة لحظة وصولها إلى الميناء");
    assert!(text(1).starts_with("وقال القبطان"), "{}", text(1));
}

#[test]
fn without_pictures_in_its_body_an_article_has_the_one_that_it_states() {
    let body =
        "<p>عادت السفينة القديمة إلى الميناء بعد رحلة طويلة في البحر، واستقبلها أهل المدينة.</p>";
    let page = format!(
        "<html><head><meta property=og:image content='https://example.org/a.jpg'>\
         <meta property=og:image:alt content='السفينة'></head><body>{body}</body></html>"
    );
    let article = read(&page);
    assert_eq!(&*article.pictures[0].source, "https://example.org/a.jpg");
    assert_eq!(article.pictures[0].alt, "السفينة");
    assert_eq!(article.pictures.len(), 1);
}

#[test]
fn a_picture_is_a_line_in_the_direction_of_its_article() {
    let rows = rows(read(PAGE), 40);
    // From right to left: bracket, label, colon, words; brackets are mirrored.
    let shown = rows.iter().find(|row| row.contains("ﺓﺭﻮﺻ]")).unwrap();
    assert!(shown.trim_start().starts_with('['), "{shown}");
    assert!(shown.ends_with(":ﺓﺭﻮﺻ]"), "{shown}");
    assert!(shown.starts_with(' '), "{shown}");
}

#[test]
fn pictures_of_markdown_stand_above_their_words() {
    let page = "# Ships\n\nThe ship came home after a long voyage.\n\n## Crew\n\n![Crew on deck](img/crew.png)\n\nAll were well.\n";
    let article = read(page);
    let picture = &article.pictures[0];
    assert_eq!(
        (&*picture.source, &*picture.alt),
        ("img/crew.png", "Crew on deck")
    );
    let caption = &article.document.blocks()[picture.before_block];
    assert_eq!(article.document.text(caption), "Crew on deck");
    assert_eq!(article.words_for(picture), None, "they are said below it");
}

#[test]
fn pages_that_are_printed_keep_their_pictures() {
    let mut article = read(PAGE);
    article.pictures[0].source = "a.png\" onerror=\"run()".into();
    let html = article::to_html(&article);
    assert!(
        html.contains(
            "<img src=\"a.png&quot; onerror=&quot;run()\" alt=\"سفينة شراعية في الميناء\"/>"
        ),
        "{html}"
    );
    assert!(html.contains("<img src=\"page_files/crew.png\""), "{html}");
    article.pictures[1].source = "a b>).png".into();
    let markdown = article::to_markdown(&article);
    assert!(
        markdown.contains("![البحارة على السطح](<a b%3E).png>)\n\nوقال"),
        "{markdown}"
    );
    let again = read(&article::to_html(&read(PAGE)));
    let sources = |article: &Article| -> Vec<Arc<str>> {
        article
            .pictures
            .iter()
            .map(|it| Arc::clone(&it.source))
            .collect()
    };
    assert_eq!(sources(&again), sources(&read(PAGE)));
}
