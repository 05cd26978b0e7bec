//! Pages of the web, from a server of our own on the loopback device: what is fetched, what is
//! refused, what is kept, and what the reader does meanwhile.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use akhbar::library::{self, Fetched, Held, Patience, Source, Trouble, Web, WebPage};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::pty::Session;
use crate::run::{AKHBAR, Ran, run};

/// The web for tests of other things: nothing is fetched from it.
pub(crate) fn offline() -> Arc<Web> {
    Arc::new(Web::new(None, true))
}

type Answer = Box<dyn Fn(&mut TcpStream) -> std::io::Result<()> + Send + Sync>;

/// A server that ends with the test. It answers each request and hangs up.
struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
    is_over: Arc<AtomicBool>,
}

impl Server {
    fn start(answers: impl Fn(u16) -> Vec<(&'static str, Answer)>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::<Mutex<Vec<String>>>::default();
        let is_over = Arc::<AtomicBool>::default();
        let answers: HashMap<&str, Answer> = answers(port).into_iter().collect();
        let (noted, over, answers) = (asked.clone(), is_over.clone(), Arc::new(answers));
        thread::spawn(move || {
            for stream in listener.incoming() {
                if over.load(Ordering::Relaxed) {
                    return;
                }
                let (noted, answers) = (noted.clone(), answers.clone());
                let stream = stream.unwrap();
                thread::spawn(move || _ = answer(stream, &noted, &answers));
            }
        });
        Self {
            port,
            asked,
            is_over,
        }
    }

    fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn n_asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port)));
    }
}

fn answer(
    mut stream: TcpStream,
    asked: &Mutex<Vec<String>>,
    answers: &HashMap<&str, Answer>,
) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    stream.set_write_timeout(Some(Duration::from_secs(10)))?;
    let mut path = String::new();
    for line in BufReader::new(stream.try_clone()?).lines() {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if let Some(asked_for) = line.strip_prefix("GET ") {
            path = asked_for.split(' ').next().unwrap_or_default().to_owned();
        }
    }
    asked.lock().unwrap().push(path.clone());
    match answers.get(&*path) {
        Some(answer) => answer(&mut stream),
        None => stream.write_all(&head("404 Not Found", "")),
    }
}

fn head(status: &str, lines: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\nConnection: close\r\n{lines}\r\n").into_bytes()
}

/// An answer of a kind with a body.
fn page(kind: &'static str, body: impl Into<Vec<u8>>) -> Answer {
    let body = body.into();
    Box::new(move |stream| {
        let lines = format!("Content-Type: {kind}\r\nContent-Length: {}\r\n", body.len());
        stream.write_all(&head("200 OK", &lines))?;
        stream.write_all(&body)
    })
}

fn redirect(to: impl Into<String>) -> Answer {
    let to = to.into();
    Box::new(move |stream| stream.write_all(&head("302 Found", &format!("Location: {to}\r\n"))))
}

const TITLE: &str = "سفينة تصل إلى الميناء بعد غياب طويل";
const BODY: &str = "وصلت السفينة إلى الميناء صباح اليوم بعد رحلة طويلة عبر البحر، وكان في استقبالها جمع \
                    كبير من أهل المدينة الذين انتظروا عودتها منذ شهور.";

fn html(title: &str, head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=ar dir=rtl><head><title>{title}</title>{head}</head>\
         <body><article><h1>{title}</h1><p>{body}</p><p>{body} {title}</p></article></body></html>"
    )
}

fn source(address: &str, web: Web) -> Arc<WebPage> {
    let sources = library::sources(&[address.into()], &Arc::new(web));
    match sources.into_iter().next() {
        Some(Ok(Source::Web(page))) => page,
        other => panic!("{address}: {other:?}"),
    }
}

fn hasty(folder: Option<&Path>) -> Web {
    let patience = Patience {
        connect: Duration::from_secs(5),
        read: Duration::from_millis(300),
        whole: Duration::from_millis(900),
    };
    Web::new(folder.map(Path::to_owned), false).patient(patience)
}

fn fetch(address: &str) -> Result<Fetched, Trouble> {
    source(address, Web::new(None, false)).fetch(|_| true)
}

/// Why an address cannot be fetched.
fn refusal(address: &str) -> String {
    match fetch(address) {
        Ok(fetched) => panic!("{address}: {fetched:?}"),
        Err(trouble) => {
            let shown = trouble.to_string();
            assert!(!shown.contains('\n'), "{shown}");
            trouble.reason()
        }
    }
}

#[test]
fn a_page_is_fetched_kept_and_read_without_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("pages");
    let text = html(TITLE, "", BODY);
    let bytes = encoding_rs::WINDOWS_1256.encode(&text).0.into_owned();
    let server = Server::start(|_| {
        let body = bytes.clone();
        let kind = "text/html; charset=\"windows-1256\"";
        vec![("/%D8%AE%D8%A8%D8%B1.html", page(kind, body))]
    });
    let address = server.address("/خبر.html");
    let page = source(&address, Web::new(Some(kept.clone()), false));
    assert!(!page.is_at_hand());
    let fetched = page.fetch(|_| true).unwrap();
    assert_eq!(fetched.article.title.as_deref(), Some(TITLE));
    assert_eq!(fetched.article.facts.encoding, "windows-1256");
    assert_eq!(
        fetched.article.facts.address.as_deref(),
        Some(&*server.address("/%D8%AE%D8%A8%D8%B1.html"))
    );
    assert_eq!(fetched.notes, [""; 0]);
    assert!(page.is_at_hand());
    // Once a session, however often it is read.
    let again = library::read(&Source::Web(page)).unwrap();
    assert_eq!(again.document, fetched.article.document);
    assert_eq!(server.n_asked(), 1);
    // The same once more is not kept twice, and what is kept is an archive as others read it.
    source(&address, Web::new(Some(kept.clone()), false))
        .fetch(|_| true)
        .unwrap();
    let copies: Vec<_> = fs::read_dir(&kept)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!((copies.len(), server.n_asked()), (1, 2));
    let from_archive = library::sources(&[copies[0].clone().into()], &offline()).next();
    let from_archive = library::read(&from_archive.unwrap().unwrap()).unwrap();
    assert_eq!(from_archive.document, fetched.article.document);
    drop(server);
    let gone = source(&address, Web::new(Some(kept.clone()), false))
        .fetch(|_| true)
        .unwrap();
    assert_eq!(gone.article.document, fetched.article.document);
    assert!(
        gone.notes[0].contains("this is the copy of 2"),
        "{:?}",
        gone.notes
    );
    let offline = source(&address, Web::new(Some(kept), true))
        .fetch(|_| true)
        .unwrap();
    assert_eq!(offline.article.document, fetched.article.document);
    assert!(
        offline.notes[0].starts_with("offline: "),
        "{:?}",
        offline.notes
    );
}

#[test]
fn redirects_are_followed_shown_and_bounded() {
    let server = Server::start(|port| {
        vec![
            ("/a/1", redirect("../b?x=1")),
            ("/b?x=1", redirect(format!("http://127.0.0.1:{port}/c"))),
            ("/c", page("text/html", html(TITLE, "", BODY))),
            ("/round", redirect("/and")),
            ("/and", redirect("round")),
            ("/out", redirect("ftp://example.org/")),
            ("/password", redirect("http://a:b@example.org/")),
            ("/far/0", redirect("1")),
            ("/far/1", redirect("2")),
            ("/far/2", redirect("3")),
            ("/far/3", redirect("4")),
            ("/far/4", redirect("5")),
            ("/far/5", redirect("6")),
            ("/far/6", redirect("7")),
            ("/far/7", redirect("8")),
            ("/far/8", redirect("9")),
            ("/far/9", redirect("10")),
            ("/far/10", redirect("11")),
            ("/far/11", redirect("/c")),
        ]
    });
    let fetched = fetch(&server.address("/a/1")).unwrap();
    assert_eq!(fetched.article.title.as_deref(), Some(TITLE));
    assert_eq!(
        fetched.notes,
        [format!("redirected to {}", server.address("/c"))]
    );
    assert_eq!(server.n_asked(), 3);
    assert!(refusal(&server.address("/round")).contains("in a circle"));
    assert!(refusal(&server.address("/out")).contains("only http and https"));
    assert!(refusal(&server.address("/password")).contains("password"));
    assert!(refusal(&server.address("/far/0")).contains("more than 10 times"));
    assert_eq!(server.n_asked(), 3 + 2 + 1 + 1 + 11);
}

#[test]
fn private_addresses_are_for_those_who_name_them() {
    let server = Server::start(|port| {
        vec![
            ("/page", page("text/html", html(TITLE, "", BODY))),
            ("/number", redirect(format!("http://127.0.0.1:{port}/page"))),
            (
                "/other-number",
                redirect(format!("http://127.0.0.2:{port}/page")),
            ),
            (
                "/writing",
                redirect(format!("http://2130706434:{port}/page")),
            ),
            ("/name", redirect(format!("http://localhost:{port}/page"))),
            ("/metadata", redirect("http://169.254.169.254/latest/")),
            (
                "/six",
                redirect(format!("http://[::ffff:127.0.0.2]:{port}/page")),
            ),
        ]
    });
    let private = "private network";
    assert!(fetch(&server.address("/page")).is_ok());
    assert!(fetch(&format!("http://localhost:{}/page", server.port)).is_ok());
    assert!(fetch(&server.address("/number")).is_ok());
    // A name that resolves to such an address, and addresses in every writing.
    for path in ["/other-number", "/writing", "/name", "/metadata", "/six"] {
        assert!(refusal(&server.address(path)).contains(private), "{path}");
    }
    let from_name = refusal(&format!("http://localhost:{}/number", server.port));
    assert!(from_name.contains(private), "{from_name}");
    let pages = server.asked.lock().unwrap();
    assert_eq!(pages.iter().filter(|path| *path == "/page").count(), 3);
}

#[test]
fn what_is_no_page_is_refused_in_a_word() {
    let server = Server::start(|_| {
        vec![
            ("/pdf", page("application/pdf", "%PDF-1.7")),
            ("/hidden", page("text/html", "%PDF-1.7\n1 0 obj")),
            ("/blank", page("text/html", " ")),
            ("/film", page("video/mp4", "x")),
            (
                "/zstd",
                Box::new(|stream| {
                    stream.write_all(&head(
                        "200 OK",
                        "Content-Encoding: zstd\r\nContent-Length: 1\r\n",
                    ))?;
                    stream.write_all(b"x")
                }),
            ),
            (
                "/cut",
                Box::new(|stream| {
                    stream.write_all(&head("200 OK", "Content-Length: 1000\r\n"))?;
                    stream.write_all(b"half of it")
                }),
            ),
            ("/noise", Box::new(|stream| stream.write_all(&[0xFF; 500]))),
            (
                "/gone",
                Box::new(|stream| stream.write_all(&head("410 Gone", ""))),
            ),
        ]
    });
    let check = |path: &str, word: &str| {
        let refusal = refusal(&server.address(path));
        assert!(refusal.contains(word), "{path}: {refusal}");
    };
    check("/pdf", "application/pdf, not a page");
    check("/hidden", "a PDF");
    check("/blank", "no text");
    check("/film", "video/mp4");
    check("/zstd", "packed by zstd");
    check("/cut", "hung up in the middle");
    check("/noise", "cannot be fetched");
    check("/gone", "410 (the page is gone)");
    check("/none", "404 (there is no such page)");
    for name in [
        "http://",
        "https://[::1",
        "http://a b/",
        "http://u:p@127.0.0.1/",
    ] {
        let found = library::sources(&[name.into()], &offline()).next().unwrap();
        assert!(
            matches!(found, Err(Trouble::Web { .. })),
            "{name}: {found:?}"
        );
    }
}

#[test]
fn what_is_not_secure_is_refused_in_a_word() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = format!("https://{}/a", listener.local_addr().unwrap());
    // A server that knows no secure connections.
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut hello = [0; 64];
        stream.read_exact(&mut hello).unwrap();
        stream.write_all(&head("400 Bad Request", "")).unwrap();
    });
    assert_eq!(
        refusal(&address),
        "cannot be fetched: the server does not speak https there"
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("authorities.pem");
    let trusting = || {
        let mut command = std::process::Command::new(AKHBAR);
        command.args(["show", &address]).env("SSL_CERT_FILE", &file);
        command.env("NO_PROXY", "*");
        run(command, b"").refusal().to_owned()
    };
    assert!(trusting().contains("SSL_CERT_FILE: "), "{}", trusting());
    std::fs::write(&file, "no certificates").unwrap();
    assert!(trusting().ends_with("no certificates in this file"));
}

#[test]
fn what_never_ends_is_given_up() {
    let server = Server::start(|_| {
        vec![
            (
                "/endless",
                Box::new(|stream| {
                    stream.write_all(&head("200 OK", "Content-Type: text/html\r\n"))?;
                    for _ in 0..1600 {
                        stream.write_all(&[b'a'; 65_536])?;
                    }
                    Ok(())
                }),
            ),
            (
                "/large",
                Box::new(|stream| {
                    stream.write_all(&head("200 OK", "Content-Length: 104857600\r\n"))
                }),
            ),
            (
                "/bomb",
                Box::new(|stream| {
                    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
                    let piece = [b'a'; 65_536];
                    for _ in 0..1600 {
                        packed.write_all(&piece)?;
                    }
                    stream.write_all(&head("200 OK", "Content-Encoding: gzip\r\n"))?;
                    stream.write_all(&packed.finish()?)
                }),
            ),
            (
                "/silent",
                Box::new(|_| {
                    thread::sleep(Duration::from_secs(3));
                    Ok(())
                }),
            ),
            (
                "/drops",
                Box::new(|stream| {
                    stream.write_all(&head("200 OK", "Content-Type: text/html\r\n"))?;
                    for _ in 0..40 {
                        stream.write_all(b"<p>")?;
                        thread::sleep(Duration::from_millis(100));
                    }
                    Ok(())
                }),
            ),
        ]
    });
    for path in ["/endless", "/large", "/bomb"] {
        assert!(
            refusal(&server.address(path)).contains("larger than 10 MB"),
            "{path}"
        );
    }
    for path in ["/silent", "/drops"] {
        let start = Instant::now();
        let page = source(&server.address(path), hasty(None));
        let why = page.fetch(|_| true).unwrap_err().reason();
        assert!(why.contains("in time"), "{path}: {why}");
        assert!(start.elapsed() < Duration::from_millis(2500), "{path}");
    }
    // Whoever does not want it any more does not get it.
    let page = source(&server.address("/endless"), Web::new(None, false));
    let why = page
        .fetch(|progress| progress.n_bytes < 500_000)
        .unwrap_err();
    assert!(why.reason().starts_with("stopped"));
    assert!(!page.is_at_hand());
}

#[test]
fn an_article_on_several_pages_is_put_together() {
    let part = |next: &str, text: &str| {
        let next = format!("<link rel=next href='{next}'>");
        page("text/html", html(TITLE, &next, &format!("{BODY} {text}.")))
    };
    let server = Server::start(|_| {
        vec![
            ("/news/ship", part("ship?page=2", "الأولى")),
            ("/news/ship?page=2", part("/news/ship?page=3", "الثانية")),
            ("/news/ship?page=3", part("/news/ship?page=2", "الثالثة")),
            ("/same", part("/same?page=2", "واحدة")),
            ("/same?page=2", part("/same?page=3", "واحدة")),
            (
                "/news/based",
                part("news/based?page=2'><base href='/", "الأولى"),
            ),
            ("/news/based?page=2", part("/none", "الثانية")),
            ("/blog/ship", part("/blog/another", "الأولى")),
            (
                "/elsewhere",
                part("http://example.invalid/elsewhere?page=2", "الأولى"),
            ),
            ("/torn", part("/torn?page=2", "الأولى")),
        ]
    });
    let count = |fetched: &Fetched, word: &str| {
        let paragraphs = fetched.article.document.paragraphs();
        paragraphs.filter(|text| text.contains(word)).count()
    };
    let fetched = fetch(&server.address("/news/ship")).unwrap();
    for word in ["الأولى", "الثانية", "الثالثة"] {
        assert!(count(&fetched, word) > 0, "{word}");
    }
    assert_eq!((server.n_asked(), fetched.notes.len()), (3, 0));
    // It is the same from its copy.
    let page = source(&server.address("/news/ship"), Web::new(None, false));
    let fetched = page.fetch(|_| true).unwrap();
    let again = library::read(&Source::Web(page)).unwrap();
    assert_eq!(again.document, fetched.article.document);
    assert_eq!(again.removed, fetched.article.removed);
    let fetched = fetch(&server.address("/same")).unwrap();
    let once = count(&fetched, "واحدة");
    assert!(once > 0 && server.n_asked() == 3 + 3 + 2);
    assert_eq!(
        fetched.article.document.paragraphs().count(),
        once + count(&fetched, TITLE) / 2
    );
    // Links are relative to what the page says that they are.
    let n_asked = server.n_asked();
    let based = fetch(&server.address("/news/based")).unwrap();
    assert_eq!((server.n_asked(), based.notes.len()), (n_asked + 2, 0));
    for path in ["/blog/ship", "/elsewhere"] {
        let n_asked = server.n_asked();
        fetch(&server.address(path)).unwrap();
        assert_eq!(server.n_asked(), n_asked + 1, "{path}");
    }
    let torn = fetch(&server.address("/torn")).unwrap();
    assert!(
        torn.notes[0].starts_with("page 2 is missing: "),
        "{:?}",
        torn.notes
    );
}

fn akhbar_in(state: &Path, args: &[&str]) -> Ran {
    let mut command = Command::new("/usr/bin/env");
    // What runs programs for tests gives each a state of its own.
    command.arg(format!("XDG_STATE_HOME={}", state.display()));
    command.arg(AKHBAR).args(args);
    for name in [
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
    ] {
        command.env_remove(name);
    }
    run(command, b"")
}

#[test]
fn show_takes_an_address_and_offline_takes_none() {
    let server = Server::start(|_| {
        vec![
            ("/", redirect("/ship")),
            (
                "/ship",
                page("text/html; charset=utf-8", html(TITLE, "", BODY)),
            ),
        ]
    });
    let state = tempfile::tempdir().unwrap();
    let address = server.address("/");
    let ran = akhbar_in(state.path(), &["show", "--offline", &address]);
    assert_eq!(ran.status, 2);
    assert!(ran.trouble.contains("--offline"), "{}", ran.trouble);
    assert_eq!(server.n_asked(), 0);
    let ran = akhbar_in(state.path(), &["show", "--json", &address]);
    assert_eq!(ran.status, 0, "{}", ran.trouble);
    let record: serde_json::Value = serde_json::from_slice(&ran.bytes).unwrap();
    assert_eq!(
        (record["title"].as_str(), record["source"].as_str()),
        (Some(TITLE), Some(&*address))
    );
    assert_eq!(
        ran.trouble,
        format!(
            "akhbar: {address}: redirected to {}\n",
            server.address("/ship")
        )
    );
    let ran = akhbar_in(state.path(), &["find", "--offline", "الميناء", &address]);
    assert_eq!(ran.status, 0, "{}", ran.trouble);
    assert_eq!(server.n_asked(), 2);
}

#[test]
fn a_feed_on_the_web_is_the_articles_in_it() {
    let feed = format!(
        "<?xml version='1.0'?><rss><channel><title>المرفأ</title>\
         <item><title>{TITLE}</title><link>/1</link><description>{BODY}</description></item>\
         <item><title>A market opens</title><description>{BODY} Fish was sold.</description></item></channel></rss>"
    );
    let server = Server::start(|_| vec![("/feed", page("application/rss+xml", feed.clone()))]);
    let state = tempfile::tempdir().unwrap();
    let address = server.address("/feed");
    let ran = akhbar_in(state.path(), &["find", "--json", "استقبالها", &address]);
    assert_eq!(ran.status, 0, "{}", ran.trouble);
    let found = String::from_utf8(ran.bytes).unwrap();
    let found: Vec<serde_json::Value> = found
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let names: Vec<&str> = found
        .iter()
        .map(|found| found["source"].as_str().unwrap())
        .collect();
    assert_eq!(names, [format!("{address}:1"), format!("{address}:2")]);
    assert_eq!(server.n_asked(), 1);
    // Without a network, too.
    let ran = akhbar_in(state.path(), &["show", "--offline", &address]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.trouble.contains("many pages in one file; open it"),
        "{}",
        ran.trouble
    );
    // Without a screen, too: no line is typed.
    let ran = akhbar_in(state.path(), &["--linear", "--offline", &address]);
    assert_eq!(ran.status, 0, "{}", ran.trouble);
    let said = String::from_utf8(ran.bytes).unwrap();
    let named = ["akhbar: 2 articles.", TITLE, "2. A market opens"];
    assert!(named.iter().all(|line| said.contains(line)), "{said}");
    let args = [&*address];
    let mut session = Session::start(Path::new(AKHBAR), &args, &[("NO_PROXY", "*")], (110, 24));
    session.wait_for_text("A market opens");
    session.send("j\r");
    session.wait_for_text("Fish was sold");
    session.send("q");
    assert_eq!(session.wait_for_exit(), 0);
    assert_eq!(server.n_asked(), 2);
}

#[test]
fn the_reader_opens_at_once_and_the_article_comes_in_behind() {
    let late: Arc<AtomicBool> = Arc::default();
    let let_go = late.clone();
    let server = Server::start(move |_| {
        let late = late.clone();
        vec![
            (
                "/late",
                Box::new(move |stream: &mut TcpStream| {
                    let start = Instant::now();
                    while !late.load(Ordering::Relaxed) && start.elapsed() < Duration::from_secs(20)
                    {
                        thread::sleep(Duration::from_millis(5));
                    }
                    page(
                        "text/html; charset=utf-8",
                        html(
                            "A ship comes in",
                            "",
                            "It was long at sea, and many people had come to see it.",
                        ),
                    )(stream)
                }) as Answer,
            ),
            (
                "/never",
                Box::new(|_| {
                    thread::sleep(Duration::from_secs(20));
                    Ok(())
                }),
            ),
        ]
    });
    let (late, never) = (server.address("/late"), server.address("/never"));
    let args = [&*late, &*never];
    let mut session = Session::start(Path::new(AKHBAR), &args, &[("NO_PROXY", "*")], (110, 24));
    session.wait_for_text("fetching (Esc stops): http://127.0.0.1");
    // Keys are taken meanwhile.
    session.send("?");
    session.wait_for_text("next article; one row on");
    session.send("?j");
    session.wait_for_text("127.0.0.1:");
    session.wait_for_text("/never");
    session.send("\u{1B}");
    session.wait_for_text("stopped; Enter fetches it again");
    session.send("k");
    let_go.store(true, Ordering::Relaxed);
    session.wait_for_text("It was long at sea");
    session.send("q");
    assert_eq!(session.wait_for_exit(), 0);
    assert_eq!(server.n_asked(), 2);
}

#[test]
fn pictures_are_fetched_only_where_that_is_asked_for_and_only_from_where_the_page_is() {
    let text =
        "The ship came home after a long voyage, and the people of the town met it. ".repeat(3);
    let server = Server::start(|_| {
        let body = format!(
            "<figure><img src='/ship.png'></figure><p>{text}</p><figure><img src='away.html'></figure><p>{text}</p>"
        );
        vec![
            ("/news/1", page("text/html", html("Ships", "", &body))),
            ("/ship.png", page("image/png", "pixels")),
            ("/news/away.html", page("text/html", "<p>no picture</p>")),
            ("/large.png", page("image/png", vec![0; 21 << 20])),
        ]
    });
    let web_page = source(&server.address("/news/1"), hasty(None));
    let article = web_page.fetch(|_| true).unwrap().article;
    let source = Source::Web(web_page);
    let sources: Vec<&str> = article.pictures.iter().map(|it| &*it.source).collect();
    assert_eq!(sources, ["/ship.png", "away.html"]);
    let n_before = server.n_asked();
    let get = |source: &Source, link: &str, web: Option<&Arc<Web>>| {
        library::picture(source, &article, link, web).map_err(|why| why.to_string())
    };
    assert_eq!(
        get(&source, "/ship.png", None).unwrap_err(),
        "this picture is on the web"
    );
    assert_eq!(server.n_asked(), n_before, "nothing was asked for");
    let web = Arc::new(hasty(None));
    assert_eq!(get(&source, "/ship.png", Some(&web)).unwrap(), b"pixels");
    assert!(
        get(&source, "away.html", Some(&web))
            .unwrap_err()
            .contains("text/html")
    );
    assert!(
        get(&source, "/large.png", Some(&web))
            .unwrap_err()
            .contains("larger")
    );
    let n_before = server.n_asked();
    assert!(
        get(&source, "/ship.png", Some(&offline()))
            .unwrap_err()
            .contains("offline")
    );
    // A page from elsewhere may not have this machine asked for anything.
    let elsewhere = Source::Input(Held::Memory(Arc::from(&b""[..])));
    let refused = get(&elsewhere, &server.address("/ship.png"), Some(&web)).unwrap_err();
    assert!(refused.contains("private network"), "{refused}");
    let other = self::source("http://example.org/", hasty(None));
    let refused = get(
        &Source::Web(other),
        &server.address("/ship.png"),
        Some(&web),
    )
    .unwrap_err();
    assert!(refused.contains("private network"), "{refused}");
    assert_eq!(server.n_asked(), n_before);
}
