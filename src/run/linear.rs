//! A session line by line: the loop that reads lines, has them answered and writes the answers.

use std::io::{self, BufRead, Write};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::app::{COMMANDS, Linear, Message, update};
use crate::library::{self, Forgetful, Keep, Memory, Source, Trouble};
use crate::run::workers;
use crate::term::Opener;
use crate::text::{one_line, wrap};
use crate::ui::Keyboard;

/// What stands where a line is waited for.
const PROMPT: &str = "> ";

/// How often what is to be remembered is kept.
const OFTEN: Duration = Duration::from_secs(5);

/// Answers the lines of `input` on `out`, broken at `width` cells if there is one, until the user
/// leaves or the input ends. `key` is what the sources are known by. What could not be remembered is
/// given back.
///
/// # Errors
/// Where lines cannot be read, or answers not written.
pub fn linear(
    key: u64,
    sources: impl Iterator<Item = Result<Source, Trouble>>,
    mut keyboard: Keyboard,
    mut input: impl BufRead,
    mut out: impl Write,
    width: Option<usize>,
) -> io::Result<Option<Forgetful>> {
    let mut keeping = Keeping::load();
    let mut linear = Linear::default();
    let state = &mut linear.state;
    state.recollection.sources = key;
    state.recollection.folder = std::env::current_dir().unwrap_or_default();
    let memory = Box::new(std::mem::take(&mut keeping.memory));
    let remembered = Message::Remembered {
        memory,
        trouble: None,
    };
    update(state, remembered);
    let found = Message::Found {
        items: sources.map(workers::item).collect(),
        is_growing: false,
    };
    update(state, found);

    let mut say = |text: &str| {
        let broken = width.map(|width| wrap(text, width));
        out.write_all(broken.as_deref().unwrap_or(text).as_bytes())?;
        out.write_all(PROMPT.as_bytes())?;
        out.flush()
    };
    say(&linear.greet(&mut workers::article))?;
    let opener = Opener::decide(|name| std::env::var(name).ok());
    let (refuse, refused) = mpsc::channel();
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let typed = one_line(&String::from_utf8_lossy(&line));
        let language = linear.state.reader.as_ref();
        let language = language.and_then(|reader| reader.article.language);
        let is_command = |key: char| COMMANDS.iter().any(|(letter, ..)| *letter == key);
        let meant = |c: char| match c.is_ascii() {
            true => c,
            false => {
                let meant = keyboard.read(c, language, is_command);
                meant.map_or(c, |meant| meant.key)
            }
        };
        let answer = linear.answer(&typed, meant, &mut workers::article);
        if answer.quits {
            break;
        }
        // What could not be opened is said with the next answer.
        let troubles: String = refused.try_iter().map(|why| why + "\n").collect();
        say(&(troubles + &answer.text))?;
        if let Some(target) = answer.opens {
            let (opener, refuse) = (opener.clone(), refuse.clone());
            thread::spawn(move || {
                if let Err(why) = opener.open(&target) {
                    let _ = refuse.send(why);
                }
            });
        }
        keeping.keep(&mut linear, OFTEN);
        line.clear();
    }
    keeping.keep(&mut linear, Duration::ZERO);
    Ok(keeping.trouble)
}

/// What is remembered, and where.
struct Keeping {
    keep: Option<Keep>,
    memory: Memory,
    trouble: Option<Forgetful>,
    /// When that was last done.
    kept: Instant,
}

impl Keeping {
    fn load() -> Self {
        let keep = Keep::decide(|name| std::env::var(name).ok());
        let (keep, (memory, trouble)) = match keep {
            Ok(keep) => {
                let found = keep.load();
                (Some(keep), found)
            }
            Err(trouble) => (None, (Memory::default(), Some(trouble))),
        };
        let is_final = trouble.as_ref().is_some_and(Forgetful::is_final);
        Self {
            keep: keep.filter(|_| !is_final),
            memory,
            trouble,
            kept: Instant::now(),
        }
    }

    /// Keeps what has changed, if that was not done for so long.
    fn keep(&mut self, linear: &mut Linear, after: Duration) {
        let Some(keep) = self.keep.as_ref().filter(|_| self.kept.elapsed() >= after) else {
            return;
        };
        self.kept = Instant::now();
        // What cannot be kept is tried again with what changes next.
        self.memory.merge(linear.state.changes(library::now()));
        if self.memory.is_empty() {
            return;
        }
        match keep.add(self.memory.clone()) {
            Ok(()) => self.memory = Memory::default(),
            Err(trouble) => self.trouble = Some(trouble),
        }
    }
}
