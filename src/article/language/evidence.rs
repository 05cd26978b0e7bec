//! The languages that share the script of Arabic, or that of Hebrew, told by what speaks for each
//! and against it: letters that not all of them write, and little words that nearly every sentence
//! of one has. In, text of one script; out, the tag for which most speaks.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::Bytes;

/// A language, letters of it that not all languages of the script have, and its little words.
struct Habits {
    tag: &'static str,
    letters: &'static str,
    words: &'static str,
}

/// What speaks for (or against, below 0) each language of a list.
type Weights = [i16; MOST];

/// The languages of a list, at most: as many as processors add up at once.
const MOST: usize = 16;

/// A little word says as much as several letters: it is never there by chance.
const WORD: i16 = 6;

/// A letter that only this language has, that it shares with one other, with more.
const OWN: [i16; 3] = [5, 3, 1];

/// A letter that the language does not write, as foreign names hold.
const FOREIGN: i16 = -3;

/// Characters that are looked at, about.
const N_LETTERS: usize = 2_000;

/// The blocks of Hebrew and Arabic; what else is written in either is rare.
const FIRST: u32 = 0x590;
const N_CODES: usize = 0x700 - 0x590;

/// The bytes that they begin with in UTF-8.
const LEADS: Bytes<1> = Bytes::new([(0xD6, 0xDB)]);

/// The place of a letter in them.
fn code(c: char) -> usize {
    u32::from(c).wrapping_sub(FIRST) as usize
}

/// The first stays where nothing speaks for another.
const ARABIC: &[Habits] = &[
    Habits {
        tag: "ar",
        letters: "ةىأإيكه",
        words: "و في من على إلى أن إن هذا هذه التي الذي ما لا عن مع كان كانت قد أو ثم كل بعد قبل هو هي ذلك بين لم \
            لن يمكن عند حتى غير أي تم منذ خلال وقد وفي ومن كما حيث الى ان او اذا إذا",
    },
    Habits {
        tag: "fa",
        letters: "پچژگکیهئ",
        words: "و در از به که این را با است برای آن خود تا هم نیز شود شده می نمی باید دیگر شما اگر نیست کنید بود هر \
            کرد کرده دارد اند ای یک آنها گفت بر وی های کند خواهد می‌شود نمی‌شود شوند",
    },
    Habits {
        tag: "ur",
        letters: "ٹڈڑںےہھۂۃۓپچژگکیئ",
        words: "کے کی کا میں ہے اور سے کو نے کہ پر یہ اس ہیں بھی کر ہو لیے لئے آپ گیا گئی گئے تو نہیں ایک تھا تھی تھے جو \
            کیا وہ ان تک ہوں ہوا ہوئی کریں نہ جب ہی اپنے کوئی ہوتا رہا سکتے دیا \
            و اے سی ایس جے سن \
            ہاں نا پہلے پہلا پہلی اپنا اپنی سارے ساری کئی پرانا رکھنا لکھنا کرنا ہوئے رہے رہی رہا کسی اگر مگر لیکن والا والے گا گی گے جائے \
            سکتا سکتی ہوتی ہوتے کرتا کرتے کرتی جاتا جاتے جاتی پاس طرح یہاں وہاں مجھے اسے انہیں ہمیں اسکے جس جن جنہیں نئی نیا",
    },
    Habits {
        tag: "pnb",
        letters: "ٹڈڑںےہھۂۃپچژگکیئ",
        words: "دے دا دی دیاں وچ وچوں نوں تے اے نیں توں ایہہ اوہ اوہدے اوہدا اوہناں ایس اوس نال لئی ہویا ہون کیتا کیتی سی \
            سن اک پئی جے اتے اُتے جیہڑا جیہڑے جہیڑے کجھ تساں تسیں تواڈی تہاڈے اساں ہور چ نئیں کول ایہ ویکھو ہوندا کرن کولوں کسے دتا دتی \
            دتے ہوئیاں گئیاں رہیا وی اوناں اوہنوں سانوں تہانوں مینوں ایہناں جدوں ایتھے اوتھے تھلے ویلے آکھیا \
            گیا گئی گئے نہ ہی کوئی کر ہو آپ جو تک کرنا ہوئے رہے نہیں پر سکدا \
            سکدے سکدی جاندا جاندے جاندی کردا کردے کردی ہوندے ہوندی رکھدا رکھدے ویکھن ویکھ آپنے آپنی آپنا ناں نواں نویں نویاں \
            ساریاں گل لبھ ہویاں ایناں اینوں توانوں اس نے اپنے کہ \
            ہے ہن ہاں ساں ہووے ہوون ہوئی ہوئیا ہوندیاں ہوسی ہندا ہندی ہندے ہنی کردیاں کیتے کیتیاں کریے دتیاں دیندا دیندی دیندے \
            لیندا لیندی لیندے لیاں آندا آندی آندے آوندا آوندی آوندے آون آؤن جاون جاوے جاندیاں رہندا رہندی رہندے رکھیا رکھن رکھنا لکھیا لکھن لکھنا \
            پڑھن آکھن آکھدے آکھدا دسیا دسدا دسن دسو ویکھیا ویکھدے ویکھے ملدا ملدی ملدے ملیا بنیا بنن بنان لگیا لگدا لگدی پیا پین چاہیدا چاہیدی \
            چاہیدے سکن سکدیاں سکیا منیا کھولن کھولو بدلن بدلیا مٹان پاؤ پاوو لاؤ لاون وکھان وکھاؤ ودھ ودھان گھٹ \
            وچکار اتوں وچالے باجھ باجھوں مگروں پچھوں پچھے اگے اگوں ہیٹھ ہیٹھاں ہیٹھلی نیڑے دوالے ولوں ول تیکر تائیں توڑی تیک ورگا ورگے ورگی \
            جہا جہی جہے لاگے مینوں تینوں تیرا اسیں اسی تسی تہاڈا تہاڈی تواڈا تواڈے تھواڈا تھواڈی ساڈا ساڈی ساڈے ساڈیاں اوہدی اوہنے ایہدا ایہدی ایہدے \
            ایہنوں ایہنے اوہی ایہی ایہو ایسے اوسے اوناں انہاں اونہاں جنہاں جیہدا جیہدی جیہدے جہدا جہدی جہدے جیہڑی جیہڑیاں جہڑا جہڑی جہڑے کیہڑا \
            کیہڑی کیہڑے کیہ کئی سبھ سارے ساری سارا ہوراں ہوری آپنیاں اپنیاں اپنا اپنی \
            ایدھر اودھر جدھر کدھر ایتھوں اوتھوں کتھے کدوں اودوں ہنے ہنیں فیر پھیر مڑ ایویں جیویں کیویں ایس انج جنج کنج ایہناں بوہت بوت بہوں \
            یاں تاں بھئی نا نئی ناوں ناواں ناں لوکاں گلاں کماں تن پنج ست اٹھ دوہاں دوواں دوجیاں پہلا پہلی پہلے چنگا چنگی چنگے وکھرا وکھری وکھرے \
            وڈیاں نکا نکی نکے نویاں پرانا ورتن ورتنا ورتیا ورتو ورتنوالا ورتاری ورتاوا سانبھو سانبھن سانبھیا کڈھو کڈھن کڈھیا لبھو لبھیا لبھن لبھدا \
            رلاؤ رلان رلت چوکھا چوکھی چوکھے اکو ایدا ایدی ایدے اودا اودی اودے لیاندا لیاندی لیاندے لیاؤ \
            پہلاں دوجا دوجی دوجے جتھے واں ول آلے وڈا وڈی",
    },
    Habits {
        tag: "ps",
        letters: "ټډړښږځڅڼۍېګئپچژگکیيه",
        words: "د په او چې چی له کې کښې سره ته يې یې به نه شي شی شوی شوې شوي ده دی دي وي وی کړي کړی وکړئ کړئ هغه خپل خپله \
            لپاره څخه باندې ستاسو تاسو هم هر دغه يو یو کوي لري ستاسې پر لخوا دا تاسې",
    },
    Habits {
        tag: "sd",
        letters: "ٻڀٺٽڄڃڇڏڊڙڦڱڻڌڪٿڳڍپچگکهھيئ",
        words: "۾ ۽ جي جو جا کي آهي آھي آهن آھن سان تي هن ھن هي ھي کان نه نہ ڪري ٿو ٿي ٿا اهو اھو جنهن جنھن لاءِ لاء توهان \
            توھان اوهان اوھان پنهنجي پنھنجي ڪئي ڪيو هڪ ھڪ ٿيل اهي اھي ڪرڻ ويو جيڪو جيڪي وڃي ڪا ڪو",
    },
    Habits {
        tag: "ug",
        letters: "ەېىۇۆۈۋڭھچپژگكيئ",
        words: "بۇ بىلەن ۋە ئۈچۈن بولۇپ ھەم ئۇ بىر ياكى كېرەك يوق بولسا ھەر دەپ ئۇنىڭ قىلىش بولغان قىلغان ئىدى ئۇلار شۇ \
            كېيىن ئەمەس بار ئەگەر",
    },
    Habits {
        tag: "ckb",
        letters: "ەێۆڵڕڤپچژگکیهھئ",
        words: "لە بۆ ئەم و بە کە ئەو لەگەڵ یان نییە هەیە لەسەر هەر ئەگەر پێویستە وەک دوای پێش ناو نێوان کرد کراوە بوو \
            دەکات دەکرێت ناکرێت تۆ تکایە هیچ هەموو دەبێت لەم لەو بووە ئەوەی",
    },
];

const HEBREW: &[Habits] = &[
    Habits {
        tag: "he",
        letters: "",
        words: "אין של את על לא זה זו הוא היא הם עם כי גם או אל כל יש אם אך ידי לפני כדי ב־ה היה אשר יותר אינו ניתן לאחר עוד \
            רק מה אלה אלו בין כמו אני אתה",
    },
    Habits {
        tag: "yi",
        letters: "װױײ",
        words: "און איז פון פֿון די דער דאס דאָס ניט נישט מיט צו אז אַז האט האָט פאר פֿאַר אויף אױף אויך אױך דעם א אַ אין איר \
            מען איך וואס וואָס װאָס ווערט װערט קען זיין זײַן איבער נאר נאָר ביי בײַ זענען האבן האָבן זיך זײ זיי אדער אָדער \
            נאך נאָך פאַר ער ווי װי יעדער",
    },
];

/// Which of the languages of Arabic script.
pub(crate) fn arabic(text: &str) -> &'static str {
    static MODEL: LazyLock<Model> = LazyLock::new(|| Model::new(ARABIC));
    MODEL.tell(text)
}

/// Which of the languages of Hebrew script.
pub(crate) fn hebrew(text: &str) -> &'static str {
    static MODEL: LazyLock<Model> = LazyLock::new(|| Model::new(HEBREW));
    MODEL.tell(text)
}

/// Whether it tells texts in a language.
pub(crate) fn tells(tag: &str) -> bool {
    ARABIC.iter().chain(HEBREW).any(|habits| habits.tag == tag)
}

struct Model {
    languages: &'static [Habits],
    /// From [`FIRST`] on.
    letters: [Weights; N_CODES],
    words: FxHashMap<Word, Weights>,
}

/// The letters of a word by their [`code`]s, each in as many bits as that takes; 0 is none.
type Word = u128;

const N_BITS: u32 = (N_CODES as u32).ilog2() + 1;

/// The word and a letter behind it. One of more than 14 letters loses the first of them: it is no
/// little word, as those have less than 14.
fn with_letter(word: Word, letter: u16) -> Word {
    word << N_BITS | Word::from(letter)
}

impl Model {
    fn new(languages: &'static [Habits]) -> Self {
        let mut model = Self {
            languages,
            letters: [Weights::default(); N_CODES],
            words: FxHashMap::default(),
        };
        for c in languages.iter().flat_map(|habits| habits.letters.chars()) {
            let has = |habits: &Habits| habits.letters.contains(c);
            let n_having = languages.iter().filter(|habits| has(habits)).count();
            let weight = |habits: &Habits| match has(habits) {
                true => OWN[(n_having - 1).min(OWN.len() - 1)],
                false if is_typed_for_another(c) => 0,
                false => FOREIGN,
            };
            let mut weights = Weights::default();
            for (weighs, habits) in weights.iter_mut().zip(languages) {
                *weighs = weight(habits);
            }
            model.letters[code(c)] = weights;
        }
        for (idx, habits) in languages.iter().enumerate() {
            for word in habits.words.split_whitespace() {
                let weights = model.words.entry(plain(word)).or_default();
                weights[idx] = WORD;
            }
        }
        model
    }

    /// Each line has as many votes as letters: a line in another language changes nothing.
    fn tell(&self, text: &str) -> &'static str {
        let mut votes = [0usize; MOST];
        let mut n_letters = 0;
        let mut n_left = LEADS.count(text.as_bytes());
        for line in text.lines() {
            if n_letters >= N_LETTERS {
                break;
            }
            let (idx, n) = self.of_line(line);
            votes[idx] += n;
            n_letters += n;
            n_left -= LEADS.count(line.as_bytes());
            // Where the rest has not as many letters as this is ahead, it changes nothing.
            let n_others = n_letters - votes[idx];
            if votes[idx] > n_others + n_left {
                break;
            }
        }
        self.languages[first_best(&votes)].tag
    }

    /// What speaks for each language in that a word is there.
    fn of_word(&self, word: Word) -> &Weights {
        self.words.get(&word).unwrap_or(&[0; MOST])
    }

    /// The language of a line and the number of its letters.
    fn of_line(&self, line: &str) -> (usize, usize) {
        // At most N_LETTERS letters of a line are looked at: the sums cannot run over.
        let mut sums = Weights::default();
        let mut n_letters = 0;
        let mut word: Word = 0;
        for c in line.chars().take(N_LETTERS) {
            if let Some(weights) = self.letters.get(code(c)) {
                n_letters += 1;
                sums = with(sums, weights);
            }
            match in_word(c) {
                InWord::Letter(letter) => word = with_letter(word, letter),
                InWord::Nothing => {}
                InWord::Outside if word == 0 => {}
                InWord::Outside => {
                    sums = with(sums, self.of_word(word));
                    word = 0;
                }
            }
        }
        sums = with(sums, self.of_word(word));
        (first_best(&sums[..self.languages.len()]), n_letters)
    }
}

/// By value, so that processors keep the sums at hand.
fn with(sums: Weights, weights: &Weights) -> Weights {
    std::array::from_fn(|idx| sums[idx] + weights[idx])
}

/// The index of the largest; of several alike, of the first.
fn first_best<T: Ord>(values: &[T]) -> usize {
    let best = values
        .iter()
        .enumerate()
        .rev()
        .max_by_key(|(_, value)| *value);
    best.map_or(0, |(idx, _)| idx)
}

/// Letters that keyboards and old encodings put in the place of another's.
fn is_typed_for_another(c: char) -> bool {
    matches!(c, 'ي' | 'ى' | 'ك' | 'ه' | 'ی' | 'ک' | 'ئ')
}

/// What a character is in a word: marks and joiners make no other word, nor does the yeh or the
/// kaf of another keyboard.
#[derive(Clone, Copy)]
enum InWord {
    /// By its [`code`] and 1.
    Letter(u16),
    Nothing,
    Outside,
}

fn in_word(c: char) -> InWord {
    static KNOWN: [InWord; N_CODES] = {
        let mut table = [InWord::Outside; N_CODES];
        let mut at = 0;
        while at < N_CODES {
            if let Some(c) = char::from_u32(FIRST + at as u32) {
                table[at] = by_blocks(c);
            }
            at += 1;
        }
        table
    };
    match KNOWN.get(code(c)) {
        Some(part) => *part,
        None if matches!(c, '\u{200C}' | '\u{200D}') => InWord::Nothing,
        None => InWord::Outside,
    }
}

const fn by_blocks(c: char) -> InWord {
    match c {
        '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}' => InWord::Nothing,
        'ي' | 'ى' => letter('ی'),
        'ك' => letter('ک'),
        '\u{5D0}'..='\u{5F2}'
        | '\u{620}'..='\u{669}'
        | '\u{66E}'..='\u{6D3}'
        | '\u{6D5}'..='\u{6FC}'
        | '۾'
        | '۽' => letter(c),
        _ => InWord::Outside,
    }
}

const fn letter(c: char) -> InWord {
    InWord::Letter((c as u32 - FIRST + 1) as u16)
}

/// A word as it is compared.
fn plain(word: &str) -> Word {
    word.chars().fold(0, |word, c| match in_word(c) {
        InWord::Letter(letter) => with_letter(word, letter),
        InWord::Nothing | InWord::Outside => word,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_long_word_is_taken_for_a_little_one() {
        let lists = ARABIC.iter().chain(HEBREW).map(|habits| habits.words);
        for word in lists.flat_map(str::split_whitespace) {
            assert!(plain(word) < 1 << (13 * N_BITS), "{word}");
        }
        assert!(plain(&"ا".repeat(40)) >= 1 << (13 * N_BITS));
        assert_ne!(plain("من"), plain("نم"));
        assert_eq!(plain("عَلـى"), plain("علی"));
    }
}
