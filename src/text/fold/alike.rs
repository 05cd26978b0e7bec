//! What one character is searched as: in, a character; out, the characters that stand for it in
//! folded text. Full case folding and compatibility decomposition (UAX 15), then the tables below,
//! which say what readers type alike. Only a hamza that follows needs to be known besides.

use icu_casemap::CaseMapper;
use icu_normalizer::DecomposingNormalizer;
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup, Script};

use crate::text::fold::Spelling;

/// The hamza that is written over its carrier, as a mark.
pub(crate) const HAMZA: char = '\u{654}';

/// What stands in folded text for ZWNJ and the blank of no width, which part what some write
/// together and others write apart.
pub(crate) const JOINER: char = '\u{200C}';

/// Adds what `c` is searched as to `out`: nothing for marks, one character for most, several for
/// ligatures. Not for [`Spelling::Exact`].
pub(crate) fn fold_char(c: char, spelling: Spelling, out: &mut Vec<char>) {
    let start = out.len();
    if let Some(jamo) = jamo(c) {
        out.extend(jamo);
        return;
    }
    if c.is_ascii() || alike(c, spelling).is_some() {
        push(c, spelling, start, out);
        return;
    }
    let cases = CaseMapper::new();
    let small = cases.fold_string(c.encode_utf8(&mut [0; 4])).into_owned();
    let letters = DecomposingNormalizer::new_nfkd()
        .normalize(&small)
        .into_owned();
    if letters.starts_with(' ') && !c.is_whitespace() {
        // A mark that is shown by itself decomposes to a mark on a blank, which would cut words.
        if !is_arabic_form(c) {
            let sign = without_marks(c);
            out.push(alike(sign, spelling).unwrap_or(sign));
        }
        return;
    }
    // Decomposition can bring forth capitals (™), in rare cases some that fold to two (𝕬 to ẞ).
    for c in cases.fold_string(&letters).chars() {
        push(c, spelling, start, out);
    }
}

/// The sign that canonical decomposition (UAX 15) leaves of one with marks.
fn without_marks(c: char) -> char {
    let nfd = DecomposingNormalizer::new_nfd();
    let first = nfd.normalize_iter(std::iter::once(c)).next();
    first.unwrap_or(c)
}

/// The one character that `c` is searched as, where that is seen at a glance.
pub(crate) fn plain(c: char, spelling: Spelling) -> Option<char> {
    let is_plain = || match general_category(c) {
        GeneralCategory::OtherLetter => several(c).is_none(),
        _ => is_mark(c) && !is_dropped(c),
    };
    alike(c, spelling).or_else(|| {
        let nfkd = DecomposingNormalizer::new_nfkd();
        let is_decomposed = || nfkd.is_normalized(c.encode_utf8(&mut [0; 4]));
        (is_plain() && is_decomposed()).then_some(c)
    })
}

/// The letters that a syllable of Hangul is made of, by the arithmetic of Unicode chapter 3.12.
pub(crate) fn jamo(syllable: char) -> Option<impl Iterator<Item = char>> {
    const FIRST: u32 = 0xAC00;
    let number = u32::from(syllable).checked_sub(FIRST)?;
    let (rest, last) = (number / 28, number % 28);
    let (first, vowel) = (rest / 21, rest % 21);
    let last = (last > 0).then_some(0x11A7 + last);
    let letters = [Some(0x1100 + first), Some(0x1161 + vowel), last];
    let letters = letters.into_iter().flatten().filter_map(char::from_u32);
    (syllable <= '\u{D7A3}').then_some(letters)
}

/// Adds a character that is small and decomposed already.
fn push(c: char, spelling: Spelling, start: usize, out: &mut Vec<char>) {
    if let Some(letters) = several(c) {
        out.extend(letters.chars());
        return;
    }
    match alike(c, spelling).unwrap_or(c) {
        HAMZA => {
            if let Some(last) = out[start..].last_mut() {
                *last = with_hamza(*last, spelling);
            }
        }
        JOINER | '\u{200B}' => out.push(JOINER),
        c if c.is_whitespace() => {
            if out[start..].last() != Some(&' ') {
                out.push(' ');
            }
        }
        c if is_dropped(c) => {}
        c => out.push(digit(c).unwrap_or(c.to_ascii_lowercase())),
    }
}

/// What a folded letter becomes when a hamza is written over it. At the loose level and over any
/// other letter, the hamza makes no difference.
pub(crate) fn with_hamza(letter: char, spelling: Spelling) -> char {
    match letter {
        'و' if spelling == Spelling::Usual => 'ؤ',
        'ي' if spelling == Spelling::Usual => 'ئ',
        // Unicode decomposes the Persian ۀ to an ە, which elsewhere is a letter of its own.
        'ە' => 'ه',
        letter => letter,
    }
}

/// The letter that [`with_hamza`] may have made `letter` of: what to scan for when looking for it.
pub(crate) fn carrier(letter: char) -> char {
    match letter {
        'ؤ' => 'و',
        'ئ' => 'ي',
        'ە' => 'ه',
        letter => letter,
    }
}

/// The character that `c` is searched as, where the table says so.
fn alike(c: char, spelling: Spelling) -> Option<char> {
    let loose = spelling == Spelling::Loose;
    Some(match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        // In Sindhi ڪ and ک are two letters, so only the loose level takes it for a kaf.
        'ڪ' if loose => 'ك',
        'ؤ' if loose => 'و',
        'ئ' if loose => 'ي',
        'ؤ' | 'ئ' => c,
        'ة' | 'ۃ' | 'ہ' | 'ھ' | 'ە' | 'ۂ' if loose => 'ه',
        'ے' | 'ۓ' if loose => 'ي',
        'ں' if loose => 'ن',
        // One letter on two keyboards, like kaf.
        'ۃ' => 'ة',
        'ۀ' => 'ه',
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        // Strokes are accents that Unicode does not decompose. Dotless and dotted i are one
        // letter here, since a capital I may be either.
        'ø' => 'o',
        'đ' => 'd',
        'ħ' => 'h',
        'ł' => 'l',
        'ı' => 'i',
        '،' | '٬' => ',',
        '؛' => ';',
        '؟' => '?',
        '۔' | '٫' => '.',
        '٪' => '%',
        '٭' => '*',
        '׃' => ':',
        '“' | '”' | '„' | '‟' | '«' | '»' | '״' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '׳' | '′' | '´' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʾ' | 'ʿ' => {
            '\''
        }
        '‐'..='―' | '־' | '−' => '-',
        '\u{2044}' => '/',
        _ => return None,
    })
}

/// Letters written as one that Unicode does not decompose.
fn several(c: char) -> Option<&'static str> {
    Some(match c {
        'װ' => "וו",
        'ױ' => "וי",
        'ײ' => "יי",
        'æ' => "ae",
        'œ' => "oe",
        _ => return None,
    })
}

/// The ASCII digit of the same value. Unicode encodes decimal digits from zero on in runs of ten.
fn digit(c: char) -> Option<char> {
    let is_digit = |c: char| general_category(c) == GeneralCategory::DecimalNumber;
    if c.is_ascii() || !is_digit(c) {
        return None;
    }
    let before = ('\0'..c).rev().take_while(|&c| is_digit(c)).count();
    char::from_digit(before as u32 % 10, 10)
}

/// What makes no difference at all: vowel signs and accents, signs of recitation, tatweel, controls
/// of direction. In scripts where marks are what tells words apart, as in Indic ones, they stay.
pub(crate) fn is_dropped(c: char) -> bool {
    match c {
        '\0'..='\u{AC}' => false,
        '\u{640}' | '\u{6D6}'..='\u{6ED}' => true,
        _ if is_mark(c) => matches!(
            CodePointMapData::<Script>::new().get(c),
            Script::Inherited
                | Script::Arabic
                | Script::Hebrew
                | Script::Syriac
                | Script::Greek
                | Script::Cyrillic
        ),
        _ => general_category(c) == GeneralCategory::Format,
    }
}

/// Whether `c` is a mark: Unicode's general category M.
pub(crate) fn is_mark(c: char) -> bool {
    c >= '\u{300}' && GeneralCategoryGroup::Mark.contains(general_category(c))
}

fn is_arabic_form(c: char) -> bool {
    matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

fn general_category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}
