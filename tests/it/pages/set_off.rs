//! What pages set apart by its look or its place alone, in English, Arabic, Urdu, German and Swedish: the
//! line under a headline, names and days that touch, credits of pictures, the foot of the page, the
//! comments and the article below, text that only some browsers show.

use akhbar::article::{Article, read};

use crate::pages::habits::{ARABIC, ENGLISH, URDU, blocks, paragraphs};

fn page(lang: &str, title: &str, rest: &str) -> Article {
    let page = format!(
        "<!doctype html><html lang={lang}><meta charset=utf-8><title>{title}</title><body><main><article>\
         <h1>{title}</h1>{rest}</main></body></html>"
    );
    read(page.as_bytes()).unwrap()
}

fn text(texts: &[&str]) -> String {
    format!("<div class=x9>{}</div>", paragraphs(texts))
}

#[test]
fn a_line_under_the_headline_may_have_any_name() {
    let check = |lang: &str, lead: &str, texts: &[&str], name: &str, day: &str, date: &str| {
        for head in [
            format!("<p class=css-7d>{lead}</p><div><a>{name}</a></div><time>{day}</time>"),
            format!(
                "<div class=c1><p>{lead}</p></div><div class=c2><a>{name}</a></div><div>{day}</div>"
            ),
        ] {
            let article = page(lang, "River", &format!("{head}{}", text(texts)));
            assert_eq!(article.subtitle.as_deref(), Some(lead), "{head}");
            assert_eq!(article.byline, [name], "{head}");
            assert_eq!(article.published.to_string(), date, "{head}");
            assert_eq!(blocks(&article), texts, "{head}");
        }
    };
    check(
        "en",
        "The county has yet to agree. Work may begin in spring.",
        &ENGLISH,
        "Mara Ellinwood",
        "March 4, 2025",
        "2025-03-04",
    );
    check(
        "ar",
        "لم توافق المحافظة بعد على الخطة، وقد يبدأ العمل في الربيع.",
        &ARABIC,
        "محمد سالم",
        "4 مارس 2025",
        "2025-03-04",
    );
    // Days in the midst of a text are of it.
    let diary = "<p>The pier was closed in the winter, and this is how the days went by there.</p>\
                 <p>March 4, 2025</p><p>Nobody came to the pier on this day but the guard.</p>\
                 <p>March 5, 2025</p><p>The wind turned in the night and the boats went out again.</p>";
    let article = page("en", "River", &format!("<div>{diary}</div>"));
    assert!(article.subtitle.is_none());
    assert!(blocks(&article)[0].starts_with("The pier was closed"));
}

#[test]
fn fields_may_touch() {
    let check = |lang: &str, head: &str, texts: &[&str], names: &[&str], date: &str| {
        let article = page(
            lang,
            "River",
            &format!("<div class=m>{head}</div>{}", text(texts)),
        );
        assert_eq!(article.byline, names, "{head}");
        assert_eq!(article.published.to_string(), date, "{head}");
        assert_eq!(blocks(&article), texts, "{head}");
    };
    let english = |head, names, date| check("en", head, &ENGLISH, names, date);
    english(
        "<span>By Mara Ellinwood</span><time>March 4, 2025</time><span>5 min read</span>",
        &["Mara Ellinwood"],
        "2025-03-04",
    );
    english(
        "By<a href=/m>Mara Ellinwood</a>and<a href=/b>Bo Marsh</a><br>March 4, 2025",
        &["Mara Ellinwood", "Bo Marsh"],
        "2025-03-04",
    );
    english(
        "<div><span><a>Mara Ellinwood</a></span><span>Transport Correspondent</span></div>\
         <div>March 4, 2025</div>",
        &["Mara Ellinwood"],
        "2025-03-04",
    );
    check(
        "ar",
        "<div><span>كتب</span><span>مازن الدرعاوي</span></div>\
         <div><span>نشر في:</span><span>9 ديسمبر 2024</span></div>",
        &ARABIC,
        &["مازن الدرعاوي"],
        "2024-12-09",
    );
    // Words that elements colour stay whole.
    let words =
        "<p><b>T</b>he boats<a href=/x>’</a> owners and the h<i>arb</i>our’<b>s</b> guard</p>";
    let article = page(
        "en",
        "River",
        &text(&ENGLISH).replacen("</p>", &format!("</p>{words}"), 1),
    );
    let whole = "The boats’ owners and the harbour’s guard";
    assert!(blocks(&article).contains(&whole), "{:?}", blocks(&article));
    let pointer = "<div><span>اقرأ أيضا</span><a href=/y>معرض للخط العربي في قصر الثقافة</a></div>";
    let rest = text(&ARABIC).replacen("</p>", &format!("</p>{pointer}"), 1);
    assert_eq!(blocks(&page("ar", "النهر", &rest)), ARABIC);
}

#[test]
fn a_field_with_a_summary_is_no_summary() {
    for (lang, texts) in [("en", &ENGLISH), ("ur", &URDU)] {
        let body = paragraphs(texts);
        let body =
            format!("<div class='field--name-body field--type-text-with-summary'>{body}</div>");
        let article = page(lang, "River", &body);
        assert_eq!(article.subtitle, None);
        assert_eq!(blocks(&article), texts);
    }
}

#[test]
fn who_made_the_picture_or_answers_for_the_page_wrote_nothing() {
    for head in [
        "<div class=media><img><div class=media__copyright>© Agency / Jan Roth</div></div>",
        "<div class=image><img><span class=credit>Jan Roth / Agency</span></div>",
    ] {
        let article = page("en", "River", &format!("{head}{}", text(&ENGLISH)));
        assert_eq!(article.byline, [""; 0], "{head}");
        assert_eq!(blocks(&article), ENGLISH, "{head}");
    }
    for (lang, foot) in [
        ("en", "Editor: Jan Roth"),
        ("sv", "Ansvarig utgivare: Jan Roth"),
        ("de", "Redaktion: Jan Roth"),
    ] {
        let rest = format!("{}</article></main><footer>{foot}</footer>", text(&ENGLISH));
        let article = page(lang, "River", &rest);
        assert_eq!(article.byline, [""; 0], "{foot}");
        assert!(article.removed.iter().any(|removed| removed.text == foot));
    }
}

#[test]
fn the_next_article_and_comments_are_not_of_this_one() {
    let next = |head: &str, texts: &[&str]| {
        format!(
            "{}</article><article>{head}{}</article>",
            text(&texts[..2]),
            text(&texts[2..])
        )
    };
    let head = "<h1>A ship comes home</h1><div>By Bo Marsh</div>";
    let article = page("en", "River", &next(head, &ENGLISH));
    assert_eq!(blocks(&article), ENGLISH[..2]);
    assert!(article.byline.is_empty());
    let head = "<h2>Up next</h2><h2>A ship comes home</h2><div>March 4, 2025</div>";
    assert_eq!(
        blocks(&page("en", "River", &next(head, &ENGLISH))),
        ENGLISH[..2]
    );
    let head = "<h1>عودة سفينة إلى الميناء</h1><div>4 مارس 2025</div>";
    let article = page("ar", "النهر", &next(head, &ARABIC));
    assert_eq!(blocks(&article), ARABIC[..2]);
    // Parts of one text have no names and days.
    let parts = next("<h1>What comes next now</h1>", &ENGLISH);
    let article = page("en", "River", &parts.replace("</article><article>", ""));
    assert_eq!(blocks(&article).len(), ENGLISH.len() + 1);
    // Headings of one text stand in one element with it.
    let parts = format!(
        "<div>{}<h1>What comes next now</h1>{}</div>",
        paragraphs(&ENGLISH[..2]),
        paragraphs(&ENGLISH[2..])
    );
    assert_eq!(blocks(&page("en", "River", &parts)).len(), 5);
    let comments = |head: &str| {
        let said = "I have said so for years and nobody in the council has ever listened to me, not even once.";
        let comment =
            format!("<div class=c4><div>user</div><p>{said}</p><button>Reply</button></div>");
        let rest = format!(
            "{}</article><div class=c3><h3>{head}</h3>{comment}{comment}</div>",
            text(&ENGLISH)
        );
        assert_eq!(blocks(&page("en", "River", &rest)), ENGLISH, "{head}");
    };
    comments("4 comments");
    comments("Comments (4)");
}

#[test]
fn what_only_some_browsers_show_is_read() {
    for (lang, texts) in [("en", &ENGLISH), ("ur", &URDU)] {
        let shadow = format!(
            "<x-story><template shadowrootmode=open>{}</template></x-story>",
            text(texts)
        );
        assert_eq!(blocks(&page(lang, "River", &shadow)), texts);
        let plain = format!("<noscript>{}</noscript>", text(texts));
        assert_eq!(blocks(&page(lang, "River", &plain)), texts);
        let both = format!("{}<noscript><p>{}</p></noscript>", text(texts), texts[0]);
        assert_eq!(blocks(&page(lang, "River", &both)), texts);
    }
}

#[test]
fn what_a_site_states_unasked_counts_less_than_the_page() {
    let german = "<p>Nach drei Stunden hatte der Stadtrat genug und verschob die Entscheidung über die Seilbahn \
                  auf den kommenden Monat, weil die Kosten noch einmal gestiegen sind.</p>";
    assert_eq!(page("en", "Seilbahn", german).language, Some("de"));
    assert_eq!(
        page("en-US", "River", &paragraphs(&ENGLISH)).language,
        Some("en")
    );
    let body = format!(
        "<!doctype html><title>River | The Harrow Ledger</title><header><a href=/>The Harrow Ledger</a></header>\
         <article><h1>River</h1>{}</article><footer>© 2025 Harrow Valley Media Ltd.</footer>",
        paragraphs(&ENGLISH)
    );
    let article = read(body.as_bytes()).unwrap();
    assert_eq!(article.outlet.as_deref(), Some("The Harrow Ledger"));
    let tags = "<div>الوسوم</div><span><a href=/1 rel=tag>كتب</a> <a href=/2 rel=tag>ثقافة</a></span>\
                <div class=bio><h3>هدى السرحاني</h3></div>";
    let article = page("ar", "النهر", &format!("{}{tags}", text(&ARABIC)));
    assert_eq!(article.tags, ["كتب", "ثقافة"]);
}
