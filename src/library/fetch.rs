//! One page, fetched over HTTP (RFC 9110): redirects are followed one by one, each address and all
//! that its name resolves to is looked at before anything is sent there, and what comes is bounded
//! in bytes, packed and unpacked, and in time.

use std::io::{self, Read};
use std::net::IpAddr;
use std::time::Instant;

use ureq::config::Config;
use ureq::http::{HeaderMap, Uri, header};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

use crate::library::address::Address;
use crate::library::fault::Fault;
use crate::library::public::is_public;
use crate::library::trust;
use crate::library::web::{Capture, LIMIT_MB, MOST_REDIRECTS, Patience, Progress};
use crate::picture::MOST_BYTES;

/// Bytes that are read at once.
const PIECE: usize = 64 * 1024;

/// What is fetched.
pub(crate) struct Wanted<'a> {
    /// What it is asked for as.
    accept: &'static str,
    /// Whether something of a kind may be it.
    may_be: fn(&str) -> bool,
    /// The most bytes of it, unpacked.
    limit: u64,
    /// The address that the user named.
    named: Option<&'a Address>,
}

impl<'a> Wanted<'a> {
    /// A page that the user named.
    pub(crate) fn page(named: &'a Address) -> Self {
        Self {
            accept: "text/html,application/xhtml+xml,text/*;q=0.9,*/*;q=0.5",
            may_be: may_be_text,
            limit: LIMIT_MB << 20,
            named: Some(named),
        }
    }

    /// A picture on a page.
    pub(crate) fn picture(named: Option<&'a Address>) -> Self {
        Self {
            accept: "image/webp,image/png,image/jpeg,image/gif;q=0.8",
            may_be: |kind| !may_be_text(kind),
            limit: MOST_BYTES as u64,
            named,
        }
    }
}

/// Who asks.
const AGENT: &str = concat!("akhbar/", env!("CARGO_PKG_VERSION"), " (a news reader)");

/// Fetches something, until `due` at most. What was passed through on the way to it goes to
/// `redirects`; `go_on` is told how it goes and says whether to go on.
pub(crate) fn fetch(
    address: &Address,
    wanted: &Wanted<'_>,
    patience: &Patience,
    due: Instant,
    redirects: &mut Vec<Address>,
    go_on: &mut dyn FnMut(&Progress) -> bool,
) -> Result<Capture, Fault> {
    let host = wanted.named.map_or("", Address::host);
    // Who writes a number, or `localhost`, means just that machine.
    let is_outright = number(host).is_some() || host == "localhost";
    let outright = is_outright.then(|| host.to_owned());
    let mut at = address.clone();
    loop {
        let progress = Progress {
            address: at.to_string(),
            ..Progress::default()
        };
        if !go_on(&progress) {
            return Err(Fault::Stopped);
        }
        let answer = ask(&at, wanted.accept, outright.as_deref(), patience, due)?;
        let status = answer.status().as_u16();
        let to = text(answer.headers(), header::LOCATION).filter(|_| (300..400).contains(&status));
        let Some(to) = to else {
            return match status {
                200..300 => take(answer, wanted, progress, go_on),
                _ => Err(Fault::Status { status }),
            };
        };
        let next = at.join(&to)?;
        redirects.push(std::mem::replace(&mut at, next));
        if redirects.contains(&at) {
            return Err(Fault::Circle(at.to_string()));
        }
        if redirects.len() > MOST_REDIRECTS {
            return Err(Fault::Redirects);
        }
    }
}

type Answer = ureq::http::Response<ureq::Body>;

fn ask(
    at: &Address,
    accept: &str,
    outright: Option<&str>,
    patience: &Patience,
    due: Instant,
) -> Result<Answer, Fault> {
    let guard = Guard {
        outright: outright.map(str::to_owned),
        resolver: DefaultResolver::default(),
    };
    let left = due.saturating_duration_since(Instant::now());
    let config = Config::builder()
        .tls_config(trust::tls()?)
        .user_agent(AGENT)
        .accept(accept)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .timeout_resolve(Some(patience.connect))
        .timeout_connect(Some(patience.connect))
        .timeout_per_read(Some(patience.read))
        .timeout_global(Some(left))
        .build();
    // A proxy resolves names itself; what is a number is known before.
    guard.check_number(at)?;
    let agent = Agent::with_parts(config, DefaultConnector::default(), guard);
    agent.get(at.as_str()).call().map_err(fault)
}

/// Takes in the page that an answer brings.
fn take(
    answer: Answer,
    wanted: &Wanted<'_>,
    mut progress: Progress,
    go_on: &mut dyn FnMut(&Progress) -> bool,
) -> Result<Capture, Fault> {
    let headers = answer.headers();
    let kind = text(headers, header::CONTENT_TYPE);
    if let Some(kind) = kind.as_deref().filter(|kind| !(wanted.may_be)(kind)) {
        return Err(Fault::NoText(kind.to_owned()));
    }
    // What the client could unpack, it has taken the header of away.
    if let Some(packing) = text(headers, header::CONTENT_ENCODING).filter(|it| it != "identity") {
        return Err(Fault::Broken(format!("packed by {packing}")));
    }
    let length = text(headers, header::CONTENT_LENGTH).and_then(|length| length.parse().ok());
    if length.is_some_and(|length: u64| length > wanted.limit) {
        return Err(Fault::TooLarge);
    }
    let mut body = Vec::new();
    let mut input = answer.into_body().into_reader();
    let mut piece = vec![0; PIECE];
    loop {
        match input.read(&mut piece) {
            Ok(0) => break,
            Ok(n_read) => body.extend_from_slice(&piece[..n_read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(fault(Error::from(error))),
        }
        if body.len() as u64 > wanted.limit {
            return Err(Fault::TooLarge);
        }
        progress.n_bytes = body.len();
        if !go_on(&progress) {
            return Err(Fault::Stopped);
        }
    }
    Ok(Capture {
        address: progress.address,
        kind,
        body,
    })
}

/// Whether something of that kind may be a page: what says that it is something else, is.
fn may_be_text(kind: &str) -> bool {
    const OTHERS: &[&str] = &[
        "image/",
        "audio/",
        "video/",
        "font/",
        "model/",
        "application/pdf",
        "application/zip",
        "application/epub",
        "application/msword",
        "application/vnd.",
        "application/wasm",
        "application/x-",
        "application/java",
        "text/css",
        "text/javascript",
    ];
    let kind = kind.trim().to_ascii_lowercase();
    !OTHERS.iter().any(|other| kind.starts_with(other))
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    let value = headers.get(name)?;
    // Addresses are sent as they are by some servers.
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

fn fault(error: Error) -> Fault {
    match error {
        Error::Other(error) => match error.downcast::<Fault>() {
            Ok(fault) => *fault,
            Err(error) => Fault::Broken(error.to_string()),
        },
        Error::Timeout(what) => Fault::Late(what.to_string()),
        Error::HostNotFound => Fault::Broken("there is no such host".into()),
        Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            Fault::Broken("the server hung up in the middle".into())
        }
        Error::Rustls(error) => trust::fault(&error),
        Error::Io(error) => match error.get_ref().and_then(|inner| inner.downcast_ref()) {
            Some(error) => trust::fault(error),
            None => Fault::Broken(error.to_string()),
        },
        error => Fault::Broken(error.to_string()),
    }
}

/// The number that a host is; that of an IPv6 address stands in brackets.
fn number(host: &str) -> Option<IpAddr> {
    host.trim_matches(['[', ']']).parse().ok()
}

/// Looks at what names resolve to: nothing is sent into a private network but where the user named
/// that address outright. The connection goes to just the addresses that were looked at.
#[derive(Debug)]
struct Guard {
    /// The host that the user named by its number.
    outright: Option<String>,
    resolver: DefaultResolver,
}

impl Guard {
    fn check_number(&self, at: &Address) -> Result<(), Fault> {
        match number(at.host()) {
            Some(ip) if !is_public(ip) && self.outright.as_deref() != Some(at.host()) => {
                Err(Fault::Private {
                    host: at.host().to_owned(),
                    ip,
                })
            }
            _ => Ok(()),
        }
    }
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.resolver.resolve(uri, config, timeout)?;
        let host = uri.host().unwrap_or_default();
        let is_proxy = config.proxy().is_some_and(|proxy| proxy.host() == host);
        if is_proxy || self.outright.as_deref() == Some(host) {
            return Ok(found);
        }
        match found.iter().find(|address| !is_public(address.ip())) {
            Some(private) => Err(Error::Other(Box::new(Fault::Private {
                host: host.to_owned(),
                ip: private.ip(),
            }))),
            None => Ok(found),
        }
    }
}
