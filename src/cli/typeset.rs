//! `akhbar typeset`: plain lines set as a terminal should show them, for bug reports and for the
//! authors of other terminals.

use serde::Serialize;

use crate::cli::args::TypesetArgs;
use crate::cli::{Error, SUCCESS, identify, on_terminal, print, push_indent, push_lines, web};
use crate::library::Source;
use crate::term::{self, Profile};
use crate::text::{Controls, Justify, Line, Options, Paragraph};

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
    let text = match Source::named(&args.file, &web(args.reach.offline))?
        .raw()?
        .into_text()
    {
        Ok(text) => text,
        Err(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
    };
    let options = Options {
        direction: args.direction.direction(),
        marks: args.marks.marks(),
        controls: Controls::Obey,
    };
    let profile = match on_terminal() && !args.json {
        true => identify()?.0.profile,
        false => Profile::Visual,
    };
    let mut out = Vec::new();
    let width = usize::from(args.width);
    for (idx, line) in text.lines().enumerate() {
        let paragraph = Paragraph::new(line, &options);
        let lines = paragraph.fitted(width, args.fit.fit());
        let justify = paragraph.allowed(args.justify.justify());
        if args.json {
            let set = set(idx, &paragraph, &lines, width, justify);
            out.extend(serde_json::to_vec(&set).unwrap_or_default());
            out.push(b'\n');
        } else if justify == Justify::No {
            push_lines(&mut out, &paragraph, &lines, width);
        } else {
            push_justified(&mut out, &paragraph, &lines, width, justify);
        }
    }
    let mut sent = profile.enter().as_bytes().to_vec();
    match args.json {
        true => sent.append(&mut out),
        false => term::encode_lines(&String::from_utf8_lossy(&out), profile, &mut sent),
    }
    sent.extend_from_slice(profile.leave().as_bytes());
    print(&sent)?;
    Ok(SUCCESS)
}

fn push_justified(
    out: &mut Vec<u8>,
    paragraph: &Paragraph,
    lines: &[Line],
    width: usize,
    justify: Justify,
) {
    for line in lines {
        let cells = paragraph.justified(line, width, justify);
        let used: usize = cells.iter().map(|cell| cell.width).sum();
        push_indent(out, paragraph, width, used);
        cells
            .iter()
            .for_each(|cell| out.extend_from_slice(cell.text.as_bytes()));
        out.push(b'\n');
    }
}

fn set<'a>(
    idx: usize,
    paragraph: &'a Paragraph,
    lines: &[Line],
    width: usize,
    justify: Justify,
) -> SetParagraph<'a> {
    let lines = lines.iter().map(|line| {
        let cells = paragraph.justified(line, width, justify).into_iter();
        let cells: Vec<SetCell<'_>> = cells
            .map(|cell| SetCell {
                text: cell.text,
                start: cell.range.start,
                end: cell.range.end,
                width: cell.width,
            })
            .collect();
        SetLine {
            start: line.range.start,
            end: line.range.end,
            width: cells.iter().map(|cell| cell.width).sum(),
            cells,
        }
    });
    SetParagraph {
        paragraph: idx,
        direction: paragraph.direction().as_str(),
        lines: lines.collect(),
    }
}
