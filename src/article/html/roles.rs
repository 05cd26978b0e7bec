//! Passages, their verdicts and the stated facts → the article: where the body begins and ends,
//! what stands in it, and the fields, as stated for machines or else as the page shows them.

use std::collections::HashSet;
use std::ops::Range;

use dom_query::NodeId;

use crate::article::cues::{CUES, Sense};
use crate::article::fold::fold;
use crate::article::html::body::{self, Verdict};
use crate::article::html::meta::Meta;
use crate::article::html::passage::{Passage, Place, Placed, Walked, unmark_long};
use crate::article::html::{
    blocks, bounds, details, lead, links, next, notes, submitted, tags, title,
};
use crate::article::link::Base;
use crate::article::page::lines::Line;
use crate::article::page::person::is_person;
use crate::article::page::{Draft, Role, footer, header, outlet};
use crate::article::{Article, BlockKind, Facts, Picture, Reason};
use crate::article::{language, stated};
use crate::text::{Direction, one_line, paragraph_direction};

pub(crate) fn article(
    mut page: Walked,
    meta: &Meta,
    kept: Option<&HashSet<NodeId>>,
    base: &Base,
) -> Article {
    let mut notes = notes::take(&mut page);
    tags::part(&mut page);
    if add_title(&mut page) {
        notes.iter_mut().for_each(|note| *note += 1);
    }
    unmark_long(&mut page.passages);
    let mut lines: Vec<Line> = page.passages.iter().enumerate().map(line).collect();
    tags::set_off(&page, &mut lines);
    let mut verdicts = body::verdicts(&page, &lines, kept, meta.body.as_ref());
    for note in &notes {
        verdicts[*note] = Some(Reason::Outside);
    }
    let mut draft = Draft::new(lines);
    let Some(first) = verdicts.iter().position(Option::is_none) else {
        return without_body(draft, &page, meta, base);
    };
    let sentence = first_sentence(&draft.lines, &verdicts).unwrap_or(first);
    let headline = title::find(&page, meta, sentence);
    let next = next::leave(&page, &draft.lines, &mut verdicts, headline.passage);
    lead::mark(&mut page, &draft.lines, &verdicts, headline.passage);
    let body = bounds::range(
        &page,
        &draft.lines,
        &verdicts,
        headline.passage,
        kept.is_none(),
    );
    blocks::set(&mut draft, &page, &verdicts, &body, &headline);
    submitted::take(&mut draft, headline.passage, body.start);
    lead::set(&mut draft, &page, headline.passage, &body, meta);
    lead::take_names(&mut draft, headline.passage, &body);
    let known = header::Known {
        title: headline.passage,
        subtitle: true,
    };
    header::read(&mut draft, &body, &known);
    blocks::leave_unseen(&mut draft, &page, &verdicts, &body);
    leave_foot(&mut draft, &page, body.end, next);
    footer::read(&mut draft, &body);
    outlet::read(&mut draft, &body);
    if !draft.has_block() {
        return without_body(draft, &page, meta, base);
    }
    for (role, verdict) in draft.roles.iter_mut().zip(&verdicts) {
        if let (Role::Left(Reason::Outside), Some(reason)) = (&role, verdict) {
            *role = Role::Left(*reason);
        }
    }
    for note in notes {
        draft.roles[note] = Role::Block(page.passages[note].kind);
    }
    let signed = signed(&draft, &page, &body);
    let topics = topics(&page, headline.passage.unwrap_or(body.start)..body.end);
    let above = headline.passage.filter(|title| *title <= body.start);
    let pictured = above.unwrap_or(body.start)..body.end;
    let pictures = pictures(&draft.roles, &page, pictured);
    let mut article = finish(draft, &page, pictures, base);
    if let Some(name) = title::outlet_shown(&page, &headline) {
        article.outlet = Some(name);
    } else if article.outlet.is_none() {
        article.outlet = title::outlet_before(&page.title, headline.text.as_deref());
    }
    if headline.text.is_some() {
        article.title = headline.text;
    }
    if article.tags.is_empty() {
        article.tags = topics;
    }
    take_stated(&mut article, meta, &signed);
    article
}

/// Below the text, who answers for the page in its foot is none of the writers, nor is who wrote the next
/// article.
fn leave_foot(draft: &mut Draft, page: &Walked, end: usize, next: Option<usize>) {
    for idx in end..page.passages.len() {
        let place = page.passages[idx].place;
        let is_foot = place.has(Place::FOOTER) && !place.has(Place::ARTICLE);
        let line = &draft.lines[idx];
        let is_other = !place.has(Place::NAMES) && !footer::has_tags(line);
        let is_next = next.is_some_and(|next| idx >= next);
        if (is_next || is_foot && is_other) && draft.roles[idx] == Role::Open {
            let reason = line.reason().unwrap_or(Reason::Outside);
            draft.roles[idx] = Role::Left(reason);
        }
    }
}

/// The first sentence of the body, which may have headings and the like before it.
fn first_sentence(lines: &[Line], verdicts: &[Verdict]) -> Option<usize> {
    const LOOKED_AT: usize = 12;
    let mut body = (0..lines.len())
        .filter(|idx| verdicts[*idx].is_none())
        .take(LOOKED_AT);
    body.find(|idx| lines[*idx].ended && lines[*idx].n_words() >= 5)
}

/// The title of the page as a file is a line of it too; says whether there is one.
fn add_title(page: &mut Walked) -> bool {
    if page.title.is_empty() {
        return false;
    }
    let passage = Passage {
        text: page.title.clone(),
        kind: BlockKind::Paragraph,
        level: 0,
        number: None,
        language: None,
        direction: None,
        place: Place::HEADER,
        nodes: 0..0,
        group: None,
        looks: 0,
        n_linked: 0,
        n_chars: page.title.chars().count(),
        links: Vec::new(),
        spans: Vec::new(),
        cells: Vec::new(),
        container: None,
    };
    page.passages.insert(0, passage);
    for region in &mut page.regions {
        region.passages.start += 1;
        region.passages.end += 1;
    }
    for picture in &mut page.pictures.placed {
        picture.before += 1;
    }
    true
}

fn line((idx, passage): (usize, &Passage)) -> Line {
    let is_item = passage.kind == BlockKind::ListItem;
    Line::of(idx, passage.text.clone(), is_item)
}

/// All that is shown, where no body can be told; all there is, where nothing is shown.
fn without_body(mut draft: Draft, page: &Walked, meta: &Meta, base: &Base) -> Article {
    let is_title = |idx: usize| idx == 0 && !page.title.is_empty() && page.passages.len() > 1;
    let is_shown = |idx: usize| !page.passages[idx].place.has(Place::HIDDEN) && !is_title(idx);
    let any_shown = (0..page.passages.len()).any(is_shown);
    for (idx, role) in draft.roles.iter_mut().enumerate() {
        *role = match is_title(idx) || any_shown && !is_shown(idx) {
            true => Role::Left(Reason::Outside),
            false => Role::Block(page.passages[idx].kind),
        };
    }
    draft.article = Article::default();
    let pictures = pictures(&draft.roles, page, 0..page.passages.len());
    let mut article = finish(draft, page, pictures, base);
    article.title = title::find(page, meta, 0).text;
    take_stated(&mut article, meta, &[]);
    article
}

/// The pictures among some passages that are of the article, each once. What stands before a passage
/// that was left out is of that, unless it is framed as a picture of the text is.
fn pictures<'a>(roles: &[Role], page: &'a Walked, passages: Range<usize>) -> Vec<&'a Placed> {
    let mut seen = HashSet::new();
    let is_shown = |picture: &&Placed| {
        let is_framed = picture.place.has(Place::FIGURE);
        let is_left = || match roles.get(picture.before) {
            Some(Role::Left(reason)) => !matches!(reason, Reason::Credit | Reason::Repeated),
            _ => false,
        };
        let is_inside = match is_framed {
            true => (passages.start..=passages.end).contains(&picture.before),
            false => passages.contains(&picture.before),
        };
        is_inside && (is_framed || !is_left())
    };
    let shown = page.pictures.placed.iter().filter(is_shown);
    shown
        .filter(|picture| seen.insert(&picture.source))
        .collect()
}

/// The article with what the elements say of each block.
fn finish(draft: Draft, page: &Walked, pictures: Vec<&Placed>, base: &Base) -> Article {
    let blocks: Vec<usize> = (draft.roles.iter().enumerate())
        .flat_map(|(idx, role)| {
            let n = match role {
                Role::Block(_) => 1,
                Role::Glued(parts) => parts
                    .iter()
                    .filter(|(role, _)| matches!(role, Role::Block(_)))
                    .count(),
                _ => 0,
            };
            std::iter::repeat_n(idx, n)
        })
        .collect();
    let n_lines = page.passages.len();
    let mut article = draft.finish();
    article.document.mark(|block_idx, text, block| {
        let passage = &page.passages[blocks[block_idx]];
        block.level = passage.level;
        block.number = passage.number;
        block.language = passage.language;
        // What has no letter of the stated direction is read in its own; rows go together.
        let is_heeded = |direction: &Direction| {
            passage.kind == BlockKind::Row || paragraph_direction(text, *direction) == *direction
        };
        block.direction = passage.direction.filter(is_heeded);
        if passage.kind == BlockKind::Code {
            block.direction.get_or_insert(Direction::Ltr);
        }
    });
    links::link(&mut article.document, &blocks, page, base);
    details::set(&mut article.document, &blocks, page);
    let picture = |picture: &Placed| Picture {
        source: picture.source.as_str().into(),
        alt: picture.alt.clone(),
        before_block: blocks.partition_point(|passage| *passage < picture.before),
    };
    article.pictures = pictures.into_iter().map(picture).collect();
    article.facts = Facts {
        n_lines,
        hidden: page.hidden,
        ..Facts::default()
    };
    article
}

/// What the page states for machines goes before what it shows.
fn take_stated(article: &mut Article, meta: &Meta, signed: &[String]) {
    if meta.published.date.is_some() {
        article.published = meta.published;
    } else if article.published.date.is_none() {
        article.published.date = meta.address_date;
    }
    if let Some(outlet) = &meta.outlet {
        article.outlet = Some(outlet.clone());
    }
    if meta.section.is_some() {
        article.section.clone_from(&meta.section);
    }
    if !meta.tags.is_empty() {
        article.tags.clone_from(&meta.tags);
    }
    let not = [
        meta.outlet.as_deref().unwrap_or_default(),
        meta.section.as_deref().unwrap_or_default(),
    ];
    // What is stated first is sure, though it may be the first of the writers only.
    let is_among = |few: &[String], many: &[String]| {
        let is_one = |name: &String| many.iter().any(|other| fold(other) == fold(name));
        few.len() < many.len() && few.iter().all(is_one)
    };
    let stated = meta.authors.iter();
    let stated = stated.map(|authors| stated::names(authors, &not));
    let stated = stated.filter(|names| !names.is_empty());
    let larger = |names: Vec<String>, next: Vec<String>| match is_among(&names, &next) {
        true => next,
        false => names,
    };
    let mut names = stated.reduce(larger).unwrap_or_default();
    if names.is_empty() && article.byline.is_empty() {
        names = stated::names(signed, &not);
        names.retain(|name| name.contains(' '));
    }
    let (agencies, names): (Vec<String>, Vec<String>) = names
        .into_iter()
        .partition(|name| CUES.is(&fold(name), Sense::Agency));
    let are_persons = article.byline.iter().all(|name| {
        let is_marked = signed.iter().any(|line| line.contains(name.as_str()));
        is_marked || is_person(name)
    });
    let is_shown_better = are_persons && is_among(&names, &article.byline);
    if !names.is_empty() && !is_shown_better {
        article.byline = names;
    } else if article.byline.len() > 1 {
        let outlet = article.outlet.as_deref().map(fold);
        article.byline.retain(|name| Some(fold(name)) != outlet);
    }
    if let Some(agency) = agencies.into_iter().next() {
        article.agency.get_or_insert(agency);
    }
    article.language = told_language(article, meta);
    if let (Some((source, alt)), true) = (&meta.picture, article.pictures.is_empty()) {
        article.pictures.push(Picture {
            source: source.as_str().into(),
            alt: alt.clone(),
            before_block: 0,
        });
    }
}

/// What is marked as names of writers, near the body.
fn signed(draft: &Draft, page: &Walked, body: &Range<usize>) -> Vec<String> {
    const NEAR: usize = 12;
    let near = body.start.saturating_sub(NEAR)..(body.end + 3).min(page.passages.len());
    let is_marked = |idx: &usize| {
        let (passage, line) = (&page.passages[*idx], &draft.lines[*idx]);
        passage.place.has(Place::NAMES) && line.n_chars <= 100 && !line.ended
    };
    let marked = near.filter(is_marked);
    marked
        .map(|idx| first_part(&draft.lines[idx].text).to_owned())
        .take(4)
        .collect()
}

/// Of what stands in parts of its own, the name: the first that is more than a word for writing.
fn first_part(text: &str) -> &str {
    let is_label = |part: &&str| {
        let folded = fold(part);
        let n_words = CUES.start(&folded, Sense::Signed);
        let n_words = n_words.max(CUES.start(&folded, Sense::Byline));
        n_words == Some(folded.split(' ').count())
    };
    let mut parts = text.split('\u{2028}');
    parts.find(|part| !is_label(part)).unwrap_or(text)
}

/// What the page marks as topics from the title down to a little below the text.
fn topics(page: &Walked, text: Range<usize>) -> Vec<String> {
    const BELOW: usize = 12;
    const LONGEST: usize = 60;
    const MOST: usize = 30;
    let end = (text.end + BELOW).min(page.passages.len());
    let passages = page.passages.get(text.start..end).unwrap_or_default();
    let mut topics: Vec<String> = Vec::new();
    for passage in passages {
        let is_topic = |link: &u32| page.topics.binary_search(link).is_ok();
        for (range, _) in passage.links.iter().filter(|(_, link)| is_topic(link)) {
            let topic = one_line(passage.text.get(range.clone()).unwrap_or_default());
            let topic = topic.trim_start_matches('#').to_owned();
            let is_short = (1..=LONGEST).contains(&topic.chars().count());
            if is_short && topics.len() < MOST && !topics.contains(&topic) {
                topics.push(topic);
            }
        }
    }
    topics
}

/// The text tells its language; of a short one, or where the letters cannot tell, the page does.
fn told_language(article: &Article, meta: &Meta) -> Option<&'static str> {
    const SHORT: usize = 400;
    let stated = meta.language.as_deref().and_then(language::known);
    let Some(found) = article.language else {
        return stated;
    };
    let n_bytes: usize = article.document.texts().map(|(_, text)| text.len()).sum();
    let goes_along = |tag: &&str| language::is_rtl(tag) == article.direction.is_rtl();
    let is_open = |tag: &&str| !language::tells(tag) || language::are_akin(tag, found);
    // What most programs for sites state unless they are told otherwise.
    let is_preset = stated == Some("en");
    let short = if is_preset { SHORT / 4 } else { SHORT };
    let stated = stated.filter(|tag| n_bytes < short || is_open(tag));
    Some(stated.filter(goes_along).unwrap_or(found))
}
