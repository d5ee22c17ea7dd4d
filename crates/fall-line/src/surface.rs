//! Surfaces: functions of two parameters, computed in f64; with data, the mean of a formula over its rows.

use crate::error::Error;
use crate::formula::{self, BLOCK, Entry, Formula, Given, Graph, Id, Program, Tree};
use std::cell::OnceCell;
use std::rc::Rc;

#[cfg(feature = "whole")]
mod fit;

/// How far out a part of the plane may lie that is shown.
pub const FARTHEST: f64 = 1e100;

/// What is left of 0 by rounding, of what is as large as 1.
const ROUNDING: f64 = 1e-12;

/// Named columns of numbers, all of one length.
pub type Columns = [(String, Vec<f64>)];

/// A formula in x and y as something to minimise.
#[derive(Clone, Debug)]
pub struct Surface {
    formula: Formula,
    entry: Option<&'static Entry>,
    columns: Rc<Vec<(String, Vec<f64>)>>,
    given: Vec<(String, f64)>,
    value: Program,
    slope: Program,
    bend: OnceCell<Program>,
    quadratic: OnceCell<Option<Jet>>,
    gradient: [Id; 2],
}

/// A value with its derivatives by x and y.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jet {
    /// f
    pub value: f64,
    /// ∂f/∂x, ∂f/∂y
    pub gradient: [f64; 2],
    /// ∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y²
    pub hessian: [f64; 3],
}

/// Which rows are meant.
#[derive(Clone, Copy, Debug)]
pub enum Rows<'a> {
    /// All of them.
    All,
    /// These.
    Some(&'a [u32]),
}

/// Where surfaces compute: kept from one point to the next, so that nothing is made anew.
#[derive(Clone, Debug, Default)]
pub struct Room {
    point: Vec<[f64; 1]>,
    rows: Vec<[f64; BLOCK]>,
}

impl Surface {
    /// Compiles a formula, or takes a name of the library. With columns, the formula is of one row.
    pub fn new(f: &str, columns: &Columns, given: &Given) -> Result<Surface, Error> {
        Surface::over(Rc::new(columns.to_vec()), f, given)
    }

    /// Another formula of the same rows, which both share.
    pub fn beside(&self, f: &str, given: &Given) -> Result<Surface, Error> {
        Surface::over(self.columns.clone(), f, given)
    }

    /// A formula of these rows.
    pub fn over(columns: Rc<Vec<(String, Vec<f64>)>>, f: &str, given: &Given) -> Result<Surface, Error> {
        let entry = formula::find(f).filter(|_| columns.is_empty());
        let names: Vec<&str> = ["x", "y"].into_iter().chain(columns.iter().map(|(name, _)| name.as_str())).collect();
        let mut formula = formula::compile(entry.map_or(f, |entry| entry.text), &names, given)?;
        let gradient = [0, 1].map(|input| formula::derivative(&mut formula.graph, formula.root, input));
        let [value, slope] = [&[formula.root][..], &[formula.root, gradient[0], gradient[1]]]
            .map(|outputs| Program::new(&formula.graph, names.len(), outputs));
        Ok(Surface {
            formula,
            entry,
            columns,
            // the lean engine knows none
            given: if cfg!(feature = "whole") { given.to_vec() } else { Vec::new() },
            value,
            slope,
            bend: OnceCell::new(),
            quadratic: OnceCell::new(),
            gradient,
        })
    }

    /// Without data, and without constants from outside.
    pub fn plain(f: &str) -> Result<Surface, Error> {
        Surface::new(f, &[], &[])
    }

    /// What the library knows of it.
    pub fn entry(&self) -> Option<&'static Entry> {
        self.entry
    }

    /// What computes ∂f/∂x and ∂f/∂y of x and y alone; none with data.
    pub fn gradient(&self) -> Option<Program> {
        self.columns.is_empty().then(|| Program::new(&self.formula.graph, 2, &self.gradient))
    }

    /// The formula and its two derivatives, as trees to be read: with the names of its constants, not their numbers.
    pub fn trees(&self) -> [Tree; 3] {
        let columns = self.columns.iter().map(|(name, _)| name.as_str());
        let constants = self.given.iter().map(|(name, _)| name.as_str());
        let names: Vec<&str> = ["x", "y"].into_iter().chain(columns).chain(constants).collect();
        // what compiled with the numbers does so with the names, but for its size
        let named = formula::compile(&formula::plain(&self.formula.tree), &names, &[]);
        let Formula { tree, graph, root } = named.as_ref().unwrap_or(&self.formula);
        let mut graph = graph.for_reading();
        let slopes = [0, 1].map(|input| formula::derivative(&mut graph, *root, input));
        let [x, y] = slopes.map(|id| formula::reading(&graph, id, &names));
        [tree.clone(), x, y]
    }

    /// The constants that it was compiled with.
    pub fn given(&self) -> &Given {
        &self.given
    }

    /// The rows, column by column; none without data.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// How many rows there are; none without data.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |(_, column)| column.len())
    }

    /// Whether it is a mean; the lean engine knows no rows.
    fn has_rows(&self) -> bool {
        cfg!(feature = "whole") && !self.columns.is_empty()
    }

    /// f(x, y).
    pub fn value(&self, x: f64, y: f64) -> f64 {
        let [value] = self.run(&self.value, &mut Room::default(), [x, y], Rows::All);
        value
    }

    /// f at a point, with room of one's own.
    pub fn value_in(&self, room: &mut Room, point: [f64; 2]) -> f64 {
        let [value] = self.run(&self.value, room, point, Rows::All);
        value
    }

    /// Its known minima: the library's, else that of a quadratic.
    pub fn minima(&self) -> Vec<[f64; 2]> {
        if let Some(entry) = self.entry {
            return entry.minima.to_vec();
        }
        let Some(Jet { gradient: [gx, gy], hessian: [xx, xy, yy], .. }) = self.quadratic() else { return Vec::new() };
        let determinant = xx * yy - xy * xy;
        let point = [(xy * gy - yy * gx) / determinant, (xy * gx - xx * gy) / determinant];
        // of a valley without a lowest point little more than rounding is left
        let bowl = xx + yy > 0.0 && determinant > ROUNDING * xx * yy;
        if bowl && point.iter().all(|x| x.is_finite()) { vec![point] } else { Vec::new() }
    }

    /// f at each of these points.
    pub fn values(&self, mut points: impl ExactSizeIterator<Item = [f64; 2]>, mut each: impl FnMut(f64)) {
        let (mut room, mut over_rows, mut values) = (self.value.room::<f64, BLOCK>(), Room::default(), [0.0; BLOCK]);
        while points.len() > 0 {
            // both closures stand here once, so that they are no calls
            let mut filled = 0;
            for point in points.by_ref().take(BLOCK) {
                room.iter_mut().zip(point).for_each(|(place, x)| place[filled] = x);
                filled += 1;
            }
            if self.has_rows() {
                for (lane, value) in values.iter_mut().take(filled).enumerate() {
                    let point = [room[0][lane], room[1][lane]];
                    [*value] = self.run(&self.value, &mut over_rows, point, Rows::All);
                }
            } else {
                self.value.run(&mut room);
                values = room[self.value.output(0)];
            }
            values.iter().take(filled).for_each(|&value| each(value));
        }
    }

    /// The gradient of f, and f, over these rows: in this order, so that a gradient is moved in one piece.
    pub fn slope(&self, room: &mut Room, point: [f64; 2], rows: Rows<'_>) -> ([f64; 2], f64) {
        let [value, x, y] = self.run(&self.slope, room, point, rows);
        ([x, y], value)
    }

    /// f with its derivatives up to the second.
    pub fn jet(&self, x: f64, y: f64) -> Jet {
        let program = self.bend.get_or_init(|| {
            let mut graph: Graph = self.formula.graph.clone();
            let [by_x, by_y] = self.gradient;
            let mut second = |id, input| formula::derivative(&mut graph, id, input);
            let hessian = [second(by_x, 0), second(by_x, 1), second(by_y, 1)];
            let outputs = [[self.formula.root, by_x, by_y], hessian].concat();
            Program::new(&graph, 2 + self.columns.len(), &outputs)
        });
        let [value, gx, gy, xx, xy, yy] = self.run(program, &mut Room::default(), [x, y], Rows::All);
        Jet { value, gradient: [gx, gy], hessian: [xx, xy, yy] }
    }

    /// The outputs of a program at a point: their means over the rows, where there are rows.
    fn run<const OUT: usize>(&self, program: &Program, room: &mut Room, at: [f64; 2], rows: Rows<'_>) -> [f64; OUT] {
        if !self.has_rows() {
            if room.point.is_empty() {
                room.point = program.room();
            }
            if let [x, y, ..] = &mut room.point[..] {
                (*x, *y) = ([at[0]], [at[1]]);
            }
            program.run(&mut room.point);
            return std::array::from_fn(|i| room.point[program.output(i)][0]);
        }
        // four sums, row by row in turn, so that vectors of any width add in the same order
        let mut sums = [[0.0; 4]; OUT];
        let count = self.add_rows(program, room, at, rows, &mut sums);
        sums.map(|[a, b, c, d]| ((a + b) + (c + d)) / count as f64)
    }

    /// Adds the outputs over the rows, and says how many these are. Once for every number of outputs.
    fn add_rows(
        &self,
        program: &Program,
        room: &mut Room,
        at: [f64; 2],
        rows: Rows<'_>,
        sums: &mut [[f64; 4]],
    ) -> usize {
        if room.rows.is_empty() {
            room.rows = program.room();
        }
        room.rows.iter_mut().zip(at).for_each(|(place, x)| *place = [x; BLOCK]);
        let count = match rows {
            Rows::All => self.rows(),
            Rows::Some(rows) => rows.len(),
        };
        for first in (0..count).step_by(BLOCK) {
            let length = BLOCK.min(count - first);
            for (place, (_, column)) in room.rows.iter_mut().skip(2).zip(self.columns.iter()) {
                match rows {
                    Rows::All => place[..length].copy_from_slice(&column[first..first + length]),
                    Rows::Some(rows) => {
                        place
                            .iter_mut()
                            .zip(&rows[first..first + length])
                            .for_each(|(x, &row)| *x = column[row as usize]);
                    }
                }
            }
            program.run(&mut room.rows);
            for (i, sums) in sums.iter_mut().enumerate() {
                let values = room.rows[program.output(i)];
                values[..length].iter().enumerate().for_each(|(lane, x)| sums[lane % 4] += x);
            }
        }
        count
    }

    /// The steepest curvature anywhere, where that is one number: on a convex quadratic.
    pub fn curvature(&self) -> Option<f64> {
        let [least, steepest] = self.quadratic()?.curvatures();
        (steepest > 0.0 && least >= -ROUNDING * steepest).then_some(steepest)
    }

    /// All there is to know of a quadratic: what it is at the origin.
    fn quadratic(&self) -> Option<Jet> {
        let quadratic = || self.formula.graph.is_quadratic_in(self.formula.root, 2).then(|| self.jet(0.0, 0.0));
        *self.quadratic.get_or_init(quadratic)
    }

    /// Where runs start that say nothing of it.
    pub fn start(&self) -> [f64; 2] {
        self.entry.map_or([-1.5, 2.0], |entry| entry.start)
    }

    /// The part of the plane worth seeing by runs from `start`.
    pub fn domain(&self, [x, y]: [f64; 2]) -> [f64; 4] {
        self.entry.map_or_else(
            || {
                let far = if x.abs() > y.abs() { x.abs() } else { y.abs() };
                let half = if far * 1.5 > 3.0 { far * 1.5 } else { 3.0 };
                let half = if half < FARTHEST { half } else { FARTHEST };
                [-half, half, -half, half]
            },
            |entry| entry.domain,
        )
    }
}

impl Jet {
    /// The Hessian's eigenvalues, the smaller first.
    pub fn curvatures(&self) -> [f64; 2] {
        let [xx, xy, yy] = self.hessian;
        let (middle, half) = ((xx + yy) / 2.0, libm::hypot((xx - yy) / 2.0, xy));
        [middle - half, middle + half]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_worth_seeing_holds_the_start_and_is_finite() {
        let surface = Surface::plain("x*y").unwrap();
        for (start, half) in [([0.0, 1.0], 3.0), ([-10.0, 4.0], 15.0), ([0.0, 1.7e308], FARTHEST)] {
            assert_eq!(surface.domain(start), [-half, half, -half, half]);
        }
    }

    #[test]
    fn a_quadratic_tells_its_minimum_and_its_steepest_curvature() {
        let valley = |f: &str| (f.to_owned(), Some(f64::NAN), None);
        for (f, curvature, minimum) in [
            ("(x - 3)^2/10 + y^2".to_owned(), Some(2.0), Some([3.0, 0.0])),
            ("1e8*x^2 + 1e-8*(y + 1)^2".into(), Some(2e8), Some([0.0, -1.0])),
            ("x^2 + x*y + y^2 - 3x".into(), Some(3.0), Some([2.0, -1.0])),
            // valleys along a line; of some, rounding makes bowls
            valley("(0.1*x - 0.3*y + 1)^2"),
            valley("(0.7*x - 0.3*y + 1)^2"),
            valley("(1.1*x + 2.3*y + 1)^2"),
            valley("(x/3 + y/7 + 1)^2"),
            valley("x^2"),
            // no rate is stable on these
            ("x^2 - y^2".into(), None, None),
            ("x^2 + 4x*y + y^2".into(), None, None),
            ("-x^2 - y^2".into(), None, None),
            ("x + y".into(), None, None),
            // and these are none
            ("x^4 + y^2".into(), None, None),
        ] {
            let surface = Surface::plain(&f).unwrap();
            let found = surface.curvature();
            let near = |a: f64, b: f64| (a - b).abs() < 1e-12 * (1.0 + b.abs());
            match (found, curvature) {
                (Some(ours), Some(wanted)) => assert!(wanted.is_nan() || near(ours, wanted), "{f}: {ours}"),
                (ours, wanted) => assert_eq!(ours, wanted, "{f}"),
            }
            match (surface.minima()[..].first(), minimum) {
                (Some([x, y]), Some([a, b])) => assert!(near(*x, a) && near(*y, b), "{f}: {x} {y}"),
                (ours, wanted) => assert_eq!(ours, wanted.as_ref(), "{f}"),
            }
        }
    }

    #[test]
    fn with_data_the_surface_is_the_mean_over_its_rows() {
        let column = |name: &str, of: fn(f64) -> f64| (name.to_owned(), (0..70).map(|i| of(f64::from(i))).collect());
        let columns = [column("u", |i| i / 10.0), column("v", libm::sin)];
        let surface = Surface::new("(x*u + y - v)^2", &columns, &[]).unwrap();
        let rows = || columns[0].1.iter().zip(&columns[1].1);
        let mean = |of: &dyn Fn(f64, f64) -> f64| rows().map(|(&u, &v)| of(u, v)).sum::<f64>() / 70.0;
        let (x, y) = (0.3, -0.2);
        let ([gx, gy], value) = surface.slope(&mut Room::default(), [x, y], Rows::All);
        let residual = |u: f64, v: f64| x * u + y - v;
        for (ours, expected) in [
            (value, mean(&|u, v| residual(u, v) * residual(u, v))),
            (gx, mean(&|u, v| 2.0 * residual(u, v) * u)),
            (gy, mean(&|u, v| 2.0 * residual(u, v))),
            (surface.curvature().unwrap(), surface.jet(5.0, 9.0).curvatures()[1]),
        ] {
            assert!((ours - expected).abs() < 1e-12 * expected.abs(), "{ours} {expected}");
        }
        // of one row alone, and of rows twice
        let (_, one) = surface.slope(&mut Room::default(), [x, y], Rows::Some(&[69]));
        assert_eq!(one, residual(6.9, libm::sin(69.0)) * residual(6.9, libm::sin(69.0)));
        let all: Vec<u32> = (0..70).collect();
        assert_eq!(surface.slope(&mut Room::default(), [x, y], Rows::Some(&all)).1.to_bits(), value.to_bits());
    }
}
