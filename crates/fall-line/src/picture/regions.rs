//! The parts of a plane where something is at least so large, as closed lines: marching squares between cells, then
//! without the points that nobody would miss.

use super::Domain;
use super::scales::{Frame, larger, smaller};
use std::collections::BTreeMap;

/// Values at the centres of cells, the top row first; one cell of each row and column lies outside the frame.
pub(super) struct Grid {
    pub(super) columns: usize,
    pub(super) rows: usize,
    /// The size of a cell in pixels.
    cell: [f64; 2],
    frame: Frame,
}

impl Grid {
    /// Over a frame, in cells of about so many pixels.
    pub(super) fn new(frame: Frame, pixels: f64) -> Grid {
        let [columns, rows] = [frame.width, frame.height].map(|side| libm::ceil(side / pixels));
        let cell = [frame.width / columns, frame.height / rows];
        Grid { columns: columns as usize + 2, rows: rows as usize + 2, cell, frame }
    }

    /// The part of the plane that its cells cover, where the frame shows this one.
    pub(super) fn domain(&self, [x0, x1, y0, y1]: Domain) -> Domain {
        let across = (x1 - x0) * self.cell[0] / self.frame.width;
        let up = (y1 - y0) * self.cell[1] / self.frame.height;
        [x0 - across, x1 + across, y0 - up, y1 + up]
    }

    /// Where a cell's centre is; rings around the cells go on as they do.
    fn centre(&self, column: f64, row: f64) -> [f64; 2] {
        [self.frame.left + (column - 0.5) * self.cell[0], self.frame.top + (row - 0.5) * self.cell[1]]
    }

    /// For each of ascending levels the closed lines around what is not below it. What is no number is below all.
    pub(super) fn regions(&self, values: &[f64], levels: &[f64]) -> Vec<Vec<Vec<[f64; 2]>>> {
        // a ring around all cells is below everything, so that every line is closed; it lies outside the frame
        let (wide, high) = (self.columns + 2, self.rows + 2);
        let mut field = vec![f64::NEG_INFINITY; wide * high];
        for (row, own) in values.chunks(self.columns).enumerate() {
            let from = (row + 1) * wide + 1;
            let places = field.iter_mut().skip(from);
            places.zip(own).for_each(|(place, &value)| *place = if value.is_nan() { f64::NEG_INFINITY } else { value });
        }
        let reached: Vec<usize> = field.iter().map(|value| levels.partition_point(|level| level <= value)).collect();
        // for each level, from edge to edge, high ground always on the same side
        let mut next: Vec<BTreeMap<usize, usize>> = vec![BTreeMap::new(); levels.len()];
        for row in 0..high - 1 {
            for column in 0..wide - 1 {
                let k = row * wide + column;
                let corners = [k, k + 1, k + wide + 1, k + wide];
                let reached = corners.map(|corner| reached[corner]);
                let edges = [2 * k, 2 * (k + 1) + 1, 2 * (k + wide), 2 * k + 1];
                let middle = corners.iter().map(|&corner| field[corner]).sum::<f64>() / 4.0;
                let [low, top] = [reached.iter().min(), reached.iter().max()].map(|one| one.copied().unwrap_or(0));
                for level in low..top {
                    let above = reached.map(|count| count > level);
                    // on a saddle the line turns around whichever corners the middle does not belong to
                    let turn = if middle >= levels[level] { 3 } else { 1 };
                    for up in (0..4).filter(|&up| !above[up] && above[(up + 1) % 4]) {
                        let mut down = (up + turn) % 4;
                        while !above[down] || above[(down + 1) % 4] {
                            down = (down + turn) % 4;
                        }
                        next[level].insert(edges[up], edges[down]);
                    }
                }
            }
        }
        let place = |edge: usize, level: f64| {
            let (k, down) = (edge / 2, edge % 2);
            let (a, b) = (field[k], field[k + if down == 1 { wide } else { 1 }]);
            // between what has a height and what has none, the middle
            let share = if a.is_finite() && b.is_finite() { (level - a) / (b - a) } else { 0.5 };
            let (across, along) = if down == 1 { (0.0, share) } else { (share, 0.0) };
            self.centre((k % wide) as f64 - 1.0 + across, (k / wide) as f64 - 1.0 + along)
        };
        let rings = next.into_iter().zip(levels).map(|(next, &level)| {
            let placed = rings(next).into_iter().map(|ring| ring.into_iter().map(|edge| place(edge, level)).collect());
            placed.map(|ring: Vec<_>| thinned(&ring)).filter(|ring| ring.len() > 2).collect()
        });
        rings.collect()
    }
}

/// The closed lines that the pieces make.
fn rings(mut next: BTreeMap<usize, usize>) -> Vec<Vec<usize>> {
    let mut lines = Vec::new();
    while let Some((&first, _)) = next.first_key_value() {
        let (mut line, mut edge) = (Vec::new(), first);
        while let Some(after) = next.remove(&edge) {
            line.push(edge);
            edge = after;
        }
        lines.push(line);
    }
    lines
}

/// So far may a line lie from where it was, in pixels.
const TOLERANCE: f64 = 0.2;

/// A closed line without its last point, which is the first.
fn thinned(ring: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let mut closed = ring.to_vec();
    closed.extend(ring.first());
    let mut kept = thin(&closed, TOLERANCE);
    kept.pop();
    kept
}

/// The points of a line that are enough to draw it no farther than `tolerance` from where it was (Douglas and Peucker).
pub(super) fn thin(line: &[[f64; 2]], tolerance: f64) -> Vec<[f64; 2]> {
    let Some(last) = line.len().checked_sub(1) else { return Vec::new() };
    let mut kept = vec![false; line.len()];
    (kept[0], kept[last]) = (true, true);
    let mut parts = vec![(0, last)];
    while let Some((from, to)) = parts.pop() {
        let mut worst = (tolerance, 0);
        for at in from + 1..to {
            let far = distance(line[at], line[from], line[to]);
            if far > worst.0 {
                worst = (far, at);
            }
        }
        if worst.1 > 0 {
            kept[worst.1] = true;
            parts.extend([(from, worst.1), (worst.1, to)]);
        }
    }
    line.iter().zip(kept).filter_map(|(point, kept)| kept.then_some(*point)).collect()
}

/// From a point to a segment.
fn distance(point: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let (by, to) = ([b[0] - a[0], b[1] - a[1]], [point[0] - a[0], point[1] - a[1]]);
    let length = by[0] * by[0] + by[1] * by[1];
    let share = if length > 0.0 { (to[0] * by[0] + to[1] * by[1]) / length } else { 0.0 };
    let share = larger(0.0, smaller(share, 1.0));
    libm::hypot(to[0] - share * by[0], to[1] - share * by[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { left: 0.0, top: 0.0, width: 200.0, height: 100.0 };

    fn area(ring: &[[f64; 2]]) -> f64 {
        let next = ring.iter().cycle().skip(1);
        ring.iter().zip(next).map(|(a, b)| (a[0] * b[1] - b[0] * a[1]) / 2.0).sum()
    }

    fn field(of: impl Fn(f64, f64) -> f64) -> (Grid, Vec<f64>) {
        let grid = Grid::new(FRAME, 4.0);
        let [x0, x1, y0, y1] = grid.domain([0.0, 200.0, 0.0, 100.0]);
        let centre = |k: usize, count: usize, from: f64, to: f64| from + (to - from) * (k as f64 + 0.5) / count as f64;
        let cells = (0..grid.columns * grid.rows).map(|k| {
            let (column, row) = (k % grid.columns, k / grid.columns);
            of(centre(column, grid.columns, x0, x1), centre(row, grid.rows, y1, y0))
        });
        let values = cells.collect();
        (grid, values)
    }

    #[test]
    fn a_bowl_has_rings_of_the_right_size_and_what_is_above_lies_around_them() {
        let (grid, values) = field(|x, y| libm::hypot(x - 100.0, y - 50.0));
        let regions = grid.regions(&values, &[20.0, 40.0]);
        for (region, radius) in regions.iter().zip([20.0, 40.0]) {
            let mut areas: Vec<f64> = region.iter().map(|ring| area(ring)).collect();
            areas.sort_by(f64::total_cmp);
            assert_eq!(areas.len(), 2, "the ring, and the edge of all");
            assert!((areas[1] - std::f64::consts::PI * radius * radius).abs() < 60.0, "{areas:?}");
            assert!(areas[0] < -200.0 * 100.0, "the edge lies outside the frame");
            assert!(region.iter().map(Vec::len).sum::<usize>() < 90);
        }
    }

    #[test]
    fn a_saddle_and_a_hole_come_out_closed() {
        let (grid, values) = field(|x, y| if x < 30.0 { f64::NAN } else { (x - 100.0) * (y - 50.0) });
        for region in grid.regions(&values, &[-500.0, 0.0, 500.0]) {
            assert!(!region.is_empty());
            assert!(region.iter().flatten().flatten().all(|x| x.is_finite()));
        }
        let [upper] = &grid.regions(&values, &[2000.0])[..] else { panic!() };
        assert_eq!(upper.len(), 2);
    }

    #[test]
    fn a_line_keeps_its_corners_and_its_ends() {
        let line = [[0.0, 0.0], [5.0, 0.01], [10.0, 0.0], [10.0, 10.0]];
        assert_eq!(thin(&line, 0.2), [line[0], line[2], line[3]]);
        assert_eq!(thin(&[[1.0, 1.0]; 3], 0.2), [[1.0, 1.0]; 2]);
        assert!(thin(&[], 1.0).is_empty());
    }
}
