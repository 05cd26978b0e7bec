//! Bylines: a line such as `By X and Y`, `تحریر: X`, `מאת: X` → the names. Precision goes first:
//! a line that could be anything else names nobody.

use crate::article::cues::{CUES, Sense};
use crate::article::date_parse::dates;
use crate::article::fold::{fold, skip_words};
use crate::article::page::han;
use crate::article::page::lines::Line;
use crate::article::page::person::{is_of_place, is_person};
use crate::text::{is_mark, one_line};

/// Longer lines are text, in bytes.
const LONGEST: usize = 300;

/// What stands between the word for what somebody did and the name.
const LIKE_COLON: [char; 8] = [':', '：', '/', '／', '|', '-', '–', '—'];

/// The names in a line that says by its first words that names follow.
pub(crate) fn names(line: &str) -> Option<Vec<String>> {
    (line.len() <= LONGEST).then(|| names_in(line, &fold(line)))?
}

/// The same of a line of a page.
pub(crate) fn names_of(line: &Line) -> Option<Vec<String>> {
    (line.text.len() <= LONGEST).then(|| names_in(&line.text, line.folded()))?
}

fn names_in(line: &str, folded: &str) -> Option<Vec<String>> {
    if let Some(names) = han::reporters(line) {
        return Some(names);
    }
    let line = before_pictures(line);
    let signed = CUES.start(folded, Sense::Signed);
    let titled = CUES.start(folded, Sense::Byline);
    let Some(n_words) = signed.max(titled) else {
        return before_role(line)
            .or_else(|| behind_prefix(line))
            .or_else(|| before_report(line));
    };
    if CUES.start(folded, Sense::Published) > Some(n_words) {
        // `نوشته شده در 12 مارس`.
        return None;
    }
    let rest = skip_words(line, n_words).trim_start();
    let rest = rest.trim_end_matches([':', '：', ' ']);
    let (rest, has_colon) = match rest.strip_prefix(LIKE_COLON) {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    if has_colon || signed == Some(n_words) || begins_as_name(rest) {
        return list(rest)
            .filter(|names| !is_of_deed(line) || names.iter().all(|name| is_person(name)));
    }
    // With a comma names have two words: `Author, NAME`, but not `Reporter, PLACE`.
    let rest = rest.strip_prefix([',', '،', '、'])?;
    let is_role = CUES.start(folded, Sense::Role).is_some()
        && CUES.start(folded, Sense::Author) != Some(n_words);
    list(rest).filter(|names| !is_role && names[0].contains(' '))
}

/// Whether it begins with the "by" that Persian has as well for whoever did what the text tells.
pub(crate) fn is_of_deed(line: &str) -> bool {
    line.starts_with("توسط ")
}

/// The line without the credit of its pictures: `Text: NAME - Photos: NAME`.
pub(crate) fn before_pictures(line: &str) -> &str {
    let before = line
        .rsplit_once([':', '：'])
        .map(|(before, _)| before.trim_end());
    let apart = before.and_then(|before| before.rsplit_once([' ', '\u{A0}']));
    let is_credit = |(head, label): &(&str, &str)| {
        head.contains([':', '：']) && CUES.is(&fold(label), Sense::Credit)
    };
    let Some((head, _)) = apart.filter(is_credit) else {
        return line;
    };
    head.trim_end_matches([' ', '\u{A0}', '-', '–', '—', '|', '•', '.', ',', '،', '/'])
}

/// Whether the text begins with a given name of people and goes on, in a script without capitals.
fn begins_as_name(text: &str) -> bool {
    text.contains(' ') && CUES.start(&fold(text), Sense::Given).is_some()
}

/// The name in a line such as `김민수 기자`: a name in Hangul has two to four syllables, and what somebody
/// is stands behind it.
fn before_role(line: &str) -> Option<Vec<String>> {
    let (name, role) = line.trim().split_once(' ')?;
    let is_hangul = |c: char| ('\u{AC00}'..='\u{D7A3}').contains(&c);
    let is_name = (2..=4).contains(&name.chars().count()) && name.chars().all(is_hangul);
    let role = role.split(' ').next().unwrap_or_default();
    let is_signed = is_name && line.chars().count() <= 40 && CUES.is(&fold(role), Sense::Role);
    is_signed.then(|| vec![name.to_owned()])
}

/// The names in a line such as `NguSipho Dlamini`: Zulu writes "by" and the name as one word.
fn behind_prefix(line: &str) -> Option<Vec<String>> {
    let name = line.trim().strip_prefix("Ngu")?;
    let name = name.strip_prefix('-').unwrap_or(name);
    let is_signed = name.starts_with(char::is_uppercase) && line.chars().count() <= 60;
    is_signed.then(|| list(name)).flatten()
}

/// The names that `text` begins with, up to a date, a place or a sign that ends them.
pub(crate) fn list(text: &str) -> Option<Vec<String>> {
    let mut end = text.len();
    if let Some(date) = dates(text).first() {
        end = before_day(&text[..date.range.start]).len();
    }
    for sign in [
        "\u{2028}", "|", " - ", " – ", " — ", " ـ ", " ــ ", "•", "·", "(", "/", "／", "╱", " in ",
        " en ", " aus ", " for ", " für ", " pour ",
    ] {
        end = end.min(text.find(sign).unwrap_or(end));
    }
    let mut names = Vec::new();
    let parts = before_handle(&text[..end])
        .split([',', '،', '、', '&', ';'])
        .flat_map(split_and)
        .map(|part| one_line(&part));
    for (idx, part) in parts.enumerate() {
        let Some(part) = before_office(before_agency(&part)) else {
            continue;
        };
        let folded = fold(part);
        let is_known = CUES.is(&folded, Sense::Role) || is_outlet(part, &names);
        if folded.is_empty() || is_known || idx > 0 && is_of_place(part) {
            continue;
        }
        match is_name(part) {
            true => names.push(part.to_owned()),
            // What follows a comma may be a place or an office; what comes first must be a name.
            false if idx > 0 => {}
            false => return None,
        }
    }
    (!names.is_empty() && names.len() <= 8).then_some(names)
}

/// A name without the office behind it, `ANN LEE Senior Political Correspondent`; none of an office alone.
pub(crate) fn before_office(part: &str) -> Option<&str> {
    const KINDS: &[&str] = &[
        "associate",
        "assistant",
        "business",
        "chief",
        "contributing",
        "deputy",
        "diplomatic",
        "economics",
        "environment",
        "executive",
        "foreign",
        "health",
        "legal",
        "managing",
        "national",
        "news",
        "political",
        "science",
        "security",
        "senior",
        "special",
        "sports",
        "staff",
        "technology",
        "washington",
    ];
    let words: Vec<&str> = part.split(' ').collect();
    let is_role = words
        .last()
        .is_some_and(|word| CUES.is(&fold(word), Sense::Role));
    if words.len() < 2 || !is_role {
        return Some(part);
    }
    let is_office = |word: &str| {
        let is_short_for = word.len() >= 3 && word.bytes().all(|b| b.is_ascii_uppercase());
        KINDS.contains(&fold(word).as_str()) || is_short_for
    };
    match words.iter().position(|word| is_office(word)) {
        Some(0) => None,
        Some(at) if at >= 2 && !is_large(part) => Some(part[..part.find(words[at])?].trim_end()),
        _ => Some(part),
    }
}

/// A name without the agency that a page glued to it: `TOM REEDAssociated Press`.
fn before_agency(part: &str) -> &str {
    const AGENCIES: [&str; 3] = ["Associated Press", "Reuters", "Agence France-Presse"];
    let before = AGENCIES.iter().find_map(|agency| part.strip_suffix(agency));
    let is_glued = |name: &&str| name.ends_with(char::is_alphabetic);
    before.filter(is_glued).unwrap_or(part)
}

/// The name in a line such as `मोहन लाल की रिपोर्ट`, `د NAME لیکنه`: "a report of NAME". In Pashto, where
/// writings of institutes are called so too, it begins with a given name.
fn before_report(line: &str) -> Option<Vec<String>> {
    const ENDS: [&str; 2] = [" की रिपोर्ट", " کی رپورٹ"];
    const ENDS_BEHIND_OF: [&str; 3] = [" لیکنه", " ليکنه", " راپور"];
    let line = line.trim_end_matches(['।', '۔', '.']).trim();
    let of = line.strip_prefix("د ");
    let of = of.and_then(|of| ENDS_BEHIND_OF.iter().find_map(|end| of.strip_suffix(end)));
    let name = ENDS.iter().find_map(|end| line.strip_suffix(end));
    let name = name.or(of.filter(|name| begins_as_name(name)))?.trim();
    let is_signed = name.contains(' ') && name.split(' ').count() <= 4 && is_name(name);
    is_signed.then(|| vec![one_line(name)])
}

/// Whether no letter of the text is a small one.
fn is_large(text: &str) -> bool {
    text.chars().all(|c| !c.is_lowercase())
}

/// Whether a part of a line of names is of the paper that they write for: `NAME, The Daily`, `NAME, NDR`.
fn is_outlet(part: &str, names: &[String]) -> bool {
    let is_paper = is_large(part)
        && part.starts_with(char::is_uppercase)
        && names.first().is_some_and(|name| !is_large(name));
    let is_one = !part.contains(' ') && names.first().is_some_and(|name| name.contains(' '));
    (is_one || is_paper || part.starts_with("The ") && !names.is_empty())
        && !CUES.is(&fold(part), Sense::Agency)
}

/// What stands before a day, without the words that belong to the day: `NAME on Monday, `.
pub(crate) fn before_day(text: &str) -> &str {
    const ON: &[&str] = &[
        "on", "am", "le", "il", "el", "em", "den", "op", "na", "dne", "dna", "at", "في", "در",
    ];
    let mut before = text;
    loop {
        let trimmed = before.trim_end_matches([' ', '\u{A0}', ',', '،']);
        let Some((name, word)) = trimmed.rsplit_once([' ', '\u{A0}']) else {
            return trimmed;
        };
        let folded = fold(word);
        let is_of_day = ON.contains(&word)
            || CUES.is(&folded, Sense::Weekday)
            || CUES.is(&folded, Sense::Published);
        if !is_of_day {
            return trimmed;
        }
        before = name;
    }
}

/// A name without the address or the handle that follows it, and without what a page says beside
/// those: `Anna Stone Follow @astone`.
fn before_handle(text: &str) -> &str {
    let handle = text.split_whitespace().find(|word| word.contains('@'));
    let Some(at) = handle.and_then(|handle| text.find(handle)) else {
        return text;
    };
    let name = text[..at].trim_end();
    match name.rsplit_once(' ') {
        Some((name, word)) if CUES.furniture(&fold(word)).is_some() => name,
        _ => name,
    }
}

/// Whether the text could be the name of a person or of a desk: few words, no digits, and
/// capitals where the script has them.
pub(crate) fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_plain = text
        .chars()
        .all(|c| c.is_alphabetic() || c.is_whitespace() || is_name_sign(c) || is_mark(c))
        && words.iter().all(|word| word.contains(is_letter));
    if !is_plain || !(1..=6).contains(&words.len()) || text.chars().count() > 50 {
        return false;
    }
    let is_capital = |word: &&str| word.starts_with(|c: char| !c.is_lowercase());
    let is_particle = |word: &&str| {
        matches!(
            *word,
            "von"
                | "van"
                | "de"
                | "del"
                | "della"
                | "di"
                | "da"
                | "dos"
                | "der"
                | "den"
                | "ten"
                | "ter"
                | "la"
                | "le"
                | "bin"
                | "ibn"
                | "al"
                | "el"
                | "zu"
                | "af"
                | "y"
                | "e"
                | "du"
                | "des"
        ) || word.starts_with("al-")
            || word.starts_with("el-")
    };
    words.first().is_some_and(is_capital)
        && words
            .iter()
            .all(|word| is_capital(word) || is_particle(word))
        && words.iter().any(|word| word.chars().count() > 1)
}

/// Whether it is a letter: what only lengthens one is none, and stands for a dash.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && c != 'ـ'
}

/// Whether the text is a name of two words or more that all begin with capitals: a name that no
/// cue announces is one only in a script that has them.
pub(crate) fn is_cased_name(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    is_name(text)
        && words.next().is_some_and(is_capital)
        && words.next_back().is_some_and(is_capital)
}

/// The name in `Anna Stone, THE DAILY RIVER`.
pub(crate) fn before_paper(text: &str) -> Option<&str> {
    let (name, paper) = text.trim().split_once(", ")?;
    let is_paper = paper.contains(' ') && paper.starts_with(char::is_uppercase) && is_large(paper);
    (is_paper && !is_large(name) && is_cased_name(name)).then_some(name)
}

/// The name in `NAME|Published`.
pub(crate) fn before_label(text: &str) -> Option<&str> {
    let (name, label) = text.split_once('|')?;
    let has_label = CUES.start(&fold(label), Sense::Published).is_some();
    (has_label && is_cased_name(name.trim())).then_some(name.trim())
}

fn is_name_sign(c: char) -> bool {
    matches!(
        c,
        '.' | '-' | '\'' | '’' | '־' | '״' | '׳' | '\u{200C}' | '\u{200F}' | '\u{200E}'
    ) || matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{5B0}'..='\u{5C7}')
}

/// The text apart at each "and" of any language that stands as a word of its own, and at one that is
/// written in one with a given name behind a name of two words: `سعاد نجار وليلى حداد`.
fn split_and(text: &str) -> Vec<String> {
    let is_given = |word: &str| CUES.is(&fold(word), Sense::Given);
    let mut parts = vec![String::new()];
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let is_behind_name = parts.last().is_some_and(|part| part.trim().contains(' '));
        let behind_and = word.strip_prefix(['و', 'ו']);
        let behind_and = behind_and.filter(|rest| {
            is_behind_name && words.peek().is_some() && is_given(rest) && !is_given(word)
        });
        if let Some(rest) = behind_and {
            parts.push(rest.to_owned());
        } else if CUES.is(&fold(word), Sense::And) && word.chars().all(|c| !c.is_uppercase()) {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(' ');
            last.push_str(word);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_come_out() {
        let check = |line: &str, expected: &[&str]| {
            assert_eq!(names(line).unwrap_or_default(), expected, "{line:?}");
        };
        check("By Ken Hanly     Jul 16, 2016 in Politics", &["Ken Hanly"]);
        check(
            "By Ann Lee and Bo van Dam in Cairo",
            &["Ann Lee", "Bo van Dam"],
        );
        check("By Ann Lee, Political editor", &["Ann Lee"]);
        check("By Tess Bonn - 11/19/19 06:56 AM EST", &["Tess Bonn"]);
        check("Von Patrick Hyslop", &["Patrick Hyslop"]);
        check(
            "di Teresa Fallavollita 20 Novembre 2024",
            &["Teresa Fallavollita"],
        );
        check("Par David Mouriquand", &["David Mouriquand"]);
        check("حوار: آسيا العتروس", &["آسيا العتروس"]);
        check("كتب: قسم الثقافة", &["قسم الثقافة"]);
        check("تحریر: شعبۂ ثقافت", &["شعبۂ ثقافت"]);
        check("نویسنده: گروه فرهنگ", &["گروه فرهنگ"]);
        check("מאת: מערכת תרבות", &["מערכת תרבות"]);
        check("记者：王小明、李慧", &["王小明", "李慧"]);
        check("Author, Ann Lee", &["Ann Lee"]);
        check("مصنف, ثنا اقبال", &["ثنا اقبال"]);
        check("Reporter, New York", &[]);
        check("نامہ نگار، کراچی", &[]);
        check("Autora, Marta Quiles", &["Marta Quiles"]);
        check("نویسنده، رضا کاظمی", &["رضا کاظمی"]);
        check("كتب محمد سالم", &["محمد سالم"]);
        check("كتب التاريخ الحديث", &[]);
        check("نوشته رضا کاظمی", &["رضا کاظمی"]);
        check("نوشته شده در ۲۲ اسفند ۱۴۰۲", &[]);
        check("by Ann Lee, The Daily River", &["Ann Lee"]);
        check("von Anna Lindner, NDR", &["Anna Lindner"]);
        check("By Ken Hanly on Monday, July 16, 2016", &["Ken Hanly"]);
        check("تحریر: احمد رضا بتاریخ 12 مارچ 2024", &["احمد رضا"]);
        check("김민수 기자", &["김민수"]);
        check("كتبت: ليلى حداد ومحمد سالم", &["ليلى حداد", "محمد سالم"]);
        check("كتب: محمد سالم وليد", &["محمد سالم وليد"]);
        check("מאת: יעל לוי ודוד מזרחי", &["יעל לוי", "דוד מזרחי"]);
        check("كتب: محمد سالم ــ دبي", &["محمد سالم"]);
        check("Text: Anna Lindner. Fotos: Jan Maat", &["Anna Lindner"]);
        check("د نوید کاظمی لیکنه", &["نوید کاظمی"]);
        check("د کابل پوهنتون لیکنه", &[]);
        check("نشر من قبل محمد سالم", &["محمد سالم"]);
        check("نشر من قبل وزارة الصحة", &[]);
        check("मोहन लाल वर्मा की रिपोर्ट", &["मोहन लाल वर्मा"]);
        check("عالمی ادارے کی رپورٹ جاری ہو گئی", &[]);
        check("By TOM REEDAssociated Press", &["TOM REED"]);
        check("NguSipho Dlamini", &["Sipho Dlamini"]);
        check("Nguyễn Văn An", &[]);
        check("By Ann Lee for The Daily River", &["Ann Lee"]);
        check("صفحة الكاتب : محمد سالم", &["محمد سالم"]);
        check("By Ann Lee\u{2028}The Daily River", &["Ann Lee"]);
        check("By Ann Lee Senior Political Correspondent", &["Ann Lee"]);
        check("By Ann Lee, Executive Editor", &["Ann Lee"]);
        check("By Ann Lee BBC News Reporter", &["Ann Lee"]);
        check("Von Anna Lindner, RHEIN POST", &["Anna Lindner"]);
        check("By the sea", &[]);
        check("By 2030, all ships will sail", &[]);
        check("Von „Impuls“ bis „Feldschlacht“", &[]);
        check("تقرير دولي جديد عن السفن", &[]);
        check("By Staff Writer", &[]);
        check("A ship", &[]);
    }
}
