//! A line as the day of a page, as a machine states it and as people read it above a text: a day
//! that is found is one of the calendar, and is found again in what it is written as.

#![no_main]

use akhbar::article::{Article, read};
use akhbar_fuzz::mutate;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

const TEXT: &str = "قالت الوزارة إن المنارة باقية، وإن الميناء مفتوح للسفن منذ الصباح، وإن العمال عادوا إلى أعمالهم.";

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate(data, size, max_size, seed)
});

fuzz_target!(|data: &[u8]| {
    let line = String::from_utf8_lossy(data);
    let stated = stated(&line);
    let above = format!("عودة السفينة إلى الميناء\n\n{line}\n\n{TEXT}\n\n{TEXT}\n");
    for article in [stated, read(above.as_bytes()).ok()].into_iter().flatten() {
        let Some(date) = article.published.date else {
            continue;
        };
        let longest = match date.month {
            2 => 29,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            month => panic!("month {month}"),
        };
        assert!((1..=longest).contains(&date.day), "{date:?}");
        if let Some(time) = article.published.time {
            assert!(time.hour < 24 && time.minute < 60, "{time:?}");
        }
        if date.year > 1970 && date.year < 10_000 {
            let again = self::stated(&date.to_string()).map(|article| article.published.date);
            assert_eq!(again, Some(Some(date)));
        }
    }
});

/// An article whose day is stated as this.
fn stated(day: &str) -> Option<Article> {
    let object = serde_json::json!({ "text": TEXT, "date": day });
    read(object.to_string().as_bytes()).ok()
}
