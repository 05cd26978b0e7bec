//! The main language of a text: by the script of most letters, then by the letters that only some
//! languages of that script write, and by little words. None where it is open.

mod evidence;
mod words;

use std::collections::HashMap;
use std::num::NonZeroU8;

use crate::article::Article;
use crate::text::majority;

/// Letters looked at: some paragraphs.
const SAMPLE: usize = 1_500;

/// The BCP 47 tag of the language that most of the text is in.
pub(crate) fn language(text: &str) -> Option<&'static str> {
    of_script(script(text, SAMPLE)?, text)
}

/// A language that is known, in a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language(NonZeroU8);

impl Language {
    /// The language of a BCP 47 tag, if it is a known one.
    pub fn of(tag: &str) -> Option<Self> {
        let tag = known(tag)?;
        let idx = KNOWN.iter().position(|known| *known == tag)?;
        u8::try_from(idx + 1)
            .ok()
            .and_then(NonZeroU8::new)
            .map(Self)
    }

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        KNOWN[usize::from(self.0.get()) - 1]
    }
}

/// Gives blocks that are in another language than the article that language: as the page states
/// it, else where the script shows it.
pub(crate) fn tell_blocks(article: &mut Article) {
    /// Letters of a block that are looked at, and those that are enough to tell a language.
    const LOOKED_AT: usize = 40;
    const ENOUGH: usize = 20;
    let scripts: Vec<_> = (article.document.texts())
        .map(|(_, text)| script(text, LOOKED_AT))
        .collect();
    let mut counts = [0; Script::ALL.len()];
    for script in scripts.iter().flatten() {
        counts[*script as usize] += 1;
    }
    let most = counts.iter().enumerate().max_by_key(|(_, n)| **n);
    let most = most.map(|(idx, _)| Script::ALL[idx]);
    let main = article.language;
    article.document.mark(|idx, text, block| {
        let script = scripts[idx];
        let is_other = script.is_some() && script != most;
        let stated = block.language.filter(|stated| {
            let runs = majority(text);
            runs.is_some_and(|runs| runs.is_rtl() == is_rtl(stated.tag()))
        });
        block.language = stated.or_else(|| {
            let letters = text.chars().filter(|c| c.is_alphabetic());
            let is_told = is_other && letters.take(ENOUGH).count() == ENOUGH;
            is_told
                .then(|| of_script(script?, text))
                .flatten()
                .and_then(Language::of)
        });
        block.language = block.language.filter(|own| Some(own.tag()) != main);
    });
}

/// Whether a language runs from right to left.
pub(crate) fn is_rtl(tag: &str) -> bool {
    matches!(
        tag,
        "ar" | "ckb" | "dv" | "fa" | "he" | "pnb" | "ps" | "sd" | "ug" | "ur" | "yi"
    )
}

/// The script of most of the first letters, in so many of them.
fn script(text: &str, most: usize) -> Option<Script> {
    let mut counts = [0usize; Script::ALL.len()];
    let mut n_letters = 0;
    for c in text.chars() {
        if let Some(script) = Script::of(c) {
            counts[script as usize] += 1;
            n_letters += 1;
        }
        if n_letters == most {
            break;
        }
    }
    let (idx, n) = counts.iter().enumerate().max_by_key(|(_, n)| **n)?;
    if *n == 0 {
        return None;
    }
    // Japanese is written in two scripts, of which Han may be the larger.
    Some(match Script::ALL[idx] {
        Script::Han if counts[Script::Kana as usize] * 10 > *n => Script::Kana,
        script => script,
    })
}

fn of_script(script: Script, text: &str) -> Option<&'static str> {
    match script {
        Script::Latin => words::latin(text),
        Script::Arabic => Some(evidence::arabic(text)),
        Script::Hebrew => Some(evidence::hebrew(text)),
        Script::Cyrillic => Some(cyrillic(text)),
        Script::Devanagari => words::devanagari(text),
        Script::Greek => Some("el"),
        Script::Armenian => Some("hy"),
        Script::Georgian => Some("ka"),
        Script::Bengali => Some("bn"),
        Script::Tamil => Some("ta"),
        Script::Thai => Some("th"),
        Script::Hangul => Some("ko"),
        Script::Kana => Some("ja"),
        Script::Han => Some("zh"),
        Script::Thaana => Some("dv"),
        Script::Syriac => Some("syr"),
        Script::Nko => Some("nqo"),
    }
}

pub(crate) use words::is_frequent;

/// Whether a text in this language is known by its letters or words.
pub(crate) fn tells(tag: &str) -> bool {
    let own = ["el", "hy", "ka", "bn", "ta", "th", "ko", "ja", "zh", "dv"];
    CYRILLIC.iter().any(|(known, _)| *known == tag)
        || evidence::tells(tag)
        || words::tells(tag)
        || own.contains(&tag)
}

/// The languages that pages may name.
const KNOWN: &[&str] = &[
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "ckb", "cs", "cy", "da", "de", "dv",
    "el", "en", "eo", "es", "et", "eu", "fa", "fi", "fr", "ga", "gl", "gu", "ha", "he", "hi", "hr",
    "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "km", "kn", "ko", "ku", "ky", "lb", "lo", "lt",
    "lv", "mk", "ml", "mn", "mr", "ms", "mt", "my", "nb", "ne", "nl", "nn", "pa", "pl", "pnb",
    "ps", "pt", "ro", "ru", "rw", "sd", "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te",
    "tg", "th", "tk", "tl", "tr", "tt", "ug", "uk", "ur", "uz", "vi", "xh", "yi", "yo", "zh", "zu",
];

/// The language that a tag of a page names, such as `pt-BR` or `en_US`, if it is a known one.
pub(crate) fn known(tag: &str) -> Option<&'static str> {
    let first = tag.trim().split(['-', '_', ',', ' ']).next()?;
    let first = first.to_ascii_lowercase();
    // Tags of old, and the one for both kinds of Norwegian.
    let first = match first.as_str() {
        "iw" => "he",
        "in" => "id",
        "ji" => "yi",
        "no" => "nb",
        first => first,
    };
    KNOWN.iter().find(|known| **known == first).copied()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Syriac,
    Thaana,
    Nko,
    Devanagari,
    Bengali,
    Tamil,
    Thai,
    Georgian,
    Hangul,
    Kana,
    Han,
}

impl Script {
    const ALL: [Self; 17] = [
        Self::Latin,
        Self::Greek,
        Self::Cyrillic,
        Self::Armenian,
        Self::Hebrew,
        Self::Arabic,
        Self::Syriac,
        Self::Thaana,
        Self::Nko,
        Self::Devanagari,
        Self::Bengali,
        Self::Tamil,
        Self::Thai,
        Self::Georgian,
        Self::Hangul,
        Self::Kana,
        Self::Han,
    ];

    /// The script of a letter.
    fn of(c: char) -> Option<Self> {
        static KNOWN: [Option<Script>; 0x800] = {
            let mut table = [None; 0x800];
            let mut at = 0;
            while at < table.len() {
                if let Some(c) = char::from_u32(at as u32) {
                    table[at] = Script::by_blocks(c);
                }
                at += 1;
            }
            table
        };
        match KNOWN.get(c as usize) {
            Some(script) => *script,
            None => Self::by_blocks(c),
        }
    }

    const fn by_blocks(c: char) -> Option<Self> {
        Some(match c {
            'A'..='Z'
            | 'a'..='z'
            | '\u{C0}'..='\u{D6}'
            | '\u{D8}'..='\u{F6}'
            | '\u{F8}'..='\u{24F}'
            | '\u{1E00}'..='\u{1EFF}' => Self::Latin,
            '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Self::Greek,
            '\u{400}'..='\u{52F}' => Self::Cyrillic,
            '\u{531}'..='\u{58F}' => Self::Armenian,
            '\u{5D0}'..='\u{5F2}' | '\u{FB1D}'..='\u{FB4F}' => Self::Hebrew,
            '\u{620}'..='\u{64A}'
            | '\u{66E}'..='\u{6D3}'
            | '\u{6FA}'..='\u{6FF}'
            | '\u{750}'..='\u{77F}'
            | '\u{870}'..='\u{8FF}'
            | '\u{FB50}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFE}' => Self::Arabic,
            '\u{700}'..='\u{74F}' => Self::Syriac,
            '\u{780}'..='\u{7BF}' => Self::Thaana,
            '\u{7C0}'..='\u{7FF}' => Self::Nko,
            '\u{900}'..='\u{963}' | '\u{970}'..='\u{97F}' => Self::Devanagari,
            '\u{980}'..='\u{9FF}' => Self::Bengali,
            '\u{B80}'..='\u{BFF}' => Self::Tamil,
            '\u{E00}'..='\u{E7F}' => Self::Thai,
            '\u{10A0}'..='\u{10FF}' => Self::Georgian,
            '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}' => Self::Hangul,
            '\u{3040}'..='\u{30FF}' => Self::Kana,
            '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' => Self::Han,
            _ => return None,
        })
    }
}

/// A language and its letters; the first of a list is what stays when no other is found.
type Letters = &'static [(&'static str, &'static str)];

/// What only some languages of Cyrillic script write.
const CYRILLIC: Letters = &[
    ("ru", ""),
    ("be", "ў"),
    ("kk", "әғқңұһ"),
    ("mk", "ѓќѕ"),
    ("sr", "ђћџљњ"),
    ("uk", "їєґ"),
    ("bg", ""),
];

/// Russian, or another language by its letters: at least one letter in 150, and more of them than
/// of another language.
fn cyrillic(text: &str) -> &'static str {
    let mut tally: HashMap<char, usize> = HashMap::new();
    let mut n_letters = 0usize;
    for c in text.chars().filter(|c| c.is_alphabetic()).take(SAMPLE) {
        n_letters += 1;
        *tally.entry(c).or_default() += 1;
    }
    let n_of = |letters: &str| -> usize {
        letters
            .chars()
            .filter_map(|letter| tally.get(&letter))
            .sum()
    };
    let (n_hard, n_russian) = (n_of("ъ"), n_of("ыэё"));
    let enough = |n: usize| n > 0 && n * 150 >= n_letters;
    // Bulgarian has no letter of its own, but many ъ and no ы.
    if enough(n_hard) && n_russian == 0 {
        return "bg";
    }
    let found = CYRILLIC
        .iter()
        .map(|(tag, letters)| (n_of(letters), *tag))
        .filter(|(n, _)| enough(*n));
    found
        .max_by_key(|(n, _)| *n)
        .map_or(CYRILLIC[0].0, |(_, tag)| tag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{BlockKind, Document};

    #[test]
    fn languages_by_script_letters_and_little_words() {
        let check = |text: &str, expected| assert_eq!(language(text), expected, "{text:?}");
        check(
            "The ship sailed from the harbour and was not seen.",
            Some("en"),
        );
        check(
            "Das Schiff ist nicht in den Hafen und auf die See.",
            Some("de"),
        );
        check("Le navire est dans le port et ne part pas.", Some("fr"));
        check("El barco no está en el puerto de la ciudad.", Some("es"));
        check(
            "O navio não está no porto da cidade e foi visto.",
            Some("pt"),
        );
        check(
            "La nave non è nel porto della città e gli altri.",
            Some("it"),
        );
        check("أبحرت السفينة من الميناء في الصباح", Some("ar"));
        check(
            "جہاز صبح بندرگاہ سے روانہ ہو گیا تھا اور ابھی تک نہیں لوٹا",
            Some("ur"),
        );
        check("کشتی بامداد از بندر رفت و پیدا نشد", Some("fa"));
        check(
            "بېړۍ سهار له بندره ولاړه او بیا ونه لیدل شوه څوک ښه",
            Some("ps"),
        );
        check(
            "کەشتییەکە بەیانی لە بەندەرەکە ڕۆیشت و نەگەڕایەوە دوێنێ",
            Some("ckb"),
        );
        check("הספינה הפליגה מן הנמל בבוקר", Some("he"));
        check(
            "Корабль вышел из порта утром, но мы его не видели",
            Some("ru"),
        );
        check("Корабель вийшов із порту вранці, її не бачили", Some("uk"));
        check("船は朝港を出た", Some("ja"));
        check("轮船早上离开港口", Some("zh"));
        check("Xyz qqq", None);
        check("12 – 34", None);
        check("", None);
    }

    #[test]
    fn a_foreign_line_does_not_count() {
        let arabic = "أبحرت السفينة من الميناء في الصباح ولم تعد بعد. ".repeat(4);
        assert_eq!(
            language(&format!("اردو ہے\n{arabic}\nAl Khaleej Today")),
            Some("ar")
        );
    }
    #[test]
    fn languages_of_one_script_are_told_by_sentences() {
        let check = |text: &str, expected| assert_eq!(language(text), Some(expected), "{text}");
        check("رئیس جمهور گفت که این موضوع را پیگیری خواهد کرد", "fa");
        check("وقال الرئيس إن الحكومة سوف تتابع هذا الموضوع", "ar");
        check("صدر نے کہا کہ حکومت اس معاملے کو دیکھے گی", "ur");
        check("اوہناں نے آکھیا پئی حکومت دا کم لوکاں دی خدمت اے", "pnb");
        check("تسیں اپنا کھاتہ ویکھ سکدے او", "pnb");
        check("ساڈے پنڈ وچ بوہت لوک رہندے نیں", "pnb");
        check("ہمارے گاؤں میں بہت لوگ رہتے ہیں", "ur");
        check("یہ کتاب پہلی بار لاہور سے شائع کی گئی تھی", "ur");
        check("ولسمشر وويل چې حکومت به دا موضوع وڅاري", "ps");
        check("صدر چيو ته حڪومت هن معاملي کي ڏسندي", "sd");
        check("سەرۆک گوتی حکومەت لەم بابەتە دەکۆڵێتەوە", "ckb");
        check("رەئىس ھۆكۈمەت بۇ ئىشنى تەكشۈرىدۇ دېدى", "ug");
        check("הנשיא אמר כי הממשלה תבחן את הנושא", "he");
        check(
            "דער פרעזידענט האט געזאגט אז די רעגירונג וועט דאס באטראכטן",
            "yi",
        );
        // Persian as it is typed on Arabic keyboards.
        check("رئيس جمهور گفت كه اين موضوع را پيگيري خواهد كرد", "fa");
    }

    #[test]
    fn a_paragraph_in_another_script_has_its_own_language() {
        let mut document = Document::default();
        let arabic = "وقال الرئيس إن الحكومة سوف تتابع هذا الموضوع في الأيام المقبلة";
        for text in [
            arabic,
            arabic,
            "The president said that it was not on the table.",
            "BBC",
        ] {
            document.push(BlockKind::Paragraph, text);
        }
        let mut article = Article {
            document,
            language: Some("ar"),
            ..Article::default()
        };
        tell_blocks(&mut article);
        let blocks = article.document.blocks().iter();
        let tags: Vec<_> = blocks
            .map(|block| block.language.map(Language::tag))
            .collect();
        assert_eq!(tags, [None, None, Some("en"), None]);
    }
}
