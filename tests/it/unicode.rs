//! Text against Unicode's own data, and against properties that hold for any string. The tests
//! that need the engine's inside stand in `src/text/conformance.rs`.

mod finding;
mod forms;
mod naive;
mod setting;
mod strings;
