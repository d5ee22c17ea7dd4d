//! The command line: words in, a `Command` out.

use anyhow::{Result, anyhow, bail};

pub(crate) const HELP: &str = "\
cargo xtask serve       sets everything up, builds the page and serves it
    --open              opens it in your browser too
    --port N            at this port (else 8173, or the next free one)
    --dev               rebuilds and reloads while you edit
cargo xtask build       builds the page into www/dist
cargo xtask test        sets everything up and runs every test
    --only NAME         one part; may be repeated
    --all               the slow parts too
    --list              says which parts there are
cargo xtask bench       runs the benchmarks
cargo xtask package     makes the page's archive and the command-line program, in target/package
cargo xtask generate    writes the schema and the TypeScript made from it
    --check             writes nothing, and fails when one of them is stale
cargo xtask scenes      draws the scenes' pictures
cargo xtask help        prints this

--verbose, after any command, shows what the tools print.";

const COMMANDS: &str = "serve, build, test, bench, package, generate, scenes, help";

#[derive(Debug, PartialEq)]
pub(crate) struct Args {
    pub(crate) command: Command,
    pub(crate) verbose: bool,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    Serve(Serve),
    Build,
    Test(Test),
    Bench,
    Package,
    Scenes,
    Generate { check: bool },
    Help,
}

#[derive(Debug, Default, PartialEq)]
pub(crate) struct Serve {
    pub(crate) open: bool,
    pub(crate) port: Option<u16>,
    pub(crate) dev: bool,
}

#[derive(Debug, Default, PartialEq)]
pub(crate) struct Test {
    pub(crate) only: Vec<String>,
    pub(crate) all: bool,
    pub(crate) list: bool,
}

pub(crate) fn parse(words: impl IntoIterator<Item = String>) -> Result<Args> {
    let (loud, words): (Vec<_>, Vec<_>) = words.into_iter().partition(|word| word == "--verbose");
    let verbose = !loud.is_empty();
    if words.iter().any(|word| word == "--help" || word == "-h") {
        return Ok(Args { command: Command::Help, verbose });
    }
    let mut words = words.into_iter();
    let command = match words.next().as_deref() {
        None | Some("help") => nothing_more(words, Command::Help)?,
        Some("serve") => serve(words)?,
        Some("build") => nothing_more(words, Command::Build)?,
        Some("test") => test(words)?,
        Some("bench") => nothing_more(words, Command::Bench)?,
        Some("package") => nothing_more(words, Command::Package)?,
        Some("generate") => generate(words)?,
        Some("scenes") => nothing_more(words, Command::Scenes)?,
        Some(other) => bail!("There is no command `{other}`. There are: {COMMANDS}."),
    };
    Ok(Args { command, verbose })
}

fn serve(mut words: impl Iterator<Item = String>) -> Result<Command> {
    let mut options = Serve::default();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--open" => options.open = true,
            "--dev" => options.dev = true,
            "--port" => options.port = Some(port(words.next())?),
            _ => return Err(unknown(&word, "serve", "--open, --port N, --dev, --verbose")),
        }
    }
    Ok(Command::Serve(options))
}

fn port(word: Option<String>) -> Result<u16> {
    let word = word.ok_or_else(|| anyhow!("`--port` needs a number after it, as in `--port 8200`."))?;
    word.parse().map_err(|_| anyhow!("`--port {word}` is no port: it is a number from 0 (any free one) to 65535."))
}

fn test(mut words: impl Iterator<Item = String>) -> Result<Command> {
    let mut options = Test::default();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--all" => options.all = true,
            "--list" => options.list = true,
            "--only" => options.only.push(
                words
                    .next()
                    .ok_or_else(|| anyhow!("`--only` needs a name after it; `--list` says which there are."))?,
            ),
            _ => return Err(unknown(&word, "test", "--only NAME, --all, --list, --verbose")),
        }
    }
    Ok(Command::Test(options))
}

fn generate(words: impl Iterator<Item = String>) -> Result<Command> {
    let mut check = false;
    for word in words {
        match word.as_str() {
            "--check" => check = true,
            _ => return Err(unknown(&word, "generate", "--check, --verbose")),
        }
    }
    Ok(Command::Generate { check })
}

fn nothing_more(mut words: impl Iterator<Item = String>, command: Command) -> Result<Command> {
    match words.next() {
        None => Ok(command),
        Some(word) => bail!("`{word}` means nothing here. `cargo xtask help` says what does."),
    }
}

fn unknown(word: &str, command: &str, there_are: &str) -> anyhow::Error {
    anyhow!("`cargo xtask {command}` does not know `{word}`. There are: {there_are}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Args> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn what_is_written_is_what_is_understood() {
        let serve = |open, port, dev| Command::Serve(Serve { open, port, dev });
        let test = |only: &[&str], all, list| {
            Command::Test(Test { only: only.iter().map(|&name| name.to_owned()).collect(), all, list })
        };
        for (line, command) in [
            ("", Command::Help),
            ("help", Command::Help),
            ("serve --help", Command::Help),
            ("build", Command::Build),
            ("bench", Command::Bench),
            ("package", Command::Package),
            ("scenes", Command::Scenes),
            ("generate", Command::Generate { check: false }),
            ("generate --check", Command::Generate { check: true }),
            ("serve", serve(false, None, false)),
            ("serve --port 81 --open", serve(true, Some(81), false)),
            ("serve --dev", serve(false, None, true)),
            ("test", test(&[], false, false)),
            ("test --only unit --only wasm", test(&["unit", "wasm"], false, false)),
            ("test --all --list", test(&[], true, true)),
        ] {
            assert_eq!(parsed(line).unwrap(), Args { command, verbose: false }, "{line}");
        }
        assert_eq!(parsed("build --verbose").unwrap(), Args { command: Command::Build, verbose: true });
    }

    #[test]
    fn a_wrong_word_is_told_what_there_is() {
        for (line, told) in [
            ("srve", "There are: serve, build, test"),
            ("serve --prt 80", "--open, --port N, --dev"),
            ("serve --port", "needs a number"),
            ("serve --port x", "`--port x` is no port"),
            ("serve --port 65536", "65535"),
            ("test --only", "needs a name"),
            ("test --slow", "--only NAME, --all, --list"),
            ("generate --force", "--check"),
            ("build now", "`now` means nothing here"),
        ] {
            let error = parsed(line).unwrap_err().to_string();
            assert!(error.contains(told), "{line}: {error}");
        }
    }
}
