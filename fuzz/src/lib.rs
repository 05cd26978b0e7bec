//! What the targets share: inputs made of bytes, and changes to them that make sense in text. What
//! must hold is what the project's own tests demand: each target includes a file of theirs.

mod input;
mod mutate;

pub use input::{Input, N_KNOBS};
pub use mutate::mutate;
