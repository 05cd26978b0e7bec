//! The habits of the house, read off `src/`: who may import whom, which crate is used where, that
//! each file says what it is, and that none grows out of hand.

use std::fs;
use std::path::{Path, PathBuf};

/// The folders and top-level files, each with the others that it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("picture", &[]),
    ("article", &["text"]),
    ("layout", &["article", "picture", "text"]),
    ("library", &["article", "picture", "text"]),
    ("app", &["library", "layout", "article", "picture", "text"]),
    (
        "ui",
        &["app", "layout", "library", "article", "picture", "text"],
    ),
    ("term", &["picture", "text"]),
    (
        "run",
        &[
            "app", "library", "layout", "article", "picture", "text", "term", "ui",
        ],
    ),
    (
        "cli",
        &[
            "run", "app", "library", "layout", "article", "picture", "text", "term", "ui",
        ],
    ),
];

/// Crates from outside that only some folders may use. Others may be used wherever they help.
const CRATES: &[(&str, &[&str])] = &[
    ("ratatui", &["ui", "term"]),
    ("signal_hook", &["term"]),
    ("rustix", &["term", "library", "run"]),
    ("clap", &["cli"]),
    ("base64", &["term", "library"]),
    ("image", &["picture"]),
    ("regex", &["text", "cli"]),
    ("memchr", &["text", "article", "library"]),
    ("unicode_bidi", &["text"]),
    ("unicode_segmentation", &["text"]),
    ("unicode_width", &["text"]),
    ("unicode_names2", &["text"]),
    ("icu_properties", &["text"]),
    ("icu_normalizer", &["text"]),
    ("icu_casemap", &["text"]),
    ("icu_calendar", &["article"]),
    ("encoding_rs", &["article"]),
    ("simdutf8", &["article"]),
    ("chardetng", &["article"]),
    ("dom_query", &["article"]),
    ("dom_smoothie", &["article"]),
    ("whatlang", &["article"]),
    ("html5ever", &["article"]),
    ("pulldown_cmark", &["article"]),
    ("mail_parser", &["article"]),
    // `text` unpacks the files of Unicode in its tests.
    ("flate2", &["library", "text"]),
    ("ruzstd", &["library"]),
    ("rustls", &["library"]),
    ("ureq", &["library"]),
    ("zip", &["library"]),
    ("url", &["article", "library"]),
    ("idna", &["article"]),
];

/// Lines before the tests that a file may have.
const LONGEST: usize = 400;

/// Files that may be longer, and why.
const LONG: &[(&str, &str)] = &[];

struct File {
    /// Relative to `src/`, with slashes.
    name: String,
    /// The part of the source before its unit tests.
    code: String,
}

fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    let file = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("\n#[cfg(test)]").next().unwrap_or_default();
        File {
            name: path
                .strip_prefix(&root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/"),
            code: code.to_owned(),
        }
    };
    paths.into_iter().map(file).collect()
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

impl File {
    /// The folder or top-level file that this is part of.
    fn room(&self) -> &str {
        let first = self.name.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Lines of code, without comments.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let numbered = self.code.lines().enumerate();
        numbered.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// The rooms named in paths that begin with `crate::`.
    fn rooms_used(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().flat_map(|(number, line)| {
            let paths = line
                .match_indices("crate::")
                .map(|(at, found)| &line[at + found.len()..]);
            paths.map(move |path| (number, head(path)))
        })
    }
}

/// The identifier that a path begins with.
fn head(path: &str) -> &str {
    let end = path
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(path.len());
    &path[..end]
}

fn report(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn arrows_run_downwards() {
    let mut faults = Vec::new();
    for file in files() {
        let room = file.room().to_owned();
        if room == "lib" || room == "main" {
            continue;
        }
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == room) else {
            faults.push(format!(
                "src/{}: not in the table of tests/it/tidy.rs",
                file.name
            ));
            continue;
        };
        for (number, used) in file.rooms_used() {
            if used != room && !allowed.contains(&used) {
                faults.push(format!(
                    "src/{}:{}: {room} may not use `{used}`",
                    file.name,
                    number + 1
                ));
            }
        }
    }
    report(&faults);
}

#[test]
fn crates_stay_in_their_rooms() {
    let mut faults = Vec::new();
    for file in files() {
        for (number, line) in file.lines() {
            for (name, rooms) in CRATES {
                let used = line
                    .match_indices(name)
                    .any(|(at, _)| is_path(line, at, name) && !line[..at].ends_with("::"));
                if used && !rooms.contains(&file.room()) {
                    faults.push(format!(
                        "src/{}:{}: `{name}` is not for this folder",
                        file.name,
                        number + 1
                    ));
                }
            }
        }
    }
    report(&faults);
}

/// Whether the name at `at` is a whole identifier that begins a path.
fn is_path(line: &str, at: usize, name: &str) -> bool {
    let before = line[..at].chars().next_back();
    let starts = before.is_none_or(|c| !c.is_alphanumeric() && c != '_');
    starts && line[at + name.len()..].starts_with("::")
}

#[test]
fn files_say_what_they_are_and_stay_small() {
    let mut faults = Vec::new();
    for file in files() {
        if !file.code.starts_with("//! ") {
            faults.push(format!(
                "src/{}: does not begin with a `//!` head",
                file.name
            ));
        }
        let n_lines = file.code.lines().count();
        let excused = LONG
            .iter()
            .any(|(name, why)| *name == file.name && !why.is_empty());
        if n_lines > LONGEST && !excused {
            faults.push(format!(
                "src/{}: {n_lines} lines before its tests",
                file.name
            ));
        }
    }
    report(&faults);
}

#[test]
fn names_and_paths_are_those_of_the_house() {
    const NOT_SAID: &[&str] = &[
        "util",
        "helper",
        "common",
        "misc",
        "manager",
        "handler",
        "processor",
        "data",
        "info",
        "prelude",
    ];
    let mut faults = Vec::new();
    for file in files() {
        let parts = file.name.trim_end_matches(".rs").split('/');
        for part in parts.filter(|part| NOT_SAID.contains(part)) {
            faults.push(format!("src/{}: `{part}` says nothing", file.name));
        }
        for (number, line) in file.lines() {
            if line.contains("super::") {
                faults.push(format!(
                    "src/{}:{}: `super::`; say `crate::`",
                    file.name,
                    number + 1
                ));
            }
            if line.contains("allow(")
                && !line.contains("reason")
                && !file.code.contains("reason =")
            {
                faults.push(format!(
                    "src/{}:{}: `allow` without a reason",
                    file.name,
                    number + 1
                ));
            }
        }
    }
    report(&faults);
}

#[test]
fn the_map_names_every_room() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    for (room, _) in MAY_USE {
        assert!(
            map.contains(&format!("pub mod {room};")),
            "{room} is not in src/lib.rs"
        );
    }
}
