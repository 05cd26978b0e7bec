//! What holds for any string once it is set: nothing lost, nothing too wide, the order of UAX 9.

use akhbar::text::{
    Controls, Direction, Fit, Marks, Options, Order, Paragraph, clean, one_line, sanitize,
};
use proptest::prelude::*;

use crate::unicode::setting_holds as holds;
use crate::unicode::strings::{config, text};

proptest! {
    #![proptest_config(config(3000))]

    #[test]
    fn lines_hold_the_whole_paragraph_and_fit(
        text in text(40),
        width in 0usize..30,
        options in options(),
    ) {
        let paragraph = Paragraph::new(&text, &options);
        let lines = paragraph.lines(width);
        holds::lines_hold(&text, 0..text.len(), &paragraph, &lines, width);
    }

    #[test]
    fn even_lines_hold_the_same_and_leave_no_more_space(
        text in text(40),
        width in 0usize..30,
        options in options(),
    ) {
        holds::even_lines_hold(&text, &Paragraph::new(&text, &options), width);
    }

    #[test]
    fn justified_lines_show_the_same(text in text(40), width in 0usize..40, even: bool) {
        let fit = if even { Fit::Even } else { Fit::Greedy };
        let paragraph = Paragraph::new(&text, &Options::default());
        holds::justified_lines_hold(&text, &paragraph, width, fit);
    }

    #[test]
    fn every_visible_character_has_a_cell(text in text(40), width in 0usize..30) {
        let paragraph = Paragraph::new(&text, &Options::default());
        holds::everything_is_shown(&text, &paragraph, width);
    }

    #[test]
    fn the_width_changes_neither_letters_nor_their_forms(text in text(40), width in 0usize..30) {
        let paragraph = Paragraph::new(&text, &Options::default());
        holds::the_width_changes_nothing(&text, &paragraph, width);
    }

    #[test]
    fn the_order_is_that_of_another_implementation(
        text in text(40),
        width in 2usize..30,
        options in options(),
    ) {
        holds::the_order_is_that_of_another(&text, &options, width);
    }

    #[test]
    fn lines_with_an_ellipsis_fit(
        text in text(40),
        width in 0usize..20,
        n_lines in 1usize..4,
        options in options(),
    ) {
        holds::first_lines_hold(&text, &Paragraph::new(&text, &options), width, n_lines);
    }

    #[test]
    fn a_stretch_is_set_as_in_the_whole(
        before in text(10),
        text in text(20),
        after in text(10),
        width in 0usize..30,
        options in options(),
    ) {
        let stretch = before.len()..before.len() + text.len();
        let whole = [before, text, after].concat();
        holds::a_stretch_is_set_as_in_the_whole(&whole, stretch, &options, width);
    }

    #[test]
    fn a_line_end_at_the_end_changes_nothing(
        text in text(40),
        width in 0usize..30,
        options in options(),
    ) {
        holds::a_line_end_changes_nothing(&text, &options, width);
    }

    #[test]
    fn the_way_back_to_the_source_never_turns(text in text(40), controls in controls()) {
        let safe = sanitize(&text, controls);
        let offsets: Vec<usize> = (0..=safe.text.len()).map(|at| safe.source(at)).collect();
        prop_assert!(offsets.is_sorted());
        prop_assert_eq!(safe.source(safe.text.len()), text.len());
        for (at, _) in safe.text.char_indices() {
            prop_assert!(text.is_char_boundary(offsets[at]));
        }
    }

    #[test]
    fn what_leaves_the_program_acts_on_nothing(text in text(40)) {
        for safe in [clean(&text).into_owned(), one_line(&text)] {
            let acts = |c: char| c.is_control() || ('\u{202A}'..='\u{202E}').contains(&c);
            prop_assert_eq!(safe.chars().find(|&c| acts(c)), None);
            prop_assert_eq!(clean(&safe), safe.as_str());
        }
        prop_assert_eq!(one_line(&text).find(['\u{2028}', '\u{2029}']), None);
    }
}

#[test]
fn every_character_alone_and_after_a_letter_is_set() {
    let mut order = Order::default();
    for c in '\0'..=char::MAX {
        for text in [c.to_string(), format!("ب{c}"), format!("a{c}b")] {
            let paragraph = Paragraph::new(&text, &Options::default());
            for line in &paragraph.lines(10) {
                holds::cells_hold(&text, &paragraph, line, &mut order);
            }
        }
    }
}

#[test]
fn long_paragraphs_are_cut_into_stretches() {
    for piece in ["سلام. ", "لا", "x\u{301}", "👩‍🔬", "\u{1B}[31m", "日"] {
        holds::stretches_hold(&piece.repeat(200_000 / piece.len()));
    }
}

#[test]
fn lines_may_be_as_wide_as_they_like() {
    let text = "one two\nthree four";
    let paragraph = Paragraph::new(text, &Options::default());
    holds::even_lines_hold(text, &paragraph, usize::MAX);
}

fn controls() -> impl Strategy<Value = Controls> {
    prop_oneof![Just(Controls::Obey), Just(Controls::Ignore)]
}

fn options() -> impl Strategy<Value = Options> {
    let direction = prop_oneof![
        Just(None),
        Just(Some(Direction::Ltr)),
        Just(Some(Direction::Rtl))
    ];
    let marks = prop_oneof![Just(Marks::Keep), Just(Marks::Strip)];
    (direction, marks, controls()).prop_map(|(direction, marks, controls)| Options {
        direction,
        marks,
        controls,
    })
}
