//! Pages made up in the looks that pages have, each with the fields that must come out.

use akhbar::article::{Article, BlockKind, read};

#[test]
fn tables_of_columns_are_tables() {
    let arabic = "ارتفاع أسعار الحبوب\n\nسامي الحداد\n12 مارس 2024\n\nارتفع سعر القمح للأسبوع الثالث على \
                  التوالي يوم الاثنين بعدما بقي الميناء مغلقا بسبب إضراب سائقي الرافعات، بحسب ما قال تجار.\n\n\
                  الصنف\tالاثنين\tالجمعة\nالقمح\t212\t198\nالشعير\t171\t169\n\nوقال الخبازون إن لديهم دقيقا \
                  يكفي شهرا، وإنهم لن يرفعوا سعر الخبز قبل العيد مهما طال الإضراب في الميناء.";
    let english = "The price of wheat rose for a third week on Monday after the port of\nLarnesk stayed shut \
                   because of a strike of its crane drivers, traders\nsaid, and it may rise on.\n\n\
                   Grain      Monday   Friday\nWheat      212      198\nOats       149      150\n\n\
                   Bakers in the capital said that they had flour for a month and would\nnot raise the price \
                   of bread before Easter, they said on Monday\nafter a meeting of their own.";
    for (text, n_rows, first) in [
        (arabic, 3, "القمح │ 212 │ 198"),
        (english, 3, "Wheat │ 212 │ 198"),
    ] {
        let article = read(text.as_bytes()).expect("there is text");
        let rows: Vec<&str> = (article.document.texts())
            .filter(|(block, _)| block.kind == BlockKind::Row)
            .map(|(_, text)| text)
            .collect();
        assert_eq!((rows.len(), rows[1]), (n_rows, first));
        let last = article
            .document
            .paragraphs()
            .last()
            .expect("there are some");
        assert!(last.ends_with('.') && last.chars().count() > 80, "{last}");
    }
}

#[test]
fn pages_of_many_looks() {
    check(
        &[
            "Skip to content",
            "Home",
            "World",
            "Africa",
            "Asia",
            "",
            "Old coffins found under a market",
            "",
            "By Jane Doe",
            "Harbour News, Cairo",
            "Published",
            "12 May 2020",
            "Share",
            "Image source, Some Agency",
            "Image caption,",
            "The coffins lay in a shaft",
            PROSE,
            "What happens next?",
            PROSE,
            "Related Topics",
            "Egypt",
            "Digging",
            "",
            "More on this story",
            "A ship is found",
            "2 May 2020",
            "© 2020 Harbour News.",
        ],
        &[
            "title Old coffins found under a market",
            "byline Jane Doe",
            "published 2020-05-12",
            "caption The coffins lay in a shaft",
            "heading What happens next?",
            "outlet Harbour News",
            "tag Egypt",
            "tag Digging",
            "language en",
        ],
    );
    check(
        &[
            "Skip to content",
            "Advertisement",
            "Old coffins found under a market",
            "A market in the south stood on a hundred coffins for ages.",
            "Credit...Ann Lee for The Harbour",
            "By Ann Lee and Bob Marsh",
            "Published June 3, 2021Updated June 4, 2021, 9:12 a.m. ET",
            PROSE,
            "Advertisement",
            PROSE,
            "Read more: A ship is found",
            "That was the end of it, she said.",
        ],
        &[
            "title Old coffins found under a market",
            "subtitle A market in the south stood on a hundred coffins for ages.",
            "byline Ann Lee",
            "byline Bob Marsh",
            "published 2021-06-03",
            "language en",
            "last That was the end of it, she said.",
        ],
    );
    check(
        &[
            "صفحہ اول",
            "پاکستان",
            "دنیا",
            "کھیل",
            "",
            "پرانی عمارت کے نیچے سے تابوت دریافت",
            "",
            "رپورٹ: سلیم احمد",
            "شائع 14 نومبر 2018 03:45pm",
            "اپ ڈیٹ 15 نومبر 2018 10:00am",
            "",
            URDU,
            "",
            "مزید پڑھیں: جہاز مل گیا",
            "",
            URDU,
            "",
            "جواب چھوڑیں",
        ],
        &[
            "title پرانی عمارت کے نیچے سے تابوت دریافت",
            "byline سلیم احمد",
            "published 2018-11-14T15:45",
            "language ur",
        ],
    );
    check(
        &[
            "الأخبار",
            "اقتصاد",
            "رياضة",
            "",
            "أخبار|ثقافة|مصر",
            "",
            "اكتشاف توابيت قديمة تحت سوق المدينة",
            "",
            "توابيت في السوق (رويترز)",
            "",
            "25/7/2024",
            "|",
            "آخر تحديث: 26/7/2024 03:15 م",
            "",
            ARABIC,
            "",
            "اقرأ أيضا",
            "",
            "list of 2 items",
            "list 1 of 2",
            "العثور على سفينة",
            "end of list",
            "",
            ARABIC,
            "",
            "جميع الحقوق محفوظة © 2024 المرفأ",
        ],
        &[
            "title اكتشاف توابيت قديمة تحت سوق المدينة",
            "section ثقافة",
            "published 2024-07-25",
            "caption توابيت في السوق (رويترز)",
            "outlet المرفأ",
            "language ar",
        ],
    );
    check(
        &[
            "חדשות",
            "כלכלה",
            "ספורט",
            "",
            "ארונות עתיקים נמצאו מתחת לשוק בעיר",
            "",
            "מאה ארונות נחו מתחת לשוק שנים רבות",
            "",
            "מאת: דנה לוי",
            "פורסם: 04.11.21, 08:45",
            "עודכן: 05.11.21, 10:12",
            "",
            HEBREW,
            "",
            "קראו עוד:",
            "ספינה נמצאה",
        ],
        &[
            "title ארונות עתיקים נמצאו מתחת לשוק בעיר",
            "subtitle מאה ארונות נחו מתחת לשוק שנים רבות",
            "byline דנה לוי",
            "published 2021-11-04T08:45",
            "language he",
        ],
    );
    check(
        &[
            "Startseite",
            "Politik",
            "",
            "Alte Särge unter dem Markt gefunden",
            "",
            "Von Jana Doe",
            "03.05.2021, 14:20 Uhr",
            "",
            "Lesezeit: 4 Min.",
            "",
            GERMAN,
            "",
            "Lesen Sie auch: Ein Schiff",
            "",
            GERMAN,
            "",
            "Alle Rechte vorbehalten",
        ],
        &[
            "title Alte Särge unter dem Markt gefunden",
            "byline Jana Doe",
            "published 2021-05-03T14:20",
            "section Politik",
            "minutes 4",
            "language de",
        ],
    );
}

#[test]
fn pages_that_leave_much_out() {
    let unmarked = URDU.trim_end_matches('۔');
    let body = |lines: &[&str]| {
        let article = read(lines.join("\n\n").as_bytes()).unwrap();
        assert_eq!(article.title, None);
        article
            .document
            .paragraphs()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    // Without end marks, with a credit and a pointer before the last line.
    let last = "وزیر نے مزید کہا کہ ماہرین کی نئی بھرتیاں بھی کی جائیں گی";
    assert_eq!(
        body(&[
            unmarked,
            "—فوٹو: اے ایف پی",
            "یہ بھی پڑھیں: جہاز مل گیا",
            last
        ]),
        [unmarked, last]
    );
    assert_eq!(
        body(&[
            PROSE,
            "[Coffins, explained: what to know]",
            PROSE,
            "Comments"
        ]),
        [PROSE, PROSE]
    );
    assert_eq!(
        body(&[PROSE, "Subscribe to continue reading", PROSE]),
        [PROSE]
    );
}

/// A text goes on behind a hole close to its end; what stands below its end stays outside.
#[test]
fn a_text_goes_on_behind_a_hole() {
    const LAST: &str = "Nobody in the harbour knows when the ships will be back, says Lee.";
    let check = |hole: &[&str], rest: &[&str], goes_on: bool| {
        let page = [
            &[PROSE, URDU],
            hole,
            rest,
            &["© 2024 The Post. All rights reserved."],
        ]
        .concat();
        for between in ["\n", "\n\n"] {
            let article = read(page.join(between).as_bytes()).unwrap();
            let shown: Vec<_> = article.document.paragraphs().collect();
            let rest = if goes_on { rest } else { &[] };
            let expected = [&[PROSE, URDU], rest].concat();
            assert_eq!(shown, expected, "{article:#?}");
        }
    };
    let one = ["Related", "Eel ladder opens at Tintern"];
    let two = ["Related", one[1], "Tide mill sold to couple"];
    let offer = ["Sign up to our newsletter", "Enter your email address"];
    check(&two, &[LAST], true);
    check(&one, &[LAST, "They laugh."], true);
    check(&["اقرأ أيضا", one[1]], &[LAST], true);
    check(
        &["Share this article", "Facebook", "Twitter"],
        &[LAST],
        true,
    );
    check(&["Image: Jan Maat", "Advertisement"], &[LAST], true);
    check(&offer, &[LAST, "They laugh, all of them."], true);
    // One paragraph behind an offer, teasers, and comments.
    check(&offer, &[LAST], false);
    check(&one, &[LAST, two[2], LAST], false);
    check(&["Comments", "Anna Stone"], &[LAST], false);
    for table in [
        "Year Adults Pups\n2022 19 1\n2024 27 4",
        "| Year | Adults |\n| 2022 | 19 |",
        "Goals\n31 Bristol City\n27 Cardiff City",
    ] {
        let article = read([PROSE, URDU, table, LAST].join("\n\n").as_bytes()).unwrap();
        let shown: Vec<_> = article.document.texts().map(|(_, text)| text).collect();
        let rows: Vec<_> = table.lines().collect();
        assert_eq!(
            shown,
            [&[PROSE, URDU], &rows[..], &[LAST]].concat(),
            "{article:#?}"
        );
    }
}

/// Above a text with little but names and a day a line of one word is the headline.
#[test]
fn a_clean_text_has_a_short_headline() {
    let check = |above: &[&str], expected: Option<&str>, n_names: usize| {
        let page = [above.join("\n").as_str(), PROSE, PROSE].join("\n\n");
        let article = read(page.as_bytes()).unwrap();
        assert_eq!(article.title.as_deref(), expected, "{above:?}");
        assert_eq!(article.byline.len(), n_names, "{above:?}");
    };
    let day = "12 March 2024";
    check(&["Seals", "By Nora Hale", day], Some("Seals"), 1);
    check(
        &[day, "Return of the seals"],
        Some("Return of the seals"),
        0,
    );
    check(&["پیاسا تھر", "تحریر: ثنا اقبال"], Some("پیاسا تھر"), 1);
    let said = "Retraites : « on ira au bout »";
    check(&[said, "Par Inès Vidal", day], Some(said), 1);
    check(&["Nora Hale", day], None, 1);
    check(&["Seals", "Otters"], None, 0);
    check(&["Home » World » Seals", day], None, 0);
}

/// Labels with a comma tell of the writer and of the pictures.
#[test]
fn labels_may_have_a_comma() {
    let page = "Seals breed on the river again\nAuthor, Nora Hale\nRole, Reporter for the north coast\n\
                12 March 2024\nImage source, Getty Images\nImage caption, A seal near the weir\n";
    let article = read([page, PROSE, "\n", PROSE].concat().as_bytes()).unwrap();
    assert_eq!(
        article.title.as_deref(),
        Some("Seals breed on the river again")
    );
    assert_eq!(article.byline, ["Nora Hale"]);
    assert_eq!(article.subtitle, None);
    let mut texts = article.document.texts();
    let caption = texts.find(|(block, _)| block.kind == BlockKind::Caption);
    assert_eq!(caption.map(|(_, text)| text), Some("A seal near the weir"));
}

/// Behind the day stand fields with wide blanks between them.
#[test]
fn a_line_of_fields_has_day_and_names() {
    let fields = "2024-03-15 08:42:10\u{3000}来源：江城晚报\u{3000}作者：陈晓燕";
    let page = ["Seals breed on the river again", fields, PROSE, PROSE].join("\n");
    let article = read(page.as_bytes()).unwrap();
    assert_eq!(article.published.to_string(), "2024-03-15T08:42");
    assert_eq!(article.byline, ["陈晓燕"]);
}

/// Checks the fields of a page, and that nothing else was found in it.
fn check(lines: &[&str], expected: &[&str]) {
    let text = lines.join("\n");
    let article = read(text.as_bytes()).unwrap();
    let mut found = fields(&article);
    // The last paragraph is listed only where it is asked for.
    if !expected.iter().any(|field| field.starts_with("last ")) {
        found.retain(|field| !field.starts_with("last "));
    }
    let mut expected: Vec<String> = expected.iter().map(|&field| field.to_owned()).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected, "{article:#?}");
    let n_prose = lines.iter().filter(|line| is_prose(line)).count();
    let n_shown = article
        .document
        .paragraphs()
        .filter(|text| is_prose(text))
        .count();
    assert_eq!(n_shown, n_prose, "{article:#?}");
}

fn is_prose(text: &str) -> bool {
    [PROSE, URDU, ARABIC, HEBREW, GERMAN].contains(&text)
}

fn fields(article: &Article) -> Vec<String> {
    let mut fields = Vec::new();
    let mut put = |name: &str, value: &str| fields.push(format!("{name} {value}"));
    let options = [
        ("title", &article.title),
        ("subtitle", &article.subtitle),
        ("outlet", &article.outlet),
        ("agency", &article.agency),
        ("section", &article.section),
    ];
    for (name, value) in options {
        if let Some(value) = value {
            put(name, value);
        }
    }
    for name in &article.byline {
        put("byline", name);
    }
    for tag in &article.tags {
        put("tag", tag);
    }
    for (block, text) in article.document.texts() {
        match block.kind {
            BlockKind::Caption => put("caption", text),
            BlockKind::Heading => put("heading", text),
            _ => {}
        }
    }
    if let Some(last) = article.document.paragraphs().last() {
        put("last", last);
    }
    let published = article.published.to_string();
    if !published.is_empty() {
        put("published", &published);
    }
    if let Some(minutes) = article.reading_minutes {
        put("minutes", &minutes.to_string());
    }
    put("language", article.language.unwrap_or("none"));
    fields
}

const PROSE: &str = "Workers who dug a ditch under the market found more than a hundred old coffins, and the \
    ministry said on Monday that the search would go on through the summer.";
const URDU: &str = "مزدوروں نے بازار کے نیچے کھدائی کے دوران سو سے زیادہ پرانے تابوت دریافت کیے، اور وزارت نے پیر کو بتایا \
    کہ تلاش گرمیوں میں بھی جاری رہے گی۔";
const ARABIC: &str = "عثر عمال كانوا يحفرون خندقا تحت سوق المدينة على أكثر من مئة من التوابيت القديمة، وقالت الوزارة إن \
    البحث سيستمر طوال فصل الصيف.";
const HEBREW: &str = "פועלים שחפרו תעלה מתחת לשוק מצאו יותר ממאה ארונות עתיקים, ומשרד התרבות הודיע ביום שני כי החיפושים \
    יימשכו לאורך כל הקיץ בעיר.";
const GERMAN: &str = "Arbeiter fanden beim Graben unter dem Markt mehr als hundert alte Särge, und das Ministerium teilte \
    am Montag mit, dass die Suche den ganzen Sommer über weitergehen werde.";
