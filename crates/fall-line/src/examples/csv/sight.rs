//! What a table is like, before it is said which of its columns is to be learned.

use super::{AT, Seen, Table};
use crate::error::Error;

/// A table, looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct TableSight {
    /// Rows beneath the header, those with missing values too.
    pub rows: usize,
    /// Its columns, in order.
    pub columns: Vec<TableColumn>,
    /// Whether its first line has their names.
    pub header: bool,
}

/// A column, looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct TableColumn {
    /// Its name, or its number from 1.
    pub name: String,
    /// Whether it has numbers.
    pub number: bool,
    /// How many different texts it has, counted to 1,025.
    pub texts: usize,
}

impl TableSight {
    /// Of the bytes of a file.
    pub fn new(bytes: &[u8]) -> Result<TableSight, Error> {
        let seen = Table::new(bytes).and_then(Seen::new).map_err(|reason| Error::at(AT, reason))?;
        let Seen { columns, header, rows } = seen;
        let columns = columns.into_iter().enumerate().map(|(place, column)| TableColumn {
            number: column.is_number(),
            texts: column.texts.len(),
            name: if header { column.head } else { (place + 1).to_string() },
        });
        Ok(TableSight { rows, columns: columns.collect(), header })
    }
}
