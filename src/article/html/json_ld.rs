//! What a page says of its article in JSON-LD (schema.org): the object among all that is an
//! article, wherever it stands. Anything may be missing, or of another kind than it should be.

use serde_json::{Map, Value};

/// Bytes of a script that are read.
const LONGEST: usize = 2 << 20;

/// Values that are looked at.
const LOOKED_AT: usize = 20_000;

/// The facts of an article, as written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub(crate) headlines: Vec<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) published: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) description: Option<String>,
    pub(crate) language: Option<String>,
    /// The text, with tags or without.
    pub(crate) body: Option<String>,
}

/// The facts in one script; none where it speaks of no article.
pub(crate) fn facts(script: &str) -> Option<Facts> {
    let value = parse(script)?;
    let mut articles: Vec<&Map<String, Value>> = Vec::new();
    let mut names: Vec<(&str, &Value)> = Vec::new();
    let mut rest = vec![&value];
    let mut n_seen = 0;
    while let Some(value) = rest.pop() {
        n_seen += 1;
        if n_seen > LOOKED_AT {
            break;
        }
        match value {
            Value::Array(values) => rest.extend(values.iter().rev()),
            Value::Object(object) => {
                if let (Some(id), Some(name)) = (text(object.get("@id")), object.get("name")) {
                    names.push((id, name));
                }
                match is_article(object) {
                    true => articles.push(object),
                    // An article inside another is another one.
                    false => rest.extend(object.values().rev()),
                }
            }
            _ => {}
        }
    }
    let article = articles
        .iter()
        .find(|article| {
            article.contains_key("articleBody") || article.contains_key("datePublished")
        })
        .or(articles.first())?;
    Some(read(article, &names))
}

fn parse(script: &str) -> Option<Value> {
    if script.len() > LONGEST {
        return None;
    }
    let script = script.trim();
    let script = script.strip_prefix("<!--").unwrap_or(script);
    let script = script
        .trim()
        .trim_start_matches("//")
        .trim_start_matches("<![CDATA[");
    let script = script
        .trim_end_matches("-->")
        .trim_end_matches("]]>")
        .trim_end_matches("//");
    let script = script.trim().trim_end_matches(';');
    serde_json::from_str(script).ok().or_else(|| {
        // Line ends inside strings are forbidden, and common.
        let blanks = |c: char| if c.is_control() { ' ' } else { c };
        let repaired: String = script.chars().map(blanks).collect();
        serde_json::from_str(&repaired).ok()
    })
}

fn is_article(object: &Map<String, Value>) -> bool {
    let is_one = |kind: &str| {
        let kind = kind.rsplit('/').next().unwrap_or(kind);
        kind.ends_with("Article")
            || matches!(
                kind,
                "BlogPosting" | "LiveBlogPosting" | "Report" | "Review" | "Posting"
            )
    };
    match object.get("@type") {
        Some(Value::String(kind)) => is_one(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is_one),
        _ => false,
    }
}

fn read(article: &Map<String, Value>, names: &[(&str, &Value)]) -> Facts {
    let get = |key: &str| text(article.get(key)).map(str::to_owned);
    let mut facts = Facts {
        headlines: ["headline", "name"]
            .iter()
            .filter_map(|key| get(key))
            .collect(),
        published: get("datePublished").or_else(|| get("dateCreated")),
        section: first(article.get("articleSection")),
        description: get("description"),
        language: first(article.get("inLanguage")),
        body: get("articleBody"),
        ..Facts::default()
    };
    let outlet = article
        .get("publisher")
        .or_else(|| article.get("sourceOrganization"));
    facts.outlet = named(outlet, names).into_iter().next();
    for key in ["author", "creator"] {
        if facts.authors.is_empty() {
            facts.authors = named(article.get(key), names);
        }
    }
    match article.get("keywords") {
        Some(Value::String(list)) => {
            facts.tags = list.split([',', '،', ';']).map(str::to_owned).collect();
        }
        Some(Value::Array(list)) => {
            let tags = list.iter().filter_map(Value::as_str);
            facts.tags = tags.map(str::to_owned).collect();
        }
        _ => {}
    }
    facts
}

/// The names of persons or organisations: written out, in objects, or by reference.
fn named(value: Option<&Value>, names: &[(&str, &Value)]) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest: Vec<&Value> = value.into_iter().collect();
    while let Some(value) = rest.pop() {
        match value {
            Value::String(name) => found.push(name.clone()),
            Value::Array(values) if found.len() < 20 => rest.extend(values.iter().take(20).rev()),
            Value::Object(object) => {
                let by_reference = || {
                    let id = text(object.get("@id"))?;
                    names
                        .iter()
                        .find(|(known, _)| *known == id)
                        .map(|(_, name)| *name)
                };
                match object.get("name").or_else(by_reference) {
                    Some(Value::String(name)) => found.push(name.clone()),
                    Some(Value::Array(names)) => {
                        let names = names.iter().take(20).filter_map(Value::as_str);
                        found.extend(names.map(str::to_owned));
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    found
}

fn text(value: Option<&Value>) -> Option<&str> {
    value
        .and_then(Value::as_str)
        .filter(|text| !text.trim().is_empty())
}

fn first(value: Option<&Value>) -> Option<String> {
    match value {
        Some(Value::Array(values)) => text(values.first()).map(str::to_owned),
        Some(Value::Object(object)) => text(object.get("name")).map(str::to_owned),
        value => text(value).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_wherever_it_stands() {
        let check = |script: &str, headline: &str, authors: &[&str]| {
            let facts = facts(script).unwrap();
            assert_eq!(facts.headlines, [headline]);
            assert_eq!(facts.authors, authors);
        };
        check(
            r#"{"@type":"NewsArticle","headline":"سفينة","author":{"name":"ليلى"}}"#,
            "سفينة",
            &["ليلى"],
        );
        check(
            r##"{"@graph":[{"@type":"WebPage","name":"x"},{"@type":["Article"],"headline":"A ship",
            "author":[{"@id":"#a"},"Bo"]},{"@type":"Person","@id":"#a","name":"Ann"}]}"##,
            "A ship",
            &["Ann", "Bo"],
        );
        check(
            "<!-- {\"@type\":\"BlogPosting\",\"headline\":\"A\nship\",\"author\":[]} -->",
            "A ship",
            &[],
        );
        assert!(facts("{\"@type\":\"Recipe\"}").is_none());
        assert!(facts("{").is_none());
        assert!(facts(&"[".repeat(100_000)).is_none());
    }
}
