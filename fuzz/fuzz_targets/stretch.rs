//! A paragraph of more than 64 KiB in stretches.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/it/unicode/setting_holds.rs"]
mod holds;

use akhbar::text::stretches;
use akhbar_fuzz::{Input, mutate};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate(data, size, max_size, seed)
});

fuzz_target!(|data: &[u8]| {
    let input = Input::new(data);
    if input.text.is_empty() {
        return;
    }
    let n_times = 70_000 / input.text.len() + usize::from(input.way(4)) + 1;
    let text = input.text.repeat(n_times);
    holds::stretches_hold(&text);
    for stretch in stretches(&text) {
        holds::a_stretch_is_set_as_in_the_whole(&text, stretch, &input.options(), input.width());
    }
});
