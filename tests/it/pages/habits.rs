//! Habits of sites, in English, Arabic, Urdu and Persian: footnotes below a text, headlines in other
//! words than those stated, who sent a text in, texts of many posts, recipes, boxes, topics.

use akhbar::article::{Article, Raw, read};

use crate::pages::html::check_all;

pub(crate) const ENGLISH: [&str; 4] = [
    "The harbour council voted on Tuesday to rebuild the eastern pier, which was closed after the storms of last winter.",
    "Fishermen had asked for the work for many years, since their boats have to wait outside whenever the wind turns.",
    "The work is to begin in the spring and will cost eleven million, of which the state pays half, says the plan.",
    "Not everybody is content with it: the owners of the cafés fear that noise and dust will keep their guests away.",
];

pub(crate) const ARABIC: [&str; 4] = [
    "صوّت مجلس الميناء يوم الثلاثاء على إعادة بناء الرصيف الشرقي الذي أُغلق بعد عواصف الشتاء الماضي وظل خالياً منذ ذلك الحين.",
    "وكان الصيادون قد طالبوا بهذه الأعمال منذ سنوات طويلة، لأن قواربهم تضطر إلى الانتظار خارج الحوض كلما هبّت الرياح من الشمال.",
    "ومن المقرر أن تبدأ الأعمال في الربيع وأن تبلغ كلفتها أحد عشر مليوناً تدفع الدولة نصفها، وفق الخطة التي نشرها المجلس.",
    "غير أن الجميع ليسوا راضين عنها، إذ يخشى أصحاب المقاهي على الرصيف أن يُبعد الضجيج والغبار زبائنهم طوال صيفين.",
];

pub(crate) const URDU: [&str; 4] = [
    "بندرگاہ کی کونسل نے منگل کو مشرقی گودی کی دوبارہ تعمیر کے حق میں ووٹ دیا جو پچھلی سردیوں کے طوفانوں کے بعد سے بند پڑی ہے۔",
    "ماہی گیر کئی برسوں سے اس کام کا مطالبہ کر رہے تھے کیونکہ شمال سے ہوا چلنے پر ان کی کشتیوں کو حوض کے باہر انتظار کرنا پڑتا ہے۔",
    "کام بہار میں شروع ہوگا اور اس پر ایک کروڑ دس لاکھ روپے لاگت آئے گی جس کا نصف حکومت ادا کرے گی۔",
    "تاہم سب لوگ اس سے خوش نہیں، گودی کے کنارے چائے خانوں کے مالکان کو ڈر ہے کہ شور اور گرد سے ان کے گاہک دور رہیں گے۔",
];

pub(crate) fn paragraphs(texts: &[&str]) -> String {
    texts.iter().map(|text| format!("<p>{text}</p>")).collect()
}

/// A page as a site has it: with its name, a menu, what else is read, and a footer.
pub(crate) fn site(lang: &str, name: &str, head: &str, main: &str) -> Article {
    let dir = if lang == "en" { "ltr" } else { "rtl" };
    let page = format!(
        "<!doctype html><html lang={lang} dir={dir}><head><meta charset=utf-8>{head}</head><body>\
         <header class=site-header><a href='/' class=logo>{name}</a><nav><ul><li><a href='/w'>World</a></li>\
         <li><a href='/s'>Sport</a></li></ul></nav></header><main>{main}</main>\
         <aside class=sidebar><h3>Most read</h3><ul><li><a href='/1'>Bakers of the old town open an hour \
         earlier</a></li><li><a href='/2'>The bridge is closed for repairs</a></li></ul></aside>\
         <footer><p>© 2024 Harbour Post. All rights reserved.</p></footer></body></html>"
    );
    read(page.as_bytes()).unwrap()
}

pub(crate) fn blocks(article: &Article) -> Vec<&str> {
    article.document.texts().map(|(_, text)| text).collect()
}

#[test]
fn footnotes_below_a_text_are_of_it() {
    let [a, b, c, d] = ENGLISH;
    let check = |article: &Article, expected: [&str; 2]| {
        let all = blocks(article);
        assert_eq!(all[all.len() - 2..], expected, "{all:#?}");
        let way = article.document.note_way(0, 0..all[0].len()).unwrap();
        assert_eq!(way.block_idx, all.len() - 2);
    };
    let plain = format!(
        "<article><h1>Pier to be rebuilt</h1><div class=body><p>{a}<sup><a href='#fn1'>1</a></sup></p>\
         <p>{b}<sup><a href='#fn2' id=fnref2>2</a></sup></p><p>{c}</p><p>{d}</p></div><div class=footnotes>\
         <p id=fn1>1. Minutes of the council. <a href='#r'>↩</a></p><p id=fn2>2. See the union’s report.</p></div></article>"
    );
    let expected = ["[1] Minutes of the council.", "[2] See the union’s report."];
    let title = "<title>Pier to be rebuilt - Harbour Post</title>";
    check(&site("en", "Harbour Post", title, &plain), expected);
    // As word processors write them, and in a list.
    let word = format!(
        "<article><h1>Pier to be rebuilt</h1><div><p>{a}<a href='#_ftn1' name='_ftnref1'>[1]</a></p>\
         <p>{b}<a href='#_ftn2' name='_ftnref2'><sup>[2]</sup></a></p><p>{c}</p><p>{d}</p></div><hr>\
         <div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Minutes of the council.</p></div>\
         <div id=ftn2><p><a href='#_ftnref2' name='_ftn2'>[2]</a> See the union’s report.</p></div></article>"
    );
    check(&site("en", "Harbour Post", title, &word), expected);
    let list = format!(
        "<article><h1>Pier to be rebuilt</h1><p>{a}<sup id=r1><a href='#fn1'><span>[</span>1<span>]</span></a></sup></p>\
         <p>{b}<sup><a href='#fn2'>2</a></sup></p><p>{c}</p><h2>Notes</h2><ol><li id=fn1>^ Minutes of the council.</li>\
         <li id=fn2>See the union’s report. <a href='#r2'>↩︎</a></li></ol></article>"
    );
    check(&site("en", "Harbour Post", title, &list), expected);
    let [a, b, c, d] = ARABIC;
    let arabic = format!(
        "<article><h1>إعادة بناء الرصيف</h1><div><p>{a}<sup><a href='#fn1'>١</a></sup></p><p>{b}<sup>\
         <a href='#fn2'>٢</a></sup></p><p>{c}</p><p>{d}</p></div><div class=notes><h3>الهوامش</h3>\
         <p id=fn1>١. محضر جلسة المجلس.</p><p id=fn2>٢. تقرير نقابة الصيادين.</p></div></article>"
    );
    let article = site(
        "ar",
        "بريد المرفأ",
        "<title>إعادة بناء الرصيف</title>",
        &arabic,
    );
    check(
        &article,
        ["[١] محضر جلسة المجلس.", "[٢] تقرير نقابة الصيادين."],
    );
    assert!(blocks(&article).contains(&"الهوامش"));
    // A link to a part of the page is no note.
    let contents = format!(
        "<article><h1>Pier to be rebuilt</h1><p>See part<a href='#two'>2</a> below.</p>{}<h2 id=two>The cost</h2>\
         <p>{c}</p></article>",
        paragraphs(&ENGLISH)
    );
    let article = site("en", "Harbour Post", title, &contents);
    assert!(blocks(&article).contains(&"The cost"));
}

#[test]
fn the_headline_is_the_one_that_is_shown() {
    let check = |lang, name, head: &str, main: &str, title: &str| {
        let article = site(lang, name, head, main);
        assert_eq!(article.title.as_deref(), Some(title));
        let lost = article.removed.iter().any(|line| line.text == title);
        assert!(article.subtitle.is_none() && !blocks(&article).contains(&title) && !lost);
        assert_eq!(article.byline.len(), 1, "{title}");
    };
    let (english, arabic) = (paragraphs(&ENGLISH), paragraphs(&ARABIC));
    let (above, below) = (paragraphs(&ENGLISH[..2]), paragraphs(&ENGLISH[2..]));
    let head = "<title>Council backs eleven-million plan for harbour | Harbour Post</title>\
        <meta property=og:title content='Council backs eleven-million plan for harbour'>\
        <meta property=og:site_name content='Harbour Post'>";
    let shown = "Pier closed since the storms will be rebuilt";
    let main =
        format!("<article><h1>{shown}</h1><p class=byline>By Ann Lee</p>{english}</article>");
    check("en", "Harbour Post", head, &main, shown);
    let main = format!(
        "<article><h2>{shown}</h2><p class=byline>By Ann Lee</p>{above}<h2>What the fishermen say</h2>{below}</article>"
    );
    check("en", "<h1>Harbour Post</h1>", head, &main, shown);
    check(
        "en",
        "<h1>Harbour Post</h1>",
        "<title>Harbour Post</title>",
        &main,
        shown,
    );
    // A front page is none of its stories.
    let stories: String = (ENGLISH.iter().zip(1..))
        .map(|(text, n)| {
            format!("<article><h2>Boat number {n} has left</h2><p>{text}</p></article>")
        })
        .collect();
    let article = site(
        "en",
        "Harbour Post",
        "<title>News and weather of the harbour today</title>",
        &stories,
    );
    assert_eq!(
        article.title.as_deref(),
        Some("News and weather of the harbour today")
    );
    let head = "<title>المجلس يقر خطة بأحد عشر مليوناً | بريد المرفأ</title>\
        <meta property=og:title content='المجلس يقر خطة بأحد عشر مليوناً'>";
    let shown = "الرصيف المغلق منذ العواصف يعود إلى الحياة";
    let main =
        format!("<article><h1>{shown}</h1><p class=byline>كتبت: سلمى الحداد</p>{arabic}</article>");
    check("ar", "بريد المرفأ", head, &main, shown);
    let (above, below) = (paragraphs(&URDU[..2]), paragraphs(&URDU[2..]));
    let shown = "طوفانوں سے بند گودی دوبارہ بنے گی";
    let main = format!(
        "<article><h2>{shown}</h2><p class=byline>تحریر: سارہ خان</p>{above}<h2>ماہی گیروں کا کہنا</h2>{below}</article>"
    );
    check(
        "ur",
        "<h1>بندرگاہ ڈاک</h1>",
        "<title>بندرگاہ ڈاک</title>",
        &main,
        shown,
    );
}

#[test]
fn who_sent_a_text_in_and_when_is_known() {
    let page = |lang, line: &str, texts: &[&str]| {
        let main = format!(
            "<div class=node><h1>{}</h1><div class=content><p>{line}</p>{}</div></div>",
            &texts[0][..texts[0].find(' ').unwrap()],
            paragraphs(texts)
        );
        let article = site(lang, "Harbour Post", "", &main);
        assert!(!blocks(&article).contains(&line), "{line}");
        check_all(&article, &[&format!("removed shown as a field {line}")]);
        article
    };
    let line = "Submitted by Ann Lee on Tue, 03/12/2024 - 10:15";
    let article = page("en", line, &ENGLISH);
    check_all(&article, &["byline Ann Lee", "published 2024-03-12T10:15"]);
    let line = "أرسلته سلمى الحداد في الأربعاء, 13/03/2024 - 10:15";
    let article = page("ar", line, &ARABIC);
    check_all(
        &article,
        &["byline سلمى الحداد", "published 2024-03-13T10:15"],
    );
    let line = "سارہ خان نے بدھ، 13/03/2024 - 10:15 کو شائع کیا";
    let article = page("ur", line, &URDU);
    check_all(&article, &["byline سارہ خان", "published 2024-03-13T10:15"]);
}

#[test]
fn a_standfirst_is_the_subtitle_or_begins_the_text() {
    let (short, third) = (
        "The council wants boats back at the quay by next year. The cafés fear two lost summers.",
        "A meeting is to be held in the town hall in April.",
    );
    let long = format!("{short} {third}");
    let page = |lead: &str| {
        let main = format!(
            "<article><h1>Pier to be rebuilt</h1>{lead}<p class=byline>By Ann Lee</p><div class=body>{}</div></article>",
            paragraphs(&ENGLISH)
        );
        site(
            "en",
            "Harbour Post",
            "<title>Pier to be rebuilt</title>",
            &main,
        )
    };
    for lead in [
        "<div data-gu-name=standfirst><div><p>{}</p></div></div>",
        "<p class=article__dek>{}</p>",
        "<p itemprop=description>{}</p>",
        "<div class=summary>{}</div>",
    ] {
        let article = page(&lead.replace("{}", short));
        assert_eq!(article.subtitle.as_deref(), Some(short), "{lead}");
        let article = page(&lead.replace("{}", &long));
        assert_eq!(
            (article.subtitle.as_deref(), blocks(&article)[0]),
            (None, &*long),
            "{lead}"
        );
    }
    let points = format!(
        "<div class=summary><ul><li>{third}</li><li>The cafés fear for two summers.</li></ul></div>"
    );
    let article = page(&points);
    check_all(
        &article,
        &[
            "subtitle ",
            &format!("ListItem 1 {third}"),
            "ListItem 1 The cafés fear for two summers.",
        ],
    );
    let lead = "يريد المجلس أن تعود القوارب إلى الرصيف الشرقي في العام المقبل.";
    let main = format!(
        "<article><h1>إعادة بناء الرصيف</h1><p itemprop=description>{lead}</p>{}</article>",
        paragraphs(&ARABIC)
    );
    let article = site(
        "ar",
        "بريد المرفأ",
        "<title>إعادة بناء الرصيف</title>",
        &main,
    );
    assert_eq!(article.subtitle.as_deref(), Some(lead));
}

#[test]
fn all_posts_of_a_live_page_are_of_it() {
    let posts = |class: &str, text: &str, short: &str| -> String {
        (1..=5)
            .map(|n| format!("<div {class}><time>1{n}:05</time><h3>{short} {n}?</h3><p>{n}. {text}</p><p>{short} {n}.</p>\
                              <div class=share><a href='#'>Share</a></div></div>"))
            .collect()
    };
    let check = |article: &Article, text: &str, short: &str| {
        let expected = (1..=5).flat_map(|n| {
            [
                format!("1{n}:05"),
                format!("{short} {n}?"),
                format!("{n}. {text}"),
                format!("{short} {n}."),
            ]
        });
        assert_eq!(blocks(article), expected.collect::<Vec<_>>());
        check_all(
            article,
            &["Heading 4 11:05", "Heading 4 15:05", "removed share Share"],
        );
        assert_eq!(article.published.time, None);
    };
    let main = format!(
        "<article><h1>Storm at the harbour: live</h1><div class=live-blog>{}</div></article>",
        posts("itemprop=liveBlogUpdate", ENGLISH[0], "Boat")
    );
    check(
        &site(
            "en",
            "Harbour Post",
            "<title>Storm at the harbour: live</title>",
            &main,
        ),
        ENGLISH[0],
        "Boat",
    );
    let main = format!(
        "<article><h1>عاصفة في الميناء: تغطية مباشرة</h1><div class=live-feed>{}</div></article>",
        posts("class=live-post", ARABIC[0], "قارب")
    );
    check(
        &site(
            "ar",
            "بريد المرفأ",
            "<title>عاصفة في الميناء: تغطية مباشرة</title>",
            &main,
        ),
        ARABIC[0],
        "قارب",
    );
    // A page that shows its posts by a script only.
    let updates: Vec<String> = ENGLISH.iter().zip(1..).map(|(text, n)| format!(
        "{{\"@type\":\"BlogPosting\",\"headline\":\"Boat {n} left\",\"datePublished\":\"2024-03-12T1{n}:05:00Z\",\"articleBody\":\"{text} {text}\"}}"
    )).collect();
    let head = format!(
        "<title>Storm at the harbour: live</title><script type='application/ld+json'>{{\"@type\":\"LiveBlogPosting\",\
         \"headline\":\"Storm at the harbour: live\",\"liveBlogUpdate\":[{}]}}</script>",
        updates.join(",")
    );
    let article = site("en", "Harbour Post", &head, "<div id=app></div>");
    check_all(
        &article,
        &["Heading 4 2024-03-12 11:05", "Heading 3 Boat 4 left"],
    );
}

#[test]
fn a_recipe_has_both_its_lists() {
    let article = site(
        "ar",
        "مطبخ المرفأ",
        "<title>شوربة السمك</title>",
        &format!(
            "<article><h1>شوربة السمك</h1><p>{}</p><div class=ingredients><h3>المقادير</h3><ul><li>نصف كيلو سمك أبيض</li>\
         <li>بصلتان</li><li>ملح</li></ul></div><div class=instructions><h3>طريقة التحضير</h3><ol><li>يُقطّع البصل حلقات رقيقة.</li>\
         <li>يُملّح ويُقدّم.</li></ol></div></article>",
            ARABIC[1]
        ),
    );
    check_all(
        &article,
        &[
            "Heading 3 المقادير",
            "ListItem 1 بصلتان",
            "ListItem 1 ملح",
            "Heading 3 طريقة التحضير",
            "ListItem 1 1. يُقطّع البصل حلقات رقيقة.",
            "ListItem 1 2. يُملّح ويُقدّم.",
        ],
    );
    let head = "<title>Fish soup</title><script type='application/ld+json'>{\"@type\":\"Recipe\",\"name\":\"Fish soup\",\
        \"author\":{\"name\":\"Ann Lee\"},\"recipeIngredient\":[\"500 g white fish\",\"2 onions\"],\"recipeInstructions\":\
        [{\"@type\":\"HowToSection\",\"itemListElement\":[{\"@type\":\"HowToStep\",\"text\":\"Cut the onions.\"}]},\
        {\"@type\":\"HowToStep\",\"text\":\"Boil all of it.\"}]}</script>";
    let main = format!(
        "<article><h1>Fish soup</h1>{}<div id=app></div></article>",
        paragraphs(&ENGLISH)
    );
    check_all(
        &site("en", "Harbour Post", head, &main),
        &[
            "byline Ann Lee",
            "ListItem 1 500 g white fish",
            "ListItem 1 2 onions",
            "ListItem 1 1. Cut the onions.",
            "ListItem 1 2. Boil all of it.",
        ],
    );
}

#[test]
fn boxes_for_letters_are_left_out_as_a_whole() {
    let [a, b, c, d] = ENGLISH;
    let boxed = [
        "Get our newsletter",
        "Enter your email and we will send you the news each morning.",
        "Privacy Notice: letters may contain information about charities and online ads.",
    ];
    for element in ["aside", "figure", "div", "section"] {
        let main = format!(
            "<article><h1>Pier to be rebuilt</h1><div><p>{a}</p><p>{b}</p><{element}>{}</{element}>\
            <p>{c}</p><p>{d}</p></div></article>",
            paragraphs(&boxed)
        );
        let article = site(
            "en",
            "Harbour Post",
            "<title>Pier to be rebuilt</title>",
            &main,
        );
        assert_eq!(blocks(&article), ENGLISH, "{element}");
        check_all(
            &article,
            &boxed
                .map(|text| format!("removed newsletter {text}"))
                .each_ref()
                .map(|line| &**line),
        );
    }
    let boxed = [
        "اشترك في نشرة الصباح",
        "أهم أخبار اليوم في بريدك الإلكتروني كل صباح، مع شرح ما يجري ولماذا يهمك.",
    ];
    let [a, b, c, d] = ARABIC;
    let main = format!(
        "<article><h1>إعادة بناء الرصيف</h1><div><p>{a}</p><p>{b}</p><div>{}</div><p>{c}</p><p>{d}</p></div></article>",
        paragraphs(&boxed)
    );
    let article = site(
        "ar",
        "بريد المرفأ",
        "<title>إعادة بناء الرصيف</title>",
        &main,
    );
    assert_eq!(blocks(&article), ARABIC);
}

#[test]
fn topics_are_parted_as_the_page_parts_them() {
    let page = |lang, texts: &[&str], below: &str| {
        let main = format!(
            "<article><h1>{}</h1>{}<div class=tags>{below}</div></article>",
            "A pier",
            paragraphs(texts)
        );
        site(lang, "Harbour Post", "<title>A pier</title>", &main).tags
    };
    let expected = ["New York", "eastern pier", "fishing"];
    let links =
        "Tags: <a href='/1'>New York</a> <a href='/2'>eastern pier</a> <a href='/3'>fishing</a>";
    assert_eq!(page("en", &ENGLISH, links), expected);
    assert_eq!(
        page("en", &ENGLISH, "Tags: New York, eastern pier, fishing"),
        expected
    );
    let arabic = "الكلمات المفتاحية: <a href='/1'>الرصيف الشرقي</a> <a href='/2'>ميناء المدينة</a>";
    assert_eq!(
        page("ar", &ARABIC, arabic),
        ["الرصيف الشرقي", "ميناء المدينة"]
    );
    let head = "<title>A pier</title><script type='application/ld+json'>{ // the article\n\"@type\":\"NewsArticle\", /* so */\n\
        \"headline\":\"A\npier\",\"keywords\":[\"New York, eastern pier, fishing\"],\"author\":{\"name\":\"Ann Lee\",},}</script>";
    let main = format!("<article><h1>A pier</h1>{}</article>", paragraphs(&ENGLISH));
    let article = site("en", "Harbour Post", head, &main);
    assert_eq!(
        (article.tags, article.byline),
        (
            expected.map(str::to_owned).into(),
            vec!["Ann Lee".to_owned()]
        )
    );
}

#[test]
fn clear_english_is_english_whatever_is_stated() {
    let welsh = "Mae'r cyngor wedi penderfynu ailadeiladu'r pier dwyreiniol, sydd wedi bod ar gau ers stormydd y gaeaf diwethaf.";
    let main = format!(
        "<article lang=cy><h1>Y pier</h1><p>{welsh}</p><p>{welsh}</p>{}</article>",
        paragraphs(&ENGLISH)
    );
    let article = site("cy", "Harbour Post", "", &main);
    let html = akhbar::article::to_html(&article);
    for text in ENGLISH {
        assert!(!html.contains(&format!("<p lang=\"cy\">{text}")), "{html}");
    }
    assert!(
        article.language == Some("cy") || html.contains(&"<p lang=\"cy\"".to_owned()),
        "{html}"
    );
}

#[test]
fn a_record_of_an_article_has_its_day_in_many_forms() {
    let read = |json: String| read(Raw::from(json.as_bytes())).unwrap();
    for moment in [
        "\"2024-03-12T10:15:00Z\"",
        "\"20240312101500\"",
        "1710238500",
        "\"1710238500\"",
        "1710238500000",
        "\"1710238500000\"",
    ] {
        for name in ["timestamp", "date", "published"] {
            let article = read(format!(
                "{{\"title\":\"إعادة بناء الرصيف\",\"{name}\":{moment},\"text\":\"{}\"}}",
                ARABIC[0]
            ));
            assert_eq!(
                article.published.to_string(),
                "2024-03-12T10:15",
                "{name} {moment}"
            );
        }
        // Of a page that was fetched it is the time of that.
        let article = read(format!(
            "{{\"url\":\"https://example.org/a\",\"timestamp\":{moment},\"text\":\"{}\"}}",
            ENGLISH[0]
        ));
        assert_eq!(article.published.date, None);
        assert_eq!(article.facts.saved.unwrap().to_string(), "2024-03-12T10:15");
    }
}

#[test]
fn a_heading_under_the_headline_with_names_below_it_is_the_subtitle() {
    let (deck, day) = ("The cafés fear two lost summers", "12 March 2024");
    for below in [
        format!("<h2>{deck}</h2><p>By Ann Lee | Published: {day}</p>"),
        format!("<h2>{deck}</h2><p>By Ann Lee</p><p>{day}</p>"),
    ] {
        let main = format!("<h1>Pier to be rebuilt</h1>{below}{}", paragraphs(&ENGLISH));
        let article = site(
            "en",
            "Harbour Post",
            "<title>Pier to be rebuilt</title>",
            &main,
        );
        assert_eq!(article.subtitle.as_deref(), Some(deck), "{below}");
        assert_eq!(article.byline, ["Ann Lee"], "{below}");
        assert_eq!(article.published.to_string(), "2024-03-12", "{below}");
        assert_eq!(blocks(&article), ENGLISH, "{below}");
    }
    // One of the text stays in it.
    let main = format!(
        "<h1>Pier to be rebuilt</h1><h2>{deck}</h2>{}",
        paragraphs(&ENGLISH)
    );
    let article = site(
        "en",
        "Harbour Post",
        "<title>Pier to be rebuilt</title>",
        &main,
    );
    assert_eq!(blocks(&article)[0], deck);
}

#[test]
fn a_second_writer_who_is_shown_but_not_stated_is_a_writer() {
    let page = |author: &str, shown: &str| {
        let head = format!("<title>عودة السفينة</title><meta name=author content='{author}'>");
        let main = format!(
            "<h1>عودة السفينة</h1><div>{shown}</div>{}",
            paragraphs(&ARABIC)
        );
        site("ar", "بريد المرفأ", &head, &main).byline
    };
    let link = |name: &str| format!("<a rel=author href='/a'>{name}</a>");
    let both = format!("بقلم {} و{}", link("رنا العتيبي"), link("عمر الحديدي"));
    assert_eq!(page("رنا العتيبي", &both), ["رنا العتيبي", "عمر الحديدي"]);
    // What is no name of a person adds nothing, and another name counts for less than the stated one.
    assert_eq!(
        page("رنا العتيبي", "بقلم رنا العتيبي، القاهرة"),
        ["رنا العتيبي"]
    );
    assert_eq!(page("سلمى الراوي", "بقلم عمر الحديدي"), ["سلمى الراوي"]);
}
