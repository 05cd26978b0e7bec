//! Why a page of the web cannot be fetched, in words for the person who named it.

use std::net::IpAddr;

use crate::library::web::{LIMIT_MB, MOST_REDIRECTS};

/// What is said of a page whose fetching was stopped.
pub const STOPPED: &str = "stopped; Enter fetches it again";

/// What can be wrong with an address, or with what is behind it.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// It is no address.
    #[error("no address of the web: {0}")]
    NoAddress(String),
    /// It is one, but not of the web.
    #[error("{0}: is not of the web; only http and https are fetched")]
    Scheme(String),
    /// It has a name or a password in it.
    #[error("addresses with a name or a password in them are not fetched")]
    Password,
    /// It leads into a private network and was not named outright.
    #[error(
        "{host} is {ip}, an address of a private network, which is only fetched from when it is named itself"
    )]
    Private {
        /// The host.
        host: String,
        /// What it is.
        ip: IpAddr,
    },
    /// Nothing is to be fetched, and no copy was kept.
    #[error("not fetched, as --offline says, and there is no copy of it")]
    Offline,
    /// The program was built without the means to fetch.
    #[error("this akhbar was built without the web; save the page and name its file")]
    NoWeb,
    /// The user does not want it any more.
    #[error("{STOPPED}")]
    Stopped,
    /// The server sends from one address to another and back.
    #[error("redirected in a circle by {0}")]
    Circle(String),
    /// The server sends on and on.
    #[error("redirected more than {MOST_REDIRECTS} times")]
    Redirects,
    /// The server does not have it, or does not give it out.
    #[error("the server says {status}{}", meaning(*status))]
    Status {
        /// Its code (RFC 9110).
        status: u16,
    },
    /// What it sends is no text.
    #[error("{0}, not a page of text; download it with something else")]
    NoText(String),
    /// It sends more than is taken.
    #[error("larger than {LIMIT_MB} MB")]
    TooLarge,
    /// It does not answer, or not to the end, in the time that it is given.
    #[error("no answer in time ({0})")]
    Late(String),
    /// It cannot show that it is who it is said to be.
    #[error("the server cannot be trusted: {0}")]
    Untrusted(String),
    /// Whom to trust cannot be read.
    #[error("SSL_CERT_FILE: {0}")]
    Trust(String),
    /// There is no such host, no way to it, or no secure one.
    #[error("cannot be fetched: {0}")]
    Broken(String),
}

fn meaning(status: u16) -> &'static str {
    match status {
        401 => " (sign in first)",
        402 => " (to be paid for)",
        403 => " (not for you)",
        404 => " (there is no such page)",
        410 => " (the page is gone)",
        429 => " (too often; try later)",
        451 => " (withheld by law)",
        500.. => " (trouble of its own; try later)",
        _ => "",
    }
}
