//! Many points that take the same run's steps together, by the interpreter or by a kernel that a host compiled.

use super::march::{Block, March};
use super::motion::Motion;
use super::walkers::Walkers;
use crate::formula::{BLOCK, Precision};
use crate::real::Real;
use std::rc::Rc;

/// A host's call of a kernel's export: state, stride, groups, table, steps.
pub type Kernel<'a> = dyn FnMut([usize; 5]) + 'a;

/// Points on their way, as arrays of numbers: x, y, then of each state vector its x and its y.
pub trait Particles {
    /// Places the points anew, before the first update; as many as there is room for.
    fn start(&mut self, points: &[[f64; 2]]);

    /// Takes `n` updates. With a kernel, that one takes them, in this memory, where points go together: it must be of the
    /// same motion and precision.
    fn advance(&mut self, n: u32, kernel: Option<&mut Kernel<'_>>);

    /// How many updates were taken.
    fn t(&self) -> u32;

    /// How many points there are.
    fn count(&self) -> usize;

    /// How many arrays there are.
    fn arrays(&self) -> usize;

    /// Adds the numbers of an array to `to`.
    fn copy(&self, array: usize, to: &mut Vec<f64>);

    /// Of each point, whether all its numbers are finite.
    fn finite(&self) -> Vec<bool>;
}

/// Room for this many points. Bits are those of a session in f64; in f32 it is for the eye. Points that go each by itself
/// do so in f64 always.
pub fn swarm(motion: &Motion, precision: Precision, most: usize) -> Box<dyn Particles> {
    match (motion.march().cloned(), precision) {
        (Some(march), Precision::F64) => Box::new(Swarm::<f64>::new(march, precision, most)),
        (Some(march), Precision::F32) => Box::new(Swarm::<f32>::new(march, precision, most)),
        (None, _) => Box::new(Walkers::new(motion.course(&[]).into_iter().collect())),
    }
}

/// So many points a call: calls stay short, so that hosts soon run their best code.
const CALL: usize = 2048;
/// Rows made at once.
const WINDOW: u32 = 1024;

struct Swarm<T> {
    march: Rc<March>,
    precision: Precision,
    t: u32,
    count: usize,
    /// How long each array is: a multiple of what the interpreter and kernels move together.
    stride: usize,
    numbers: Vec<T>,
    /// The rows of some updates, from `first` on.
    table: Vec<T>,
    first: u32,
    scalars: Vec<[f64; 1]>,
    block: Block<T>,
}

impl<T: Real> Swarm<T> {
    fn new(march: Rc<March>, precision: Precision, most: usize) -> Swarm<T> {
        let stride = most.max(1).next_multiple_of(BLOCK.max(precision.group()));
        let numbers = vec![T::of(0.0); stride * march.arrays()];
        let (block, scalars) = (Block::new(&march), Vec::new());
        Swarm { march, precision, t: 0, count: 0, stride, numbers, table: Vec::new(), first: 0, scalars, block }
    }

    /// How many of the next `n` updates have rows that stand together; makes the rows where they are missing.
    fn rows(&mut self, n: u32) -> u32 {
        let first = self.t / WINDOW * WINDOW + 1;
        if first != self.first || self.table.is_empty() {
            let Swarm { march, table, scalars, .. } = self;
            table.clear();
            (first..first + WINDOW).for_each(|t| march.row(scalars, t, &mut |x| table.push(T::of(x))));
            self.first = first;
        }
        n.min(first + WINDOW - 1 - self.t)
    }

    /// Where the next update's row begins.
    fn row(&self) -> usize {
        (self.t + 1 - self.first) as usize * self.march.width()
    }

    fn interpret(&mut self, n: u32) {
        let (width, row) = (self.march.width(), self.row());
        let Swarm { march, stride, numbers, table, block, .. } = self;
        let mut lanes = vec![[T::of(0.0); BLOCK]; width];
        for first in (0..self.count).step_by(BLOCK) {
            for (number, array) in numbers.chunks_exact(*stride).enumerate() {
                block.array_mut(number).copy_from_slice(&array[first..first + BLOCK]);
            }
            for step in 0..n as usize {
                lanes.iter_mut().zip(&table[row + step * width..]).for_each(|(lane, x)| *lane = [*x; BLOCK]);
                block.step(march, &lanes);
            }
            for (number, array) in numbers.chunks_exact_mut(*stride).enumerate() {
                array[first..first + BLOCK].copy_from_slice(block.array(number));
            }
        }
    }

    fn call(&mut self, n: u32, kernel: &mut Kernel<'_>) {
        let (bytes, group) = (self.precision.bytes(), self.precision.group());
        for first in (0..self.count).step_by(CALL) {
            let groups = (self.count - first).min(CALL).div_ceil(group);
            // asked for anew for each call, which writes behind these vectors' backs
            let state = self.numbers.as_mut_ptr() as usize + first * bytes;
            let table = self.table.as_mut_ptr() as usize + self.row() * bytes;
            kernel([state, self.stride * bytes, groups, table, n as usize]);
        }
    }
}

impl<T: Real> Particles for Swarm<T> {
    fn start(&mut self, points: &[[f64; 2]]) {
        (self.t, self.count) = (0, points.len().min(self.stride));
        self.numbers.fill(T::of(0.0));
        // places that are left over move like the last point, which is as fast as any
        let last = points.last().copied().unwrap_or_default();
        let points = points.iter().copied().chain(std::iter::repeat(last));
        for (place, [x, y]) in (0..self.stride).zip(points) {
            (self.numbers[place], self.numbers[self.stride + place]) = (T::of(x), T::of(y));
        }
    }

    fn advance(&mut self, mut n: u32, mut kernel: Option<&mut Kernel<'_>>) {
        while n > 0 {
            let now = self.rows(n);
            match &mut kernel {
                Some(kernel) => self.call(now, kernel),
                None => self.interpret(now),
            }
            self.t += now;
            n -= now;
        }
    }

    fn t(&self) -> u32 {
        self.t
    }

    fn count(&self) -> usize {
        self.count
    }

    fn arrays(&self) -> usize {
        self.march.arrays()
    }

    fn copy(&self, array: usize, to: &mut Vec<f64>) {
        let numbers = self.numbers.get(array * self.stride..).and_then(|rest| rest.get(..self.count));
        to.extend(numbers.unwrap_or_default().iter().map(|x| x.wide()));
    }

    fn finite(&self) -> Vec<bool> {
        let mut finite = vec![true; self.count];
        for array in self.numbers.chunks_exact(self.stride) {
            finite.iter_mut().zip(array).for_each(|(finite, x)| *finite &= x.is_finite());
        }
        finite
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Experiment;
    use crate::fields::{Choice, Form, Slot};
    use crate::optimizer::Optimizer;
    use crate::session::{Session, Status};

    /// Runs as documents say them: every optimizer, and what else may be on the way.
    fn runs() -> Vec<String> {
        let plain = Optimizer::all().map(|optimizer| {
            let json = optimizer.write(Form::Canonical).unwrap().canonical();
            format!(r#"{{"optimizer":{json}}}"#)
        });
        let own = [
            r#"{"optimizer":{"nesterov":{"lr":0.02,"momentum":0.7}},"schedule":"cosine","warmup":7}"#,
            r#"{"optimizer":{"radam":{"lr":0.1,"beta2":0.9}},"schedule":{"step":{"every":9}},"clip":3}"#,
            r#"{"optimizer":{"adam":{"lr":0.3}},"schedule":"one_cycle","schedule_per":"epoch","clip":0.5}"#,
            r#"{"optimizer":{"gd":{"lr":1e6}}}"#,
            // where the last surface is level, v fades below what matters
            r#"{"optimizer":{"momentum":{"lr":0.1,"momentum":1e-5}}}"#,
            r#"{"optimizer":{"written":{"text":"param k = 2, lr = 0.03\nstate a\nb = grad(w - lr*g)/k\na = max(a, abs(b))\nw = w - lr*b","k":4}},"warmup":3}"#,
            r#"{"optimizer":{"written":{"text":"state m\nm = m/t + grad(grad(w))\nw = w - lr*tanh(m)"}},"clip":2}"#,
        ];
        plain.chain(own.map(str::to_owned)).collect()
    }

    const SURFACES: [&str; 5] =
        ["himmelblau", "beale", "rastrigin", "sin(x)*atan2(y, x) + abs(x - y)^1.5", "relu(x) + relu(y)"];
    const STARTS: [[f64; 2]; 5] = [[0.1, -0.3], [-4.0, 2.5], [3.0, 2.0], [1.25, 40.0], [0.0, 1e-3]];

    #[test]
    fn each_point_goes_with_the_bits_of_a_session_from_there() {
        let (mut done, mut diverged) = (0, 0);
        for (f, run) in SURFACES.into_iter().flat_map(|f| runs().into_iter().map(move |run| (f, run))) {
            let sessions = STARTS.map(|[x, y]| {
                let task = format!(r#"{{"surface":{{"f":"{f}","start":[{x},{y}],"steps":60}}}}"#);
                let experiment = Experiment::parse(&format!(r#"{{"task":{task},"runs":[{run}]}}"#)).unwrap();
                let mut session = Session::new(&experiment).unwrap();
                session.step(60);
                (experiment, session)
            });
            let motion = Motion::new(&sessions[0].0, 0).unwrap();
            let mut points = swarm(&motion, Precision::F64, 5);
            points.start(&STARTS);
            // in any slices
            [1, 13, 46].iter().for_each(|&n| points.advance(n, None));
            let [mut x, mut y] = [vec![], vec![]];
            points.copy(0, &mut x);
            points.copy(1, &mut y);
            for (i, (_, session)) in sessions.iter().enumerate() {
                let track = &session.tracks()[0];
                if track.status == Status::Done {
                    done += 1;
                    let end = [x[i], y[i]].map(f64::to_bits);
                    assert_eq!(track.path[120..], [x[i], y[i]], "{f} {run}");
                    assert_eq!([track.path[120], track.path[121]].map(f64::to_bits), end, "{f} {run}");
                    let state = track.moment(60).unwrap().state;
                    for (array, expected) in state.iter().flat_map(|(_, slot)| slot).enumerate() {
                        let mut numbers = vec![];
                        points.copy(2 + array, &mut numbers);
                        assert_eq!(numbers[i].to_bits(), expected.to_bits(), "{f} {run}");
                    }
                } else {
                    diverged += 1;
                }
            }
        }
        assert!(done > 350 && diverged > 20, "{done} {diverged}");
    }

    #[test]
    fn a_kernel_is_called_with_whole_groups_and_the_rows_of_the_updates() {
        let text =
            r#"{"task":{"surface":{"f":"bowl"}},"runs":[{"optimizer":{"gd":{"lr":0.5}},"warmup":4000,"clip":9}]}"#;
        let experiment = Experiment::parse(text).unwrap();
        let motion = Motion::new(&experiment, 0).unwrap();
        let mut swarm = Swarm::<f64>::new(motion.march().unwrap().clone(), Precision::F64, 5000);
        swarm.start(&vec![[1.0, 2.0]; 4101]);
        assert_eq!((swarm.stride, swarm.count()), (5024, 4101));
        let mut calls = Vec::new();
        swarm.advance(1030, Some(&mut |call| calls.push(call)));
        let shapes = calls.iter().map(|&[_, stride, groups, _, steps]| [stride, groups, steps]);
        let group = Precision::F64.group();
        let expected = [1024, 6].map(|n| [2048, 2048, 5].map(|count: usize| [5024 * 8, count.div_ceil(group), n]));
        assert!(shapes.eq(expected.concat()), "{calls:?}");
        assert_eq!(calls[1][0] - calls[0][0], 2048 * 8);
        assert_eq!((swarm.t(), swarm.first), (1030, 1025));
        assert_eq!(swarm.table[swarm.row()..][..2], [0.5 * (1031.0 / 4000.0), 9.0]);
    }
}
