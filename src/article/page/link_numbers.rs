//! Pages as text browsers print them: each link has its number before it, `[9]Petra Holm`, and a list at
//! the end says their addresses. In, such a text; out, the same without the numbers of its links.

use std::borrow::Cow;

/// The addresses that a list has at least.
const LEAST: usize = 2;

pub(crate) fn without(text: &str) -> Cow<'_, str> {
    let listed = |line: &&str| is_address(line.trim());
    let has_list = || text.lines().filter(listed).take(LEAST).count() == LEAST;
    if !text.contains('[') || !has_list() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let (before, mark) = rest.split_at(at);
        out.push_str(before);
        let n = number(mark).filter(|n| is_of_link(&out, &mark[*n..]));
        match n {
            Some(n) => rest = &mark[n..],
            None => {
                out.push('[');
                rest = &mark[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Whether the line is a number and an address: `9. https://…`.
pub(crate) fn is_address(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let address = rest.strip_prefix(". ").map(str::trim_start);
    rest.len() < line.len()
        && address.is_some_and(|address| {
            address.starts_with("http://") || address.starts_with("https://")
        })
}

/// The bytes of a number in brackets that the text begins with.
fn number(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('[')?;
    let n_digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    ((1..=4).contains(&n_digits) && inside[n_digits..].starts_with(']')).then_some(n_digits + 2)
}

/// Whether a number is that of a link: it stands before a word, as the mark of a note does not.
fn is_of_link(before: &str, behind: &str) -> bool {
    let is_apart = |c: char| c.is_whitespace() || "([#«“\"'‘—–".contains(c);
    let begins = |c: char| !c.is_whitespace() && !".,;:!?)]…،؛؟۔".contains(c);
    before.chars().next_back().is_none_or(is_apart) && behind.starts_with(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_links_go_and_those_of_notes_stay() {
        let list = "\n   1. https://a.example/\n   2. https://b.example/\n";
        let check = |text: &str, expected: &str| {
            assert_eq!(
                without(&format!("{text}{list}")),
                format!("{expected}{list}")
            );
        };
        check("By [1]Ann Lee in [2]Cairo", "By Ann Lee in Cairo");
        check("بقلم [1]سلمى الحداد", "بقلم سلمى الحداد");
        check(
            "It sailed.[1] “[2]Far,” he said [1].",
            "It sailed.[1] “Far,” he said [1].",
        );
        check("([1]Home) [x]", "(Home) [x]");
        assert_eq!(without("By [1]Ann Lee"), "By [1]Ann Lee");
    }
}
