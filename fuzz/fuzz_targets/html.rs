//! Any bytes as an HTML page.

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
    let page = [b"<!doctype html>", data].concat();
    holds::what_is_read_is_safe(&page);
});
