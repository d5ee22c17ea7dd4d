//! `cargo xtask scenes`: draws the pictures of all scenes anew, with the page as it is.

use anyhow::{Context, Result, bail};

use crate::setup::Setup;

pub(crate) fn run(setup: &Setup<'_>) -> Result<()> {
    setup.page()?;
    let mut drawing = setup.project.command("node");
    if let Some(program) = setup.browser()? {
        drawing.env("CHROMIUM_PATH", program);
    }
    let status = drawing.arg("tests/scenes.mjs").status().context("node could not be started")?;
    if !status.success() {
        bail!("tests/scenes.mjs ended with {status}.");
    }
    Ok(())
}
