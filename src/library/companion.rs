//! The folders in which browsers keep what a page that was saved whole is shown with: its pictures,
//! styles and scripts. Nothing in them is an article; the page finds its pictures there.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// What stands behind the name of a page in that of its folder, in the languages of browsers.
const ENDS: &[&str] = &[
    "_files",
    ".files",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_arquivos",
    "_ficheiros",
    "_file",
    "-filer",
    "_bestanden",
    "-bestanden",
    "_tiedostot",
    "_pliki",
    "_soubory",
    "_elemei",
    "_dosyalar",
    "_datoteke",
    "_fitxers",
    "_fitxategiak",
    "_failid",
    "_fails",
    "_bylos",
    "_fajlovi",
];

/// What the names of pages end with.
const PAGES: &[&str] = &["html", "htm", "xhtml", "HTML", "HTM"];

/// Whether a folder is that of a page beside it: `X_files` of `X.html`, or `X.html_files` of that.
pub(crate) fn is_companion(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().as_bytes();
    let mut ends = ENDS.iter().map(|end| end.as_bytes());
    let Some(page) = ends.find_map(|end| name.strip_suffix(end)) else {
        return false;
    };
    let beside = folder.with_file_name(OsStr::from_bytes(page));
    let is_named = beside.extension().is_some_and(is_page);
    let whole = |end: &str| {
        let name = [page, b".", end.as_bytes()].concat();
        folder.with_file_name(OsStr::from_bytes(&name)).is_file()
    };
    !page.is_empty() && (is_named && beside.is_file() || PAGES.iter().any(|end| whole(end)))
}

fn is_page(end: &OsStr) -> bool {
    PAGES.iter().any(|known| end == *known)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_folder_is_of_the_page_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for page in ["A ship - News.html", "خبر.htm", "c.html", "notes.txt"] {
            fs::write(at(page), "").unwrap();
        }
        let check = |name: &str, expected| {
            fs::create_dir(at(name)).unwrap();
            assert_eq!(is_companion(&at(name)), expected, "{name}");
        };
        check("A ship - News_files", true);
        check("A ship - News-Dateien", true);
        check("خبر_archivos", true);
        check("c.html_files", true);
        check("d_files", false);
        check("notes_files", false);
        check("c-old", false);
        check("_files", false);
    }
}
