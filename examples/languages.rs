//! How well languages are told: `cargo run --release --example languages FOLDER` reads files named
//! `TAG.txt` with a sentence on each line, takes each for a page by itself, and prints how many
//! are told right and what the others are taken for.

use std::collections::BTreeMap;
use std::fs;

use akhbar::article::read;

fn main() {
    let folder = std::env::args().nth(1).expect("a folder");
    let files = fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    for path in paths {
        let tag = path.file_stem().unwrap_or_default().to_string_lossy();
        let sentences = fs::read_to_string(&path).expect("text");
        let mut told: BTreeMap<&str, usize> = BTreeMap::new();
        let mut n_sentences = 0_u32;
        for sentence in sentences.lines() {
            n_sentences += 1;
            let article = read(sentence.as_bytes());
            let language = article.ok().and_then(|article| article.language);
            if std::env::var_os("WRONG").is_some() && language != Some(&tag) {
                println!("{tag} {}: {sentence}", language.unwrap_or("-"));
            }
            *told.entry(language.unwrap_or("-")).or_default() += 1;
        }
        let right = told.remove(&*tag).unwrap_or(0);
        let share = 100.0 * right as f64 / f64::from(n_sentences.max(1));
        println!("{tag:4} {n_sentences:6} sentences {share:6.2} %  others: {told:?}");
    }
}
