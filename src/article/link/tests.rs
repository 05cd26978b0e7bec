//! Links of whole pages, from each kind of source.

use proptest::prelude::*;

use crate::article::{Article, Origin, Raw, read};

fn article(page: &str, address: Option<&str>) -> Article {
    let mut raw = Raw::from(page.as_bytes());
    raw.origin = Origin {
        address: address.map(str::to_owned),
        ..Origin::default()
    };
    read(raw).unwrap()
}

/// The texts of the links with their targets. Each lies within one block, and none overlap.
fn links(article: &Article) -> Vec<(&str, &str)> {
    let document = &article.document;
    let mut done = 0;
    let mut found = Vec::new();
    for block in document.blocks() {
        let text = document.text(block);
        for (idx, range) in document.links_in(block, &(0..text.len())) {
            assert!(range.start < range.end && range.end <= text.len());
            assert!(block.range().start + range.start >= done);
            done = block.range().start + range.end;
            found.push((&text[range], &**document.links()[idx].target()));
        }
    }
    assert_eq!(found.len(), document.links().len());
    found
}

fn check(page: &str, address: Option<&str>, expected: &[(&str, &str)]) {
    assert_eq!(links(&article(page, address)), expected, "{page}");
}

const WORDS: &str = "قالت الوزارة إن السفينة غادرت الميناء فجر اليوم وعلى متنها ثلاثون راكبا، \
    وإنها ستعود بعد أسبوع إن سمحت الريح بذلك، وكان الربان قد أعلن ذلك أمس.";

#[test]
fn links_of_html_are_where_their_text_is() {
    let page = |head: &str, body: &str| {
        format!(
            "<html><head>{head}</head><body><article><h1>سفينة</h1><p>{WORDS}</p>{body}<p>{WORDS} ثم</p></article></body></html>"
        )
    };
    let here = Some("https://example.org/news/1");
    let a = [("إلى الميناء", "https://example.org/port")];
    let body = format!("<p>  {WORDS} ذهب <a href='/port'>  إلى\n <b>الميناء</b> </a>، وعاد.</p>");
    check(&page("", &body), here, &a);
    let canonical = "<link rel=canonical href='https://example.org/news/1'>";
    check(&page(canonical, &body), None, &a);
    check(&page("", &body), None, &[]);
    let base = page("<base href='/old/'>", &body.replace("/port", "port"));
    check(
        &base,
        here,
        &[("إلى الميناء", "https://example.org/old/port")],
    );
    let bad = "<p>وقال <a href='javascript:x'>هذا</a> و<a href='#n'>ذاك</a> و<a>ذلك</a>، وقال <a href=' '><img src=x></a> ما قال من قبل.</p>";
    check(&page("", bad), here, &[]);
    let two = format!(
        "<p>{WORDS}</p><p>سافر <a href='a'>هو</a><a href=b>وهي</a> معا إلى ميناء بعيد لم يره أحد من قبل، ثم عادا.</p>"
    );
    check(
        &page("", &two),
        here,
        &[
            ("هو", "https://example.org/news/a"),
            ("وهي", "https://example.org/news/b"),
        ],
    );
    let table = "<table><tr><th>سنة</th><th>ship</th></tr><tr><td><a href=/a>١٩١٢</a></td><td> <a href=/b>A ship</a></td></tr></table>";
    check(
        &page("", table),
        here,
        &[
            ("١٩١٢", "https://example.org/a"),
            ("A ship", "https://example.org/b"),
        ],
    );
    let verse = "<div class=b><p><a href=/a>أراك عصي الدمع</a> شيمتك الصبر</p><p>أما للهوى نهي <a href=/b>عليك ولا أمر</a></p></div>";
    check(
        &page("", verse),
        here,
        &[
            ("أراك عصي الدمع", "https://example.org/a"),
            ("عليك ولا أمر", "https://example.org/b"),
        ],
    );
}

#[test]
fn links_of_other_kinds_of_text() {
    let here = Some("https://example.org/news/1");
    check(
        "# A ship\n\nIt [sailed *out*](/out), see <https://a.org/b> and <me@b.org>.\n\n\
         - one [two][x]\n\n[x]: https://x.org 'title'\n\n| a | b |\n|---|---|\n| [سنة](y) | c |\n\n\
         <figure><figcaption>A <a href=\"z\">deck</a></figcaption></figure>\n",
        here,
        &[
            ("sailed out", "https://example.org/out"),
            ("https://a.org/b", "https://a.org/b"),
            ("me@b.org", "mailto:me@b.org"),
            ("two", "https://x.org/"),
            ("سنة", "https://example.org/news/y"),
            ("deck", "https://example.org/news/z"),
        ],
    );
    let text = format!("{WORDS} انظر (https://a.org/خبر)، ثم mailto:a@b.org.");
    check(
        &text,
        None,
        &[
            ("https://a.org/خبر", "https://a.org/%D8%AE%D8%A8%D8%B1"),
            ("mailto:a@b.org", "mailto:a@b.org"),
        ],
    );
    let mail = "From: a@b.org\r\nTo: c@d.org\r\nSubject: x\r\nMIME-Version: 1.0\r\nDate: Wed, 01 May 2024 22:30:00 GMT\r\n\
         Content-Type: text/html; charset=utf-8\r\n\r\n<p>The <a href='https://a.org/'>ship</a> sailed out of the harbour this morning, and it will be back within a week if the wind allows.</p>";
    check(mail, None, &[("ship", "https://a.org/")]);
    let long = "See https://a.org/b, she said.\n".repeat(crate::article::page::LONG / 30);
    let long = article(&long, None);
    let links = links(&long);
    assert_eq!(links.len(), long.document.blocks().len());
    assert_eq!(links[7], ("https://a.org/b", "https://a.org/b"));
    // Of a very long one only as much is looked through as opens at once, and no address is cut.
    let line = "https://a.org/0123456789";
    let n_lines = crate::article::link::LOOKED_AT / (line.len() + 1);
    let few = "x\n".repeat(10) + &format!("{} {line}\n", "a".repeat(1000)).repeat(n_lines / 30);
    let found = article(&few, None);
    let found = self::links(&found);
    assert!((100..n_lines / 30).contains(&found.len()));
    assert!(found.iter().all(|link| *link == (line, line)));
}

#[test]
fn links_go_out_and_come_back() {
    let source = "# A ship\n\nIt [s*ail*ed (out)](/o(u)t?a=1&amp;copy;) to <https://a.org/_b_>.\n\n- one [two](x|y)\n\n\
        | a | b |\n|---|---|\n| [سنة](y) | c |\n\n<figure><figcaption>A <a href=\"z&amp;q\">deck</a></figcaption></figure>\n\n[end](http://b.org)\n";
    let read = article(source, Some("https://example.org/news/1"));
    let again = article(&crate::article::to_page(&read), None);
    assert_eq!(links(&again), links(&read));
    assert_eq!(links(&read).len(), 6);
    assert_eq!(
        links(&read)[0],
        ("sailed (out)", "https://example.org/o(u)t?a=1&copy;")
    );
    let html = crate::article::to_html(&read);
    assert!(
        html.contains("to <a href=\"https://a.org/_b_\">https://a.org/_b_</a>."),
        "{html}"
    );
    assert!(
        html.contains("<td dir=\"rtl\"><a href=\"https://example.org/news/y\">سنة</a></td>"),
        "{html}"
    );
    let again = article(&html, None);
    assert_eq!(links(&again), links(&read));
}

#[test]
fn pages_joined_keep_their_links() {
    let mut first = article("See https://a.org here.", None);
    first.go_on(article("And https://b.org there.", None));
    let expected = [
        ("https://a.org", "https://a.org/"),
        ("https://b.org", "https://b.org/"),
    ];
    assert_eq!(links(&first), expected);
}

proptest! {
    /// Whatever stands in a link: what is left of it on the page is a link, and nothing else.
    #[test]
    fn a_link_is_what_the_page_had_in_it(
        before in "[a-zب ج\\u{200F}│*\\u{1b}\\[]{0,8}",
        inside in "[a-zب ج\\u{202A}\\u{2066}│*\\u{1}\\u{1b}\\[m]{0,8}",
        after in "[a-zب ج│*<p>]{0,12}",
        in_table in any::<bool>(),
    ) {
        let body = match in_table {
            false => format!("<p>{before}<a href='https://a.org/'>{inside}</a>{after}</p>"),
            true => format!("<table><tr><th>x</th><td>{before}<a href='https://a.org/'>{inside}</a></td><td>{after}</td></tr><tr><td>ب</td><td>c</td></tr></table>"),
        };
        let article = article(&format!("<article><p>{WORDS}</p>{body}<p>{WORDS}</p></article>"), None);
        let seen = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).collect()
        };
        for (text, _) in links(&article) {
            // What an escape sequence takes with it may be any letter.
            if !inside.contains('\u{1b}') && !before.contains('\u{1b}') {
                prop_assert_eq!(seen(text), seen(&inside));
            }
            prop_assert_eq!(text, text.trim());
        }
    }
}
