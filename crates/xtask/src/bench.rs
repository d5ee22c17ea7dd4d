//! `cargo xtask bench`: the engine's benchmarks, as cargo runs them.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::project::Project;

pub(crate) fn run(project: &Project) -> Result<()> {
    let crates = fs::read_dir(project.root.join("crates")).context("crates cannot be read")?;
    if !crates.flatten().any(|entry| entry.path().join("benches").is_dir()) {
        project.terminal.say("There are no benchmarks yet. A file in a crate's `benches` folder is one.");
        return Ok(());
    }
    let status =
        project.cargo(&["bench", "--workspace", "--benches"]).status().context("cargo could not be started")?;
    if !status.success() {
        bail!("`cargo bench` ended with {status}.");
    }
    project.terminal.say("\n  Figures worth keeping go into BENCHMARKS.md, with the machine that gave them.");
    Ok(())
}
