//! The lines of the state file: in, what is remembered; out, an object for each thing, and back.
//! Hashes are 16 hexadecimal digits, times milliseconds since 1970.

use serde::{Deserialize, Serialize};

use crate::library::memory::{Memory, Order, Panes, Place, Remembered, Since};

/// The version of the format. A file with a higher one is not touched.
pub(crate) const VERSION: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Line {
    /// The first one.
    Akhbar {
        version: u32,
    },
    Article(Article),
    Panes {
        list: bool,
        about: bool,
        #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
        widths: std::collections::BTreeMap<String, u16>,
        at: u64,
    },
    Order {
        key: String,
        reversed: bool,
        group: String,
        at: u64,
    },
    Pictures {
        shown: bool,
        at: u64,
    },
    Search {
        words: String,
        at: u64,
    },
    /// Which article was selected last, by the sources that were opened.
    Opened {
        sources: String,
        article: String,
        at: u64,
    },
    /// The order of text that was chosen for a terminal.
    Terminal {
        name: String,
        profile: String,
        at: u64,
    },
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Article {
    /// Of where it is from: of its absolute path.
    key: String,
    /// Of its title and the beginning of its text.
    print: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<bool>,
    #[serde(skip_serializing_if = "is_zero")]
    read_at: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    #[serde(skip_serializing_if = "is_zero")]
    byte: u64,
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
    /// Not 0 without a part: the reader is at the beginning.
    #[serde(skip_serializing_if = "is_zero")]
    place_at: u64,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// All that is remembered, a line after the other.
pub(crate) fn lines(memory: &Memory) -> impl Iterator<Item = Line> {
    let first = Line::Akhbar { version: VERSION };
    let panes = memory.panes.iter().map(|panes| Line::Panes {
        list: panes.value.list,
        about: panes.value.about,
        widths: panes.value.widths.clone(),
        at: panes.at,
    });
    let order = memory.order.iter().map(|order| Line::Order {
        key: order.value.key.clone(),
        reversed: order.value.reversed,
        group: order.value.group.clone(),
        at: order.at,
    });
    let pictures = memory.pictures.iter().map(|pictures| Line::Pictures {
        shown: pictures.value,
        at: pictures.at,
    });
    let searches = memory.searches.iter().map(|(words, at)| Line::Search {
        words: words.clone(),
        at: *at,
    });
    let opened = memory.opened.iter().map(|(sources, opened)| Line::Opened {
        sources: hex(*sources),
        article: hex(opened.value),
        at: opened.at,
    });
    let terminals = memory
        .terminals
        .iter()
        .map(|(name, chosen)| Line::Terminal {
            name: name.clone(),
            profile: chosen.value.clone(),
            at: chosen.at,
        });
    let articles = memory
        .articles
        .iter()
        .map(|(key, article)| Line::Article(Article::new(*key, article)));
    std::iter::once(first)
        .chain(panes)
        .chain(order)
        .chain(pictures)
        .chain(searches)
        .chain(opened)
        .chain(terminals)
        .chain(articles)
}

impl Line {
    /// Adds it to a memory; says whether all of it could be read.
    pub(crate) fn put_into(self, memory: &mut Memory) -> bool {
        match self {
            Self::Akhbar { .. } => {}
            Self::Article(article) => return article.put_into(memory).is_some(),
            Self::Panes {
                list,
                about,
                widths,
                at,
            } => {
                let value = Panes {
                    list,
                    about,
                    widths,
                };
                memory.panes = Some(Since { value, at });
            }
            Self::Order {
                key,
                reversed,
                group,
                at,
            } => {
                let value = Order {
                    key,
                    reversed,
                    group,
                };
                memory.order = Some(Since { value, at });
            }
            Self::Pictures { shown, at } => {
                memory.pictures = Some(Since { value: shown, at });
            }
            Self::Search { words, at } => {
                memory.searches.insert(words, at);
            }
            Self::Opened {
                sources,
                article,
                at,
            } => {
                let (Some(sources), Some(value)) = (number(&sources), number(&article)) else {
                    return false;
                };
                memory.opened.insert(sources, Since { value, at });
            }
            Self::Terminal { name, profile, at } => {
                let chosen = Since { value: profile, at };
                memory.terminals.insert(name, chosen);
            }
        }
        true
    }
}

impl Article {
    fn new(key: u64, article: &Remembered) -> Self {
        let place = article.place.as_ref();
        let under_way = place.and_then(|place| place.value.as_deref());
        Self {
            key: hex(key),
            print: hex(article.print),
            read: article.read.as_ref().map(|read| read.value),
            read_at: article.read.as_ref().map_or(0, |read| read.at),
            part: under_way.map(|place| place.part.clone()),
            byte: under_way.map_or(0, |place| place.byte as u64),
            text: under_way.map_or_else(String::new, |place| place.text.clone()),
            place_at: place.map_or(0, |place| place.at),
        }
    }

    fn put_into(self, memory: &mut Memory) -> Option<()> {
        let (key, print) = (number(&self.key)?, number(&self.print)?);
        let place = self.part.map(|part| {
            Box::new(Place {
                part,
                byte: self.byte as usize,
                text: self.text,
            })
        });
        let article = Remembered {
            print,
            read: self.read.map(|value| Since {
                value,
                at: self.read_at,
            }),
            place: (self.place_at > 0).then_some(Since {
                value: place,
                at: self.place_at,
            }),
        };
        memory.articles.insert(key, article);
        Some(())
    }
}

fn hex(number: u64) -> String {
    format!("{number:016x}")
}

fn number(hex: &str) -> Option<u64> {
    u64::from_str_radix(hex, 16).ok()
}
