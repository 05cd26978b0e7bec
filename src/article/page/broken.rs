//! Paragraphs that were broken where a link or strong words begin and end: some programs print each piece of
//! text of a page on a line of its own. They are put together again where a line cannot end, or begin, as it
//! does.

use std::ops::Range;

use crate::article::page::lines::Line;
use crate::article::page::title;

/// The characters of a line by which it is text without one above it.
const PROSE: usize = 60;

/// The most characters of what stands between two breaks.
const LONGEST_PIECE: usize = 80;

/// The most lines of one paragraph.
const MOST: usize = 60;

/// Words after which no paragraph and no headline ends, by language.
const OPEN: &[&[&str]] = &[
    &[
        "أن",
        "إن",
        "بأن",
        "وأن",
        "من",
        "في",
        "على",
        "إلى",
        "عن",
        "مع",
        "بين",
        "أو",
        "التي",
        "الذي",
        "الذين",
        "ضمن",
        "حول",
        "هذا",
        "هذه",
    ],
    &["کہ", "اور", "کے", "کی", "کا", "جس", "جو", "یا"],
    &[
        "که", "و", "از", "به", "با", "در", "برای", "تا", "را", "این", "آن",
    ],
    &["د", "په", "له", "او", "چې"],
    &["لە", "بۆ", "کە", "بە"],
    &["של", "את", "על", "עם", "כי", "בין", "או"],
    &["और", "कि", "के", "की", "का", "এবং", "যে"],
    &[
        "the", "a", "an", "of", "to", "in", "and", "or", "for", "with", "by", "from", "that", "at",
    ],
    &[
        "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "von", "mit", "und",
        "im", "auf", "für", "dass",
    ],
    &[
        "le", "la", "les", "de", "du", "un", "une", "et", "à", "au", "aux", "par", "pour", "que",
        "dans",
    ],
    &[
        "el", "los", "las", "del", "y", "una", "con", "por", "para", "al", "en",
    ],
    &[
        "o", "os", "as", "do", "da", "dos", "das", "em", "no", "na", "e", "com",
    ],
    &["il", "di", "della", "che", "per"],
    &["в", "на", "и", "с", "по", "о", "от", "для", "что"],
];

/// Words with which none begins in a script without capitals.
const CLOSE: &[&[&str]] = &[
    &["أن", "بأن", "التي", "الذي", "الذين", "إلى", "عن", "مما"],
    &[
        "کے", "کی", "کا", "نے", "سے", "کو", "تک", "ہے", "ہیں", "تھا", "تھی", "تھے",
    ],
    &["را", "که", "است", "بود", "شد", "شده", "کرد", "کند"],
    &["کې", "ته", "سره", "چې", "ده", "دی"],
    &["של", "אשר"],
    &["के", "की", "का", "में", "से", "को", "ने", "तक", "है", "हैं"],
];

/// Puts the pieces of paragraphs together.
pub(crate) fn join(lines: Vec<Line>) -> Vec<Line> {
    let paragraphs = paragraphs(&lines);
    if paragraphs.len() == lines.len() {
        return lines;
    }
    let mut lines = lines.into_iter();
    let join = |range: Range<usize>| {
        let first = lines.next()?;
        let mut text = String::new();
        push(&mut text, &first.text);
        let rest = lines.by_ref().take(range.len() - 1);
        let n_more = rest.map(|line| push(&mut text, &line.text)).count();
        if n_more == 0 {
            return Some(first);
        }
        let mut joined = Line::of(first.idx, text, first.bullet);
        (joined.gap, joined.number) = (first.gap, first.number);
        Some(joined)
    };
    paragraphs.into_iter().filter_map(join).collect()
}

/// The lines of each paragraph.
fn paragraphs(lines: &[Line]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::with_capacity(lines.len());
    let mut start = 0;
    while start < lines.len() {
        let is_below_text = |found: &[Range<usize>], n_above: usize| {
            let above = found.iter().rev().nth(n_above);
            above.is_some_and(|above| {
                let n_chars = lines[above.clone()].iter().map(|line| line.n_chars);
                lines[above.end - 1].ended && n_chars.sum::<usize>() >= PROSE
            })
        };
        // Above it stand its beginning and a link: a heading would be one line.
        let is_below_link = start >= 2
            && is_below_text(&found, 2)
            && begins(&lines[start - 2..start])
            && is_piece(&lines[start]);
        let n_pieces = pieces(&lines[start..], is_below_link || is_below_text(&found, 0));
        let end = start + n_pieces.unwrap_or(1);
        let is_headed = n_pieces.is_some() && is_below_link;
        if is_headed {
            found.truncate(found.len() - 2);
            start -= 2;
        }
        found.push(start..end);
        start = end;
    }
    found
}

/// Whether two lines are the beginning of a paragraph and a link in it.
fn begins(lines: &[Line]) -> bool {
    lines
        .iter()
        .all(|line| is_piece(line) && !line.ended && line.n_chars <= LONGEST_PIECE)
        && lines.last().is_some_and(|last| !last.gap)
}

/// How many lines from the first on are one paragraph, if it was broken.
fn pieces(lines: &[Line], is_below_text: bool) -> Option<usize> {
    let first = &lines[0];
    if first.ended || !is_text(first) {
        return None;
    }
    let (mut n, mut n_signs, mut is_open) = (1, 0, false);
    while let Some(line) = lines.get(n).filter(|line| n < MOST && is_piece(line)) {
        let above = &lines[n - 1];
        let is_ended = above.ended && n > 1;
        let goes_on = begins_midst(line) && (!is_ended || begins_with_sign(line));
        let opens = !above.ended && ends_midst(above);
        let is_short = line.n_chars <= LONGEST_PIECE && !line.ended;
        let next = lines.get(n + 1).filter(|next| is_piece(next));
        let is_link = || !is_ended && is_short && next.is_some_and(begins_midst);
        // Behind what a word leads to, in a script without capitals.
        let is_rest = is_open && !is_ended && above.n_chars <= LONGEST_PIECE && !is_cased(line);
        if !(goes_on || opens || is_rest || is_link()) {
            break;
        }
        is_open = opens && !goes_on;
        n_signs += usize::from(begins_with_sign(line));
        n += 1;
    }
    let n_chars: usize = lines[..n].iter().map(|line| line.n_chars).sum();
    let is_text = is_below_text || first.n_chars >= PROSE && n > 2 || n_signs > 0;
    // Two short lines may be verses.
    let is_long = n > 2 || n_signs > 0 || lines[..n].iter().any(|line| line.n_chars >= PROSE);
    let is_whole = is_long && (lines[n - 1].ended || n_signs > 0);
    (n > 1 && is_text && is_whole && n_chars >= PROSE && !title::is_dating(first)).then_some(n)
}

/// Whether a paragraph may begin in a line.
fn is_text(line: &Line) -> bool {
    line.hit.is_none() && !line.is_row && !line.is_verse && !line.is_sign()
}

/// Whether a line may go on with the paragraph above it.
fn is_piece(line: &Line) -> bool {
    let is_set = line.gap || line.bullet || line.is_row || line.is_verse;
    !is_set && line.hit.is_none() && (!line.is_sign() || begins_with_sign(line))
}

/// Whether a line begins as none does that is not in the midst of a paragraph.
fn begins_midst(line: &Line) -> bool {
    let text = &line.text;
    text.starts_with(char::is_lowercase)
        || begins_with_sign(line)
        || !is_cased(line)
            && text
                .split(' ')
                .next()
                .is_some_and(|word| is_among(CLOSE, word))
}

/// Whether it begins with a sign that ends something.
fn begins_with_sign(line: &Line) -> bool {
    let mut chars = line.text.chars();
    let first = chars.next();
    let is_apart = |next: Option<char>| next.is_none_or(|c| !c.is_alphanumeric() && c != '.');
    match first {
        Some(',' | ';' | '،' | '؛' | '.' | ')' | ':' | '?' | '!' | '؟' | '۔' | '।') => {
            is_apart(chars.next())
        }
        Some('。' | '，' | '、') => true,
        Some('\'' | '’') => chars.next() == Some('s') && is_apart(chars.next()),
        _ => false,
    }
}

/// Whether a line ends as none does that is not in the midst of a paragraph.
fn ends_midst(line: &Line) -> bool {
    let last = line.text.rsplit(' ').next().unwrap_or_default();
    last.len() < line.text.len() && (last.ends_with([',', '،']) || is_among(OPEN, last))
}

fn is_among(lists: &[&[&str]], word: &str) -> bool {
    /// Bytes.
    const LONGEST: usize = 16;
    word.len() <= LONGEST && lists.iter().any(|list| list.contains(&word))
}

/// Whether a line begins in a script with capitals.
fn is_cased(line: &Line) -> bool {
    let first = line.text.chars().find(|c| c.is_alphabetic());
    first.is_some_and(|c| c.is_lowercase() || c.is_uppercase())
}

fn push(text: &mut String, piece: &str) {
    const CLOSING: [char; 15] = [
        ',', '.', ';', ':', '!', '?', ')', '،', '؛', '؟', '۔', '。', '，', '、', '’',
    ];
    let is_glued =
        text.is_empty() || text.ends_with(['(', '“', '«', '„']) || piece.starts_with(CLOSING);
    if !is_glued {
        text.push(' ');
    }
    text.push_str(piece);
}
