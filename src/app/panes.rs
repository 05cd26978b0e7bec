//! What the user wants to see, and how wide: plain numbers, which a file may keep. Where it all
//! stands on a screen is worked out in `arrangement`.

/// The panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The articles to choose from.
    #[default]
    List,
    /// The article.
    Article,
    /// What is known about it.
    About,
}

/// What the user wants to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panes {
    /// The pane that keys go to.
    pub focus: Pane,
    /// Whether the list is wanted.
    pub list: bool,
    /// Whether the details are wanted.
    pub about: bool,
    /// Whether nothing but the article is wanted.
    pub zen: bool,
    /// That two articles stand beside each other, and how.
    pub pair: Option<Pair>,
    /// How wide the user has made what.
    pub widths: Widths,
}

/// Two articles beside each other, of which one has the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    /// Whether the one with the keys is the second: the one at the right, or below.
    pub second: bool,
    /// Whether the keys have gone from one to the other since they came to the article.
    pub(crate) turned: bool,
    /// Whether both are scrolled together.
    pub together: bool,
}

/// Widths that the user has chosen, in cells; none where the screen decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Widths {
    /// Columns of the list beside the article.
    pub list: Option<u16>,
    /// Columns of the details.
    pub about: Option<u16>,
    /// Rows of the list, or of the details, above the article.
    pub above: Option<u16>,
    /// The most columns of a line of text.
    pub measure: Option<u16>,
}

impl Default for Panes {
    fn default() -> Self {
        Self {
            focus: Pane::List,
            list: true,
            about: true,
            zen: false,
            pair: None,
            widths: Widths::default(),
        }
    }
}

impl Panes {
    /// Whether two articles are scrolled together.
    pub(crate) fn is_together(&self) -> bool {
        self.pair.is_some_and(|pair| pair.together)
    }

    /// The pane after or before `focus` among those that are wanted, in a circle.
    pub fn neighbour(&self, forwards: bool) -> Pane {
        let wanted = |pane: &Pane| match pane {
            Pane::List => self.list && !self.zen,
            Pane::Article => true,
            Pane::About => self.about && !self.zen,
        };
        let mut order = [Pane::List, Pane::Article, Pane::About];
        if !forwards {
            order.reverse();
        }
        let at = order
            .iter()
            .position(|pane| *pane == self.focus)
            .unwrap_or(0);
        let next = order
            .iter()
            .cycle()
            .skip(at + 1)
            .take(3)
            .find(|pane| wanted(pane));
        next.copied().unwrap_or(Pane::Article)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn focus_goes_round_what_is_wanted() {
        let mut panes = Panes::default();
        assert_eq!(panes.neighbour(true), Pane::Article);
        assert_eq!(panes.neighbour(false), Pane::About);
        panes.about = false;
        assert_eq!(panes.neighbour(false), Pane::Article);
        panes.zen = true;
        assert_eq!(panes.neighbour(true), Pane::Article);
    }

    #[test]
    fn widths_are_plain_numbers() {
        let widths = Widths {
            list: Some(30),
            ..Widths::default()
        };
        let text = serde_json::to_string(&widths).unwrap();
        assert_eq!(serde_json::from_str::<Widths>(&text).unwrap(), widths);
        let few: Widths = serde_json::from_str(r#"{"measure":60}"#).unwrap();
        assert_eq!((few.measure, few.list), (Some(60), None));
    }
}
