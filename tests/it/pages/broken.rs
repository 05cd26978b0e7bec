//! Plain texts in which each piece of a paragraph stands on a line of its own: links and strong words broke
//! them.

use akhbar::article::{Article, read};

#[track_caller]
fn check(page: &str, title: &str, body: &[&str]) -> Article {
    let article = read(page.as_bytes()).unwrap();
    let shown: Vec<_> = article.document.texts().map(|(_, text)| text).collect();
    assert_eq!(shown, body, "{:#?}", article.removed);
    assert_eq!(article.title.as_deref(), Some(title));
    article
}

const TITLE: &str = "Pumping station to be rebuilt after years of leaks";
const TOP: &str =
    "Pumping station to be rebuilt after years of leaks\nBy Nora Quill\nMarch 12, 2024\n";

#[test]
fn links_break_paragraphs() {
    let page = format!(
        "{TOP}The water board said on Tuesday that it would rebuild\nthe Larkhill pumping station\n, ending two \
         years of uncertainty over the site.\nThe work is expected to cost 14 million pounds, with most of the money \
         coming from a\nnational resilience fund\nset up after the\n2019 floods\n.\nCouncil leader\nTom Fisk\nwelcomed \
         the decision but warned that bills would rise by about\nthree per cent\na year until the loan is paid back.\nA \
         public meeting will be held at the town hall on\n4 April\n, when the engineers present their plans."
    );
    let body = [
        "The water board said on Tuesday that it would rebuild the Larkhill pumping station, ending two years of \
         uncertainty over the site.",
        "The work is expected to cost 14 million pounds, with most of the money coming from a national resilience fund \
         set up after the 2019 floods.",
        "Council leader Tom Fisk welcomed the decision but warned that bills would rise by about three per cent a year \
         until the loan is paid back.",
        "A public meeting will be held at the town hall on 4 April, when the engineers present their plans.",
    ];
    let article = check(&page, TITLE, &body);
    assert_eq!(article.byline, ["Nora Quill"]);

    let page = "Stadt baut die Brücke am Wehr neu\nVon Ida Marsch\n12. März 2024\nDer Stadtrat hat am Dienstagabend den Neubau \
                der Brücke beschlossen, die seit zwei Jahren für Lastwagen gesperrt ist.\n„Wir können nicht länger warten“, \
                sagte Dezernentin\nNora Quell\n. Die letzte Prüfung habe Risse in drei Pfeilern ergeben.\nKritik kam von der \
                Initiative\n„Brücke bleibt“\n, die eine Sanierung für möglich hält. Ihr Sprecher kündigte\neine Klage\nan.";
    let body = [
        "Der Stadtrat hat am Dienstagabend den Neubau der Brücke beschlossen, die seit zwei Jahren für Lastwagen gesperrt \
         ist.",
        "„Wir können nicht länger warten“, sagte Dezernentin Nora Quell. Die letzte Prüfung habe Risse in drei Pfeilern \
         ergeben.",
        "Kritik kam von der Initiative „Brücke bleibt“, die eine Sanierung für möglich hält. Ihr Sprecher kündigte eine \
         Klage an.",
    ];
    check(page, "Stadt baut die Brücke am Wehr neu", &body);
}

#[test]
fn links_break_paragraphs_in_scripts_without_capitals() {
    let page = "البلدية تطلق مبادرة لزراعة 50 ألف شتلة\nسعود المطرفي\n13 مارس 2024\n\
                كشفت البلدية عن إطلاق مبادرة جديدة لتشجير الأحياء بمشاركة أكثر من\n1200 متطوع ومتطوعة\n، وذلك ضمن برنامج\nجودة الحياة\n.\n\
                ونوّه بدور\nالقطاع الخاص\nفي دعم المبادرة، مؤكدًا أن عدداً من\nالشركات الوطنية\nتكفلت بتوفير الشتلات لمدة عامين.\n\
                يُذكر أن المنطقة شهدت خلال العامين الماضيين زراعة أكثر من 200 ألف شجرة في الحدائق العامة.";
    let body = [
        "كشفت البلدية عن إطلاق مبادرة جديدة لتشجير الأحياء بمشاركة أكثر من 1200 متطوع ومتطوعة، وذلك ضمن برنامج جودة الحياة.",
        "ونوّه بدور القطاع الخاص في دعم المبادرة، مؤكدًا أن عدداً من الشركات الوطنية تكفلت بتوفير الشتلات لمدة عامين.",
        "يُذكر أن المنطقة شهدت خلال العامين الماضيين زراعة أكثر من 200 ألف شجرة في الحدائق العامة.",
    ];
    check(page, "البلدية تطلق مبادرة لزراعة 50 ألف شتلة", &body);

    let page = "شہر کا پرانا پل دوبارہ تعمیر ہوگا\nنورین شیخ\n13 مارچ 2024\n\
                شہر کی کونسل نے منگل کو پرانے پل کی دوبارہ تعمیر کے حق میں ووٹ دیا جو دو برس سے ٹرکوں کے لیے بند ہے۔\n\
                کونسل کے سربراہ\nسلیم رضا\nنے کہا کہ کام بہار میں شروع ہوگا اور اس پر ایک کروڑ روپے لاگت آئے گی۔\n\
                دکانداروں کی تنظیم کو ڈر ہے کہ\nشور اور گرد\nسے گاہک دور رہیں گے اور ان کی آمدنی کم ہو جائے گی۔";
    let body = [
        "شہر کی کونسل نے منگل کو پرانے پل کی دوبارہ تعمیر کے حق میں ووٹ دیا جو دو برس سے ٹرکوں کے لیے بند ہے۔",
        "کونسل کے سربراہ سلیم رضا نے کہا کہ کام بہار میں شروع ہوگا اور اس پر ایک کروڑ روپے لاگت آئے گی۔",
        "دکانداروں کی تنظیم کو ڈر ہے کہ شور اور گرد سے گاہک دور رہیں گے اور ان کی آمدنی کم ہو جائے گی۔",
    ];
    check(page, "شہر کا پرانا پل دوبارہ تعمیر ہوگا", &body);
}

/// Headings, lists and short lines stay by themselves.
#[test]
fn whole_lines_stay() {
    let body = [
        "The water board said on Tuesday that it would rebuild the station, ending two years of uncertainty over the site.",
        "Work begins in the spring and is expected to take eighteen months, most of them with the old station open.",
        "Money",
        "The work is expected to cost 14 million pounds, with most of the money coming from a fund of the government.",
        "These are needed:",
        "pumps",
        "pipes",
    ];
    check(&format!("{TOP}{}", body.join("\n")), TITLE, &body);
    let body = [
        "The water board said on Tuesday that it would rebuild the station, ending two years of uncertainty over the site.",
        "I have counted what there is to count",
        "and there is one too many.",
    ];
    check(&format!("{TOP}{}", body.join("\n")), TITLE, &body);
    let body = [
        "كشفت البلدية عن إطلاق مبادرة جديدة لتشجير الأحياء بمشاركة أكثر من 1200 متطوع ومتطوعة خلال ستة أشهر.",
        "دور القطاع الخاص",
        "نوّهت البلدية بدور الشركات في دعم المبادرة وتوفير الشتلات وأعمال الصيانة لمدة عامين في كل الأحياء.",
        "تشجير الحدائق",
        "شهدت المنطقة خلال العامين الماضيين زراعة أكثر من 200 ألف شجرة في الحدائق العامة والميادين والشوارع.",
    ];
    let top = "البلدية تطلق مبادرة لزراعة 50 ألف شتلة\n13 مارس 2024\n";
    check(
        &format!("{top}{}", body.join("\n")),
        "البلدية تطلق مبادرة لزراعة 50 ألف شتلة",
        &body,
    );
}

/// Labels that begin with a sign and no blank behind it are lines of their own.
#[test]
fn signs_of_labels_join_nothing() {
    let title = "صحرا کے وہ گاؤں جہاں پانی کی قیمت دودھ سے زیادہ ہے";
    let text = "گاؤں کی خواتین روزانہ چار کلومیٹر پیدل چل کر پانی لاتی ہیں اور کنواں دو برس سے خشک پڑا ہے، کونسل نے بتایا۔";
    let page = format!(
        "{title}\n،تصویر کا ذریعہTidal Images\n،تصویر کا کیپشن\nنورین شیخ\n13 مارچ 2024\n{text}\n{text}"
    );
    let article = read(page.as_bytes()).unwrap();
    assert_eq!(article.title.as_deref(), Some(title));
    assert_eq!(article.byline, ["نورین شیخ"]);
}
