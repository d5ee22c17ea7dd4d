//! The npm package: the sources in www/npm, with an engine of their own, the document's types and the element.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::child;
use crate::page::DIST;
use crate::project::Project;
use crate::stamp::{self, Work};

const SOURCES: &str = "www/npm";
/// What the page's build calls the element.
const ELEMENT: &str = "fall-line.js";
const DOCUMENT: &str = "www/src/document";

/// The tarball. Needs npm's packages, the page, and the engine in this folder.
pub(crate) fn pack(project: &Project, engine: &Path, version: &str) -> Result<PathBuf> {
    let into = project.target.join("package");
    let tarball = into.join(format!("fall-line-{version}.tgz"));
    let work = Work {
        name: "npm",
        what: "Pack the npm package",
        reads: &[
            Path::new(SOURCES),
            Path::new(DOCUMENT),
            Path::new(DIST),
            Path::new("LICENSE-MIT"),
            Path::new("LICENSE-APACHE"),
            Path::new("crates/xtask/src/npm.rs"),
            engine,
        ],
        facts: &[version],
        writes: &[&tarball],
    };
    stamp::unless_done(project, &work, |progress| {
        let staged = project.own_folder().join("npm-package");
        let _ = fs::remove_dir_all(&staged);
        stage(project, engine, version, &staged)?;
        fs::create_dir_all(&into)?;
        let mut npm = project.npm(&["pack", "--silent", "--pack-destination"]);
        child::run(npm.arg(&into).current_dir(&staged), progress)?;
        Ok(())
    })?;
    Ok(tarball)
}

/// Everything that is packed, in one folder.
fn stage(project: &Project, engine: &Path, version: &str, into: &Path) -> Result<()> {
    let root = &project.root;
    fs::create_dir_all(into)?;
    for entry in fs::read_dir(root.join(SOURCES))? {
        let file = entry?;
        copy(&file.path(), &into.join(file.file_name()))?;
    }
    let package = into.join("package.json");
    let named = fs::read_to_string(&package)?.replace("\"version\": \"0.0.0\"", &format!("\"version\": \"{version}\""));
    fs::write(&package, named)?;
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&root.join(name), &into.join(name))?;
    }
    let document = root.join(DOCUMENT);
    copy(&document.join("experiment.gen.ts"), &into.join("experiment.d.ts"))?;
    copy(&document.join("experiment.schema.json"), &into.join("experiment.schema.json"))?;
    for name in ["all.js", "all_bg.wasm"] {
        copy(&engine.join(name), &into.join("engine").join(name))?;
    }
    element(&root.join(DIST), &into.join("element"))
}

/// The element, and of the page's files those that it names, or that these name in turn: names hold a hash, and no other
/// text does.
fn element(dist: &Path, into: &Path) -> Result<()> {
    if !dist.join(ELEMENT).is_file() {
        return Ok(());
    }
    let mut all = Vec::new();
    files(dist, Path::new(""), &mut all)?;
    let (mut wanted, mut next) = (BTreeSet::new(), vec![PathBuf::from(ELEMENT)]);
    while let Some(path) = next.pop() {
        if !wanted.insert(path.clone()) {
            continue;
        }
        let bytes = fs::read(dist.join(&path))?;
        copy(&dist.join(&path), &into.join(&path))?;
        if !path.extension().is_some_and(|ending| ending == "js" || ending == "css") {
            continue;
        }
        let text = String::from_utf8_lossy(&bytes);
        let named =
            all.iter().filter(|path| path.file_name().is_some_and(|name| text.contains(&*name.to_string_lossy())));
        next.extend(named.filter(|path| path.parent() != Some(Path::new(""))).cloned());
    }
    if wanted.len() < 2 {
        bail!("{DIST}/{ELEMENT} names none of the files beside it.");
    }
    Ok(())
}

fn files(root: &Path, below: &Path, all: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(root.join(below))? {
        let file = entry?;
        let path = below.join(file.file_name());
        if file.file_type()?.is_dir() { files(root, &path, all)? } else { all.push(path) }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to).with_context(|| format!("{} cannot be copied", from.display()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_the_element_come_the_files_that_it_needs_and_no_others() {
        let root = std::env::temp_dir().join(format!("xtask-npm-{}", std::process::id()));
        let (dist, into) = (root.join("dist"), root.join("into"));
        let write = |path: &str, text: &str| {
            fs::create_dir_all(dist.join(path).parent().unwrap()).unwrap();
            fs::write(dist.join(path), text).unwrap();
        };
        element(&dist, &into).unwrap();
        assert!(!into.exists(), "there is none yet");
        write("fall-line.js", "import './assets/a-1.js'; './index.html'");
        write("assets/a-1.js", "'b-2.wasm' './a-1.js'");
        write("assets/b-2.wasm", "c-3.js");
        write("assets/c-3.js", "");
        write("index.html", "");
        element(&dist, &into).unwrap();
        let mut all = Vec::new();
        files(&into, Path::new(""), &mut all).unwrap();
        all.sort();
        assert_eq!(all, ["assets/a-1.js", "assets/b-2.wasm", "fall-line.js"].map(PathBuf::from));
        write("fall-line.js", "");
        assert!(element(&dist, &into).is_err());
        fs::remove_dir_all(root).unwrap();
    }
}
