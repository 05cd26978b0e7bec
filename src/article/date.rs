//! Days and times of day as pages print them.

use std::fmt;

/// A day of the Gregorian calendar; always one that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, such as 2016.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

/// A time of day on the page's own clock; always one that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    /// The hour, 0 to 23.
    pub hour: u8,
    /// The minute, 0 to 59.
    pub minute: u8,
}

/// When an article was published, as far as its page says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub date: Option<Date>,
    /// The time of day.
    pub time: Option<Time>,
}

impl Date {
    /// The day of the Gregorian calendar, if there is one.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let n_days = match month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        ((1..=9999).contains(&year) && (1..=n_days).contains(&day)).then_some(Self {
            year,
            month,
            day,
        })
    }

    /// Whether it is another day's yesterday, tomorrow or itself.
    pub(crate) fn is_next_to(self, other: Self) -> bool {
        (self.n_days() - other.n_days()).abs() <= 1
    }

    /// The days from a certain one on; years are counted from March.
    fn n_days(self) -> i32 {
        let is_late = self.month < 3;
        let year = self.year - i32::from(is_late);
        let month = i32::from(self.month) + if is_late { 9 } else { -3 };
        let n_leap = year / 4 - year / 100 + year / 400;
        365 * year + n_leap + (153 * month + 2) / 5 + i32::from(self.day)
    }
}

impl Published {
    /// Day and time of so many seconds since the beginning of 1970, in UTC; none beyond the years
    /// of four digits.
    pub fn at(seconds: i64) -> Option<Self> {
        // Years that begin in March, in eras of 400 of them: what is uneven comes last in each.
        const ERA: i64 = 146_097;
        let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let days = days + 719_468;
        let (era, day) = (days.div_euclid(ERA), days.rem_euclid(ERA));
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let (year, month) = match month {
            0..=9 => (year + 400 * era, month + 3),
            _ => (year + 400 * era + 1, month - 9),
        };
        let date = Date::new(i32::try_from(year).ok()?, month as u8, day as u8)?;
        let time = Time::new((second / 3600) as u8, (second / 60 % 60) as u8)?;
        Some(Self {
            date: Some(date),
            time: Some(time),
        })
    }
}

impl Time {
    /// The time of day, if there is one.
    pub fn new(hour: u8, minute: u8) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self { hour, minute })
    }
}

impl fmt::Display for Published {
    /// `2016-07-16T04:36`, or as much of it as the page says; a time alone is written alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.date, self.time) {
            (Some(date), Some(time)) => write!(f, "{date}T{time}"),
            (Some(date), None) => date.fmt(f),
            (None, Some(time)) => time.fmt(f),
            (None, None) => Ok(()),
        }
    }
}

impl fmt::Display for Date {
    /// ISO 8601, such as `2016-07-16`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for Time {
    /// ISO 8601, such as `04:36`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist() {
        let check = |y, m, d, expected: Option<&str>| {
            let date = Date::new(y, m, d).map(|date| date.to_string());
            assert_eq!(date.as_deref(), expected);
        };
        check(2024, 2, 29, Some("2024-02-29"));
        check(1900, 2, 29, None);
        check(2000, 2, 29, Some("2000-02-29"));
        check(2023, 4, 31, None);
        check(2023, 0, 1, None);
        check(2023, 13, 1, None);
        check(2023, 1, 0, None);
        assert_eq!(Time::new(24, 0), None);
        assert_eq!(
            Time::new(4, 6).map(|time| time.to_string()).as_deref(),
            Some("04:06")
        );
    }
}
