//! What happened to folders and files → what has changed in them: whatever came and went in between
//! does not count, and a file that is still being written to waits.

use std::collections::HashSet;
use std::fs::{self, Metadata};
use std::mem;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::library::companion::is_companion;
use crate::library::walk::{entries, has_file, sources_in};
use crate::library::watch::{Changes, Happened, Watch};

/// How long a file that was made and not closed must not have been written to.
const AT_REST: Duration = Duration::from_secs(1);

impl Watch {
    /// What has changed by all that happened.
    pub(crate) fn settle(&mut self) -> Changes {
        self.lose_companions();
        let mut pending = mem::take(&mut self.pending);
        let mut changes = Changes::default();
        for path in mem::take(&mut pending.lost) {
            // One of the same name may be there by now.
            if path.is_dir() {
                pending.folders.insert(path.clone());
            }
            changes.lost.push(path);
        }
        for path in mem::take(&mut pending.folders) {
            self.enter(&path, &mut changes);
        }
        for path in mem::take(&mut pending.unsure) {
            self.look(&path, &mut changes);
        }
        for (from, to) in mem::take(&mut pending.moves) {
            if page(&from).is_none()
                && page(&to).is_some()
                && let [source] = &sources_in(&to)[..]
            {
                pending.files.remove(&from);
                pending.files.remove(&to);
                changes.moved.push((from, source.clone()));
            }
        }
        for (path, happened) in pending.files {
            match page(&path) {
                None => changes.gone.push(path),
                Some(found) if happened == Happened::Made && !is_at_rest(&found) => {
                    self.pending.files.insert(path, happened);
                    self.pending.begin();
                }
                Some(_) => changes.found.extend(sources_in(&path)),
            }
        }
        changes.emptied = self.emptied(&changes);
        changes
    }

    /// The named folders that something went from and that have nothing left.
    fn emptied(&self, changes: &Changes) -> Vec<PathBuf> {
        let gone = changes.gone.iter().chain(&changes.lost);
        let left = changes.moved.iter().map(|(from, _)| from);
        let looked = changes.listed.iter().map(|(folder, _)| folder);
        let from: Vec<&PathBuf> = gone.chain(left).chain(looked).collect();
        let is_empty = |root: &&PathBuf| {
            from.iter().any(|path| path.starts_with(root)) && root.is_dir() && !has_file(root)
        };
        self.roots.iter().filter(is_empty).cloned().collect()
    }

    /// Folders whose page came after them hold no articles.
    fn lose_companions(&mut self) {
        let folders = self.folders.keys().filter(|path| self.is_of_page(path));
        for path in folders.cloned().collect::<Vec<_>>() {
            self.lose(path);
        }
    }

    /// Whether a folder that nobody named is that of a saved page.
    fn is_of_page(&self, path: &Path) -> bool {
        is_companion(path) && !self.roots.iter().any(|root| root == path)
    }

    /// Watches a new folder and those in it, and takes all that is in them.
    fn enter(&mut self, path: &Path, changes: &mut Changes) {
        if self.is_of_page(path) {
            return;
        }
        self.add(path, false);
        let Ok(entries) = entries(path) else { return };
        let mut entries: Vec<_> = entries.collect();
        entries.sort_unstable();
        for entry in entries {
            let path = path.join(&entry.name);
            match entry.is_folder {
                true => self.enter(&path, changes),
                false => changes.found.extend(sources_in(&path)),
            }
        }
    }

    /// Looks a folder through for what changed since that was last done.
    fn look(&mut self, path: &Path, changes: &mut Changes) {
        let Some(folder) = self.folders.get_mut(path) else {
            return;
        };
        let since = mem::replace(&mut folder.looked, SystemTime::now());
        let Ok(entries) = entries(path) else { return };
        let mut names = HashSet::new();
        let is_new = |found: &Metadata| changed(found) + CLOCK >= since;
        let is_changed = fs::metadata(path).is_ok_and(|found| is_new(&found));
        for entry in entries {
            let path = path.join(&entry.name);
            if entry.is_folder {
                if !self.folders.contains_key(&path) {
                    self.enter(&path, changes);
                }
                continue;
            }
            if page(&path).is_some_and(|found| is_new(&found)) {
                changes.found.extend(sources_in(&path));
            }
            names.insert(entry.name);
        }
        // Nothing has come or gone where the folder has not changed.
        if is_changed {
            changes.listed.push((path.to_owned(), names));
        }
    }
}

/// The steps in which file systems count time, and then some.
const CLOCK: Duration = Duration::from_millis(20);

/// When something was last written, renamed or linked.
fn changed(found: &Metadata) -> SystemTime {
    let seconds = u64::try_from(found.ctime()).unwrap_or(0);
    let nanos = u32::try_from(found.ctime_nsec()).unwrap_or(0);
    UNIX_EPOCH + Duration::new(seconds, nanos)
}

fn is_at_rest(found: &Metadata) -> bool {
    changed(found).elapsed().is_ok_and(|since| since >= AT_REST) || found.is_symlink()
}

/// What is known of a file that the walk of a folder would give.
fn page(path: &Path) -> Option<Metadata> {
    let found = fs::symlink_metadata(path).ok()?;
    let is_folder = found.is_dir() || found.is_symlink() && path.is_dir();
    (!is_folder).then_some(found)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::thread;

    use super::*;
    use crate::library::Source;

    #[test]
    fn a_folder_of_which_the_kernel_says_nothing_is_looked_through() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["changed", "kept", "lost"] {
            fs::write(path(name), "x").unwrap();
        }
        let mut watch = Watch::default();
        thread::sleep(2 * CLOCK);
        watch.add(folder.path(), true);
        watch.inotify = None;
        watch
            .folders
            .values_mut()
            .for_each(|folder| folder.number = None);
        watch.look_through();
        assert!(watch.settle().is_empty(), "nothing has happened");
        thread::sleep(2 * CLOCK);
        fs::write(path("changed"), "y").unwrap();
        fs::write(path("new"), "x").unwrap();
        fs::create_dir(path("folder")).unwrap();
        fs::write(path("folder/inner"), "x").unwrap();
        fs::remove_file(path("lost")).unwrap();
        watch.look_through();
        let changes = watch.settle();
        let mut found: Vec<String> = changes.found.iter().map(Source::short_name).collect();
        found.sort();
        assert_eq!(found, ["changed", "inner", "new"]);
        let names = ["changed", "kept", "new"].map(OsString::from);
        assert_eq!(
            changes.listed,
            [(folder.path().to_owned(), HashSet::from(names))]
        );
        fs::remove_dir_all(folder.path()).unwrap();
        watch.look_through();
        let lost = watch.settle().lost;
        assert!(lost.contains(&folder.path().to_owned()), "{lost:?}");
    }
}
