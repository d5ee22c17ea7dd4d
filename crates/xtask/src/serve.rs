//! `cargo xtask serve`: everything set up, the page built, and served on this machine.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context, Result, bail};

use crate::args;
use crate::http::Site;
use crate::open;
use crate::page::DIST;
use crate::setup::Setup;
use crate::terminal::Terminal;

const PORT: u16 = 8173;
/// How many ports after a taken one are tried.
const TRIES: u16 = 50;

pub(crate) fn serve(setup: &Setup<'_>, options: &args::Serve) -> Result<()> {
    setup.page()?;
    let terminal = setup.project.terminal;
    let listener = listen(terminal, options.port)?;
    let address = format!("http://127.0.0.1:{}/", listener.local_addr()?.port());
    let site = Site::new(&setup.project.root.join(DIST)).with_context(|| format!("{DIST} cannot be served"))?;
    terminal.say(format_args!("\n  Fall Line is at {address}\n  {}", terminal.faint("Ctrl-C ends it.")));
    if options.open {
        open::address(terminal, &address);
    }
    site.serve(&listener);
    Ok(())
}

/// The port that was asked for, or else the usual one or the next that is free.
pub(crate) fn listen(terminal: Terminal, asked: Option<u16>) -> Result<TcpListener> {
    let first = asked.unwrap_or(PORT);
    let last = if asked.is_some() { first } else { first.saturating_add(TRIES) };
    for port in first..=last {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() != ErrorKind::AddrInUse => {
                return Err(error).with_context(|| format!("Port {port} cannot be used."));
            }
            Err(_) if port < last => terminal.say(format_args!("  · Port {port} is taken; trying the next")),
            Err(_) => {}
        }
    }
    if asked.is_some() {
        bail!("Port {first} is taken. Choose another with `--port N`, or leave it out for the next free one.");
    }
    bail!("The ports {first} to {last} are all taken. Choose another with `--port N`.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_refused_when_it_was_asked_for_and_passed_by_when_not() {
        let terminal = Terminal::quiet();
        let holder = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let taken = holder.local_addr().unwrap().port();
        let error = listen(terminal, Some(taken)).unwrap_err().to_string();
        assert!(error.starts_with(&format!("Port {taken} is taken.")) && error.contains("--port N"), "{error}");

        let one = listen(terminal, None).unwrap();
        let other = listen(terminal, None).unwrap();
        assert!(one.local_addr().unwrap().port() >= PORT);
        assert!(other.local_addr().unwrap().port() > one.local_addr().unwrap().port());
    }
}
