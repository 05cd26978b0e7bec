//! Pictures in a page of text: the words under them, who took them, and the labels that pages
//! glue to both.

use memchr::memchr_iter;

use crate::article::cues::{CUES, Sense};
use crate::article::fold::{fold, has_words, n_words, skip_words};
use crate::article::page::lines::{Line, is_ended};
use crate::article::page::{Role, byline};
use crate::article::{BlockKind, Reason};

/// Longer lines are text, whatever they end with.
const LONGEST: usize = 420;

/// What a line is that belongs to a picture; none if it does not.
pub(crate) fn role(lines: &[Line], idx: usize) -> Option<Role> {
    let line = &lines[idx];
    if line.n_chars > LONGEST {
        return None;
    }
    if let Some(caption) = twice_with_label(&line.text) {
        return Some(Role::Glued(vec![
            (Role::Block(BlockKind::Caption), caption),
            (Role::Left(Reason::Credit), line.text.clone()),
        ]));
    }
    if let Some((label, caption)) = behind_label(line) {
        return Some(Role::Glued(vec![
            (Role::Left(Reason::Credit), label.to_owned()),
            (Role::Block(BlockKind::Caption), caption.to_owned()),
        ]));
    }
    if is_credit(line) || is_label(line) {
        return Some(Role::Left(Reason::Credit));
    }
    match is_below_label(lines, idx) {
        Some(true) => return Some(Role::Left(Reason::Credit)),
        Some(false) => return Some(Role::Block(BlockKind::Caption)),
        None => {}
    }
    let is_first_of_two = lines
        .get(idx + 1)
        .is_some_and(|next| next.text == line.text);
    let is_caption = has_credit(line)
        || has_label(line)
        || is_first_of_two && line.n_chars >= 25 && !(line.ended && line.n_chars > 150)
        || is_before_credit(lines, idx);
    is_caption.then_some(Role::Block(BlockKind::Caption))
}

/// Whether the line above is nothing but a label of a picture, which this line then belongs to, and if so,
/// whether it is that of its source: `Image source,`, `،تصویر کا کیپشن`. Longer lines are text.
pub(crate) fn is_below_label(lines: &[Line], idx: usize) -> Option<bool> {
    const LONGEST: usize = 200;
    const MOST_WORDS: usize = 8;
    let (line, above) = (&lines[idx], lines.get(idx.checked_sub(1)?)?);
    let is_open = above.text.ends_with([',', '،', ':']) || above.text.starts_with('،');
    let is_bare = is_open && CUES.is(above.folded(), Sense::Label) && is_label(above);
    let is_of_source = is_bare && CUES.is(above.folded(), Sense::Credit);
    let is_short = match is_of_source {
        true => !line.ended && line.n_words() <= MOST_WORDS,
        false => line.n_chars <= LONGEST,
    };
    (is_bare && is_short).then_some(is_of_source)
}

/// Whether the line by itself is a caption or a credit, whatever stands around it.
pub(crate) fn is_own(line: &Line) -> bool {
    line.n_chars <= LONGEST
        && (is_credit(line)
            || is_label(line)
            || behind_label(line).is_some()
            || has_credit(line)
            || has_label(line)
            || twice_with_label(&line.text).is_some())
}

/// Whether it is what stands for a picture where that is not shown: the caption below it begins so, and has
/// more words or a credit.
pub(crate) fn is_alt(lines: &[Line], idx: usize) -> bool {
    let text = lines[idx].text.trim_end_matches(['.', '…']);
    lines.get(idx + 1).is_some_and(|caption| {
        let has_credit = caption.text.ends_with([')', ']']) || is_own(caption);
        has_credit && caption.text.len() > text.len() && caption.text.starts_with(text)
    })
}

/// The name in brackets at the very end of a caption, or behind its credit.
pub(crate) fn credited(text: &str) -> Option<&str> {
    let inside = text.trim_end().strip_suffix(')')?;
    let (_, inside) = inside.rsplit_once('(')?;
    let name = inside.rsplit(':').next().unwrap_or(inside).trim();
    (name.contains(char::is_alphabetic) && n_words(name) <= 6).then_some(name)
}

/// A label that the line begins with, glued to what follows: `article imageThe ship`.
pub(crate) fn glued_label(line: &Line) -> Option<(String, String)> {
    let n = (1..=3).rev().find(|n| {
        let rest = skip_glued(&line.text, *n);
        rest.is_some_and(|(label, _)| CUES.is(&fold(label), Sense::Label))
    })?;
    let (label, rest) = skip_glued(&line.text, n)?;
    Some((label.to_owned(), rest.to_owned()))
}

/// The text up to the capital that is glued to its `n`th word, and from it.
fn skip_glued(text: &str, n: usize) -> Option<(&str, &str)> {
    let mut before = ' ';
    let mut word = 0;
    for (at, c) in text.char_indices() {
        if before.is_whitespace() && !c.is_whitespace() {
            word += 1;
        }
        if word == n && before.is_lowercase() && c.is_uppercase() {
            return Some((&text[..at], &text[at..]));
        }
        if word > n {
            return None;
        }
        before = c;
    }
    None
}

/// `X File photo X` and `X X` → `X`: a caption and the words that stand for the picture.
fn twice_with_label(text: &str) -> Option<String> {
    let blanks = || memchr_iter(b' ', text.as_bytes());
    let n = blanks().count() + 1;
    if !(4..=80).contains(&n) {
        return None;
    }
    // Between the two stand three words at most: one has half of all words, or one less.
    let mut ends = blanks().skip(n / 2 - 2);
    let (shorter, longer) = (ends.next()?, ends.next()?);
    let twice = |end: usize, n_words: usize| {
        let (caption, rest) = text.split_at(end);
        let between = rest.strip_suffix(caption)?.strip_suffix(' ')?;
        let is_label = match between.strip_prefix(' ') {
            None => n_words >= 3,
            Some(label) => CUES.is(&fold(label), Sense::Label),
        };
        (n_words >= 2 && is_label).then(|| caption.to_owned())
    };
    twice(longer, n / 2).or_else(|| twice(shorter, n / 2 - 1))
}

/// A line that begins with a label of a picture: `Image source, NAME`, `Image caption,`; nothing else
/// begins with a comma.
fn is_label(line: &Line) -> bool {
    let label = || CUES.start(line.folded(), Sense::Label);
    let is_label = |n| n == line.n_words() || set_off(&line.text, n).is_some();
    line.n_chars <= 80
        && !line.ended
        && (line.text.starts_with('،') || label().is_some_and(is_label))
}

/// A label that is no credit and the caption behind it: `Image caption, X`.
fn behind_label(line: &Line) -> Option<(&str, &str)> {
    let n = CUES
        .start(line.folded(), Sense::Label)
        .filter(|n| *n >= 2)?;
    let is_credit = CUES.start(line.folded(), Sense::Credit) >= Some(n);
    let caption = set_off(&line.text, n).filter(|rest| !is_credit && has_words(rest, 2))?;
    Some(line.text.split_at(line.text.len() - caption.len()))
}

/// What stands behind the first words, if a comma or a colon sets them off; right to left some
/// pages have the comma before them.
fn set_off(text: &str, n_words: usize) -> Option<&str> {
    let rest = skip_words(text, n_words).trim_start();
    rest.strip_prefix([',', '،', ':'])
        .or_else(|| text.starts_with('،').then_some(rest))
        .map(str::trim_start)
}

/// A line that ends with a label of a picture, `The bridge - file photo`, `(أرشيفية)`, or in Japanese with
/// when it was taken.
fn has_label(line: &Line) -> bool {
    /// The bytes at the end of a line that a label takes.
    const NEAR: usize = 60;
    if line.n_chars > 200 {
        return false;
    }
    let text = line.text.trim_end_matches(['.', ' ']);
    let from = text.ceil_char_boundary(text.len().saturating_sub(NEAR));
    // `渡り鳥=1月30日午後8時`
    let is_dated =
        |end: &str| end.contains(['日', '時']) && end.contains(|c: char| c.is_ascii_digit());
    if text[from..]
        .rsplit_once(['=', '＝'])
        .is_some_and(|(_, end)| is_dated(end))
    {
        return true;
    }
    let label = match text[from..].strip_suffix(')') {
        Some(text) => text.rsplit_once('('),
        None => text[from..]
            .rsplit_once(['-', '–', '—'])
            .filter(|(words, _)| words.ends_with(' ')),
    };
    label.is_some_and(|(_, label)| CUES.is(&fold(label), Sense::Label) && has_words(&line.text, 3))
}

/// A line that is nothing but a credit: `Image: NAME`, `© NAME / NAME`.
pub(crate) fn is_credit(line: &Line) -> bool {
    if line.n_chars > 120 || line.ended && line.n_chars > 80 {
        return false;
    }
    let starts_with_credit = CUES.start(line.folded(), Sense::Credit).is_some_and(|n| {
        let rest = skip_words(&line.text, n).trim_start();
        let is_named = || {
            let name = set_off(&line.text, n).filter(|_| !line.ended);
            name.is_some_and(|name| byline::is_cased_name(name) || n >= 2 && n_words(name) <= 4)
        };
        rest.starts_with([':', '/', '…']) || rest.starts_with("...") || is_named()
    });
    if is_of_agency(line) {
        return true;
    }
    let is_marked = line.text.starts_with('©') && !line.text.contains(|c: char| c.is_ascii_digit());
    starts_with_credit || is_marked && line.n_words() <= 10
}

/// Whether it is a name and an agency of pictures, `NAME / Getty Images`.
fn is_of_agency(line: &Line) -> bool {
    const LONGEST: usize = 80;
    let Some((name, agency)) = line
        .text
        .rsplit_once('/')
        .filter(|_| line.n_chars <= LONGEST)
    else {
        return false;
    };
    let name = name.rsplit('/').next().unwrap_or(name).trim();
    let is_agency = |text: &str| {
        let folded = fold(text);
        CUES.is(&folded, Sense::Agency) || CUES.is(&folded, Sense::Credit)
    };
    !line.ended && is_agency(agency) && (byline::is_cased_name(name) || is_agency(name))
}

/// Whether the line ends with a credit: `… Foto: NAME/agency`, `… (NAME/AGENCY)`, `… © NAME`.
fn has_credit(line: &Line) -> bool {
    /// A caption is mostly shorter.
    const LONGEST: usize = 120;
    if line.ended && !line.text.trim_end().ends_with(')') {
        return false;
    }
    let unbracketed = line.text.trim_end().strip_suffix(')');
    if let Some((before, inside)) = unbracketed.and_then(|text| text.rsplit_once('(')) {
        // `… CAPTION.(DOK. NAME)`
        let is_large = inside.contains(char::is_uppercase) && !inside.contains(char::is_lowercase);
        let is_glued = before.ends_with('.') && is_large;
        let is_labelled = (inside.contains(':') || is_glued)
            && CUES.start(&fold(inside), Sense::Credit).is_some()
            && n_words(inside) <= 10;
        // Behind a last sentence stand the initials of those who wrote it.
        let is_sentence = line.n_chars > LONGEST && is_ended(before.trim_end());
        let is_initials = !inside.contains(|c: char| c.is_whitespace() || c.is_uppercase());
        let is_shared = inside.contains(['/', '／', '╱'])
            && n_words(inside) <= 8
            && !inside.contains("//")
            && !(is_sentence && inside.contains(char::is_lowercase) && is_initials)
            && !(is_sentence && line.n_chars > 2 * LONGEST);
        let is_agency = CUES.is(&fold(inside), Sense::Agency) && line.n_chars < 200;
        let opens_with_it = line.text.starts_with('(');
        return !opens_with_it && (is_labelled || is_shared || is_agency && !line.ended);
    }
    // `… | AP Photo`
    if let Some((caption, credit)) = line.text.rsplit_once('|') {
        let folded = fold(credit);
        let is_known = [Sense::Credit, Sense::Agency]
            .iter()
            .any(|sense| CUES.any(&folded, *sense));
        if is_known && n_words(credit) <= 4 && has_words(caption, 5) {
            return true;
        }
    }
    // The last "label: name" of the line, with few words behind it.
    let Some((before, name)) = line.text.rsplit_once(": ") else {
        return line
            .text
            .rsplit_once('©')
            .is_some_and(|(before, name)| !before.trim().is_empty() && n_words(name) <= 6);
    };
    let label = before.rsplit([' ', '.']).next().unwrap_or_default();
    let first = before.len() > label.len();
    first && n_words(name) <= 7 && CUES.is(&fold(label), Sense::Credit)
}

/// A short line without an end mark directly above a credit.
fn is_before_credit(lines: &[Line], idx: usize) -> bool {
    let line = &lines[idx];
    line.n_chars < 160
        && (3..=14).contains(&line.n_words())
        && !line.bullet
        && lines.get(idx + 1).is_some_and(is_credit)
        && !line.ended
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::page::lines::split;

    #[test]
    fn captions_and_credits() {
        let check = |text: &str, expected: Option<&str>| {
            let found = match role(&split(text).lines, 0) {
                Some(Role::Block(BlockKind::Caption)) => Some("caption".to_owned()),
                Some(Role::Left(Reason::Credit)) => Some("credit".to_owned()),
                Some(Role::Glued(parts)) => parts.first().map(|(_, text)| text.clone()),
                _ => None,
            };
            assert_eq!(found.as_deref(), expected, "{text:?}");
        };
        check("A grey ship File photo A grey ship", Some("A grey ship"));
        check("A grey ship A grey ship", Some("A grey ship"));
        check("The ship leaves port at night (AP)", Some("caption"));
        check("Saturn, 2004. (NASA/JPL/Space Institute)", Some("caption"));
        check("Ein Schiff im Hafen Foto: Jan Maat/imago", Some("caption"));
        check("سفينة في الميناء (تصوير: الجريدة)", Some("caption"));
        check("Image: J. SAILOR", Some("credit"));
        check("Image source, Getty Images", Some("credit"));
        check("صدر الصورة، Getty Images", Some("credit"));
        check("،تصویر کا ذریعہ Getty Images", Some("credit"));
        check("،تصویر کا ذریعہGetty Images", Some("credit"));
        check("Kaynak, Getty Images", Some("credit"));
        check("Image caption, The ship leaves", Some("Image caption, "));
        check(
            "التعليق على الصورة، سفينة في الميناء",
            Some("التعليق على الصورة، "),
        );
        check("،تصویر کا کیپشن ایک جہاز", Some("،تصویر کا کیپشن "));
        check("Photos, maps and charts of the sea", None);
        check("© REUTERS / J. SAILOR", Some("credit"));
        check("The ship, he said, had left (and never came back).", None);
        check("The captain said: the ship sinks", None);
        check("A headline about ships", None);
    }

    #[test]
    fn labels_come_off() {
        let check = |text: &str, expected: Option<(&str, &str)>| {
            let found = glued_label(&split(text).lines[0]);
            let found = found.as_ref().map(|(a, b)| (a.as_str(), b.as_str()));
            assert_eq!(found, expected, "{text:?}");
        };
        check(
            "article imageU.S. and Russia",
            Some(("article image", "U.S. and Russia")),
        );
        check("Image captionA ship", Some(("Image caption", "A ship")));
        check("An iPhone is sold", None);
    }
}
