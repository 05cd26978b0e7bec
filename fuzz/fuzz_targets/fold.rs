//! A text into the form it is searched in, and back.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/it/unicode"]
mod unicode {
    pub(crate) mod finding_holds;
    pub(crate) mod naive;
}

use akhbar::text::Folded;
use akhbar_fuzz::{Input, mutate};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use unicode::finding_holds as holds;

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate(data, size, max_size, seed)
});

fuzz_target!(|data: &[u8]| {
    let input = Input::new(data);
    holds::folding_holds(&input.text);
    for spelling in holds::SPELLINGS {
        let folded = Folded::new(&input.text, spelling);
        holds::folded_ranges_hold(&input.text, spelling, input.part(&folded.text));
    }
});
