//! Text against Unicode's own data, and against properties that hold for any string. The tests
//! that need the engine's inside stand in `src/text/conformance.rs`.

mod finding;
mod finding_holds;
mod forms;
mod naive;
mod setting;
mod setting_holds;
mod strings;
