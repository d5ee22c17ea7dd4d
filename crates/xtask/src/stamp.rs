//! Work that is done once: skipped while what it reads and what it wrote are, byte for byte, what they were.
//!
//! A stamp is a file in target/xtask with two hashes. Contents count and not dates, so a checkout that comes back to
//! an old state, or a copied target folder, is judged rightly.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::project::Project;
use crate::terminal::Progress;

/// Folders that are products or packages wherever they stand; they are never read as sources.
const NOT_SOURCES: [&str; 4] = ["node_modules", "dist", "test-results", "coverage"];

pub(crate) struct Work<'a> {
    /// The stamp's file name.
    pub(crate) name: &'a str,
    /// The line on the terminal.
    pub(crate) what: &'a str,
    /// Files and folders, below the root, that the work reads; a folder stands for all the sources in it.
    pub(crate) reads: &'a [&'a Path],
    /// Whatever else decides what comes out: versions, flags.
    pub(crate) facts: &'a [&'a str],
    pub(crate) writes: &'a [&'a Path],
}

/// Does the work, unless nothing has changed since it was done.
pub(crate) fn unless_done(
    project: &Project,
    work: &Work<'_>,
    todo: impl FnOnce(&Progress) -> Result<()>,
) -> Result<()> {
    let folder = project.own_folder();
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    // two commands at once, a server and the tests, take turns
    let lock = File::create(folder.join("lock"))?;
    if lock.try_lock().is_err() {
        project.terminal.step("Wait for another cargo xtask", |_| Ok(lock.lock()?))?;
    }

    let stamp = folder.join(work.name);
    let inputs = (contents(&project.root, work.reads, true)?, work.facts);
    let state = |root: &Path| -> Result<String> {
        Ok(format!("{:016x} {:016x}\n", hash(inputs), contents(root, work.writes, false)?))
    };
    let there = work.writes.iter().all(|path| project.root.join(path).exists());
    if there && fs::read_to_string(&stamp).is_ok_and(|old| state(&project.root).is_ok_and(|new| old == new)) {
        project.terminal.ready(work.what);
        return Ok(());
    }

    // work that fails half-way leaves no stamp behind
    let _ = fs::remove_file(&stamp);
    project.terminal.step(work.what, todo)?;
    fs::write(&stamp, state(&project.root)?).with_context(|| format!("{} cannot be written", stamp.display()))
}

/// One number for these bytes. It need not survive a new Rust: the work is then done once more.
pub(crate) fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn contents(root: &Path, paths: &[&Path], only_sources: bool) -> Result<u64> {
    let mut files = Vec::new();
    for path in paths {
        collect(root, path, only_sources, &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        let bytes = fs::read(root.join(&file)).with_context(|| format!("{} cannot be read", file.display()))?;
        (file, bytes).hash(&mut hasher);
    }
    Ok(hasher.finish())
}

fn collect(root: &Path, path: &Path, only_sources: bool, files: &mut Vec<PathBuf>) -> Result<()> {
    let whole = root.join(path);
    if whole.is_file() {
        files.push(path.to_owned());
    } else if whole.is_dir() {
        for entry in fs::read_dir(&whole)? {
            let name = entry?.file_name();
            if !(only_sources && NOT_SOURCES.iter().any(|no| name == *no)) {
                collect(root, &path.join(name), only_sources, files)?;
            }
        }
    }
    // a file that is not there hashes as nothing, and so differs from one that is
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// A folder of this test alone, with one source in it.
    fn clone(name: &str) -> Project {
        let root = std::env::temp_dir().join(format!("xtask-stamp-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("www/node_modules")).unwrap();
        fs::write(root.join("www/a.ts"), "a").unwrap();
        Project::at(&root)
    }

    /// How often the work was done: the answer to "was it skipped?"
    fn times(project: &Project, facts: &[&str], count: &Cell<u32>) -> u32 {
        let (reads, writes) = ([Path::new("www"), Path::new("lock.json")], [Path::new("out")]);
        let work = Work { name: "test", what: "Test", reads: &reads, facts, writes: &writes };
        unless_done(project, &work, |_| {
            count.set(count.get() + 1);
            fs::create_dir_all(project.root.join("out"))?;
            Ok(fs::write(project.root.join("out/b.js"), "b")?)
        })
        .unwrap();
        count.get()
    }

    #[test]
    fn work_is_done_again_when_and_only_when_something_changed() {
        let project = clone("changes");
        let write = |path: &str, text: &str| fs::write(project.root.join(path), text).unwrap();
        let count = Cell::new(0);
        let mut done = 0;
        let mut expect = |again: bool, why: &str, facts: &[&str]| {
            done += u32::from(again);
            assert_eq!(times(&project, facts, &count), done, "{why}");
        };
        expect(true, "the first time", &["v1"]);
        expect(false, "nothing changed", &["v1"]);
        write("www/a.ts", "a");
        expect(false, "the date alone changed", &["v1"]);
        write("www/node_modules/c.js", "c");
        expect(false, "packages are no sources", &["v1"]);
        write("www/a.ts", "A");
        expect(true, "a source changed", &["v1"]);
        write("www/b.ts", "");
        expect(true, "an empty source came", &["v1"]);
        fs::rename(project.root.join("www/b.ts"), project.root.join("www/c.ts")).unwrap();
        expect(true, "a source has a new name", &["v1"]);
        write("lock.json", "{}");
        expect(true, "a file that was not there came", &["v1"]);
        expect(true, "a fact changed", &["v2"]);
        write("out/b.js", "edited");
        expect(true, "a product was edited", &["v2"]);
        fs::remove_dir_all(project.root.join("out")).unwrap();
        expect(true, "the product is gone", &["v2"]);
        expect(false, "nothing changed", &["v2"]);
        fs::remove_dir_all(&project.root).unwrap();
    }

    #[test]
    fn work_that_failed_is_not_done() {
        let project = clone("failure");
        let count = Cell::new(0);
        times(&project, &[], &count);
        fs::write(project.root.join("www/a.ts"), "broken").unwrap();
        let (reads, writes) = ([Path::new("www")], [Path::new("out")]);
        let work = Work { name: "test", what: "Test", reads: &reads, facts: &[], writes: &writes };
        assert!(unless_done(&project, &work, |_| anyhow::bail!("no")).is_err());
        fs::write(project.root.join("www/a.ts"), "a").unwrap();
        assert_eq!(times(&project, &[], &count), 2, "what failed work left behind is not trusted");
        fs::remove_dir_all(&project.root).unwrap();
    }
}
