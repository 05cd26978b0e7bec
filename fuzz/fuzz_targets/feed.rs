//! Any bytes as a feed or a mailbox: it is listed to its end, each entry of it is read or says why not,
//! by its place as well as in its turn, and is safe to show.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/it/pages/holds.rs"]
mod holds;

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use akhbar::library::{Web, read, sources};
use akhbar_fuzz::mutate;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

/// The file that is written anew for each input.
static PATH: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("akhbar-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    folder.join("feed")
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate(data, size, max_size, seed)
});

fuzz_target!(|data: &[u8]| {
    std::fs::write(&*PATH, data).expect("a file");
    let mut n_pages = 0;
    let web = Arc::new(Web::new(None, true));
    for source in sources(&[PATH.as_os_str().to_owned()], &web) {
        n_pages += 1;
        let Ok(source) = source else { continue };
        if let Ok(article) = read(&source) {
            holds::an_article_is_safe(&article);
        }
    }
    assert!(
        (1..=data.len().max(1)).contains(&n_pages),
        "{n_pages} pages"
    );
});
