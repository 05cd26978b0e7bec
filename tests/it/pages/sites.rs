//! Templates that very many sites share, in English, Arabic and Urdu: short headlines beside the name of
//! the site, headings and paragraphs in elements of their own, lines of names without blanks, footnotes,
//! posts with their times.

use akhbar::article::{Article, BlockKind, read};

use crate::pages::habits::{ARABIC, ENGLISH, URDU, blocks, paragraphs, site};
use crate::pages::html::check_all;

/// Where a text stands in the body.
fn kind(article: &Article, wanted: &str) -> Option<BlockKind> {
    let mut texts = article.document.texts();
    let found = texts.find(|(_, text)| *text == wanted);
    found.map(|(block, _)| block.kind)
}

fn check(article: &Article, body: &[&str]) {
    let shown = blocks(article);
    assert_eq!(shown, body, "{:#?}", article.removed);
}

#[test]
fn a_short_headline_stands_beside_the_name_of_the_site() {
    let check = |lang, title: &str, main: &str, expected: [&str; 2]| {
        let page = format!("<!doctype html><html lang={lang}><title>{title}</title>{main}</html>");
        let article = read(page.as_bytes()).unwrap();
        let [headline, outlet] = expected;
        assert_eq!(article.title.as_deref(), Some(headline), "{title}");
        assert_eq!(article.outlet.as_deref(), Some(outlet), "{title}");
    };
    let (english, arabic, urdu) = (paragraphs(&ENGLISH), paragraphs(&ARABIC), paragraphs(&URDU));
    for sign in [" - ", " | ", " — "] {
        let title = format!("Slow floods{sign}The Courier");
        let main = format!("<h1>Slow floods</h1>{english}");
        check("en", &title, &main, ["Slow floods", "The Courier"]);
        let title = format!("موسم الزيتون{sign}صحيفة الضفاف");
        let main = format!("<h1>موسم الزيتون</h1>{arabic}");
        check("ar", &title, &main, ["موسم الزيتون", "صحيفة الضفاف"]);
        let title = format!("بارش{sign}روزنامہ آبشار");
        let main = format!("<h1>بارش</h1>{urdu}");
        check("ur", &title, &main, ["بارش", "روزنامہ آبشار"]);
    }
    let main = format!("<article><h1>Slow floods</h1>{english}</article>");
    let title = "The Courier: Slow floods";
    check("en", title, &main, ["Slow floods", "The Courier"]);
    // The name of the site as a heading, and a section.
    for (head, main) in [
        (
            "Slow floods come back - The Courier",
            format!("<h1>The Courier</h1><h2>Slow floods come back</h2>{english}"),
        ),
        (
            "Slow floods come back - The Courier",
            format!(
                "<h1><a href='/'>The Courier</a></h1><div>Slow floods come back</div>{english}"
            ),
        ),
        (
            "Slow floods come back - Opinion",
            format!("<h1>Opinion</h1><h2>Slow floods come back</h2>{english}"),
        ),
    ] {
        let article = site("en", "Menu", &format!("<title>{head}</title>"), &main);
        let title = article.title.as_deref().unwrap_or_default();
        assert!(title.starts_with("Slow floods come back"), "{title}");
    }
}

#[test]
fn headings_in_elements_of_their_own_are_of_the_text() {
    for ([a, b, c, d], heading, edit, lang) in [
        (ENGLISH, "Today", "edit", "en"),
        (ARABIC, "اليوم", "عدل", "ar"),
    ] {
        let sign = format!("<span class='mw-editsection'>[<a href='/e'>{edit}</a>]</span>");
        for wrapped in [
            format!("<div class='mw-heading mw-heading2'><h2 id=t>{heading}</h2>{sign}</div>"),
            format!("<h2><span class='mw-headline'>{heading}</span>{sign}</h2>"),
            format!(
                "<div><h2>{heading}<a class=anchor href='#t' aria-hidden=true>#</a></h2></div>"
            ),
            format!("<h2>{heading} <a class=headerlink href='#t'>¶</a></h2>"),
        ] {
            let main = format!(
                "<h1>Ostrand</h1><div><p>{a}</p><p>{b}</p>{wrapped}<p>{c}</p><p>{d}</p></div>"
            );
            let article = site(lang, "Menu", "<title>Ostrand - Pages</title>", &main);
            check(&article, &[a, b, heading, c, d]);
            assert_eq!(kind(&article, heading), Some(BlockKind::Heading));
        }
    }
    // Above the steps of a dish.
    let [a, ..] = ARABIC;
    let main = format!(
        "<div class=entry><h1>شوربة العدس</h1><p>{a}</p><div class=recipe-box><h3>المقادير</h3><ul><li>كوب عدس أحمر</li>\
         <li>ملح</li></ul><h3>طريقة التحضير</h3><ol><li><div>يُغسل العدس ويُسلق في لتر من الماء 20 دقيقة.</div></li>\
         <li><div>يُهرس، ويضاف الكمون والملح.</div></li></ol></div></div>"
    );
    let article = site("ar", "مطبخ", "<title>شوربة العدس</title>", &main);
    assert_eq!(kind(&article, "طريقة التحضير"), Some(BlockKind::Heading));
    // That of a box is none.
    let [a, b, c, d] = ENGLISH;
    let main = format!(
        "<h1>Slow floods</h1><div><p>{a}</p><p>{b}</p><aside><h3>What the valley listens to</h3></aside>\
         <div><ul><li><a href=/1>Bakers open an hour earlier</a></li><li><a href=/2>Bridge \
         closed</a></li></ul></div><p>{c}</p><p>{d}</p></div>"
    );
    let article = site("en", "Menu", "<title>Slow floods</title>", &main);
    check(&article, &[a, b, c, d]);
}

#[test]
fn a_short_paragraph_with_a_link_is_of_the_text() {
    for ([a, b, c, d], before, link, lang) in [
        (
            ENGLISH,
            "The oven holds 260 loaves.",
            "Last winter it went out twice",
            "en",
        ),
        (
            URDU,
            "تنور میں 260 روٹیاں آتی ہیں۔",
            "پچھلی سردیوں میں یہ دو بار بجھا",
            "ur",
        ),
    ] {
        let end = if lang == "en" { "." } else { "۔" };
        let alone: String = [a, b]
            .iter()
            .map(|text| format!("<div class='text b1'><p>{text}</p></div>"))
            .collect();
        let main = format!(
            "<article><h1>Slow floods</h1>{alone}<div class='text b2'><p>{before} <a href=/w>{link}</a>{end}</p></div>\
             <div class=links><ul><li><a href=/1>Why bread costs more in February</a></li><li><a href=/2>The mill that \
             grinds at night</a></li></ul></div><div class='text b3'><p>{c}</p></div><div class='text b4'><p>{d}</p></div>\
             </article>"
        );
        let article = site(lang, "Menu", "<title>Slow floods</title>", &main);
        check(&article, &[a, b, &format!("{before} {link}{end}"), c, d]);
    }
}

#[test]
fn lists_that_name_the_writer_are_fields() {
    let main = |label: &str,
                [author, role]: [&str; 2],
                caption: &str,
                time: &str,
                texts: &[&str]| {
        let alone: String = texts
            .iter()
            .map(|text| format!("<div dir=auto><p>{text}</p></div>"))
            .collect();
        format!(
            "<div><h1>Watches of old</h1></div><figure><img src=a.jpg><figcaption><span>{caption}</span><p>Watch of 1911 \
             in a workshop</p></figcaption></figure><section role=region aria-labelledby=article-byline><strong \
             id=article-byline>{label}</strong><ul role=list><li><div><span>{author}</span></div></li><li><div>\
             <span>{role}</span></div></li></ul></section><div><ul><li><time datetime=2024-06-12>{time}</time></li></ul>\
             </div>{alone}"
        )
    };
    for (lang, label, writer, name, caption, time, texts) in [
        (
            "ar",
            "معلومات المقال",
            ["Author, لمى الكيلاني", "Role, أثير نيوز عربي"],
            "لمى الكيلاني",
            "التعليق على الصورة، ",
            "12 يونيو/ حزيران 2024",
            ARABIC,
        ),
        (
            "ur",
            "مضمون کی تفصیل",
            ["مصنف, زرتاج گیلانی", "عہدہ, ہم شہری اردو، لاہور"],
            "زرتاج گیلانی",
            "،تصویر کا کیپشن",
            "12 جون 2024",
            URDU,
        ),
        (
            "en",
            "Article information",
            ["Author, Araminta Fell", "Role, BB News"],
            "Araminta Fell",
            "Image caption, ",
            "12 June 2024",
            ENGLISH,
        ),
    ] {
        let main = main(label, writer, caption, time, &texts);
        let article = site(lang, "Menu", "<title>Watches of old</title>", &main);
        assert_eq!(article.byline, [name]);
        assert_eq!(article.published.to_string(), "2024-06-12");
        assert!(blocks(&article).ends_with(&texts), "{:?}", blocks(&article));
        let captions: Vec<&str> = article.document.captions().collect();
        assert_eq!(captions, ["Watch of 1911 in a workshop"]);
    }
}

#[test]
fn names_stand_apart_from_what_is_beside_them() {
    let page = |lang, line: &str, texts: &[&str]| {
        let main = format!(
            "<article><h1>Slow floods</h1>{line}{}</article>",
            paragraphs(texts)
        );
        let article = site(
            lang,
            "Menu",
            "<title>Slow floods - The Courier</title>",
            &main,
        );
        check(&article, texts);
        article
    };
    for line in [
        "<div class=author><a href=/a>Perpetua Vance</a><span class=role>Chief correspondent</span></div>",
        "<div class=byline><span>By</span><a href=/x>Perpetua Vance</a><span>Business reporter, Old Quay</span></div>",
        "<p class=byline><span>Perpetua</span> <span>Vance</span></p>",
        "<div class=entry-meta>Posted on <time datetime=2024-03-18>18 March 2024</time><span class=byline> by <span \
         class='author vcard'><a class='url fn n' href=/a>Perpetua Vance</a></span></span> <span class=comments-link>\
         <a href='#c'>12 Comments</a></span></div>",
    ] {
        assert_eq!(
            page("en", line, &ENGLISH).byline,
            ["Perpetua Vance"],
            "{line}"
        );
    }
    for line in [
        "<div class=writer><a href=/a>فريدة الشابي</a><span>كاتبة وروائية</span></div>",
        "<span class=writeBy>كتبت: فريدة الشابي - تصوير: سامح لطفي</span>",
    ] {
        assert_eq!(page("ar", line, &ARABIC).byline, ["فريدة الشابي"], "{line}");
    }
    let line = "<div class=author><a href=/a>صبا رئیسانی</a><span>کالم نگار</span></div>";
    assert_eq!(page("ur", line, &URDU).byline, ["صبا رئیسانی"]);
    // Parts of one word, and names with commas between.
    let line = "<p class=byline>By <b>A</b><span>nn Lee</span></p>";
    assert_eq!(page("en", line, &ENGLISH).byline, ["Ann Lee"]);
    let line = "<p class=byline>By <a>Ann Lee</a><span>, </span><a>Bo Reed</a></p>";
    assert_eq!(page("en", line, &ENGLISH).byline, ["Ann Lee", "Bo Reed"]);
}

#[test]
fn a_columnist_above_the_headline_is_the_writer() {
    let main = format!(
        "<div class=columnist><img alt='صبا رئیسانی'><h3>صبا رئیسانی</h3></div><h1>بارش اور چھت</h1>{}",
        paragraphs(&URDU)
    );
    let title = "<title>بارش اور چھت - صبا رئیسانی | کالم | روزنامہ آبشار</title>";
    let article = site("ur", "Menu", title, &main);
    check_all(&article, &["title بارش اور چھت", "byline صبا رئیسانی"]);
}

#[test]
fn links_that_are_marked_as_topics_are_tags() {
    for (lang, texts, topics) in [
        ("en", ENGLISH, ["ferries", "strike"]),
        ("ar", ARABIC, ["العبّارات", "إضراب"]),
    ] {
        let [one, other] = topics;
        let main = format!(
            "<article><h1>Slow floods</h1><div>{}</div><footer class=entry-footer><span class=cat-links>Posted in <a \
             rel='category tag' href=/c>Coast</a></span><span class=tags-links>Tagged <a rel=tag href=/t/f>{one}</a><a \
             rel=tag href=/t/s>{other}</a></span></footer></article>",
            paragraphs(&texts)
        );
        let article = site(lang, "Menu", "<title>Slow floods</title>", &main);
        assert_eq!(article.tags, topics);
        check(&article, &texts);
    }
}

#[test]
fn a_note_may_stand_in_an_element_behind_its_number() {
    for (lang, [a, b, c, d], notes) in [
        (
            "en",
            ENGLISH,
            ["It was damp and took three.", "The fourth was dry."],
        ),
        (
            "ar",
            ARABIC,
            ["كان رطباً وأخذ ثلاثة.", "أما الرابع فكان جافاً."],
        ),
    ] {
        let mark = |n: u8| {
            format!("<a class=footnote-anchor id=footnote-anchor-{n} href='#footnote-{n}'>{n}</a>")
        };
        let note = |n: u8, text: &str| {
            format!(
                "<div class=footnote><a id=footnote-{n} href='#footnote-anchor-{n}' class=footnote-number>{n}</a>\
                 <div class=footnote-content><p>{text}</p></div></div>"
            )
        };
        let main = format!(
            "<article><h1>Slow floods</h1><div class=body><p>{a}{}</p><p>{b}{}</p><div class=digest-post-embed><div>A \
             related post: <h4>On paying for pencils</h4>Hollis Prewitt · Jul 2 <a href=/p>Read full story</a></div></div>\
             <p>{c}</p><p>{d}</p>{}{}</div></article>",
            mark(1),
            mark(2),
            note(1, notes[0]),
            note(2, notes[1])
        );
        let article = site(lang, "Menu", "<title>Slow floods</title>", &main);
        let expected = [
            format!("{a}[1]"),
            format!("{b}[2]"),
            c.to_owned(),
            d.to_owned(),
            format!("[1] {}", notes[0]),
            format!("[2] {}", notes[1]),
        ];
        check(&article, &expected.each_ref().map(String::as_str));
        assert_eq!(
            article
                .document
                .note_way(0, 0..expected[0].len())
                .unwrap()
                .block_idx,
            4
        );
    }
}

#[test]
fn who_is_quoted_stands_behind_what_was_said() {
    for (lang, [a, b, c, d], said, who) in [
        (
            "en",
            ENGLISH,
            "The swift is a bird that has forgotten the ground.",
            "Ambrose Teal",
        ),
        ("ar", ARABIC, "السمامة طائر نسي الأرض.", "نجيب الحداد"),
    ] {
        let main = format!(
            "<article><h1>Slow floods</h1><p>{a}</p><p>{b}</p><blockquote><p>{said}</p><footer>— <cite>{who}</cite>\
             </footer></blockquote><p>{c}</p><p>{d}</p></article>"
        );
        let article = site(lang, "Menu", "<title>Slow floods</title>", &main);
        check(&article, &[a, b, said, &format!("— {who}"), c, d]);
        assert!(article.byline.is_empty(), "{:?}", article.byline);
    }
}

#[test]
fn the_newest_of_many_posts_keeps_its_time() {
    for (lang, [a, b, c, _]) in [("en", ENGLISH), ("ur", URDU)] {
        let post = |time: &str, heading: &str, text: &str| {
            format!("<article><time>{time}</time><h3>{heading}</h3><p>{text}</p></article>")
        };
        let posts = [
            post("11:31", "Power back", a),
            post("10:05", "River rising", b),
            post("09:12", "Road shut", c),
        ];
        let main = format!(
            "<h1>Storm in the valley</h1><div class=posts>{}</div>",
            posts.concat()
        );
        let article = site(lang, "Menu", "<title>Storm in the valley</title>", &main);
        check(
            &article,
            &[
                "11:31",
                "Power back",
                a,
                "10:05",
                "River rising",
                b,
                "09:12",
                "Road shut",
                c,
            ],
        );
        assert_eq!(article.published.time, None);
    }
}

#[test]
fn numbers_of_lines_are_no_text_of_a_program() {
    let [a, b, ..] = ENGLISH;
    let page = format!(
        "<title>A script</title><article><h1>A script for the pier</h1><p>{a}</p><p>{b}</p><table><tr><td class=gutter>\
         <pre class=lineno>1\n2\n</pre></td><td class=code><pre>let n = 1;\nprint(n);\n</pre></td></tr></table></article>"
    );
    let article = read(page.as_bytes()).unwrap();
    check(&article, &[a, b, "let n = 1;\u{2028}print(n);"]);
}

/// The picture's credit stands in its frame above a list of who wrote it and what that is.
#[test]
fn writers_in_a_list_below_a_framed_picture() {
    let check_site = |lang,
                      labels: [&str; 3],
                      day: &str,
                      name: &str,
                      credit: &str,
                      texts: &[&str]| {
        let [writer, role, about] = labels;
        let main = format!(
            "<h1>Slow clocks of the island</h1><figure><img src=a.jpg><p role=text><span>{credit}</span></p></figure>\
             <section role=region><strong id=article-byline>{about}</strong><ul role=list>\
             <li><div><span>{writer}, </span><span>{name}</span></div></li>\
             <li><div><span>{role}, </span><span>Tidal News</span></div></li></ul></section>\
             <div><ul><li><time datetime=2024-02-11>{day}</time></li></ul></div>{}",
            paragraphs(texts)
        );
        let article = site(
            lang,
            "Menu",
            "<title>Slow clocks of the island</title>",
            &main,
        );
        assert_eq!(article.byline, [name]);
        let date = article.published.date.map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some("2024-02-11"));
        let shown: Vec<_> = article.document.paragraphs().collect();
        assert_eq!(shown, texts, "{:#?}", article.removed);
    };
    let labels = ["Author", "Role", "معلومات المقال"];
    let credit = "صدر الصورة، Tidal Images";
    check_site(
        "ar",
        labels,
        "11 فبراير/ شباط 2024",
        "لمى الكيلاني",
        credit,
        &ARABIC,
    );
    let labels = ["مصنف", "عہدہ", "مضمون کی تفصیل"];
    let credit = "تصویر کا ذریعہ Tidal Images";
    check_site("ur", labels, "11 فروری 2024", "زرتاج گیلانی", credit, &URDU);
}
