//! `akhbar typeset`: plain lines set as a terminal should show them, for bug reports and for the
//! authors of other terminals.

use serde::Serialize;

use crate::cli::{Error, SUCCESS, TypesetArgs, env, on_terminal, print, push_lines};
use crate::library::Source;
use crate::term::Profile;
use crate::text::{Controls, Options, Paragraph};

#[derive(Serialize)]
struct SetParagraph<'a> {
    paragraph: usize,
    direction: &'static str,
    lines: Vec<SetLine<'a>>,
}

#[derive(Serialize)]
struct SetLine<'a> {
    start: usize,
    end: usize,
    width: usize,
    cells: Vec<SetCell<'a>>,
}

#[derive(Serialize)]
struct SetCell<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    width: usize,
}

pub(crate) fn typeset(args: &TypesetArgs) -> Result<u8, Error> {
    let text = match Source::named(&args.file)?.raw()?.into_text() {
        Ok(text) => text,
        Err(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
    };
    let options = Options {
        direction: args.direction.direction(),
        marks: args.marks.marks(),
        controls: Controls::Obey,
    };
    let profile = match on_terminal() {
        true => Profile::decide(env)?.profile,
        false => Profile::Visual,
    };
    let mut out = profile.enter().as_bytes().to_vec();
    for (idx, line) in text.lines().enumerate() {
        let paragraph = Paragraph::new(line, &options);
        if args.json {
            let set = set(idx, &paragraph, usize::from(args.width));
            out.extend(serde_json::to_vec(&set).unwrap_or_default());
            out.push(b'\n');
        } else {
            push_lines(&mut out, &paragraph, usize::from(args.width));
        }
    }
    out.extend_from_slice(profile.leave().as_bytes());
    print(&out)?;
    Ok(SUCCESS)
}

fn set(idx: usize, paragraph: &Paragraph, width: usize) -> SetParagraph<'_> {
    let lines = paragraph.lines(width).into_iter().map(|line| SetLine {
        start: line.range.start,
        end: line.range.end,
        width: line.width,
        cells: paragraph
            .visual(&line)
            .into_iter()
            .map(|cell| SetCell {
                text: cell.text,
                start: cell.range.start,
                end: cell.range.end,
                width: cell.width,
            })
            .collect(),
    });
    SetParagraph {
        paragraph: idx,
        direction: paragraph.direction().as_str(),
        lines: lines.collect(),
    }
}
