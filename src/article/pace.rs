//! How fast a language is read: words a minute, silently, in non-fiction, by adults. From the
//! review of M. Brysbaert, "How many words do we read per minute?", Journal of Memory and Language
//! 109 (2019). What one language says in a word takes another two, so a minute holds fewer words of
//! Arabic than of English.

/// The words of most languages: where nothing has been measured, as for Urdu and Persian.
const USUAL: usize = 200;

/// How many words of a language, by its tag, are read in a minute.
pub fn words_a_minute(language: Option<&str>) -> usize {
    match language {
        Some("ar") => 181,
        Some("he") => 224,
        Some("en") => 238,
        Some("nl") => 228,
        Some("fr") => 214,
        Some("de") => 260,
        Some("it") => 285,
        Some("es") => 278,
        Some("sv") => 218,
        Some("fi") => 195,
        _ => USUAL,
    }
}
