//! Every profile, sent to a model of the terminals that it is for, shows the row that was meant:
//! panes, numbers, brackets, mixed words, wide symbols, marks and every look in its place.

use akhbar::{
    term::{Profile, Screen, encode_row},
    text::{Direction, first_strong},
};
use proptest::{collection::vec, prelude::*, sample::select};
use ratatui::{
    buffer::{Buffer, Cell, CellWidth as _},
    layout::Rect,
    style::{Color, Modifier, Style},
};

use crate::terminal::models::{Model, Order, Shown};

/// Profiles and what the terminals that they are for do; some are for two kinds.
pub(crate) const TERMINALS: [(Profile, Order); 12] = [
    (Profile::Visual, Order::AsSent),
    (Profile::Bdsm, Order::AsSent),
    (Profile::Mlterm, Order::AsSent),
    (Profile::Konsole, Order::Left(false)),
    (Profile::Konsole, Order::ByPart),
    (Profile::Ltr, Order::Left(true)),
    (Profile::Auto, Order::ByLetter),
    (Profile::Word, Order::ByWord),
    (Profile::Fonts, Order::ByFont),
    (Profile::Spans, Order::ByLook),
    (Profile::Spans, Order::AsSent),
    (Profile::Runs, Order::ByLook),
];

#[test]
fn rows_are_seen_as_they_were_meant() {
    let check = |row: &str| {
        let buffer = line(row, row.chars().count() as u16 + 3);
        for (profile, order) in TERMINALS {
            assert_seen(profile, order, &[&buffer]);
        }
    };
    check("news");
    check(" ﻢﻜﻴﻠﻋ ﻡﻼﺴﻟﺍ");
    check("ﻢﻜﻴﻠﻋ ﻡﻼﺴﻟﺍ");
    // "35 قتيلا": a sentence that begins with a number; its number alone, with signs and in brackets.
    check(" ﻼﻴﺘﻗ 35");
    check(" ﻼﻴﺘﻗ 35 │ 12 min");
    check(" ﻼﻴﺘﻗ 1,250 end");
    check(" ﻼﻴﺘﻗ (35)");
    check(" ﻼﻴﺘﻗ 35%");
    check(" ﻼﻴﺘﻗ ۱۹۴۷");
    check(" ﻼﻴﺘﻗ ١٩٤٧");
    check("35 ﻼﻴﺘﻗ 36");
    check(" .2026 ﻲﻓ (%35 ﻮﺤﻧ) ﺮﻌﺴﻟﺍ ﻊﻔﺗﺭﺍ");
    check(" «ﺍﺮﻴﺧﺃ» ﻚﻟﺎﻣﺰﻟﺍ 2-3 ﻲﻠﻫﻷﺍ :ﺮﺒﺧ ﻻ");
    check(" ﺎﻔﺗﺎﻫ 1,250 ﺖﻋﺎﺑ (Apple) ﻥﺇ BBC News ﻝﺎﻗ");
    check(" ﺪﻳﺪﺟ ﺀﺎﻛﺫ-AI ﻡﺎﻈﻧ");
    check(" ﺪﻳﺪﺟ AI-ﺀﺎﻛﺫ ﻡﺎﻈﻧ");
    check(" ﺪﻳﺪﺟ AIـﻟﺍ ﻡﺎﻈﻧ");
    check(" (ﺏ (ﺃ end");
    check("Middle East (12) │ ﻊﻔﺗﺮﺗ ﻂﻔﻨﻟﺍ ﺭﺎﻌﺳﺃ │ 09:41 Reuters");
    check("ﻝﻭﺮﭩﭘ │ ﻊﻔﺗﺮﺗ ﻂﻔﻨﻟﺍ ﺭﺎﻌﺳﺃ │ 26 Nov 2026");
    check("2026 │ ﻂﻔﻨﻟﺍ 35 │ 26 Nov");
    check("ﻝﻭﺮﭩﭘ │ 12 │ 26 Nov 2026");
    check(" םולש 3-2 +5 35% (שלום) abc");
    check(" ۱۹۴۷ - ۲۰۲۶ ؟ 12 ٪");
    check(" ٣٥ ١٢ / ٣");
    check("文 ﻼﻴﺘﻗ 🙂 文ﻼﻴﺘﻗ文");
    check("ﺮَﺒﺧ │ بّ");
    // Letters of Urdu that come from another font.
    check("ﮯﺘﮑﻠﮐ :ﺎﻤﻧ ﮞﺎﮩﺟ ﮯﮨ ﮧﮐ ﺮﮈﯿﻟ (ﮯﮨ) AI-ﮯﮨ");
    // Letters in brackets beside a number, between letters that run the other way from the edge on.
    check(":ﺮﺒﺧ םולש [AI] 2026ـﻟﺍ  │    7 %35 [AI] ﻡﻼﺳ)");
}

#[test]
fn every_look_stays_with_its_letters() {
    let mut row = line("a ﻊﻔﺗﺮﺗ ﻂﻔﻨﻟﺍ ﺭﺎﻌﺳﺃ 12", 26);
    let mark = Style::new().fg(Color::Black).bg(Color::Yellow);
    // A match in the middle of a word, a word in bold, a link over two words.
    row.set_style(Rect::new(4, 0, 2, 1), mark);
    row.set_style(
        Rect::new(8, 0, 5, 1),
        Style::new().add_modifier(Modifier::BOLD),
    );
    row.set_style(
        Rect::new(10, 0, 9, 1),
        Style::new().add_modifier(Modifier::UNDERLINED),
    );
    for (profile, order) in TERMINALS {
        assert_seen(profile, order, &[&row]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_row_is_seen_as_it_was_meant(rows in vec(row(), 1..4)) {
        let rows: Vec<&Buffer> = rows.iter().collect();
        for (profile, order) in TERMINALS {
            assert_seen(profile, order, &rows);
        }
    }

    #[test]
    fn a_printed_row_is_seen_too(row in row()) {
        for (profile, order) in TERMINALS {
            let mut bytes = b"\x1b[1;1H".to_vec();
            encode_row(&row.content, profile, &mut bytes);
            let mut model = Model::new(usize::from(row.area.width), 1);
            model.read(&bytes);
            compare(profile, order, &model, 0, &row);
        }
    }
}

/// Other rows on every run, as many as `AKHBAR_CASES` in the environment says.
fn cases() -> u32 {
    let asked = std::env::var("AKHBAR_CASES").ok();
    asked.map_or(3000, |asked| asked.parse().expect("a number of cases"))
}

/// Sends the rows one after the other to the same line.
fn assert_seen(profile: Profile, order: Order, rows: &[&Buffer]) {
    let mut model = Model::new(usize::from(rows[0].area.width), 1);
    let mut screen = Screen::new(profile);
    for &row in rows {
        let mut bytes = Vec::new();
        screen.show(row.clone(), &mut bytes);
        model.read(&bytes);
        compare(profile, order, &model, 0, row);
        bytes.clear();
        screen.show(row.clone(), &mut bytes);
        assert!(bytes.is_empty());
    }
}

/// Holds a row of a terminal against the row that was meant.
pub(crate) fn compare(profile: Profile, order: Order, model: &Model, row_idx: usize, row: &Buffer) {
    if matches!(order, Order::ByLetter) && is_beyond_letters(row) {
        return;
    }
    let mut x = 0u16;
    let shown = model.shown(row_idx, order);
    let text: String = shown.iter().map(|cell| cell.symbol.as_str()).collect();
    for cell in &shown {
        let wanted = &row[(x, 0)];
        assert!(
            is_same(profile, cell, wanted),
            "{profile:?} at {x}: {cell:?} for {wanted:?}\nwanted {:?}\n  seen {text:?}",
            symbols(row)
        );
        x += cell.columns as u16;
    }
    assert_eq!(x, row.area.width);
}

fn is_same(profile: Profile, cell: &Shown, wanted: &Cell) -> bool {
    let symbol = match cell.symbol.trim_end_matches('\u{200E}') {
        "\u{2800}" => " ",
        symbol => symbol,
    };
    // A digit may be told in another script where there is no other way to keep it in its place.
    let digit = |text: &str| match text.chars().next() {
        Some(c @ '\u{660}'..='\u{669}') => Some(c as u32 - 0x660),
        Some(c @ '\u{6F0}'..='\u{6F9}') => Some(c as u32 - 0x6F0),
        Some(c) => c.to_digit(10),
        None => None,
    };
    let is_same_digit = digit(symbol).is_some() && digit(symbol) == digit(wanted.symbol());
    if symbol != wanted.symbol() && !is_same_digit {
        return false;
    }
    let mut modifiers = [cell.look.modifier, wanted.modifier];
    if symbol == " " {
        modifiers = modifiers.map(|modifier| modifier & Modifier::UNDERLINED);
    }
    if matches!(profile, Profile::Word | Profile::Fonts) {
        // It may be sent in another weight.
        modifiers = modifiers.map(|modifier| modifier - Modifier::BOLD);
    }
    modifiers[0] == modifiers[1]
        && indexed(cell.look.bg) == indexed(wanted.bg)
        && (symbol == " " || indexed(cell.look.fg) == indexed(wanted.fg))
}

/// Whether a row begins with a letter from right to left in its first column and ends with one from
/// left to right: sent from either side it has the wrong first letter, and no blank stands before.
fn is_beyond_letters(row: &Buffer) -> bool {
    let direction = |cell: &Cell| first_strong(cell.symbol());
    let mut letters = row.content.iter().filter_map(direction);
    let before = row
        .content
        .iter()
        .take_while(|cell| direction(cell).is_none());
    let has_blank = before.into_iter().any(|cell| cell.symbol() == " ");
    letters.next() == Some(Direction::Rtl)
        && letters.next_back() == Some(Direction::Ltr)
        && !has_blank
}

/// A colour by its number.
fn indexed(colour: Color) -> Color {
    match colour {
        Color::Black => Color::Indexed(0),
        Color::Red => Color::Indexed(1),
        Color::Yellow => Color::Indexed(3),
        Color::LightBlue => Color::Indexed(12),
        colour => colour,
    }
}

fn symbols(row: &Buffer) -> String {
    row.content.iter().map(Cell::symbol).collect()
}

/// A row of these characters, marks with the letter before them, and blanks up to the width.
fn line(text: &str, width: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
    let mut x = 0;
    for c in text.chars() {
        let symbol = c.to_string();
        match symbol.cell_width() {
            0 if x < width => {
                let cell = &mut buffer[(x - 1, 0)];
                let symbol = cell.symbol().to_owned() + &symbol;
                cell.set_symbol(&symbol);
            }
            0 => {}
            columns => {
                if x + columns <= width {
                    buffer[(x, 0)].set_symbol(&symbol);
                }
                x = (x + columns).min(width);
            }
        }
    }
    buffer
}

const WIDTH: u16 = 44;

/// Words as they are seen.
const WORDS: [&str; 36] = [
    "ﻡﻼﺳ",
    "ﺮﺒﺧ",
    "ﻥﺎﺘﺴﮐﺎﭘ",
    "ﻭ",
    "םולש",
    "news",
    "Reuters",
    "a",
    "35",
    "7",
    "1,250",
    "%35",
    "۱۹۴۷",
    "١٩٤٧",
    "(ﺮﺒﺧ",
    "ﻡﻼﺳ)",
    "(ﺮﺒﺧ)",
    "«ﺮﺒﺧ»",
    "[AI]",
    ":ﺮﺒﺧ",
    "ﺮﺒﺧ،",
    "؟ﺮﺒﺧ",
    "(12)",
    "3-2",
    "ﺀﺎﻛﺫ-AI",
    "AI-ﺀﺎﻛﺫ",
    "文",
    "🙂",
    "26/11/2026",
    "09:41",
    "ﺮَﺒﺧ",
    "•",
    "—",
    "AIـﻟﺍ",
    "2026ـﻟﺍ",
    "…",
];

fn row() -> impl Strategy<Value = Buffer> {
    let look = select(vec![
        Style::new(),
        Style::new(),
        Style::new(),
        Style::new().fg(Color::Red),
        Style::new()
            .fg(Color::LightBlue)
            .add_modifier(Modifier::UNDERLINED),
        Style::new().fg(Color::Indexed(208)),
        Style::new().fg(Color::Rgb(20, 30, 40)).bg(Color::Yellow),
        Style::new().add_modifier(Modifier::BOLD),
    ]);
    let word = (select(&WORDS[..]), look.clone());
    let pane = vec(word, 0..6);
    let mark = (0..WIDTH, 1..6u16, look);
    (vec((pane, 0..6usize), 1..4), any::<bool>(), mark).prop_map(|(panes, at_edge, mark)| {
        let mut text = if at_edge {
            String::new()
        } else {
            " ".to_owned()
        };
        let mut looks = vec![];
        for (pane_idx, (words, n_blanks)) in panes.into_iter().enumerate() {
            text += if pane_idx > 0 { " │ " } else { "" };
            text += &" ".repeat(n_blanks);
            for (word, look) in words {
                let n_before: usize = columns(&text);
                text += word;
                looks.push((n_before, columns(&text), look));
                text += " ";
            }
        }
        let mut row = line(&text, WIDTH);
        for (start, end, look) in looks {
            let (start, end) = (start.min(WIDTH.into()), end.min(WIDTH.into()));
            row.set_style(Rect::new(start as u16, 0, (end - start) as u16, 1), look);
        }
        // A match that was looked for, anywhere.
        let (start, length, look) = mark;
        row.set_style(Rect::new(start, 0, length.min(WIDTH - start), 1), look);
        row
    })
}

fn columns(text: &str) -> usize {
    text.chars()
        .map(|c| usize::from(c.to_string().cell_width()))
        .sum()
}
