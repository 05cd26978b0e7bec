//! Which panes are on the screen and where. Narrow screens fold the details away first, then the
//! list; the pane that has the focus is always there.

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

/// A rectangle of the screen, in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// The first column.
    pub x: u16,
    /// The first row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
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
}

/// Where everything is. Panes stand side by side with one column between them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// The list.
    pub list: Option<Area>,
    /// The article.
    pub article: Option<Area>,
    /// The details.
    pub about: Option<Area>,
    /// The last row, for the prompt and for what just happened.
    pub status: Area,
}

/// The fewest columns in which an article is still read with pleasure.
const ARTICLE_MIN: u16 = 44;
const LIST: std::ops::RangeInclusive<u16> = 24..=38;
const ABOUT: std::ops::RangeInclusive<u16> = 24..=34;

impl Default for Panes {
    fn default() -> Self {
        Self {
            focus: Pane::List,
            list: true,
            about: true,
            zen: false,
        }
    }
}

impl Panes {
    /// Places the panes on a screen of `width` × `height` cells.
    pub fn arrange(&self, width: u16, height: u16) -> Arrangement {
        let body = height.saturating_sub(1);
        let status = Area {
            x: 0,
            y: body,
            width,
            height: height.min(1),
        };
        let list_width = (width / 4).clamp(*LIST.start(), *LIST.end());
        let about_width = (width / 5).clamp(*ABOUT.start(), *ABOUT.end());
        let list = !self.zen && (self.list || self.focus == Pane::List);
        let about = !self.zen && (self.about || self.focus == Pane::About);
        let needs = |list: bool, about: bool| {
            let side = |shown, width| if shown { width + 1 } else { 0 };
            side(list, list_width) + side(about, about_width) + ARTICLE_MIN
        };
        // What is given up, in order, until the rest fits.
        let choices = [
            (list, about),
            (
                list && self.focus != Pane::About,
                about && self.focus == Pane::About,
            ),
            (false, false),
        ];
        let fitting = choices
            .into_iter()
            .find(|&(list, about)| width >= needs(list, about));
        let Some((list, about)) = fitting.filter(|_| self.zen || fits_focus(self.focus, fitting))
        else {
            return self.alone(
                Area {
                    x: 0,
                    y: 0,
                    width,
                    height: body,
                },
                status,
            );
        };
        let mut arrangement = Arrangement {
            status,
            ..Arrangement::default()
        };
        let mut x = 0;
        let mut rest = width;
        if list {
            arrangement.list = Some(Area {
                x,
                y: 0,
                width: list_width,
                height: body,
            });
            x += list_width + 1;
            rest -= list_width + 1;
        }
        if about {
            rest -= about_width + 1;
            let about = Area {
                x: x + rest + 1,
                y: 0,
                width: about_width,
                height: body,
            };
            arrangement.about = Some(about);
        }
        arrangement.article = Some(Area {
            x,
            y: 0,
            width: rest,
            height: body,
        });
        arrangement
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

    fn alone(&self, area: Area, status: Area) -> Arrangement {
        let mut arrangement = Arrangement {
            status,
            ..Arrangement::default()
        };
        let place = match self.focus {
            Pane::List => &mut arrangement.list,
            Pane::Article => &mut arrangement.article,
            Pane::About => &mut arrangement.about,
        };
        *place = Some(area);
        arrangement
    }
}

/// Whether the pane with the focus is among those shown.
fn fits_focus(focus: Pane, shown: Option<(bool, bool)>) -> bool {
    match focus {
        Pane::List => shown.is_some_and(|shown| shown.0),
        Pane::Article => true,
        Pane::About => shown.is_some_and(|shown| shown.1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_fold_away_as_the_screen_narrows() {
        let check = |width, focus, expected: &str| {
            let panes = Panes {
                focus,
                ..Panes::default()
            };
            let at = panes.arrange(width, 30);
            let name = |shown: Option<Area>, name| shown.map_or("", |_| name);
            let shown = [
                name(at.list, "l"),
                name(at.article, "a"),
                name(at.about, "i"),
            ]
            .concat();
            assert_eq!(shown, expected, "{width} {focus:?}");
        };
        check(160, Pane::List, "lai");
        check(100, Pane::Article, "lai");
        check(90, Pane::List, "la");
        check(90, Pane::About, "ai");
        check(60, Pane::List, "l");
        check(60, Pane::Article, "a");
        check(60, Pane::About, "i");
        check(1, Pane::List, "l");
    }

    #[test]
    fn panes_never_overlap_and_fill_the_width() {
        for width in 0..300 {
            for focus in [Pane::List, Pane::Article, Pane::About] {
                let at = Panes {
                    focus,
                    ..Panes::default()
                }
                .arrange(width, 20);
                let mut end = 0;
                for area in [at.list, at.article, at.about].into_iter().flatten() {
                    assert!(area.x == end || area.x == end + 1, "{width} {focus:?}");
                    end = area.x + area.width;
                }
                assert_eq!(end, width);
            }
        }
    }

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
}
