//! Links: where in a text they stand, and where they lead. A target is an address of `http`,
//! `https` or `mailto` (WHATWG URL Standard) and nothing else, as it is sent: ASCII that can be
//! seen, so that it may stand in a control sequence, in a file and on a command line.

mod bare;
mod carry;
#[cfg(test)]
#[path = "tests.rs"]
mod pages;
mod spelled;

use std::ops::Range;
use std::sync::Arc;

use url::Url;

pub(crate) use bare::bare;
pub(crate) use carry::carry;
pub use spelled::spelled;

/// A longer target is none, in bytes: it is not for people.
pub(crate) const LONGEST: usize = 4096;

/// The bytes of a text in which addresses are looked for: a book of 100 MB is to open at once.
pub(crate) const LOOKED_AT: usize = 8 << 20;

/// The most links of a document.
pub(crate) const MOST: usize = 20_000;

/// A link of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    start: u32,
    end: u32,
    target: Arc<str>,
}

impl Link {
    /// A link of some bytes of a text.
    pub(crate) fn new(range: Range<usize>, target: Arc<str>) -> Self {
        let offset = |at: usize| u32::try_from(at).expect("pages are far below 4 GB");
        Self {
            start: offset(range.start),
            end: offset(range.end),
            target,
        }
    }

    /// The same so many bytes behind.
    pub(crate) fn moved(&self, n_bytes: usize) -> Self {
        let range = self.range();
        Self::new(
            range.start + n_bytes..range.end + n_bytes,
            Arc::clone(&self.target),
        )
    }

    /// The bytes of the document's text that it is. They lie within one block.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Where it leads: an address of `http`, `https` or `mailto` in visible ASCII, of up to 4096
    /// bytes.
    pub fn target(&self) -> &Arc<str> {
        &self.target
    }
}

/// What the links of a page are relative to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Base {
    page: Option<Url>,
    url: Option<Url>,
}

impl Base {
    /// The base of a page at an address, which may itself state another one (`<base href>`).
    pub(crate) fn new(address: Option<&str>, stated: Option<&str>) -> Self {
        let parse = |address: &str| Url::parse(address.trim()).ok();
        let page = address.and_then(parse).filter(is_on_the_web);
        let stated = stated.and_then(|stated| match &page {
            Some(page) => page.join(stated.trim()).ok(),
            None => parse(stated),
        });
        let url = stated.filter(is_on_the_web).or_else(|| page.clone());
        Self { page, url }
    }

    /// The address that a link leads to, whatever its kind; none where that depends on the address of the
    /// page and nobody knows that.
    pub(crate) fn join(&self, link: &str) -> Option<String> {
        self.url(link).map(String::from)
    }

    /// The target of a link; none where it has none, or one in the page itself.
    pub(crate) fn target(&self, link: &str) -> Option<Arc<str>> {
        let link = link.trim();
        if link.len() > LONGEST || link.starts_with('#') {
            return None;
        }
        let url = self.url(link)?;
        let is_inside = url.fragment().is_some() && self.page.as_ref().is_some_and(is_same(&url));
        match is_inside {
            true => None,
            false => sent(&url),
        }
    }

    fn url(&self, link: &str) -> Option<Url> {
        match &self.url {
            Some(base) => base.join(link.trim()).ok(),
            None => Url::parse(link.trim()).ok(),
        }
    }
}

fn is_on_the_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

/// Whether two addresses are of the same page.
fn is_same(url: &Url) -> impl Fn(&Url) -> bool {
    let page = |url: &Url| url.as_str().split('#').next().unwrap_or_default().len();
    move |other| url.as_str()[..page(url)] == other.as_str()[..page(other)]
}

/// The target that a whole address is, if that may be opened: one of `http`, `https` or `mailto`.
pub fn target(address: &str) -> Option<Arc<str>> {
    Base::default().target(address)
}

/// The address as it is sent, if it may be opened. One with a name or a password in it is there to be
/// taken for another.
fn sent(url: &Url) -> Option<Arc<str>> {
    let is_known = match url.scheme() {
        "mailto" => !url.path().is_empty() || url.query().is_some(),
        _ => is_on_the_web(url) && url.username().is_empty() && url.password().is_none(),
    };
    // Blanks may stand in what is no path.
    let text = url.as_str().replace(' ', "%20");
    let is_visible = text.len() <= LONGEST && text.bytes().all(|b| b.is_ascii_graphic());
    (is_known && is_visible).then(|| text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_to_page_and_base() {
        let check = |base: Option<&str>, link: &str, expected: Option<&str>| {
            let base = Base::new(Some("https://example.org/news/1.html?a=b"), base);
            assert_eq!(base.target(link).as_deref(), expected, "{base:?} {link:?}");
        };
        check(None, "2.html", Some("https://example.org/news/2.html"));
        check(None, "/خبر", Some("https://example.org/%D8%AE%D8%A8%D8%B1"));
        check(None, "//a.org", Some("https://a.org/"));
        check(None, " HTTP://A.org/ b ", Some("http://a.org/%20b"));
        check(Some("/old/"), "2", Some("https://example.org/old/2"));
        check(Some("http://a.org/b/c"), "2", Some("http://a.org/b/2"));
        check(
            Some("javascript:x"),
            "2",
            Some("https://example.org/news/2"),
        );
        check(None, "http://مثال.com", Some("http://xn--mgbh0fb.com/"));
        check(None, "mailto:a@b.org", Some("mailto:a@b.org"));
        check(
            None,
            "MAILTO:a@b.org?subject=قال b",
            Some("mailto:a@b.org?subject=%D9%82%D8%A7%D9%84%20b"),
        );
        check(None, "mailto:", None);
        check(None, "#top", None);
        check(None, "1.html?a=b#top", None);
        check(
            None,
            "1.html#top",
            Some("https://example.org/news/1.html#top"),
        );
        for none in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "ftp://example.org/",
            "tel:+1",
            "x:y",
            "https://",
            "https://bank.org@evil.org/",
            "https://a:b@evil.org/",
        ] {
            check(None, none, None);
        }
        check(None, &format!("/{}", "a".repeat(LONGEST)), None);
        let controls = Base::default()
            .target("https://a.org/\u{1b}]8;;\u{7}\u{9b}")
            .unwrap();
        assert!(controls.bytes().all(|b| b.is_ascii_graphic()), "{controls}");
    }

    #[test]
    fn without_an_address_only_whole_ones_are_targets() {
        let base = Base::new(None, None);
        assert_eq!(base.target("2.html"), None);
        assert_eq!(
            base.target("https://a.org").as_deref(),
            Some("https://a.org/")
        );
        let base = Base::new(None, Some("http://a.org/b/"));
        assert_eq!(base.target("2").as_deref(), Some("http://a.org/b/2"));
    }
}
