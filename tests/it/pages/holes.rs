//! Holes in plain texts: boxes of pointers and offers, players, posts of other sites and lists between two
//! paragraphs; and what texts end with that is no paragraph.

use akhbar::article::{Article, BlockKind, read};

/// A headline, names and a day, and four paragraphs.
struct Page {
    top: &'static str,
    title: &'static str,
    text: [&'static str; 4],
}

const ENGLISH: Page = Page {
    top: "Goats return to the ferry after long ban\nBy Nora Quill\n4 June 2023",
    title: "Goats return to the ferry after long ban",
    text: [
        "Goats may travel on the island ferry again from Sunday, the harbour master said, after a ban of more than nine years.",
        "They were put ashore when one of them ate the rope that held the gangway, and forty people had to wait for the tide.",
        "Farmers on the island say they lost much of their trade with the mainland in the years of the ban.",
        "The rope is now made of steel.",
    ],
};

const ARABIC: Page = Page {
    top: "الماعز تعود إلى عبّارة الجزيرة بعد حظر طويل\nكتبت: ليلى البستاني\n4 يونيو 2023",
    title: "الماعز تعود إلى عبّارة الجزيرة بعد حظر طويل",
    text: [
        "يُسمح للماعز بالسفر على عبّارة الجزيرة ابتداءً من يوم الأحد بعد حظر دام أكثر من تسع سنوات، كما أعلن مدير الميناء.",
        "وكانت إحداها قد أكلت الحبل الذي يشدّ الممر إلى الرصيف، فاضطر أربعون راكبًا إلى انتظار المد حتى المساء.",
        "ويقول المزارعون إنهم خسروا الكثير من تجارتهم مع البر الرئيسي في سنوات الحظر.",
        "وأصبح الحبل اليوم من الفولاذ المتين.",
    ],
};

const URDU: Page = Page {
    top: "طویل پابندی کے بعد بکریاں دوبارہ فیری پر\nنورین شیخ\n4 جون 2023",
    title: "طویل پابندی کے بعد بکریاں دوبارہ فیری پر",
    text: [
        "بندرگاہ کے سربراہ نے کہا ہے کہ نو برس سے زیادہ کی پابندی کے بعد اتوار سے بکریاں پھر جزیرے کی فیری پر سفر کر سکیں گی۔",
        "ان میں سے ایک بکری نے وہ رسی کھا لی تھی جس سے تختہ بندھا ہوا تھا اور چالیس مسافروں کو شام تک مد کا انتظار کرنا پڑا تھا۔",
        "کسانوں کا کہنا ہے کہ پابندی کے برسوں میں ان کی تجارت کا بڑا حصہ ختم ہو گیا۔",
        "اب یہ رسی فولاد کی بنی ہوئی ہے۔",
    ],
};

impl Page {
    /// The page with something behind so many of its paragraphs.
    fn with(&self, n_before: usize, hole: &str) -> Article {
        let (before, behind) = self.text.split_at(n_before);
        let source = [self.top, &before.join("\n\n"), hole, &behind.join("\n\n")].join("\n\n");
        read(source.as_bytes()).expect("there is text")
    }

    /// All of its paragraphs are shown, and nothing but those and `more`, wherever the hole is.
    fn check(&self, hole: &str, more: &[&str]) {
        for n_before in 1..self.text.len() - 1 {
            let article = self.with(n_before, hole);
            assert_eq!(article.title.as_deref(), Some(self.title), "{hole}");
            assert_eq!(article.subtitle, None, "{hole}");
            assert!(article.published.to_string().starts_with("2023-06-04"));
            let shown: Vec<&str> = article.document.texts().map(|(_, text)| text).collect();
            let (before, behind) = self.text.split_at(n_before);
            assert_eq!(shown, [before, more, behind].concat(), "{n_before} {hole}");
        }
    }
}

#[test]
fn a_text_goes_on_behind_a_box_of_pointers() {
    ENGLISH.check("Read more\nRope bridge closed for good", &[]);
    ENGLISH.check(
        "Related stories\nWho owns the sea?\nRope bridge closed for good\nBy Tom Fisk\n1 May 2023",
        &[],
    );
    ENGLISH.check(
        "Skip Most popular and continue reading\nMost popular\nRope bridge closed for good\nEnd of Most popular",
        &[],
    );
    ARABIC.check("اقرأ أيضا\nلمن البحر؟\nإغلاق جسر الحبال نهائيًا", &[]);
    ARABIC.check(
        "اقرأ أيضا\nقائمة من 2 عنصرين\nقائمة 1 من 2\nلمن البحر؟\nقائمة 2 من 2\nإغلاق جسر الحبال نهائيًا\nنهاية القائمة",
        &[],
    );
    URDU.check(
        "یہ بھی پڑھیں:\nسمندر کس کا ہے؟\nرسی کا پل ہمیشہ کے لیے بند",
        &[],
    );
    // Teasers at the end stay out: a headline and a sentence, and so on.
    let teasers = "Related stories\nRope bridge closed for good\nThe bridge over the gorge was shut by the council on Monday after years of repairs.\n\
                   New lamp for the lighthouse\nIt can be seen from twice as far as the one that stood there until the storm.";
    let article = ENGLISH.with(4, teasers);
    let shown: Vec<&str> = article.document.texts().map(|(_, text)| text).collect();
    assert_eq!(shown, ENGLISH.text);
}

#[test]
fn a_text_goes_on_behind_players_and_offers() {
    ENGLISH.check("0:00\n/\n1:24", &[]);
    URDU.check("0:00 / 1:24", &[]);
    let offer = "Sign up for our daily newsletter\nEmail address\nSubscribe\nBy signing up you agree to our Terms of Use and Privacy Policy.";
    ENGLISH.check(offer, &[]);
    // One paragraph behind it with something else below it may be about the writer.
    let about = "Nora Quill writes about the sea for the Harbour Post and lives on the island with two dogs.";
    let article = ENGLISH.with(4, &format!("{offer}\n{about}\nMore from the Harbour Post"));
    let shown: Vec<&str> = article.document.texts().map(|(_, text)| text).collect();
    assert_eq!(shown, ENGLISH.text);
}

#[test]
fn posts_of_other_sites_are_quoted() {
    ENGLISH.check(
        "“We missed the goats.”\n— Ida Marsh (@idamarsh) June 3, 2023",
        &[
            "“We missed the goats.”",
            "— Ida Marsh (@idamarsh) June 3, 2023",
        ],
    );
    ARABIC.check(
        "«اشتقنا إلى الماعز.»\n— عايدة مرعي (@aidamarei) June 3, 2023",
        &[
            "«اشتقنا إلى الماعز.»",
            "— عايدة مرعي (@aidamarei) June 3, 2023",
        ],
    );
    let card = "Ida Marsh\n@idamarsh\n·\nFollow\nWe missed the goats.\n7:12 PM · Jun 3, 2023\n1.2K\nReply\nRead 41 replies";
    ENGLISH.check(card, &["Ida Marsh", "We missed the goats."]);
    let article = ENGLISH.with(2, card);
    let kinds: Vec<BlockKind> = (article.document.texts())
        .map(|(block, _)| block.kind)
        .collect();
    use BlockKind::{Paragraph, Quote};
    assert_eq!(
        kinds,
        [Paragraph, Paragraph, Quote, Quote, Paragraph, Paragraph]
    );
    // An account below the text is none.
    let article = ENGLISH.with(4, "Follow Nora Quill\n@noraquill\nShare\nComments");
    let shown: Vec<&str> = article.document.texts().map(|(_, text)| text).collect();
    assert_eq!(shown, ENGLISH.text);
}

#[test]
fn lists_and_poems_are_of_the_text() {
    ENGLISH.check("• Nine goats\n• One rope", &["Nine goats", "One rope"]);
    ARABIC.check(
        "تشكيل الفريق:\nحراسة المرمى: أحمد نادر\nالدفاع: طارق علي - محمد السيد",
        &[
            "تشكيل الفريق:",
            "حراسة المرمى: أحمد نادر",
            "الدفاع: طارق علي - محمد السيد",
        ],
    );
    let verses = [
        "بکریاں گھاٹ پر کھڑی ہیں سبھی",
        "رسیاں پھر بھی کم ہی پڑتی ہیں",
    ];
    let poem = ["بقول شاعر:", verses[0], verses[1]];
    URDU.check(&poem.join("\n"), &poem);
}

#[test]
fn a_text_may_end_with_a_list_a_poem_or_amounts() {
    let check = |page: &Page, end: &str| {
        let article = page.with(4, end);
        let shown: Vec<&str> = article.document.texts().map(|(_, text)| text).collect();
        let lines: Vec<&str> = end
            .lines()
            .map(|line| line.trim_start_matches("• "))
            .collect();
        assert_eq!(shown, [&page.text[..], &lines].concat());
    };
    check(&ENGLISH, "• Nine goats\n• One rope\n• No tickets");
    check(
        &ENGLISH,
        "Fares\n9 pounds a goat\n4 pounds a kid\n2 pounds a rope",
    );
    check(
        &ARABIC,
        "ويقول شاعر الجزيرة:\nيا بحرُ إن رحلَ الأحبّةُ فاذكري\nأنّا تركنا عند شطّكِ ما بقي",
    );
    check(&ARABIC, "الأسعار:\nالماعز 9 دنانير\nالجدي 4 دنانير");
    check(
        &URDU,
        "بقول شاعر:\nبکریاں گھاٹ پر کھڑی ہیں سبھی\nرسیاں پھر بھی کم ہی پڑتی ہیں",
    );
    // Headlines that nothing leads to are of other articles.
    let article = ENGLISH.with(
        4,
        "Rope bridge over the gorge closed for good\nNew lamp for the lighthouse on the point",
    );
    let shown: Vec<&str> = article.document.texts().map(|(_, text)| text).collect();
    assert_eq!(shown, ENGLISH.text);
}

#[test]
fn days_between_paragraphs_are_headings() {
    let [one, two, three, _] = ENGLISH.text;
    let source = format!(
        "{}\n\n{one}\n\n14 May 2014\n\n{two}\n\n3 June 2023\n\n{three}",
        ENGLISH.top
    );
    let article = read(source.as_bytes()).unwrap();
    let headings = article.document.texts();
    let headings = headings.filter(|(block, _)| block.kind == BlockKind::Heading);
    let headings: Vec<&str> = headings.map(|(_, text)| text).collect();
    assert_eq!(headings, ["14 May 2014", "3 June 2023"]);
}

#[test]
fn the_words_for_a_picture_are_no_headline() {
    let check = |page: &Page, alt: &str, caption: &str| {
        let (title, rest) = page.top.split_once('\n').unwrap();
        let text = page.text.join("\n\n");
        let source = format!("{title}\n\n{alt}\n{caption}\n\n{rest}\n\n{text}");
        let article = read(source.as_bytes()).unwrap();
        assert_eq!(article.title.as_deref(), Some(page.title));
        assert_eq!(article.subtitle, None);
        let captions: Vec<&str> = article.document.captions().collect();
        assert_eq!(captions, [caption]);
    };
    check(
        &ENGLISH,
        "Goats on the ferry to the island",
        "Goats on the ferry to the island in the year of the ban [File: Ida Marsh/Harbour Post]",
    );
    check(
        &ARABIC,
        "ماعز على عبّارة الجزيرة قبل الحظر",
        "ماعز على عبّارة الجزيرة قبل الحظر في صورة من الأرشيف (رويترز)",
    );
}

#[test]
fn posts_stand_below_their_times() {
    let check = |page: &'static Page, times: [&'static str; 3], headings: [&'static str; 2]| {
        let [a, b, c, _] = page.text;
        let [first, second] = headings;
        let body = [times[0], first, a, times[1], second, b, times[2], c];
        let source = [&[page.top], &body[..]].concat().join("\n\n");
        let article = read(source.as_bytes()).unwrap();
        let texts = article.document.texts();
        let shown: Vec<_> = texts.map(|(block, text)| (text, block.kind)).collect();
        let kind = |text: &&'static str| match page.text.contains(text) {
            true => BlockKind::Paragraph,
            false => BlockKind::Heading,
        };
        let expected: Vec<_> = body.iter().map(|text| (*text, kind(text))).collect();
        assert_eq!(shown, expected, "{:#?}", article.removed);
        assert_eq!(article.published.time, None);
    };
    let times = ["20.58 GMT", "17.20 GMT", "09.02 GMT"];
    check(
        &ENGLISH,
        times,
        ["Evening on the quay", "The goats are back"],
    );
    let headings = ["مساء على الرصيف", "عادت الماعز"];
    check(&ARABIC, ["20:58", "17:20", "09:02"], headings);
}

/// What asks before it shows a post of another site, and what asks for money, is of no text.
#[test]
fn questions_of_the_page_are_no_text() {
    ENGLISH.check(
        "Empfohlener redaktioneller Inhalt\nAn dieser Stelle finden Sie einen externen Inhalt von Fernrohr, der den Artikel \
         ergänzt. Sie können ihn sich mit einem Klick anzeigen lassen.\nExterner Inhalt\nIch bin damit einverstanden, dass mir \
         externe Inhalte angezeigt werden.",
        &[],
    );
    let appeal = "Support independent journalism. Our reporting is free for everyone because readers like you pay for it.";
    let page = [ENGLISH.top, &ENGLISH.text.join("\n\n"), appeal].join("\n\n");
    let article = read(page.as_bytes()).unwrap();
    let shown: Vec<&str> = article.document.paragraphs().collect();
    assert_eq!(shown, ENGLISH.text);
}

/// What a text ends with stands there with the furniture of the page below it, too.
#[test]
fn what_a_text_ends_with_is_above_furniture() {
    let check = |page: &Page, end: &[&str], below: &str| {
        let source = [page.top, &page.text.join("\n"), &end.join("\n"), below].join("\n");
        let article = read(source.as_bytes()).unwrap();
        let shown: Vec<&str> = article.document.texts().map(|(_, text)| text).collect();
        let end = end.iter().map(|line| line.trim_start_matches("- "));
        let expected: Vec<&str> = page.text.iter().copied().chain(end).collect();
        assert_eq!(shown, expected, "{:#?}", article.removed);
    };
    let below = "Most read\nRope bridge closed for good";
    check(
        &ENGLISH,
        &["These are the winners of the race:", "Ann Lee", "Tom Fisk"],
        below,
    );
    check(
        &ENGLISH,
        &["- And your last word?", "Eat more rope."],
        below,
    );
    check(
        &ENGLISH,
        &["Goat, one year: £90 to buy", "Goat, two years: £120 to buy"],
        below,
    );
    let below = "الأكثر قراءة\nأمطار متفرقة على خمس مناطق";
    check(
        &ARABIC,
        &[
            "وفي ما يلي أسماء الفائزين:",
            "عبدالله محمد السالم",
            "نورة خالد العتيبي",
        ],
        below,
    );
    check(&ARABIC, &["- كلمة أخيرة؟", "اغرسوا شجرة."], below);
    let prices = [
        "سعر الذهب عيار 24: 3600 جنيه للشراء",
        "سعر الذهب عيار 21: 3150 جنيه للشراء",
    ];
    check(&ARABIC, &prices, below);
    // The beginnings of other texts, below their headlines.
    check(
        &ENGLISH,
        &[],
        "Related articles\nRope bridge closed\nThe rope bridge over the sound was closed on Monday, says the...",
    );
    check(
        &ARABIC,
        &[],
        "مقالات ذات صلة\nصيانة جسر الحبال\nأعلنت الهيئة العامة للطرق الانتهاء من أعمال الصيانة ضمن خطتها السنوية...",
    );
}

#[test]
fn boxes_behind_each_other_and_counts_are_holes() {
    let boxes = "Read more\nRope bridge closed for good\nNewsletter\nAll news in the morning\nEnter your email address\nSubscribe now";
    for (page, hole) in [
        (&ENGLISH, boxes),
        (&ENGLISH, "Comments\n0"),
        (&ENGLISH, "12 comments"),
        (&ARABIC, "التعليقات\n0"),
        (
            &ARABIC,
            "تخطى الأكثر قراءة وواصل القراءة\nالأكثر قراءة\nالأكثر قراءة\nلماذا تموت أشجار المدن؟\nنهاية",
        ),
    ] {
        let article = page.with(2, hole);
        let shown: Vec<&str> = article.document.texts().map(|(_, text)| text).collect();
        assert_eq!(shown, page.text, "{hole}");
    }
}
