//! `akhbar show`: one article, in type on a terminal, as clean logical text elsewhere.

use std::io;
use std::sync::Arc;

use crate::article::{self, Article};
use crate::cli::args::ShowArgs;
use crate::cli::{Error, SUCCESS, env, identify, named, on_terminal, print};
use crate::layout::{self, Settings, Spot};
use crate::library;
use crate::term::{self, Profile};
use crate::text::{Marks, wrap};
use crate::ui::{self, Abilities, Theme};

/// The most cells of a line where nothing else is asked for.
const MEASURE: u16 = 72;

/// Rows that are made at once.
const AT_ONCE: usize = 64;

pub(crate) fn show(args: &ShowArgs) -> Result<u8, Error> {
    let source = named(&args.source, args.reach)?;
    let article = library::read(&source)?;
    let plain = args.text || !on_terminal();
    if args.json {
        let record = article::to_json(&article, &source.name());
        let json = serde_json::to_string_pretty(&record).unwrap_or_default();
        print(format!("{json}\n").as_bytes())?;
    } else if args.markdown {
        print(article::to_markdown(&article).as_bytes())?;
    } else if args.html {
        print(article::to_html(&article).as_bytes())?;
    } else if plain {
        let text = article::to_text(&article);
        let text = args
            .width
            .map_or(text.clone(), |width| wrap(&text, usize::from(width)));
        print(text.as_bytes())?;
    } else {
        let profile = identify()?.0.profile;
        let (columns, _) = term::size(io::stdout());
        let measure = args.width.unwrap_or_else(|| MEASURE.min(columns.max(2)));
        print(&in_type(article, measure, profile))?;
    }
    Ok(SUCCESS)
}

/// The article as lines for the flow of a terminal.
fn in_type(article: Article, measure: u16, profile: Profile) -> Vec<u8> {
    let settings = Settings {
        measure: usize::from(measure),
        marks: Marks::Keep,
        removed: false,
    };
    let page = layout::lay_out(Arc::new(article), settings, Default::default());
    let theme = Theme::terminal(Abilities::decide(env));
    let mut out = profile.enter().as_bytes().to_vec();
    let mut at = Some(Spot::default());
    while let Some(from) = at {
        for row in page.rows(from, AT_ONCE) {
            if let Some(row) = row {
                let cells = ui::row_cells(&row, measure, &theme);
                term::encode_row(&cells, profile, &mut out);
            }
            out.push(b'\n');
        }
        let is_end = page.shows_end(from, AT_ONCE);
        at = (!is_end).then(|| page.step(from, AT_ONCE as isize));
    }
    out.extend_from_slice(profile.leave().as_bytes());
    out
}
