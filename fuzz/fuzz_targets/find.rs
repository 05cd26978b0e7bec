//! A pattern in a text: a part of it, another text, a regular expression.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/it/unicode"]
mod unicode {
    pub(crate) mod finding_holds;
    pub(crate) mod naive;
}

use akhbar::text::{Folded, Spelling};
use akhbar_fuzz::{Input, mutate};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use unicode::finding_holds as holds;

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate(data, size, max_size, seed)
});

fuzz_target!(|data: &[u8]| {
    let input = Input::new(data);
    let (text, spelling) = (&*input.text, input.spelling());
    let part = input.part(text);
    let rest = &text[part.end..];
    let pattern = &text[part.clone()];
    match input.way(4) {
        0 => holds::finding_holds(pattern, spelling, text, input.place(text)),
        1 => holds::finding_holds(pattern, spelling, rest, input.place(rest)),
        2 => holds::regex_holds(pattern, spelling, rest, input.place(rest)),
        _ => {
            // What stands between letters is folded as it is in the whole text; marks are none.
            let stays = |c: char| !Folded::new(&c.to_string(), Spelling::Usual).text.is_empty();
            let is_end = |c: Option<char>| c.is_none_or(|c| c.is_alphanumeric() && stays(c));
            if is_end(pattern.chars().next()) && is_end(rest.chars().next()) {
                holds::words_are_found(text, part, spelling);
            }
        }
    }
});
