//! The static page: Vite, from www into www/dist.

use std::path::Path;

use anyhow::Result;

use crate::child;
use crate::project::Project;
use crate::stamp::{self, Work};

pub(crate) const DIST: &str = "www/dist";

/// Needs npm's packages and the wasm engine, which is one of its sources.
pub(crate) fn build(project: &Project) -> Result<()> {
    // where the site will be, for what needs whole addresses
    let address = std::env::var("FALL_LINE_SITE").unwrap_or_default();
    let work = Work {
        name: "page",
        what: "Build the page",
        // about says the version, and how many tests of what kind there are
        reads: &[
            "www",
            "package.json",
            "package-lock.json",
            "Cargo.toml",
            "tests/fingerprints.json",
            "tests/reference/traces.json",
        ]
        .map(Path::new),
        facts: &[&address],
        writes: &[Path::new(DIST)],
    };
    stamp::unless_done(project, &work, |progress| {
        child::run(&mut project.npm_run("build"), progress)?;
        Ok(())
    })
}
