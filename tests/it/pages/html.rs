//! HTML pages: made-up ones in the shapes that sites have, with what must come out; pages whose
//! makers mean harm or nothing; and that no text of a page is lost.

use std::time::{Duration, Instant};

use akhbar::article::{Article, BlockKind, Language, read};
use akhbar::text::Direction;
use proptest::prelude::*;

use crate::pages::holds;

const PROSE: &str = "The ship sailed from the harbour in the morning, and nobody has seen it since \
                     then, although the weather was fine and the sea was calm all day long.";

#[test]
fn a_page_in_arabic_comes_out_with_its_fields() {
    let article = read(&include_bytes!("../../data/html/ar.html")[..]).unwrap();
    check_all(
        &article,
        &[
            "title ميناء المدينة القديمة يعود إلى العمل",
            "subtitle أول سفينة ترسو في الميناء بعد إغلاق دام أكثر من عشر سنوات.",
            "byline سلمى الحداد",
            "published 2024-05-02T09:30",
            "outlet جريدة المرفأ",
            "section اقتصاد",
            "tag الميناء",
            "tag الصيد",
            "language ar",
            "Caption السفينة الأولى عند الرصيف الشرقي",
            "Heading 2 ماذا يتغير على الصيادين؟",
            "ListItem 1 تبقى قوارب الصيد في الحوض الصغير.",
            "Quote انتظرنا هذا اليوم منذ سنوات، ولم نكن نصدق أنه سيأتي.",
            "Row السنة │ عدد السفن",
            "Row 2012 │ 140",
            "Paragraph The harbour office answers at port@example.org.",
            "removed related أسعار السمك ترتفع في الأسواق قبل العيد",
            "removed comments التعليقات",
            "removed share مشاركة طباعة",
            "removed navigation رياضة",
            "removed shown as a field كتبت: سلمى الحداد",
        ],
    );
    let row = article
        .document
        .blocks()
        .iter()
        .find(|b| b.kind == BlockKind::Row);
    assert_eq!(row.unwrap().direction, Some(Direction::Rtl));
}

#[test]
fn fields_are_found_without_json() {
    let page = |head: &str, body: &str| {
        format!("<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>")
    };
    let body = format!("<p>{PROSE}</p>").repeat(4);
    // OpenGraph and a class.
    let source = page(
        "<title>A ship is lost - Daily Ship</title><meta property=og:site_name content='Daily Ship'>\
         <meta property=article:published_time content=2024-02-03T04:05:06Z>",
        &format!(
            "<div id=page><h1>A ship is lost</h1><p class=dek>It left at dawn and never came \
             back.</p><p class=author-name>Ann Lee</p><div class=text>{body}</div></div>"
        ),
    );
    check_all(
        &read(source.as_bytes()).unwrap(),
        &[
            "title A ship is lost",
            "subtitle It left at dawn and never came back.",
            "byline Ann Lee",
            "published 2024-02-03T04:05",
            "outlet Daily Ship",
        ],
    );
    // Only what can be seen, in Urdu.
    let prose = "جہاز صبح بندرگاہ سے روانہ ہوا اور اس کے بعد کسی نے اسے نہیں دیکھا، حالانکہ موسم اچھا تھا \
                 اور سمندر پورا دن پرسکون رہا۔";
    let source = page(
        "<title>جہاز لاپتا ہو گیا</title>",
        &format!(
            "<div class=content><h1>جہاز لاپتا ہو گیا</h1><p>تحریر: سارہ خان</p><p>3 مئی 2024</p>{}</div>",
            format!("<p>{prose}</p>").repeat(4)
        ),
    );
    check_all(
        &read(source.as_bytes()).unwrap(),
        &[
            "title جہاز لاپتا ہو گیا",
            "byline سارہ خان",
            "published 2024-05-03",
            "language ur",
        ],
    );
    // Nobody is named who only stands where a writer should.
    let source = page(
        "<meta name=author content='Daily Ship'><meta property=og:site_name content='Daily Ship'>",
        &format!(
            "<article><h1>A ship is lost at sea</h1><span class=byline>admin</span>{body}</article>"
        ),
    );
    let article = read(source.as_bytes()).unwrap();
    assert!(article.byline.is_empty(), "{:?}", article.byline);
}

/// What sites put round and into a text, by the habits of many of them: the text comes out, and each
/// other piece is left out for its reason.
#[test]
fn what_stands_round_a_text_is_left_out() {
    let texts: Vec<String> = (1..=8).map(|n| format!("{n}. {PROSE}")).collect();
    let body: String = texts.iter().map(|text| format!("<p>{text}</p>")).collect();
    let rules = "We welcome a lively debate. Please read the <a href=/r>rules of this house</a> and \
                 the <a href=/p>privacy statement</a> before you write to us about this story.";
    let mistake = "Is there a mistake in the text? Mark the words with the mouse and press Ctrl+Enter \
                   so that the desk can see them.";
    // (What the page has in place of {}, what must not be in the body.)
    let pages = [
        (format!("<div class=text>{{}}<div><p>{rules}</p></div></div>"), "lively debate"),
        (format!("<div class=text>{{}}</div><div class=note><p>{mistake}</p></div>"), "Ctrl+Enter"),
        (
            "<div class='box relacionado'><p>08/01/2014 <a href=/1>Otro barco ha salido del puerto de la \
             ciudad</a></p><p>07/01/2014 <a href=/2>El puerto espera un barco nuevo este invierno</a></p>\
             </div><h1>A ship is lost</h1><div>{}</div>"
                .into(),
            "Otro barco",
        ),
        (
            "<h1>A ship is lost</h1><div style='display: none'><p>Only readers who have an account can \
             keep stories, and they can read them on all of their machines at home.</p></div>\
             <div>{}</div>"
                .into(),
            "have an account",
        ),
        (
            "<h1>A ship is lost</h1><div><span class=off-screen>These links open in a window of their \
             own, and take you away from this page to other sites.</span>{}</div>"
                .into(),
            "open in a window",
        ),
        (
            "<div class='byline'>Desk of the Port By <a href=/d>Desk of the Port</a> The Plain Ship on \
             December 27, 2014 at 12:06 PM, updated December 27, 2014 at 12:10 PM</div><div>{}</div>"
                .into(),
            "updated December",
        ),
        // All of the text is in an element that is named for something else.
        ("<div class='field-type-text-with-summary author-text related'>{}</div>".into(), "no such"),
    ];
    for (page, unwanted) in pages {
        let source = format!(
            "<!doctype html><title>A ship is lost at sea this morning - The Ship - World</title>\
             <body><article>{}</article></body>",
            page.replace("{}", &body)
        );
        let article = read(source.as_bytes()).unwrap();
        let shown: Vec<&str> = article.document.texts().map(|(_, text)| text).collect();
        for text in &texts {
            assert!(
                shown.contains(&text.as_str()),
                "{page}: {text} in {shown:#?}"
            );
        }
        assert!(
            !shown.iter().any(|text| text.contains(unwanted)),
            "{page}: {shown:#?}"
        );
    }
}

/// What a page states for machines to be its text (`articleBody`) says what is of it, and is the text
/// where the page has none.
#[test]
fn the_text_that_is_stated_for_machines_is_the_text() {
    let texts: Vec<String> = (1..=6)
        .map(|n| format!("{PROSE} It was the year {n}."))
        .collect();
    let all: Vec<&str> = texts.iter().map(String::as_str).collect();
    let read_with = |stated: &str, body: &str| {
        let stated = serde_json::to_string(stated).unwrap().replace("</", "<\\/");
        let source = format!(
            "<!doctype html><title>A ship is lost</title><script type=application/ld+json>\
             {{\"@type\":\"NewsArticle\",\"headline\":\"A ship is lost\",\"articleBody\":{stated}}}</script>\
             <body><h1>A ship is lost</h1>{body}</body>"
        );
        let article = read(source.as_bytes()).unwrap();
        let texts = article.document.texts().map(|(_, text)| text.to_owned());
        (article.title.unwrap(), texts.collect::<Vec<String>>())
    };
    let title = || "A ship is lost".to_owned();
    let paragraphs =
        |texts: &[&str]| -> String { texts.iter().map(|text| format!("<p>{text}</p>")).collect() };
    // Nowhere else: as lines, and with tags.
    let app = "<div id=app>Please wait for a moment, the page is being built for you</div>";
    for stated in [all.join("\n\n"), paragraphs(&all)] {
        assert_eq!(read_with(&stated, app), (title(), texts.clone()));
    }
    // In Urdu, one line.
    let urdu =
        "جہاز صبح بندرگاہ سے روانہ ہوا اور اس کے بعد کسی نے اسے نہیں دیکھا، حالانکہ موسم اچھا تھا۔ "
            .repeat(8);
    assert_eq!(read_with(&urdu, app).1, [urdu.trim()]);
    // In part in a box that is named for something else, and with more prose behind it.
    let about = "This paper has been printed in the town for a hundred years, and it is read by all who \
                 live there and by many who have moved away from it since.";
    let body = format!(
        "<div>{}<div class=related-box>{}</div>{}<p>{about}</p></div>",
        paragraphs(&all[..3]),
        paragraphs(&all[3..4]),
        paragraphs(&all[4..]),
    );
    assert_eq!(read_with(&all.join(" "), &body), (title(), texts.clone()));
    // What is cut short says nothing.
    let body = format!("<div>{}</div>", paragraphs(&all));
    assert_eq!(
        read_with(&all[..4].join(" "), &body),
        (title(), texts.clone())
    );
    // Twice on the page, it is taken once.
    let body = format!("<div>{}</div><div class=mobile>{0}</div>", paragraphs(&all));
    assert_eq!(read_with(&all.join(" "), &body), (title(), texts));
}

/// Lines between the paragraphs that lead away from the text, in words that many papers have.
#[test]
fn pointers_in_the_midst_of_a_text_are_left_out() {
    let pointers = [
        "Join our WhatsApp community and never miss what happens at the port",
        "When you buy through links on this page, we may earn an affiliate commission.",
        "Story continues after advertisement",
        "Hier geht es zur Anmeldung unseres Newsletters",
        "Mehr dazu: Fünf Schiffe, die nie wiederkamen",
        "La suite après cette publicité",
        "Ignorer Histoires recommandées et continuer la lecture",
        "Saltar Recomendamos y continuar leyendo",
        "Artikkelen fortsetter under annonsen",
        "Читайте більше у статті: П'ять кораблів, що не повернулися",
        "Пропустить Реклама подкастов и продолжить чтение",
        "تخطى قصص مقترحة وواصل القراءة",
        "از پادکست رد شوید و به خواندن ادامه دهید",
        "متعلقہ خبریں: پانچ جہاز جو کبھی واپس نہ آئے",
    ];
    let said = "“Tell us what you think,” she said.";
    let texts: Vec<String> = (1..=6)
        .map(|n| format!("{PROSE} It was the year {n}."))
        .collect();
    for pointer in pointers {
        let mut all: Vec<&str> = texts.iter().map(String::as_str).collect();
        all.insert(3, said);
        let body = all.clone();
        all.insert(2, pointer);
        let paragraphs: String = all.iter().map(|text| format!("<p>{text}</p>")).collect();
        let html =
            format!("<!doctype html><title>A ship is lost</title><article>{paragraphs}</article>");
        for source in [html, format!("A ship is lost\n\n{}\n", all.join("\n\n"))] {
            let article = read(source.as_bytes()).unwrap();
            let shown: Vec<&str> = article.document.texts().map(|(_, text)| text).collect();
            assert_eq!(shown, body, "{pointer}");
        }
    }
}

#[test]
fn classes_name_captions() {
    let others: String = (1..=4).map(|n| format!("<p>{PROSE} In {n}.</p>")).collect();
    let check = |element: &str, captions: &[&str]| {
        let html = format!(
            "<!doctype html><title>A ship is lost</title><div class=has-caption><article>\
             <h1>A ship is lost</h1>{others}{element}<p>{PROSE}</p></article></div>"
        );
        let article = read(html.as_bytes()).unwrap();
        let found: Vec<&str> = article.document.captions().collect();
        assert_eq!(found, captions, "{element}");
        assert_eq!(article.document.paragraphs().count(), 5, "{element}");
    };
    check(
        "<div class='wp-caption'><img src=a.jpg><p class=wp-caption-text>The ship in the harbour</p></div>",
        &["The ship in the harbour"],
    );
    check(
        "<div class=image><img src=a.jpg><span class=bildunterschrift>السفينة في الميناء</span></div>",
        &["السفينة في الميناء"],
    );
    check(
        "<div class=video-player__title>Watch what became of the ship</div>",
        &["Watch what became of the ship"],
    );
    check(
        "<figure><figcaption><span>The ship is ready.</span><span>Jo Ray</span></figcaption></figure>",
        &["The ship is ready. Jo Ray"],
    );
    check(
        "<div class=related><img src=a.jpg><p class=caption>Another ship is found</p></div>",
        &[],
    );
}

#[test]
fn fields_are_found_where_others_hold_none() {
    let page = |head: &str, line: &str| {
        let text = format!("<p>{PROSE}</p>").repeat(4);
        let html = format!(
            "<!doctype html><title>A ship is lost</title>{head}<article><h1>A ship is lost</h1>\
             {line}{text}</article>"
        );
        read(html.as_bytes()).unwrap()
    };
    // An address is no name.
    let article = page(
        "<meta property=article:author content='https://example.org/daily'><meta name=author content=admin>",
        "<p><a rel=author href=/ann>Ann Lee</a></p>",
    );
    assert_eq!(article.byline, ["Ann Lee"]);
    // Marked within a line.
    let line = "<div><span class=author>Ann Lee</span> <span class=date>12/03/2024</span></div>";
    assert_eq!(page("", line).byline, ["Ann Lee"]);
    // What counts from the day on which the page was made.
    let line = "<p>By Ann Lee <time datetime='2024-03-12T09:15:00Z'>2 hours ago</time></p>";
    let article = page("", line);
    assert_eq!(article.published.to_string(), "2024-03-12T09:15");
    assert_eq!(article.byline, ["Ann Lee"]);
    let line = "<p><time datetime='2024-03-12T09:15:00Z'>12 March 2023</time></p>";
    assert_eq!(page("", line).published.to_string(), "2023-03-12");
}

#[test]
fn a_short_text_is_not_its_comments() {
    let comment = format!("<div><b>user</b><p>{PROSE}</p></div>").repeat(6);
    let html = format!(
        "<!doctype html><title>A ship is lost</title><main><h1>A ship is lost</h1>\
         <p>At least one ship was lost off the islands on Tuesday, as its owners said.</p>\
         <p>It is the first since 1963.</p></main>\
         <div class=disqus><h3>Comments</h3>{comment}</div>"
    );
    let article = read(html.as_bytes()).unwrap();
    let shown: Vec<&str> = article.document.texts().map(|(_, text)| text).collect();
    assert_eq!(
        shown,
        [
            "At least one ship was lost off the islands on Tuesday, as its owners said.",
            "It is the first since 1963."
        ]
    );
}

#[test]
fn a_formula_stands_in_its_sentence() {
    let formula = "<math><mi>x</mi><mo>=</mo><msup><mi>y</mi><mn>2</mn></msup></math>";
    let html = format!(
        "<!doctype html><title>A ship is lost</title><article>{}<p>The way was {formula}, as he said.</p>\
         </article>",
        format!("<p>{PROSE}</p>").repeat(3)
    );
    let article = read(html.as_bytes()).unwrap();
    let last = article.document.paragraphs().last();
    assert_eq!(last, Some("The way was x=y2, as he said."));
}

#[test]
fn a_heading_that_is_a_part_of_the_title_is_the_headline() {
    let body = format!("<p>{PROSE}</p>").repeat(4);
    let page = |title: &str, heading: &str| {
        let source = format!("<!doctype html><title>{title}</title><h1>{heading}</h1>{body}");
        read(source.as_bytes()).unwrap().title
    };
    let title = page(
        "港特首梁振英就住宅违建事件道歉 - BBC中文网 - 两岸三地",
        "港特首梁振英就住宅违建事件道歉",
    );
    assert_eq!(title.as_deref(), Some("港特首梁振英就住宅违建事件道歉"));
    let title = page(
        "ميناء المدينة القديمة يعود إلى العمل | اقتصاد | المرفأ",
        "ميناء المدينة القديمة يعود إلى العمل",
    );
    assert_eq!(
        title.as_deref(),
        Some("ميناء المدينة القديمة يعود إلى العمل")
    );
}

#[test]
fn structure_is_kept() {
    let source = format!(
        "<!doctype html><article><h1>All kinds of text</h1><p>{PROSE}</p><p>{PROSE}<sup><a \
         href='#n1'>1</a></sup> and 20 m<sup>2</sup>, H<sub>2</sub>O.</p><ol start=3><li>three \
         <ul><li>inner one</li></ul></li><li>four</li></ol><pre>if a {{\n  b()\n}}</pre><p>One \
         line<br>and another.<br><br>A new paragraph of its own, after two line ends in a \
         row.</p><p>{PROSE}</p><p>An <q>odd</q> word and <ruby>漢<rt>kan</rt></ruby>.</p>\
         <p>{PROSE}</p></article>"
    );
    check_all(
        &read(source.as_bytes()).unwrap(),
        &[
            &format!("Paragraph {PROSE}[1] and 20 m², H₂O."),
            "ListItem 1 3. three",
            "ListItem 2 inner one",
            "ListItem 1 4. four",
            "Code if a {\u{2028}  b()\u{2028}}",
            "Paragraph One line\u{2028}and another.",
            "Paragraph A new paragraph of its own, after two line ends in a row.",
            "Paragraph An “odd” word and 漢(kan).",
        ],
    );
}

#[test]
fn columns_stand_in_one_order() {
    let prose = format!("<p>{PROSE}</p>").repeat(3);
    let source = format!(
        "<!doctype html><article><h1>A table of ships</h1>{prose}<table><tr><th>السفينة<th>البلد\
         <th>السنة<tr><td>Titanic<td>UK<td>1912<tr><td>مصرية<td>مصر<td>2012</table>{prose}</article>"
    );
    check_all(
        &read(source.as_bytes()).unwrap(),
        &[
            "Row السفينة │ البلد │ السنة",
            "Row \u{2068}Titanic\u{2069} │ \u{2068}UK\u{2069} │ 1912",
            "Row مصرية │ مصر │ 2012",
        ],
    );
}

#[test]
fn encodings_are_heeded() {
    let text = "وصلت السفينة إلى الميناء في الصباح";
    let page = format!("<html><head><meta charset=windows-1256><title>{text}</title><p>{text}");
    let article = read(&*encoding_rs::WINDOWS_1256.encode(&page).0).unwrap();
    assert_eq!(article.facts.encoding, "windows-1256");
    assert_eq!(article.title.as_deref(), Some(text));
}

#[test]
fn floods_take_no_more_than_their_share() {
    let check = |source: String| {
        let begun = Instant::now();
        let article = read(source.as_bytes()).unwrap();
        let shown = article
            .document
            .texts()
            .any(|(_, text)| text.contains("ship"))
            || article
                .removed
                .iter()
                .any(|removed| removed.text.contains("ship"));
        assert!(shown, "{}", &source[..40]);
        // Generous: a busy machine and a build that is not optimised.
        let elapsed = begun.elapsed();
        assert!(
            elapsed < Duration::from_secs(60),
            "{elapsed:?} {}",
            &source[..60]
        );
    };
    let flood =
        |begin: &str, unit: &str, n: usize| format!("<html>{begin}{}<p>a ship", unit.repeat(n));
    check(flood("", "<div>", 1_000_000));
    check(flood("", "<div>x", 100_000));
    check(flood("", "<p><b a>", 50_000));
    check(flood("", "<a href=x>", 100_000));
    check(flood("", "<table><tr><td>", 30_000));
    check(flood("", "<ul><li>", 100_000));
    check(flood("", "</p></x>", 100_000));
    check(flood("<p", " a=1", 1_000_000) + "'>a ship");
    check(flood("<p>", "&amp;", 1_000_000));
    check(flood("<p>", "&#x627;", 500_000));
    check(flood("<img src='data:", "AAAA", 2_000_000) + "'><p>a ship");
    check(flood("<svg>", "<g><use href='#a'/>", 50_000));
    check(
        flood(
            "<script type=application/ld+json>",
            "{\"@graph\":[",
            100_000,
        ) + "</script><p>a ship",
    );
    check(flood("<!--", "-- ", 500_000) + "--><p>a ship");
    check(flood(
        "",
        "<p>One more paragraph of the flood, with a sentence.</p>",
        20_000,
    ));
    check(flood("<select>", "<option>", 100_000));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_word_is_lost(parts in proptest::collection::vec(part(), 1..60)) {
        let mut page = String::from("<!doctype html>");
        let mut n_words = 0;
        for part in &parts {
            page.push_str(part);
            page.push_str(&format!(" w{n_words}w كلمة{n_words} "));
            n_words += 1;
        }
        let article = read(page.as_bytes()).unwrap();
        let mut shown: Vec<&str> = article.document.texts().map(|(_, text)| text).collect();
        shown.extend(article.removed.iter().map(|removed| removed.text.as_str()));
        shown.extend(article.title.as_deref());
        shown.extend(article.subtitle.as_deref());
        let shown = shown.join("\n");
        for n in 0..n_words {
            prop_assert!(shown.contains(&format!("w{n}w")), "w{}w of {}", n, page);
        }
    }

    #[test]
    fn any_tags_are_read_and_safe(parts in proptest::collection::vec(part(), 0..40), text: String) {
        let page = format!("<!doctype html>{}{text}", parts.join(&text));
        holds::what_is_read_is_safe(page.as_bytes());
    }
}

fn part() -> impl Strategy<Value = String> {
    let tag = proptest::sample::select(vec![
        "p",
        "div",
        "span",
        "h1",
        "h2",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "article",
        "nav",
        "aside",
        "header",
        "footer",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "a",
        "b",
        "form",
        "button",
        "section",
        "main",
        "dl",
        "dd",
        "dt",
        "br",
        "hr",
        "sup",
        "ruby",
        "rt",
        "svg",
    ]);
    let class = proptest::sample::select(vec![
        "",
        " class=byline",
        " class=related",
        " id=comments",
        " hidden",
        " dir=rtl",
        " class=lead",
        " class='share ad'",
        " itemprop=articleBody",
        " style='display:none'",
        " role=navigation",
    ]);
    (tag, class, any::<bool>(), any::<bool>()).prop_map(|(tag, class, closes, is_long)| {
        let text = if is_long { PROSE } else { "" };
        match closes {
            true => format!("{text}</{tag}>"),
            false => format!("<{tag}{class}>{text}"),
        }
    })
}

pub(crate) fn check_all(article: &Article, expected: &[&str]) {
    let mut found = vec![
        format!("title {}", article.title.as_deref().unwrap_or_default()),
        format!(
            "subtitle {}",
            article.subtitle.as_deref().unwrap_or_default()
        ),
        format!("published {}", article.published),
        format!("outlet {}", article.outlet.as_deref().unwrap_or_default()),
        format!("section {}", article.section.as_deref().unwrap_or_default()),
        format!("language {}", article.language.unwrap_or_default()),
    ];
    found.extend(article.byline.iter().map(|name| format!("byline {name}")));
    found.extend(article.tags.iter().map(|tag| format!("tag {tag}")));
    for (block, text) in article.document.texts() {
        let number = block.number.map(|number| format!("{number}. "));
        found.push(match block.level {
            0 => format!("{:?} {text}", block.kind),
            level => format!(
                "{:?} {level} {}{text}",
                block.kind,
                number.unwrap_or_default()
            ),
        });
    }
    let removed = article.removed.iter();
    found.extend(removed.map(|line| format!("removed {} {}", line.reason.as_str(), line.text)));
    for line in expected {
        assert!(
            found.iter().any(|found| found == line),
            "no {line:?} in {found:#?}"
        );
    }
}

#[test]
fn a_block_in_another_language_says_so() {
    let prose = "قالت الوزارة إن المنارة باقية، وإن الميناء مفتوح للسفن منذ الصباح، وإن العمال عادوا إلى أعمالهم.";
    let urdu = "وزارت نے کہا ہے کہ بندرگاہ صبح سے کھلی ہے اور مزدور اپنے کام پر واپس آ گئے ہیں۔";
    let english =
        "The ministry said that the port had been open since the morning and that all was well.";
    let page = format!(
        "<!doctype html><html lang=en><article><h1>الميناء مفتوح</h1><p>{prose}</p><p lang=ur>{urdu}</p>\
         <p>{english}</p><p lang=en>وأضافت أن {prose}</p></article></html>"
    );
    let article = read(page.as_bytes()).unwrap();
    assert_eq!(article.language, Some("ar"));
    let blocks = article.document.blocks().iter();
    let tags: Vec<_> = blocks
        .map(|block| block.language.map(Language::tag))
        .collect();
    // What a page states and its letters deny is not heeded.
    assert_eq!(tags, [None, Some("ur"), Some("en"), None]);
    let html = akhbar::article::to_html(&article);
    assert!(html.contains("<p lang=\"ur\">"), "{html}");
    assert!(html.contains("<p lang=\"en\" dir=\"ltr\">"), "{html}");
}
