//! The lists of a recipe as a page states them for machines: what a dish needs, and how it is made. A
//! page may show neither.

use std::fmt::Write as _;

use crate::article::fold::fold;
use crate::article::html::passage::{Place, Walked};

/// Lines of a list that are read.
const MOST: usize = 100;

/// The lists of which most is not to be seen on a page, as elements of it.
pub(crate) fn missing(lists: &[Vec<String>; 2], page: &Walked) -> Option<String> {
    let unseen = Place::HIDDEN.with(Place::CONTROL);
    let shown = page
        .passages
        .iter()
        .filter(|passage| !passage.place.has(unseen));
    let shown: Vec<String> = shown.map(|passage| fold(&passage.text)).collect();
    let shown = shown.join("\n");
    let mut html = String::new();
    for (lines, name) in lists.iter().zip(["ul", "ol"]) {
        let lines = &lines[..lines.len().min(MOST)];
        let n_shown = lines
            .iter()
            .filter(|line| shown.contains(&fold(line)))
            .count();
        if !lines.is_empty() && n_shown * 2 < lines.len() {
            let _ = write!(html, "<{name} itemprop=recipeIngredient>");
            for line in lines {
                let _ = write!(html, "<li>{}</li>", line.replace('<', "&lt;"));
            }
            let _ = write!(html, "</{name}>");
        }
    }
    (!html.is_empty()).then_some(html)
}

/// The source of a page with elements at the end of its article.
pub(crate) fn with(source: &str, elements: &str) -> String {
    let end = ["</article>", "</main>", "</body>"];
    let at = end.iter().find_map(|end| source.rfind(end));
    let (before, behind) = source.split_at(at.unwrap_or(source.len()));
    [before, elements, behind].concat()
}
