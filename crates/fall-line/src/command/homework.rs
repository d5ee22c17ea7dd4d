//! Grading and publishing on the command line.

use super::{Face, Unread};
use crate::error::{Code, Error};
use crate::examples::Files;
use crate::experiment::Lang;
use crate::grade::{self, BUDGET, Exercise};
use crate::handed::roster::{Roster, Whose};
use crate::handed::{self, Piece};
use crate::json::Json;
use crate::number;
use crate::report::{Judge, Judged, Look, Report, page, table};
use crate::result;
use std::sync::Mutex;

/// The longest file that is read where it is not named by itself.
const FILE_BYTES: u64 = 1 << 30;
/// How deep folders may lie in each other.
const FOLDERS: usize = 20;
/// How many hand-ins are held at once, and how many letters of them.
const HELD: usize = 256;
const HELD_BYTES: usize = 16 << 20;

/// What is asked, word by word.
#[derive(Default)]
struct Asked<'a> {
    plain: Vec<&'a str>,
    options: Vec<(&'a str, &'a str)>,
    data: Vec<(&'a str, &'a str)>,
    lines: bool,
}

impl<'a> Asked<'a> {
    /// None where there is an option that is none of these, or one twice.
    fn of(words: &[&'a str], known: &[&str]) -> Option<Asked<'a>> {
        let (mut asked, mut words) = (Asked::default(), words.iter().copied());
        while let Some(word) = words.next() {
            match word {
                "--ndjson" if known.contains(&word) && !asked.lines => asked.lines = true,
                "--data" if known.contains(&word) => asked.data.push(words.next()?.split_once('=')?),
                _ if known.contains(&word) && asked.option(word).is_none() => asked.options.push((word, words.next()?)),
                _ if word.starts_with('-') => return None,
                _ => asked.plain.push(word),
            }
        }
        Some(asked)
    }

    fn option(&self, name: &str) -> Option<&'a str> {
        self.options.iter().find(|(option, _)| *option == name).map(|(_, value)| *value)
    }
}

/// None where it is asked otherwise than it can be.
pub(super) fn grade(words: &[&str], face: &mut dyn Face) -> Result<Option<()>, String> {
    let known = ["--key", "--roster", "--html", "--site", "--lang", "--budget", "--data", "--ndjson"];
    let Some(asked) = Asked::of(words, &known) else { return Ok(None) };
    let Some((&path, paths)) = asked.plain.split_first() else { return Ok(None) };
    if asked.lines != paths.is_empty() || (asked.lines && asked.option("--html").is_some()) {
        return Ok(None);
    }
    let text = read_text(face, path)?;
    let key = asked.option("--key").map(|path| read_text(face, path)).transpose()?;
    // what is wrong with the key says so by itself
    let exercise = Exercise::read(&text, key.as_deref()).map_err(|error| [path, ": ", &error.text()].concat())?;
    let roster = asked.option("--roster").map(|path| {
        let bytes = face.file(path).map_err(|why| [path, ": ", why.text()].concat())?;
        Roster::read(&bytes).map_err(|error| [path, ": ", &error.text()].concat())
    });
    let roster = roster.transpose()?.unwrap_or_default();
    let files = open(face, &asked, path, &exercise)?;
    let korean = match asked.option("--lang") {
        None => exercise.experiment().document.view.lang == Lang::Korean,
        Some("en") => false,
        Some("ko") => true,
        Some(other) => return Err(["--lang ", other, ": expected en or ko"].concat()),
    };
    let site = asked.option("--site");
    if let Some(other) = site.filter(|site| !is_site(site)) {
        return Err(["--site ", other, ": expected an address that begins with https:// and has no #"].concat());
    }
    let budget = match asked.option("--budget") {
        None => BUDGET,
        Some(told) => number::parse(told)
            .filter(|budget| *budget > 0.0)
            .ok_or_else(|| ["--budget ", told, ": expected a number above 0"].concat())?,
    };
    let judge = Judge { exercise: &exercise, roster: &roster, files: &files, budget };
    let mut work = Work { judge, face, held: Vec::new(), bytes: 0, done: Vec::new() };
    if asked.lines {
        return work.lines().map(Some);
    }
    paths.iter().try_for_each(|path| work.path(path))?;
    work.flush();
    let report = Report::new(&exercise, &roster, work.done);
    let look = Look { korean, site, say: &|error: &Error| error.text() };
    if let Some(path) = asked.option("--html") {
        face.write(path, &page(&report, &look)).map_err(|why| [path, ": ", why.text()].concat())?;
    }
    super::say(face, &table(&report, &look)).map(Some)
}

/// None where it is asked otherwise than it can be.
pub(super) fn publish(words: &[&str], face: &mut dyn Face) -> Result<Option<()>, String> {
    let Some(asked) = Asked::of(words, &["--exercise", "--key", "--salt"]) else { return Ok(None) };
    let (document, parts) = match *asked.plain.as_slice() {
        [document] => (document, None),
        [document, parts] => (document, Some(parts)),
        _ => return Ok(None),
    };
    let (Some(exercise), Some(key)) = (asked.option("--exercise"), asked.option("--key")) else { return Ok(None) };
    let text = read_text(face, document)?;
    let given = parts.map_or_else(|| Ok("{}".to_owned()), |path| read_text(face, path))?;
    let salt = match asked.option("--salt") {
        Some(told) => bytes(told).ok_or_else(|| ["--salt ", told, ": expected 32 hexadecimal digits"].concat())?,
        None => face.random().map_err(|why| ["a random salt: ", why.text()].concat())?,
    };
    let published = grade::publish(&text, &given, salt).map_err(|error| [document, ": ", &error.text()].concat())?;
    for (path, text) in [(exercise, published.document), (key, published.key)] {
        face.write(path, &(text + "\n")).map_err(|why| [path, ": ", why.text()].concat())?;
    }
    Ok(Some(()))
}

fn bytes(told: &str) -> Option<[u8; 16]> {
    let plain = told.len() == 32 && told.bytes().all(|byte| byte.is_ascii_hexdigit());
    u128::from_str_radix(told, 16).ok().filter(|_| plain).map(u128::to_be_bytes)
}

/// A link is an address and nothing that a page would run.
fn is_site(site: &str) -> bool {
    let known = ["https://", "http://", "file:///"].iter().any(|scheme| site.starts_with(scheme));
    known && !site.contains(|letter: char| letter == '#' || letter.is_whitespace() || letter.is_control())
}

fn read_text(face: &mut dyn Face, path: &str) -> Result<String, String> {
    let bytes = face.file(path).map_err(|why| [path, ": ", why.text()].concat())?;
    String::from_utf8(bytes).map_err(|_| [path, ": it is not UTF-8 text"].concat())
}

/// The files that the exercise names: what a hand-in names opens nothing.
fn open(face: &mut dyn Face, asked: &Asked<'_>, path: &str, exercise: &Exercise) -> Result<Files, String> {
    let (mut files, named) = (Files::default(), exercise.experiment().files());
    for (name, file) in &asked.data {
        if !named.contains(name) {
            let known = if named.is_empty() { "no files".to_owned() } else { named.join(", ") };
            return Err(["--data ", name, ": ", path, " names ", &known].concat());
        }
        let bytes = face.file(file).map_err(|why| ["--data ", name, "=", file, ": ", why.text()].concat())?;
        files.put(name, bytes);
    }
    Ok(files)
}

/// Hand-ins on their way to grades.
struct Work<'a> {
    judge: Judge<'a>,
    face: &'a mut dyn Face,
    /// Those that wait, and how many letters they have.
    held: Vec<Piece>,
    bytes: usize,
    done: Vec<Judged>,
}

impl Work<'_> {
    /// A file or a folder that was named by whoever grades.
    fn path(&mut self, path: &str) -> Result<(), String> {
        let trimmed = path.trim_end_matches('/');
        match self.face.file(path) {
            Ok(bytes) => {
                let name = trimmed.rsplit(['/', '\\']).next().unwrap_or_default();
                handed::read(name, &bytes, true, &mut |piece| self.put(piece));
                Ok(())
            }
            Err(Unread::Folder) => self.folder(path, "", 0).map_err(|why| [path, ": ", why.text()].concat()),
            Err(why) => Err([path, ": ", why.text()].concat()),
        }
    }

    /// What is in a folder, in the order of names; `below` is what people are told of where it is.
    fn folder(&mut self, path: &str, below: &str, depth: usize) -> Result<(), Unread> {
        let mut listed = self.face.folder(path)?;
        listed.sort();
        for entry in listed {
            let (full, name) = ([path.trim_end_matches('/'), "/", &entry.name].concat(), [below, &entry.name].concat());
            let unread = |code: Code| Error::at("", code.with([]));
            match entry.bytes {
                // what systems put beside people's files
                _ if entry.name.starts_with('.') => {}
                None if depth == FOLDERS => self.put(unread_piece(&name, unread(Code::HandedUnread))),
                None => {
                    if self.folder(&full, &[&name, "/"].concat(), depth + 1).is_err() {
                        self.put(unread_piece(&name, unread(Code::HandedUnread)));
                    }
                }
                Some(bytes) if bytes > FILE_BYTES => {
                    let reason = Code::HandedTooLarge.with([&FILE_BYTES.to_string()]);
                    self.put(unread_piece(&name, Error::at("", reason)));
                }
                Some(_) => match self.face.file(&full) {
                    Ok(bytes) => handed::read(&name, &bytes, false, &mut |piece| self.put(piece)),
                    Err(_) => self.put(unread_piece(&name, unread(Code::HandedUnread))),
                },
            }
        }
        Ok(())
    }

    fn put(&mut self, piece: Piece) {
        self.bytes += piece.text.as_ref().map_or(0, String::len);
        self.held.push(piece);
        if self.held.len() >= HELD || self.bytes >= HELD_BYTES {
            self.flush();
        }
    }

    /// Judges what waits.
    fn flush(&mut self) {
        let held = std::mem::take(&mut self.held);
        self.bytes = 0;
        let judge = self.judge;
        self.done.extend(shared(self.face, &held, &|piece| judge.judge(piece)));
    }

    /// A hand-in a line in, a grade a line out: each is answered before the next one is read, and nothing is kept.
    fn lines(self) -> Result<(), String> {
        while let Some(line) = self.face.line().map_err(|why| ["standard input: ", why.text()].concat())? {
            // what is not UTF-8 is an error of its line, as the reader finds it, and not of all
            let line = String::from_utf8_lossy(&line);
            if !line.trim().is_empty() {
                super::say(self.face, &told(&self.judge, line.trim()))?;
            }
        }
        Ok(())
    }
}

fn unread_piece(name: &str, error: Error) -> Piece {
    let clues = name.split('/').map(str::to_owned).collect();
    Piece { name: name.to_owned(), clues, student: None, cells: Vec::new(), text: Err(error) }
}

/// The same of each, in their order, with all hands that the face has.
fn shared<T: Sync, U: Send>(face: &mut dyn Face, all: &[T], work: &(dyn Fn(&T) -> U + Sync)) -> Vec<U> {
    let done: Vec<Mutex<Option<U>>> = all.iter().map(|_| Mutex::new(None)).collect();
    face.share(all.len(), &|number| {
        if let (Some(one), Some(place)) = (all.get(number), done.get(number)) {
            let result = work(one);
            if let Ok(mut place) = place.lock() {
                *place = Some(result);
            }
        }
    });
    done.into_iter().filter_map(|place| place.into_inner().ok().flatten()).collect()
}

/// The answer to a line: a document, or `{"student", "name", "document"}` with one in it.
fn told(judge: &Judge<'_>, line: &str) -> String {
    let json = Json::parse(line).unwrap_or(Json::Null);
    let word = |key| match json.get(key) {
        Some(Json::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let text = match json.get("document") {
        Some(Json::Text(text)) => handed::document(text),
        Some(document) => Ok(document.canonical()),
        None => Ok(line.to_owned()),
    };
    let name = word("name").filter(|_| json.get("document").is_some()).unwrap_or_default();
    let student = word("student").filter(|_| json.get("document").is_some());
    // whoever pipes lines knows whose they are
    let clues = if student.is_some() { Vec::new() } else { vec![name.clone()] };
    let judged = judge.judge(&Piece { clues, name, student, cells: Vec::new(), text });
    let student = match &judged.whose {
        Whose::Known(place) => judge.roster.students.get(*place).map_or("", |student| &student.id),
        Whose::Unchecked(id) => id,
        Whose::Several(_) => "",
    };
    let mut entries = vec![("student".to_owned(), Json::text(student)), ("name".to_owned(), Json::text(&judged.name))];
    match judged.grade.map(|grade| grade.json()) {
        Ok(Json::Object(grade)) => {
            entries.extend(grade.into_iter().filter(|(key, _)| key != "student" && key != "name"));
        }
        Ok(_) => {}
        Err(error) => entries.push(("problem".to_owned(), result::error(&error))),
    }
    Json::Object(entries).canonical() + "\n"
}
