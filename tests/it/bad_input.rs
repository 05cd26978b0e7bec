//! Sources that are no page, or one that means harm: each command says so in one line, or reads
//! what there is, and nothing of it acts on the terminal.

use std::ffi::{OsStr, OsString};
use std::fs::{self, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use encoding_rs::WINDOWS_1256;
use rustix::fs::{CWD, FileType, Mode, mknodat};
use serde_json::Value;
use tempfile::TempDir;

use crate::pty::Session;
use crate::run::{AKHBAR, Ran, akhbar, akhbar_on, assert_plain, run};

/// Address space for the program, in kilobytes: far more than a page needs, far less than a
/// device without an end would take.
const MEMORY_KB: u32 = 1_500_000;

fn file(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(OsStr::from_bytes(name.as_bytes()));
    fs::write(&path, bytes).unwrap();
    path
}

/// Runs the program in bounded memory.
fn bounded(args: &[&OsStr]) -> Ran {
    let script = format!("ulimit -v {MEMORY_KB}; exec \"$0\" \"$@\"");
    let mut command = Command::new("/bin/sh");
    command.args(["-c", &script, AKHBAR]).args(args);
    run(command, b"")
}

/// Every command refuses `path` in one line that has `why` in it.
fn check_refused(path: &Path, why: &str) {
    let path = path.as_os_str();
    let [show, find, typeset, word] = ["show", "find", "typeset", "word"].map(OsStr::new);
    for args in [&[show, path][..], &[find, word, path], &[path]] {
        let ran = bounded(args);
        // The reader itself has no terminal here; it must see the source first, or refuse that.
        let refusal = ran.refusal();
        let no_terminal = args.len() == 1 && refusal.contains("not a terminal");
        assert!(refusal.contains(why) || no_terminal, "{args:?}: {refusal}");
    }
    let ran = bounded(&[typeset, path]);
    if ran.status != 0 {
        assert!(ran.refusal().contains(why), "{ran:?}");
    }
    assert_plain(&String::from_utf8(ran.bytes).unwrap());
}

#[test]
fn what_is_not_there_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    check_refused(&folder.path().join("nowhere"), "no such file or folder");
    let link = folder.path().join("link");
    symlink("nowhere", &link).unwrap();
    check_refused(&link, "no such file or folder");
    let circle = folder.path().join("circle");
    symlink("circle", &circle).unwrap();
    check_refused(&circle, "symbolic links");
    check_refused(Path::new(""), "no such file or folder");
}

#[test]
fn what_may_not_be_read_is_denied() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "secret", b"A headline\n\nA body.");
    fs::set_permissions(&path, Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        eprintln!("skipped: this user may read everything");
    } else {
        check_refused(&path, "permission denied");
    }
}

#[test]
fn an_error_while_reading_is_said() {
    // A file that opens for everyone and fails to be read.
    let path = Path::new("/proc/self/mem");
    if path.exists() {
        check_refused(path, "error");
    }
}

#[test]
fn special_files_are_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    check_refused(&pipe, "a pipe, not a file");
    let socket = folder.path().join("socket");
    let _listener = UnixListener::bind(&socket).unwrap();
    check_refused(&socket, "a socket, not a file");
    check_refused(Path::new("/dev/null"), "a device, not a file");
    check_refused(Path::new("/dev/zero"), "a device, not a file");
    // All of them in a folder: each in trouble, none keeps the search from its end.
    file(&folder, "page", b"A headline\n\nA body with a word in it.");
    let ran = akhbar(["find".as_ref(), "word".as_ref(), folder.path().as_os_str()]);
    assert_eq!((ran.status, ran.trouble.lines().count()), (2, 2), "{ran:?}");
    assert!(
        String::from_utf8(ran.bytes)
            .unwrap()
            .contains("a word in it")
    );
}

#[test]
fn an_input_without_an_end_is_cut_off() {
    for command in ["show", "typeset"] {
        let script = format!("ulimit -v {MEMORY_KB}; exec \"$0\" {command} - < /dev/zero");
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", &script, AKHBAR]);
        assert_eq!(run(shell, b"").refusal(), "-: larger than 256 MB");
    }
}

#[test]
fn a_folder_is_no_page() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    assert!(akhbar(["show", path]).refusal().contains("a folder"));
    assert!(akhbar(["typeset", path]).refusal().contains("a folder"));
    for args in [["--linear", path].as_slice(), &["find", "word", path]] {
        let expected = format!("{path}: no files in this folder");
        assert_eq!(akhbar(args).refusal(), expected);
    }
}

#[test]
fn what_is_no_text_is_refused_with_its_kind() {
    let folder = tempfile::tempdir().unwrap();
    let check = |name: &str, bytes: &[u8], why: &str| {
        check_refused(&file(&folder, name, bytes), why);
    };
    check("empty", b"", "the file is empty");
    check("blank", b" \n\t\r\n  ", "there is no text in the file");
    check("nul", &[0; 4096], "there is no text in the file");
    check(
        "picture",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0",
        "a PNG image",
    );
    let controls: Vec<u8> = (0..4000).map(|n: u32| (n * n % 31) as u8 + 1).collect();
    check("controls", &controls, "not a text file");
    let program = std::env::current_exe().unwrap();
    let mut start = fs::read(program).unwrap();
    start.truncate(100_000);
    check("program", &start, "a program (ELF)");
    // From standard input as well.
    let ran = akhbar_on(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ["show", "-"]);
    assert_eq!(ran.refusal(), "-: not a text file but a PNG image");
}

#[test]
fn what_is_no_page_is_passed_over_in_a_folder_but_not_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let odd = file(
        &folder,
        "odd\nname  of a picture",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    );
    file(&folder, "page", b"A headline\n\nA body with a word in it.");
    let ran = akhbar(["find".as_ref(), "word".as_ref(), folder.path().as_os_str()]);
    assert_eq!((ran.status, ran.trouble.as_str()), (0, ""));
    let ran = akhbar(["find".as_ref(), "word".as_ref(), odd.as_os_str()]);
    assert!(ran.refusal().contains("a PNG image"), "{ran:?}");
}

#[test]
fn a_name_that_is_no_unicode_is_a_name() {
    let folder = tempfile::tempdir().unwrap();
    let name = OsStr::from_bytes(b"caf\xE9");
    let path = folder.path().join(name);
    fs::write(&path, "A headline\n\nA body with a word in it.").unwrap();
    let ran = akhbar(["show".as_ref(), path.as_os_str()]);
    assert!(ran.text().starts_with("A headline"));
    let ran = akhbar(["typeset".as_ref(), path.as_os_str()]);
    assert!(ran.text().starts_with("A headline"));
    let ran = akhbar(["find".as_ref(), "word".as_ref(), path.as_os_str()]);
    assert!(ran.text().contains("a word in it"));
}

const ARABIC: &str = "عنوان الخبر\n\nقال الوزير إن السفينة وصلت إلى الميناء في الصباح الباكر.\n";

fn utf_16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes_of).collect()
}

#[test]
fn encodings_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let marked = format!("\u{FEFF}{ARABIC}");
    let pages = [
        utf_16(ARABIC, u16::to_le_bytes),
        utf_16(ARABIC, u16::to_be_bytes),
        utf_16(&marked, u16::to_le_bytes),
        utf_16(&marked, u16::to_be_bytes),
        marked.into_bytes(),
        WINDOWS_1256.encode(ARABIC).0.into_owned(),
        ARABIC.replace('\n', "\r\n").into_bytes(),
    ];
    for (idx, page) in pages.iter().enumerate() {
        let path = file(&folder, &idx.to_string(), page);
        let path = path.to_str().unwrap();
        let record: Value = serde_json::from_str(akhbar(["show", "--json", path]).text()).unwrap();
        assert_eq!(record["title"], "عنوان الخبر", "{idx}");
        assert_eq!(record["direction"], "rtl", "{idx}");
        let found = akhbar(["find", "--json", "السفينه", "--loose", path]).objects();
        assert_eq!(found.len(), 1, "{idx}");
        assert_eq!(found[0]["text"], "السفينة", "{idx}");
    }
}

#[test]
fn bytes_that_are_no_text_do_not_spoil_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let mut page = ARABIC.repeat(20).into_bytes();
    page.truncate(page.len() - 40);
    page.extend_from_slice(b"\xFF\xC3 word \xED\xA0\x80 \xF8");
    let path = file(&folder, "broken", &page);
    for form in ["--text", "--json", "--markdown", "--html"] {
        let ran = akhbar(["show".as_ref(), form.as_ref(), path.as_os_str()]);
        assert!(ran.text().contains("الوزير"), "{form}");
        assert_plain(ran.text());
    }
    let ran = akhbar(["typeset".as_ref(), path.as_os_str()]);
    assert_plain(ran.text());
}

/// Sequences that would act on a terminal, were they sent.
const HARM: &str = "\x1b]52;c;aGFybQ==\x07\x1b[2J\x1b[13;37H\x1b]0;owned\x1b\\\x1bP+q544e\x1b\\\
    \u{9b}31m\u{9d}52;c;x\u{9c}\u{202E}\u{202B}\u{90}\0\x08\x7f\x0e";

fn harmful_page() -> String {
    format!(
        "A {HARM}headline of sorts\n\nBy {HARM}Some Body\n\nA body {HARM}with a word in it, \
         and enough of them to be one.\rA line over it.\n\n* {HARM}An item\n\nTags: {HARM}one, two\n\n\
         عنوان {HARM} عربي فيه كلمات\n"
    )
}

/// A file whose name acts as well.
fn harmful(folder: &TempDir) -> PathBuf {
    let name = "a\nname\x1b]52;c;x\x07\x1b[2J\u{202E}\u{9b}31m of it";
    file(folder, name, harmful_page().as_bytes())
}

#[test]
fn nothing_of_a_page_acts_on_the_terminal_it_is_printed_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = harmful(&folder);
    let path = path.as_os_str();
    for form in ["--text", "--json", "--markdown", "--html", "--width=20"] {
        let ran = akhbar(["show".as_ref(), form.as_ref(), path]);
        assert!(
            ran.text().contains("headline") && ran.text().contains("body"),
            "{form}"
        );
        assert_plain(ran.text());
        assert_is_harmless(ran.text());
    }
    for args in [
        &["find", "word"][..],
        &["find", "--json", "word"],
        &["typeset", "--json"],
    ] {
        let args = args.iter().map(OsString::from);
        let ran = akhbar(args.chain([path.to_owned()]));
        assert!(ran.text().contains("word") || ran.text().contains("\"w\""));
        assert_is_harmless(ran.text());
        assert!(!ran.text().contains('\u{1b}'));
    }
    // Refusals name the file, too.
    fs::write(Path::new(path), "").unwrap();
    let ran = akhbar(["show".as_ref(), path]);
    assert!(ran.refusal().ends_with("the file is empty"));
    assert_is_harmless(&ran.trouble);
}

/// Fails where a planted sequence acts, or one that begins with ESC was printed as text.
fn assert_is_harmless(text: &str) {
    let text = without_question(text);
    for planted in [
        "\x1b]", "\x1bP", "aGFybQ", "13;37H", "owned", "544e", "\u{9b}", "\u{9d}", "\u{202E}",
        "\x07",
    ] {
        assert!(!text.contains(planted), "{planted:?} in {text:?}");
    }
}

#[test]
fn what_text_is_set_from_acts_on_no_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = harmful(&folder);
    let set = akhbar(["typeset".as_ref(), path.as_os_str()]);
    assert!(set.text().contains("headline"));
    assert_plain(set.text());
    // Set for a terminal: nothing but looks and the line ends.
    for command in ["show", "typeset"] {
        let args = [command, path.to_str().unwrap()];
        let mut session = Session::start(Path::new(AKHBAR), &args, &[], (60, 40));
        assert_eq!(session.wait_for_exit(), 0);
        assert!(session.screen().contains("headline"));
        assert_is_harmless(&session.bytes());
        assert_only_sends(&session.bytes(), "m");
    }
}

#[test]
fn nothing_of_a_page_acts_on_the_reader() {
    let folder = tempfile::tempdir().unwrap();
    harmful(&folder);
    file(&folder, "b\x1b[2J\u{202E}\n", b"");
    let args = [folder.path().to_str().unwrap()];
    let mut session = Session::start(Path::new(AKHBAR), &args, &[], (160, 50));
    session.wait_for_text("of sorts");
    session.wait_for_text("the file is empty");
    // What was left out, the details, a search and its prompt, the trouble in the status line.
    session.send("x/\x1b[200~bo\x1b[2Jdy\x1b[201~");
    session.wait_for_text("/ body");
    session.send("\r");
    session.wait_for_text("N previous");
    session.send("hhj\r");
    session.wait_for_text("2/2");
    session.send("q");
    assert_eq!(session.wait_for_exit(), 0);
    assert_is_harmless(&session.bytes());
    assert_only_sends(&session.bytes(), "hlmHJK");
    // The screen is erased when it is opened, by the program itself, and never again.
    assert_eq!(session.bytes().matches("\x1b[2J").count(), 1);
}

#[test]
fn the_reader_lists_what_it_cannot_read_and_waits_for_none_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    let socket = folder.path().join("socket");
    let _listener = UnixListener::bind(&socket).unwrap();
    let empty = file(&folder, "empty", b"");
    let page = file(&folder, "page", b"A headline\n\nA body with a word in it.");
    let named = [&pipe, &socket, &empty, &page].map(|path| path.to_str().unwrap());
    let args = [&named[..], &["/dev/zero", "/dev/null", "/nowhere"]].concat();
    let mut session = Session::start(Path::new(AKHBAR), &args, &[], (160, 40));
    for why in [
        "a pipe, not a file",
        "a socket, not a file",
        "the file is empty",
        "A headline",
        "a device, not a file",
        "/nowhere: no such file or folder",
    ] {
        session.wait_for_text(why);
    }
    session.send("jjj\r");
    session.wait_for_text("A body with a word");
    session.send("q");
    assert_eq!(session.wait_for_exit(), 0);
    assert_eq!(session.modes(), [""; 0]);
}

/// Without the questions that are asked once: what terminal this is, and its background.
fn without_question(bytes: &str) -> String {
    let bytes = bytes.replacen("\x1b[8$p\x1b[>q\x1b[>c\x1b[?u", "", 1);
    let graphics = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\";
    let bytes = bytes.replacen(graphics, "", 1);
    let bytes = bytes.replacen("\x1b]11;?\x1b\\", "", 1);
    let bytes = bytes.replacen("\x1b[c\r\x1b[K", "", 1);
    bytes.replacen("\x1b[c", "", 1)
}

/// Fails where there is a control but line ends and CSI sequences with these final letters.
fn assert_only_sends(bytes: &str, finals: &str) {
    let bytes = without_question(bytes);
    let mut rest = bytes.as_str();
    while let Some(at) = rest.find(|c: char| c.is_control() && c != '\r' && c != '\n') {
        let sequence = rest[at..]
            .strip_prefix("\x1b[")
            .unwrap_or_else(|| panic!("{:?} is no CSI sequence", &rest[at..]));
        let end = sequence
            .find(|c: char| !c.is_ascii_digit() && !";? ".contains(c))
            .expect("a final letter");
        assert!(
            finals.contains(&sequence[end..=end]),
            "{:?}",
            &sequence[..=end]
        );
        rest = &sequence[end + 1..];
    }
}

#[test]
fn a_folder_of_folders_with_a_circle_comes_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    fs::write(
        inner.join("page"),
        "A headline\n\nA body with a word in it.",
    )
    .unwrap();
    fs::write(inner.join(".hidden"), "A headline\n\nA hidden word.").unwrap();
    symlink(folder.path(), inner.join("circle")).unwrap();
    let ran = akhbar(["find".as_ref(), "word".as_ref(), folder.path().as_os_str()]);
    assert_eq!(ran.text().lines().count(), 1, "{ran:?}");
}
