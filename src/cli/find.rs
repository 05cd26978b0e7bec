//! `akhbar find`: matches in the titles, paragraphs and captions of articles, a line or a JSON object each.

use std::io::{self, Write};

use serde::Serialize;

use crate::article::Article;
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
    /// Its number; none in a field.
    paragraph: Option<usize>,
    /// Where else it stands: `title`, `subtitle`, `caption`.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
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
        for (idx, field, paragraph) in texts(&article) {
            // Offsets are those of the paragraph as `show --json` prints it.
            let paragraph = &*clean(paragraph);
            let found = pattern.find(paragraph);
            if !found.is_empty() {
                status = FOUND;
                let place = idx.map(|idx| idx.to_string());
                let place = place.as_deref().or(field).unwrap_or_default();
                if args.json {
                    for range in found {
                        let text = &paragraph[range.clone()];
                        let (start, end) = (range.start, range.end);
                        let found = Found {
                            source: &name,
                            paragraph: idx,
                            field,
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
                    out.push_str(&format!("{name}:{place}:\n"));
                    let mut lines = Vec::new();
                    let set = Paragraph::new(paragraph, &options);
                    push_lines(&mut lines, &set, &set.lines(width), width);
                    out.push_str(&String::from_utf8_lossy(&lines));
                } else {
                    let line = paragraph.replace('\u{2028}', " ");
                    out.push_str(&format!("{name}:{place}: {line}\n"));
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

/// The texts of an article: each with its number among the paragraphs, or with the field that it is.
fn texts(article: &Article) -> impl Iterator<Item = (Option<usize>, Option<&'static str>, &str)> {
    let title = article.title.as_deref().map(|text| ("title", text));
    let subtitle = article.subtitle.as_deref().map(|text| ("subtitle", text));
    let captions = article.document.captions().map(|text| ("caption", text));
    let in_field = |(field, text)| (None, Some(field), text);
    let paragraphs = article.document.paragraphs().enumerate();
    let paragraphs = paragraphs.map(|(idx, text)| (Some(idx), None, text));
    let above = title.into_iter().chain(subtitle).map(in_field);
    above.chain(paragraphs).chain(captions.map(in_field))
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
