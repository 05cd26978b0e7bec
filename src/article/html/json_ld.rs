//! What a page says of its article in JSON-LD (schema.org): the object among all that is an
//! article, wherever it stands. Anything may be missing, or of another kind than it should be.

use serde_json::{Map, Value};

use crate::article::stated;

/// Bytes of a script that are read.
const LONGEST: usize = 2 << 20;

/// Lines of a recipe that are read, and posts of a page of many.
const MOST_LINES: usize = 500;

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
    /// Whether it is of a recipe, and of no article.
    pub(crate) is_dish: bool,
    /// What a dish needs and how it is made, each a list.
    pub(crate) recipe: Option<[Vec<String>; 2]>,
}

/// The facts in one script; none where it speaks of no article.
pub(crate) fn facts(script: &str) -> Option<Facts> {
    let value = parse(script)?;
    let mut articles: Vec<&Map<String, Value>> = Vec::new();
    let mut recipe: Option<&Map<String, Value>> = None;
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
                recipe =
                    recipe.or(Some(object).filter(|object| is_a(object, |kind| kind == "Recipe")));
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
        .or(articles.first());
    let mut facts = read(article.copied().or(recipe)?, &names);
    facts.is_dish = article.is_none();
    facts.recipe = recipe.map(lists);
    Some(facts)
}

/// What a dish needs, and the steps of making it.
fn lists(recipe: &Map<String, Value>) -> [Vec<String>; 2] {
    let texts = |keys: &[&str]| {
        let mut found = Vec::new();
        let mut rest: Vec<&Value> = keys
            .iter()
            .filter_map(|key| recipe.get(*key))
            .take(1)
            .collect();
        while let Some(value) = rest.pop() {
            match value {
                Value::String(text) if found.len() < MOST_LINES => {
                    found.extend(text.lines().map(str::to_owned));
                }
                Value::Array(values) => rest.extend(values.iter().take(MOST_LINES).rev()),
                // A section holds its steps, a step its text.
                Value::Object(object) => {
                    let inner = ["itemListElement", "text", "name"];
                    rest.extend(inner.iter().find_map(|key| object.get(*key)));
                }
                _ => {}
            }
        }
        found.retain(|text| !text.trim().is_empty());
        found
    };
    [
        texts(&["recipeIngredient", "ingredients"]),
        texts(&["recipeInstructions"]),
    ]
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
    let read = |script: &str| serde_json::from_str(script).ok();
    read(script).or_else(|| read(&repaired(script)))
}

/// JSON as it was meant: without remarks and commas behind the last value, and with blanks for the line
/// ends inside strings, which are forbidden and common.
fn repaired(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    let mut is_in_string = false;
    while let Some(c) = rest.chars().next() {
        let (now, next) = rest.split_at(c.len_utf8());
        rest = next;
        match c {
            '\\' if is_in_string => {
                let n_escaped = rest.chars().next().map_or(0, char::len_utf8);
                out.push_str(now);
                out.push_str(&rest[..n_escaped]);
                rest = &rest[n_escaped..];
            }
            '"' => {
                is_in_string = !is_in_string;
                out.push(c);
            }
            '/' if !is_in_string && rest.starts_with('/') => {
                rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
            }
            '/' if !is_in_string && rest.starts_with('*') => {
                rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
            }
            '}' | ']' if !is_in_string => {
                let n_kept = out
                    .trim_end_matches(|c: char| c == ',' || c.is_whitespace())
                    .len();
                out.truncate(n_kept);
                out.push(c);
            }
            _ if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

fn is_article(object: &Map<String, Value>) -> bool {
    is_a(object, |kind| {
        kind.ends_with("Article")
            || matches!(
                kind,
                "BlogPosting" | "LiveBlogPosting" | "Report" | "Review" | "Posting"
            )
    })
}

/// Whether one of the kinds of an object is wanted.
fn is_a(object: &Map<String, Value>, is_wanted: impl Fn(&str) -> bool) -> bool {
    let is_one = |kind: &str| is_wanted(kind.rsplit('/').next().unwrap_or(kind));
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
        body: get("articleBody").or_else(|| posts(article)),
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
            // The only one may be a list.
            facts.tags = match list.len() {
                1 => tags
                    .flat_map(|tags| tags.split([',', '،', ';']))
                    .map(str::to_owned)
                    .collect(),
                _ => tags.map(str::to_owned).collect(),
            };
        }
        _ => {}
    }
    facts
}

/// The posts of a page that tells of something while it goes on, each with its time, as elements.
fn posts(article: &Map<String, Value>) -> Option<String> {
    let Some(Value::Array(posts)) = article.get("liveBlogUpdate") else {
        return None;
    };
    let mut html = String::new();
    for post in posts.iter().take(MOST_LINES).filter_map(Value::as_object) {
        let get = |key: &str| text(post.get(key));
        let time =
            get("datePublished").map(|time| stated::time(time).to_string().replace('T', " "));
        html.push_str("<div itemprop=liveBlogUpdate>");
        html.extend(time.map(|time| format!("<p>{time}</p>")));
        let headline = get("headline").map(|text| text.replace('<', "&lt;"));
        html.extend(headline.map(|text| format!("<h3>{text}</h3>")));
        html.extend(get("articleBody").map(|text| format!("<p>{text}</p>")));
        html.push_str("</div>");
    }
    Some(html)
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
        check(
            "{ // one\n\"@type\":\"NewsArticle\", /* two */ \"headline\":\"A // ship\", \
             \"author\":[{\"name\":\"Ann, ]\",},],}",
            "A // ship",
            &["Ann, ]"],
        );
        check(
            "{\"@type\":\"NewsArticle\",\"headline\":\"سفينة\\\" في\nالميناء\",}",
            "سفينة\" في الميناء",
            &[],
        );
        assert!(facts("{\"@type\":\"Person\"}").is_none());
        assert!(facts("{\"@type\":\"NewsArticle\",,}").is_some());
        assert!(facts("/*").is_none());
        assert!(facts("{").is_none());
        assert!(facts(&"[".repeat(100_000)).is_none());
    }
}
