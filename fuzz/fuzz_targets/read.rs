//! Any bytes as a page of news.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/it/pages/holds.rs"]
mod holds;

use akhbar_fuzz::mutate;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate(data, size, max_size, seed)
});

fuzz_target!(|data: &[u8]| {
    holds::what_is_read_is_safe(data);
    let article = akhbar::article::read(data);
    let is_plain = |facts: &akhbar::article::Facts| {
        facts.encoding == "UTF-8" && !facts.lossy && facts.kind == akhbar::article::Kind::Plain
    };
    if article.is_ok_and(|article| is_plain(&article.facts)) {
        holds::no_line_is_lost(data, "a page");
    }
});
