//! What was handed in, as it comes: files, archives of files as learning platforms pack them, links in texts and tables.
//! Bytes in, documents out; nothing is opened that is not among the bytes.

use crate::error::{Code, Error, Reason};
use crate::experiment::limits::DOCUMENT_BYTES;
use zip::Archive;

pub mod encoding;
mod korean;
pub mod link;
pub mod roster;
mod rows;
mod zip;

/// Something handed in: a document, or why there is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Where it was, for people: a path, which goes on into archives and texts.
    pub name: String,
    /// Whose id may stand in these, as a word: first what a platform wrote, then what a student did.
    pub clues: Vec<String>,
    /// What a table says in its column of ids, and in what else stands in the row; less than the clues, for a student may
    /// have handed in the table.
    pub student: Option<String>,
    /// See `student`.
    pub cells: Vec<String>,
    /// The document's text, of whatever it may be.
    pub text: Result<String, Error>,
}

/// How many entries an archive may have, and one within an archive.
const ENTRIES: [usize; 2] = [30_000, 1_000];
/// What a text in an archive may come to, and a whole archive with all within, where a text counts four times and a
/// table sixteen times.
const TEXT_BYTES: usize = 16 << 20;
const ARCHIVE_BYTES: usize = 256 << 20;
/// How many pieces a text in an archive may hold: it is one student's.
const PIECES: usize = 1_000;

/// Tells of all that is in a file, piece by piece: archives are unpacked on the way, so that never more is held than one
/// entry. What whoever grades chose by hand has a name that says least, as an archive of a course; in a folder names are
/// those that platforms wrote.
pub fn read(name: &str, bytes: &[u8], by_hand: bool, tell: &mut dyn FnMut(Piece)) {
    let mut told = |mut piece: Piece| {
        if by_hand && !piece.clues.is_empty() {
            piece.clues.rotate_left(1);
        }
        tell(piece);
    };
    Reading { left: ARCHIVE_BYTES, by_hand, tell: &mut told }.file(name, bytes, 0);
}

/// The document of a text: that itself, or the one that the only link in it has.
pub fn document(text: &str) -> Result<String, Error> {
    match link::links(text).as_slice() {
        [link] if !text.trim_start().starts_with('{') => link::document(link),
        _ => Ok(text.to_owned()),
    }
}

/// What a file is by its name.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Document,
    Text,
    Table,
    Zip,
}

impl Kind {
    fn of(name: &str) -> Option<Kind> {
        let file = name.rsplit('/').next().unwrap_or_default();
        let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        Some(match ending.as_str() {
            "json" => Kind::Document,
            "" | "txt" | "text" | "md" | "html" | "htm" | "url" => Kind::Text,
            "csv" | "tsv" => Kind::Table,
            "zip" => Kind::Zip,
            _ => return None,
        })
    }

    /// What systems put beside people's files.
    fn is_litter(name: &str) -> bool {
        let mut steps = name.split('/');
        steps.any(|step| step == "__MACOSX" || step.starts_with("._"))
            || [".DS_Store", "Thumbs.db", "desktop.ini"].iter().any(|litter| name.ends_with(litter))
    }
}

struct Reading<'a> {
    /// How much may still be unpacked.
    left: usize,
    by_hand: bool,
    tell: &'a mut dyn FnMut(Piece),
}

impl Reading<'_> {
    /// `depth` counts the archives around it.
    fn file(&mut self, name: &str, bytes: &[u8], depth: usize) {
        match Kind::of(name) {
            None => self.refuse(name, Code::HandedKind.with([])),
            Some(Kind::Zip) => self.archive(name, bytes, depth),
            Some(Kind::Table) => self.table(name, &encoding::text(bytes), depth),
            Some(kind) if kind == Kind::Document || !zip::is_zip(bytes) => {
                self.text(name, encoding::text(bytes), kind, depth);
            }
            Some(_) => self.archive(name, bytes, depth),
        }
    }

    fn archive(&mut self, name: &str, bytes: &[u8], depth: usize) {
        let Some(&most) = ENTRIES.get(depth) else { return self.refuse(name, Code::ZipDeep.with([])) };
        let archive = match Archive::new(bytes, most) {
            Ok(archive) => archive,
            Err(error) => return (self.tell)(piece(name, Err(error))),
        };
        let mut taken = 0_usize;
        for entry in &archive.entries {
            if Kind::is_litter(&entry.name) {
                continue;
            }
            let inner = entry.name.replace('\\', "/");
            let full = [name, "/", &inner].concat();
            taken = taken.saturating_add(entry.room());
            if leads_out(&inner) {
                self.refuse(&full, Code::ZipName.with([]));
                continue;
            }
            let Some(kind) = Kind::of(&inner) else {
                self.refuse(&full, Code::HandedKind.with([]));
                continue;
            };
            let most = match kind {
                Kind::Document => DOCUMENT_BYTES,
                Kind::Zip => ARCHIVE_BYTES,
                Kind::Text | Kind::Table => TEXT_BYTES,
            };
            if entry.size > most {
                self.refuse(&full, Code::HandedTooLarge.with([&most.to_string()]));
                continue;
            }
            // texts are looked through, and tables cell by cell: that takes longer than to unpack them
            let cost = match kind {
                Kind::Document | Kind::Zip => entry.size,
                Kind::Text => 4 * entry.size,
                Kind::Table => 16 * entry.size,
            };
            if taken > bytes.len() || cost > self.left {
                return self.refuse(&full, Code::ZipBomb.with([&ARCHIVE_BYTES.to_string()]));
            }
            self.left -= cost;
            match archive.read(entry) {
                Ok(bytes) => self.file(&full, &bytes, depth + 1),
                Err(error) => (self.tell)(piece(&full, Err(error))),
            }
        }
    }

    /// A document as it stands, or each link.
    fn text(&mut self, name: &str, text: String, kind: Kind, depth: usize) {
        let whole = text.trim_start().starts_with('{');
        let links = if whole { Vec::new() } else { link::links(&text) };
        match links.as_slice() {
            [] if whole || kind == Kind::Document => (self.tell)(piece(name, Ok(text))),
            [] => self.refuse(name, Code::HandedNoLink.with([])),
            [link] => (self.tell)(piece(name, link::document(link))),
            links => {
                let most = if depth == 0 { links.len() } else { PIECES };
                for (link, number) in links.iter().take(most).zip(1..) {
                    let place = [name, " #", &u32::to_string(&number)].concat();
                    (self.tell)(Piece { clues: clues(name), ..piece(&place, link::document(link)) });
                }
                if links.len() > most {
                    self.refuse(name, Code::HandedMany.with([&links.len().to_string(), &most.to_string()]));
                }
            }
        }
    }

    fn table(&mut self, name: &str, text: &str, depth: usize) {
        let most = if depth == 0 { usize::MAX } else { PIECES };
        let (mut found, mut clues) = (0_usize, clues(name));
        // a table of the whole course is called after no student
        if depth == 0 && self.by_hand {
            clues.pop();
        }
        let read = rows::each(text, &mut |row| {
            found += 1;
            if found <= most {
                let name = [name, " : ", &row.line.to_string()].concat();
                let (clues, cells) = (clues.clone(), row.cells);
                (self.tell)(Piece { name, clues, cells, student: row.student, text: row.text });
            }
        });
        match read {
            Err(reason) => self.refuse(name, reason),
            Ok(()) if found == 0 => self.refuse(name, Code::HandedNoLink.with([])),
            Ok(()) if found > most => {
                self.refuse(name, Code::HandedMany.with([&found.to_string(), &most.to_string()]));
            }
            Ok(()) => {}
        }
    }

    fn refuse(&mut self, name: &str, reason: Reason) {
        (self.tell)(piece(name, Err(Error::at("", reason))));
    }
}

fn piece(name: &str, text: Result<String, Error>) -> Piece {
    // what nobody sees could make a name look like another
    let name: String = name.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect();
    Piece { clues: clues(&name), name, student: None, cells: Vec::new(), text }
}

/// Folders from the outside in, then the file: platforms name the outer ones.
fn clues(name: &str) -> Vec<String> {
    name.split('/').map(str::to_owned).collect()
}

/// Whether a name in an archive means a place elsewhere. Nothing is ever written there; but who packs such is up to no good.
fn leads_out(name: &str) -> bool {
    let drive = matches!(name.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    drive || name.starts_with('/') || name.contains('\0') || name.split('/').any(|step| step == "..")
}

#[cfg(test)]
mod tests;
