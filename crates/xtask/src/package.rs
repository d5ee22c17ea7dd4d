//! `cargo xtask package`: what is given away. The page as an archive, the command line as a program, and the npm package.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::child;
use crate::page::DIST;
use crate::setup::{Setup, VERSION};

pub(crate) fn run(setup: &Setup<'_>) -> Result<()> {
    setup.page()?;
    let project = setup.project;
    let into = project.target.join("package");
    fs::create_dir_all(&into)?;

    // the archive holds one folder, so that unpacking it spills nothing
    let name = format!("fall-line-page-{VERSION}");
    let (staged, archive) = (project.own_folder().join("package"), into.join(format!("{name}.tar.gz")));
    project.terminal.step("Pack the page", |progress| {
        let _ = fs::remove_dir_all(&staged);
        copy(&project.root.join(DIST), &staged.join(&name))?;
        let mut tar = project.command("tar");
        tar.arg("-czf").arg(&archive).arg("-C").arg(&staged).arg(&name);
        child::run(&mut tar, progress).context("The page is packed by `tar`, which every system has or offers.")
    })?;

    let file = format!("fall-line{}", std::env::consts::EXE_SUFFIX);
    project.terminal.step("Build the command-line program", |progress| {
        child::run(&mut project.cargo(&["build", "--release", "--package", "fall-line-cli"]), progress)?;
        fs::copy(project.target.join("release").join(&file), into.join(&file)).with_context(|| format!("no {file}"))
    })?;
    let tarball = setup.npm()?;
    let made = [archive, into.join(&file), tarball].map(|path| format!("  {}", path.display())).join("\n");
    project.terminal.say(format_args!("\n{made}"));
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        fs::copy(from, to).with_context(|| format!("{} cannot be copied", from.display()))?;
        return Ok(());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let name = entry?.file_name();
        copy(&from.join(&name), &to.join(&name))?;
    }
    Ok(())
}
