//! The cells of a part of a plane, as pixels see it.

/// The centre of a cell of `[x0, x1, y0, y1]`, counted row by row from the top left.
pub(crate) fn centre([x0, x1, y0, y1]: [f64; 4], columns: usize, rows: usize, cell: usize) -> [f64; 2] {
    let (row, column) = ((cell / columns) as f64, (cell % columns) as f64);
    [x0 + (x1 - x0) * ((column + 0.5) / columns as f64), y1 - (y1 - y0) * ((row + 0.5) / rows as f64)]
}
