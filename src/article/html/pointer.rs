//! The words at the end of a paragraph that only lead on to the rest of it, as summaries have them:
//! `… [Read more]`.

use std::ops::Range;

use crate::article::cues::{CUES, Place};
use crate::article::fold::fold;
use crate::article::page::lines::is_ended;

/// Where in a text they begin, in bytes; none where there are no such words, or no others. `is_own` says
/// of a link whether it leads to the page itself.
pub(crate) fn start<T>(
    text: &str,
    links: &[(Range<usize>, T)],
    is_own: impl Fn(&T) -> bool,
) -> Option<usize> {
    let (range, link) = links.last()?;
    if text[range.end..].contains(char::is_alphanumeric) {
        return None;
    }
    let before =
        text[..range.start].trim_end_matches(|c: char| c.is_whitespace() || "([<«→".contains(c));
    let is_cut = before.ends_with(['…', ']', '»']) || before.ends_with("...");
    let leads_on = || {
        let hit = CUES.furniture(&fold(&text[range.clone()]));
        hit.is_some_and(|hit| {
            hit.place == Place::Line || hit.place == Place::Start && hit.n_words > 1
        })
    };
    let is_pointer = (is_ended(before) || is_cut) && (is_own(link) || leads_on());
    (is_pointer && before.contains(char::is_alphanumeric)).then_some(before.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_lead_on_are_pointers() {
        let check = |text: &str, link: &str, is_own: bool, expected: Option<&str>| {
            let at = text.rfind(link).unwrap();
            let links = [(at..at + link.len(), ())];
            let found = start(text, &links, |()| is_own).map(|start| &text[start..]);
            assert_eq!(found, expected, "{text:?}");
        };
        check(
            "The ship is back. Read more »",
            "Read more",
            false,
            Some(" Read more »"),
        );
        check(
            "عادت السفينة إلى الميناء… [اقرأ المزيد]",
            "اقرأ المزيد",
            false,
            Some(" [اقرأ المزيد]"),
        );
        check(
            "جہاز واپس آ گیا۔ پوری خبر",
            "پوری خبر",
            true,
            Some(" پوری خبر"),
        );
        check("جہاز واپس آ گیا۔ پوری خبر", "پوری خبر", false, None);
        check("You can read more", "read more", false, None);
        check("The ship is back. The harbour", "harbour", true, None);
        check("Read more", "Read more", true, None);
    }
}
