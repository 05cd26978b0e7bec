//! Paths through the sections of a site, which end with a headline.

use crate::article::page::lines::beginning;

/// Whether a path through the sections of a site ends with the title: `News / World / TITLE`, also one
/// whose signs were lost, `NewsWorldTITLE`; or a topic stands before it, or the site.
pub(crate) fn ends_path(line: &str, title: &str) -> bool {
    const SIGNS: [char; 11] = ['/', '>', '›', '»', '→', '‹', '«', '<', ':', '：', '|'];
    let path = line.strip_suffix(title).map(str::trim_end);
    path.is_some_and(|path| {
        let is_glued = !path.is_empty() && !path.contains(' ') && title.contains(' ');
        let is_path = path.ends_with('-') && path.contains(" - ");
        path.ends_with(SIGNS) || is_path || is_glued && line.len() == path.len() + title.len()
    })
}

/// Whether a path through the sections of a site ends with the beginning of the title, which it cut:
/// `HomeNewsThe bridge over the...`.
pub(crate) fn ends_cut_path(line: &str, title: &str) -> bool {
    /// The least characters of the title that are there, and the bytes of a path before them.
    const LEAST: usize = 20;
    const LONGEST: usize = 120;
    let cut = ["...", "…"].iter().find_map(|sign| line.strip_suffix(sign));
    let cut = cut
        .map(str::trim_end)
        .filter(|_| line.len() <= LONGEST + title.len());
    cut.is_some_and(|cut| {
        let beginning = beginning(title, LEAST);
        let at = cut.find(beginning).filter(|at| *at > 0);
        at.is_some_and(|at| beginning.len() < title.len() && title.starts_with(&cut[at..]))
    })
}
