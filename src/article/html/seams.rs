//! Fields of a short line that nothing but their look parts: `By<a>Ann Lee</a><time>2 May 2024</time>`. In,
//! the line and where elements begin and end in it without a blank; out, what is to stand there. Words
//! that elements only colour stay whole.

use crate::article::cues::{CUES, Hit, Place, Sense};
use crate::article::date_parse::dates;
use crate::article::fold::{fold, n_words};
use crate::article::html::passage::Linked;
use crate::article::page::byline;
use crate::article::page::lines::is_ended;

/// Longer lines are text, in bytes.
pub(crate) const LONGEST: usize = 320;

/// Words of a line of fields at most.
const MOST_WORDS: usize = 30;

/// Whether elements of a name hold fields.
pub(crate) fn is_field(name: &str) -> bool {
    matches!(
        name,
        "span" | "a" | "time" | "b" | "strong" | "em" | "i" | "small" | "font" | "cite" | "abbr"
    )
}

/// The places in bytes where fields border on each other, each with what parts them.
pub(crate) fn borders(line: &str, seams: &[usize], links: &[Linked]) -> Vec<(usize, char)> {
    let mut ends: Vec<usize> = seams
        .iter()
        .copied()
        .filter(|at| *at < line.len())
        .collect();
    ends.dedup();
    if ends.is_empty() || n_words(line) > MOST_WORDS {
        return Vec::new();
    }
    let is_text = is_ended(line);
    ends.push(line.len());
    let mut found = Vec::new();
    let mut start = 0;
    for pair in ends.windows(2) {
        let (at, end) = (pair[0], pair[1]);
        let (before, after) = (&line[start..at], &line[at..end]);
        start = at;
        let is_between = |pair: &[Linked]| pair[0].0.end == at && pair[1].0.start == at;
        let are_links = links.windows(2).any(is_between);
        let is_parted =
            before.ends_with(char::is_whitespace) || after.starts_with(char::is_whitespace);
        let sign = match are_links && !is_text && !is_parted {
            true => Some(' '),
            // What a line begins with joins nothing.
            false => border(
                before,
                after,
                is_text || before.len() == at && is_and(before),
            ),
        };
        found.extend(sign.map(|sign| (at, sign)));
    }
    found
}

/// What parts two stretches of a line that touch, where they are two fields.
fn border(before: &str, after: &str, is_text: bool) -> Option<char> {
    const LINE: char = '\u{2028}';
    let (last, next) = (before.chars().next_back()?, after.chars().next()?);
    if last.is_whitespace() || next.is_whitespace() {
        return None;
    }
    if !is_text && (is_sign(before) || is_sign(after)) {
        return Some(' ');
    }
    if !next.is_alphanumeric() {
        return None;
    }
    // What a formula is made of is no field.
    if !before.contains(char::is_alphanumeric) {
        return None;
    }
    if matches!(last, ':' | '：') {
        let is_clock = before.trim_end_matches(last).ends_with(char::is_numeric);
        return (!is_clock).then_some(' ');
    }
    let is_large = next.is_uppercase() || next.is_numeric();
    let word = |text: &str| text.chars().take_while(|c| c.is_alphabetic()).count();
    let has_case = next.is_lowercase() || next.is_uppercase();
    let is_joined = || is_and(after) || is_and(before) && next.is_uppercase();
    if is_label(before) && (is_large || !has_case && word(after) > 2) || !is_text && is_joined() {
        return Some(' ');
    }
    let is_new = is_large || !has_case || !is_text && word(after) > 1;
    // A number goes on, unless a day ends with it.
    let ends_day = || dates(before).iter().any(|it| it.range.end == before.len());
    let is_number = last.is_numeric() && next.is_numeric() && !ends_day();
    if is_new && !is_number && !(dates(before).is_empty() && dates(after).is_empty()) {
        return Some(LINE);
    }
    // A name and what the person is.
    let is_name = last.is_lowercase() && next.is_uppercase() && word(after) > 1;
    (is_name && !is_text && byline::is_cased_name(before)).then_some(LINE)
}

fn is_sign(part: &str) -> bool {
    let mut signs = part.trim().chars();
    matches!(signs.next(), Some('|' | '·' | '•' | '–' | '—' | '/')) && signs.next().is_none()
}

/// Whether a stretch says what the next one is, and no more.
fn is_label(part: &str) -> bool {
    const LABELS: [Sense; 4] = [Sense::Signed, Sense::Byline, Sense::Published, Sense::Tags];
    let folded = fold(part);
    let is_line = |hit: Hit| hit.place == Place::Line;
    let is_known = LABELS.iter().any(|sense| CUES.is(&folded, *sense))
        || CUES.furniture(&folded).is_some_and(is_line);
    part.contains(char::is_alphabetic) && is_known
}

fn is_and(part: &str) -> bool {
    let is_word = part.contains(char::is_alphabetic) && !part.contains(char::is_uppercase);
    is_word && CUES.is(&fold(part), Sense::And)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `‹` stands where an element begins or ends.
    fn parted(line: &str) -> String {
        let mut seams = Vec::new();
        let mut text = String::new();
        for part in line.split('‹') {
            text.push_str(part);
            seams.push(text.len());
        }
        for (at, sign) in borders(&text.clone(), &seams, &[]).into_iter().rev() {
            text.insert(at, if sign == ' ' { ' ' } else { '/' });
        }
        text
    }

    #[test]
    fn fields_that_touch_are_parted_and_words_are_not() {
        let check = |line: &str, expected: &str| assert_eq!(parted(line), expected, "{line}");
        check(
            "By Ann Lee‹March 4, 2025‹5 min read",
            "By Ann Lee/March 4, 2025/5 min read",
        );
        check("By‹Ann Lee‹and‹Bo Marsh", "By Ann Lee and Bo Marsh");
        check("Von‹Jutta Feld", "Von Jutta Feld");
        check("كتب‹مازن الدرعاوي", "كتب مازن الدرعاوي");
        check(
            "Ann Lee‹Transport Correspondent",
            "Ann Lee/Transport Correspondent",
        );
        check(
            "11.02.2025, 18:42 Uhr‹Lesezeit:‹3 Min.",
            "11.02.2025, 18:42 Uhr/Lesezeit: 3 Min.",
        );
        check("اقرأ أيضا‹معرض للخط العربي", "اقرأ أيضا معرض للخط العربي");
        for whole in [
            "T‹he ship",
            "harbour‹s",
            "Mc‹Donald Lane",
            "ال‹كتاب الجديد",
            "18:‹42",
            "NA‹TO",
            "i‹Phone",
            "The site You‹Tube and its rivals",
            "Calabr‹e‹se.",
            "at 90 km‹/‹h and more.",
            "2‹024",
            "كتب‹ت",
            "by‹word",
            "北京‹大学",
        ] {
            check(whole, &whole.replace('‹', ""));
        }
    }
}
