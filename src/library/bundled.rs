//! The articles that come with the program, shown while there is nothing else to read.

macro_rules! page {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../seeds/", $name)))
    };
}

/// File names and pages, in the order of the list.
pub(crate) const PAGES: &[(&str, &[u8])] = &[
    page!("01-mattis-brussels.txt"),
    page!("02-no-joint-operations.txt"),
    page!("03-kerry-lavrov-moscow.txt"),
    page!("04-mattis-shoigu-ar.txt"),
    page!("05-leaked-pact.txt"),
    page!("06-jam-i-jahan-numa-ur.txt"),
    page!("07-nastaliq-computer-ur.txt"),
    page!("08-fano-to-bulaq-ar.txt"),
    page!("09-kaghaz-e-akhbar-fa.txt"),
    page!("10-hebrew-print-he.txt"),
];
