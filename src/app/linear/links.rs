//! Links in a session line by line: each has a number behind its text, by which the user asks where it
//! leads, and then has it opened.

use std::sync::Arc;

use crate::app::linear::Linear;
use crate::app::linear::words::{counted, say};
use crate::article::{Article, Block, Link, spelled};
use crate::text::{clean, one_line};

/// The text of a block with the number of each link behind it, in logical order.
pub(crate) fn numbered(article: &Article, block: &Block) -> String {
    let document = &article.document;
    let text = document.text(block);
    let (mut out, mut at) = (String::new(), 0);
    for (link_idx, link) in document.links_in(block, &(0..text.len())) {
        out.push_str(&format!("{} [{}]", &text[at..link.end], link_idx + 1));
        at = link.end;
    }
    clean(&(out + &text[at..])).into_owned()
}

impl Linear {
    /// Says where a link leads, by its number from 1; the same once more has it opened. All links where
    /// there is no number.
    pub(crate) fn follow(&mut self, text: &mut String, number: Option<usize>) -> Option<Arc<str>> {
        let article = self.article(text)?;
        let links = article.document.links();
        let Some(number) = number else {
            say(text, format!("{}.", counted(links.len(), "link")));
            for (idx, link) in links.iter().enumerate() {
                say(text, format!("{}. {}", idx + 1, named(&article, link)));
            }
            return None;
        };
        let Some(link) = number.checked_sub(1).and_then(|idx| links.get(idx)) else {
            let n_links = links.len();
            say(text, format!("There is no such link; there are {n_links}."));
            return None;
        };
        let target = Arc::clone(link.target());
        if self.followed.take().as_ref() == Some(&target) {
            say(text, format!("Opening {}", one_line(&spelled(&target))));
            return Some(target);
        }
        say(text, named(&article, link));
        say(text, format!("o {number} again opens it."));
        self.followed = Some(target);
        None
    }
}

fn named(article: &Article, link: &Link) -> String {
    let text = article.document.whole_text().get(link.range());
    let text = one_line(text.unwrap_or_default());
    format!("{text}: {}", one_line(&spelled(link.target())))
}
