//! The tables of `assets/keyboards/` against the files of xkb-data that they are made from, and
//! every key of `assets/keys.toml` on each of those keyboards.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::PathBuf;

use akhbar::app::{Message, State};
use akhbar::ui::{Keyboard, Keymap};
use flate2::read::GzDecoder;

/// Layouts and the symbols that they are.
const LAYOUTS: &[(&str, &str)] = &[
    ("ar", "ara(basic)"),
    ("fa", "ir(pes)"),
    ("ur", "pk(urd-crulp)"),
    ("ur-phonetic", "pk(urd-phonetic)"),
    ("he", "il(basic)"),
    ("ur-nla", "pk(urd-nla)"),
    ("ar-mac", "ara(mac)"),
    ("ckb", "ir(ku_ara)"),
    ("sd", "pk(snd)"),
];

/// The rows of a US keyboard: the place of the first key, and what they type.
const ROWS: &[(&str, &str, &str)] = &[
    ("TLDE", "`", "~"),
    ("AE01", "1234567890-=", "!@#$%^&*()_+"),
    ("AD01", "qwertyuiop[]", "QWERTYUIOP{}"),
    ("AC01", "asdfghjkl;'", "ASDFGHJKL:\""),
    ("BKSL", "\\", "|"),
    ("AB01", "zxcvbnm,./", "ZXCVBNM<>?"),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn xkb(name: &str) -> PathBuf {
    root().join("tests/data/xkb").join(name)
}

/// What the keys of a US keyboard type on another, as the copies in `tests/data/xkb` have it.
fn typed(symbols: &str) -> BTreeMap<char, char> {
    let keysyms = fs::read_to_string(xkb("keysyms.txt")).unwrap();
    let keysyms: BTreeMap<&str, &str> = keysyms.lines().filter_map(|l| l.split_once(' ')).collect();
    let places = places(symbols);
    let mut typed = BTreeMap::new();
    for (first, plain, shifted) in ROWS {
        for (idx, keys) in plain.chars().zip(shifted.chars()).enumerate() {
            let place = match first.strip_suffix("01") {
                Some(row) => format!("{row}{:02}", idx + 1),
                None => (*first).to_owned(),
            };
            let symbols = places.get(&place).cloned().unwrap_or_default();
            for (key, symbol) in [keys.0, keys.1].into_iter().zip(symbols) {
                let letter = character(&symbol, &keysyms);
                typed.extend(
                    letter
                        .filter(|letter| *letter != key)
                        .map(|letter| (key, letter)),
                );
            }
        }
    }
    typed
}

/// The symbols of each place, those of included variants of the same file first.
fn places(symbols: &str) -> BTreeMap<String, Vec<String>> {
    let (file, variant) = symbols.trim_end_matches(')').split_once('(').unwrap();
    let mut text = String::new();
    let packed = fs::File::open(xkb(&format!("{file}.gz"))).unwrap();
    GzDecoder::new(packed).read_to_string(&mut text).unwrap();
    let (_, body) = text
        .split_once(&format!("xkb_symbols \"{variant}\""))
        .unwrap();
    let mut places = BTreeMap::new();
    for line in body.lines().take_while(|line| !line.starts_with("};")) {
        let line = line.split("//").next().unwrap().trim();
        if let Some(include) = line.strip_prefix("include") {
            let include = include.trim().trim_matches('"');
            if include.starts_with(&format!("{file}(")) {
                places.extend(self::places(include));
            }
        } else if let Some(key) = line.strip_prefix("key") {
            let Some((place, rest)) = key.split_once('>') else {
                continue;
            };
            let Some((_, levels)) = rest.split_once('[') else {
                continue;
            };
            let levels = levels.split(']').next().unwrap().split(',');
            let place = place.trim().trim_start_matches('<').to_owned();
            places.insert(place, levels.map(|level| level.trim().to_owned()).collect());
        }
    }
    places
}

fn character(symbol: &str, keysyms: &BTreeMap<&str, &str>) -> Option<char> {
    let mut chars = symbol.chars();
    let number = match (chars.next()?, chars.next()) {
        (c, None) => return Some(c),
        _ if symbol == "NoSymbol" || symbol == "VoidSymbol" => return None,
        _ => match (
            symbol.strip_prefix("0x100"),
            symbol.strip_prefix('U'),
            keysyms.get(symbol).copied(),
        ) {
            (_, _, Some(number)) | (Some(number), ..) | (_, Some(number), _) => number,
            _ => panic!("{symbol} is not in keysyms.txt"),
        },
    };
    let number = u32::from_str_radix(number, 16).unwrap();
    Some(char::from_u32(number).unwrap())
}

#[test]
fn the_tables_are_those_of_xkb() {
    for (name, symbols) in LAYOUTS {
        let path = root().join(format!("assets/keyboards/{name}.txt"));
        let table = fs::read_to_string(path).unwrap();
        let entries = table.lines().skip(3).map(|line| {
            let (key, letter) = line.split_once(' ').unwrap();
            let number = letter.strip_prefix("U+");
            let letter = match number.map(|number| u32::from_str_radix(number, 16).unwrap()) {
                Some(number) => char::from_u32(number).unwrap(),
                None => letter.parse().unwrap(),
            };
            (key.parse().unwrap(), letter)
        });
        let entries: BTreeMap<char, char> = entries.collect();
        assert_eq!(
            entries,
            typed(symbols),
            "{name}: assets/keyboards/make.py makes it again"
        );
        assert!(entries.len() > 39, "{name}");
    }
    let n_tables = fs::read_dir(root().join("assets/keyboards"))
        .unwrap()
        .filter(|entry| {
            let path = entry.as_ref().unwrap().path();
            path.extension().is_some_and(|extension| extension == "txt")
        });
    assert_eq!(n_tables.count(), LAYOUTS.len());
}

/// What keys come to, pressed one after the other; twice where that is asked for.
fn pressed(keymap: &mut Keymap, keys: &[String]) -> String {
    let mut come_to = String::new();
    for key in keys {
        let mut message = keymap.message(&State::default(), key, None);
        if matches!(&message, Some(Message::Notice(notice)) if notice.starts_with("Leave?")) {
            message = keymap.message(&State::default(), key, None);
        }
        come_to += &message.map_or_else(String::new, |message| format!("{message:?} "));
    }
    come_to
}

#[test]
fn every_key_is_there_on_every_keyboard() {
    let bundled = Keymap::bundled();
    let bindings = bundled.groups.iter().flat_map(|group| &group.keys);
    let presses: Vec<&String> = bindings.flat_map(|binding| &binding.press).collect();
    for (name, symbols) in LAYOUTS {
        let typed = typed(symbols);
        let mut keymap = Keymap::bundled().on(Keyboard::named(name).unwrap());
        let here = |key: &str| match key.parse::<char>().ok().and_then(|key| typed.get(&key)) {
            Some(letter) => letter.to_string(),
            None => key.to_owned(),
        };
        // As on a keyboard that has just been used; h comes to the same everywhere.
        pressed(&mut keymap, &[here("h")]);
        // Sindhi has the same letter on g and j with Shift and without; End and Ctrl-n are there.
        // Under CRULP Urdu the key of the asterisk types a digit with Shift too; g w is there.
        let is_here = |press: &&&String| match *name {
            "sd" => !["G", "J"].contains(&press.as_str()),
            "ur" => press.as_str() != "*",
            _ => true,
        };
        for press in presses.iter().filter(is_here) {
            let us_keys: Vec<String> = press.split(' ').map(str::to_owned).collect();
            let keys: Vec<String> = us_keys.iter().map(|key| here(key)).collect();
            let expected = pressed(&mut bundled.clone(), &us_keys);
            assert_eq!(
                pressed(&mut keymap, &keys),
                expected,
                "{name}: {press} {keys:?}"
            );
            pressed(&mut keymap, &[here("h")]);
        }
    }
}

#[test]
fn the_table_of_the_readme_is_that_of_the_keys() {
    let keymap = Keymap::bundled();
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, section) = readme.split_once("## Keys").unwrap();
    let rows = section.lines().take_while(|line| !line.starts_with("## "));
    let first_columns = rows.filter_map(|row| row.strip_prefix("| ")?.split(" | ").next());
    let (mut code, mut words) = (Vec::new(), Vec::new());
    for column in first_columns {
        for (idx, part) in column.split('`').enumerate() {
            match idx % 2 {
                1 => code.push(part),
                _ => words.extend(part.split([',', ' '])),
            }
        }
    }
    let bindings: Vec<_> = keymap.groups.iter().flat_map(|group| &group.keys).collect();
    for key in &code {
        let is_bound = bindings
            .iter()
            .any(|binding| binding.press.iter().any(|press| press == key));
        assert!(is_bound, "the README names `{key}`, which is no key");
    }
    for binding in bindings {
        let is_named = binding.press.iter().any(|press| {
            [&code, &words]
                .iter()
                .any(|named| named.contains(&press.as_str()))
        });
        assert!(is_named, "the README does not name {:?}", binding.press);
    }
}
