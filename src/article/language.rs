//! The main language of a text: by the script of most letters, then by the letters that only some
//! languages of that script write, and for Latin script by little words. None where it is open.

use std::collections::HashMap;

/// Letters looked at: enough for a long article, little for a file of megabytes.
const SAMPLE: usize = 20_000;

/// The BCP 47 tag of the language that most of the text is in.
pub(crate) fn language(text: &str) -> Option<&'static str> {
    let mut counts = [0usize; Script::ALL.len()];
    for c in text.chars().filter(|c| c.is_alphabetic()).take(SAMPLE) {
        if let Some(script) = Script::of(c) {
            counts[script as usize] += 1;
        }
    }
    let (idx, n) = counts.iter().enumerate().max_by_key(|(_, n)| **n)?;
    if *n == 0 {
        return None;
    }
    // Japanese is written in two scripts, of which Han may be the larger.
    let script = match Script::ALL[idx] {
        Script::Han if counts[Script::Kana as usize] * 10 > *n => Script::Kana,
        script => script,
    };
    match script {
        Script::Latin => by_words(text, LATIN),
        Script::Arabic => Some(match by_letters(text, ARABIC) {
            // Persian typed with Arabic yeh and kaf.
            "ar" if share(text, "پچژگ") >= 100 => "fa",
            tag => tag,
        }),
        Script::Hebrew => Some(by_letters(text, HEBREW)),
        Script::Cyrillic => Some(by_letters(text, CYRILLIC)),
        Script::Devanagari => by_words(text, DEVANAGARI),
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

/// Whether a word is one of the most frequent little words of a language in Latin script.
pub(crate) fn is_frequent(word: &str, tag: &str) -> bool {
    let words = LATIN.iter().find(|(known, _)| *known == tag);
    words.is_some_and(|(_, words)| words.split(' ').any(|known| known == word))
}

/// Whether a text in this language is known by its letters or words.
pub(crate) fn tells(tag: &str) -> bool {
    let words = [LATIN, DEVANAGARI].concat();
    let letters = [ARABIC, HEBREW, CYRILLIC].concat();
    let own = ["el", "hy", "ka", "bn", "ta", "th", "ko", "ja", "zh", "dv"];
    words.iter().any(|(known, _)| *known == tag)
        || letters.iter().any(|(known, _)| *known == tag)
        || own.contains(&tag)
}

/// The language that a tag of a page names, such as `pt-BR` or `en_US`, if it is a known one.
pub(crate) fn known(tag: &str) -> Option<&'static str> {
    const KNOWN: &[&str] = &[
        "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "ckb", "cs", "cy", "da", "de", "dv",
        "el", "en", "eo", "es", "et", "eu", "fa", "fi", "fr", "ga", "gl", "gu", "ha", "he", "hi",
        "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "km", "kn", "ko", "ku", "ky", "lb",
        "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "mt", "my", "nb", "ne", "nl", "nn", "pa",
        "pl", "ps", "pt", "ro", "ru", "rw", "sd", "si", "sk", "sl", "so", "sq", "sr", "sv", "sw",
        "ta", "te", "tg", "th", "tk", "tl", "tr", "tt", "ug", "uk", "ur", "uz", "vi", "xh", "yi",
        "yo", "zh", "zu",
    ];
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

#[derive(Clone, Copy)]
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

    fn of(c: char) -> Option<Self> {
        Some(match c {
            'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Self::Latin,
            '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Self::Greek,
            '\u{400}'..='\u{52F}' => Self::Cyrillic,
            '\u{531}'..='\u{58F}' => Self::Armenian,
            '\u{590}'..='\u{5FF}' | '\u{FB1D}'..='\u{FB4F}' => Self::Hebrew,
            '\u{600}'..='\u{6FF}'
            | '\u{750}'..='\u{77F}'
            | '\u{870}'..='\u{8FF}'
            | '\u{FB50}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFE}' => Self::Arabic,
            '\u{700}'..='\u{74F}' => Self::Syriac,
            '\u{780}'..='\u{7BF}' => Self::Thaana,
            '\u{7C0}'..='\u{7FF}' => Self::Nko,
            '\u{900}'..='\u{97F}' => Self::Devanagari,
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

/// What only some languages of Arabic script write. Sindhi, Pashto, Uyghur and Sorani share
/// letters with Urdu and Persian, so the rarest letters decide first.
const ARABIC: Letters = &[
    ("ar", "ةيكىأإ"),
    ("sd", "ٻڀٺٽڄڃڇڏڊڙڦڱڻ"),
    ("ps", "ټډړښږځڅڼۍ"),
    ("ug", "ۇۈڭۋ"),
    ("ckb", "ێۆڵڕ"),
    ("ur", "ٹڈڑںےہھ"),
    ("fa", "پچژگیک"),
];
const HEBREW: Letters = &[("he", ""), ("yi", "װױײ")];
const CYRILLIC: Letters = &[
    ("ru", ""),
    ("be", "ў"),
    ("kk", "әғқңұһ"),
    ("mk", "ѓќѕ"),
    ("sr", "ђћџљњ"),
    ("uk", "їєґ"),
    ("bg", ""),
];

/// The first language of the list, later ones by their letters: at least one letter in 150, and
/// more such letters than those of another language, weighed as the list has them.
fn by_letters(text: &str, list: Letters) -> &'static str {
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
    if list[0].0 == "ru" && enough(n_hard) && n_russian == 0 {
        return "bg";
    }
    let best = list
        .iter()
        .map(|(tag, letters)| (n_of(letters), *tag))
        .filter(|(n, _)| enough(*n))
        .map(|(n, tag)| (n * weight(tag), tag))
        .max_by_key(|(n, _)| *n);
    best.map_or(list[0].0, |(_, tag)| tag)
}

/// The letters of Arabic and Persian are in all others too, Urdu's ہ ھ in some: the own letters of
/// those outweigh them.
fn weight(tag: &str) -> usize {
    match tag {
        "ar" | "fa" => 1,
        "ur" => 3,
        _ => 12,
    }
}

/// How many of 10,000 letters of the text are one of these.
fn share(text: &str, letters: &str) -> usize {
    let (mut n, mut n_letters) = (0usize, 0usize);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(SAMPLE) {
        n_letters += 1;
        n += usize::from(letters.contains(c));
    }
    (n * 10_000).checked_div(n_letters).unwrap_or(0)
}

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

/// The language whose little words are one word in twelve at least and a fifth more than any
/// other's; none in a text of fewer than five words.
fn by_words(text: &str, list: Words) -> Option<&'static str> {
    let mut counts = vec![0usize; list.len()];
    let mut n_words = 0usize;
    let index: std::collections::HashMap<&str, Vec<usize>> = list.iter().enumerate().fold(
        std::collections::HashMap::new(),
        |mut index, (at, (_, words))| {
            for word in words.split(' ') {
                index.entry(word).or_insert_with(Vec::new).push(at);
            }
            index
        },
    );
    let words = text
        .split(|c: char| !(c.is_alphabetic() || matches!(c, '\u{900}'..='\u{97F}')))
        .filter(|word| !word.is_empty());
    for word in words.take(SAMPLE / 5) {
        n_words += 1;
        if word.len() <= 24 {
            for at in index
                .get(word.to_lowercase().as_str())
                .into_iter()
                .flatten()
            {
                counts[*at] += 1;
            }
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
