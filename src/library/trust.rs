//! Whom to trust on the web: the authorities that come with the program (Mozilla's), or those in the
//! file that the user names, and words for what is wrong with a server's certificate (RFC 5280).

use std::{env, fs};

use rustls::{CertificateError, Error};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};

use crate::library::Fault;
use crate::text::one_line;

/// Names a file of certificates (PEM) that are trusted in place of those that come with the program,
/// as it does for OpenSSL.
const FILE: &str = "SSL_CERT_FILE";

/// How servers are to prove who they are.
///
/// # Errors
/// Where the file cannot be read or holds no certificate.
pub(crate) fn tls() -> Result<TlsConfig, Fault> {
    let Some(path) = env::var_os(FILE).filter(|path| !path.is_empty()) else {
        return Ok(TlsConfig::default());
    };
    let name = one_line(&path.to_string_lossy());
    let pem = fs::read(&path);
    let pem = pem.map_err(|error| Fault::Trust(format!("{name}: {error}")))?;
    let certificates = parse_pem(&pem).filter_map(|item| match item {
        Ok(PemItem::Certificate(certificate)) => Some(certificate),
        _ => None,
    });
    let certificates: Vec<_> = certificates.collect();
    if certificates.is_empty() {
        return Err(Fault::Trust(format!(
            "{name}: no certificates in this file"
        )));
    }
    let roots = RootCerts::new_with_certs(&certificates);
    Ok(TlsConfig::builder().root_certs(roots).build())
}

/// What is wrong where no secure connection came about.
pub(crate) fn fault(error: &Error) -> Fault {
    let why = match error {
        Error::InvalidCertificate(why) => why,
        Error::InvalidMessage(_) => {
            return Fault::Broken("the server does not speak https there".into());
        }
        error => return Fault::Broken(error.to_string()),
    };
    use CertificateError as Why;
    Fault::Untrusted(match why {
        Why::UnknownIssuer => format!(
            "its certificate is signed by nobody who is trusted; {FILE} can name a file of those whom you trust"
        ),
        Why::Expired | Why::ExpiredContext { .. } => "its certificate has expired".into(),
        Why::NotValidYet | Why::NotValidYetContext { .. } => {
            "its certificate is not valid yet; is the clock of this machine right?".into()
        }
        Why::NotValidForName | Why::NotValidForNameContext { .. } => {
            "its certificate is that of another host".into()
        }
        Why::Revoked => "its certificate was revoked".into(),
        why => format!(
            "its certificate is not valid ({})",
            one_line(&why.to_string())
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said_in_words() {
        let check = |error: Error, expected: &str| {
            let said = fault(&error).to_string();
            assert!(said.contains(expected) && !said.contains('\n'), "{said}");
        };
        check(CertificateError::UnknownIssuer.into(), "SSL_CERT_FILE");
        check(CertificateError::Expired.into(), "has expired");
        check(CertificateError::NotValidYet.into(), "the clock");
        check(CertificateError::NotValidForName.into(), "another host");
        check(CertificateError::BadSignature.into(), "is not valid (");
        let plain = rustls::InvalidMessage::InvalidContentType;
        check(plain.into(), "does not speak https");
    }
}
