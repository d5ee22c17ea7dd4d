//! `cargo xtask bench`: the engine's benchmarks, natively, in Node.js and in Chromium.

use anyhow::{Context, Result, bail};

use crate::setup::Setup;

pub(crate) fn run(setup: &Setup<'_>) -> Result<()> {
    let project = setup.project;
    setup.wasm()?;
    let chromium = setup.browser()?;
    let natively = project.cargo(&["bench", "--quiet", "--package", "fall-line", "--benches"]);
    let hosts = ["tests/bench/run.mjs", "tests/bench/run-networks.mjs"].map(|script| {
        let mut node = project.command("node");
        node.arg(script).envs(chromium.iter().map(|program| ("CHROMIUM_PATH", program)));
        (script, node)
    });
    // one after the other: they measure
    for (name, mut command) in [("cargo bench", natively)].into_iter().chain(hosts) {
        let status = command.status().with_context(|| format!("{name} could not be started"))?;
        if !status.success() {
            bail!("{name} ended with {status}.");
        }
    }
    project.terminal.say("\n  The networks' part of BENCHMARKS.md is new; other figures worth keeping go there by hand, with their machine.");
    Ok(())
}
