//! What a session line by line says of a thing: an item of the list, a block of an article. In logical
//! order, through [`crate::text::clean`], and without anything to look at.

use crate::app::item::{Content, Item};
use crate::app::linear::COMMANDS;
use crate::app::linear::links::numbered;
use crate::article::{Article, BETWEEN_CELLS, BETWEEN_HALVES, Block, BlockKind, Language};
use crate::library::{Source, Summary};
use crate::text::one_line;

/// One line of the list, in sentences.
pub(crate) fn named(item: &Item) -> String {
    let mut line = match (&item.content, &item.source) {
        (Content::Article(summary), _) => {
            let date = summary.day.date().map(|date| date.to_string());
            let outlet = summary.outlet.as_ref().map(|outlet| outlet.name.as_str());
            let fields = [
                Some(&*title(summary)),
                outlet,
                date.as_deref(),
                summary.language.map(Language::tag),
            ];
            let fields: Vec<_> = fields.into_iter().flatten().collect();
            fields.join(", ")
        }
        (content, source) => {
            let name = source.as_ref().map(Source::short_name);
            let parts = name.as_deref().into_iter().chain(content.trouble());
            parts.collect::<Vec<_>>().join(": ")
        }
    };
    if item.read && item.source.is_some() {
        line.push_str(", read");
    }
    one_line(&line)
}

pub(crate) fn title(summary: &Summary) -> String {
    one_line(summary.title.as_str())
}

pub(crate) fn title_of(article: &Article) -> String {
    title(&Summary::of(article))
}

/// One block, on a line of its own where it has no lines; what it is comes first.
pub(crate) fn read_out(text: &mut String, article: &Article, block: &Block) {
    let words = numbered(article, block).replace('\u{2028}', "\n");
    let line = match block.kind {
        BlockKind::Paragraph => words,
        BlockKind::Heading => format!("Heading: {words}"),
        BlockKind::Quote => format!("Quotation: {words}"),
        BlockKind::Caption => format!("Picture: {words}"),
        BlockKind::Media => words,
        BlockKind::Verse => words.replace(BETWEEN_HALVES, "\n"),
        BlockKind::Code => format!("Code:\n{words}"),
        BlockKind::Row => format!("Row: {}", words.replace(BETWEEN_CELLS, ", ")),
        BlockKind::ListItem => match block.number {
            Some(number) => format!("Item {number}: {words}"),
            None => format!("Item: {words}"),
        },
    };
    say(text, line);
}

pub(crate) fn say(text: &mut String, line: impl AsRef<str>) {
    text.push_str(line.as_ref());
    text.push('\n');
}

pub(crate) fn counted(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}

/// Says what the pictures before a block show, where the page has words for it.
pub(crate) fn name_pictures(text: &mut String, article: &Article, block_idx: usize) {
    let pictures = article.pictures_before(block_idx).iter();
    for words in pictures.filter_map(|picture| article.words_for(picture)) {
        say(text, format!("Picture: {words}"));
    }
}

/// Names the commands.
pub(crate) fn help(text: &mut String) {
    say(text, "N: open article N");
    say(text, "Enter: the next paragraph");
    for (letter, follows, what) in COMMANDS {
        match follows {
            "" => say(text, format!("{letter}: {what}")),
            _ => say(text, format!("{letter} {follows}: {what}")),
        }
    }
}
