//! What a line of a page that dates it has beside the day: fields with labels or with signs between, a day
//! of another calendar. In, the line; out, its bytes, so that their words do not count.

use std::ops::Range;

/// Where a line names fields one by one, those that hold no day: `来源：OUTLET 作者：NAME 2024-03-15`,
/// `NAME | 1 February 2007 | TOPIC`.
pub(crate) fn other_fields(text: &str, known: &[Range<usize>]) -> Vec<Range<usize>> {
    /// A line with more of them may be a menu.
    const MOST_PIPED: usize = 5;
    let n_piped = text.split('|').filter(|part| !part.trim().is_empty());
    let is_piped = (2..=MOST_PIPED).contains(&n_piped.count());
    let piped = parts(text, &['|']).filter(|_| is_piped);
    let named = parts(text, &IS_BLANK).filter(|part| is_field(&text[part.clone()]));
    let holds_none = |part: &Range<usize>| {
        let is_apart = |range: &Range<usize>| range.end <= part.start || part.end <= range.start;
        known.iter().all(is_apart)
    };
    piped.chain(named).filter(holds_none).collect()
}

/// A day of the Hebrew calendar, which stands beside another: `ג' בניסן תשפ"ד`. Its year and day are
/// letters, so they are not read.
pub(crate) fn hebrew_day(text: &str) -> Option<Range<usize>> {
    const MONTHS: &[&str] = &[
        "תשרי",
        "חשון",
        "חשוון",
        "מרחשוון",
        "כסלו",
        "טבת",
        "שבט",
        "אדר",
        "ניסן",
        "אייר",
        "סיון",
        "סיוון",
        "תמוז",
        "אב",
        "אלול",
    ];
    let is_number = |word: &str| word.contains(['\'', '"', '׳', '״']);
    let is_month = |word: &str| {
        let word = word.trim_end_matches(',');
        MONTHS.contains(&word)
            || word
                .strip_prefix('ב')
                .is_some_and(|word| MONTHS.contains(&word))
    };
    let words: Vec<Range<usize>> = parts(text, &[' '])
        .filter(|word| !word.is_empty())
        .collect();
    let month = words
        .iter()
        .position(|word| is_month(&text[word.clone()]))?;
    let is_sign = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| is_number(&text[word.clone()]))
    };
    let first = month.checked_sub(1).filter(|at| is_sign(*at))?;
    // `אדר א'`
    let last = month + (1..=2).take_while(|n| is_sign(month + n)).count();
    Some(words[first].start..words[last].end)
}

/// The parts of a text between signs.
fn parts(text: &str, signs: &[char]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split(signs).map(move |part| {
        let start = at;
        at += part.len()
            + text[start + part.len()..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
        start..start + part.len()
    })
}

/// The blanks between the fields of a line.
pub(crate) const IS_BLANK: [char; 2] = [' ', '\u{3000}'];

/// Whether it is a label in Chinese or Japanese and what it says, without a blank between: `作者：NAME`.
pub(crate) fn is_field(part: &str) -> bool {
    let is_sign = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}');
    part.contains('：')
        || part
            .split_once(':')
            .is_some_and(|(label, rest)| label.ends_with(is_sign) && !rest.is_empty())
}
