//! What is known about an article, as pieces for the metadata pane, in sections: a label, then its
//! value in the value's own direction. What the page does not say is named once, at the end.

use crate::app::details::{Entry, Section};
use crate::app::list::{Content, Item};
use crate::app::reader::Reader;
use crate::article::{Article, Reason, Words};
use crate::layout::{Part, Piece, Role};
use crate::library::Source;
use crate::text::{Controls, Direction, Marks, Options, paragraph_direction};

/// Words that a practised reader reads in a minute.
const WORDS_A_MINUTE: usize = 200;

/// The pieces for an item, and the entries that they make up; `reader` has the article behind it
/// once it is open. Of the sections that are `closed` there is only the heading.
pub(crate) fn pieces(
    item: &Item,
    reader: Option<&Reader>,
    marks: Marks,
    closed: [bool; 3],
) -> (Vec<Piece<'static>>, Vec<Entry>) {
    let mut fields = Fields {
        marks,
        closed,
        ..Fields::default()
    };
    if let Some(reader) = reader {
        of_article(&mut fields, &reader.article);
        of_text(&mut fields, &reader.article, reader.words);
    }
    fields.open(Section::Page);
    if let Content::Trouble(why) = &item.content {
        fields.add("Not shown", why);
    }
    match &item.source {
        Some(Source::Bundled(_)) => fields.add("Source", "comes with akhbar"),
        Some(Source::Input(_)) => fields.add("Source", "standard input"),
        _ => {}
    }
    if let Some(source) = &item.source {
        fields.add("File", &source.name());
    }
    if let Some(reader) = reader {
        of_page(&mut fields, &reader.article);
    }
    if !fields.absent.is_empty() {
        let absent = fields.absent.join(", ");
        fields.add("The page does not say", &absent);
    }
    (fields.pieces, fields.entries)
}

#[derive(Default)]
struct Fields {
    pieces: Vec<Piece<'static>>,
    entries: Vec<Entry>,
    absent: Vec<&'static str>,
    closed: [bool; 3],
    marks: Marks,
    /// That of the article, which decides for what its page says.
    direction: Direction,
}

impl Fields {
    /// Begins a section: what is added next belongs to it.
    fn open(&mut self, section: Section) {
        let idx = self.pieces.len();
        let options = Options::default();
        let mut heading = Piece::new(Part::Entry(idx), Role::Heading, section.name(), options);
        let is_closed = self.closed[section as usize];
        heading.marker = Some(if is_closed { "▸" } else { "▾" });
        heading.indent = 2;
        heading.space_before = true;
        self.pieces.push(heading);
        self.entries.push(Entry {
            section,
            is_heading: true,
            pieces: idx..idx + 1,
        });
    }

    /// Adds what akhbar says.
    fn add(&mut self, label: &'static str, value: &str) {
        self.add_values(label, [value], |_| None);
    }

    /// Adds what the page says, each value in the direction that it has in the article.
    fn quote<'a>(&mut self, label: &'static str, values: impl IntoIterator<Item = &'a str>) {
        let direction = self.direction;
        self.add_values(label, values, |value| {
            Some(paragraph_direction(value, direction))
        });
    }

    fn add_values<'a>(
        &mut self,
        label: &'static str,
        values: impl IntoIterator<Item = &'a str>,
        direction: impl Fn(&str) -> Option<Direction>,
    ) {
        let options = |direction| Options {
            direction,
            marks: self.marks,
            controls: Controls::Ignore,
        };
        let mut values = values.into_iter().peekable();
        if values.peek().is_none() {
            self.absent.push(label);
            return;
        }
        let Some(before) = self.entries.last() else {
            return;
        };
        let (section, is_first) = (before.section, before.is_heading);
        if self.closed[section as usize] {
            return;
        }
        let first = self.pieces.len();
        let part = |pieces: &[Piece<'_>]| Part::Entry(pieces.len());
        let mut label = Piece::new(part(&self.pieces), Role::Label, label, options(None));
        label.space_before = !is_first;
        self.pieces.push(label);
        for value in values {
            let piece = Piece::new(
                part(&self.pieces),
                Role::Value,
                value.to_owned(),
                options(direction(value)),
            );
            self.pieces.push(piece);
        }
        self.entries.push(Entry {
            section,
            is_heading: false,
            pieces: first..self.pieces.len(),
        });
    }
}

fn of_article(fields: &mut Fields, article: &Article) {
    let date = article.published.date.map(|date| date.to_string());
    let clock = article.published.time.map(|time| time.to_string());

    fields.open(Section::Article);
    fields.direction = article.direction;
    fields.quote("Title", article.title.as_deref());
    fields.quote("Subtitle", article.subtitle.as_deref());
    fields.quote("Byline", article.byline.iter().map(String::as_str));
    fields.quote("Outlet", article.outlet.as_deref());
    fields.quote("Agency", article.agency.as_deref());
    fields.quote("Date", date.as_deref());
    fields.quote("Time", clock.as_deref());
    fields.quote("Section", article.section.as_deref());
    fields.quote("Tags", article.tags.iter().map(String::as_str));
    fields.quote("Captions", article.document.captions());
}

fn of_text(fields: &mut Fields, article: &Article, words: Words) {
    let language = article.language.map(|tag| match language_name(tag) {
        Some(name) => format!("{name} ({tag})"),
        None => tag.to_owned(),
    });
    let stated = article
        .reading_minutes
        .map(|minutes| format!("{minutes} min, says the page"));
    let (n_words, shown) = match words {
        Words::Counted(n_words) => (n_words, n_words.to_string()),
        Words::About(n_words) => (n_words, format!("about {}", rounded(n_words))),
    };
    let minutes = n_words.div_ceil(WORDS_A_MINUTE).max(1);
    let time = match minutes {
        0..=599 => format!("about {minutes} min"),
        _ => format!("about {} hours", minutes / 60),
    };
    let direction = match article.direction {
        Direction::Rtl => "right to left",
        Direction::Ltr => "left to right",
    };

    fields.open(Section::Text);
    fields.add_values("Language", language.as_deref(), |_| None);
    fields.add("Direction", direction);
    fields.add("Words", &shown);
    let reading = stated.unwrap_or(time);
    fields.add("Reading time", &reading);
}

fn of_page(fields: &mut Fields, article: &Article) {
    let facts = &article.facts;
    let lossy = if facts.lossy { ", with errors" } else { "" };
    fields.add("Encoding", &format!("{}{lossy}", facts.encoding));
    let size = format!(
        "{}, {}",
        counted(facts.n_bytes, "byte"),
        counted(facts.n_lines, "line")
    );
    fields.add("Size", &size);
    let mut reasons: Vec<(Reason, usize)> = Vec::new();
    for line in &article.removed {
        match reasons
            .iter_mut()
            .find(|(reason, _)| *reason == line.reason)
        {
            Some((_, n_lines)) => *n_lines += 1,
            None => reasons.push((line.reason, 1)),
        }
    }
    let total = match article.removed.len() {
        0 => "nothing".to_owned(),
        1 => "1 line; x shows it".to_owned(),
        n_lines => format!("{n_lines} lines; x shows them"),
    };
    let counts: Vec<String> = reasons
        .iter()
        .map(|(reason, n_lines)| format!("{n_lines} × {}", reason.as_str()))
        .collect();
    let values = std::iter::once(&total).chain(&counts).map(String::as_str);
    fields.add_values("Left out", values, |_| None);
}

/// An estimate to two figures.
fn rounded(n: usize) -> usize {
    let unit = 10usize.pow(n.max(1).ilog10().saturating_sub(1));
    (n + unit / 2) / unit * unit
}

fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// The English name of a language and its own, for those that pages here are most often in.
fn language_name(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "ar" => "Arabic, العربية",
        "ur" => "Urdu, اردو",
        "fa" => "Persian, فارسی",
        "he" => "Hebrew, עברית",
        "en" => "English",
        "ps" => "Pashto, پښتو",
        "sd" => "Sindhi, سنڌي",
        "ckb" => "Sorani Kurdish, کوردی",
        "ug" => "Uyghur, ئۇيغۇرچە",
        "yi" => "Yiddish, ייִדיש",
        "de" => "German, Deutsch",
        "fr" => "French, français",
        "es" => "Spanish, español",
        "it" => "Italian, italiano",
        "pt" => "Portuguese, português",
        "tr" => "Turkish, Türkçe",
        "nl" => "Dutch, Nederlands",
        _ => return None,
    })
}
