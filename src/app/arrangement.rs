//! Where the panes are: in, what the user wants and the size of the screen; out, areas that never
//! overlap and never leave the screen. Narrow screens fold the details away first, then the list;
//! tall and narrow ones put the list above the article. The pane with the focus is always there.

use std::ops::RangeInclusive;

use crate::app::panes::{Pair, Pane, Panes};

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

/// Where everything is. Each pane begins with a row for its heading; beside each other, they have
/// one column between them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// The list.
    pub list: Option<Area>,
    /// The article; of two, the one that keys go to.
    pub article: Option<Area>,
    /// The other one of two articles.
    pub other: Option<Area>,
    /// The details.
    pub about: Option<Area>,
    /// The part of the article pane that text is set in, in its middle.
    pub column: Area,
    /// The same of the other article.
    pub other_column: Area,
    /// The last row, for the prompt, for what just happened and for what can be done.
    pub status: Area,
}

/// What two panes have between them, and what is dragged to change their widths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// At the right of the list.
    List,
    /// At the left of the details.
    About,
    /// Below the pane that stands above the article.
    Above,
}

/// The fewest columns in which an article is still read with pleasure.
const ARTICLE_MIN: u16 = 44;
/// The fewest rows of two articles that stand above each other.
const PAIR_MIN: u16 = 8;
/// The fewest columns of a pane beside it.
const SIDE_MIN: u16 = 16;
/// From so many rows on, the list may stand above the article.
const TALL: u16 = 40;
/// On screens with fewer columns it does.
const NARROW: u16 = 80;
/// The fewest rows of panes that stand above each other.
const ABOVE_MIN: u16 = 4;
/// The columns of a line of text that a user may choose.
pub(crate) const MEASURE: RangeInclusive<u16> = 45..=90;

impl Area {
    /// Whether a cell is in it.
    pub fn contains(&self, (x, y): (u16, u16)) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.y + self.height).contains(&y)
    }

    /// The smallest area with both in it.
    fn with(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let right = (self.x + self.width).max(other.x + other.width);
        let bottom = (self.y + self.height).max(other.y + other.height);
        Self {
            x,
            y,
            width: right - x,
            height: bottom - y,
        }
    }
}

impl Arrangement {
    /// The area of a pane.
    pub fn area(&self, pane: Pane) -> Option<Area> {
        match pane {
            Pane::List => self.list,
            Pane::Article => self.article,
            Pane::About => self.about,
        }
    }

    /// The border that a cell is on, if any.
    pub fn border_at(&self, at: (u16, u16)) -> Option<Border> {
        let article = self.articles()?;
        let above = |side: Option<Area>| side.is_some_and(|side| side.y < article.y);
        if above(self.list) || above(self.about) {
            return (at.1 == article.y).then_some(Border::Above);
        }
        let beside = |x: u16| at.0 == x && at.1 < article.y + article.height;
        match (self.list, self.about) {
            (Some(list), _) if beside(list.x + list.width) => Some(Border::List),
            (_, Some(about)) if beside(about.x - 1) => Some(Border::About),
            _ => None,
        }
    }

    /// The border that is moved when a pane has the focus.
    pub fn border_of(&self, pane: Pane) -> Option<Border> {
        let article = self.articles()?;
        let side = |area: Option<Area>, border| {
            area.map(|area| match area.y < article.y {
                true => Border::Above,
                false => border,
            })
        };
        let list = side(self.list, Border::List);
        let about = side(self.about, Border::About);
        match pane {
            Pane::About => about.or(list),
            Pane::List | Pane::Article => list.or(about),
        }
    }

    /// The area of the article, or of both.
    fn articles(&self) -> Option<Area> {
        let article = self.article?;
        Some(self.other.map_or(article, |other| article.with(other)))
    }

    fn place(&mut self, pane: Pane) -> &mut Option<Area> {
        match pane {
            Pane::List => &mut self.list,
            Pane::Article => &mut self.article,
            Pane::About => &mut self.about,
        }
    }
}

impl Panes {
    /// Places the panes on a screen of `width` × `height` cells.
    pub fn arrange(&self, width: u16, height: u16) -> Arrangement {
        let body = Area {
            x: 0,
            y: 0,
            width,
            height: height.saturating_sub(1),
        };
        let mut at = Arrangement {
            status: Area {
                y: body.height,
                height: height.min(1),
                ..body
            },
            ..Arrangement::default()
        };
        let list = !self.zen && (self.list || self.focus == Pane::List);
        let about = !self.zen && (self.about || self.focus == Pane::About);
        let above = match self.focus {
            Pane::About => Pane::About,
            _ => Pane::List,
        };
        if self.zen {
            at.article = Some(body);
        } else if width < NARROW && height >= TALL && (list || above == Pane::About) {
            self.place_above(above, body, &mut at);
        } else {
            self.place_beside(list, about, body, &mut at);
        }
        if let (Some(articles), Some(pair)) = (at.article, self.pair) {
            (at.article, at.other) = share(articles, pair);
        }
        let column = |area: Option<Area>| area.map_or(Area::default(), |area| self.column(area));
        at.column = column(at.article);
        at.other_column = column(at.other);
        at
    }

    /// One pane above the article.
    fn place_above(&self, pane: Pane, body: Area, at: &mut Arrangement) {
        let rows = self.widths.above.unwrap_or(body.height / 3);
        let rows = rows.clamp(ABOVE_MIN, body.height - ABOVE_MIN);
        *at.place(pane) = Some(Area {
            height: rows,
            ..body
        });
        at.article = Some(Area {
            y: rows,
            height: body.height - rows,
            ..body
        });
    }

    /// As many of the panes as there is room for. Two articles go before the other panes, as long
    /// as the pane with the focus is there.
    fn place_beside(&self, list: bool, about: bool, body: Area, at: &mut Arrangement) {
        let pair_min = 2 * ARTICLE_MIN + 1;
        let for_pair = self.pair.map(|_| pair_min).into_iter();
        let placed = for_pair
            .chain([ARTICLE_MIN])
            .any(|article_min| self.place_all(list, about, article_min, body, at));
        if !placed {
            *at.place(self.focus) = Some(body);
        }
    }

    /// As many of the panes as there is room for beside an article of so many columns; says
    /// whether the one with the focus is among them, and places none else.
    fn place_all(
        &self,
        list: bool,
        about: bool,
        article_min: u16,
        body: Area,
        at: &mut Arrangement,
    ) -> bool {
        let width = body.width;
        let list_width = (width / 4).clamp(24, 38).max((width / 7).min(56));
        let about_width = (width / 5).clamp(24, 34).max((width / 8).min(50));
        let needs = |list: bool, about: bool| {
            let side = |shown, width| if shown { width + 1 } else { 0 };
            side(list, list_width) + side(about, about_width) + article_min
        };
        // What is given up, in order, until the rest fits. It does not depend on the widths that
        // were chosen: no pane goes away because another is made wider.
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
        let shows_focus = |(list, about)| match self.focus {
            Pane::List => list,
            Pane::Article => true,
            Pane::About => about,
        };
        let Some((list, about)) = fitting.filter(|shown| shows_focus(*shown)) else {
            return false;
        };
        let gaps = u16::from(list) + u16::from(about);
        let free = width.saturating_sub(gaps + article_min);
        let about_width = match about {
            true => {
                let most = free.saturating_sub(if list { SIDE_MIN } else { 0 });
                let wanted = self.widths.about.unwrap_or(about_width);
                wanted.clamp(SIDE_MIN, most.max(SIDE_MIN))
            }
            false => 0,
        };
        let list_width = match list {
            true => {
                let most = free.saturating_sub(about_width);
                let wanted = self.widths.list.unwrap_or(list_width);
                wanted.clamp(SIDE_MIN, most.max(SIDE_MIN))
            }
            false => 0,
        };
        let article_x = list_width + u16::from(list);
        let article_width = width.saturating_sub(list_width + about_width + gaps);
        at.list = list.then_some(Area {
            width: list_width,
            ..body
        });
        at.article = Some(Area {
            x: article_x,
            width: article_width,
            ..body
        });
        at.about = about.then_some(Area {
            x: width.saturating_sub(about_width),
            width: about_width,
            ..body
        });
        true
    }

    /// Where text stands in an article pane: below the heading, with room for the scroll bar at
    /// either side, and a blank before it where columns are not scarce.
    fn column(&self, article: Area) -> Area {
        let margin = if article.width >= ARTICLE_MIN { 2 } else { 1 };
        let room = article.width.saturating_sub(2 * margin);
        let wanted = self.widths.measure.unwrap_or(match article.width {
            ..120 => 72,
            _ => 80,
        });
        let measure = wanted.clamp(*MEASURE.start(), *MEASURE.end());
        let width = measure.min(room.max(1)).min(article.width);
        Area {
            x: article.x + (article.width - width) / 2,
            y: article.y + article.height.min(1),
            width,
            height: article.height.saturating_sub(1),
        }
    }
}

/// The areas of two articles, that of the one with the keys first: beside each other, above each
/// other, or that one alone, as there is room.
fn share(articles: Area, pair: Pair) -> (Option<Area>, Option<Area>) {
    let Area { width, height, .. } = articles;
    let (first, second) = if width > 2 * ARTICLE_MIN {
        let left = (width - 1) / 2;
        let first = Area {
            width: left,
            ..articles
        };
        let second = Area {
            x: articles.x + left + 1,
            width: width - 1 - left,
            ..articles
        };
        (first, second)
    } else if height >= 2 * PAIR_MIN {
        let upper = height / 2;
        let first = Area {
            height: upper,
            ..articles
        };
        let second = Area {
            y: articles.y + upper,
            height: height - upper,
            ..articles
        };
        (first, second)
    } else {
        return (Some(articles), None);
    };
    match pair.second {
        false => (Some(first), Some(second)),
        true => (Some(second), Some(first)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::app::panes::Widths;

    fn shown(at: &Arrangement) -> String {
        let name = |shown: Option<Area>, name| shown.map_or("", |_| name);
        [
            name(at.list, "l"),
            name(at.article, "a"),
            name(at.about, "i"),
        ]
        .concat()
    }

    #[test]
    fn panes_fold_away_as_the_screen_narrows() {
        let check = |width, height, focus, expected: &str| {
            let panes = Panes {
                focus,
                ..Panes::default()
            };
            let at = panes.arrange(width, height);
            assert_eq!(shown(&at), expected, "{width}x{height} {focus:?}");
        };
        check(160, 30, Pane::List, "lai");
        check(100, 30, Pane::Article, "lai");
        check(90, 30, Pane::List, "la");
        check(90, 30, Pane::About, "ai");
        check(60, 30, Pane::List, "l");
        check(60, 30, Pane::Article, "a");
        check(60, 30, Pane::About, "i");
        check(1, 30, Pane::List, "l");
        check(60, 40, Pane::List, "la");
        check(79, 60, Pane::Article, "la");
        check(79, 60, Pane::About, "ai");
        check(80, 60, Pane::Article, "la");
    }

    #[test]
    fn two_articles_share_the_room() {
        let check = |width, height, focus, second, expected: [&str; 3]| {
            let pair = Some(Pair {
                second,
                ..Pair::default()
            });
            let panes = Panes {
                focus,
                pair,
                ..Panes::default()
            };
            let at = panes.arrange(width, height);
            let size = |area: Option<Area>| {
                let place =
                    |area: Area| format!("{},{} {}x{}", area.x, area.y, area.width, area.height);
                area.map_or(String::new(), place)
            };
            let found = [shown(&at), size(at.article), size(at.other)];
            assert_eq!(found, expected, "{width}x{height}");
        };
        let (list, article) = (Pane::List, Pane::Article);
        check(120, 30, article, true, ["la", "76,0 44x29", "31,0 44x29"]);
        check(120, 30, list, false, ["la", "31,0 44x29", "76,0 44x29"]);
        check(100, 30, article, false, ["a", "0,0 49x29", "50,0 50x29"]);
        check(100, 30, list, false, ["lai", "26,0 49x14", "26,14 49x15"]);
        check(80, 30, article, true, ["la", "25,14 55x15", "25,0 55x14"]);
        check(80, 12, article, true, ["la", "25,0 55x11", ""]);
        check(60, 60, article, false, ["la", "0,19 60x20", "0,39 60x20"]);
    }

    #[test]
    fn borders_are_found_where_they_are() {
        let mut panes = Panes::default();
        let at = panes.arrange(120, 30);
        assert_eq!(at.border_at((30, 5)), Some(Border::List));
        assert_eq!(at.border_at((95, 0)), Some(Border::About));
        assert_eq!(at.border_at((31, 5)), None);
        assert_eq!(at.border_at((30, 29)), None);
        let tall = panes.arrange(60, 50);
        let y = tall.article.expect("the article").y;
        assert_eq!(tall.border_at((7, y)), Some(Border::Above));
        assert_eq!(tall.border_of(Pane::Article), Some(Border::Above));
        panes.zen = true;
        assert_eq!(panes.arrange(120, 30).border_of(Pane::Article), None);
    }

    fn panes() -> impl Strategy<Value = Panes> {
        let focus = prop_oneof![Just(Pane::List), Just(Pane::Article), Just(Pane::About)];
        let width = || proptest::option::of(0..500u16);
        let widths = (width(), width(), width(), width());
        let wanted = any::<([bool; 3], Option<bool>)>();
        (focus, wanted, widths).prop_map(|(focus, ([list, about, zen], second), widths)| Panes {
            focus: if zen { Pane::Article } else { focus },
            list,
            about,
            zen,
            pair: second.map(|second| Pair {
                second,
                ..Pair::default()
            }),
            widths: Widths {
                list: widths.0,
                about: widths.1,
                above: widths.2,
                measure: widths.3,
            },
        })
    }

    fn check(panes: Panes, width: u16, height: u16) {
        let at = panes.arrange(width, height);
        let areas: Vec<Area> = [at.list, at.article, at.other, at.about, Some(at.status)]
            .into_iter()
            .flatten()
            .collect();
        let mut n_cells = 0;
        for (idx, area) in areas.iter().enumerate() {
            assert!(area.x + area.width <= width && area.y + area.height <= height);
            n_cells += usize::from(area.width) * usize::from(area.height);
            for other in &areas[idx + 1..] {
                let apart = area.x + area.width <= other.x
                    || other.x + other.width <= area.x
                    || area.y + area.height <= other.y
                    || other.y + other.height <= area.y;
                assert!(apart, "{area:?} {other:?}");
            }
        }
        // All but the columns between panes is used.
        let n_beside = [at.list, at.about].into_iter().flatten().filter(|side| {
            at.articles()
                .is_some_and(|article| article.y == side.y && article.x != side.x)
        });
        let mut gaps = n_beside.count() * usize::from(height.saturating_sub(1));
        if let (Some(article), Some(other)) = (at.article, at.other)
            && article.y == other.y
        {
            gaps += usize::from(article.height);
        }
        assert_eq!(n_cells + gaps, usize::from(width) * usize::from(height));
        assert!(at.area(panes.focus).is_some(), "the focus is shown");
        for (article, column) in [(at.article, at.column), (at.other, at.other_column)] {
            let Some(article) = article else { continue };
            assert!(column.width >= 1 && column.width <= *MEASURE.end());
            assert!(column.width >= *MEASURE.start() || column.width + 4 >= article.width);
            assert!(column.x >= article.x && column.y >= article.y);
            assert!(column.x + column.width <= article.x + article.width);
            assert!(column.y + column.height <= article.y + article.height);
            let left = column.x - article.x;
            let right = article.width - column.width - left;
            assert!(left.abs_diff(right) <= 1, "in the middle");
        }
    }

    #[test]
    fn areas_fit_together_at_every_size() {
        for width in (1..=130).chain((131..=400).step_by(7)) {
            for height in (1..=12).chain([24, 39, 40, 41, 60, 120]) {
                for focus in [Pane::List, Pane::Article, Pane::About] {
                    let panes = Panes {
                        focus,
                        ..Panes::default()
                    };
                    check(panes, width, height);
                }
            }
        }
    }

    proptest! {
        #[test]
        fn areas_fit_together_whatever_is_wanted(
            panes in panes(), width in 1..=400u16, height in 1..=120u16,
        ) {
            check(panes, width, height);
        }
    }
}
