//! A paragraph set at any width, in every way that it can be.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/it/unicode/setting_holds.rs"]
mod holds;

use akhbar::text::{Fit, Paragraph};
use akhbar_fuzz::{Input, mutate};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate(data, size, max_size, seed)
});

fuzz_target!(|data: &[u8]| {
    let input = Input::new(data);
    let (text, options, width) = (&*input.text, input.options(), input.width());
    let paragraph = Paragraph::new(text, &options);
    let lines = paragraph.lines(width);
    holds::lines_hold(text, 0..text.len(), &paragraph, &lines, width);
    holds::even_lines_hold(text, &paragraph, width);
    holds::first_lines_hold(text, &paragraph, width, input.n_lines());
    holds::justified_lines_hold(text, &paragraph, width, Fit::Greedy);
    holds::justified_lines_hold(text, &paragraph, width, Fit::Even);
    holds::everything_is_shown(text, &paragraph, width);
    holds::the_width_changes_nothing(text, &paragraph, width);
    holds::a_line_end_changes_nothing(text, &options, width);
    holds::a_stretch_is_set_as_in_the_whole(text, input.part(text), &options, width);
    holds::the_order_is_that_of_another(text, &options, width);
});
