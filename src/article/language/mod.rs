//! The main language of a text: by the script of most letters, then by the letters that only some
//! languages of that script write, and by little words. None where it is open.

mod evidence;
mod index;
mod names;
mod script;
mod words;

use std::collections::HashMap;
use std::num::NonZeroU8;

use whatlang::Lang;

use crate::article::Article;
use crate::article::language::script::{Script, most_letters, script};
use crate::article::language::words::Share;
use crate::text::{composed, is_letter, majority};

/// Letters looked at: some paragraphs.
const SAMPLE: usize = 1_500;

/// The BCP 47 tag of the language that most of the text is in.
pub(crate) fn language(text: &str) -> Option<&'static str> {
    let text = &composed(text);
    of_script(script(text, SAMPLE.min(most_letters(text)))?, text)
}

/// A language that is known, in a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language(NonZeroU8);

impl Language {
    /// The language of a BCP 47 tag, if it is a known one.
    pub fn of(tag: &str) -> Option<Self> {
        let idx = names::place(known(tag)?)?;
        u8::try_from(idx + 1)
            .ok()
            .and_then(NonZeroU8::new)
            .map(Self)
    }

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        names::KNOWN[usize::from(self.0.get()) - 1].0
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
            let runs_so = runs.is_some_and(|runs| runs.is_rtl() == is_rtl(stated.tag()));
            runs_so && !is_surely_other(text, stated.tag())
        });
        block.language = stated.or_else(|| {
            let letters = text.chars().filter(|c| is_letter(*c));
            let is_told = is_other && letters.take(ENOUGH).count() == ENOUGH;
            is_told
                .then(|| of_script(script?, text))
                .flatten()
                .and_then(Language::of)
        });
        block.language = block.language.filter(|own| Some(own.tag()) != main);
    });
}

/// Whether a text is in another language than the one that is stated, by words that leave no doubt.
fn is_surely_other(text: &str, stated: &str) -> bool {
    /// Fewer words may be a name, or a line that is quoted.
    const FEWEST: usize = 10;
    let is_long = text.split_whitespace().nth(FEWEST - 1).is_some();
    let is_known = words::tells(stated) && stated != "en";
    is_long && is_known && words::latin(text) == Some(("en", Share::Many))
}

/// Whether a language runs from right to left.
pub(crate) fn is_rtl(tag: &str) -> bool {
    matches!(
        tag,
        "ar" | "ckb" | "dv" | "fa" | "he" | "pnb" | "ps" | "sd" | "ug" | "ur" | "yi"
    )
}

fn of_script(script: Script, text: &str) -> Option<&'static str> {
    match script {
        Script::Latin => latin(text),
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
        Script::Gurmukhi => Some("pa"),
        Script::Gujarati => Some("gu"),
        Script::Odia => Some("or"),
        Script::Telugu => Some("te"),
        Script::Kannada => Some("kn"),
        Script::Malayalam => Some("ml"),
        Script::Sinhala => Some("si"),
        Script::Lao => Some("lo"),
        Script::Tibetan => Some("bo"),
        Script::Myanmar => Some("my"),
        Script::Ethiopic => Some(ethiopic(text)),
        Script::Khmer => Some("km"),
    }
}

/// A language in Latin script: by little words where they are many, else by three letters too.
fn latin(text: &str) -> Option<&'static str> {
    let found = words::latin(text);
    let is_long = || text.split_whitespace().nth(LONG).is_some();
    match found {
        Some((tag, Share::Many)) => Some(tag),
        // English has more of them than that in as long a text; of any other, some must be there.
        Some((tag, Share::Few)) if is_long() => {
            let is_likely = tag != "en" && has_some(text, tag);
            let by_trigrams = is_likely.then(|| by_trigrams(text)).flatten();
            by_trigrams.filter(|told| *told == tag)
        }
        Some((tag, Share::Some)) if is_long() && !has_kin(tag) => Some(tag),
        None if is_long() => None,
        _ => {
            let told = found.filter(|(_, share)| *share == Share::Some);
            let told = told.map(|(tag, _)| tag);
            // In what may be English, a language of which not one little word is there is a guess.
            let is_meant =
                |tag: &&str| told != Some("en") || !words::tells(tag) || words::has_any(text, tag);
            by_trigrams(text).filter(is_meant).or(told)
        }
    }
}

/// Languages so close that little tells them from each other.
const KIN: [&[&str]; 4] = [
    &["hr", "bs", "sr"],
    &["id", "ms"],
    &["nb", "nn", "da"],
    &["zu", "xh"],
];

/// Whether nothing but what a page states can tell two languages from each other.
pub(crate) fn are_akin(one: &str, other: &str) -> bool {
    KIN.iter()
        .any(|kin| kin.contains(&one) && kin.contains(&other))
}

fn has_kin(tag: &str) -> bool {
    KIN.iter().any(|kin| kin.contains(&tag))
}

/// The words of a text in which there are enough little ones if it is in a language of the lists.
const LONG: usize = 80;

/// A language in Latin script by what is typical of it in three letters, where lists of words are not
/// enough.
fn by_trigrams(text: &str) -> Option<&'static str> {
    /// Bytes of the text: it takes long.
    const ENOUGH: usize = 500;
    const FEWEST: usize = 60;
    let text = &text[..text.floor_char_boundary(ENOUGH)];
    if text.len() < FEWEST {
        return None;
    }
    let info = whatlang::detect(text).filter(whatlang::Info::is_reliable)?;
    Some(match info.lang() {
        Lang::Afr => "af",
        Lang::Aze => "az",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Cym => "cy",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Epo => "eo",
        Lang::Est => "et",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Nld => "nl",
        Lang::Nob => "nb",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tgl => "tl",
        Lang::Tuk => "tk",
        Lang::Tur => "tr",
        Lang::Uzb => "uz",
        Lang::Vie => "vi",
        Lang::Zul => "zu",
        _ => return None,
    })
}

/// Whether some little words of a language in Latin script stand in a text: of those of three letters or
/// more one in forty words, and three different ones.
fn has_some(text: &str, tag: &str) -> bool {
    const LETTERS: usize = 3;
    const DIFFERENT: usize = 3;
    let words = text.split(|c| !is_letter(c) && c != '\'' && c != '’');
    let (mut n_words, mut n_found) = (0, 0);
    let mut different = Vec::new();
    for word in words.filter(|word| !word.is_empty()).take(words::MOST) {
        n_words += 1;
        let word = word.to_lowercase();
        if word.chars().nth(LETTERS - 1).is_some() && is_frequent(&word, tag) {
            n_found += 1;
            if !different.contains(&word) {
                different.push(word);
            }
        }
    }
    different.len() >= DIFFERENT && n_found * 40 >= n_words
}

pub use names::names as language_names;
pub(crate) use words::is_frequent;

/// Whether a text in this language is known by its letters or words.
pub(crate) fn tells(tag: &str) -> bool {
    let own = [
        "el", "hy", "ka", "bn", "ta", "th", "ko", "ja", "zh", "dv", "pa", "gu", "or", "te", "kn",
        "ml", "si", "lo", "bo", "my", "km",
    ];
    CYRILLIC.iter().any(|(known, _)| *known == tag)
        || evidence::tells(tag)
        || words::tells(tag)
        || own.contains(&tag)
}

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
    names::place(first).map(|idx| names::KNOWN[idx].0)
}

/// A language and its letters; the first of a list is what stays when no other is found.
type Letters = &'static [(&'static str, &'static str)];

/// What only some languages of Cyrillic script write.
const CYRILLIC: Letters = &[
    ("ru", ""),
    ("be", "ўі"),
    ("kk", "әғқңұһіөү"),
    ("tt", "әөүҗңһ"),
    ("ky", "өүң"),
    ("mn", "өү"),
    ("tg", "ғӣқӯҳҷ"),
    ("mk", "ѓќѕјљњџ"),
    ("sr", "ђћјљњџ"),
    ("uk", "їєґі"),
    ("bg", ""),
];

/// Amharic, or Tigrinya, which keeps two letters for the glottal stop apart.
fn ethiopic(text: &str) -> &'static str {
    let n_of = |letter: char| text.chars().filter(|c| *c == letter).take(SAMPLE).count();
    match n_of('ኣ') > n_of('አ') {
        true => "ti",
        false => "am",
    }
}

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
        check(
            "El vaixell no és al port de la ciutat i ningú no l’ha vist amb els altres.",
            Some("ca"),
        );
        check(
            "Skibet sejlede fra havnen, og det blev ikke set efter den dag af nogen.",
            Some("da"),
        );
        check(
            "Skipet seilte fra havnen, og det ble ikke sett etter den dagen av noen.",
            Some("nb"),
        );
        check(
            "Loď nie je v prístave a podľa kapitána bola na mori už od rána, ale nikto ju nevidel.",
            Some("sk"),
        );
        check(
            "Ladja ni v pristanišču in je po besedah kapitana še na morju, ker je bil veter močan.",
            Some("sl"),
        );
        check(
            "Brod nije u luci i kako je rekao kapetan bit će na moru nakon što se vjetar smiri.",
            Some("hr"),
        );
        check(
            "Laev ei ole sadamas ja kapteni sõnul oli see merel, kuid keegi ei näinud seda pärast.",
            Some("et"),
        );
        check(
            "Kuģis nav ostā un pēc kapteiņa teiktā tas bija jūrā, bet neviens to vairs nav redzējis.",
            Some("lv"),
        );
        check(
            "Laivo nėra uoste ir kapitonas sakė, kad jis buvo jūroje, bet niekas jo nuo ryto nematė.",
            Some("lt"),
        );
        check("ఓడ ఉదయం రేవు నుండి బయలుదేరింది", Some("te"));
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
    fn a_long_text_with_few_little_words_is_told_by_its_letters_too() {
        let turkish = "Merkez Bankası Para Politikası Kurulu, toplantısında politika faizini yüzde \
             47,50 seviyesinden yüzde 45 seviyesine indirdi. Kurul açıklamasında enflasyonun \
             ana eğiliminde gerileme görüldüğü belirtildi. Açıklamada, gıda fiyatlarında \
             yaşanan artışın geçici olduğu, hizmet enflasyonunda ise yavaşlamanın sürdüğü \
             kaydedildi. Ekonomistler, kararın piyasa beklentileriyle uyumlu olduğunu \
             söyledi. Borsa İstanbul güne yükselişle başladı; bankacılık endeksi yüzde 2 \
             değer kazandı. Döviz kurlarında önemli bir hareket yaşanmadı. Uzmanlar, gelecek \
             aylarda indirimlerin süreceğini öngörüyor. Sanayi temsilcileri kredi \
             maliyetlerinin düşmesini beklediklerini, yatırımların ancak bundan sonra \
             canlanacağını ifade etti. Esnaf odaları başkanları da benzer görüş bildirdi; \
             tüketicinin alım gücü artmadıkça piyasanın hareketlenmeyeceğini vurguladı.";
        assert!(!matches!(
            words::latin(turkish),
            Some((_, Share::Some | Share::Many))
        ));
        assert_eq!(language(turkish), Some("tr"));
        let names = "Rossi Bianchi Ferrari Esposito Colombo Ricci Marino Greco ".repeat(15);
        assert_eq!(language(&names), None);
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
