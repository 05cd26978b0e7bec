//! Tops of plain texts that have few of the words by which pages are known: headlines that stand twice,
//! are long or have a kind of page behind them; days and clocks of sites; names beside days, in brackets,
//! under a headline and without one.

use akhbar::article::{Article, read};

const ENGLISH: [&str; 3] = [
    "The harbour council voted on Tuesday to rebuild the eastern pier, which was closed after the storms of last winter.",
    "Fishermen had asked for the work for many years, since their boats have to wait outside whenever the wind turns.",
    "The work is to begin in the spring and will cost eleven million, of which the state pays half, says the plan.",
];

const URDU: [&str; 3] = [
    "بندرگاہ کی کونسل نے منگل کو مشرقی گودی کی دوبارہ تعمیر کے حق میں ووٹ دیا جو پچھلی سردیوں کے طوفانوں کے بعد سے بند پڑی ہے۔",
    "ماہی گیر کئی برسوں سے اس کام کا مطالبہ کر رہے تھے کیونکہ شمال سے ہوا چلنے پر ان کی کشتیوں کو حوض کے باہر انتظار کرنا پڑتا ہے۔",
    "کام بہار میں شروع ہوگا اور اس پر ایک کروڑ دس لاکھ روپے لاگت آئے گی جس کا نصف حکومت ادا کرے گی۔",
];

const ARABIC: [&str; 3] = [
    "صوّت مجلس الميناء يوم الثلاثاء لصالح إعادة بناء الرصيف الشرقي الذي أُغلق بعد عواصف الشتاء الماضي وبقي خاليًا منذ ذلك الحين.",
    "وكان الصيادون يطالبون بهذه الأعمال منذ سنوات طويلة لأن قواربهم تضطر إلى الانتظار خارج الحوض كلما هبّت الريح من الشمال.",
    "ومن المقرر أن تبدأ الأعمال في الربيع وأن تكلّف أحد عشر مليونًا تدفع الدولة نصفها، بحسب الخطة.",
];

const HEBREW: [&str; 3] = [
    "מועצת הנמל הצביעה ביום שלישי בעד בנייה מחדש של המזח המזרחי, שנסגר אחרי הסערות של החורף האחרון ועומד ריק מאז.",
    "הדייגים ביקשו את העבודות במשך שנים רבות, משום שסירותיהם נאלצות להמתין מחוץ למעגן בכל פעם שהרוח משתנה.",
    "העבודות אמורות להתחיל באביב ולעלות אחד עשר מיליון, שמחציתם ישולמו בידי המדינה, כך לפי התוכנית.",
];

fn page(top: &str, body: &[&str]) -> Article {
    read(format!("{top}\n\n{}\n", body.join("\n\n")).as_bytes()).expect("there is text")
}

fn check(top: &str, body: &[&str], title: &str) -> Article {
    let article = page(top, body);
    assert_eq!(article.title.as_deref(), Some(title), "{top}");
    let paragraphs: Vec<&str> = article.document.paragraphs().collect();
    assert_eq!(paragraphs, body, "{top}");
    article
}

#[test]
fn a_headline_is_found_where_no_word_tells_of_a_page() {
    let title = "Eastern pier to be rebuilt after the storms";
    for top in [
        format!("{title}\n{title}"),
        format!("Harbour Post\nTown and port\n{title}\n{title}"),
        format!("Sport\n\n{title}"),
        format!("Town\n\n{title}\n\nThe Harbour Post team"),
        format!("Harbour Post > Town > Port\n{title}"),
        format!("2024-03-12 10:15\n\n217\n\n{title}"),
    ] {
        check(&top, &ENGLISH, title);
    }
    // Its picture is named by the beginning of it.
    let cut = format!("{title}\nEastern pier to be rebuilt\nBy Ann Lee");
    assert_eq!(page(&cut, &ENGLISH).title.as_deref(), Some(title));
    let urdu = "طوفان کے بعد مشرقی گودی کی دوبارہ تعمیر کا فیصلہ";
    check(&format!("{urdu}\n{urdu}"), &URDU, urdu);
    check(&format!("پاکستان\n\n{urdu}"), &URDU, urdu);
}

#[test]
fn a_headline_may_be_long_and_may_say_what_kind_of_a_page_it_is_of() {
    let long = "Harbour council votes for the eastern pier that fishermen have asked for since the storms, and the cafés on the quay fear two lost summers";
    check(&format!("Home\nMenu\n{long}"), &ENGLISH, long);
    let video = "מועצת הנמל הצביעה בעד בנייה מחדש של המזח המזרחי | וידאו";
    check(&format!("{video}\n12/03/2024"), &HEBREW, video);
}

#[test]
fn a_note_is_no_page() {
    let note = format!("Moby Dick\n\nCall me Ishmael.\n\n{}", ENGLISH.join("\n\n"));
    let article = read(note.as_bytes()).unwrap();
    assert_eq!(
        article.document.paragraphs().next(),
        Some("Call me Ishmael.")
    );
    let song = "Row, row\nRow, row\nto the eastern pier\nto the eastern pier\n";
    let article = read(song.as_bytes()).unwrap();
    assert!(article.removed.is_empty(), "{:?}", article.removed);
}

#[test]
fn the_clock_of_a_site_dates_no_article() {
    let title = "طوفان کے بعد مشرقی گودی کی دوبارہ تعمیر کا فیصلہ";
    let article = check(
        &format!("منگل 12 مارچ 2024 کابل 07:05\n\n{title}"),
        &URDU,
        title,
    );
    assert_eq!(article.published.date, None);
    let article = check(
        &format!("منگل 12 مارچ 2024، 07:05\n\n{title}"),
        &URDU,
        title,
    );
    assert_eq!(article.published.to_string(), "2024-03-12T07:05");
}

#[test]
fn names_stand_beside_days_above_agencies_and_in_brackets() {
    let title = "Eastern pier to be rebuilt after the storms";
    let names = |line: &str| check(&format!("{title}\n{line}"), &ENGLISH, title).byline;
    for line in [
        "Ann Lee, Tom Reed | 12.03.2024",
        "Ann Lee and Tom Reed • 12 March 2024",
        "Ann Lee and Tom Reed\nAssociated Press",
    ] {
        assert_eq!(names(line), ["Ann Lee", "Tom Reed"], "{line}");
    }
    for line in [
        "By - Ann Lee",
        "Written by\nAnn Lee",
        "By Ann Lee:",
        "4994\nAnn Lee\n12.03.2024",
    ] {
        assert_eq!(names(line), ["Ann Lee"], "{line}");
    }
    let arabic = [
        "صوّت مجلس الميناء يوم الثلاثاء على إعادة بناء الرصيف الشرقي الذي أُغلق بعد عواصف الشتاء الماضي وظل خالياً منذ ذلك الحين.",
        "وكان الصيادون قد طالبوا بهذه الأعمال منذ سنوات طويلة، لأن قواربهم تضطر إلى الانتظار خارج الحوض كلما هبّت الرياح من الشمال.",
    ];
    let pier = "مجلس الميناء يقرر إعادة بناء الرصيف الشرقي";
    for line in [
        "كتب - سامي خليل :",
        "كتب/ سامي خليل",
        "بقلم\nسامي خليل",
        "بواسطة: سامي خليل",
    ] {
        let article = check(&format!("{pier}\n{line}"), &arabic, pier);
        assert_eq!(article.byline, ["سامي خليل"], "{line}");
    }
    let article = check(&format!("{pier}\nمحمد سالم\n4994"), &arabic, pier);
    assert_eq!(article.byline, ["محمد سالم"]);
    let title = "המועצה בעד בנייה מחדש של המזח המזרחי";
    let article = check(&format!("{title}\n(דוד כהן)\n12/03/2024"), &HEBREW, title);
    assert_eq!(article.byline, ["דוד כהן"]);
}

#[test]
fn a_last_paragraph_may_end_in_initials() {
    let last = "“The work cannot wait for another winter, and it will not wait for one,” said the head of the council on the quay. (ds/rb)";
    let [a, b, c] = ENGLISH;
    let title = "Eastern pier to be rebuilt after the storms";
    check(&format!("{title}\n12 March 2024"), &[a, b, c, last], title);
}

/// Made-up pages of kinds that small papers, magazines and blogs have.
#[test]
fn names_stand_above_texts_without_a_headline_and_set_off_under_one() {
    let names = |top: &str, body: &[&str]| page(top, body).byline;
    assert_eq!(names("بقلم يوسف الحمداني", &ARABIC), ["يوسف الحمداني"]);
    assert_eq!(names("Por Inés Vidal", &ENGLISH), ["Inés Vidal"]);
    assert_eq!(
        names("Home\nMenu\n\n-Tamsin Okoro", &ENGLISH),
        ["Tamsin Okoro"]
    );
    let title = "Eastern pier to be rebuilt after the storms";
    let urdu = "طوفان کے بعد مشرقی گودی کی دوبارہ تعمیر کا فیصلہ";
    let check = |top: &str, body: &[&str], title: &str, expected: &[&str]| {
        assert_eq!(check(top, body, title).byline, expected, "{top}");
    };
    check(
        &format!("{title}\n\nTamsin Okoro\n\nPublished\n\non"),
        &ENGLISH,
        title,
        &["Tamsin Okoro"],
    );
    check(
        &format!("Town\n{title}\n\nTamsin Okoro, Harbour Reporter"),
        &ENGLISH,
        title,
        &["Tamsin Okoro"],
    );
    check(
        &format!("{title}\n\nTamsin Okoro\nTamsin Okoro\n12.03.2024"),
        &ENGLISH,
        title,
        &["Tamsin Okoro"],
    );
    check(
        &format!("{title}\n12.03.2024 | Okoro Anna | No. 11"),
        &ENGLISH,
        title,
        &["Okoro Anna"],
    );
    check(
        &format!("{urdu}\n\nگلریز مہمند\n\n12 مارچ 2024"),
        &URDU,
        urdu,
        &["گلریز مہمند"],
    );
    check(
        &format!("{urdu}\n{urdu}\n\nگلریز مہمند"),
        &URDU,
        urdu,
        &["گلریز مہمند"],
    );
    // A place, a picture that is named twice, words that the text has as well, the people of the paper.
    check(
        &format!("{urdu}\n\nاسلام آباد\n\n12 مارچ 2024"),
        &URDU,
        urdu,
        &[],
    );
    check(
        &format!("{title}\n\nHarbour Council\n\n12.03.2024"),
        &ENGLISH,
        title,
        &[],
    );
    check(&format!("{urdu}\n\nاحمد رضا\nاحمد رضا"), &URDU, urdu, &[]);
    let masthead = "رئيس مجلس الإدارة\nسامي خليل\nرئيس التحرير\nأحمد سالم";
    let arabic = "إعادة بناء الرصيف الشرقي بعد عواصف الشتاء";
    check(
        &format!("{masthead}\n{arabic}\n\n{arabic}"),
        &ARABIC,
        arabic,
        &[],
    );
}

#[test]
fn what_a_page_says_of_its_writer_is_not_its_headline() {
    let title = "إعادة بناء الرصيف الشرقي بعد عواصف الشتاء";
    let top = format!("صفحة الكاتب : سامي محمد خليل\n\n{title}\nسامي محمد خليل");
    let article = check(&top, &ARABIC, title);
    assert_eq!(article.byline, ["سامي محمد خليل"]);
}

#[test]
fn paths_of_a_site_end_with_the_headline_also_where_they_cut_it() {
    let title = "Eastern pier to be rebuilt after the storms, says the council";
    let cut = "HomeTownHarbour newsEastern pier to be rebuilt after the...";
    let article = check(
        &format!("Friday, March 1, 2024\n{cut}\n\n{title}"),
        &ENGLISH,
        title,
    );
    assert_eq!(article.published.date, None, "it is the day of the visit");
    check(
        &format!(
            "Home - Town - {title}\n\nMore\n{title}\n\nTamsin Okoro\n\nThe Post-No: 28 - 2010 / 10 / 21 - 09:15\nTopic: the harbour and its council"
        ),
        &ENGLISH,
        title,
    );
}

#[test]
fn a_day_that_is_all_there_is_above_a_headline_is_its_own() {
    let title = "إعادة بناء الرصيف الشرقي بعد عواصف الشتاء";
    let day = |top: &str| {
        check(top, &ARABIC, title)
            .published
            .date
            .map(|day| day.to_string())
    };
    assert_eq!(
        day(&format!("الأحد 2017/06/18\n\n{title}")).as_deref(),
        Some("2017-06-18")
    );
    assert_eq!(day(&format!("الأحد 2017/06/18\nالرئيسية\n\n{title}")), None);
    // Of an issue of a paper; today in several calendars.
    let issue = format!("العدد 4100\nالأحد 2017/06/18\nالرئيسية\n\n{title}");
    assert_eq!(day(&issue).as_deref(), Some("2017-06-18"));
    let today = format!("جمعه 21 دی 1403\n2025 Jan 10\nالرئيسية\n\n{title}");
    assert_eq!(day(&today), None);
}

#[test]
fn reporters_are_named_in_the_dateline_of_a_text_in_chinese() {
    let text = "河畔晚报讯(记者 王小明 通讯员 李大伟) 昨日下午，东码头的重建工程正式开工，预计明年春天完工，渔民们期待已久。";
    let article = read(text.as_bytes()).unwrap();
    assert_eq!(article.byline, ["王小明", "李大伟"]);
    assert_eq!(article.document.paragraphs().next(), Some(text));
}

#[test]
fn days_of_the_hebrew_calendar_stand_beside_others() {
    let title = "המועצה בעד בנייה מחדש של המזח המזרחי";
    for line in [
        "ט' טבת התשפ\"ג / 01.01.2023 23:43",
        "01.01.2023, ט' בטבת תשפ\"ג, 23:43",
    ] {
        let article = check(&format!("{title}\n\nהמעגן\n{line}"), &HEBREW, title);
        assert_eq!(article.published.to_string(), "2023-01-01T23:43", "{line}");
    }
}

#[test]
fn what_is_above_or_below_a_headline_is_no_headline() {
    let title = "Eastern pier to be rebuilt after the storms";
    for top in [
        // The people of a site, named twice; a kicker; the picture that the headline names; a broken line.
        "Harbour Post Office\nSam Hale\nHarbour Post Office\nSam Hale\n\nTITLE",
        "what the pier and the storms of winter cost\n\nTITLE",
        "advertisement\n12 March 2024\n\nTITLE\n\nPhoto: TITLE / Tom Reed",
        "TITLE\n\nSam Hale, mayor of the storms\nPhoto: Tom Reed",
    ] {
        let article = page(&top.replace("TITLE", title), &ENGLISH);
        assert_eq!(article.title.as_deref(), Some(title), "{top}");
    }
    let broken = "The council has voted to rebuild the eastern pier, closed after the storms of last winter, as\nfishermen had asked for many years, whose boats have to wait outside whenever the wind turns to the north.";
    let article =
        read(format!("Home\nMenu\n{broken}\n\n{}", ENGLISH.join("\n\n")).as_bytes()).unwrap();
    assert_eq!(article.title, None);
    let japanese = [
        "港の評議会は火曜日、昨冬の嵐の後に閉鎖されていた東桟橋を再建することを決めた。",
        "工事は春に始まり、費用の半分は国が負担する。",
    ];
    let article = page(
        "2024年03月12日\n嵐の後に閉鎖された東桟橋=3月12日午後8時31分",
        &japanese,
    );
    assert_eq!(article.title, None);
}

#[test]
fn the_title_of_a_long_page_as_a_file_names_its_headline() {
    let title = "Eastern pier to be rebuilt after the storms";
    let deck = "The council of the harbour voted for the eastern pier that fishermen have asked for since the storms closed it";
    let menu: Vec<String> = (0..140)
        .map(|n| format!("• Part {n} of the town"))
        .collect();
    for first in [
        format!("{title} - Harbour Post"),
        format!("{title} and what it costs - Harbour Post"),
    ] {
        let top = format!(
            "{first}\n\n{}\n\n{title}\n\n{deck}\n\nBy Ann Lee",
            menu.join("\n\n")
        );
        let article = page(&top, &ENGLISH);
        assert_eq!(article.title.as_deref(), Some(title), "{first}");
    }
}

#[test]
fn names_stand_before_papers_and_offices() {
    let title = "Eastern pier to be rebuilt after the storms";
    for (line, day) in [
        ("Ann Lee, HARBOUR POST 8:42 a.m. EDT October 3, 2024", true),
        (
            "Aug 13, 2024 – 4:39 PM\n\nEmail This\n\nAnn Lee Senior Harbour Correspondent",
            true,
        ),
        ("Ann Lee, Senior Harbour Correspondent", false),
    ] {
        let article = page(&format!("Home\n{title}\n\n{line}"), &ENGLISH);
        assert_eq!(article.title.as_deref(), Some(title), "{line}");
        assert_eq!(article.byline, ["Ann Lee"], "{line}");
        assert_eq!(article.published.date.is_some(), day, "{line}");
    }
}

#[test]
fn topics_and_copyrights_are_no_text() {
    let title = "Eastern pier to be rebuilt after the storms";
    let [a, b, c] = ENGLISH;
    let bottom = [
        "Topics: Harbour | Storms | Pier | Fishing | Town | Council | Winter | Boats",
        "© 2024 Harbour Post",
    ];
    let all = [a, b, bottom[0], c, bottom[1]];
    let article = page(
        &format!("Home\n{title}\nBy Ann Lee\n\nTopics: harbour, storms"),
        &all,
    );
    let paragraphs: Vec<&str> = article.document.paragraphs().collect();
    assert_eq!(paragraphs, [a, b, c]);
    assert_eq!(article.tags[..2], ["harbour", "storms"]);
    assert!(
        article.tags.contains(&"Pier".to_owned()),
        "{:?}",
        article.tags
    );
}

#[test]
fn what_is_said_of_the_writer_at_the_end_is_no_text() {
    let title = "Eastern pier to be rebuilt after the storms";
    let [a, b, c] = ENGLISH;
    let life = "Ann Lee covers the harbour for the Post. She has lived on the quay since she was born there.";
    let shown = |by: &str| {
        page(&format!("Home\n{title}\n{by}"), &[a, b, c, life])
            .document
            .paragraphs()
            .count()
    };
    assert_eq!(shown("By Ann Lee"), 3);
    assert_eq!(shown("By Tom Reed"), 4);
}

#[test]
fn a_desk_on_the_line_of_the_day_signs_as_a_person_does() {
    let urdu = "طوفان کے بعد مشرقی گودی کی دوبارہ تعمیر کا فیصلہ";
    let english = "Eastern pier to be rebuilt after the storms";
    for (line, desk) in [
        ("ویب ڈیسک 12 نومبر 2024", "ویب ڈیسک"),
        ("12 نومبر 2024 | ویب ڈیسک", "ویب ڈیسک"),
        ("ویب ڈیسک", "ویب ڈیسک"),
    ] {
        let day = if line.contains("2024") {
            ""
        } else {
            "\n12 نومبر 2024"
        };
        let article = check(&format!("{urdu}\n{line}{day}"), &URDU, urdu);
        assert_eq!(article.byline, [desk], "{line}");
    }
    let article = check(
        &format!("{english}\nWeb Desk, 12 March 2024"),
        &ENGLISH,
        english,
    );
    assert_eq!(article.byline, ["Web Desk"]);
    let article = check(
        &format!("{english}\nHarbour, 12 March 2024"),
        &ENGLISH,
        english,
    );
    assert_eq!(article.byline, [""; 0]);
}

#[test]
fn a_text_that_ends_in_little_pieces_is_whole() {
    let title = "Eastern pier to be rebuilt after the storms";
    let ends: [&[&str]; 4] = [
        &[
            "What next",
            "The work begins in April. A second pier may follow.",
        ],
        &[
            "Why now?",
            "It cannot wait.",
            "And the boats?",
            "They stay outside.",
            "Who pays?",
            "The state pays half.",
        ],
        &[
            "The plan names three things:",
            "• the wall of the quay",
            "• the crane",
            "• the light",
        ],
        &[
            "What to see",
            "• the wall of the quay, which is older than the town",
            "• the crane",
        ],
    ];
    let without_bullet = |line: &str| line.trim_start_matches("• ").to_owned();
    for end in ends {
        let body = [&ENGLISH[..], end].concat();
        let article = page(&format!("{title}\n\nBy Ann Lee\n12 March 2024"), &body);
        let texts: Vec<String> = article
            .document
            .texts()
            .map(|(_, text)| text.into())
            .collect();
        let expected: Vec<String> = body.iter().map(|line| without_bullet(line)).collect();
        assert_eq!(texts, expected);
    }
    let urdu = [
        "آگے کیا ہوگا",
        "کام بہار میں شروع ہوگا۔ دوسری گودی بعد میں بنے گی۔",
    ];
    let body = [&URDU[..], &urdu].concat();
    let article = page("گودی کی دوبارہ تعمیر کا فیصلہ\n12 نومبر 2024", &body);
    let texts: Vec<&str> = article.document.texts().map(|(_, text)| text).collect();
    assert_eq!(texts, body);
    // With other things of the page behind it: so far, and no teasers.
    let body = [&ENGLISH[..], ends[0]].concat();
    let more = [
        "Most read",
        "Fish market opens an hour earlier",
        "Ferry to run all night",
    ];
    let article = page(
        &format!("{title}\n\nBy Ann Lee\n12 March 2024"),
        &[&body[..], &more].concat(),
    );
    let texts: Vec<&str> = article.document.texts().map(|(_, text)| text).collect();
    assert_eq!(texts, body);
    let teasers = [
        "Fish market opens an hour earlier in the summer",
        "The bakers do too.",
    ];
    let article = page(
        &format!("{title}\n\nBy Ann Lee\n12 March 2024"),
        &[&ENGLISH[..], &teasers, &more].concat(),
    );
    let texts: Vec<&str> = article.document.texts().map(|(_, text)| text).collect();
    assert_eq!(texts, ENGLISH);
}

#[test]
fn fields_may_stand_above_the_headline_below_a_menu() {
    let page = |menu: &str, fields: &str, title: &str, deck: &str, body: &[&str]| {
        let article = check(
            &format!("{menu}\n\n{fields}\n\n{title}\n\n{deck}"),
            body,
            title,
        );
        (article.subtitle, article.byline)
    };
    let deck = "برسوں کا انتظار ختم";
    let (subtitle, byline) = page(
        "تازہ ترین\nسیاست\nشوبز\nصحت",
        "مصنف: عائشہ تنویر\nتاریخ اشاعت: 5 جنوری 2024",
        "مشرقی گودی کی دوبارہ تعمیر کا فیصلہ، ماہی گیر خوش",
        deck,
        &URDU,
    );
    assert_eq!(
        (subtitle.as_deref(), &*byline[0]),
        (Some(deck), "عائشہ تنویر")
    );
    let deck = "A long wait comes to an end";
    let (subtitle, byline) = page(
        "Latest\nPolitics\nHealth",
        "Author: Aisha Tanner\nPublished: 5 January 2024",
        "Eastern pier to be rebuilt after the storms",
        deck,
        &ENGLISH,
    );
    assert_eq!(
        (subtitle.as_deref(), &*byline[0]),
        (Some(deck), "Aisha Tanner")
    );
}

#[test]
fn a_place_behind_a_name_is_no_second_writer() {
    let urdu = "طوفان کے بعد مشرقی گودی کی دوبارہ تعمیر کا فیصلہ";
    for (line, names) in [
        ("رپورٹ: عابد حسین، اسلام آباد", &["عابد حسین"][..]),
        ("رپورٹ: عابد حسین، سمیرا نقوی", &["عابد حسین", "سمیرا نقوی"]),
    ] {
        let article = check(&format!("{urdu}\n{line}\n12 نومبر 2024"), &URDU, urdu);
        assert_eq!(article.byline, names);
    }
}
