//! What Unicode calls a character.

/// The name of a character (`UnicodeData.txt`, with the algorithmic ones), in capitals; of one
/// without a name what it is.
///
/// ```
/// assert_eq!(akhbar::text::name('ی'), "ARABIC LETTER FARSI YEH");
/// ```
pub fn name(c: char) -> String {
    match unicode_names2::name(c) {
        Some(name) => name.to_string(),
        None => match c {
            '\u{2028}' => "LINE SEPARATOR",
            '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => "a control",
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => "for private use",
            _ => "unassigned",
        }
        .into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_called_as_unicode_calls_them() {
        let check = |c, expected| assert_eq!(name(c), expected);
        check('ہ', "ARABIC LETTER HEH GOAL");
        check('\u{202E}', "RIGHT-TO-LEFT OVERRIDE");
        check('\u{2028}', "LINE SEPARATOR");
        check('\u{E0041}', "TAG LATIN CAPITAL LETTER A");
        check('日', "CJK UNIFIED IDEOGRAPH-65E5");
        check('\u{9B}', "a control");
        check('\u{E000}', "for private use");
        check('\u{378}', "unassigned");
    }
}
