//! What a person sees while waiting: one line a step, and how long it took.
//!
//! On a terminal the line lives: it counts the seconds and ends with what the tool last said. Elsewhere, as in a log,
//! a step that lasts says so every 15 seconds in a plain line of its own.

use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

/// Where the seconds stand, and the widest live line: a wrapped line could not be taken back.
const SECONDS_AT: usize = 52;
const WIDEST: usize = 78;

#[derive(Clone, Copy)]
pub(crate) struct Terminal {
    live: bool,
    colour: bool,
    verbose: bool,
}

/// The step at work: tools put here what they say.
pub(crate) struct Progress {
    terminal: Terminal,
    last: Mutex<String>,
}

impl Terminal {
    pub(crate) fn new(verbose: bool) -> Self {
        let able = std::io::stdout().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        let colour = able && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        // what is shown in full has no use for a line that repeats its end
        Self { live: able && !verbose, colour, verbose }
    }

    #[cfg(test)]
    pub(crate) fn quiet() -> Self {
        Self { live: false, colour: false, verbose: false }
    }

    /// One line on the standard output. A reader who left early, as `head` does, is no error of ours.
    pub(crate) fn say(self, text: impl Display) {
        if cfg!(test) {
            // the one way that the test harness keeps to itself
            println!("{text}");
            return;
        }
        let _ = writeln!(std::io::stdout(), "{text}");
    }

    pub(crate) fn heading(self, text: &str) {
        self.say(format_args!("\n{}", self.paint("1", text)));
    }

    pub(crate) fn good(self, text: &str) -> String {
        self.paint("32", text)
    }

    pub(crate) fn bad(self, text: &str) -> String {
        self.paint("31", text)
    }

    pub(crate) fn faint(self, text: &str) -> String {
        self.paint("2", text)
    }

    /// A step that had nothing to do.
    pub(crate) fn ready(self, what: &str) {
        self.say(self.ended(true, what, "ready"));
    }

    /// Does `work` under one line that says `what`.
    pub(crate) fn step<T>(self, what: &str, work: impl FnOnce(&Progress) -> Result<T>) -> Result<T> {
        let progress = Progress { terminal: self, last: Mutex::default() };
        let started = Instant::now();
        let (going, gone) = mpsc::channel::<()>();
        let result = thread::scope(|scope| {
            let progress = &progress;
            scope.spawn(move || progress.show(what, started, &gone));
            let result = work(progress);
            drop(going);
            result
        });
        self.say(self.ended(result.is_ok(), what, &duration(started.elapsed())));
        result
    }

    fn ended(self, well: bool, what: &str, time: &str) -> String {
        let mark = if well { self.good("✓") } else { self.bad("✗") };
        let room = SECONDS_AT.saturating_sub(what.chars().count()).max(time.len() + 2);
        format!("  {mark} {what}{}", self.faint(&format!("{time:>room$}")))
    }

    fn paint(self, code: &str, text: &str) -> String {
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

impl Progress {
    /// One line that a tool printed.
    pub(crate) fn heard(&self, line: &str) {
        if self.terminal.verbose {
            self.terminal.say(format_args!("    {line}"));
        } else if !line.trim().is_empty() {
            *self.last.lock().unwrap_or_else(PoisonError::into_inner) = line.trim().to_owned();
        }
    }

    fn show(&self, what: &str, started: Instant, gone: &Receiver<()>) {
        if self.terminal.live {
            while still_going(gone, Duration::from_millis(100)) {
                self.redraw(&self.line(what, Some(started.elapsed())));
            }
            self.redraw("");
        } else {
            // what is over at once needs one line, not two
            let first = if self.terminal.verbose { Duration::ZERO } else { Duration::from_secs(2) };
            if still_going(gone, first) {
                self.terminal.say(self.line(what, None));
            }
            while still_going(gone, Duration::from_secs(15)) && !self.terminal.verbose {
                self.terminal.say(self.line(what, Some(started.elapsed())));
            }
        }
    }

    fn line(&self, what: &str, elapsed: Option<Duration>) -> String {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let time = elapsed.map_or(String::new(), |elapsed| format!("  {} s", elapsed.as_secs()));
        let line = format!("  · {what}{time}  {last}");
        // a tool's own control codes would outlive the line
        line.chars().filter(|c| !c.is_control()).take(WIDEST).collect::<String>().trim_end().to_owned()
    }

    fn redraw(&self, line: &str) {
        let mut out = std::io::stdout();
        let _ = write!(out, "\r\x1b[2K{line}");
        let _ = out.flush();
    }
}

fn still_going(gone: &Receiver<()>, wait: Duration) -> bool {
    gone.recv_timeout(wait) == Err(RecvTimeoutError::Timeout)
}

/// An error and what lies behind it, after an empty line that sets it off from the steps.
pub(crate) fn story(error: &anyhow::Error) -> String {
    let causes: String = error.chain().skip(1).map(|cause| format!("\nBecause: {cause}")).collect();
    format!("\n{error}{causes}")
}

pub(crate) fn duration(time: Duration) -> String {
    let tenths = (time.as_millis() + 50) / 100;
    let seconds = (time.as_millis() + 500) / 1000;
    if tenths < 100 {
        format!("{}.{} s", tenths / 10, tenths % 10)
    } else if seconds < 60 {
        format!("{seconds} s")
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_as_exact_as_it_is_interesting() {
        for (milliseconds, text) in [
            (0, "0.0 s"),
            (449, "0.4 s"),
            (450, "0.5 s"),
            (9_949, "9.9 s"),
            (9_950, "10 s"),
            (59_499, "59 s"),
            (59_500, "1 min 00 s"),
            (125_000, "2 min 05 s"),
        ] {
            assert_eq!(duration(Duration::from_millis(milliseconds)), text);
        }
    }

    #[test]
    fn a_story_goes_from_what_failed_to_why() {
        let error = anyhow::anyhow!("the disk is full").context("The page cannot be written.");
        assert_eq!(story(&error), "\nThe page cannot be written.\nBecause: the disk is full");
    }

    #[test]
    fn times_stand_in_one_column_and_never_touch_the_words() {
        let terminal = Terminal::quiet();
        let short = terminal.ended(true, "Packages", "ready");
        let long = terminal.ended(false, "Compile the engine", "1 min 00 s");
        assert_eq!(short.chars().count(), long.chars().count());
        assert!(short.starts_with("  ✓ Packages") && long.starts_with("  ✗ Compile"));
        let endless = "w".repeat(100);
        assert!(terminal.ended(true, &endless, "9.0 s").ends_with("w  9.0 s"));
    }

    #[test]
    fn a_live_line_fits_and_carries_no_control_codes() {
        let progress = Progress { terminal: Terminal::quiet(), last: Mutex::default() };
        progress.heard(&format!("\x1b[32mCompiling\x1b[0m {}", "x".repeat(200)));
        progress.heard("   ");
        let line = progress.line("Compile", Some(Duration::from_secs(3)));
        assert!(line.starts_with("  · Compile  3 s  [32mCompiling"), "{line}");
        assert_eq!(line.chars().count(), WIDEST);
    }

    #[test]
    fn a_step_hands_on_what_its_work_gives() {
        assert_eq!(Terminal::quiet().step("Count", |_| Ok(3)).unwrap(), 3);
        assert!(Terminal::quiet().step("Fail", |_| -> Result<()> { anyhow::bail!("no") }).is_err());
    }
}
