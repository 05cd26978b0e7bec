//! What was left out of the document: every line of it, with the reason.

/// A line of the page that is not part of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// The line without its indent, in logical order.
    pub text: String,
    /// Why it was left out.
    pub reason: Reason,
    /// The line of the page, counted from 0.
    pub line_idx: usize,
    /// The block of the document that it stood before; the number of blocks at the end.
    pub before_block: usize,
}

/// Why a line was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Its content is shown as a field of the article.
    Field,
    /// It says again what another line says.
    Repeated,
    /// Menus, section lists, breadcrumbs, switches of language.
    Navigation,
    /// Signing in and accounts.
    Login,
    /// Sharing, following, printing.
    Share,
    /// Newsletters, notifications, subscriptions.
    Newsletter,
    /// Headlines of and pointers to other articles.
    Related,
    /// Comments, ratings and their rules.
    Comments,
    /// Advertising.
    Advert,
    /// Rights, cookies, terms.
    Legal,
    /// Who took a picture, and labels of pictures.
    Credit,
    /// None of the above, yet outside the body.
    Outside,
}

impl Reason {
    /// The reason in a word or two, for people and for JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Field => "shown as a field",
            Self::Repeated => "repeated",
            Self::Navigation => "navigation",
            Self::Login => "login",
            Self::Share => "share",
            Self::Newsletter => "newsletter",
            Self::Related => "related",
            Self::Comments => "comments",
            Self::Advert => "advert",
            Self::Legal => "legal",
            Self::Credit => "credit",
            Self::Outside => "outside the body",
        }
    }
}
