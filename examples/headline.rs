//! Sets each line of standard input as a headline: in at most `LINES` lines of `WIDTH` cells, with
//! an ellipsis where it goes on. Prints what `akhbar typeset --json` does.
//!
//! `cargo run --example headline -- WIDTH LINES < FILE`

use std::io::{self, BufRead as _, Write as _};

use akhbar::text::{Controls, Options, Paragraph};
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut numbers = std::env::args().skip(1).map_while(|n| n.parse().ok());
    let (width, n_lines) = (numbers.next().unwrap_or(20), numbers.next().unwrap_or(1));
    let options = Options {
        controls: Controls::Ignore,
        ..Options::default()
    };
    for (idx, text) in io::stdin().lock().lines().enumerate() {
        let paragraph = Paragraph::new(&text?, &options);
        let lines = paragraph.first_lines(width, n_lines);
        let lines: Vec<Value> = lines
            .iter()
            .map(|line| {
                let cells: Vec<Value> = paragraph
                    .visual(line)
                    .iter()
                    .map(|cell| {
                        json!({
                            "text": cell.text,
                            "start": cell.range.start,
                            "end": cell.range.end,
                            "width": cell.width,
                        })
                    })
                    .collect();
                json!({
                    "start": line.range.start,
                    "end": line.range.end,
                    "width": line.width,
                    "cells": cells,
                })
            })
            .collect();
        let direction = paragraph.direction().as_str();
        let set = json!({ "paragraph": idx, "direction": direction, "lines": lines });
        writeln!(io::stdout(), "{set}")?;
    }
    Ok(())
}
