//! Addresses on the web (WHATWG URL Standard): which can be fetched, and which is the next page of an
//! article in parts.

use std::borrow::Cow;
use std::fmt;

use url::Url;

use crate::library::fault::Fault;

/// An address of `http` or `https` with a host, without a name or a password in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address(Url);

impl Address {
    /// The address that a name is.
    ///
    /// # Errors
    /// Where it is none, or not one of the web.
    pub(crate) fn parse(name: &str) -> Result<Self, Fault> {
        let url = Url::parse(name).map_err(|error| Fault::NoAddress(error.to_string()))?;
        Self::new(url)
    }

    fn new(mut url: Url) -> Result<Self, Fault> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Fault::Scheme(url.scheme().to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Fault::Password);
        }
        // It is not sent, and names the same page.
        url.set_fragment(None);
        Ok(Self(url))
    }

    /// The address that a link on the page of this one leads to.
    ///
    /// # Errors
    /// As for [`Address::parse`].
    pub(crate) fn join(&self, link: &str) -> Result<Self, Fault> {
        let joined = self.0.join(link.trim());
        Self::new(joined.map_err(|error| Fault::NoAddress(error.to_string()))?)
    }

    /// As it is sent: in ASCII, with `%` and punycode where there are other letters.
    pub(crate) fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The host, as it is sent; an IPv6 address stands in brackets.
    pub(crate) fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// The last part of the path that is not empty, else the host.
    pub(crate) fn last_part(&self) -> &str {
        let parts = self.0.path_segments().into_iter().flatten();
        let mut named = parts.filter(|part| !part.is_empty());
        named.next_back().unwrap_or(self.host())
    }

    /// Whether `next` is a later page of what begins here, by its address: on the same host, and
    /// the same but for the number of a page. Sites mark the next article the same way as the next
    /// page of one.
    pub(crate) fn goes_on_at(&self, next: &Self) -> bool {
        if self.host() != next.host() || self == next || self.query() != next.query() {
            return false;
        }
        let path = without_ending(self.0.path());
        // The first page may have its number.
        let first = ["-1", "_1", ",1", "/1"].iter();
        let path = first.fold(path, |path, end| path.strip_suffix(end).unwrap_or(path));
        let added = without_ending(next.0.path()).strip_prefix(path);
        added.is_some_and(|added| added.is_empty() || !path.is_empty() && is_page(added))
    }

    /// What is asked for, but for the number of a page.
    fn query(&self) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
        let pairs = self.0.query_pairs();
        pairs
            .filter(|(name, value)| !(PAGE.contains(&&**name) && is_number(value)))
            .collect()
    }
}

/// Words that the number of a page stands behind.
const PAGE: &[&str] = &["page", "p", "pg", "paged", "part", "seite", "pagina"];

/// A path without the ending of its file's name.
fn without_ending(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    let start = path.rfind('/').unwrap_or(0);
    path[start..]
        .find('.')
        .map_or(path, |end| &path[..start + end])
}

/// Whether what is added to a path says which page it is: `/2`, `_2`, `/page/2`, `-p2`.
fn is_page(added: &str) -> bool {
    let words = added.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    match words[..] {
        [word] => {
            let number = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            let name = &word[..word.len() - number.len()];
            is_number(number) && (name.is_empty() || PAGE.contains(&name))
        }
        [name, number] => PAGE.contains(&name) && is_number(number),
        _ => false,
    }
}

fn is_number(word: &str) -> bool {
    (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_any() {
        let check = |name: &str, expected: Result<&str, &str>| {
            let address = Address::parse(name);
            let shown = address.as_ref().map(Address::as_str);
            let shown = shown.map_err(ToString::to_string);
            assert_eq!(shown, expected.map_err(str::to_owned), "{name}");
        };
        check("HTTPS://Example.org", Ok("https://example.org/"));
        check(
            "http://مثال.com/خبر#a",
            Ok("http://xn--mgbh0fb.com/%D8%AE%D8%A8%D8%B1"),
        );
        check("http://2130706433/", Ok("http://127.0.0.1/"));
        check("http://a:b@example.org/", Err(&Fault::Password.to_string()));
        check(
            "ftp://example.org/",
            Err(&Fault::Scheme("ftp".into()).to_string()),
        );
        assert!(Address::parse("http://").is_err());
    }

    #[test]
    fn the_next_page_is_told_from_the_next_article() {
        let check = |first: &str, next: &str, expected: bool| {
            let first = Address::parse(&format!("http://example.org{first}")).unwrap();
            let next = first.join(next).unwrap();
            assert_eq!(first.goes_on_at(&next), expected, "{first} {next}");
        };
        check("/story.html", "/story_2.html", true);
        check("/story.html", "story-2.html", true);
        check("/story-1.html", "/story-2.html", true);
        check("/2024/05/story/", "/2024/05/story/2/", true);
        check("/2024/05/story/", "/2024/05/story/page/2/", true);
        check("/story", "?page=2", true);
        check("/story", "/story?page=2", true);
        check("/read?id=7", "/read?id=7&p=2", true);
        check("/read?id=7", "/read?id=8", false);
        check("/article-12.html", "/article-13.html", false);
        check("/story", "/another-story", false);
        check("/2024/05/story/", "/2024/06/another/", false);
        check("/story", "/story-of-another-kind", false);
        check("/news/1234567", "/news/1234568", false);
        check("/story", "http://elsewhere.org/story?page=2", false);
        check("/story", "/story", false);
    }
}
