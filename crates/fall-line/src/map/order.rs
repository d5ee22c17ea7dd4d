//! The order in which a map's cells are computed: from coarse to fine, so that there is a picture early.

/// The cells of a grid, counted row by row: first every eighth of every eighth row, then what is missing of every
/// fourth, of every second, and of all. Each comes once.
#[derive(Clone, Debug)]
pub(super) struct Order {
    columns: usize,
    rows: usize,
    stride: usize,
    next: [usize; 2],
}

const COARSEST: usize = 8;

impl Order {
    pub(super) fn new(columns: usize, rows: usize) -> Order {
        Order { columns, rows, stride: COARSEST, next: [0; 2] }
    }
}

impl Iterator for Order {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.stride > 0 {
            let [row, column] = self.next;
            if row >= self.rows || self.columns == 0 {
                (self.stride, self.next) = (self.stride / 2, [0; 2]);
                continue;
            }
            let further = column + self.stride;
            self.next = if further < self.columns { [row, further] } else { [row + self.stride, 0] };
            let coarser = 2 * self.stride;
            let seen = self.stride < COARSEST && row.is_multiple_of(coarser) && column.is_multiple_of(coarser);
            if !seen {
                return Some(row * self.columns + column);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cell_comes_once_and_the_coarse_ones_first() {
        for (columns, rows) in [(0, 3), (3, 0), (1, 1), (5, 3), (8, 8), (17, 9), (64, 31)] {
            let cells: Vec<usize> = Order::new(columns, rows).collect();
            let mut seen = vec![false; columns * rows];
            cells
                .iter()
                .for_each(|&cell| assert!(!std::mem::replace(&mut seen[cell], true), "{columns}×{rows}: {cell}"));
            assert!(seen.iter().all(|seen| *seen), "{columns}×{rows}");
            let coarse = columns.div_ceil(8) * rows.div_ceil(8);
            assert!(cells[..coarse].iter().all(|cell| (cell / columns) % 8 == 0 && (cell % columns) % 8 == 0));
        }
    }
}
