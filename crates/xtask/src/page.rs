//! The static page: Vite, from www into www/dist.

use std::path::Path;

use anyhow::Result;

use crate::child;
use crate::project::Project;
use crate::stamp::{self, Work};

pub(crate) const DIST: &str = "www/dist";

/// Needs npm's packages and the wasm engine, which is one of its sources.
pub(crate) fn build(project: &Project) -> Result<()> {
    let work = Work {
        name: "page",
        what: "Build the page",
        reads: &["www", "package.json", "package-lock.json"].map(Path::new),
        facts: &[],
        writes: &[Path::new(DIST)],
    };
    stamp::unless_done(project, &work, |progress| {
        child::run(&mut project.npm_run("build"), progress)?;
        Ok(())
    })
}
