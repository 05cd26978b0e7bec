//! Whether some words are the name of a person, where no cue says so: by the given name, by capitals, by
//! what stands beside it, and by what the text below speaks of.

use crate::article::cues::{CUES, Sense};
use crate::article::fold::{fold, n_words};
use crate::article::language::is_frequent;
use crate::article::page::lines::Line;
use crate::article::page::{byline, han};

/// The name of a person that is the text, or stands in it beside a place, an office or a paper:
/// `القاهرة - NAME`, `NAME/PLACE`, `NAME, correspondent`, `گزارش: NAME`.
pub(crate) fn person(text: &str) -> Option<&str> {
    let text = text.trim();
    if is_person(text) {
        return Some(text);
    }
    if let Some((label, name)) = text.split_once([':', '：', '／']) {
        let folded = fold(label);
        let is_other = [Sense::Credit, Sense::Label, Sense::Source, Sense::Tags];
        let is_other = is_other.iter().any(|sense| CUES.any(&folded, *sense));
        let is_label = n_words(label) <= 2 && !is_other;
        return Some(name.trim()).filter(|name| is_label && is_person(name));
    }
    let signs = [
        " - ", " – ", " — ", " ـ ", " ــ ", "/", "|", " • ", " · ", ",", "،",
    ];
    let sign = signs.iter().find(|sign| text.contains(**sign))?;
    let mut parts = text.split(sign).map(str::trim);
    let mut persons = parts.clone().filter(|part| is_person(part));
    let found = persons.next().filter(|_| persons.next().is_none())?;
    (parts.clone().count() == 2 && parts.all(|part| n_words(part) <= 5)).then_some(found)
}

/// Whether the text is a name that begins with a given name of people, behind a title or not, or with
/// a family name where that stands first.
pub(crate) fn is_person(text: &str) -> bool {
    if han::is_name(text) {
        return !is_label(text);
    }
    let text = untitled(text);
    if is_initialled(text) {
        return true;
    }
    let has_case = text.starts_with(char::is_uppercase);
    let is_name = match has_case {
        true => byline::is_cased_name(text),
        false => byline::is_name(text),
    };
    // Four words are a name only with one that names have in their midst.
    const INNER: &[&str] = &["عبد", "بن", "ابن", "أبو", "ابو", "آل", "الله", "الدين"];
    let most = match has_case || text.split(' ').any(|word| INNER.contains(&word)) {
        true => 4,
        false => 3,
    };
    is_name
        && (2..=most).contains(&n_words(text))
        && CUES.start(&fold(text), Sense::Given).is_some()
}

/// A name without the title before it: `أ.د. NAME`.
pub(crate) fn untitled(text: &str) -> &str {
    const TITLES: &[&str] = &[
        "د.",
        "أ.د.",
        "أ.",
        "د/",
        "م.",
        "الدكتور",
        "الدكتورة",
        "ڈاکٹر",
        "دکتر",
        "ד\"ר",
        "ד״ר",
        "פרופ'",
        "Dr.",
        "Dr",
        "Prof.",
        "डॉ.",
    ];
    match text.split_once(' ') {
        Some((title, name)) if TITLES.contains(&title) => name,
        _ => text,
    }
}

/// Whether the text is a family name with initials before or behind it: `Н. РЕЧНАЯ`, `A. B. Stone`.
fn is_initialled(text: &str) -> bool {
    let is_initial = |word: &str| {
        let mut letters = word.split('.');
        let is_one = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_uppercase);
        letters.next_back() == Some("") && word.len() > 1 && letters.all(is_one)
    };
    let is_family = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && word.chars().count() >= 3
            && letters.all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    let n_initials = words.iter().filter(|word| is_initial(word)).count();
    (1..=2).contains(&n_initials)
        && words.len() == n_initials + 1
        && (is_family(first) || is_family(last))
}

/// The text without the brackets that all of it stands in.
pub(crate) fn unbracketed(text: &str) -> &str {
    let inside = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    inside.unwrap_or(text)
}

/// Whether the text is a name by its capitals, though not by its given name: no place and no topic, which
/// the text below would speak of, and none of a page's own words.
pub(crate) fn is_unlike_text(lines: &[Line], name: &str) -> bool {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    byline::is_cased_name(name) && name.split_whitespace().all(is_capital) && is_unlike(lines, name)
}

/// The same in a script without capitals, where nothing of the name shows that it is one: two or three
/// words, the first without an article, none that places have, and none that sentences join others with.
pub(crate) fn is_unlike_text_uncased(lines: &[Line], name: &str) -> bool {
    const JOINING: &[&str] = &[
        "من",
        "في",
        "على",
        "عن",
        "إلى",
        "بين",
        "از",
        "در",
        "به",
        "با",
        "برای",
        "تا",
        "کے",
        "کا",
        "کی",
        "میں",
        "سے",
        "پر",
        "של",
        "על",
        "עם",
        "का",
        "के",
        "की",
        "में",
        "से",
    ];
    let is_uncased = |c: char| matches!(c, '\u{590}'..='\u{77F}' | '\u{900}'..='\u{DFF}');
    name.chars().next().is_some_and(is_uncased)
        && (2..=3).contains(&n_words(name))
        && !name.starts_with("ال")
        && !name.split(' ').any(|word| JOINING.contains(&word))
        && !is_of_place(name)
        && byline::is_name(name)
        && is_unlike(lines, name)
}

/// Whether some words are the name of a place by the first or the last of them.
pub(crate) fn is_of_place(name: &str) -> bool {
    /// What names of places of two words begin with, and what they end with.
    const FIRST: &[&str] = &[
        "رام",
        "بيت",
        "خان",
        "دير",
        "عين",
        "سيدي",
        "تل",
        "بور",
        "كفر",
        "شرم",
        "مرسى",
        "بني",
        "حفر",
        "خميس",
        "نيو",
        "لوس",
        "سان",
        "كوالا",
        "بوينس",
        "نئی",
        "ڈیرہ",
        "سری",
        "بندر",
        "گنبد",
        "مسجد",
        "نیو",
        "לוס",
        "ניו",
        "תל",
        "באר",
        "בני",
        "פתח",
        "ראשון",
        "כפר",
        "ראש",
        "קרית",
        "קריית",
        "גוש",
        "עמק",
        "नई",
        "नयी",
        "उत्तर",
        "मध्य",
        "न्यू",
        "ग्रेटर",
        "নতুন",
        "উত্তর",
        "দক্ষিণ",
        "São",
        "San",
        "Santa",
        "Porto",
        "Puerto",
        "Belo",
        "Buenos",
        "New",
        "Los",
        "Las",
        "Нижний",
        "Великий",
    ];
    const LAST: &[&str] = &[
        "آباد",
        "دہلی",
        "نگر",
        "پور",
        "گڑھ",
        "الشيخ",
        "برق",
        "प्रदेश",
        "दिल्ली",
        "नगर",
        "पुर",
        "बंगाल",
        "सिटी",
        "সিটি",
        "নগর",
    ];
    let mut words = name.split_whitespace();
    words.next().is_some_and(|word| FIRST.contains(&word))
        || words.next_back().is_some_and(|word| LAST.contains(&word))
}

/// Whether the text speaks of something by these very words.
pub(crate) fn is_spoken_of(lines: &[Line], words: &str) -> bool {
    let mut texts = texts(lines);
    !words.is_empty() && texts.any(|line| line.text.contains(words))
}

/// The first lines that are text by their length and their end.
fn texts(lines: &[Line]) -> impl Iterator<Item = &Line> {
    const MOST: usize = 60;
    let is_text = |line: &&Line| line.ended && line.n_chars > 60;
    lines.iter().filter(is_text).take(MOST)
}

fn is_unlike(lines: &[Line], name: &str) -> bool {
    const LONG: usize = 4;
    const PLACES: &[&str] = &[
        "the",
        "el",
        "la",
        "le",
        "les",
        "los",
        "las",
        "il",
        "new",
        "san",
        "santa",
        "saint",
        "north",
        "south",
        "east",
        "west",
        "great",
        "deutsche",
        "neue",
        "нижний",
        "великий",
        "sao",
        "rio",
        "porto",
        "nova",
        "belo",
        "puerto",
        "ciudad",
        "buenos",
        "villa",
        "fort",
        "mount",
    ];
    let words = || name.split_whitespace();
    let is_own = |word: &str| {
        let folded = fold(word);
        CUES.furniture(&folded).is_some()
            || PLACES.contains(&folded.as_str())
            || is_frequent(&folded, "en") && folded != "will"
    };
    let is_spoken_of = |word: &str| {
        let small = word.to_lowercase();
        word.chars().count() >= LONG
            && texts(lines).any(|line| line.text.contains(word) || line.text.contains(&small))
    };
    !words().any(|word| is_own(word) || is_spoken_of(word))
}

/// Whether a word is no part of a name: of a section, of a picture, of a paper, a day.
pub(crate) fn is_label(word: &str) -> bool {
    let senses = [
        Sense::Section,
        Sense::Label,
        Sense::Credit,
        Sense::Weekday,
        Sense::Paper,
    ];
    senses.iter().any(|sense| CUES.is(&fold(word), *sense))
}
