//! Fields that a page states by name, as front matter of Markdown and objects of JSON do: in,
//! names with their values; out, the fields of the article, and among the removed what is none.

use crate::article::page::byline;
use crate::article::{Article, Reason, Removed, language, stated};
use crate::text::{Direction, one_line};

/// Names and values in the order of the page. A value is a list where the page has one.
pub(crate) type Named = Vec<(String, Vec<String>)>;

/// The fields that values can be of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Subtitle,
    Byline,
    Outlet,
    Agency,
    Published,
    Section,
    Tags,
    ReadingMinutes,
    Language,
    Direction,
    Address,
}

/// Names in small letters, without signs between their words; the surest of a field first.
const NAMES: &[(&str, Field)] = &[
    ("title", Field::Title),
    ("headline", Field::Title),
    ("subtitle", Field::Subtitle),
    ("description", Field::Subtitle),
    ("summary", Field::Subtitle),
    ("dek", Field::Subtitle),
    ("standfirst", Field::Subtitle),
    ("author", Field::Byline),
    ("authors", Field::Byline),
    ("byline", Field::Byline),
    ("creator", Field::Byline),
    ("writer", Field::Byline),
    ("outlet", Field::Outlet),
    ("publisher", Field::Outlet),
    ("publication", Field::Outlet),
    ("sitename", Field::Outlet),
    ("site", Field::Outlet),
    ("source", Field::Outlet),
    ("agency", Field::Agency),
    ("published", Field::Published),
    ("datepublished", Field::Published),
    ("datepublish", Field::Published),
    ("publishedat", Field::Published),
    ("publisheddate", Field::Published),
    ("publishdate", Field::Published),
    ("publicationdate", Field::Published),
    ("pubdate", Field::Published),
    ("date", Field::Published),
    ("section", Field::Section),
    ("category", Field::Section),
    ("categories", Field::Section),
    ("tags", Field::Tags),
    ("keywords", Field::Tags),
    ("topics", Field::Tags),
    ("readingminutes", Field::ReadingMinutes),
    ("lang", Field::Language),
    ("language", Field::Language),
    ("locale", Field::Language),
    ("dir", Field::Direction),
    ("direction", Field::Direction),
    ("url", Field::Address),
    ("link", Field::Address),
    ("canonical", Field::Address),
    ("canonicalurl", Field::Address),
    ("targeturi", Field::Address),
    ("العنوان", Field::Title),
    ("عنوان", Field::Title),
    ("تیتر", Field::Title),
    ("سرخی", Field::Title),
    ("כותרת", Field::Title),
    ("titre", Field::Title),
    ("titel", Field::Title),
    ("título", Field::Title),
    ("titolo", Field::Title),
    ("заголовок", Field::Title),
    ("başlık", Field::Title),
    ("judul", Field::Title),
    ("标题", Field::Title),
    ("標題", Field::Title),
    ("الكاتب", Field::Byline),
    ("المؤلف", Field::Byline),
    ("بقلم", Field::Byline),
    ("نویسنده", Field::Byline),
    ("مصنف", Field::Byline),
    ("تحریر", Field::Byline),
    ("מאת", Field::Byline),
    ("by", Field::Byline),
    ("auteur", Field::Byline),
    ("autor", Field::Byline),
    ("autore", Field::Byline),
    ("автор", Field::Byline),
    ("yazar", Field::Byline),
    ("penulis", Field::Byline),
    ("作者", Field::Byline),
    ("المصدر", Field::Outlet),
    ("الموقع", Field::Outlet),
    ("منبع", Field::Outlet),
    ("ماخذ", Field::Outlet),
    ("מקור", Field::Outlet),
    ("fuente", Field::Outlet),
    ("quelle", Field::Outlet),
    ("fonte", Field::Outlet),
    ("источник", Field::Outlet),
    ("kaynak", Field::Outlet),
    ("sumber", Field::Outlet),
    ("来源", Field::Outlet),
    ("來源", Field::Outlet),
    ("التاريخ", Field::Published),
    ("تاريخالنشر", Field::Published),
    ("تاریخ", Field::Published),
    ("تاریخانتشار", Field::Published),
    ("تاریخاشاعت", Field::Published),
    ("датапубликации", Field::Published),
    ("datedepublication", Field::Published),
    ("fechadepublicación", Field::Published),
    ("datadepublicação", Field::Published),
    ("veröffentlicht", Field::Published),
    ("yayıntarihi", Field::Published),
    ("תאריך", Field::Published),
    ("fecha", Field::Published),
    ("datum", Field::Published),
    ("data", Field::Published),
    ("дата", Field::Published),
    ("tarih", Field::Published),
    ("tanggal", Field::Published),
    ("日期", Field::Published),
    ("القسم", Field::Section),
    ("الوسوم", Field::Tags),
    ("الرابط", Field::Address),
    ("رابط", Field::Address),
    ("لینک", Field::Address),
    ("لنک", Field::Address),
    ("קישור", Field::Address),
];

/// Whether a name is that of the day of publication.
pub(crate) fn is_day(name: &str) -> bool {
    rank(name).is_some_and(|rank| NAMES[rank].1 == Field::Published)
}

/// The place of a name in [`NAMES`].
fn rank(name: &str) -> Option<usize> {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let plain = plain.to_lowercase();
    NAMES.iter().position(|(known, _)| *known == plain)
}

/// Whether the name is of a field.
pub(crate) fn is_name(name: &str) -> bool {
    rank(name).is_some()
}

/// Whether the name is of a title.
pub(crate) fn is_title(name: &str) -> bool {
    rank(name).is_some_and(|rank| NAMES[rank].1 == Field::Title)
}

/// Gives an article the fields that its page states. Each is taken from the surest name that has a
/// value for it; every other value is kept among the removed.
pub(crate) fn take(article: &mut Article, named: Named) {
    let mut ranked: Vec<(usize, String, Vec<String>)> = (named.into_iter())
        .map(|(name, values)| (rank(&name).unwrap_or(NAMES.len()), name, values))
        .collect();
    ranked.sort_by_key(|(rank, ..)| *rank);
    let mut taken: Vec<Field> = Vec::new();
    let mut others = Vec::new();
    for (rank, name, values) in ranked {
        let values: Vec<String> = (values.iter().map(|value| stated::plain(value)))
            .filter(|value| !value.is_empty())
            .collect();
        let field = NAMES.get(rank).map(|(_, field)| *field);
        let is_new = field.filter(|field| !taken.contains(field));
        match is_new.filter(|field| put(article, *field, &values)) {
            Some(field) => taken.push(field),
            None if values.is_empty() => {}
            None => others.push(format!("{}: {}", one_line(&name), values.join(", "))),
        }
    }
    put_first(article, others, Reason::Outside);
}

/// Gives an article a field; says whether the values were of use.
fn put(article: &mut Article, field: Field, values: &[String]) -> bool {
    let Some(first) = values.first() else {
        return false;
    };
    match field {
        Field::Title => set_title(article, first.clone()),
        Field::Subtitle => {
            if article
                .subtitle
                .as_ref()
                .is_some_and(|known| known != first)
            {
                return false;
            }
            article.subtitle = Some(first.clone());
        }
        Field::Byline => {
            let names = names(values);
            if names.is_empty() {
                return false;
            }
            article.byline = names;
        }
        Field::Outlet => article.outlet = Some(first.clone()),
        Field::Agency => article.agency = Some(first.clone()),
        Field::ReadingMinutes => match first.parse() {
            Ok(minutes) => article.reading_minutes = Some(minutes),
            Err(_) => return false,
        },
        Field::Published => {
            let published = stated::time(first);
            if published.date.is_none() {
                return false;
            }
            article.published = published;
        }
        Field::Section => article.section = Some(first.clone()),
        Field::Tags => article.tags = tags(values),
        Field::Language => match language::known(first) {
            Some(tag) => article.language = Some(tag),
            None => return false,
        },
        Field::Direction => match first.as_str() {
            "rtl" => article.direction = Direction::Rtl,
            "ltr" => article.direction = Direction::Ltr,
            _ => return false,
        },
        Field::Address => {
            article.published.date = article
                .published
                .date
                .or_else(|| stated::date_in_address(first));
            article.facts.address = Some(first.clone());
        }
    }
    true
}

/// Names of writers: those that look like one, else what stands there, as it is stated.
fn names(values: &[String]) -> Vec<String> {
    let found = stated::names(values, &[]);
    let is_list = values.len() > 1 || values.iter().any(|value| value.contains([',', '،']));
    match found.is_empty() && !is_list {
        true => values
            .iter()
            .filter(|name| byline::is_name(name))
            .cloned()
            .collect(),
        false => found,
    }
}

fn tags(values: &[String]) -> Vec<String> {
    let is_one = values.len() == 1;
    let parted = values.iter().flat_map(|value| match is_one {
        true => value.split([',', '،', ';']).collect(),
        false => vec![value.as_str()],
    });
    parted.map(one_line).filter(|tag| !tag.is_empty()).collect()
}

/// Gives an article the title that is stated. A different one that its text shows stays, as the
/// line under it or among the removed.
pub(crate) fn set_title(article: &mut Article, title: String) {
    let shown = article.title.replace(title);
    let Some(shown) = shown.filter(|shown| Some(shown) != article.title.as_ref()) else {
        return;
    };
    match article.subtitle {
        None => article.subtitle = Some(shown),
        Some(_) => put_first(article, vec![shown], Reason::Repeated),
    }
}

/// Puts lines that stand above the text first among the removed.
pub(crate) fn put_first(article: &mut Article, texts: Vec<String>, reason: Reason) {
    let lines = texts.into_iter().map(|text| Removed {
        text,
        reason,
        line_idx: 0,
        before_block: 0,
    });
    article.removed.splice(..0, lines);
}
