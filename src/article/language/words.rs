//! Languages told by their most frequent little words, for scripts that too many share for their
//! letters to tell. In, text of one script; out, a tag, or none where it is open.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::text::is_letter;

/// Words looked at: some paragraphs.
const MOST: usize = 300;

/// A language and its most frequent little words.
type Words = &'static [(&'static str, &'static str)];

const LATIN: Words = &[
    (
        "en",
        "the of and to in is that for was with on by it as from are were has have which he his be at not this but had they an will would said their its",
    ),
    (
        "de",
        "der die das und ist nicht von mit den dem ein eine auf für sich des zu im auch wird werden bei nach wurde aus dass als sie er hat an wie",
    ),
    (
        "fr",
        "le la les de des et est une un du dans pour que qui sur pas par plus au avec ce il elle sont en ne se son sa ses aux cette mais ont été",
    ),
    (
        "it",
        "il di che la e è un una per non con del della le gli sono dei alla nel si da anche ha lo più come al delle ma dal questo i",
    ),
    (
        "es",
        "el la de que y los en un una las por con del se no es para su al lo como más pero sus le ha este entre fue son desde",
    ),
    (
        "pt",
        "o a de que e do da em um uma os para com não as dos no na por mais foi ao se como mas das é pelo pela são também seu sua",
    ),
    (
        "nl",
        "de het een van en in is dat op te voor met zijn niet aan er om ook als maar bij door naar uit wordt heeft hij werd deze nog",
    ),
    (
        "tr",
        "ve bir bu için ile da de olarak olan daha çok gibi kadar sonra ise ancak en ne değil göre her o tarafından var olduğu dedi",
    ),
    (
        "sv",
        "och att det som en på är av för med till den har de inte om ett men var sig från så kan han hon vi eller när under",
    ),
    (
        "da",
        "og at det som en på er af for med til den har de ikke om et men var sig fra så kan han hun vi eller blev efter også",
    ),
    (
        "nb",
        "og at det som en på er av for med til den har de ikke om et men var seg fra så kan han hun vi eller ble etter også",
    ),
    (
        "pl",
        "i w na z się nie do to że jest o jak od po przez za dla są ale oraz czy już tym który która które został był była",
    ),
    (
        "fi",
        "ja on ei se että oli hän mutta ovat joka kun niin myös ole sen mukaan kuin jos ovat tai hänen vain",
    ),
    (
        "cs",
        "a se v na je že s z o do i to by jako za pro ale po byl jsou od ve podle jeho které který bylo už",
    ),
    (
        "ro",
        "și de în a la cu pe care o nu un este din pentru să mai au că sunt al fost după prin dar ale",
    ),
    (
        "hu",
        "a az és hogy nem is egy van volt meg ez de csak már még mint el ki vagy azt szerint lesz",
    ),
    (
        "id",
        "yang dan di ini itu dengan untuk dari pada tidak dalam akan ke oleh juga sebagai telah adalah mereka ada bisa",
    ),
    (
        "vi",
        "và của là các trong một có cho được không người đã với này những để từ khi đến về",
    ),
    (
        "sw",
        "ya na wa kwa ni katika la za kuwa hiyo huo yake baada hii lakini alisema pia au kama cha",
    ),
    (
        "zu",
        "ukuthi futhi nokho kodwa ngoba uthe kule kulo nge uma ngemuva lapho yokuthi le lo kanye bese",
    ),
];

const DEVANAGARI: Words = &[
    ("hi", "है के की का में और से को ने हैं पर यह भी कि नहीं एक"),
    ("mr", "आहे आणि या च्या ते व हे तर मध्ये होते नाही केली"),
    ("ne", "छ र को मा ले हो भने गरेको पनि छन् भएको"),
];

/// Which of the languages in Latin script.
pub(crate) fn latin(text: &str) -> Option<&'static str> {
    static INDEX: LazyLock<Index> = LazyLock::new(|| index(LATIN));
    by_words(text, LATIN, &INDEX)
}

/// Which of the languages in Devanagari.
pub(crate) fn devanagari(text: &str) -> Option<&'static str> {
    static INDEX: LazyLock<Index> = LazyLock::new(|| index(DEVANAGARI));
    by_words(text, DEVANAGARI, &INDEX)
}

/// Whether a text in a language is told by its words.
pub(crate) fn tells(tag: &str) -> bool {
    LATIN
        .iter()
        .chain(DEVANAGARI)
        .any(|(known, _)| *known == tag)
}

/// Whether a word is one of the most frequent little words of a language in Latin script.
pub(crate) fn is_frequent(word: &str, tag: &str) -> bool {
    let words = LATIN.iter().find(|(known, _)| *known == tag);
    words.is_some_and(|(_, words)| words.split(' ').any(|known| known == word))
}

/// Words, and the languages of a list that have them.
type Index = FxHashMap<&'static str, SmallVec<[u8; 16]>>;

fn index(list: Words) -> Index {
    let mut index = Index::default();
    for (at, (_, words)) in list.iter().enumerate() {
        for word in words.split(' ') {
            index.entry(word).or_default().push(at as u8);
        }
    }
    index
}

/// The language whose little words are one word in twelve at least and a fifth more than any
/// other's; none in a text of fewer than five words.
fn by_words(text: &str, list: Words, index: &Index) -> Option<&'static str> {
    /// A longer word is none of the list.
    const LONGEST: usize = 24;
    let mut counts = vec![0usize; list.len()];
    let mut n_words = 0usize;
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_lowercase() {
            word.push(c);
        } else if is_letter(c) || matches!(c, '\u{900}'..='\u{97F}') {
            word.extend(c.to_lowercase());
        } else if !word.is_empty() {
            n_words += 1;
            let found = (word.len() <= LONGEST).then(|| index.get(&*word)).flatten();
            for at in found.into_iter().flatten() {
                counts[usize::from(*at)] += 1;
            }
            if n_words == MOST {
                break;
            }
            word.clear();
        }
    }
    let (best, n_best) = counts.iter().enumerate().max_by_key(|(_, n)| **n)?;
    let n_next = counts
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != best)
        .map(|(_, n)| *n)
        .max()
        .unwrap_or(0);
    let is_clear = n_words >= 5 && n_best * 12 >= n_words && n_best * 5 >= n_next * 6;
    is_clear.then_some(list[best].0)
}
