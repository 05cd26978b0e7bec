//! Tables, poems and embedded media as they are read and as they stand on the page.

use std::sync::Arc;

use akhbar::article::{Article, BETWEEN_CELLS, BlockKind, read, to_html, to_markdown, to_text};
use akhbar::layout::{Page, Part, Settings, Spot, lay_out};
use akhbar::text::Marks;

const PROSE: &str = "قالت الوزارة إن المنارة باقية، وإن الميناء مفتوح للسفن منذ الصباح، وإن العمال عادوا إلى أعمالهم.";

const VERSES: [&str; 2] = [
    "أراك عصي الدمع شيمتك الصبر *** أما للهوى نهي عليك ولا أمر",
    "بلى أنا مشتاق وعندي لوعة *** ولكن مثلي لا يذاع له سر",
];

fn html(body: &str) -> Article {
    let page = format!(
        "<!doctype html><html lang=ar dir=rtl><article><h1>أرقام المنارة</h1><p>{PROSE}</p>{body}<p>وأضافت: {PROSE}</p></article></html>"
    );
    read(page.as_bytes()).unwrap()
}

fn texts(article: &Article, kind: BlockKind) -> Vec<&str> {
    let texts = article.document.texts();
    let of_kind = texts.filter(|(block, _)| block.kind == kind);
    of_kind.map(|(_, text)| text).collect()
}

fn laid_out(article: Article, measure: usize) -> Page {
    let settings = Settings {
        measure,
        marks: Marks::Keep,
        removed: false,
    };
    lay_out(Arc::new(article), settings, Default::default())
}

/// The rows of blocks of a kind, with the blanks before them.
fn rows(page: &Page, article: &Article, kind: BlockKind) -> Vec<String> {
    let rows = page.rows(Spot::default(), usize::MAX).into_iter().flatten();
    let of_kind = rows.filter(|row| match row.part {
        Part::Block(idx) => article.document.blocks()[idx].kind == kind,
        _ => false,
    });
    of_kind
        .map(|row| {
            let text: String = row.cells().iter().map(|cell| cell.text).collect();
            format!("{}{text}", " ".repeat(row.column))
        })
        .collect()
}

const TABLE: &str = "<table><tr><th>السنة</th><th>Ship</th></tr><tr><td>1912</td><td>Titanic</td></tr>\
    <tr><td>1987</td><td>a ship of a very long name</td></tr></table>";

#[test]
fn columns_of_a_table_stand_under_each_other_from_the_right() {
    let article = html(TABLE);
    let page = laid_out(article.clone(), 60);
    let shown = rows(&page, &article, BlockKind::Row);
    let bars: Vec<_> = shown
        .iter()
        .map(|row| row.chars().position(|c| c == '│'))
        .collect();
    assert_eq!(bars, [bars[0]; 3], "{shown:#?}");
    // The first column is at the right, and each cell begins there.
    assert!(shown[1].ends_with("Titanic │  1912"), "{shown:#?}");
    assert!(
        shown.iter().all(|row| row.chars().count() == 58),
        "{shown:#?}"
    );
    // Too wide a cell is broken within its column.
    let page = laid_out(article.clone(), 26);
    let shown = rows(&page, &article, BlockKind::Row);
    assert_eq!(shown.len(), 4, "{shown:#?}");
    assert!(shown[3].ends_with("name │      "), "{shown:#?}");
    // Where columns would be too narrow the row runs on.
    let page = laid_out(article.clone(), 12);
    let shown = rows(&page, &article, BlockKind::Row);
    let n_bars = shown.iter().filter(|row| row.contains('│')).count();
    assert!(shown.len() > 4 && n_bars == 3, "{shown:#?}");
}

#[test]
fn all_of_a_table_is_shown_at_any_width() {
    let article = html(TABLE);
    for measure in 1..80 {
        let page = laid_out(article.clone(), measure);
        for (idx, (block, text)) in article.document.texts().enumerate() {
            if block.kind != BlockKind::Row {
                continue;
            }
            let mut is_shown = vec![false; text.len()];
            let rows = page.rows(Spot::default(), usize::MAX).into_iter().flatten();
            for row in rows.filter(|row| row.part == Part::Block(idx)) {
                let width: usize = row.cells().iter().map(|cell| cell.width).sum();
                assert!(width <= measure.max(2), "{width} cells in {measure}");
                for cell in row.cells() {
                    is_shown[cell.range].fill(true);
                }
            }
            let signs: Vec<usize> = (text.match_indices(BETWEEN_CELLS))
                .flat_map(|(at, sign)| at..at + sign.len())
                .collect();
            for (at, c) in text.char_indices() {
                let is_ink = c.is_alphanumeric() && !signs.contains(&at);
                assert!(is_shown[at] || !is_ink, "{c:?} of {text:?} in {measure}");
                // Every letter is found again on the row that shows it.
                let place = akhbar::layout::Anchor {
                    part: Part::Block(idx),
                    byte: at,
                };
                let row = page.rows(page.spot_of(place), 1).remove(0).unwrap();
                assert_eq!(row.part, place.part);
            }
        }
    }
}

#[test]
fn halves_of_verses_stand_in_two_columns() {
    let [one, other] = VERSES.map(|verse| verse.split_once(" *** ").unwrap());
    let couplet = |(a, b): (&str, &str)| {
        format!(
            "<div class=\"b\"><div class=\"m1\"><p>{a}</p></div><div class=\"m2\"><p>{b}</p></div></div>"
        )
    };
    let row = |(a, b): (&str, &str)| format!("<tr><td>{a}</td><td>***</td><td>{b}</td></tr>");
    let line = |(a, b): (&str, &str)| format!("<p>{a}&nbsp;&nbsp;&nbsp;&nbsp;{b}</p>");
    for body in [
        couplet(one) + &couplet(other),
        format!("<table class=poem>{}{}</table>", row(one), row(other)),
        line(one) + &line(other),
        format!("<p>{}<br>{}</p>", VERSES[0], VERSES[1]),
        format!(
            "<blockquote>{}<br/>\n{}<br></blockquote>",
            VERSES[0], VERSES[1]
        ),
    ] {
        let article = html(&body);
        assert_eq!(texts(&article, BlockKind::Verse), VERSES, "{body}");
    }
    for gap in ["      ", "\t", " *** ", "\u{A0}\u{A0}\u{A0}"] {
        let lines = [one, other].map(|(a, b)| format!("{a}{gap}{b}"));
        let text = format!("أراك عصي الدمع\n\n{}\n", lines.join("\n"));
        let article = read(text.as_bytes()).unwrap();
        assert_eq!(texts(&article, BlockKind::Verse), VERSES, "{gap:?}");
        let page = laid_out(article.clone(), 70);
        let shown = rows(&page, &article, BlockKind::Verse);
        assert_eq!(shown.len(), 2);
        assert!(
            shown
                .iter()
                .all(|row| row.contains("    ") && !row.contains('*')),
            "{shown:#?}"
        );
        // Where there is no room the second half stands under the first, set in.
        let page = laid_out(article.clone(), 40);
        let shown = rows(&page, &article, BlockKind::Verse);
        assert_eq!(shown.len(), 4, "{shown:#?}");
        assert!(
            shown[1].ends_with("    ") && !shown[0].ends_with(' '),
            "{shown:#?}"
        );
    }
    // A single line with a gap is a line.
    let article = html(&line(one));
    assert!(texts(&article, BlockKind::Verse).is_empty());
}

#[test]
fn lines_of_a_poem_and_of_an_address_stand_under_each_other() {
    let lines = [
        "يا بحر كم حملت من سفن",
        "وكم طويت",
        "مكتبة المدينة، شارع البحر 12",
        "الإسكندرية",
    ];
    let [a, b, c, d] = lines;
    let article = html(&format!("<p>{a}<br>{b}<br/>\n{c}<br>{d}</p>"));
    let page = laid_out(article.clone(), 70);
    let shown = rows(&page, &article, BlockKind::Paragraph);
    let first = shown.iter().position(|row| row.contains("ﺮﺤﺑ")).unwrap();
    let n_words: Vec<usize> = (shown[first..first + 4].iter())
        .map(|row| row.split_whitespace().count())
        .collect();
    assert_eq!(
        n_words,
        lines.map(|line| line.split(' ').count()),
        "{shown:#?}"
    );
    // Written out, they are lines again.
    let whole = lines.join("\n");
    assert!(to_text(&article).contains(&whole));
    assert!(to_html(&article).contains(&whole.replace('\n', "<br/>\n")));
    assert!(
        to_markdown(&article).contains(&whole.replace('\n', "\\\n")),
        "{}",
        to_markdown(&article)
    );
    // Where there is room for one line only, a blank parts them.
    let article = html(&format!(
        "<table><tr><td>{a}<br>{b}</td><td>{c}</td></tr><tr><td>{d}</td><td>{b}</td></tr></table>"
    ));
    let found = texts(&article, BlockKind::Row);
    assert!(found[0].starts_with(&format!("{a} {b}")), "{found:?}");
}

#[test]
fn embedded_media_have_their_place_in_the_text() {
    let article = html(
        "<iframe src=\"https://www.youtube.com/embed/a\" title=\"المنارة ليلا\"></iframe>\
         <iframe src=\"https://ads.example.com/x\" title=\"Buy\"></iframe>",
    );
    let found = texts(&article, BlockKind::Media);
    assert_eq!(
        found,
        ["[فيديو: \u{2068}المنارة ليلا\u{2069} — youtube.com]"]
    );
    let kinds: Vec<_> = article
        .document
        .blocks()
        .iter()
        .map(|block| block.kind)
        .collect();
    use BlockKind::{Media, Paragraph};
    assert_eq!(kinds, [Paragraph, Media, Paragraph]);
    assert_eq!(article.document.paragraphs().count(), 2);
}
