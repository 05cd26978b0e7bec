//! A line of a page as the pieces of dates: numbers in the digits of any script, folded words,
//! signs; and how to look at them.

use std::ops::{Range, RangeInclusive};

use crate::article::fold::fold;
use crate::text::{digit, is_letter, is_mark};

/// A line with more pieces than this is running text and is not searched to its end.
const MAX_TOKENS: usize = 80;

#[derive(Debug)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) range: Range<usize>,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Kind {
    /// A number and how many digits it is written with.
    Number(u32, usize),
    /// A folded word.
    Word(String),
    /// Any other sign.
    Sign(char),
}

/// Numbers, words and signs; a number ends where letters begin, since pages glue them: `17th`,
/// `GMT17`, `2024ء`.
pub(crate) fn tokens(line: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if tokens.len() == MAX_TOKENS {
            break;
        }
        let mut end = start + c.len_utf8();
        let kind = if let Some(first) = digit(c) {
            let (mut value, mut n_digits) = (first, 1);
            while let Some((_, more)) = chars.peek()
                && let Some(more) = digit(*more)
            {
                value = value.saturating_mul(10).saturating_add(more);
                n_digits += 1;
                end += chars.next().map_or(0, |(_, c)| c.len_utf8());
            }
            Kind::Number(value, n_digits)
        } else if is_word(c) {
            while let Some((_, more)) = chars.peek()
                && is_word(*more)
                && digit(*more).is_none()
            {
                end += chars.next().map_or(0, |(_, c)| c.len_utf8());
            }
            Kind::Word(fold(&line[start..end]))
        } else if c.is_whitespace() || matches!(c, ',' | '،' | '\u{200B}'..='\u{200F}' | '־') {
            continue;
        } else {
            Kind::Sign(c)
        };
        tokens.push(Token {
            kind,
            range: start..end,
        });
    }
    tokens
}

fn is_word(c: char) -> bool {
    is_letter(c) || matches!(c, '\u{200C}' | '\u{640}') || is_mark(c)
}

pub(crate) fn number(tokens: &[Token], idx: usize, n_digits: RangeInclusive<usize>) -> Option<u32> {
    match tokens.get(idx)?.kind {
        Kind::Number(value, n) if n_digits.contains(&n) => Some(value),
        _ => None,
    }
}

pub(crate) fn n_digits(tokens: &[Token], idx: usize) -> usize {
    match tokens.get(idx).map(|token| &token.kind) {
        Some(Kind::Number(_, n)) => *n,
        _ => 0,
    }
}

pub(crate) fn word(tokens: &[Token], idx: usize) -> Option<&str> {
    match &tokens.get(idx)?.kind {
        Kind::Word(word) => Some(word),
        _ => None,
    }
}

pub(crate) fn sign(tokens: &[Token], idx: usize) -> Option<char> {
    match tokens.get(idx)?.kind {
        Kind::Sign(c) => Some(c),
        _ => None,
    }
}

pub(crate) fn is_any(tokens: &[Token], idx: usize, words: &[&str]) -> bool {
    word(tokens, idx).is_some_and(|word| words.contains(&word))
}

/// Whether nothing stands between the token at `idx` and the next.
pub(crate) fn adjoins(tokens: &[Token], idx: usize) -> bool {
    match (tokens.get(idx), tokens.get(idx + 1)) {
        (Some(one), Some(next)) => one.range.end == next.range.start,
        _ => false,
    }
}
