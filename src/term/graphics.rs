//! How a terminal shows pictures: in, the environment and what the terminal said of itself; out, the
//! way, and why. A multiplexer in between shows cells alone.

use crate::picture::Way;
use crate::term::{Error, answer::Heard, decide::multiplexer};

/// The values that `AKHBAR_PICTURES` may have.
const KNOWN: &str = "kitty, sixel, iterm2, blocks, off";

/// How pictures are shown, and why so, in words for `akhbar doctor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graphics {
    /// How.
    pub way: Way,
    /// The reason, naming the answer or the variable that decided.
    pub why: String,
}

impl Graphics {
    /// Decides from the environment that `env` looks up and from what the terminal has said so far;
    /// fails on a bad `AKHBAR_PICTURES` only.
    pub fn decide(env: impl Fn(&str) -> Option<String>, heard: &Heard) -> Result<Self, Error> {
        let set = |name: &str| env(name).filter(|value| !value.is_empty());
        let by = |way, why: String| Ok(Self { way, why });
        if let Some(value) = set("AKHBAR_PICTURES") {
            let mut ways = Way::ALL.into_iter();
            return match ways.find(|way| way.as_str() == value) {
                Some(way) => by(way, format!("AKHBAR_PICTURES is {value}")),
                None => Err(Error::UnknownValue {
                    name: "AKHBAR_PICTURES",
                    value,
                    known: KNOWN,
                }),
            };
        }
        if let Some(inside) = multiplexer(&set, heard) {
            return by(Way::Blocks, format!("inside {inside}"));
        }
        by(Way::Blocks, "it is not known to show pictures".into())
    }
}
