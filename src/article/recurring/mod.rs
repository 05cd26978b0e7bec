//! Names and numbers that an article comes back to: in, the texts of its paragraphs and of its
//! headline; out, what recurs, with how often. Nothing is known of any name: in scripts that have
//! capitals, sequences of capitalised words count; in the others, words that recur together and
//! are none of a language's little words. What stands twice word for word counts once.

mod little;
mod names;
mod numbers;
mod words;

pub(crate) use names::names;
pub(crate) use numbers::numbers;
pub(crate) use words::words;

/// Something that recurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurring {
    /// As it is written most often, in logical order, on one line.
    pub text: String,
    /// How often.
    pub count: usize,
}
