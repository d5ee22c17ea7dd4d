//! The rules of the house: who may import whom, where `unsafe` may stand, and what would change the bits.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let (path, name) = (entry.path(), entry.file_name().into_string().unwrap());
        if path.is_dir() {
            found.extend(sources(&path).into_iter().map(|(below, text)| (format!("{name}/{below}"), text)));
        } else if name.ends_with(".rs") {
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// From the leaves up; a module may import what stands before its own row.
const FLOORS: &[&[&str]] = &[
    &["text"],
    &["number", "error", "fingerprint", "rng", "sha256", "inflate", "cells", "module"],
    &["json", "table"],
    &["fields"],
    &["formula"],
    &["real"],
    &["optimizer", "schedule", "surface", "dataset", "batches", "examples", "network"],
    &["experiment"],
    &["way", "handed"],
    &["session"],
    &["training"],
    &["map", "jobs"],
    &["result"],
    &["goals"],
    &["grade"],
    &["picture", "report"],
    &["command"],
];

/// The module that a file belongs to, and what of the crate it imports.
fn imports(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
    let mut found = Vec::new();
    for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            match rest.strip_prefix('{') {
                Some(list) => found.extend(list.split(',').map(|name| name.trim().to_owned())),
                None => found.push(rest.to_owned()),
            }
        }
    }
    found.iter().map(|name| name.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap().to_owned()).collect()
}

#[test]
fn nobody_imports_from_the_floor_above_or_from_a_sibling() {
    let floor = |module: &str| FLOORS.iter().position(|row| row.contains(&module));
    let src = root().join("crates/fall-line/src");
    let mut seen = 0;
    for (file, text) in sources(&src).into_iter().filter(|(file, _)| file != "lib.rs") {
        let own = file.split(['/', '.']).next().unwrap();
        let own_floor = floor(own).unwrap_or_else(|| panic!("{file} has no floor: add it to FLOORS"));
        for import in imports(&text) {
            seen += 1;
            let allowed = import == own || floor(&import).is_some_and(|floor| floor < own_floor);
            assert!(allowed, "{file} imports {import}");
        }
        // members of a family know their family's head, never each other
        let family = file
            .split_once('/')
            .filter(|(family, _)| ["optimizer", "schedule", "dataset", "examples"].contains(family))
            .filter(|(_, member)| *member != "tests.rs");
        if let Some((family, member)) = family {
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            assert!(!code.contains("super::super"), "{file} reaches past its family");
            for (other, _) in
                sources(&src.join(family)).iter().filter(|(other, _)| other != member && other != "tests.rs")
            {
                let sibling = other.trim_end_matches(".rs");
                let mentioned = code
                    .split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':')
                    .any(|word| word.starts_with(&format!("{sibling}::")) || word.contains(&format!("::{sibling}::")));
                assert!(!mentioned, "{family}/{member} imports its sibling {sibling}");
            }
        }
    }
    assert!(seen > 30, "{seen}");
}

/// Where `unsafe` may stand: nowhere yet; `simd.rs` and `kernel.rs` when they come.
const UNSAFE: &[&str] = &["simd.rs", "network/kernel.rs"];

#[test]
fn unsafe_stands_only_in_the_named_files() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(manifest.contains("unsafe_code = \"deny\""));
    for name in ["fall-line", "fall-line-wasm", "fall-line-cli", "xtask"] {
        let folder = root().join("crates").join(name);
        let lints = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        assert!(lints.contains("[lints]\nworkspace = true"), "{name} does not take the workspace's lints");
        for (file, text) in sources(&folder.join("src")) {
            let lifts =
                text.contains(concat!("allow(", "unsafe_code")) || text.contains(concat!("expect(", "unsafe_code"));
            assert!(!lifts || (name == "fall-line" && UNSAFE.contains(&file.as_str())), "{name}/src/{file}");
        }
    }
}

/// What is banned because it changes the bits has no lint that sees it all.
#[test]
fn nothing_in_the_sources_changes_the_bits() {
    for (file, text) in sources(&root().join("crates/fall-line/src")) {
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        for banned in
            ["target-cpu", "relaxed", ".dot(", "HashMap", "SystemTime", "Instant::", "allow(clippy::disallowed"]
        {
            assert!(!code.contains(banned), "{file}: {banned}");
        }
    }
    let config = fs::read_to_string(root().join(".cargo/config.toml")).unwrap();
    assert!(!config.contains("target-cpu") && !config.contains("relaxed"), "{config}");
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(
        manifest.contains("libm = \"=")
            && manifest.contains("ndarray = { version = \"0.17\", default-features = false }")
    );
}

#[test]
fn no_build_has_num_traits_std() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let tree = Command::new(cargo)
        .args(["tree", "--workspace", "--edges", "all", "--target", "all", "--prefix", "none", "--format", "{p} [{f}]"])
        .current_dir(root())
        .output()
        .unwrap();
    let tree = String::from_utf8(tree.stdout).unwrap();
    let rows: Vec<_> = tree.lines().filter(|line| line.starts_with("num-traits ")).collect();
    assert!(!rows.is_empty());
    for row in rows {
        let features = row.rsplit('[').next().unwrap_or("");
        assert!(!features.split([',', ']']).any(|feature| feature == "std"), "{row}");
    }
}
