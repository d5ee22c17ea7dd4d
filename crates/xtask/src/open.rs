//! Opens an address in the person's browser. When that fails, the address is on the screen all the same.

use std::process::{Command, Stdio};
use std::thread;

use crate::terminal::Terminal;

pub(crate) fn address(terminal: Terminal, address: &str) {
    let (program, words): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        // start takes a first quoted word for the window's title
        "windows" => ("cmd", &["/c", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let mut command = Command::new(program);
    command.args(words).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // some openers last as long as the browser
    thread::spawn(move || {
        if !command.status().is_ok_and(|status| status.success()) {
            terminal.say(format_args!("  No browser could be opened by `{program}`; the address above works in any."));
        }
    });
}
