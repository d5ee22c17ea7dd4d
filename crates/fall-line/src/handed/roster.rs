//! The list of a course's students: whose a piece is, and in which order grades stand.

use super::{Kind, Piece, encoding};
use crate::error::{Code, Error};
use crate::table::Table;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Who is in the course, in the order of the list.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// Each student once.
    pub students: Vec<Student>,
    /// By ids and by names as they are compared; of a name that two have there is none.
    ids: BTreeMap<String, usize>,
    names: BTreeMap<String, Option<usize>>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Student {
    /// As the list writes it.
    pub id: String,
    /// Empty where it has none.
    pub name: String,
}

/// Whose a piece is.
#[derive(Clone, Debug, PartialEq)]
pub enum Whose {
    /// A place in the roster.
    Known(usize),
    /// Nobody's in the roster; as the piece itself has it.
    Unchecked(String),
    /// Its clues name several, and it does not say which of them.
    Several(Vec<String>),
}

/// What columns are called, best first, in small letters and without what stands between words.
const IDS: [&str; 16] = [
    "학번",
    "studentid",
    "studentnumber",
    "studentno",
    "idnumber",
    "sisuserid",
    "sisid",
    "학생번호",
    "학생id",
    "사용자id",
    "아이디",
    "userid",
    "username",
    "id",
    "student",
    "번호",
];
const NAMES: [&str; 10] =
    ["이름", "성명", "학생이름", "학생명", "fullname", "studentname", "displayname", "name", "학생", "student"];
/// In the order in which they are said in most lists that have them apart.
const HALVES: [&str; 2] = ["firstname", "lastname"];

/// Ids and names as they are compared: as seeds are made of them. One system takes apart what others write in one letter.
pub fn plain(text: &str) -> String {
    text.nfc().collect::<String>().trim().to_lowercase()
}

/// Where a table has its ids, by its header.
pub(super) fn column_of_ids(header: &mut dyn Iterator<Item = &str>) -> Option<usize> {
    let header: Vec<_> = header.map(bare).collect();
    place(&header, &IDS)
}

fn bare(text: &str) -> String {
    plain(text).chars().filter(|letter| !matches!(letter, ' ' | '_' | '-' | '.' | '#')).collect()
}

fn place(header: &[String], words: &[&str]) -> Option<usize> {
    words.iter().find_map(|word| header.iter().position(|cell| cell == word))
}

impl Roster {
    /// Reads a table in which a column is called `id` or `학번`, or that has no other column.
    pub fn read(bytes: &[u8]) -> Result<Roster, Error> {
        let text = encoding::text(bytes);
        let (mut roster, mut columns) = (Roster::default(), None::<Columns>);
        let read = Table::of(&text).each(&mut |cells| {
            let cell = |place: usize| cells.get(place).map_or("", |cell| cell.text.as_ref());
            let Some(columns) = &columns else {
                let header: Vec<_> = cells.iter().map(|cell| bare(&cell.text)).collect();
                let found = Columns::of(&header);
                let named = found.is_some();
                columns = found.or((cells.len() == 1).then(Columns::default));
                if columns.is_none() {
                    return Err(Code::RosterColumn.with([]));
                }
                if !named {
                    roster.put(cell(0), String::new());
                }
                return Ok(());
            };
            let name: Vec<_> = columns.names.iter().map(|&place| cell(place)).filter(|name| !name.is_empty()).collect();
            roster.put(cell(columns.id), name.join(" "));
            Ok(())
        });
        read.map_err(|reason| Error::at("", reason))?;
        if roster.students.is_empty() { Err(Error::at("", Code::RosterColumn.with([]))) } else { Ok(roster) }
    }

    fn put(&mut self, id: &str, name: String) {
        let (key, place) = (plain(id), self.students.len());
        if key.is_empty() || self.ids.contains_key(&key) {
            return;
        }
        self.ids.insert(key, place);
        if !name.is_empty() {
            let same = self.names.entry(plain(&name)).or_insert(Some(place));
            *same = same.filter(|&other| other == place);
        }
        self.students.push(Student { id: id.trim().to_owned(), name });
    }

    /// Where somebody of this id stands.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.ids.get(&plain(id)).copied()
    }

    /// Whose a piece is; `claim` is what the document itself says.
    pub fn whose(&self, piece: &Piece, claim: Option<&str>) -> Whose {
        let claim = claim.map(str::trim).filter(|claim| !claim.is_empty());
        if self.students.is_empty() {
            let own = piece.student.as_deref().or(claim);
            return Whose::Unchecked(own.map_or_else(|| stem(piece), str::to_owned));
        }
        let claimed = claim.and_then(|claim| self.find(claim));
        // what a platform writes is outermost; what a student writes does not outweigh it
        if let Some(found) = self.named(&piece.clues, claimed) {
            return found;
        }
        if let Some(id) = &piece.student {
            return self.find(id).map_or_else(|| Whose::Unchecked(id.clone()), Whose::Known);
        }
        if let Some(found) = self.named(&piece.cells, claimed) {
            return found;
        }
        let unknown = || Whose::Unchecked(claim.map_or_else(|| stem(piece), str::to_owned));
        claimed.map_or_else(unknown, Whose::Known)
    }

    /// Whose id or name stands in the first of the clues that has any.
    fn named(&self, clues: &[String], claimed: Option<usize>) -> Option<Whose> {
        let ids = |word: &str| self.ids.get(word).copied();
        let names = |word: &str| self.names.get(word).copied().flatten();
        for clue in clues {
            for known in [&ids as &dyn Fn(&str) -> Option<usize>, &names] {
                match words(&plain(clue), known).as_slice() {
                    [] => {}
                    [only] => return Some(Whose::Known(*only)),
                    several => {
                        let id = |&place: &usize| self.students.get(place).map(|student| student.id.clone());
                        let own = claimed.filter(|claimed| several.contains(claimed));
                        let all = || Whose::Several(several.iter().filter_map(id).collect());
                        return Some(own.map_or_else(all, Whose::Known));
                    }
                }
            }
        }
        None
    }
}

#[derive(Default)]
struct Columns {
    id: usize,
    /// One, or those of both halves.
    names: Vec<usize>,
}

impl Columns {
    fn of(header: &[String]) -> Option<Columns> {
        let id = place(header, &IDS)?;
        let whole = place(header, &NAMES).filter(|&name| name != id);
        let halves = || HALVES.iter().filter_map(|half| place(header, &[half])).collect();
        Some(Columns { id, names: whole.map_or_else(halves, |name| vec![name]) })
    }
}

/// Those that are known of all runs of words in a clue: of several that begin at one place the longest, which hides what
/// lies in it.
fn words(clue: &str, known: &dyn Fn(&str) -> Option<usize>) -> Vec<usize> {
    let mut found = Vec::new();
    let bounds = bounds(clue);
    let mut start = 0;
    while let Some(&from) = bounds.get(start) {
        let ends = bounds.iter().enumerate().skip(start + 1).take(BOUNDS);
        let longest = ends.rev().find_map(|(end, &to)| Some((end, known(clue.get(from..to)?)?)));
        start = match longest {
            Some((end, place)) => {
                if !found.contains(&place) {
                    found.push(place);
                }
                end
            }
            None => start + 1,
        };
    }
    found
}

/// How far an id or a name may go: eight words, and what stands between them.
const BOUNDS: usize = 15;

/// Where words begin and end: between a letter or digit and something else.
fn bounds(text: &str) -> Vec<usize> {
    let (mut found, mut inside) = (Vec::new(), false);
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        if letter.is_alphanumeric() != inside {
            inside = !inside;
            found.push(at);
        }
    }
    found
}

/// The name of its file without its ending; of a piece of a file its place there too.
fn stem(piece: &Piece) -> String {
    let last = piece.name.rsplit('/').next().unwrap_or_default();
    let cut = last.rsplit_once('.').filter(|_| Kind::of(last).is_some());
    cut.map_or(last, |(stem, _)| stem).trim().to_owned()
}

#[cfg(test)]
mod tests;
