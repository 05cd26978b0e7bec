//! What is known about an article, as pieces for the metadata pane, in sections: a label, then its
//! value in the value's own direction. What the page does not say is named once. What takes longer
//! to find out comes when it is there.

use std::sync::Arc;

use crate::app::details::{Entry, Section};
use crate::app::fields::Fields;
use crate::app::item::Content;
use crate::app::list::List;
use crate::app::message::Effect;
use crate::app::reader::Reader;
use crate::app::related::{Related, Tie};
use crate::app::state::State;
use crate::article::{
    Article, Date, Facts, Lookalike, Reason, Recurring, Survey, Time, Words, language_names,
    lookalikes, words_a_minute,
};
use crate::layout::Piece;
use crate::library::Source;
use crate::text::{Direction, Marks, name};

/// What the pane is made from.
pub(crate) struct Known<'a> {
    pub(crate) list: &'a List,
    /// The item that it is about.
    pub(crate) item_idx: usize,
    /// The article behind it, once it is open.
    pub(crate) reader: Option<&'a Reader>,
    pub(crate) related: &'a Related,
    pub(crate) sending: Option<&'a Sending>,
}

/// How text is sent to the terminal, from whoever knows the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// The name of the profile.
    pub profile: &'static str,
    /// Why it was chosen.
    pub why: String,
    /// Whether the terminal is known.
    pub is_sure: bool,
    /// Whether the user chose it for this terminal.
    pub is_chosen: bool,
    /// Whether the terminal has said all that it says of itself.
    pub is_through: bool,
    /// What the terminal is remembered by.
    pub terminal: String,
    /// The names of all profiles.
    pub profiles: Vec<&'static str>,
}

/// The pieces for an item, and the entries that they make up. Of the sections that are `closed`
/// there is only the heading.
pub(crate) fn pieces(
    known: &Known<'_>,
    marks: Marks,
    closed: [bool; Section::N],
) -> (Vec<Piece<'static>>, Vec<Entry>) {
    let mut fields = Fields {
        marks,
        closed,
        ..Fields::default()
    };
    let Some(item) = known.list.items.get(known.item_idx) else {
        return (fields.pieces, fields.entries);
    };
    if let Some(reader) = known.reader {
        of_article(&mut fields, &reader.article);
        of_text(&mut fields, reader);
    }
    fields.open(Section::Page);
    if let Some(why) = item.content.trouble() {
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
    if let Some(reader) = known.reader {
        of_page(&mut fields, &reader.article);
    }
    if !fields.absent.is_empty() {
        let absent = fields.absent.join(", ");
        fields.add("The page does not say", &absent);
    }
    of_list(&mut fields, known);
    if let Some(sending) = known.sending {
        of_terminal(&mut fields, sending);
    }
    (fields.pieces, fields.entries)
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

fn of_text(fields: &mut Fields, reader: &Reader) {
    let (article, words) = (&reader.article, reader.words);
    let language = article.language.map(named_language);
    let stated = article
        .reading_minutes
        .map(|minutes| format!("{minutes} min, says the page"));
    let (n_words, shown) = match words {
        Words::Counted(n_words) => (n_words, n_words.to_string()),
        Words::About(n_words) => (n_words, format!("about {}", rounded(n_words))),
    };
    let pace = words_a_minute(article.language);
    let minutes = n_words.div_ceil(pace).max(1);
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
    of_honesty(fields, article);
    if let Some(survey) = &reader.survey {
        of_survey(fields, survey);
    }
}

fn of_survey(fields: &mut Fields, survey: &Survey) {
    let n_characters = survey.tally.n_characters;
    let shown = match survey.is_sampled {
        true => format!("about {}", rounded(n_characters)),
        false => n_characters.to_string(),
    };
    fields.add("Characters", &shown);
    if let Some(per_cent) = survey.tally.rtl_per_cent() {
        fields.add("Right-to-left letters", &format!("{per_cent}%"));
    }
    let in_language = |(tag, n): &(&'static str, usize)| format!("{n} in {}", named_language(tag));
    let languages: Vec<String> = survey.languages.iter().map(in_language).collect();
    if !languages.is_empty() {
        fields.add_values("Paragraphs", languages.iter().map(String::as_str), |_| None);
    }
    let (names, numbers) = match survey.is_sampled {
        true => ("Names and terms, from samples", "Numbers, from samples"),
        false => ("Names and terms", "Numbers"),
    };
    for (label, recurring) in [(names, &survey.names), (numbers, &survey.numbers)] {
        let counted = |found: &Recurring| format!("{} ({})", found.text, found.count);
        let values: Vec<String> = recurring.iter().map(counted).collect();
        if !values.is_empty() {
            fields.quote(label, values.iter().map(String::as_str));
        }
    }
}

/// Other articles of the list that have something in common with this one.
fn of_list(fields: &mut Fields, known: &Known<'_>) {
    let group = |tie: Tie| Some((tie, known.related.group(known.item_idx, tie)?));
    let mut groups = Tie::ALL.into_iter().filter_map(group).peekable();
    if groups.peek().is_none() {
        return;
    }
    fields.open(Section::List);
    for (tie, group) in groups {
        let label = match tie {
            Tie::Byline => "By the same writers",
            Tie::Outlet => "From the same outlet",
            Tie::Day => "Of the same day",
        };
        let named: Vec<usize> = group.named().collect();
        let count = match group.n_items - named.len() {
            0 => counted(group.n_items, "article"),
            _ => format!("{}, the nearest:", counted(group.n_items, "article")),
        };
        fields.add(label, &count);
        for item_idx in named {
            if let Some(Content::Article(summary)) =
                known.list.items.get(item_idx).map(|item| &item.content)
            {
                fields.add_item(item_idx, summary.title.as_str(), summary.direction);
            }
        }
    }
}

fn of_terminal(fields: &mut Fields, sending: &Sending) {
    fields.open(Section::Terminal);
    fields.add("Order of text", sending.profile);
    fields.add("Because", &sending.why);
    let advice = match sending.is_chosen {
        true => "g t shows lines in each order, to choose again from",
        false => "g t shows lines in each order, to choose from",
    };
    fields.add("If it reads wrong", advice);
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
    if let (Some(date), Some(time)) = saved(article) {
        fields.add("Saved", &format!("{date} {time} UTC"));
    }
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

/// What the text is not as it seems, or was not before it was mended; nothing of a sound one.
fn of_honesty(fields: &mut Fields, article: &Article) {
    let Facts {
        hidden, mending, ..
    } = &article.facts;
    let hidden: Vec<String> = [
        (hidden.n_overrides, "override of direction"),
        (hidden.n_isolates, "isolate"),
        (hidden.n_zero_width, "character of no width"),
        (hidden.n_tags, "tag"),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .map(|(n, what)| format!("{n} × {what}"))
    .collect();
    let misread = mending.misread_as;
    let misread = misread.map(|encoding| format!("UTF-8 that had been read as {encoding}"));
    let forms = match mending.n_forms {
        0 => None,
        n_forms => Some(format!("{n_forms} × presentation form, now a letter")),
    };
    let mended: Vec<String> = misread.into_iter().chain(forms).collect();
    let alike = lookalikes(article);
    let alike = alike
        .iter()
        .map(|Lookalike { word, letter }| format!("\u{2068}{word}\u{2069} with {}", name(*letter)));
    let alike: Vec<String> = alike.collect();
    for (label, values) in [
        ("Hidden characters", hidden),
        ("Mended", mended),
        ("Look-alikes", alike),
    ] {
        if !values.is_empty() {
            fields.add_values(label, values.iter().map(String::as_str), |_| None);
        }
    }
}

fn saved(article: &Article) -> (Option<Date>, Option<Time>) {
    let saved = article.facts.saved.unwrap_or_default();
    (saved.date, saved.time)
}

/// An estimate to two figures.
fn rounded(n: usize) -> usize {
    let unit = 10usize.pow(n.max(1).ilog10().saturating_sub(1));
    (n + unit / 2) / unit * unit
}

fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

impl State {
    /// Whether the text of the open article is still to be looked through for what the details
    /// show of it.
    pub fn is_to_be_surveyed(&self) -> bool {
        let is_wanted = |reader: &Reader| !reader.is_survey_asked;
        self.reader.as_ref().is_some_and(is_wanted) && self.arrangement().about.is_some()
    }
}

/// Asks for a look through the text of the open article.
pub(crate) fn ask_for_survey(state: &mut State) -> Vec<Effect> {
    let is_wanted = state.is_to_be_surveyed();
    match state.reader.as_mut().filter(|_| is_wanted) {
        Some(reader) => {
            reader.is_survey_asked = true;
            let item_idx = reader.item_idx;
            vec![Effect::Survey { item_idx }]
        }
        None => vec![],
    }
}

/// Takes in what a look through a text has found, and shows it where that is open.
pub(crate) fn take_survey(state: &mut State, item_idx: usize, survey: &Arc<Survey>) {
    let readers = [&mut state.reader, &mut state.other];
    for reader in readers.into_iter().flatten() {
        if reader.item_idx == item_idx {
            reader.survey = Some(Arc::clone(survey));
        }
    }
    state.refresh_about();
}

/// A language by its English name, its own where that is another, and its tag.
fn named_language(tag: &'static str) -> String {
    match language_names(tag) {
        Some([english, own]) if english == own => format!("{english} ({tag})"),
        Some([english, own]) => format!("{english}, {own} ({tag})"),
        None => tag.to_owned(),
    }
}
