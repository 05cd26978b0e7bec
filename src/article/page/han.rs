//! Names of people in Chinese, Japanese and Korean letters, told by the family name that they begin
//! with: names have no blank in them there, and no capitals.

use crate::article::cues::{CUES, Sense};
use crate::article::fold::fold;

/// Family names of China and of Korea, one sign each, the most frequent.
const CHINESE: &str = "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱林何郭罗羅梁宋郑鄭谢謝韩韓唐冯馮\
    于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范石姚谭譚\
    廖邹鄒熊陆陸郝孔崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文";

/// Family names of Japan, the most frequent.
const JAPANESE: &[&str] = &[
    "佐藤",
    "鈴木",
    "高橋",
    "田中",
    "伊藤",
    "渡辺",
    "渡邊",
    "渡部",
    "山本",
    "中村",
    "小林",
    "加藤",
    "吉田",
    "山田",
    "佐々木",
    "山口",
    "松本",
    "井上",
    "木村",
    "斎藤",
    "斉藤",
    "齋藤",
    "清水",
    "山崎",
    "阿部",
    "池田",
    "橋本",
    "山下",
    "石川",
    "中島",
    "前田",
    "藤田",
    "後藤",
    "小川",
    "岡田",
    "村上",
    "長谷川",
    "近藤",
    "石井",
    "遠藤",
    "青木",
    "坂本",
    "福田",
    "太田",
    "西村",
    "藤井",
    "岡本",
    "藤原",
    "金子",
    "三浦",
    "中野",
    "中川",
    "原田",
    "松田",
    "竹内",
    "小野",
    "田村",
    "中山",
    "和田",
    "石田",
    "森田",
    "上田",
    "原",
    "内田",
    "柴田",
    "酒井",
    "宮崎",
    "横山",
    "高木",
    "安藤",
    "宮本",
    "大野",
    "小島",
    "工藤",
    "谷口",
    "今井",
    "高田",
    "増田",
    "丸山",
    "杉山",
    "村田",
    "大塚",
    "新井",
    "小山",
    "平野",
    "藤本",
    "河野",
    "上野",
    "野口",
    "武田",
    "松井",
    "千葉",
    "菅原",
    "岩崎",
    "久保",
    "木下",
    "佐野",
    "野村",
    "松尾",
    "菊地",
    "菊池",
    "市川",
    "水野",
    "桜井",
    "島田",
    "渡会",
    "大西",
    "古川",
];

/// Family names of Korea in Hangul, the most frequent.
const KOREAN: &str = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용";

/// What places, papers and offices end with.
const PLACES: [char; 32] = [
    '市', '区', '區', '県', '縣', '县', '町', '村', '都', '道', '府', '省', '州', '镇', '鎮', '路',
    '街', '井', '报', '報', '社', '网', '網', '台', '部', '院', '局', '会', '會', '河', '湖', '시',
];

/// Whether the text is such a name: in Chinese three signs, in Japanese a family name and one to three
/// signs, in Korean three syllables.
pub(crate) fn is_name(text: &str) -> bool {
    let (n_chars, first) = (text.chars().count(), text.chars().next());
    let Some(first) = first else { return false };
    if text.ends_with(PLACES) {
        return false;
    }
    let are_all = |from: char, to: char| text.chars().all(|c| (from..=to).contains(&c));
    let is_japanese = |c: char| is_han(c) || ('\u{3041}'..='\u{309F}').contains(&c) || c == '々';
    let japanese = JAPANESE.iter().find_map(|family| text.strip_prefix(family));
    let given = japanese.map(|given| given.trim_start_matches([' ', '\u{3000}']));
    if given.is_some_and(|given| {
        (1..=3).contains(&given.chars().count()) && given.chars().all(is_japanese)
    }) {
        return n_chars >= 3;
    }
    n_chars == 3
        && (text.chars().all(is_han) && CHINESE.contains(first)
            || are_all('\u{AC00}', '\u{D7A3}') && KOREAN.contains(first))
}

/// The names behind a word for reporters, without a blank or with: `記者王小明、李慧／台北報導`,
/// `记者 王小明 通讯员 李大伟`, `【記者王小明報導】`.
pub(crate) fn reporters(text: &str) -> Option<Vec<String>> {
    const ROLES: [&str; 6] = ["记者", "記者", "通讯员", "通訊員", "实习生", "實習生"];
    /// What may stand before the first of them.
    const BEFORE: [&str; 9] = [
        "", "本报", "本報", "特约", "特約", "见习", "見習", "实习", "實習",
    ];
    const SIGNS: [char; 16] = [
        '、', '，', ',', ' ', '\u{3000}', '／', '/', '╱', '│', '|', '：', ':', ')', '）', '】', ']',
    ];
    let may_begin =
        |c: char| is_han(c) || matches!(c, '【' | '［' | '[' | '(' | '（' | '〔' | '/' | '／');
    if !text.starts_with(may_begin) {
        return None;
    }
    let text = text.trim_start_matches(['【', '［', '[', '(', '（', '〔', '/', '／']);
    let role = |text: &'_ str| {
        ROLES
            .iter()
            .find_map(|role| text.strip_prefix(role).map(str::len))
    };
    let mut rest = BEFORE.iter().find_map(|before| {
        let rest = text.strip_prefix(before)?;
        role(rest).map(|left| &rest[rest.len() - left..])
    })?;
    let mut names = Vec::new();
    loop {
        rest = rest.trim_start_matches(SIGNS);
        if let Some(left) = role(rest) {
            rest = &rest[rest.len() - left..];
            continue;
        }
        let (part, behind) = rest.split_at(rest.find(SIGNS).unwrap_or(rest.len()));
        let part = ["报道", "報道", "報導", "摄", "攝"]
            .iter()
            .find_map(|said| part.strip_suffix(said))
            .unwrap_or(part);
        // `记者周三，…`
        let is_sentence = part.chars().count() == 2 && behind.starts_with(['，', ',']);
        if !is_reporter(part) || is_sentence {
            break;
        }
        names.push(part.to_owned());
        rest = behind;
    }
    (!names.is_empty()).then_some(names)
}

/// Whether it is the name of somebody who is said to be a reporter: there two signs are enough.
fn is_reporter(text: &str) -> bool {
    let is_chinese = text.chars().all(is_han) && text.starts_with(|c| CHINESE.contains(c));
    let is_day = CUES.is(&fold(text), Sense::Weekday);
    is_chinese && !is_day && (2..=3).contains(&text.chars().count()) && !text.ends_with(PLACES)
        || is_name(text)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reporters_are_named_behind_a_word_for_them() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(reporters(text).unwrap_or_default(), expected, "{text}");
        };
        check("記者陳小明、林大文╱基隆12日電", &["陳小明", "林大文"]);
        check("记者 王小明 通讯员 李大伟", &["王小明", "李大伟"]);
        check("【記者王小明／台北報導】", &["王小明"]);
        check("本报记者 李明 王慧", &["李明", "王慧"]);
        check("记者王小明报道", &["王小明"]);
        check("记者从市政府获悉", &[]);
        check("记者站在桥上", &[]);
        check("记者周三，在桥上看到", &[]);
        check("记者 周三 在桥上看到", &[]);
        check("王小明", &[]);
    }

    #[test]
    fn names_are_told_by_the_family() {
        for name in ["陈晓燕", "田中健一", "佐藤 花子", "山田さくら", "김민수"] {
            assert!(is_name(name), "{name}");
        }
        for other in [
            "新闻",
            "财经报道",
            "河畔日报",
            "経済",
            "ニュース",
            "정치",
            "서울시",
            "中村区",
            "王府井",
            "陈",
            "",
            "Anna",
        ] {
            assert!(!is_name(other), "{other}");
        }
    }
}
