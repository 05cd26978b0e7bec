//! Pages of news against their labels: the bundled ones, and more where they are at hand.
//! `AKHBAR_SHARED` names the folder of the others; without it, `shared` beside the project.

use std::path::{Path, PathBuf};

use akhbar::article::{Article, read, to_json};
use serde_json::Value;

mod bad_input;
mod briefs;
mod broken;
mod feeds;
mod habits;
mod headers;
mod heads;
mod holds;
mod holes;
mod html;
mod kinds;
mod made_up;
mod score;
mod set_off;
mod sites;
mod tables;
mod tops;
mod volumes;
mod written;

#[test]
fn bundled_pages_read_as_labelled() {
    let seeds = manifest().join("seeds");
    check_labels(&seeds, &manifest().join("tests/data/seeds-labels.jsonl"));
}

#[test]
fn other_seeds_read_as_labelled() {
    let Some(shared) = shared() else { return };
    check_labels(&shared.join("seeds"), &shared.join("seeds-labels.jsonl"));
}

#[test]
fn no_line_of_any_page_is_lost() {
    let mut folders = vec![manifest().join("seeds")];
    if let Some(shared) = shared() {
        folders.extend([shared.join("seeds"), shared.join("pages-dev")]);
    }
    for path in folders.iter().flat_map(|folder| texts(folder)) {
        let bytes = std::fs::read(&path).unwrap();
        holds::no_line_is_lost(&bytes, &path.display().to_string());
    }
}

#[test]
fn no_sound_page_is_mended() {
    let mut folders = vec![manifest().join("seeds")];
    if let Some(shared) = shared() {
        folders.extend([shared.join("seeds"), shared.join("pages-dev")]);
    }
    for path in folders.iter().flat_map(|folder| texts(folder)) {
        let article = read(&std::fs::read(&path).unwrap()).unwrap();
        assert_eq!(article.facts.mending.misread_as, None, "{}", path.display());
    }
}

#[test]
fn no_line_of_a_long_document_is_lost() {
    let seeds = texts(&manifest().join("seeds"));
    let pages: Vec<String> = (seeds.iter())
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    for first in [0, 3, 5] {
        let mut text = pages[first].clone();
        for n in 0.. {
            if text.len() > 600 * 1024 {
                break;
            }
            for line in pages[n % pages.len()].lines() {
                text.push_str(&format!("{line} {n}\n"));
            }
        }
        holds::no_line_is_lost(text.as_bytes(), "a long document");
        holds::no_line_is_lost(text.replace('\n', "\r\n").as_bytes(), "with CRLF");
    }
}

fn check_labels(folder: &Path, labels: &Path) {
    let mut wrong = Vec::new();
    for label in read_labels(labels) {
        let file = label["file"].as_str().unwrap();
        let article = read(&std::fs::read(folder.join(file)).unwrap()).unwrap();
        compare(&article, &label, &mut |field, found, expected| {
            wrong.push(format!(
                "{file} {field}:\n  found    {found}\n  expected {expected}"
            ));
        });
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn compare(article: &Article, label: &Value, wrong: &mut dyn FnMut(&str, &Value, &Value)) {
    let mut found = serde_json::to_value(to_json(article, "")).unwrap();
    found["date"] = match article.published.date {
        Some(date) => date.to_string().into(),
        None => Value::Null,
    };
    let none = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    for field in [
        "title",
        "subtitle",
        "byline",
        "tags",
        "captions",
        "agency",
        "section",
        "time",
        "language",
        "direction",
        "reading_minutes",
        "paragraphs",
    ] {
        let is_same = found[field] == label[field] || none(&found[field]) && none(&label[field]);
        if !is_same {
            wrong(field, &found[field], &label[field]);
        }
    }
    // These have several right answers.
    for field in ["outlet", "date"] {
        let is_right = match &label[field] {
            Value::Array(any) => any.contains(&found[field]),
            one => *one == found[field],
        };
        if !is_right {
            wrong(field, &found[field], &label[field]);
        }
    }
    let body: String = article.document.paragraphs().collect::<Vec<_>>().join("\n");
    let body = holds::squeezed(&body);
    let removed: String = article
        .removed
        .iter()
        .map(|r| holds::squeezed(&r.text))
        .collect();
    let fields = holds::squeezed(&found.to_string());
    for text in label["boilerplate"].as_array().into_iter().flatten() {
        let text_squeezed = holds::squeezed(text.as_str().unwrap());
        if body.contains(&text_squeezed) {
            wrong("boilerplate in the body", text, &Value::Null);
        }
        if !removed.contains(&text_squeezed) && !fields.contains(&text_squeezed) {
            wrong("boilerplate lost", &Value::Null, text);
        }
    }
}

fn manifest() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of pages that are not part of the project, if it is there.
pub(crate) fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("AKHBAR_SHARED")
        .map_or_else(|| manifest().join("../shared"), PathBuf::from);
    folder.is_dir().then_some(folder)
}

pub(crate) fn read_labels(path: &Path) -> Vec<Value> {
    let Ok(text) = std::fs::read_to_string(path) else {
        return Vec::new();
    };
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn texts(folder: &Path) -> Vec<PathBuf> {
    let Ok(files) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<_> = files
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "txt"))
        .collect();
    paths.sort();
    paths
}
