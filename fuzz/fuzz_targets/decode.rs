//! Bytes in any encoding, with what a server said of it: however they come in, they are read alike,
//! and nothing of them acts on a terminal.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/it/pages/holds.rs"]
mod holds;

use akhbar::article::{Raw, read};
use akhbar_fuzz::mutate;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

const LABELS: [&str; 8] = [
    "utf-8",
    "windows-1256",
    "windows-1252",
    "iso-8859-6",
    "utf-16le",
    "shift_jis",
    "gb18030",
    "no such label",
];

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate(data, size, max_size, seed)
});

fuzz_target!(|data: &[u8]| {
    let Some((&knob, bytes)) = data.split_last() else {
        return;
    };
    holds::what_is_read_is_safe(bytes);
    let mut whole = Raw::from(bytes);
    let mut parted = Raw::default();
    for piece in bytes.chunks(usize::from(knob >> 4) + 1) {
        parted.push(piece);
    }
    if knob & 8 != 0 {
        let label = LABELS[usize::from(knob & 7)].to_owned();
        whole.origin.charset = Some(label.clone());
        parted.origin.charset = Some(label);
    }
    assert_eq!(read(parted), read(whole));
});
