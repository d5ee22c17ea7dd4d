//! What Node.js brings: npm, and through it the packages of the page and its tests.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::child;
use crate::project::Project;
use crate::stamp::{self, Work};

const ADVICE: &str = "Get Node.js 20.19 or newer, with npm, from https://nodejs.org/en/download.";

/// npm's packages, as package-lock.json names them.
pub(crate) fn packages(project: &Project) -> Result<()> {
    let node = version(&mut project.command("node"), "Node.js")?;
    if !suits(&node) {
        bail!("Node.js {node} is too old for the page's tools. {ADVICE}");
    }
    let npm = version(&mut project.npm(&[]), "npm")?;
    if !project.root.join("package-lock.json").is_file() {
        bail!("package-lock.json is missing, so nothing says which packages the page needs. `git status` shows why.");
    }
    let work = Work {
        name: "packages",
        what: "Packages from npm",
        reads: &["package.json", "package-lock.json", "www/package.json", "tests/package.json"].map(Path::new),
        facts: &[&node, &npm],
        writes: &[Path::new("node_modules/.package-lock.json")],
    };
    stamp::unless_done(project, &work, |progress| {
        child::run(&mut project.npm(&["ci", "--no-audit", "--no-fund"]), progress)?;
        Ok(())
    })
}

fn version(command: &mut Command, name: &str) -> Result<String> {
    let said = child::read(command.arg("--version")).with_context(|| format!("{name} is missing. {ADVICE}"))?;
    Ok(said.trim().trim_start_matches('v').to_owned())
}

/// Vite's own demand: 20.19 of the 20s, 22.12 of the 22s, and all that came after.
fn suits(version: &str) -> bool {
    let mut numbers = version.split('.').map_while(|number| number.parse::<u32>().ok());
    match (numbers.next(), numbers.next()) {
        (Some(20), Some(minor)) => minor >= 19,
        (Some(22), Some(minor)) => minor >= 12,
        (Some(major), Some(_)) => major > 22,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_versions_of_node_are_refused_by_number() {
        for (version, good) in [
            ("18.20.4", false),
            ("20.18.3", false),
            ("20.19.0", true),
            ("20.20.2", true),
            ("21.7.3", false),
            ("22.11.0", false),
            ("22.12.0", true),
            ("23.0.0", true),
            ("100.0.0", true),
            ("9.11.2", false),
            ("", false),
            ("twenty", false),
        ] {
            assert_eq!(suits(version), good, "{version}");
        }
    }

    #[test]
    fn a_missing_tool_is_named_with_the_address_that_brings_it() {
        let error = version(&mut Command::new("no-such-node"), "Node.js").unwrap_err().to_string();
        assert!(error.starts_with("Node.js is missing.") && error.contains("https://nodejs.org"), "{error}");
    }
}
