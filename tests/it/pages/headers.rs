//! Headers as papers set them in 23 languages, above and below the headline, over texts of our own.

use akhbar::article::{Article, read};
use serde::Deserialize;

#[derive(Deserialize)]
struct Paper {
    language: String,
    menu: Vec<String>,
    title: String,
    body: Vec<String>,
    headers: Vec<Header>,
}

/// The lines of a header that dates its page 2024-03-12, and the ways in which its writers may be named.
#[derive(Deserialize)]
struct Header {
    lines: Vec<String>,
    names: Vec<String>,
}

#[test]
fn headers_of_many_papers() {
    let papers: Vec<Paper> =
        serde_json::from_str(include_str!("../../data/headers.json")).expect("the test's own");
    for paper in &papers {
        for header in &paper.headers {
            let (title, body) = (vec![paper.title.clone()], paper.body.clone());
            let menu_line = vec![paper.menu.join(" "), String::new()];
            for above in [paper.menu.clone(), menu_line, Vec::new()] {
                let lines = [above, title.clone(), header.lines.clone(), body.clone()];
                let article = check_text(paper, &lines.concat());
                check_fields(paper, header, &article);
            }
            let lines = [paper.menu.clone(), header.lines.clone(), title, body];
            check_text(paper, &lines.concat());
        }
    }
}

fn check_text(paper: &Paper, lines: &[String]) -> Article {
    let article = read(lines.join("\n").as_bytes()).expect("there is text");
    let said = format!("{}: {lines:?}", paper.language);
    assert_eq!(article.title.as_ref(), Some(&paper.title), "{said}");
    let paragraphs: Vec<&str> = article.document.paragraphs().collect();
    assert_eq!(paragraphs, paper.body, "{said}");
    article
}

fn check_fields(paper: &Paper, header: &Header, article: &Article) {
    let said = format!("{}: {:?}", paper.language, header.lines);
    assert_eq!(article.byline.is_empty(), header.names.is_empty(), "{said}");
    for name in &article.byline {
        assert!(header.names.contains(name), "{said} {name}");
    }
    let published = article.published.to_string();
    assert!(published.starts_with("2024-03-12"), "{said} {published}");
}

#[test]
fn what_is_no_name_signs_nothing() {
    let papers: Vec<Paper> =
        serde_json::from_str(include_str!("../../data/headers.json")).expect("the test's own");
    let day = "12.03.2024";
    for (language, other) in [
        ("en", "Share Tweet"),
        ("en", "The Daily River"),
        ("en", "New York City"),
        ("en", "Stone Bridge"),
        ("en", "World News"),
        ("ar", "القاهرة"),
        ("ar", "أخبار محلية"),
        ("ar", "العربية نت"),
        ("ar", "صورة: علي حسن"),
        ("ur", "اسلام آباد"),
        ("ur", "تصویر: احمد رضا"),
        ("fa", "سیاست داخلی"),
        ("fa", "عکس: رضا کاظمی"),
        ("he", "חדשות בארץ"),
        ("he", "צילום: דנה לוי"),
        ("de", "Nach der Flut"),
        ("zh", "王府井"),
        ("ja", "中村区"),
        ("ko", "서울시"),
    ] {
        let paper = papers.iter().find(|paper| paper.language == language);
        let paper = paper.expect("a paper of each language");
        let header = vec![paper.title.clone(), other.to_owned(), day.to_owned()];
        let article = check_text(
            paper,
            &[paper.menu.clone(), header, paper.body.clone()].concat(),
        );
        assert_eq!(article.byline, [""; 0], "{other}");
    }
}
