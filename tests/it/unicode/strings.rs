//! Strings that make trouble: the scripts, marks, controls and sequences that meet in news, in
//! any order, many a string; `AKHBAR_CASES=1000000 cargo test --release --test it unicode` for more.

use std::env;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngSeed};

/// The settings of all properties: the same strings on every run, as many as `AKHBAR_CASES` in the
/// environment says, else `cases`.
pub(super) fn config(cases: u32) -> Config {
    let asked = env::var("AKHBAR_CASES").ok();
    Config {
        cases: asked.map_or(cases, |asked| asked.parse().expect("a number of cases")),
        rng_seed: RngSeed::Fixed(0x0627),
        failure_persistence: None,
        ..Config::default()
    }
}

/// Strings of up to `n_pieces` pieces of [`piece`].
pub(super) fn text(n_pieces: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..n_pieces).prop_map(|pieces| pieces.concat())
}

/// A letter, a mark, a control, a word or a sequence.
fn piece() -> impl Strategy<Value = String> {
    let of = |characters: &'static str| {
        select(characters.chars().collect::<Vec<_>>()).prop_map(String::from)
    };
    let one = |pieces: &'static [&'static str]| select(pieces).prop_map(String::from);
    prop_oneof![
        8 => of("ابتثجحخدرزسشصطعغفقكلمنهويءآأإؤئةى"),
        3 => of("ٹڈڑںےہھۂۃۓپچژگکیەێڵڕۆځڼښټډ\u{677}\u{6AA}ٱ"),
        4 => of("אבגדהוזחטיכךלמםנןסעפףצץקרשת"),
        4 => of("abcxyzABCé"),
        5 => of("      \u{A0}\u{3000}\u{2003}\t"),
        4 => of("\u{64E}\u{64F}\u{650}\u{651}\u{652}\u{670}\u{653}\u{654}\u{655}\u{5B8}\u{5BC}\u{5C1}\u{591}\u{301}\u{308}"),
        3 => of("\u{640}\u{200C}\u{200D}\u{200E}\u{200F}\u{61C}\u{AD}\u{2060}"),
        3 => of("0123456789٠١٢٣۴۵۶۷"),
        3 => of(".,:;-–/%$€()[]{}<>«»“”،؛؟۔!…"),
        2 => of("\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}"),
        1 => of("\0\u{1B}\u{7}\u{8}\n\r\u{85}\u{9B}\u{2028}\u{2029}\u{FEFF}\u{FFFE}\u{E0041}"),
        1 => of("ﻻﻼﷲﷺ﷽ﺍﺏﻙﱠ\u{FE70}\u{FE71}\u{600}\u{605}\u{6DD}\u{8E2}\u{70F}"),
        1 => of("日本語한국ไทยกำक्षि가⸺⸻ﾞ"),
        2 => one(&["لا", "لأ", "لَا", "ل\u{64E}\u{651}آ", "ل\u{200D}ا", "ل\u{200C}ا", "ال", "سلام", "שָׁלוֹם"]),
        1 => one(&["👩‍🔬", "👨‍👩‍👧‍👦", "🇪🇬", "🇪", "❤️", "👍🏽", "1️⃣", "☎\u{FE0E}", "क्षि", "\u{1100}\u{1161}\u{11A8}"]),
        1 => one(&["\u{1B}[31m", "\u{1B}]0;t\u{7}", "\u{1B}]8;;x\u{1B}\\", "\r\n", "https://a.b/c?d=1", "a@b.org", "#خبر", "+966 50 123"]),
        1 => any::<char>().prop_map(String::from),
    ]
}
