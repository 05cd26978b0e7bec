//! Input that is no page of news, or hardly: each gives an article or a plain refusal, soon.

use std::time::{Duration, Instant};

use akhbar::article::read;
use proptest::prelude::*;

use crate::pages::holds;

#[test]
fn what_is_no_text_is_refused() {
    let check = |bytes: &[u8], expected: &str| {
        assert_eq!(read(bytes).unwrap_err().to_string(), expected, "{bytes:?}");
    };
    check(b"", "the file is empty");
    check(b" \n\t\n", "there is no text in the file");
    check(b"\xEF\xBB\xBF", "there is no text in the file");
    check(
        "\u{200f}\n\u{200b}".as_bytes(),
        "there is no text in the file",
    );
    check(&[0; 512], "there is no text in the file");
    check(
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "not a text file but a PNG image",
    );
    check(
        b"PK\x03\x04\x14\0\x08",
        "not a text file but a ZIP archive or an office document",
    );
    check(
        b"\x7fELF\x02\x01\x01\0",
        "not a text file but a program (ELF)",
    );
    check(b"\x01\x02\x03\x04\x05\x06\x07\x08", "not a text file");
}

#[test]
fn text_of_any_kind_is_kept_whole() {
    let check = |bytes: &[u8], title: Option<&str>, paragraphs: &[&str]| {
        let article = read(bytes).unwrap();
        assert_eq!(article.title.as_deref(), title);
        let found: Vec<_> = article.document.paragraphs().collect();
        assert_eq!(found, paragraphs);
    };
    check(b"one line", None, &["one line"]);
    check(b"Buy milk\nCall Sam\n", None, &["Buy milk", "Call Sam"]);
    check(b"nul\0s go\0", None, &["nuls go"]);
    check(
        b"\x1b[1mbold\x1b[0m \x1b]0;title\x07text",
        None,
        &["bold text"],
    );
    check(b"broken \xFF byte", None, &["broken \u{ff} byte"]);
    check(
        b"A ship\n\nRoses are red\nViolets are blue\n\nSugar is sweet\n",
        Some("A ship"),
        &["Roses are red", "Violets are blue", "Sugar is sweet"],
    );
    check(
        b"# tool\n\nA tool for\nall.\n\n## Use\n\n- one\n- two\n",
        Some("tool"),
        &["A tool for all.", "Use", "one", "two"],
    );
    let text = "The ship sailed from the harbour in the morning, and nobody has seen it since then, \
                although the weather was fine and the sea was calm all day.";
    check(
        format!("A ship is lost\n{text}\n{text}").as_bytes(),
        Some("A ship is lost"),
        &[text, text],
    );
    let arabic = "قال الوزير إن السفينة وصلت إلى الميناء في الصباح";
    check(&encoding_rs::WINDOWS_1256.encode(arabic).0, None, &[arabic]);
    let hebrew = "השר אמר כי הספינה הגיעה אל הנמל בשעות הבוקר המוקדמות";
    check(&encoding_rs::WINDOWS_1255.encode(hebrew).0, None, &[hebrew]);
    for big in [false, true] {
        let bytes: Vec<u8> = arabic
            .encode_utf16()
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect();
        check(&bytes, None, &[arabic]);
        let mark: &[u8] = if big { b"\xFE\xFF" } else { b"\xFF\xFE" };
        check(&[mark, &bytes].concat(), None, &[arabic]);
    }
}

#[test]
fn large_files_take_no_more_than_their_share_of_time() {
    let check = |text: String| {
        let begun = Instant::now();
        let article = read(text.as_bytes()).unwrap();
        assert!(!article.document.blocks().is_empty());
        // Generous: a busy machine and a build that is not optimised.
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "{:?}",
            begun.elapsed()
        );
    };
    check("The ship sailed on and on. ".repeat(5_000_000 / 27));
    check("سفينة ".repeat(5_000_000 / 11));
    check("x\n".repeat(200_000));
    check("a ".repeat(2_500_000));
    check("By Ann Lee - 3 May 2021\n".repeat(50_000));
    check(format!(
        "Home\n{}Comments\n{}",
        "A ship sailed from its harbour today.\n".repeat(40_000),
        "1\n".repeat(40_000)
    ));
    check("((((\u{1b}[".repeat(200_000) + "text");
    check(format!("<p>{}</p>", "&x;".repeat(1_000_000)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        holds::what_is_read_is_safe(&bytes);
    }

    #[test]
    fn any_text_is_read_and_safe(lines in proptest::collection::vec(line(), 0..30)) {
        let text = lines.join("\n");
        holds::what_is_read_is_safe(text.as_bytes());
    }

    #[test]
    fn no_line_is_lost(lines in proptest::collection::vec("[a-zء-ي]{1,9}( [A-Zء-ي]{1,9}){0,20}[.:)]?", 1..30)) {
        holds::no_line_is_lost(lines.join("\n").as_bytes(), "made up");
    }
}

/// Lines like those of pages, and others.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "\\PC{0,80}",
        Just("By Ann Lee, Editor 3 May 2021 10:30 pm in Politics".to_owned()),
        Just("Comments".to_owned()),
        Just("Tags: a, b".to_owned()),
        Just("  • item".to_owned()),
        Just("X File photo X (AP)".to_owned()),
        Just("© 2024 Ships".to_owned()),
        Just(
            "The ship sailed from the harbour in the morning and nobody has seen it since then."
                .to_owned()
        ),
        Just(String::new()),
    ]
}
