//! Heads of plain texts: who wrote them, by what stands beside a name; days, sections and outlets in their
//! many forms; lists of what a text says above it; copies of messages and of what text browsers print.

use akhbar::article::{Article, Reason, read};

const ENGLISH: [&str; 4] = [
    "The harbour council voted on Tuesday to rebuild the eastern pier, which was closed after the storms of last winter.",
    "Fishermen had asked for the work for many years, since their boats have to wait outside whenever the wind turns.",
    "The work is to begin in the spring and will cost eleven million, of which the state pays half, says the plan.",
    "Not everybody in Dunmouth is content with it: the owners of the cafés fear that noise will keep their guests away.",
];

const ARABIC: [&str; 4] = [
    "صوّت مجلس الميناء يوم الثلاثاء على إعادة بناء الرصيف الشرقي الذي أُغلق بعد عواصف الشتاء الماضي وظل خالياً منذ ذلك الحين.",
    "وكان الصيادون قد طالبوا بهذه الأعمال منذ سنوات طويلة، لأن قواربهم تضطر إلى الانتظار خارج الحوض كلما هبّت الرياح من الشمال.",
    "ومن المقرر أن تبدأ الأعمال في الربيع وأن تبلغ كلفتها أحد عشر مليوناً تدفع الدولة نصفها، وفق الخطة التي نشرها المجلس.",
    "غير أن الجميع ليسوا راضين عنها، إذ يخشى أصحاب المقاهي على الرصيف أن يُبعد الضجيج والغبار زبائنهم طوال صيفين.",
];

const URDU: [&str; 4] = [
    "بندرگاہ کی کونسل نے منگل کو مشرقی گودی کی دوبارہ تعمیر کے حق میں ووٹ دیا جو پچھلی سردیوں کے طوفانوں کے بعد سے بند پڑی ہے۔",
    "ماہی گیر کئی برسوں سے اس کام کا مطالبہ کر رہے تھے کیونکہ شمال سے ہوا چلنے پر ان کی کشتیوں کو حوض کے باہر انتظار کرنا پڑتا ہے۔",
    "کام بہار میں شروع ہوگا اور اس پر ایک کروڑ دس لاکھ روپے لاگت آئے گی جس کا نصف حکومت ادا کرے گی۔",
    "تاہم سب لوگ اس سے خوش نہیں، گودی کے کنارے چائے خانوں کے مالکان کو ڈر ہے کہ شور اور گرد سے ان کے گاہک دور رہیں گے۔",
];

const PERSIAN: [&str; 4] = [
    "شورای بندر روز سه‌شنبه به بازسازی اسکله شرقی رأی داد که پس از توفان‌های زمستان گذشته بسته شده و از آن زمان خالی مانده است.",
    "ماهیگیران سال‌ها خواستار این کار بودند، زیرا قایق‌هایشان هر بار که باد از شمال می‌وزد باید بیرون حوضچه منتظر بمانند.",
    "قرار است کار در بهار آغاز شود و یازده میلیون هزینه خواهد داشت که نیمی از آن را دولت می‌پردازد.",
    "اما همه از آن راضی نیستند و صاحبان قهوه‌خانه‌های کنار اسکله نگران‌اند که سر و صدا مشتریان را دور کند.",
];

const RUSSIAN: [&str; 4] = [
    "Совет порта во вторник проголосовал за восстановление восточного причала, который закрыли после штормов прошлой зимы.",
    "Рыбаки просили об этом много лет: их лодкам приходится ждать снаружи всякий раз, когда ветер меняется на северный.",
    "Работы начнутся весной и обойдутся в одиннадцать миллионов, половину которых заплатит государство, говорится в плане.",
    "Довольны не все: владельцы кафе на набережной опасаются, что шум и пыль отпугнут посетителей на два лета подряд.",
];

const PORTUGUESE: [&str; 4] = [
    "O conselho do porto votou na terça-feira a favor da reconstrução do cais leste, fechado depois das tempestades do inverno.",
    "Os pescadores pediam a obra havia muitos anos, porque os barcos precisam esperar do lado de fora quando o vento vira.",
    "A obra começa na primavera e vai custar onze milhões, dos quais o governo paga metade, segundo o plano divulgado.",
    "Nem todos estão contentes: os donos dos cafés temem que o barulho e a poeira afastem os clientes por dois verões.",
];

const TURKISH: [&str; 4] = [
    "Liman meclisi salı günü, geçen kışın fırtınalarından sonra kapatılan doğu iskelesinin yeniden yapılmasını oyladı.",
    "Balıkçılar bu işi yıllardır istiyordu, çünkü rüzgâr her döndüğünde tekneleri dışarıda beklemek zorunda kalıyor.",
    "Çalışmalar baharda başlayacak ve on bir milyona mal olacak; plana göre bunun yarısını devlet ödeyecek.",
    "Herkes memnun değil: kafelerin sahipleri gürültünün ve tozun müşterilerini iki yaz boyunca kaçıracağından korkuyor.",
];

const BENGALI: [&str; 4] = [
    "বন্দর পরিষদ মঙ্গলবার পূর্ব ঘাট পুনর্নির্মাণের পক্ষে ভোট দিয়েছে, যা গত শীতের ঝড়ের পর থেকে বন্ধ হয়ে পড়ে আছে।",
    "জেলেরা বহু বছর ধরে এই কাজের দাবি করে আসছিলেন, কারণ বাতাস ঘুরলেই তাঁদের নৌকা বাইরে অপেক্ষা করতে হয়।",
    "কাজ বসন্তে শুরু হবে এবং এক কোটি দশ লাখ টাকা লাগবে, যার অর্ধেক সরকার দেবে বলে পরিকল্পনায় বলা হয়েছে।",
    "সবাই এতে খুশি নন, ঘাটের পাশের চায়ের দোকানের মালিকেরা ভয় পাচ্ছেন যে শব্দে তাঁদের ক্রেতা কমে যাবে।",
];

const TITLE: &str = "Eastern pier to be rebuilt after the storms";
const ARABIC_TITLE: &str = "إعادة بناء الرصيف الشرقي بعد عواصف الشتاء";
const URDU_TITLE: &str = "طوفان کے بعد مشرقی گودی کی دوبارہ تعمیر کا فیصلہ";
const PERSIAN_TITLE: &str = "اسکله شرقی پس از توفان بازسازی می‌شود";
const RUSSIAN_TITLE: &str = "Восточный причал восстановят после штормов";

/// Longer than captions are.
const LONG_ENGLISH: &str = "The harbour office added that boats may land at the western pier in the meantime, where there is \
    room for forty of them, and that fees are waived until the works have ended and the crane has been moved back to its place.";
const LONG_PERSIAN: &str = "اداره بندر افزود که قایق‌ها در این مدت می‌توانند در اسکله غربی پهلو بگیرند که جای چهل قایق دارد و تا \
    پایان کار و بازگشت جرثقیل به جای خود هیچ هزینه‌ای از صاحبان قایق‌ها گرفته نخواهد شد و نگهبانی شبانه هم برقرار است.";

fn page(top: &str, body: &[&str], bottom: &str) -> Article {
    let text = format!("{top}\n\n{}\n\n{bottom}", body.join("\n\n"));
    read(text.as_bytes()).expect("there is text")
}

/// The names above a text, which is whole and has its headline.
fn check_names(title: &str, head: &str, body: &[&str], names: &[&str]) -> Article {
    let article = page(&format!("{title}\n{head}"), body, "");
    assert_eq!(article.title.as_deref(), Some(title), "{head}");
    assert_eq!(article.byline, names, "{head}");
    assert_eq!(article.subtitle, None, "{head}");
    let paragraphs: Vec<&str> = article.document.paragraphs().collect();
    assert_eq!(paragraphs, body, "{head}");
    article
}

#[test]
fn a_clock_with_dots_ends_no_sentence() {
    for day in [
        "PUBLISHED: May 21, 2024 at 6:02 a.m. | UPDATED: May 21, 2024 at 7:10 a.m.",
        "May 21, 2024 at 6:02 p.m.",
        "Posted 6:02 a.m., May 21, 2024, updated 7:10 a.m.",
    ] {
        let head = format!("By Ann Lee\n{day}");
        let article = check_names(TITLE, &head, &ENGLISH, &["Ann Lee"]);
        let day = article.published.to_string();
        assert!(day.starts_with("2024-05-21"), "{day}");
    }
    let article = check_names(ARABIC_TITLE, "21 مايو 2024 6:02 ص.", &ARABIC, &[]);
    assert_eq!(article.published.to_string(), "2024-05-21T06:02");
    // A sentence that has a day is text.
    let first = "The pier was opened on 21 May 1924 at 6 p.m.";
    let article = page(&format!("{TITLE}\n\n{first}"), &ENGLISH, "");
    assert_eq!(article.document.paragraphs().next(), Some(first));
}

#[test]
fn a_name_is_known_by_the_office_below_it() {
    let check = |head: &str, body: &[&str], title: &str, name: &str| {
        for day in ["21.05.2024", ""] {
            check_names(title, &format!("{head}\n{day}"), body, &[name]);
        }
        check_names(title, &format!("21.05.2024\n{head}"), body, &[name]);
    };
    check(
        "Tilda Roe\nAfrica correspondent",
        &ENGLISH,
        TITLE,
        "Tilda Roe",
    );
    check("Tilda Roe\nColumnist", &ENGLISH, TITLE, "Tilda Roe");
    check(
        "Tilda Roe\nPolitical editor, Dunmouth",
        &ENGLISH,
        TITLE,
        "Tilda Roe",
    );
    check(
        "سامر النجار\nصحافي سوري",
        &ARABIC,
        ARABIC_TITLE,
        "سامر النجار",
    );
    check(
        "نگار صبوری\nروزنامه‌نگار",
        &PERSIAN,
        PERSIAN_TITLE,
        "نگار صبوری",
    );
    check(
        "Самир Речной\nкорреспондент",
        &RUSSIAN,
        RUSSIAN_TITLE,
        "Самир Речной",
    );
    let title = "Cais leste será reconstruído depois das tempestades";
    check(
        "Lívia Tanajura\nCorrespondente em Lisboa",
        &PORTUGUESE,
        title,
        "Lívia Tanajura",
    );
}

#[test]
fn several_names_stand_on_a_line() {
    let head = "\nTilda Roe and Bo Strand\n\nMay 21, 2024";
    check_names(TITLE, head, &ENGLISH, &["Tilda Roe", "Bo Strand"]);
    let head = "Tilda Roe, Bo Strand and Imran Vass\nMay 21, 2024";
    check_names(
        TITLE,
        head,
        &ENGLISH,
        &["Tilda Roe", "Bo Strand", "Imran Vass"],
    );
    let head = "21 مئی 2024\nشبانہ میمن اور بلال احمد";
    check_names(URDU_TITLE, head, &URDU, &["شبانہ میمن", "بلال احمد"]);
    let head = "Тильда Ро и Игорь Лапин\n21 мая 2024";
    check_names(RUSSIAN_TITLE, head, &RUSSIAN, &["Тильда Ро", "Игорь Лапин"]);
    // What the text speaks of are no writers.
    let head = "\nHarbour Council and Eastern Pier\n\nMay 21, 2024";
    let article = page(&format!("{TITLE}\n{head}"), &ENGLISH, "");
    assert!(article.byline.is_empty(), "{:?}", article.byline);
}

#[test]
fn a_word_for_the_kind_of_text_may_stand_before_by() {
    check_names(
        TITLE,
        "Opinion by Tilda Roe\nColumnist\nMay 21, 2024",
        &ENGLISH,
        &["Tilda Roe"],
    );
    check_names(
        TITLE,
        "Analysis by Tilda Roe and Bo Strand",
        &ENGLISH,
        &["Tilda Roe", "Bo Strand"],
    );
    let german = [
        "Der Rat des Hafens hat am Dienstag für den Wiederaufbau der östlichen Mole gestimmt, die seit den Stürmen geschlossen ist.",
        "Die Fischer hatten seit vielen Jahren darum gebeten, weil ihre Boote draußen warten müssen, wenn der Wind dreht.",
        "Die Arbeiten beginnen im Frühjahr und kosten elf Millionen, von denen das Land die Hälfte bezahlt, so der Plan.",
    ];
    let title = "Östliche Mole wird nach den Stürmen neu gebaut";
    check_names(
        title,
        "Ein Gastbeitrag von Tilda Roe\n21. Mai 2024",
        &german,
        &["Tilda Roe"],
    );
}

#[test]
fn what_is_said_of_a_writer_under_the_name_is_no_subtitle() {
    let head =
        "Tilda Roe\nTilda Roe is a former pilot and the author of “Sandbanks”.\nMay 21, 2024";
    check_names(TITLE, head, &ENGLISH, &["Tilda Roe"]);
    let head = "سامر النجار\nسامر النجار كاتب وباحث مقيم في بيروت\n21 مايو 2024";
    check_names(ARABIC_TITLE, head, &ARABIC, &["سامر النجار"]);
    // Also where the page has the name again.
    let text = format!(
        "Opinion\n\n{TITLE}\n\n{head}",
        head = "Tilda Roe\n\nTilda Roe is a former pilot.\n\nMay 21, 2024"
    );
    let article = page(
        &text,
        &ENGLISH,
        "Piers\nTilda Roe\nTilda Roe is a columnist.",
    );
    assert_eq!(article.title.as_deref(), Some(TITLE));
    assert_eq!(article.byline, ["Tilda Roe"]);
}

#[test]
fn names_stand_beside_places_papers_and_agencies() {
    let day = "الثلاثاء 21 مايو 2024 - 09:00";
    for head in [
        format!("الضفة - سامر النجار\n{day}"),
        format!("سامر النجار - بيروت\n{day}"),
        format!("بيروت: سامر النجار\n{day}"),
        format!("نشر: {day}\nسامر النجار"),
        format!("سامر النجار\nsamer@diffa.example\n{day}"),
    ] {
        check_names(ARABIC_TITLE, &head, &ARABIC, &["سامر النجار"]);
    }
    let head = "Tilda Roe - harbourPost\nTuesday, 21 May 2024 08:30";
    check_names(TITLE, head, &ENGLISH, &["Tilda Roe"]);
    let head = "DUNMOUTH - Tilda Roe\n21 May 2024 08:30";
    check_names(TITLE, head, &ENGLISH, &["Tilda Roe"]);
    let title = "Fırtınalardan sonra doğu iskelesi yeniden yapılacak";
    let head = "Yayınlanma: 06:02 - 21 Mayıs 2024\nTilda Roe / SARIÇAY, (DHA)";
    let article = check_names(title, head, &TURKISH, &["Tilda Roe"]);
    assert_eq!(article.agency.as_deref(), Some("DHA"));
    let head = "21 мая 2024\nИгорь Речной (Редактор отдела «Мир»)";
    check_names(RUSSIAN_TITLE, head, &RUSSIAN, &["Игорь Речной"]);
    let title = "Cais leste será reconstruído depois das tempestades";
    let head = "Lívia Tanajura\nSão Bento\n21/05/2024 06h02";
    check_names(title, head, &PORTUGUESE, &["Lívia Tanajura"]);
    let title = "ঝড়ের পর পূর্ব ঘাট নতুন করে তৈরি হবে";
    let head = "রফিকুল আলম, শীতলপুর\nপ্রকাশিত: ০৬:০২, ২১ মে ২০২৪";
    check_names(title, head, &BENGALI, &["রফিকুল আলম"]);
}

#[test]
fn names_stand_beside_the_places_they_report_from() {
    let day = "13 مارس 2024";
    for head in [
        "سامر النجار (صيدا)",
        "سامر النجار من صيدا",
        "سامر النجار ــ صيدا",
        "صيدا ـ سامر النجار",
        "نشر من قبل سامر النجار",
        "سامر النجار\n-\nصيدا",
    ] {
        let head = format!("{head}\n{day}");
        check_names(ARABIC_TITLE, &head, &ARABIC, &["سامر النجار"]);
    }
    check_names(
        ARABIC_TITLE,
        &format!("أ.د. سامر بن خالد النجار\n{day}"),
        &ARABIC,
        &["أ.د. سامر بن خالد النجار"],
    );
    for head in [
        "Emma Roe, Dunmouth",
        "Emma Roe (Dunmouth)",
        "Emma Roe - Dunmouth Herald",
        "Emma Roe\nWestmoor Herald",
        "Interview: Emma Roe",
    ] {
        let head = format!("{head}\n21 May 2024");
        check_names(TITLE, &head, &ENGLISH, &["Emma Roe"]);
    }
    let title = "Cais leste será reconstruído depois das tempestades";
    let body = [
        PORTUGUESE[0],
        PORTUGUESE[1],
        "Em Ribamar, os vizinhos dizem que a obra vem tarde demais para os pescadores mais velhos.",
    ];
    check_names(
        title,
        "Ana Tanajura, en Ribamar\n21/05/2024",
        &body,
        &["Ana Tanajura"],
    );
    let head = "Texto: Lívia Tanajura. Fotos: Davi Prates\n21/05/2024";
    check_names(title, head, &PORTUGUESE, &["Lívia Tanajura"]);
    let head = "گزارش: مهدی کاشفی - عکس: نیما راد\n۲۳ اسفند ۱۴۰۲";
    check_names(PERSIAN_TITLE, head, &PERSIAN, &["مهدی کاشفی"]);
    for head in [
        "توسط مهدی کاشفی",
        "مهدی کاشفی- خبرنگار اجتماعی",
        "سروناز کاشفی . روزنامه‌نگار",
    ] {
        let name = if head.contains("سروناز") {
            "سروناز کاشفی"
        } else {
            "مهدی کاشفی"
        };
        check_names(
            PERSIAN_TITLE,
            &format!("{head}\n۲۳ اسفند ۱۴۰۲"),
            &PERSIAN,
            &[name],
        );
    }
    let head = format!("{URDU_TITLE}\nصبح نو بیورو\n12 مارچ 2024");
    let article = page(&head, &URDU, "جملہ حقوق محفوظ ہیں صبح نو");
    assert_eq!(article.byline, ["صبح نو بیورو"]);
    check_names(
        URDU_TITLE,
        "نمائندہ خصوصی | محمد آصف رضا شائع 12 مارچ 2024",
        &URDU,
        &["محمد آصف رضا"],
    );
}

#[test]
fn whom_a_text_is_about_has_not_written_it() {
    let no_names = |head: &str, body: &[&str]| {
        let article = page(head, body, "");
        assert!(article.byline.is_empty(), "{head}: {:?}", article.byline);
    };
    let said = "وقال سامر النجار رئيس المجلس إن الأعمال ستكون صعبة على الجميع، لكن المدينة تحتاج إلى الرصيف.";
    let arabic = [ARABIC[0], ARABIC[1], said];
    for line in [
        "سامر النجار (صيدا)",
        "سامر النجار من صيدا",
        "سامر النجار\nسامر النجار\nصورة عامة",
    ] {
        no_names(&format!("{ARABIC_TITLE}\n{line}\n13 مارس 2024"), &arabic);
    }
    let said = "Emma Roe, who heads the council, said that the works would be hard for all of those who live there.";
    let english = [ENGLISH[0], ENGLISH[1], ENGLISH[3], said];
    for line in [
        "Emma Roe in Dunmouth",
        "Interview: Emma Roe",
        "Emma Roe (Dunmouth)",
        "Town Hall, Dunmouth",
        "Market Square (Dunmouth)",
        "Interview: Fishing Future",
        "Morning Edition - Dunmouth Herald",
    ] {
        no_names(&format!("{TITLE}\n{line}\n21 May 2024"), &english);
    }
    for line in ["زيارة رسمية (صيدا)", "نهضة عمرانية، صيدا", "مشاهد من صيدا"]
    {
        no_names(&format!("{ARABIC_TITLE}\n{line}\n13 مارس 2024"), &ARABIC);
    }
    for line in [
        "توسط وزارت نفت",
        "توسط شورای بندر",
        "توسط علی رضایی افتتاح شد",
        "گفتگو: آینده ماهیگیری",
    ] {
        no_names(&format!("{PERSIAN_TITLE}\n{line}\n۲۳ اسفند ۱۴۰۲"), &PERSIAN);
    }
    no_names(
        &format!("12 مارچ 2024\nقومی احتساب بیورو\n{URDU_TITLE}"),
        &URDU,
    );
    no_names(
        &format!("{PERSIAN_TITLE}\nArticle Information\n۲۳ اسفند ۱۴۰۲"),
        &PERSIAN,
    );
}

#[test]
fn two_names_stand_in_one_with_and() {
    let head = "سامر النجار وليلى حداد\n13 مارس 2024";
    check_names(ARABIC_TITLE, head, &ARABIC, &["سامر النجار", "ليلى حداد"]);
    let head = "كتب: سامر النجار وهدى حداد\n13 مارس 2024";
    check_names(ARABIC_TITLE, head, &ARABIC, &["سامر النجار", "هدى حداد"]);
    let head = "كتب: سامر النجار الوليد\n13 مارس 2024";
    check_names(ARABIC_TITLE, head, &ARABIC, &["سامر النجار الوليد"]);
}

#[test]
fn a_name_stands_twice_above_what_the_writer_is() {
    let head = "سامر النجار\nسامر النجار\nصحافي لبناني مهتم بشؤون البحر\n13 مارس 2024";
    check_names(ARABIC_TITLE, head, &ARABIC, &["سامر النجار"]);
    let head = "Tilda Roe\nTilda Roe\nHarbour correspondent\n21 May 2024";
    check_names(TITLE, head, &ENGLISH, &["Tilda Roe"]);
}

#[test]
fn captions_below_bare_labels_are_neither_titles_nor_subtitles() {
    let menu = "Home\nNews\nSport\nOpinion";
    for menu in ["", menu] {
        let head = format!(
            "{menu}\n{TITLE}\nImage source,\nDunmouth Council\nImage caption,\nThe eastern pier after the storms of winter\n21 May 2024"
        );
        let article = page(&head, &ENGLISH, "");
        assert_eq!(article.title.as_deref(), Some(TITLE));
        assert_eq!(article.subtitle, None);
        let head = format!(
            "{menu}\n{PERSIAN_TITLE}\nتوضیح تصویر،\nاسکله شرقی پس از توفان زمستان گذشته\n۲۳ اسفند ۱۴۰۲"
        );
        let article = page(&head, &PERSIAN, "");
        assert_eq!(article.title.as_deref(), Some(PERSIAN_TITLE));
        assert_eq!(article.subtitle, None);
        let head = format!(
            "{menu}\n{TITLE}\n21 May 2024\nThe eastern pier after the storms of winter.(DOK. DUNMOUTH COUNCIL)"
        );
        let article = page(&head, &ENGLISH, "");
        assert_eq!(article.title.as_deref(), Some(TITLE));
        assert_eq!(article.subtitle, None);
    }
}

#[test]
fn labels_without_captions_take_no_text() {
    for label in ["Image source,", "Image caption,"] {
        let head = format!("{TITLE}\n21 May 2024\n\n{}\n{label}", ENGLISH[0]);
        let article = page(&head, &[LONG_ENGLISH, ENGLISH[1], ENGLISH[3]], "");
        let paragraphs: Vec<&str> = article.document.paragraphs().collect();
        let whole = [ENGLISH[0], LONG_ENGLISH, ENGLISH[1], ENGLISH[3]];
        assert_eq!(paragraphs, whole, "{label}");
    }
    for label in ["منبع تصویر،", "توضیح تصویر،"] {
        let head = format!("{PERSIAN_TITLE}\n۲۳ اسفند ۱۴۰۲\n\n{}\n{label}", PERSIAN[0]);
        let article = page(&head, &[LONG_PERSIAN, PERSIAN[1]], "");
        let paragraphs: Vec<&str> = article.document.paragraphs().collect();
        assert_eq!(
            paragraphs,
            [PERSIAN[0], LONG_PERSIAN, PERSIAN[1]],
            "{label}"
        );
    }
}

#[test]
fn titles_stand_above_players_and_below_changes() {
    let head = format!(
        "محليات\nاقتصاد\n{ARABIC_TITLE}\nplay\nvideo\nشعار الجسر\nالجسر نت\n-\nوكالات\n13 مارس 2024"
    );
    let article = page(&head, &ARABIC, "");
    assert_eq!(article.title.as_deref(), Some(ARABIC_TITLE));
    let deck = "Первый этап работ начнётся весной и обойдётся в одиннадцать миллионов";
    let head = format!("12 марта 2024, 17:05\nОбновлено 12 марта, 18:20\n{RUSSIAN_TITLE}\n{deck}");
    let article = page(&head, &RUSSIAN, "");
    assert_eq!(article.title.as_deref(), Some(RUSSIAN_TITLE));
    assert_eq!(article.subtitle.as_deref(), Some(deck));
    let head = format!(
        "Dunmouth Post\nSubscribe\nNews\nSports\n{TITLE}\nTilda Roe\nDunmouth Post\nPublished 6:02 a.m. ET March 12, 2024"
    );
    let article = page(&head, &ENGLISH, "");
    assert_eq!(article.title.as_deref(), Some(TITLE));
    assert_eq!(article.byline, ["Tilda Roe"]);
}

#[test]
fn days_have_towns_months_and_clocks_of_today() {
    let head = format!("{ARABIC_TITLE}\nوادي النور 03 رمضان 1445 هـ الموافق 13 مارس 2024 م واس");
    let article = page(&head, &ARABIC, "");
    assert_eq!(article.published.to_string(), "2024-03-13");
    assert_eq!(article.subtitle, None);
    let article = page(&format!("{PERSIAN_TITLE}\n۲۲ اسفند ماه ۱۴۰۲"), &PERSIAN, "");
    assert_eq!(article.published.to_string(), "2024-03-12");
    check_names(
        ARABIC_TITLE,
        "اليوم 14:20\nسامر النجار",
        &ARABIC,
        &["سامر النجار"],
    );
    check_names(
        PERSIAN_TITLE,
        "دیروز ساعت ۱۲:۲۰\nنویسنده: مهدی کاشفی",
        &PERSIAN,
        &["مهدی کاشفی"],
    );
}

#[test]
fn items_of_menus_are_no_sections() {
    let urdu = "ہوم\nتازہ ترین\nپاکستان\nبزنس\nکھیل";
    let spanish = "Ir al contenido\n\nEspaña\n\nInternacional\n\nEconomía\n\nSociedad\n\nDeportes\n\nÚltima hora\n";
    for (menu, title, body) in [(urdu, URDU_TITLE, &URDU), (spanish, TITLE, &ENGLISH)] {
        let article = page(&format!("{menu}\n{title}\n\n12 March 2024"), body, "");
        assert_eq!(article.section, None, "{menu}");
    }
    let menu = "الرئيسية\nسياسة\nجهات\nاقتصاد\nفن وثقافة\nجهات";
    let article = page(
        &format!("{menu}\n{ARABIC_TITLE}\n13 مارس 2024"),
        &ARABIC,
        "",
    );
    assert_eq!(article.section.as_deref(), Some("جهات"));
    let head = format!(
        "Главное\nПолитика\nЭкономика\nОбщество\nСпорт\nКультура\nОбщество\n12 марта 2024, 17:05\n{RUSSIAN_TITLE}"
    );
    let article = page(&head, &RUSSIAN, "");
    assert_eq!(article.section.as_deref(), Some("Общество"));
    let menu = "Dunmouth Post\nNews\nPolitics\nSports\nDunmouth Post";
    let article = page(&format!("{menu}\n{TITLE}\n21 May 2024"), &ENGLISH, "");
    assert_eq!(article.section, None);
    let menu = "Home\nNews\nPolitics\nSports\nBusiness\nOPINION";
    let article = page(&format!("{menu}\n{TITLE}\n21 May 2024"), &ENGLISH, "");
    assert_eq!(article.section.as_deref(), Some("OPINION"));
}

#[test]
fn rights_name_an_outlet_and_not_themselves() {
    for (rights, outlet) in [
        ("© کپی رایت ۲۰۲۴ - سپیده‌دم", "سپیده‌دم"),
        (
            "جميع الحقوق محفوظة © 2024 لجريدة الميناء الجديد",
            "جريدة الميناء الجديد",
        ),
    ] {
        let article = page(&format!("{ARABIC_TITLE}\n13 مارس 2024"), &ARABIC, rights);
        assert_eq!(article.outlet.as_deref(), Some(outlet));
    }
}

#[test]
fn an_address_of_mail_is_no_subtitle_and_hides_no_name() {
    let head = "Tilda Roe\ntroe@dunmouth.example\n21 May 2024";
    check_names(TITLE, head, &ENGLISH, &["Tilda Roe"]);
    let head = "Tilda Roe\n@tildaroe\n21 May 2024";
    check_names(TITLE, head, &ENGLISH, &["Tilda Roe"]);
    let head = "شبانہ میمن پیر 05 فروری 2024\n\nshabana.memon@saahil.example";
    check_names(URDU_TITLE, head, &URDU, &["شبانہ میمن"]);
}

#[test]
fn sections_stand_side_by_side_or_are_two() {
    let section = |title: &str, line: &str, body: &[&str]| {
        let article = page(&format!("{line}\n{title}\n21.05.2024"), body, "");
        assert_eq!(article.title.as_deref(), Some(title), "{line}");
        article.section
    };
    let found = section(ARABIC_TITLE, "أخبار | العالم العربي", &ARABIC);
    assert_eq!(found.as_deref(), Some("العالم العربي"));
    let found = section(TITLE, "World | Africa", &ENGLISH);
    assert_eq!(found.as_deref(), Some("Africa"));
    let found = section(TITLE, "Politics and Business", &ENGLISH);
    assert_eq!(found.as_deref(), Some("Politics and Business"));
    let top = format!("ادبیات و کتاب\n۱۲ خرداد ۱۴۰۳\n{PERSIAN_TITLE}\nنگار صبوری");
    let article = page(&top, &PERSIAN, "");
    assert_eq!(article.title.as_deref(), Some(PERSIAN_TITLE));
    assert_eq!(article.section.as_deref(), Some("ادبیات و کتاب"));
}

#[test]
fn a_kicker_that_goes_on_in_the_headline_is_none() {
    let top = format!(
        "گزارش «نوای بندر» از توفان زمستان و اسکله شرقی؛\n\n{PERSIAN_TITLE}\n\nاسکله‌ای که ماهیگیران سال‌ها چشم به راهش بودند"
    );
    let article = page(&top, &PERSIAN, "");
    assert_eq!(article.title.as_deref(), Some(PERSIAN_TITLE));
    let top = format!(
        "تقرير عن عواصف الشتاء وعن الرصيف الشرقي في الميناء؛\n\n{ARABIC_TITLE}\n\nرصيف انتظره الصيادون سنوات طويلة في الحوض"
    );
    let article = page(&top, &ARABIC, "");
    assert_eq!(article.title.as_deref(), Some(ARABIC_TITLE));
}

#[test]
fn outlets_are_no_years_no_ends_and_no_ways_to_write() {
    let check = |title: &str, body: &[&str], bottom: &str, expected: Option<&str>| {
        let article = page(&format!("{title}\n21.05.2024"), body, bottom);
        assert_eq!(article.outlet.as_deref(), expected, "{bottom}");
    };
    check(PERSIAN_TITLE, &PERSIAN, "تمامی حقوق محفوظ است © ۱۴۰۲", None);
    check(
        PERSIAN_TITLE,
        &PERSIAN,
        "© ۱۴۰۲ نوای بندر",
        Some("نوای بندر"),
    );
    check(
        ARABIC_TITLE,
        &ARABIC,
        "انتهى\n\nجميع الحقوق محفوظة © 2024",
        None,
    );
    check(ARABIC_TITLE, &ARABIC, "جميع الحقوق محفوظة © ٢٠٢٤", None);
    check(
        URDU_TITLE,
        &URDU,
        "ہم سے رابطہ\nجملہ حقوق محفوظ ہیں © 2024",
        None,
    );
    check(
        TITLE,
        &ENGLISH,
        "ENDS\n\n© 2024 Harbour Post. All rights reserved.",
        Some("Harbour Post"),
    );
    let top = format!("{TITLE}\nBy Tilda Roe, Dunmouth Morning Post — Dunmouth\n21 May 2024");
    let article = page(&top, &ENGLISH, "© 2024 Dunmouth Morning Post");
    assert_eq!(article.byline, ["Tilda Roe"]);
}

#[test]
fn buttons_for_the_size_of_letters_are_no_agencies() {
    let agency = |title: &str, head: &str, body: &[&str]| {
        let article = page(&format!("{title}\n{head}"), body, "");
        assert_eq!(article.title.as_deref(), Some(title), "{head}");
        article.agency
    };
    assert_eq!(agency(TITLE, "AA\nText size\n21 May 2024", &ENGLISH), None);
    assert_eq!(agency(ARABIC_TITLE, "TT\n20\n21 مايو 2024", &ARABIC), None);
    assert_eq!(agency(TITLE, "21 May 2024\nAA\nA\nA", &ENGLISH), None);
    let anadolu = agency(TITLE, "21 May 2024\nAA", &ENGLISH);
    assert_eq!(anadolu.as_deref(), Some("AA"));
}

#[test]
fn days_have_blanks_and_labels() {
    let day = |top: &str, body: &[&str]| page(top, body, "").published.to_string();
    let head = format!("{ARABIC_TITLE}\nالثلاثاء ٢١ / ٥ / ٢٠٢٤");
    assert_eq!(day(&head, &ARABIC), "2024-05-21");
    let head = format!("{TITLE}\nTuesday 21 / 5 / 2024");
    assert_eq!(day(&head, &ENGLISH), "2024-05-21");
    let head = format!("عنوان: {PERSIAN_TITLE}\nنویسنده: سارا نیک‌فر\nتاریخ انتشار: ۱۷ آبان ۱۴۰۲");
    assert_eq!(day(&head, &PERSIAN), "2023-11-08");
    let head =
        format!("Заголовок: {RUSSIAN_TITLE}\nАвтор: Игорь Лапин\nДата публикации: 21.05.2024");
    assert_eq!(day(&head, &RUSSIAN), "2024-05-21");
}

#[test]
fn a_list_of_what_a_text_says_is_of_it() {
    let check = |title: &str, head: &str, body: &[&str], expected: &[&str]| {
        let article = page(&format!("{title}\n{head}"), body, "");
        assert_eq!(article.title.as_deref(), Some(title), "{head}");
        assert_eq!(article.subtitle, None, "{head}");
        let blocks: Vec<&str> = article.document.texts().map(|(_, text)| text).collect();
        assert_eq!(blocks, [expected, body].concat(), "{head}");
    };
    let head = "By Ann Lee\n21 May 2024\n\nKey points:\n\n• Half the money is from the state\n• Two summers will be lost";
    let list = [
        "Key points:",
        "Half the money is from the state",
        "Two summers will be lost",
    ];
    check(TITLE, head, &ENGLISH, &list);
    let head =
        "21 مايو 2024\n\nالنقاط الرئيسية\nالدولة تدفع نصف التكاليف\nالأعمال تستمر صيفين كاملين";
    let list = [
        "النقاط الرئيسية",
        "الدولة تدفع نصف التكاليف",
        "الأعمال تستمر صيفين كاملين",
    ];
    check(ARABIC_TITLE, head, &ARABIC, &list);
    // With a blank line below each line.
    check(ARABIC_TITLE, &head.replace('\n', "\n\n"), &ARABIC, &list);
}

#[test]
fn headers_of_a_copied_message_are_fields() {
    let check = |head: &str, body: &[&str], title: &str, name: &str| {
        let article = page(head, body, "");
        assert_eq!(article.title.as_deref(), Some(title), "{head}");
        assert_eq!(article.byline, [name], "{head}");
        assert_eq!(article.published.date.unwrap().to_string(), "2024-05-21");
        let paragraphs: Vec<&str> = article.document.paragraphs().collect();
        assert_eq!(paragraphs, body, "{head}");
        let address = "tilda@dunmouth.example";
        assert!(
            article
                .removed
                .iter()
                .any(|line| line.text.contains(address))
        );
    };
    let head = "From: Tilda Roe <tilda@dunmouth.example>\nSent: Tuesday, May 21, 2024 9:14 AM\nTo: Editors\nSubject: Eastern pier to be rebuilt after the storms";
    check(head, &ENGLISH, TITLE, "Tilda Roe");
    let head = format!(
        "من: سامر النجار <tilda@dunmouth.example>\nتم الإرسال: الثلاثاء، 21 مايو 2024 09:14 ص\nإلى: هيئة التحرير\nالموضوع: {ARABIC_TITLE}"
    );
    check(&head, &ARABIC, ARABIC_TITLE, "سامر النجار");
}

#[test]
fn numbers_of_links_are_no_text() {
    let list = "References\n\n   1. https://post.example/\n   2. https://post.example/roe\n   3. https://post.example/piers\n";
    let text = [&ENGLISH[..3], &["The mayor, [3]Ron Tealby, did not say when the pier will be opened to the public again."]].concat();
    let top = format!("   [1]Home\n\n{TITLE}\n\n   By [2]Tilda Roe\n   21 May 2024");
    let article = page(&top, &text, list);
    assert_eq!(article.byline, ["Tilda Roe"]);
    assert_eq!(article.subtitle, None);
    let last = article.document.paragraphs().last().unwrap();
    assert!(last.starts_with("The mayor, Ron Tealby, did"), "{last}");
    let top = format!("{ARABIC_TITLE}\n\nبقلم [2]سامر النجار\n21 مايو 2024");
    assert_eq!(page(&top, &ARABIC, list).byline, ["سامر النجار"]);
    assert!(
        article
            .removed
            .iter()
            .any(|line| line.reason == Reason::Navigation)
    );
}
