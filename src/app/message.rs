//! What can happen to a session, and what it asks the world to do: data both ways.

use std::sync::Arc;

use crate::app::about::Sending;
use crate::app::chooser::Found;
use crate::app::item::Item;
use crate::app::pictures::{Pictured, Showing};
use crate::app::pointer::Pointer;
use crate::app::query::Query;
use crate::article::{Article, Survey};
use crate::library::{Changes, Memory, Summary};
use crate::picture::Room;
use crate::text::Marks;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Message {
    /// The user wants something done.
    Command(Command),
    /// The user wants something done so many times, or going as far as a number says.
    Counted {
        /// What, of the commands that take a count.
        command: Command,
        /// The number, from 1.
        count: usize,
    },
    /// A letter beyond ASCII was typed that is no key in any keyboard layout that may be on.
    UnknownLetter,
    /// Something is to be said, in a sentence.
    Notice(String),
    /// A character was typed at the prompt, or a digit in the self-test.
    Typed(char),
    /// A key that edits the prompt.
    Edit(Edit),
    /// Text was pasted.
    Pasted(String),
    /// The mouse was used.
    Pointed {
        /// How.
        pointer: Pointer,
        /// The column and the row of the screen.
        at: (u16, u16),
    },
    /// The screen has a new size, in cells.
    Resized {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// The terminal turned out to show vowel signs in their places, or not to.
    Marks(Marks),
    /// It is sent text in this way.
    Sending(Sending),
    /// This is what earlier sessions left.
    Remembered {
        /// What is remembered.
        memory: Box<Memory>,
        /// What is wrong with it.
        trouble: Option<String>,
    },
    /// There is more to read.
    Found {
        /// What has been found, for the end of the list.
        items: Vec<Item>,
        /// Whether that is not all yet.
        is_growing: bool,
    },
    /// Nothing has been typed for a moment: what is shown may catch up with the selection.
    Pause,
    /// Nothing has been typed for a while: what takes longer may be worked out.
    Rest,
    /// The text of an article was looked through.
    Surveyed {
        /// The item.
        item_idx: usize,
        /// What was found.
        survey: Arc<Survey>,
    },
    /// Pages were looked into: the item, and what it shows in the list or why it cannot be read.
    Summarised(Vec<(usize, Result<Summary, String>)>),
    /// An article was looked through for something that is looked for in all of them.
    FoundIn {
        /// What is looked for.
        query: Query,
        /// The item.
        item_idx: usize,
        /// What was found.
        found: Found,
    },
    /// What an item is from turned out to hold many pages.
    Parted {
        /// The item.
        item_idx: usize,
        /// Its pages.
        parts: Vec<Item>,
    },
    /// Something has changed on the disk.
    Changed(Changes),
    /// How the fetching of an article goes.
    Fetching {
        /// The item.
        item_idx: usize,
        /// How far it is.
        progress: String,
    },
    /// How pictures are shown from now on.
    Showing(Showing),
    /// A picture that was asked for is here, or the reason why not.
    Pictured(Pictured),
    /// The article that was asked for is here, or the reason why not.
    Read {
        /// The item.
        item_idx: usize,
        /// The article.
        article: Result<Arc<Article>, String>,
    },
}

/// What a user can ask for, by key or by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// One row or item on.
    Down,
    /// One row or item back.
    Up,
    /// A screenful on.
    PageDown,
    /// A screenful back.
    PageUp,
    /// Half a screenful on.
    HalfDown,
    /// Half a screenful back.
    HalfUp,
    /// To the beginning.
    Top,
    /// To the end.
    Bottom,
    /// Into what is selected.
    Enter,
    /// Out of where the user is.
    Back,
    /// To the left where a cursor is shown, else back.
    Left,
    /// To the right where a cursor is shown, else into what is selected.
    Right,
    /// Shows a cursor to select text with, and begins to select at it.
    Select,
    /// To the next word, with that cursor.
    NextWord,
    /// To the previous word, with that cursor.
    PreviousWord,
    /// To the next paragraph, with that cursor.
    NextParagraph,
    /// To the beginning of the paragraph, with that cursor.
    PreviousParagraph,
    /// Copies what is selected, else where the article is from.
    CopyLink,
    /// Copies a paragraph.
    CopyParagraph,
    /// To the next pane.
    NextPane,
    /// To the previous pane.
    PreviousPane,
    /// The next article of the list.
    NextArticle,
    /// The previous article of the list.
    PreviousArticle,
    /// Shows or hides the list.
    List,
    /// Goes to the article.
    Article,
    /// Shows or hides what is known about the article.
    About,
    /// Shows or hides all but the article.
    Zen,
    /// Moves the border of the pane with the focus to the left, or up.
    BorderLeft,
    /// Moves that border to the right, or down.
    BorderRight,
    /// Makes lines of text longer.
    LongerLines,
    /// Makes lines of text shorter.
    ShorterLines,
    /// Gives panes and lines the widths that suit the screen.
    DefaultWidths,
    /// Puts another article beside this one, or leaves this one alone.
    Compare,
    /// Scrolls two articles together, or each on its own.
    Together,
    /// Looks for words in the article.
    Search,
    /// The next match.
    NextMatch,
    /// The previous match.
    PreviousMatch,
    /// Lists all matches.
    ListMatches,
    /// Looks for the longest word of the row at the top.
    SearchWord,
    /// Looks for the last words in all articles.
    SearchEverywhere,
    /// Lists the headings of the article.
    Outline,
    /// Lists the characters of the selection, or of the row at the top, by their names.
    Characters,
    /// Numbers the links in sight, one of which may be opened or copied; given twice, it is the page's
    /// own address.
    Follow,
    /// Lists the links of the article.
    Links,
    /// Goes from a footnote's mark to its note, and back.
    Note,
    /// The next article that has not been read.
    NextUnread,
    /// The previous article that has not been read.
    PreviousUnread,
    /// Shows or hides what was left out of the page.
    Removed,
    /// Shows or hides vowel signs.
    Marks,
    /// Shows pictures, or the words for them alone.
    Pictures,
    /// Fetches the pictures of the article that are on the web.
    FetchPictures,
    /// Marks the article as read or unread.
    Unread,
    /// Marks all articles that the list shows as read.
    AllRead,
    /// Takes back what was marked last.
    Undo,
    /// Shows only the articles that are looked for.
    Filter,
    /// Sorts the list by something else.
    Sort,
    /// Sorts the list the other way round.
    Reverse,
    /// Groups the list by something else.
    Group,
    /// Shows lines in each order that text can be sent in, to choose the one that reads right.
    Test,
    /// Shows or hides the keys.
    Help,
    /// Paints the whole screen again.
    Redraw,
    /// Stops the program for now, as the shell's job control does.
    Suspend,
    /// Ends the program.
    Quit,
}

impl Command {
    /// Whether it is about the cursor that text is selected with.
    pub fn needs_cursor(self) -> bool {
        matches!(
            self,
            Self::Left
                | Self::Right
                | Self::NextWord
                | Self::PreviousWord
                | Self::NextParagraph
                | Self::PreviousParagraph
        )
    }

    /// Whether a number before the key changes what it does.
    pub fn takes_count(self) -> bool {
        matches!(
            self,
            Self::Down
                | Self::Up
                | Self::PageDown
                | Self::PageUp
                | Self::HalfDown
                | Self::HalfUp
                | Self::Top
                | Self::Bottom
                | Self::NextArticle
                | Self::PreviousArticle
                | Self::NextMatch
                | Self::PreviousMatch
        ) || self.needs_cursor()
    }
}

/// What a key does to the prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Keeps what is found and leaves the prompt.
    Accept,
    /// Leaves the prompt as if it had never been opened.
    Cancel,
    /// Takes the character before the caret away.
    Backspace,
    /// Takes the cluster after the caret away.
    Delete,
    /// Takes the word before the caret away.
    DeleteWord,
    /// Takes everything before the caret away.
    DeleteAll,
    /// To the left on the screen, where all of the text runs in its own direction.
    Left,
    /// To the right on the screen, likewise.
    Right,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// To words that were looked for earlier.
    Earlier,
    /// To words that were looked for later, or to none.
    Later,
    /// To the next spelling: usual, loose, exact.
    Spelling,
    /// The words are a regular expression, or are none again.
    Regex,
    /// Only whole words count, or parts of words again.
    Whole,
}

/// Something to be done outside the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Read the article of an item and answer with [`Message::Read`].
    Read {
        /// The item.
        item_idx: usize,
    },
    /// Read the article of an item that is open once more, beside what else is read, and answer with
    /// [`Message::Read`].
    ReadAgain {
        /// The item.
        item_idx: usize,
    },
    /// Look into the pages of items once more and answer with [`Message::Summarised`].
    LookAgain {
        /// The items.
        items: Vec<usize>,
    },
    /// Fetch the article of an item from the web and answer with [`Message::Fetching`] and in the
    /// end with [`Message::Read`].
    Fetch {
        /// The item.
        item_idx: usize,
    },
    /// Read a picture of the article of an item and answer with [`Message::Pictured`].
    Picture {
        /// The item.
        item_idx: usize,
        /// The picture, by its number in the article.
        picture_idx: usize,
        /// The room for it.
        room: Room,
        /// Whether it is fetched where it is on the web.
        fetches: bool,
    },
    /// Do not fetch it any more.
    StopFetching {
        /// The item.
        item_idx: usize,
    },
    /// Look through the text of the open article, which is that of an item, and answer with
    /// [`Message::Surveyed`].
    Survey {
        /// The item.
        item_idx: usize,
    },
    /// Look through articles and answer with [`Message::FoundIn`] for each.
    SearchEverywhere {
        /// What is looked for.
        query: Query,
        /// The items.
        items: Vec<usize>,
    },
    /// Bring text to the clipboard.
    Copy {
        /// The text, in logical order.
        text: String,
    },
    /// Have a program open an address.
    Open {
        /// The address, of `http`, `https` or `mailto`, in visible ASCII.
        target: Arc<str>,
    },
    /// Send text as the profile of this name asks, from now on in this terminal.
    SendAs {
        /// The name.
        profile: &'static str,
    },
    /// Look through no more articles.
    StopSearching,
    /// Paint the whole screen again.
    Redraw,
    /// Give the terminal back and stop until continued.
    Suspend,
    /// End the program.
    Quit,
}
