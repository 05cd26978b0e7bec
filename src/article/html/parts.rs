//! Pages whose text is of many parts: the posts of a page that tells of something while it goes on,
//! each with its time, and the lists of a recipe. In, what their elements are marked with; out,
//! passages that are of the text, the times of posts as headings.

use std::ops::Range;

use crate::article::BlockKind;
use crate::article::html::element::has_word;
use crate::article::html::passage::{Passage, Place};
use crate::article::page::lines::Line;
use crate::article::page::stamp;

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// One of many posts.
    Post,
    /// What is needed for a dish.
    Ingredients,
    /// How it is made: only where it says what is needed, too.
    Steps,
}

/// The part that a property of schema.org is.
pub(crate) fn of_property(names: &str) -> Option<Part> {
    names.split_ascii_whitespace().find_map(|name| match name {
        "liveBlogUpdate" => Some(Part::Post),
        "recipeIngredient" | "ingredients" => Some(Part::Ingredients),
        "recipeInstructions" => Some(Part::Steps),
        _ => None,
    })
}

/// The part that the words of a class or an id say it is.
pub(crate) fn of_names(names: &str) -> Option<Part> {
    const LIVE: &[&str] = &["live", "liveblog", "livefeed", "livestream", "ticker"];
    const POSTS: &[&str] = &["post", "update", "entry", "item", "event"];
    const AROUND: &[&str] = &["list", "wrapper", "container", "feed", "posts", "page"];
    const STEPS: &[&str] = &["instructions", "directions", "preparation", "method"];
    const WHOLE: &[&str] = &["livepost", "liveupdate", "liveblogpost", "liveblogupdate"];
    let is_post = has_word(names, LIVE) && has_word(names, POSTS) && !has_word(names, AROUND);
    match () {
        () if is_post || has_word(names, WHOLE) => Some(Part::Post),
        () if has_word(names, &["ingredients"]) => Some(Part::Ingredients),
        () if has_word(names, STEPS) => Some(Part::Steps),
        () => None,
    }
}

/// Marks the passages of the parts, each of which stands behind those that it holds, as text. One
/// post alone may be anything, and one that holds others is none.
pub(crate) fn mark(passages: &mut [Passage], parts: Vec<(Range<usize>, Part)>) {
    let (mut posts, mut recipe): (Vec<Range<usize>>, Vec<Range<usize>>) = Default::default();
    let is_dish = parts.iter().any(|(_, part)| *part == Part::Ingredients);
    for (range, part) in parts {
        let is_around = posts.last().is_some_and(|last| range.contains(&last.start));
        match part {
            Part::Post if !is_around && !range.is_empty() => posts.push(range),
            Part::Ingredients | Part::Steps if is_dish => recipe.push(range),
            _ => {}
        }
    }
    if posts.len() < 2 {
        posts.clear();
    }
    for range in &posts {
        let post = passages.get_mut(range.clone()).unwrap_or_default();
        post.iter_mut().for_each(set_time);
    }
    for range in posts.into_iter().chain(recipe) {
        for passage in passages.get_mut(range).unwrap_or_default() {
            passage.place = passage.place.with(Place::TEXT);
        }
    }
}

/// Makes a small heading of a passage that is the time of a post.
fn set_time(passage: &mut Passage) {
    const LEVEL: u8 = 4;
    const LONGEST: usize = 60;
    if passage.kind != BlockKind::Paragraph || passage.text.len() > LONGEST {
        return;
    }
    let line = Line::of(0, passage.text.clone(), false);
    if stamp::is_tight(&line) && !line.ended {
        passage.kind = BlockKind::Heading;
        passage.level = LEVEL;
    }
}
