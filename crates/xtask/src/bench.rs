//! `cargo xtask bench`: the engine's benchmarks, natively, in Node.js and in Chromium.

use anyhow::{Context, Result, bail};

use crate::setup::Setup;

pub(crate) fn run(setup: &Setup<'_>) -> Result<()> {
    let project = setup.project;
    setup.wasm()?;
    let chromium = setup.browser()?;
    let natively = project.cargo(&["bench", "--quiet", "--package", "fall-line", "--benches"]);
    let mut hosts = project.command("node");
    hosts.arg("tests/bench/run.mjs");
    if let Some(program) = chromium {
        hosts.env("CHROMIUM_PATH", program);
    }
    // one after the other: they measure
    for (name, mut command) in [("cargo bench", natively), ("tests/bench/run.mjs", hosts)] {
        let status = command.status().with_context(|| format!("{name} could not be started"))?;
        if !status.success() {
            bail!("{name} ended with {status}.");
        }
    }
    project.terminal.say("\n  Figures worth keeping go into BENCHMARKS.md, with the machine that gave them.");
    Ok(())
}
