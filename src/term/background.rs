//! The background of the terminal: the question (xterm's OSC 11), and what the answer says.

/// Asks for the colour of the background. Terminals that do not know it pass over it in silence.
pub(crate) const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";

/// The colour in a control string that answers the question: `11;rgb:` or `11;rgba:` and numbers of
/// one to four hexadecimal digits, or `11;#` and them in one.
pub(crate) fn answer(string: &[u8]) -> Option<[u8; 3]> {
    let text = std::str::from_utf8(string).ok()?.strip_prefix("11;")?;
    let channels: Vec<&str> = match text.strip_prefix('#') {
        Some(digits) if digits.is_ascii() && matches!(digits.len(), 3 | 6 | 12) => {
            let length = digits.len() / 3;
            (0..3)
                .map(|idx| &digits[idx * length..(idx + 1) * length])
                .collect()
        }
        Some(_) => return None,
        None => {
            let numbers = text
                .strip_prefix("rgb:")
                .or_else(|| text.strip_prefix("rgba:"));
            numbers?.split('/').collect()
        }
    };
    let [r, g, b] = *channels.get(..3)? else {
        return None;
    };
    Some([channel(r)?, channel(g)?, channel(b)?])
}

fn channel(digits: &str) -> Option<u8> {
    if !matches!(digits.len(), 1..=4) || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let most = (1u32 << (4 * digits.len())) - 1;
    let value = u32::from_str_radix(digits, 16).ok()?;
    u8::try_from(value * 255 / most).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_in_every_length() {
        let check = |text: &str, expected: Option<[u8; 3]>| {
            assert_eq!(answer(text.as_bytes()), expected, "{text}");
        };
        check("11;rgb:0000/2b2b/ffff", Some([0, 43, 255]));
        check("11;rgb:0/f/8", Some([0, 255, 136]));
        check("11;rgb:00/80/ff", Some([0, 128, 255]));
        check("11;rgba:ffff/ffff/ffff/8000", Some([255; 3]));
        check("11;#fff", Some([255; 3]));
        check("11;#102030", Some([16, 32, 48]));
        for none in [
            "",
            "11;",
            "11;?",
            "10;rgb:0/0/0",
            "11;rgb:",
            "11;rgb:0/0",
            "11;rgb:0/0/g",
            "11;rgb:00000/0/0",
            "11;#1234",
            "11;#é234",
            "11;rgb:+1/0/0",
            "11;blue",
            "11;rgb://",
        ] {
            check(none, None);
        }
    }
}
