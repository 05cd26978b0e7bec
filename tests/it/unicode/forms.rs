//! The table of presentation forms is made again from `UnicodeData.txt` and compared; with
//! `UPDATE_FORMS` in the environment it is written.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

const DATA: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/data/unicode/ArabicPresentationForms.txt"
);
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/text/forms.rs");
const START: &str = "pub(crate) const FORMS: &[Row] = &[\n";
const END: &str = "];\n";

#[test]
fn the_table_of_forms_is_what_the_data_says() {
    let made = table(&fs::read_to_string(DATA).unwrap());
    let file = fs::read_to_string(TABLE).unwrap();
    let (head, rest) = file.split_once(START).unwrap();
    let (rows, tail) = rest.split_once(END).unwrap();
    if std::env::var_os("UPDATE_FORMS").is_some() {
        fs::write(TABLE, format!("{head}{START}{made}{END}{tail}")).unwrap();
        return;
    }
    assert_eq!(rows, made, "run it with UPDATE_FORMS=1");
}

/// The rows of the table, one a letter.
fn table(data: &str) -> String {
    let mut forms: BTreeMap<u32, [u32; 4]> = BTreeMap::new();
    for line in data.lines() {
        let fields: Vec<&str> = line.split(';').collect();
        let form = u32::from_str_radix(fields[0], 16).unwrap();
        let (tag, letters) = fields[5].split_once(' ').unwrap_or_default();
        let idx = match tag {
            "<isolated>" => 0,
            "<final>" => 1,
            "<initial>" => 2,
            "<medial>" => 3,
            _ => continue,
        };
        // Ligatures and marks on a blank or a tatweel decompose into several characters.
        let Ok(letter) = u32::from_str_radix(letters, 16) else {
            continue;
        };
        if letter != 0x621 {
            let row = forms.entry(letter).or_default();
            assert_eq!(row[idx], 0, "two forms in one place for U+{letter:04X}");
            row[idx] = form;
        }
    }
    let mut out = String::new();
    for (letter, row) in forms {
        let form = |form: u32| match form {
            0 => "'\\0'".to_owned(),
            form => format!("'\\u{{{form:04X}}}'"),
        };
        let forms = row.map(form).join(", ");
        writeln!(out, "    ('\\u{{{letter:04X}}}', [{forms}]),").unwrap();
    }
    out
}
