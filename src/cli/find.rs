//! `akhbar find`: matches in the paragraphs of articles, a line or a JSON object each.

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::args::FindArgs;
use crate::cli::{Error, identify, on_terminal, print, push_lines, sources};
use crate::library::{self, Trouble};
use crate::term::{self, Profile};
use crate::text::{Options, Paragraph, Pattern, Spelling, clean, paragraph_direction};

const FOUND: u8 = 0;
const NOT_FOUND: u8 = 1;
const TROUBLE: u8 = 2;

/// The most cells of a line.
const LONGEST: usize = 100;

/// One match, as JSON.
#[derive(Serialize)]
struct Found<'a> {
    source: &'a str,
    paragraph: usize,
    start: usize,
    end: usize,
    text: &'a str,
}

pub(crate) fn find(args: &FindArgs) -> Result<u8, Error> {
    let pattern = pattern(args)?;
    // On a terminal paragraphs are set in type, into a pipe they go as they are.
    let (profile, width) = match on_terminal() && !args.json {
        true => {
            let columns = usize::from(term::size(io::stdout()).0);
            (identify()?.0.profile, Some(columns.min(LONGEST)))
        }
        false => (Profile::Visual, None),
    };
    let mut status = NOT_FOUND;
    let mut in_trouble = false;
    for source in sources(&args.sources, args.reach) {
        let outcome = source.and_then(|source| match library::read(&source) {
            // A folder may hold what is no page; only what was named must be one.
            Err(Trouble::NoPage { .. })
                if !args.sources.iter().any(|name| source.is_named(name)) =>
            {
                Ok(None)
            }
            read => Ok(Some((source.name(), read?))),
        });
        let (name, article) = match outcome {
            Ok(Some(read)) => read,
            Ok(None) => continue,
            Err(trouble) => {
                let _ = writeln!(io::stderr(), "akhbar: {trouble}");
                in_trouble = true;
                continue;
            }
        };
        let mut out = String::new();
        for (idx, paragraph) in article.document.paragraphs().enumerate() {
            // Offsets are those of the paragraph as `show --json` prints it.
            let paragraph = &*clean(paragraph);
            let found = pattern.find(paragraph);
            if !found.is_empty() {
                status = FOUND;
                if args.json {
                    for range in found {
                        let text = &paragraph[range.clone()];
                        let (start, end) = (range.start, range.end);
                        let found = Found {
                            source: &name,
                            paragraph: idx,
                            start,
                            end,
                            text,
                        };
                        out.push_str(&serde_json::to_string(&found).unwrap_or_default());
                        out.push('\n');
                    }
                } else if let Some(width) = width {
                    let direction = Some(paragraph_direction(paragraph, article.direction));
                    let options = Options {
                        direction,
                        ..Options::default()
                    };
                    out.push_str(&format!("{name}:{idx}:\n"));
                    let mut lines = Vec::new();
                    let set = Paragraph::new(paragraph, &options);
                    push_lines(&mut lines, &set, &set.lines(width), width);
                    out.push_str(&String::from_utf8_lossy(&lines));
                } else {
                    let line = paragraph.replace('\u{2028}', " ");
                    out.push_str(&format!("{name}:{idx}: {line}\n"));
                }
            }
        }
        if !out.is_empty() {
            let mut bytes = profile.enter().as_bytes().to_vec();
            term::encode_lines(&out, profile, &mut bytes);
            bytes.extend_from_slice(profile.leave().as_bytes());
            print(&bytes)?;
        }
    }
    Ok(if in_trouble { TROUBLE } else { status })
}

fn pattern(args: &FindArgs) -> Result<Pattern, Error> {
    let pattern = spelled(args)?;
    Ok(match args.word {
        true => pattern.whole_words(),
        false => pattern,
    })
}

fn spelled(args: &FindArgs) -> Result<Pattern, Error> {
    let spelling = match (args.exact, args.loose) {
        (true, _) => Spelling::Exact,
        (_, true) => Spelling::Loose,
        _ => Spelling::Usual,
    };
    if args.regex {
        let reason = |error: regex::Error| {
            let whole = error.to_string();
            let last = whole.lines().last().unwrap_or_default();
            Error::Usage(format!(
                "bad regular expression: {}",
                last.trim_start_matches("error: ")
            ))
        };
        return Pattern::regex(&args.pattern, spelling).map_err(reason);
    }
    Pattern::words(&args.pattern, spelling)
        .ok_or_else(|| Error::Usage("the pattern has nothing to look for".into()))
}
