//! Words that are written in letters of two alphabets which look alike, as a false name is
//! (UTS 39, mixed scripts): in, a title or a name; out, such words. Letters that an alphabet has
//! in several spellings, such as ي and ی, are no disguise.

use crate::article::Article;

/// A word in which a letter stands for one that looks like it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookalike {
    /// The word.
    pub word: String,
    /// The first letter that is of another alphabet than the others.
    pub letter: char,
}

/// Such words in the title and the byline of an article.
pub fn lookalikes(article: &Article) -> Vec<Lookalike> {
    let texts = article.title.iter().chain(&article.byline);
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    words.filter_map(lookalike).collect()
}

/// Letters that look like those of Latin, Greek and Cyrillic each.
const LATIN: &str = "AaBCcEeHhIiJjKMNOoPpQqSsTVvWwXxYyZ";
const GREEK: &str = "ΑαΒΕΖΗΙιΚκΜΝΟορΡΤΥυΧν";
const CYRILLIC: &str = "АаВЕеԐЅѕІіЈјКМНОоРрСсТУуХхҮԚԛԜԝһԁѵӀӏ";

fn lookalike(word: &str) -> Option<Lookalike> {
    let alphabets = [
        (is_latin as fn(char) -> bool, LATIN),
        (is_greek, GREEK),
        (is_cyrillic, CYRILLIC),
    ];
    let n_of = |is_of: fn(char) -> bool| word.chars().filter(|c| is_of(*c)).count();
    let (most, _) = alphabets
        .into_iter()
        .max_by_key(|(is_of, _)| n_of(*is_of))?;
    let mut others = word
        .chars()
        .filter(|c| c.is_alphabetic() && !most(*c))
        .peekable();
    let letter = *others.peek()?;
    let is_alike = |c: char| {
        let alphabet = alphabets.iter().find(|(is_of, _)| is_of(c));
        alphabet.is_some_and(|(_, alike)| alike.contains(c))
    };
    (n_of(most) > 1 && others.all(is_alike)).then(|| Lookalike {
        word: word.to_owned(),
        letter,
    })
}

/// Whether a word, as one of a name on the web, cannot be taken for another: its letters are of one
/// script, and not all of them look like those of Latin.
pub(crate) fn is_honest(word: &str) -> bool {
    let is_ascii = word.is_ascii();
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    let first = letters().next().map(script);
    let is_alike = |c: char| [GREEK, CYRILLIC].iter().any(|alike| alike.contains(c));
    is_ascii || letters().all(|c| Some(script(c)) == first) && !letters().all(is_alike)
}

/// What is the same for letters of one script, or of those that are written together.
fn script(c: char) -> u32 {
    match c {
        _ if is_latin(c) => 0,
        _ if is_greek(c) => 1,
        _ if is_cyrillic(c) => 2,
        '\u{590}'..='\u{5FF}' => 3,
        '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' => 4,
        '\u{1100}'..='\u{11FF}' | '\u{3005}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7FF}' => 5,
        // Blocks of other scripts are of so many characters.
        _ => 0x100 + u32::from(c) / 0x80,
    }
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}')
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_two_alphabets_are_told() {
        let check = |text: &str, expected: Option<(&str, char)>| {
            let article = Article {
                title: Some(text.into()),
                ..Article::default()
            };
            let found = lookalikes(&article);
            let found = found.first().map(|found| (&*found.word, found.letter));
            assert_eq!(found, expected, "{text}");
        };
        check("A new pаypal office", Some(("pаypal", 'а')));
        check("Αpple", Some(("Αpple", 'Α')));
        check("Мoсква", Some(("Мoсква", 'o')));
        check("Москва и Apple", None);
        check("مصطفى علي و کریمی", None);
        check("پاکستان میں iPhone اور ة ہ", None);
        check("5 kΩ, 3 μm, naïve Ærø", None);
        check("С", None);
    }
}
