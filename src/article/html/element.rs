//! What the names of elements, and their classes, say of the text in them.

use crate::article::Reason;

/// What an element does to the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Element {
    /// Nothing: its text goes on with that around it.
    Inline,
    /// Its text stands by itself.
    Block,
    /// Its text is none of the page.
    Skipped,
    /// Something to click or to fill in.
    Control,
    /// A picture, a film, a map, a page within the page.
    Embedded,
}

pub(crate) fn element(name: &str) -> Element {
    match name {
        "script" | "style" | "template" | "head" | "link" | "meta" | "base" | "rp" | "datalist"
        | "noframes" | "noembed" | "param" | "source" | "track" | "area" | "map" | "col"
        | "colgroup" | "frameset" | "frame" | "title" | "desc" | "annotation" => Element::Skipped,
        "button" | "select" | "option" | "optgroup" | "textarea" | "input" | "label" | "legend"
        | "dialog" | "menu" => Element::Control,
        "iframe" | "object" | "embed" | "video" | "audio" | "canvas" | "applet" => {
            Element::Embedded
        }
        "a" | "abbr" | "acronym" | "b" | "bdi" | "bdo" | "big" | "cite" | "code" | "data"
        | "del" | "dfn" | "em" | "font" | "i" | "img" | "ins" | "kbd" | "mark" | "meter"
        | "nobr" | "output" | "picture" | "progress" | "q" | "rb" | "rt" | "rtc" | "ruby" | "s"
        | "mi" | "mn" | "mo" | "ms" | "mtext" | "mspace" | "mrow" | "mstyle" | "msub" | "msup"
        | "msubsup" | "munder" | "mover" | "munderover" | "mfrac" | "msqrt" | "mroot"
        | "mpadded" | "mphantom" | "menclose" | "merror" | "semantics" | "samp" | "small"
        | "span" | "strike" | "strong" | "sub" | "sup" | "svg" | "math" | "text" | "tspan"
        | "g" | "path" | "use" | "time" | "tt" | "u" | "var" | "wbr" | "slot" => Element::Inline,
        // A name of its own may be either: words are better parted than glued.
        _ => Element::Block,
    }
}

/// What an element is for by the words of its class, id and role; none where they do not say.
/// Words are parted by signs and by capitals: `article__related-links`, `shareBar`.
pub(crate) fn reason(names: &str) -> Option<Reason> {
    if names.len() > 2000 {
        return None;
    }
    if ["post-embed", "embedded-post"]
        .iter()
        .any(|name| names.contains(name))
    {
        return Some(Reason::Related);
    }
    let mut found = None;
    words(names, |word| found = found.or_else(|| reason_of(word)));
    found
}

fn reason_of(word: &str) -> Option<Reason> {
    Some(match word {
        "comment" | "comments" | "disqus" | "respond" | "livefyre" | "rating" | "ratings"
        | "reactions" | "spotim" | "openweb" | "commentaires" | "comentarios" | "kommentare"
        | "kommentar" | "kommentarer" | "komentarze" | "commenti" | "yorum" | "yorumlar"
        | "komentar" | "komentari" | "reacties" | "comentariu" | "comentarii" | "kommentit"
        | "komentare" | "coment" | "hyvor" | "viafoura" => Reason::Comments,
        "share" | "sharing" | "shares" | "social" | "socials" | "sharebar" | "sharedaddy"
        | "addthis" | "addtoany" | "follow" | "sharer" | "socialmedia" | "socialshare"
        | "printfriendly" | "sharethis" | "sociable" | "sns" | "partage" | "partager"
        | "compartir" | "compartilhar" | "compartilhe" | "teilen" | "condividi" | "paylas"
        | "udostepnij" | "bagikan" | "followus" | "jssocials" | "ssba" | "heateor" | "shariff" => {
            Reason::Share
        }
        "related" | "relacionada" | "relacionadas" | "relacionado" | "relacionados"
        | "recommended" | "recommend" | "recommendation" | "recommendations" | "recirc"
        | "recirculation" | "readmore" | "trending" | "popular" | "mostread" | "mostpopular"
        | "mostviewed" | "seealso" | "readalso" | "morefrom" | "onward" | "outbrain"
        | "taboola" | "relatedposts" | "relatedarticles" | "relatednews" | "relatedstories"
        | "relateds" | "upnext" | "zergnet" | "crp" | "yarpp" | "lwdgt" | "mgid" | "adnow"
        | "similar" | "relations" | "correlati" | "correlate" | "correlata" | "ilgili"
        | "benzer" | "terkait" | "bacajuga" | "gerelateerd" | "relaterat" | "relaterade"
        | "relatert" | "relaterede" | "verwandt" | "verwandte" | "weitere" | "powiazane"
        | "podobne" | "souvisejici" | "kapcsolodo" | "povezano" | "povezane" | "lesenswert"
        | "leseempfehlung" | "lireaussi" | "alireaussi" | "autoload" | "moreon" | "morenews"
        | "othernews" | "lastnews" | "latestnews" | "recentposts" => Reason::Related,
        "newsletter" | "newsletters" | "subscribe" | "subscription" | "paywall" | "piano"
        | "signup" | "mailchimp" | "regwall" | "donate" | "donation" | "abo" | "mailinglist"
        | "optin" | "abonnement" | "abonnieren" | "suscripcion" | "suscribete" | "infolettre"
        | "boletin" | "nyhetsbrev" | "nyhedsbrev" | "bulten" => Reason::Newsletter,
        "cookie" | "cookies" | "consent" | "gdpr" | "disclaimer" | "copyright" | "onetrust"
        | "didomi" | "copyrights" | "licence" | "license" | "legal" | "impressum" => Reason::Legal,
        "ad" | "ads" | "adv" | "advert" | "adverts" | "advertisement" | "advertising"
        | "banner" | "banners" | "sponsor" | "sponsored" | "promo" | "promos" | "promotion"
        | "adsbygoogle" | "adslot" | "adbox" | "adunit" | "anzeige" | "publicidad" | "reklam"
        | "dfp" | "gpt" | "affiliate" | "anzeigen" | "werbung" | "publicite" | "publicidade"
        | "reklama" | "reklame" | "iklan" | "mainos" | "annons" | "annonse" | "advertentie"
        | "quangcao" | "pubblicita" | "bnr" | "adform" | "nativo" | "adfox" => Reason::Advert,
        "nav" | "navbar" | "navigation" | "breadcrumb" | "breadcrumbs" | "pagination" | "pager"
        | "menu" | "sitemap" | "skip" | "toolbar" | "tabs" | "prevnext" | "ariane"
        | "brotkrumen" | "submenu" | "subnav" | "dropdown" => Reason::Navigation,
        "login" | "signin" | "register" => Reason::Login,
        "typo" | "orphus" | "misprint" | "viewcount" | "hitcount" | "playlist" | "vistas"
        | "jukebox" => Reason::Outside,
        _ => return None,
    })
}

/// Calls `each` with every word of names, in small letters.
fn words(names: &str, mut each: impl FnMut(&str)) {
    let mut word = String::new();
    let mut was_small = false;
    for c in names.chars().chain([' ']) {
        let is_letter = c.is_ascii_alphabetic();
        if !is_letter || c.is_ascii_uppercase() && was_small {
            each(&word);
            word.clear();
        }
        if is_letter {
            word.push(c.to_ascii_lowercase());
        }
        was_small = c.is_ascii_lowercase();
    }
}

/// Whether the words of a class or an id say that the writers are named in it.
pub(crate) fn names_writers(names: &str) -> bool {
    const WRITERS: &[&str] = &[
        "byline",
        "bylines",
        "author",
        "authors",
        "writer",
        "autor",
        "autores",
        "auteur",
        "signature",
        "firma",
        "columnist",
        "columnista",
        "kolumnist",
    ];
    let is_written_by =
        || names.contains("rite") && has_word(names, &["write"]) && has_word(names, &["by"]);
    has_word(names, WRITERS) || is_written_by()
}

/// Whether the words of a class or an id say that it holds a picture.
pub(crate) fn holds_picture(names: &str) -> bool {
    const PICTURES: &[&str] = &[
        "media", "image", "img", "photo", "foto", "picture", "pic", "bild", "imagen", "figure",
    ];
    has_word(names, PICTURES)
}

/// Whether the words of a class or an id say that it states whose a picture is.
pub(crate) fn is_credit(names: &str) -> bool {
    const CREDITS: &[&str] = &[
        "credit",
        "credits",
        "copyright",
        "copyrights",
        "photographer",
    ];
    // What holds the caption as well is more than that.
    has_word(names, CREDITS) && !has_word(names, &["caption", "captions"])
}

/// Whether the words of a class or an id say that it counts the comments on the page.
pub(crate) fn counts_comments(names: &str) -> bool {
    const COUNTS: &[&str] = &["link", "links", "count", "counter", "number", "num"];
    // Most elements are told without looking at each word.
    names.contains("omment") && has_word(names, &["comment", "comments"]) && has_word(names, COUNTS)
}

/// Whether a class says that it is what editors click beside a heading, or the number of a line of a
/// program.
pub(crate) fn is_beside(names: &str) -> bool {
    const BESIDE: &[&str] = &["editsection", "headerlink", "lineno", "linenos"];
    BESIDE.iter().any(|word| names.contains(word)) && has_word(names, BESIDE)
}

/// Whether a class says that only screen readers shall have the text.
pub(crate) fn is_only_heard(names: &str) -> bool {
    const HEARD: &[&str] = &[
        "sr-only",
        "screen-reader",
        "visually-hidden",
        "visuallyhidden",
        "off-screen",
        "offscreen",
    ];
    names.len() <= 500 && HEARD.iter().any(|heard| names.contains(heard))
}

/// Whether the words of a class or an id say that it is the line under the title.
pub(crate) fn leads(names: &str) -> bool {
    const LEADS: &[&str] = &[
        "standfirst",
        "lead",
        "lede",
        "subtitle",
        "subheadline",
        "subhead",
        "subheading",
        "dek",
        "deck",
        "chapo",
        "chapeau",
        "bajada",
        "entradilla",
        "sumario",
        "excerpt",
        "summary",
        "intro",
        "vorspann",
        "ingress",
        "manchet",
        "description",
        "abstract",
    ];
    // A field may only be said to have one with it.
    let is_one = |name: &str| has_word(name, LEADS) && !has_word(name, &["with"]);
    names.split_whitespace().any(is_one)
}

/// Whether the words of a class or an id say that it is under a picture, or that it names a film.
pub(crate) fn is_caption(names: &str) -> bool {
    const CAPTIONS: &[&str] = &[
        "caption",
        "captions",
        "photocaption",
        "imagecaption",
        "piccaption",
        "bildunterschrift",
        "bildtext",
        "bildetekst",
        "billedtekst",
        "kuvateksti",
        "onderschrift",
        "legende",
        "leyenda",
        "didascalia",
    ];
    const FILMS: &[&str] = &["video", "videos", "player", "videoplayer"];
    const NAMES: &[&str] = &["headline", "title", "credit", "duration"];
    // What is said to have one is not one.
    const AROUND: &[&str] = &["has", "with", "no"];
    let [mut is_caption, mut is_film, mut is_name, mut is_around] = [false; 4];
    if names.len() <= 500 {
        words(names, |word| {
            is_caption |= CAPTIONS.contains(&word);
            is_film |= FILMS.contains(&word);
            is_name |= NAMES.contains(&word);
            is_around |= AROUND.contains(&word);
        });
    }
    !is_around && (is_caption || is_film && is_name)
}

/// Whether a class, an id or the name of a file has one of some words.
pub(crate) fn has_word(names: &str, wanted: &[&str]) -> bool {
    let mut found = false;
    if names.len() <= 500 {
        words(names, |word| found |= wanted.contains(&word));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_an_element_is_for() {
        let check = |names, expected| assert_eq!(reason(names), expected, "{names:?}");
        check("article__related-links", Some(Reason::Related));
        check("shareBar bottom", Some(Reason::Share));
        check("td-a-rec ad-slot", Some(Reason::Advert));
        check("story-body", None);
        check("shareholders", None);
        check("leadership", None);
        check("", None);
        assert!(names_writers("c-article__byline"));
        assert!(!names_writers("authority"));
    }
}
