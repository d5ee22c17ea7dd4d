//! `fall-line`: the same engine without a browser. What it does and says is the compute crate's; here is the machine.

use fall_line::command::{Face, LINE_BYTES, Listed, Unread, command};
use fall_line::handed::encoding;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::{self, BufRead, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    match command(&words, &mut Machine { arguments: &arguments, odd: BTreeMap::new() }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{}", message.trim_end());
            // what was asked cannot be done as it was asked: the same for a word, a file and a document
            ExitCode::from(2)
        }
    }
}

struct Machine<'a> {
    arguments: &'a [OsString],
    /// Paths that are no text, by what they are called here.
    odd: BTreeMap<String, PathBuf>,
}

impl Machine<'_> {
    /// A path need not be text: it is opened as it was given, or found.
    fn path(&self, path: &str) -> PathBuf {
        let given = self.arguments.iter().find(|word| word.to_string_lossy() == path);
        given.map(PathBuf::from).or_else(|| self.odd.get(path).cloned()).unwrap_or_else(|| path.into())
    }
}

impl Face for Machine<'_> {
    fn file(&mut self, path: &str) -> Result<Vec<u8>, Unread> {
        let path = self.path(path);
        // how Windows says it of a folder is that it may not be read
        if path.is_dir() { Err(Unread::Folder) } else { fs::read(path).map_err(unread) }
    }

    fn input(&mut self) -> Result<Vec<u8>, Unread> {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map(|_| bytes).map_err(unread)
    }

    fn line(&mut self) -> Result<Option<Vec<u8>>, Unread> {
        let (mut line, mut input) = (Vec::new(), io::stdin().lock());
        let count = input.by_ref().take(LINE_BYTES as u64).read_until(b'\n', &mut line).map_err(unread)?;
        if count == LINE_BYTES && !line.ends_with(b"\n") {
            input.skip_until(b'\n').map_err(unread)?;
        }
        Ok((count > 0).then_some(line))
    }

    /// A reader that has seen enough and closed the pipe ends the program, and is no error.
    fn say(&mut self, text: &str) -> Result<(), Unread> {
        match io::stdout().lock().write_all(text.as_bytes()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
            Err(error) => Err(unread(error)),
            Ok(()) => Ok(()),
        }
    }

    fn folder(&mut self, path: &str) -> Result<Vec<Listed>, Unread> {
        let mut listed = Vec::new();
        for entry in fs::read_dir(self.path(path)).map_err(unread)? {
            let entry = entry.map_err(unread)?;
            // of the entry itself: what a link leads to was not handed in
            let about = entry.metadata().map_err(unread)?;
            if !about.is_dir() && !about.is_file() {
                continue;
            }
            let name = self.name(path, &entry.path());
            listed.push(Listed { name, bytes: about.is_file().then_some(about.len()) });
        }
        Ok(listed)
    }

    fn write(&mut self, path: &str, text: &str) -> Result<(), Unread> {
        fs::write(self.path(path), text).map_err(unread)
    }

    fn random(&mut self) -> Result<[u8; 16], Unread> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map(|()| bytes).map_err(|error| Unread::Other(error.to_string()))
    }

    fn share(&mut self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        let hand = || {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return;
                }
                work(number);
            }
        };
        let others = thread::available_parallelism().map_or(1, usize::from).min(count).saturating_sub(1);
        thread::scope(|scope| {
            for _ in 0..others {
                // where there is no thread to be had, there are fewer hands
                let _ = thread::Builder::new().spawn_scoped(scope, hand);
            }
            hand();
        });
    }
}

impl Machine<'_> {
    /// What a file is called in its folder; names that are no text are those of archives that Korean programs made.
    fn name(&mut self, folder: &str, path: &Path) -> String {
        let Some(name) = path.file_name() else { return String::new() };
        if let Some(name) = name.to_str() {
            return name.to_owned();
        }
        let name = encoding::text(name.as_encoded_bytes());
        self.odd.insert([folder.trim_end_matches('/'), "/", &name].concat(), path.to_owned());
        name
    }
}

fn unread(error: io::Error) -> Unread {
    match error.kind() {
        ErrorKind::NotFound => Unread::Absent,
        ErrorKind::PermissionDenied => Unread::Forbidden,
        ErrorKind::IsADirectory => Unread::Folder,
        _ => Unread::Other(error.to_string()),
    }
}
