//! The form of `assets/cues/*.toml`: one file a language, a table for each kind of furniture, a
//! list for each kind of word about a field. All files are part of the program.

use serde::Deserialize;

/// One language, as its file has it.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct File {
    pub(crate) navigation: Phrases,
    pub(crate) login: Phrases,
    pub(crate) share: Phrases,
    pub(crate) newsletter: Phrases,
    pub(crate) paywall: Phrases,
    pub(crate) related: Phrases,
    pub(crate) comments: Phrases,
    pub(crate) advert: Phrases,
    pub(crate) legal: Phrases,
    pub(crate) outside: Phrases,
    pub(crate) byline: Vec<String>,
    pub(crate) signed: Vec<String>,
    pub(crate) published: Vec<String>,
    pub(crate) updated: Vec<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) roles: Vec<String>,
    pub(crate) labels: Vec<String>,
    pub(crate) sections: Vec<String>,
    pub(crate) agencies: Vec<String>,
    pub(crate) papers: Vec<String>,
    pub(crate) reading: Vec<String>,
    pub(crate) minutes: Vec<String>,
    pub(crate) morning: Vec<String>,
    pub(crate) evening: Vec<String>,
    pub(crate) and: Vec<String>,
    pub(crate) weekdays: Vec<String>,
    pub(crate) credits: Vec<String>,
    pub(crate) months: Months,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Phrases {
    pub(crate) line: Vec<String>,
    pub(crate) start: Vec<String>,
    pub(crate) part: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Months {
    pub(crate) gregorian: Vec<Vec<String>>,
    pub(crate) jalali: Vec<Vec<String>>,
    pub(crate) hijri: Vec<Vec<String>>,
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../assets/cues/", $name, ".toml")))),*]
    };
}

/// The cue files, by language.
pub(crate) const FILES: &[(&str, &str)] = files![
    "ar", "da", "de", "en", "es", "fa", "fr", "he", "it", "nb", "nl", "pl", "pt", "sv", "tr", "ur",
];
