//! What rustup brings: the wasm32 target, rustfmt, clippy.

use std::path::Path;

use anyhow::{Result, bail};

use crate::child;
use crate::project::Project;

pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The standard library for wasm32.
pub(crate) fn target(project: &Project) -> Result<()> {
    let there = || {
        let mut rustc = project.command(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        let folder = child::read(rustc.args(["--print", "target-libdir", "--target", WASM]))?;
        Ok(Path::new(folder.trim()).is_dir())
    };
    add(project, "Rust for WebAssembly", "target", WASM, there)
}

/// A part of Rust that works as a cargo command: `fmt` of rustfmt, `clippy` of clippy.
pub(crate) fn component(project: &Project, command: &str, name: &str) -> Result<()> {
    let there = || Ok(child::read(&mut project.cargo(&[command, "--version"])).is_ok());
    add(project, &format!("Rust's {name}"), "component", name, there)
}

fn add(project: &Project, what: &str, kind: &str, name: &str, there: impl Fn() -> Result<bool>) -> Result<()> {
    if there()? {
        project.terminal.ready(what);
        return Ok(());
    }
    if child::find(&["rustup"]).is_none() {
        bail!(
            "{what} is missing, and so is rustup, which brings it.\n\
             Get rustup from https://rustup.rs, or with a Rust of your system, install what it calls {name}."
        );
    }
    let mut rustup = project.command("rustup");
    project.terminal.step(what, |progress| child::run(rustup.args([kind, "add", name]), progress))?;
    if there()? {
        return Ok(());
    }
    bail!("`rustup {kind} add {name}` ran, and cargo's Rust still has none. Is `cargo` rustup's own?")
}
