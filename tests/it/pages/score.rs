//! How well whole pages are read: the score over the labelled pages that are at hand, as a table.
//! Bodies are compared by their shingles of four words.

use std::collections::HashMap;

use akhbar::article::{Article, BlockKind, Document, read};
use serde_json::Value;

use crate::pages::{manifest, read_labels, shared};

#[test]
fn pages_score() {
    let Some(shared) = shared() else { return };
    let folder = shared.join("pages-dev");
    let mut scores = Vec::new();
    for label in read_labels(&folder.join("labels.jsonl")) {
        let file = label["file"].as_str().unwrap().to_owned();
        let article = read(&std::fs::read(folder.join(&file)).unwrap()).unwrap();
        scores.push(Score::of(file, &article, &label));
    }
    if scores.is_empty() {
        return;
    }
    let total = table(&scores);
    assert!(total.f1 >= 0.97, "F1 {}", total.f1);
    assert!(total.leak <= 0.05, "leak {}", total.leak);
    assert!(total.title >= 0.90, "title {}", total.title);
    assert!(total.date >= 0.80, "date {}", total.date);
    assert!(total.byline >= 0.80, "byline {}", total.byline);
    assert!(
        total.invented <= 0.10,
        "invented bylines {}",
        total.invented
    );
    assert!(total.language >= 1.0, "language {}", total.language);
}

/// Pages of our own with the furniture of news sites, in six languages.
#[test]
fn made_up_pages_of_html_score() {
    let folder = manifest().join("tests/data/html/news");
    let (mut scores, mut alone) = (Vec::new(), Vec::new());
    for label in read_labels(&folder.join("labels.jsonl")) {
        let file = label["file"].as_str().unwrap().to_owned();
        let source = std::fs::read_to_string(folder.join(&file)).unwrap();
        let article = read(source.as_bytes()).unwrap();
        scores.push(Score::of(file.clone(), &article, &label));
        alone.push(Score::of(file, &by_readability(&source), &label));
    }
    let total = table(&scores);
    println!("dom_smoothie alone:");
    let others = table(&alone);
    assert_eq!(scores.len(), 6);
    assert!(total.f1 >= 0.98 && total.f1 > others.f1, "F1 {}", total.f1);
    assert!(total.leak <= 0.02, "leak {}", total.leak);
    for share in [total.title, total.byline, total.date, total.language] {
        assert!(share >= 1.0, "{}", total.text);
    }
    assert!(total.invented <= 0.0, "invented bylines");
}

/// Whole pages of our own, with the furniture of news sites in twelve languages.
#[test]
fn made_up_pages_of_text_score() {
    let folder = manifest().join("tests/data/text");
    let mut scores = Vec::new();
    for label in read_labels(&folder.join("labels.jsonl")) {
        let file = label["file"].as_str().unwrap().to_owned();
        let article = read(&std::fs::read(folder.join(&file)).unwrap()).unwrap();
        assert_eq!(article.language, label["language"].as_str(), "{file}");
        scores.push(Score::of(file, &article, &label));
    }
    let total = table(&scores);
    assert_eq!(scores.len(), 12);
    assert!(total.f1 >= 1.0, "F1 {}", total.f1);
    assert!(total.leak <= 0.0, "leak {}", total.leak);
    for share in [total.title, total.byline, total.date] {
        assert!(share >= 1.0, "{}", total.text);
    }
}

/// What Readability makes of a page, with nothing of our own.
fn by_readability(source: &str) -> Article {
    let mut reader = dom_smoothie::Readability::new(source, None, None).unwrap();
    let found = reader.parse().unwrap();
    let mut document = Document::default();
    document.push(BlockKind::Paragraph, &found.text_content.replace('\n', " "));
    Article {
        title: Some(found.title.to_string()),
        byline: found.byline.into_iter().collect(),
        document,
        ..Article::default()
    }
}

fn table(scores: &[Score]) -> Total {
    println!(
        "file     look        lang  P     R     F1    leak  start end  title byline date outlet section"
    );
    for score in scores {
        println!("{}", score.row());
    }
    let total = Total::of(scores);
    println!("{}", total.text);
    total
}

/// Whether a field is right; `None` where the label does not say.
type Right = Option<bool>;

struct Score {
    file: String,
    look: String,
    language: String,
    precision: f64,
    recall: f64,
    n_leaked: usize,
    n_boilerplate: usize,
    start: bool,
    end: bool,
    title: Right,
    byline: Right,
    date: Right,
    outlet: Right,
    section: Right,
    language_right: Right,
    /// A byline was given where the page has none.
    invented: Right,
    lost: usize,
}

impl Score {
    fn of(file: String, article: &Article, label: &Value) -> Self {
        let body = words(&article.document.paragraphs().collect::<Vec<_>>().join("\n"));
        let optional: Vec<String> = strings(&label["standfirst"]);
        let wanted: Vec<String> = strings(&label["paragraphs"]);
        let all = words(&wanted.join("\n"));
        let must: Vec<String> = wanted
            .iter()
            .filter(|p| !optional.contains(p))
            .cloned()
            .collect();
        let must = words(&must.join("\n"));
        let precision = share(&body, &all);
        let recall = share(&must, &body);
        let squeezed: String = article
            .document
            .paragraphs()
            .flat_map(str::split_whitespace)
            .collect();
        let boilerplate = strings(&label["boilerplate"]);
        let leaked: Vec<_> = boilerplate
            .iter()
            .filter(|text| squeezed.contains(&text.split_whitespace().collect::<String>()))
            .collect();
        let removed: String = article
            .removed
            .iter()
            .map(|removed| removed.text.as_str())
            .chain(article.title.as_deref())
            .chain(article.document.captions())
            .flat_map(str::split_whitespace)
            .collect();
        let lost = boilerplate
            .iter()
            .map(|text| text.trim_start_matches("* "))
            .filter(|text| !removed.contains(&text.split_whitespace().collect::<String>()))
            .count()
            .saturating_sub(leaked.len());
        let given = |key: &str| label.get(key).filter(|value| !value.is_null());
        let byline = strings(&label["byline"]);
        let starts = |first: &[String]| {
            let with: Vec<String> = words(label["body_first8"].as_str().unwrap_or_default());
            first.starts_with(&with)
        };
        let ends = words(label["body_last8"].as_str().unwrap_or_default());
        let is_mislabelled = label["language"] == "en" && is_german_or_italian(label);
        Self {
            look: label["flatten"].as_str().unwrap_or_default().to_owned(),
            language: label["language"].as_str().unwrap_or_default().to_owned(),
            start: starts(&body) || body.starts_with(&must[..must.len().min(8)]),
            end: body.ends_with(&ends),
            title: given("title").map(|title| same(article.title.as_deref(), title)),
            byline: (!byline.is_empty())
                .then(|| folded_all(&article.byline) == folded_all(&byline)),
            date: given("date").map(|date| {
                article.published.date.map(|d| d.to_string()).as_deref() == date.as_str()
            }),
            outlet: given("outlet").map(|outlet| same(article.outlet.as_deref(), outlet)),
            section: given("section").map(|section| same(article.section.as_deref(), section)),
            language_right: (!is_mislabelled
                && matches!(label["language"].as_str(), Some("en" | "ar" | "ur" | "fa")))
            .then(|| article.language == label["language"].as_str()),
            invented: (label.get("byline").is_some() && byline.is_empty())
                .then_some(!article.byline.is_empty()),
            n_leaked: leaked.len(),
            n_boilerplate: boilerplate.len(),
            precision,
            recall,
            lost,
            file,
        }
    }

    fn f1(&self) -> f64 {
        match self.precision + self.recall {
            0.0 => 0.0,
            sum => 2.0 * self.precision * self.recall / sum,
        }
    }

    fn row(&self) -> String {
        let mark = |right: Right| match right {
            None => ".",
            Some(true) => "yes",
            Some(false) => "NO",
        };
        format!(
            "{:8} {:11} {:5} {:.3} {:.3} {:.3} {}/{}   {:5} {:4} {:5} {:6} {:4} {:6} {:6}{}{}",
            self.file,
            self.look,
            self.language,
            self.precision,
            self.recall,
            self.f1(),
            self.n_leaked,
            self.n_boilerplate,
            mark(Some(self.start)),
            mark(Some(self.end)),
            mark(self.title),
            mark(self.byline),
            mark(self.date),
            mark(self.outlet),
            mark(self.section),
            if self.invented == Some(true) {
                " invented byline"
            } else {
                ""
            },
            if self.lost > 0 { " lost furniture" } else { "" },
        )
    }
}

struct Total {
    f1: f64,
    leak: f64,
    title: f64,
    byline: f64,
    date: f64,
    invented: f64,
    language: f64,
    text: String,
}

impl Total {
    fn of(scores: &[Score]) -> Self {
        let mean = |value: &dyn Fn(&Score) -> f64| {
            scores.iter().map(value).sum::<f64>() / scores.len() as f64
        };
        let part = |value: &dyn Fn(&Score) -> Right| {
            let given: Vec<bool> = scores.iter().filter_map(value).collect();
            given.iter().filter(|right| **right).count() as f64 / given.len().max(1) as f64
        };
        let n_boilerplate: usize = scores.iter().map(|s| s.n_boilerplate).sum();
        let leak =
            scores.iter().map(|s| s.n_leaked).sum::<usize>() as f64 / n_boilerplate.max(1) as f64;
        let mut looks: HashMap<&str, Vec<f64>> = HashMap::new();
        for score in scores {
            looks.entry(&score.look).or_default().push(score.f1());
            looks.entry(&score.language).or_default().push(score.f1());
        }
        let mut looks: Vec<String> = looks
            .iter()
            .map(|(look, f1)| format!("{look} {:.3}", f1.iter().sum::<f64>() / f1.len() as f64))
            .collect();
        looks.sort();
        let f1 = mean(&Score::f1);
        let (title, byline, date) = (part(&|s| s.title), part(&|s| s.byline), part(&|s| s.date));
        let invented = part(&|s| s.invented);
        let language = part(&|s| s.language_right);
        let text = format!(
            "P {:.3} R {:.3} F1 {f1:.3} leak {leak:.3} start {:.2} end {:.2} title {title:.2} byline {byline:.2} \
             invented {invented:.2} date {date:.2} outlet {:.2} section {:.2} language {language:.2}\n{}",
            mean(&|s| s.precision),
            mean(&|s| s.recall),
            part(&|s| Some(s.start)),
            part(&|s| Some(s.end)),
            part(&|s| s.outlet),
            part(&|s| s.section),
            looks.join("  "),
        );
        Self {
            f1,
            leak,
            title,
            byline,
            date,
            invented,
            language,
            text,
        }
    }
}

/// Labels taken from a publisher's site in English may say so over a text that is not.
fn is_german_or_italian(label: &Value) -> bool {
    let first = strings(&label["paragraphs"]).join(" ");
    let n = |list: &[&str]| first.split(' ').filter(|word| list.contains(word)).count();
    n(&["der", "die", "und", "il", "che", "di", "non"]) > n(&["the", "and", "of", "to"])
}

/// The share of the first text's shingles that the second has.
fn share(one: &[String], other: &[String]) -> f64 {
    let mut counts: HashMap<&[String], usize> = HashMap::new();
    let (ours, theirs) = (shingles(one), shingles(other));
    for shingle in &theirs {
        *counts.entry(shingle).or_default() += 1;
    }
    let mut n_same = 0;
    for shingle in &ours {
        if let Some(n) = counts.get_mut(shingle)
            && *n > 0
        {
            *n -= 1;
            n_same += 1;
        }
    }
    match ours.len() {
        0 => 0.0,
        n => f64::from(n_same) / n as f64,
    }
}

fn shingles(words: &[String]) -> Vec<&[String]> {
    match words.len() {
        0..=4 => vec![words],
        _ => words.windows(4).collect(),
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn strings(value: &Value) -> Vec<String> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|text| text.as_str().map(str::to_owned))
        .collect()
}

fn same(found: Option<&str>, expected: &Value) -> bool {
    found.map(words) == expected.as_str().map(words)
}

fn folded_all(names: &[String]) -> Vec<Vec<String>> {
    names.iter().map(|name| words(name)).collect()
}
