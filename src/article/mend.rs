//! Text that was damaged on its way to the page → the text that was meant: UTF-8 that had been
//! read in another encoding, and letters that had been stored as presentation forms. A text is
//! changed only where nothing else can have been meant; what was done is said with it.

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_8859_6, WINDOWS_1252, WINDOWS_1255, WINDOWS_1256};

use crate::text::{Bytes, without_forms};

/// What was mended in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mending {
    /// The encoding in which its UTF-8 had been read, by its WHATWG name.
    pub misread_as: Option<&'static str>,
    /// How many presentation forms of Arabic letters have become letters.
    pub n_forms: usize,
}

/// Mends a text where it is damaged.
pub(crate) fn mend(text: String) -> (String, Mending) {
    // Some texts have been through it twice.
    const MOST_TIMES: usize = 3;
    let mut text = text;
    let mut mending = Mending::default();
    for _ in 0..MOST_TIMES {
        let Some((meant, encoding)) = meant(&text) else {
            break;
        };
        text = meant;
        mending.misread_as = mending.misread_as.or(Some(encoding));
    }
    if let (Cow::Owned(letters), n_forms) = without_forms(&text) {
        mending.n_forms = n_forms;
        text = letters;
    }
    (text, mending)
}

/// An encoding that UTF-8 is taken for.
struct Candidate {
    encoding: &'static Encoding,
    /// What the first bytes of the characters that matter become in it: of Arabic, of Hebrew, of
    /// Latin letters with accents, of curly quotes and dashes.
    leads: &'static [char],
}

const CANDIDATES: &[Candidate] = &[
    Candidate {
        encoding: WINDOWS_1252,
        leads: &['Ø', 'Ù', 'Ú', 'Û', 'Ö', '×', 'Â', 'Ã', 'Å', 'â', 'ï'],
    },
    Candidate {
        encoding: WINDOWS_1256,
        leads: &['ط', 'ظ', 'ع', 'غ', 'ض', '×', 'آ', 'أ', 'â', 'ï'],
    },
    Candidate {
        encoding: WINDOWS_1255,
        leads: &['״', '׳', 'ײ', 'װ', '\u{5B2}', '\u{5B3}', 'ג', '\u{5BF}'],
    },
    Candidate {
        encoding: ISO_8859_6,
        leads: &['ظ', 'ع', 'غ', 'ض', 'ط', 'آ', 'أ', 'ق'],
    },
];

/// Bytes that are looked at first, from the first one on that is not ASCII.
const SAMPLE: usize = 16 * 1024;

/// Characters that tell whether more has to be looked at.
const GLANCE: usize = 100;

/// What is enough to believe that a text was misread: three letters, or one mark of three bytes.
const ENOUGH: usize = 3;

/// The text as it was meant, if it is UTF-8 that was read in another encoding, and the name of
/// that. It shows in its runs of characters beyond ASCII: nearly all of them must turn into bytes
/// that are whole UTF-8, and into letters and marks that news are written with.
fn meant(text: &str) -> Option<(String, &'static str)> {
    let first = BEYOND_ASCII.find_char(text, |_| true)?;
    let sample = &text[first..text.floor_char_boundary(first + SAMPLE)];
    let mut suspects = suspects(sample);
    let candidate = suspects.find(|candidate| is_misread(sample, candidate))?;
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for run in runs(text) {
        out.push_str(&text[done..run.start]);
        done = run.end;
        let run = &text[run];
        out.push_str(decoded(run, candidate).as_deref().unwrap_or(run));
    }
    out.push_str(&text[done..]);
    Some((out, candidate.encoding.name()))
}

/// The bytes that characters beyond ASCII begin with.
const BEYOND_ASCII: Bytes<1> = Bytes::new([(0xC2, 0xF4)]);

/// The encodings for which one in four of the first characters beyond ASCII is such a lead; of a sound
/// text not one in ten is.
fn suspects(sample: &str) -> impl Iterator<Item = &'static Candidate> + use<> {
    let (mut n_leads, mut n_chars) = ([0; CANDIDATES.len()], 0);
    beyond_ascii(sample).take(GLANCE).for_each(|c| {
        n_chars += 1;
        let bits = LEADS.get(c as usize).copied().unwrap_or_default();
        for (idx, n) in n_leads.iter_mut().enumerate() {
            *n += usize::from(bits >> idx & 1);
        }
    });
    let counted = CANDIDATES.iter().zip(n_leads);
    let suspects = counted.filter(move |(_, n)| n * 4 >= n_chars);
    suspects.map(|(candidate, _)| candidate)
}

/// The characters of a text that are not ASCII.
fn beyond_ascii(text: &str) -> impl Iterator<Item = char> {
    const BLOCK: usize = 32;
    let blocks = text.as_bytes().chunks(BLOCK).enumerate();
    let blocks = blocks.filter(|(_, block)| !block.is_ascii());
    blocks.flat_map(move |(idx, block)| {
        let bytes = block.iter().enumerate();
        let leads = bytes.filter(|(_, byte)| **byte >= 0xC2);
        leads.filter_map(move |(at, _)| text[idx * BLOCK + at..].chars().next())
    })
}

/// Of each character, the candidates that it is a lead in, a bit for each; there are none beyond.
static LEADS: [u8; 0x700] = {
    let mut table = [0; 0x700];
    let mut idx = 0;
    while idx < CANDIDATES.len() {
        let leads = CANDIDATES[idx].leads;
        let mut at = 0;
        while at < leads.len() {
            table[leads[at] as usize] |= 1 << idx;
            at += 1;
        }
        idx += 1;
    }
    table
};

fn is_misread(sample: &str, candidate: &Candidate) -> bool {
    let (mut n_whole, mut n_all, mut evidence) = (0, 0, 0);
    for run in runs(sample) {
        // Where the sample ends, a run may be parted.
        if run.end == sample.len() && run.start > 0 && sample.len() >= SAMPLE / 2 {
            break;
        }
        let run = &sample[run];
        n_all += run.chars().count();
        if let Some(decoded) = decoded(run, candidate) {
            n_whole += run.chars().count();
            let weight = |c: char| if c.len_utf8() > 2 { ENOUGH } else { 1 };
            evidence += decoded.chars().map(weight).sum::<usize>();
        }
    }
    evidence >= ENOUGH && n_whole * 10 >= n_all * 9
}

/// The runs of characters beyond ASCII, in bytes.
fn runs(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes[at..].iter().position(|b| !b.is_ascii())?;
        let len = bytes[start..].iter().position(u8::is_ascii);
        at = len.map_or(bytes.len(), |len| start + len);
        Some(start..at)
    })
}

/// What the bytes of a run say in UTF-8, where they are whole and say something.
fn decoded(run: &str, candidate: &Candidate) -> Option<String> {
    let bytes: Option<Vec<u8>> = run.chars().map(|c| byte(c, candidate.encoding)).collect();
    let text = String::from_utf8(bytes?).ok()?;
    text.chars().all(is_meant).then_some(text)
}

/// The byte that became this character.
fn byte(c: char, encoding: &'static Encoding) -> Option<u8> {
    // Bytes that an encoding leaves open become the controls of the same number.
    if matches!(c, '\u{80}'..='\u{9F}') {
        return u8::try_from(u32::from(c)).ok();
    }
    let mut buffer = [0; 4];
    let (bytes, _, is_wrong) = encoding.encode(c.encode_utf8(&mut buffer));
    match (&*bytes, is_wrong) {
        ([byte], false) => Some(*byte),
        _ => None,
    }
}

/// Letters of Arabic and Hebrew, of Latin with accents, curly quotes, dashes and their like.
fn is_meant(c: char) -> bool {
    // What UTF-8 looks like that was read as Windows-1252, for a text that was misread twice.
    let is_misread = matches!(
        c,
        '\u{80}'..='\u{9F}' | 'Œ' | 'œ' | 'Š' | 'š' | 'Ÿ' | 'Ž' | 'ž' | 'ƒ' | 'ˆ' | '˜'
    );
    is_misread
        || matches!(c, '\u{A0}'..='\u{FF}' | '\u{5B0}'..='\u{5F4}' | '\u{600}'..='\u{6FF}'
        | '\u{2002}'..='\u{203A}' | '\u{20AA}' | '\u{20AC}' | '\u{2122}' | '\u{FDFC}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEANT: &[&str] = &[
        "قالت الوزارة إن المنارة باقية، والميناء مفتوح؛ أليس كذلك؟",
        "حکومت نے کہا ہے کہ پانچ گاڑیاں کل چلیں گی۔",
        "او می‌گوید «کشتی بامداد از بندر رفت» و بازنگشت.",
        "השר אמר כי הנמל ייפתח מחר – ולא היום.",
        "“It’s late,” she said – and left…",
        "Der Müller fährt schön über Köln.",
    ];

    /// The text as a program shows it that takes its UTF-8 for something else.
    fn misread(text: &str, encoding: &'static Encoding) -> String {
        encoding
            .decode_without_bom_handling(text.as_bytes())
            .0
            .into_owned()
    }

    #[test]
    fn misread_text_is_read_as_it_was_meant() {
        for text in MEANT {
            for encoding in [WINDOWS_1252, WINDOWS_1256, WINDOWS_1255] {
                let wrong = misread(text, encoding);
                // Some bytes mean nothing in it: then nobody can say what was meant.
                if wrong.contains('\u{FFFD}') {
                    continue;
                }
                let (found, mending) = mend(wrong.clone());
                let is_accents = text.starts_with("Der") && encoding != WINDOWS_1252;
                if is_accents {
                    continue;
                }
                assert_eq!(found, *text, "{}: {wrong}", encoding.name());
                assert_eq!(mending.misread_as, Some(encoding.name()));
            }
            let twice = misread(&misread(text, WINDOWS_1252), WINDOWS_1252);
            assert_eq!(mend(twice).0, *text);
        }
        // The bytes of an apostrophe by themselves are enough.
        assert_eq!(mend("It isnâ€™t so.".into()).0, "It isn’t so.");
        let markup = misread("<p class=\"a\">خبر</p>", WINDOWS_1256);
        assert_eq!(mend(markup).0, "<p class=\"a\">خبر</p>");
    }

    #[test]
    fn sound_text_stays() {
        let check = |text: &str| assert_eq!(mend(text.into()), (text.into(), Mending::default()));
        MEANT.iter().for_each(|text| check(text));
        check("");
        check("ASCII");
        check("LE CAFÉ»");
        check("NÃO, MAÇÃ» é à côté");
        check("ط، ظ؟ ط");
        check("A curly “’” becomes â€™ where UTF-8 is misread.");
        check("© 2024 · café");
        check("Â£5");
    }
}
