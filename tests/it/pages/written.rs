//! What a page has in its text, in what is written of it: an article that is written as HTML reads back
//! with the same document, and Markdown has all that it has signs for.

use akhbar::article::{Article, read, to_html, to_markdown, to_text};
use proptest::prelude::*;

/// (English, Arabic): prose around what is tested.
const PROSE: [&str; 2] = [
    "The harbour council voted on Tuesday to rebuild the eastern pier, which was closed after the storms of last winter.",
    "صوّت مجلس الميناء يوم الثلاثاء على إعادة بناء الرصيف الشرقي الذي أُغلق بعد عواصف الشتاء الماضي وظل خالياً منذ ذلك الحين.",
];

fn page(prose: &str, main: &str) -> Article {
    let is_english = prose.is_ascii();
    let (lang, dir, title) = match is_english {
        true => ("en", "ltr", "A pier for the boats"),
        false => ("ar", "rtl", "رصيف جديد للقوارب"),
    };
    let page = format!(
        "<!doctype html><html lang={lang} dir={dir}><title>{title}</title><article><h1>{title}</h1><p>{prose}</p>\
         {main}<p>{prose} {prose}</p></article></html>"
    );
    read(page.as_bytes()).unwrap()
}

/// What is read of a page, once it reads back as it was written; as Markdown, too, but for what that has
/// no signs for.
fn round(prose: &str, main: &str) -> Article {
    let article = page(prose, main);
    let source = akhbar::article::to_page(&article);
    let again = read(source.as_bytes()).unwrap();
    assert_eq!(to_markdown(&again), to_markdown(&article), "{source}");
    let html = to_html(&article);
    let again = read(html.as_bytes()).unwrap();
    assert_eq!(again.document, article.document, "{html}");
    assert_eq!(again.title, article.title);
    article
}

fn has(text: &str, part: &str) {
    assert!(text.contains(part), "no {part:?} in {text}");
}

#[test]
fn lists_that_follow_each_other_stay_apart() {
    for (prose, [a, b, c]) in PROSE
        .into_iter()
        .zip([["one", "two", "three"], ["واحد", "اثنان", "ثلاثة"]])
    {
        let article = round(
            prose,
            &format!("<ul><li>{a}</li><li>{b}</li></ul><ul><li>{c}</li></ul>"),
        );
        has(&to_markdown(&article), &format!("- {a}\n- {b}\n* {c}\n"));
        let article = round(
            prose,
            &format!("<ol><li>{a}</li></ol><ol><li>{b}</li><li>{c}</li></ol>"),
        );
        has(&to_markdown(&article), &format!("1. {a}\n1) {b}\n2) {c}\n"));
        let article = round(
            prose,
            &format!("<ul><li>{a}<ul><li>{b}</li></ul><ul><li>{c}</li></ul></li><li>{a}</li></ul>"),
        );
        has(
            &to_markdown(&article),
            &format!("- {a}\n    - {b}\n    * {c}\n- {a}\n"),
        );
    }
}

#[test]
fn cells_stay_in_their_columns() {
    let rows = |[head, name, one, two]: [&str; 4]| {
        format!(
            "<table><tr><th></th><th colspan=2>{head}</th></tr><tr><th rowspan=2>{name}</th><td>{one}</td><td>3</td></tr>\
             <tr><td>{two}</td><td></td></tr></table>"
        )
    };
    let article = round(PROSE[0], &rows(["Boats", "Quay", "old", "new"]));
    let texts: Vec<&str> = article.document.texts().map(|(_, text)| text).collect();
    assert_eq!(texts[1..4], [" │ Boats │ ", "Quay │ old │ 3", " │ new │ "]);
    has(
        &to_html(&article),
        "<tr><th></th><th colspan=\"2\">Boats</th></tr>\n<tr><th rowspan=\"2\">Quay</th><td>old</td><td>3</td></tr>\n\
         <tr><td>new</td><td></td></tr>",
    );
    has(
        &to_markdown(&article),
        "|  | Boats |  |\n| --- | --- | --- |\n| Quay | old | 3 |\n|  | new |  |\n",
    );
    let article = round(PROSE[1], &rows(["القوارب", "المرفأ", "قديم", "جديد"]));
    has(&to_html(&article), "<th colspan=\"2\">القوارب</th>");
    // Two tables stay two.
    let table = "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>";
    let article = round(PROSE[0], &[table, table].concat());
    assert_eq!(to_html(&article).matches("<table").count(), 2);
    // No page makes much of little.
    let wide = format!(
        "<table>{}</table>",
        "<tr><td colspan=9999 rowspan=9999>x</td><td>y</td></tr>".repeat(50)
    );
    let article = round(PROSE[0], &wide);
    assert!(article.document.texts().all(|(_, text)| text.len() < 1000));
}

#[test]
fn what_is_marked_in_a_line_stays_marked() {
    let article = round(
        PROSE[0],
        "<p>Use <code>ls -l</code> and <code>a`b</code> in the <del>old way</del> <ins>new one</ins>, as they say \
         <span lang=fr>déjà vu</span>, or <del>read <a href='https://example.org/a'>the <code>man</code> page</a> now</del>. \
         2~3 *stars* ~~here~~.</p>",
    );
    let html = to_html(&article);
    has(
        &html,
        "Use <code>ls -l</code> and <code>a`b</code> in the <del>old way</del> <ins>new one</ins>",
    );
    has(&html, "<span lang=\"fr\">déjà vu</span>");
    has(
        &html,
        "<del>read <a href=\"https://example.org/a\">the <code>man</code> page</a> now</del>",
    );
    let markdown = to_markdown(&article);
    has(
        &markdown,
        "Use `ls -l` and ``a`b`` in the ~~old way~~ new one, as they say déjà vu",
    );
    has(
        &markdown,
        "~~read [the `man` page](https://example.org/a) now~~",
    );
    has(&markdown, "2\\~3 \\*stars\\* \\~\\~here\\~\\~");
    has(
        &to_text(&article),
        "Use ls -l and a`b in the old way new one, as they say déjà vu",
    );
    // Signs of a program stay on their side, and words that run the other way together.
    let article = round(
        PROSE[1],
        "<p>استعمل الأمر <code>--list</code> أو <code>grep</code> بدل <del>الأمر القديم</del>، أو اتصل بالرقم \
         <span dir=ltr>(555) 12-34</span> كما يقول <bdi>(Ann)</bdi> في المساء.</p>",
    );
    let html = to_html(&article);
    has(
        &html,
        "\u{2066}<code>--list</code>\u{2069} أو <code>grep</code> بدل <del>الأمر القديم</del>",
    );
    has(
        &html,
        "\u{2066}(555) 12-34\u{2069} كما يقول \u{2068}(Ann)\u{2069}",
    );
    has(
        &to_markdown(&article),
        "`--list`\u{2069} أو `grep` بدل ~~الأمر القديم~~",
    );
}

#[test]
fn weight_and_stress_stay_on_their_words() {
    let article = round(
        PROSE[0],
        "<h2><b>Ships</b></h2><p><b>Ann Lee: </b>She saw the <i>Aurora</i>, the <strong>largest <em>ship</em></strong> and \
         <b>&#8220;all&#8221;</b>s well, <b>a</b> <b>b</b>; <em>2 * 3</em></p><pre>x = <b>1</b></pre>",
    );
    has(
        &to_html(&article),
        "<h2>Ships</h2>\n<p><strong>Ann Lee:</strong> She saw the <em>Aurora</em>, the <strong>largest <em>ship</em></strong>",
    );
    let markdown = to_markdown(&article);
    has(&markdown, "## Ships\n\n**Ann Lee:** She saw the *Aurora*");
    has(
        &markdown,
        "the **largest _ship_** and <strong>“all”</strong>s well, **a b**; *2 \\* 3*",
    );
    let article = round(
        PROSE[1],
        "<p><strong>الوزيرة:</strong> قرأت <em>الأيام</em> و<b>«المرفأ»</b>في يوم واحد.</p>",
    );
    has(
        &to_markdown(&article),
        "**الوزيرة:** قرأت *الأيام* و<strong>«المرفأ»</strong>في يوم واحد.",
    );
    // Where nearly all is strong nothing is.
    let article = page(PROSE[0], &format!("<p><b>{}</b></p>", PROSE[0].repeat(9)));
    assert!(!to_html(&article).contains("<strong>"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn markdown_reads_back_with_its_marks(
        pieces in prop::collection::vec((0..9usize, any::<[bool; 3]>()), 1..8)
    ) {
        const TEXTS: [&str; 9] = ["word", "كلمة", " ", "“", "。", "*", "字", "كتابٌ", "a b"];
        let text: String = pieces.iter().map(|(idx, marks)| {
            let on = |mark: usize, name| if marks[mark] { name } else { "" };
            [on(0, "<b>"), on(1, "<i>"), on(2, "<del>"), TEXTS[*idx], on(2, "</del>"), on(1, "</i>"), on(0, "</b>")].concat()
        }).collect();
        let article = page(PROSE[0], &format!("<p>{text} {}</p>", PROSE[0]));
        let markdown = to_markdown(&article);
        let body = markdown.split_once("\n\n").unwrap().1;
        let again = read(format!("---\ntitle: x\n---\n\n{body}").as_bytes()).unwrap();
        let marked = |article: &Article| -> Vec<(String, Vec<_>)> {
            let texts = article.document.texts();
            texts.map(|(block, text)| (text.to_owned(), article.document.spans(block).collect())).collect()
        };
        prop_assert_eq!(marked(&again), marked(&article), "{}", markdown);
    }
}

#[test]
fn marks_lead_to_their_notes() {
    for (prose, [label, note]) in PROSE
        .into_iter()
        .zip([["1", "See the plan."], ["١", "انظر الخطة."]])
    {
        let article = round(
            prose,
            &format!(
                "<p>{prose}<sup><a href='#fn1'>{label}</a></sup></p><p>{prose} [sic]</p><p id=fn1>{label}. {note}</p>"
            ),
        );
        let html = to_html(&article);
        has(
            &html,
            &format!("<sup><a href=\"#note-3\">[{label}]</a></sup></p>"),
        );
        has(&html, &format!(" id=\"note-3\">[{label}] {note}</p>"));
        let markdown = to_markdown(&article);
        has(&markdown, &format!("[^{label}]\n"));
        has(&markdown, &format!("\n[^{label}]: {note}\n"));
        has(&markdown, "\\[sic\\]");
        let again = read(format!("---\ntitle: x\n---\n\n{markdown}").as_bytes()).unwrap();
        let texts: Vec<&str> = again.document.texts().map(|(_, text)| text).collect();
        assert!(texts.contains(&&*format!("[{label}] {note}")), "{texts:?}");
    }
}

#[test]
fn verses_are_written_without_stars() {
    let verses = [
        ["أراك عصي الدمع شيمتك الصبر", "أما للهوى نهي عليك ولا أمر"],
        ["بلى أنا مشتاق وعندي لوعة", "ولكن مثلي لا يذاع له سر"],
    ];
    let lines: String = verses
        .map(|verse| format!("<p>{}</p>", verse.join(" *** ")))
        .concat();
    let article = round(PROSE[1], &lines);
    let [first, _] = verses.map(|verse| verse.join("\u{2003}\u{2003}"));
    for written in [to_html(&article), to_markdown(&article), to_text(&article)] {
        has(&written, &first);
        assert!(!written.contains("**"), "{written}");
    }
    has(
        &to_html(&article),
        &format!("<p class=\"verse\">{first}</p>"),
    );
    let again = read(to_text(&article).as_bytes()).unwrap();
    let has_verse = |article: &Article| {
        article
            .document
            .texts()
            .any(|(_, text)| text == verses[0].join(" *** "))
    };
    assert!(has_verse(&article) && has_verse(&again));
    // One alone, in an element that says so.
    round(PROSE[1], &format!("<p class=verse>{first}</p>"));
}
