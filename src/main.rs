//! The `akhbar` program.

fn main() {}
