//! Tables of hand-ins: a link or a document in a column, ids of students in another, both found by what stands there.

use super::link::{document, links};
use super::roster;
use crate::error::{Code, Error, Reason};
use crate::table::{Cell, Table};

pub(super) struct Row {
    /// Where it begins.
    pub(super) line: usize,
    pub(super) cells: Vec<String>,
    pub(super) student: Option<String>,
    pub(super) text: Result<String, Error>,
}

/// Tells of each row in which something was handed in.
pub(super) fn each(text: &str, tell: &mut dyn FnMut(Row)) -> Result<(), Reason> {
    let table = Table::of(text);
    // the column with most of them
    let (mut counts, mut ids, mut first) = (Vec::<usize>::new(), None, true);
    table.each(&mut |cells| {
        if std::mem::take(&mut first) {
            ids = roster::column_of_ids(&mut cells.iter().map(|cell| cell.text.as_ref()));
        }
        counts.resize(counts.len() + cells.len().saturating_sub(counts.len()), 0);
        for (count, cell) in counts.iter_mut().zip(cells) {
            *count += usize::from(holds(cell));
        }
        Ok(())
    })?;
    let Some((most, column)) = counts.iter().zip(0..).fold(None, |best: Option<(usize, usize)>, (&count, column)| {
        if count > best.map_or(0, |(most, _)| most) { Some((count, column)) } else { best }
    }) else {
        return Ok(());
    };
    debug_assert!(most > 0);
    let (mut header, mut line, mut from) = (true, 1, 0);
    table.each(&mut |cells| {
        // lines are counted on the way, and not for each row from the beginning
        let at = cells.first().map_or(0, |cell| cell.at);
        line += text.get(from..at).unwrap_or_default().bytes().filter(|&byte| byte == b'\n').count();
        from = at;
        let header = std::mem::take(&mut header);
        let Some(cell) = cells.get(column).filter(|cell| !cell.text.is_empty()) else { return Ok(()) };
        if header && !holds(cell) {
            return Ok(());
        }
        let said = |cell: &Cell<'_>| cell.text.to_string();
        let student = ids.and_then(|ids| cells.get(ids)).map(said).filter(|id| !id.is_empty());
        let others = cells.iter().enumerate().filter(|&(other, _)| other != column);
        let cells = others.map(|(_, cell)| said(cell)).collect();
        tell(Row { line, cells, student, text: held(&cell.text) });
        Ok(())
    })
}

fn holds(cell: &Cell<'_>) -> bool {
    cell.text.starts_with('{') || !links(&cell.text).is_empty()
}

fn held(text: &str) -> Result<String, Error> {
    if text.starts_with('{') {
        return Ok(text.to_owned());
    }
    let found = links(text);
    found.last().map_or_else(|| Err(Error::at("", Code::HandedNoLink.with([]))), |link| document(link))
}
