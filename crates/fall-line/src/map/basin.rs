//! The basin map: an optimizer from every pixel, and which minimum it comes to.

use super::Domain;
use super::minima::Minima;
use super::motion::Motion;
use super::order::Order;
use super::swarm::{Kernel, Particles, swarm};
use crate::cells::centre;
use crate::formula::Precision;

/// In `which`: ended, but not where all around is higher.
pub const ELSEWHERE: u8 = 254;
/// In `which`: x, y, state or f was not finite at the end, or f at the start. What was not finite only on the way ends a
/// session and a point that goes by itself, and is not seen where points go together.
pub const DIVERGED: u8 = 255;

/// Pixels that are on their way at once, at most.
const CHUNK: usize = 2048;
/// How often a path is looked at.
const LOOKS: u32 = 16;

/// A map on its way. It needs five bytes a pixel, and room for those on their way.
pub struct Basin {
    motion: Motion,
    particles: Box<dyn Particles>,
    domain: Domain,
    size: [usize; 2],
    /// The first row of this band.
    first: usize,
    updates: u32,
    every: u32,
    order: Order,
    /// As many as this.
    chunk: usize,
    /// The pixels on their way.
    cells: Vec<usize>,
    /// Their places at the start and after each `every` updates: x of all, then y of all.
    looks: Vec<f64>,
    minima: Minima,
    which: Vec<u8>,
    steps: Vec<u32>,
    done: usize,
}

impl Basin {
    /// A map of the first `updates` from the centres of `columns` × `rows` pixels, the top row first.
    pub fn new(
        motion: Motion,
        domain: Domain,
        [columns, rows]: [usize; 2],
        updates: u32,
        precision: Precision,
    ) -> Basin {
        let pixels = columns * rows;
        let chunk = motion.at_once(CHUNK.min(pixels));
        Basin {
            particles: swarm(&motion, precision, chunk),
            chunk,
            domain,
            size: [columns, rows],
            first: 0,
            updates,
            every: updates.div_ceil(LOOKS).max(1),
            order: Order::new(columns, rows),
            cells: Vec::new(),
            looks: Vec::new(),
            minima: Minima::new(&motion.surface, motion.near()),
            which: vec![0; pixels],
            steps: vec![0; pixels],
            done: 0,
            motion,
        }
    }

    /// Looks at paths after each so many updates, before the first pixel; by default a sixteenth of all.
    pub fn every(mut self, updates: u32) -> Basin {
        self.every = updates.max(1);
        self
    }

    /// Only so many rows, from the `first` on: a part of the map that another makes the rest of. Its pixels start with the
    /// bits of the whole; where bands begin at a multiple of eight, its coarse pictures fit together too.
    pub fn band(mut self, first: usize, rows: usize) -> Basin {
        let [columns, all] = self.size;
        self.first = first.min(all);
        let rows = rows.min(all - self.first);
        self.order = Order::new(columns, rows);
        self.which = vec![0; columns * rows];
        self.steps = vec![0; columns * rows];
        self
    }

    /// What moves the points: a kernel is made of it.
    pub fn motion(&self) -> &Motion {
        &self.motion
    }

    /// Takes about so many updates, of all points together; true while some are left. Where points go each by itself, an
    /// update counts for more: for eight, and for one with each row, so that it takes no longer.
    pub fn advance(&mut self, budget: u32, mut kernel: Option<&mut Kernel<'_>>) -> bool {
        let mut left = budget as usize;
        loop {
            if self.cells.is_empty() && !self.begin() {
                return false;
            }
            if left == 0 {
                return true;
            }
            let (t, cost) = (self.particles.t(), self.cells.len() * self.motion.cost());
            let to_look = self.every - t % self.every;
            let affordable = left.div_ceil(cost).min(u32::MAX as usize) as u32;
            let n = to_look.min(self.updates - t).min(affordable);
            self.particles.advance(n, kernel.as_deref_mut());
            left = left.saturating_sub((n as usize).saturating_mul(cost));
            let t = t + n;
            if t == self.updates || t.is_multiple_of(self.every) {
                self.look();
            }
            if t == self.updates {
                self.end();
            }
        }
    }

    /// From 0 to 1.
    pub fn progress(&self) -> f64 {
        let (all, steps) = (self.which.len() as f64, f64::from(self.updates));
        let on_their_way = self.cells.len() as f64 * f64::from(self.particles.t());
        // a map of nothing is done
        if all * steps > 0.0 { (self.done as f64 * steps + on_their_way) / (all * steps) } else { 1.0 }
    }

    /// Of each pixel: 0 while unknown, the number of its minimum from 1 on, [`ELSEWHERE`], or [`DIVERGED`].
    pub fn which(&self) -> &[u8] {
        &self.which
    }

    /// Of each pixel: after how many updates its path came near its minimum for good, as far as looks show; of one that
    /// diverged, at which look its point was first not finite; else all updates.
    pub fn steps(&self) -> &[u32] {
        &self.steps
    }

    /// The minima by number: first those that are known, then as paths found them.
    pub fn minima(&self) -> &[[f64; 2]] {
        self.minima.points()
    }

    /// Sends the next pixels on their way, if there are any.
    fn begin(&mut self) -> bool {
        let [columns, rows] = self.size;
        self.cells.extend(self.order.by_ref().take(self.chunk));
        let above = self.first * columns;
        let starts: Vec<[f64; 2]> =
            self.cells.iter().map(|&cell| centre(self.domain, columns, rows, above + cell)).collect();
        self.particles.start(&starts);
        self.looks.clear();
        self.look();
        if self.updates == 0 && !self.cells.is_empty() {
            self.end();
            return self.begin();
        }
        !self.cells.is_empty()
    }

    fn look(&mut self) {
        [0, 1].iter().for_each(|&array| self.particles.copy(array, &mut self.looks));
    }

    /// Notes where the pixels on their way have ended.
    fn end(&mut self) {
        let count = self.cells.len();
        let looks: Vec<(&[f64], &[f64])> =
            self.looks.chunks_exact(2 * count).map(|look| look.split_at(count)).collect();
        let (Some(&first), Some(&last)) = (looks.first(), looks.last()) else { return };
        let place = |(x, y): (&[f64], &[f64]), i: usize| [x[i], y[i]];
        let valued = [first, last].map(|look| {
            let mut valued = Vec::with_capacity(count);
            let points = (0..count).map(|i| place(look, i));
            self.motion.surface.values(points, |value| valued.push(value.is_finite()));
            valued
        });
        let finite = self.particles.finite();
        let at = |look: usize| self.updates.min(look as u32 * self.every);
        // of each, its minimum, and in how many looks it was near that, from the last one back: numbers of one type, so
        // that they become vectors
        let mut goals = [vec![f64::NAN; count], vec![f64::NAN; count]];
        let (mut stays, mut near) = (vec![1.0; count], vec![0.0; count]);
        for (i, &cell) in self.cells.iter().enumerate() {
            (self.which[cell], self.steps[cell]) = if valued[0][i] && valued[1][i] && finite[i] {
                let number = self.minima.find(&self.motion.surface, place(last, i));
                if let Some(&[x, y]) = number.and_then(|number| self.minima.points().get(number)) {
                    (goals[0][i], goals[1][i]) = (x, y);
                }
                (number.map_or(ELSEWHERE, |number| number as u8 + 1), self.updates)
            } else {
                let lost = looks.iter().position(|look| !place(*look, i).iter().all(|x| x.is_finite()));
                (DIVERGED, if valued[0][i] { lost.map_or(self.updates, at) } else { 0 })
            };
        }
        let reach = self.minima.near() * self.minima.near();
        for &(x, y) in looks.iter().rev() {
            let [ends_x, ends_y] = &goals;
            let apart = x.iter().zip(y).zip(ends_x.iter().zip(ends_y)).map(|((x, y), (a, b))| [x - a, y - b]);
            for (([dx, dy], stays), near) in apart.zip(&mut stays).zip(&mut near) {
                *stays = if dx * dx + dy * dy <= reach { *stays } else { 0.0 };
                *near += *stays;
            }
        }
        for (&cell, near) in self.cells.iter().zip(near).filter(|(_, near)| *near > 0.0) {
            self.steps[cell] = at(looks.len() - near as usize);
        }
        self.done += count;
        self.cells.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Experiment;
    use crate::session::{Session, Status};

    /// A document of what is minimised and of what goes down it.
    fn document(surface: &str, runs: &str, start: [f64; 2], steps: u32) -> Experiment {
        let [x, y] = start.map(crate::number::print);
        let task = format!(r#"{{"surface":{{{surface},"start":[{x},{y}],"steps":{steps}}}}}"#);
        Experiment::parse(&format!(r#"{{"task":{task},{runs},"seed":5}}"#)).unwrap()
    }

    const HIMMELBLAU: &str = r#""f":"himmelblau""#;
    const RASTRIGIN: &str = r#""f":"rastrigin""#;
    const ADAM: &str = r#""runs":[{"optimizer":{"adam":{"lr":0.2}}}]"#;
    const DESCENT: &str = r#""runs":[{"optimizer":{"gd":{"lr":0.01}}}]"#;

    fn map(surface: &str, runs: &str, size: [usize; 2], updates: u32, every: u32, precision: Precision) -> Basin {
        let motion = Motion::new(&document(surface, runs, [0.0, 0.0], updates), 0).unwrap();
        let domain = motion.surface.domain([0.0; 2]);
        Basin::new(motion, domain, size, updates, precision).every(every)
    }

    fn whole(mut basin: Basin, budget: u32) -> Basin {
        let mut progress = 0.0;
        while basin.advance(budget, None) {
            assert!(basin.progress() >= progress && basin.progress() < 1.0);
            progress = basin.progress();
        }
        assert_eq!(basin.progress(), 1.0);
        basin
    }

    #[test]
    fn pixels_say_what_sessions_from_there_say() {
        let mut seen = [0; 3];
        for (f, run, updates, every) in [
            (HIMMELBLAU, ADAM, 150, 1),
            (HIMMELBLAU, r#""runs":[{"optimizer":{"gd":{"lr":0.02}}}]"#, 61, 7),
            (r#""f":"rosenbrock""#, r#""runs":[{"optimizer":{"momentum":{"lr":0.002}},"warmup":9}]"#, 400, 16),
            (HIMMELBLAU, r#""runs":[{"optimizer":{"nesterov":{"lr":0.03}},"clip":5}]"#, 90, 1000),
            (HIMMELBLAU, DESCENT, 0, 1),
            // each by itself: noise, a plateau, changes, rows
            (r#""f":"himmelblau","noise":9"#, DESCENT, 90, 1),
            (HIMMELBLAU, r#""runs":[{"optimizer":{"gd":{"lr":0.02}},"schedule":{"plateau":{"patience":2}}}]"#, 61, 7),
            (
                HIMMELBLAU,
                r#""runs":[{"optimizer":{"gd":{"lr":0.019}}}],"changes":[{"at":20,"set":{"/optimizer":"momentum","/clip":9}},{"at":60,"set":{"/optimizer/momentum/momentum":0.5}}]"#,
                90,
                1,
            ),
            (r#""data":{"line":{"samples":40}},"batch":7"#, r#""runs":[{"optimizer":{"gd":{"lr":0.4}}}]"#, 70, 1),
            (
                r#""f":"(x*u + y - v)^2","data":{"columns":{"u":[1,-2,0.5],"v":[2,0,1]}},"batch":1,"noise":0.1"#,
                r#""runs":[{"optimizer":{"momentum":{"lr":0.05}},"schedule":"cosine","schedule_per":"epoch"},{"optimizer":"gd"}]"#,
                100,
                8,
            ),
            (
                r#""f":"log(x*u) - 1/y","data":{"columns":{"u":[1,2]}},"batch":1"#,
                r#""runs":[{"optimizer":{"gd":{"lr":0.3}}}]"#,
                40,
                1,
            ),
        ] {
            let basin = whole(map(f, run, [13, 11], updates, every, Precision::F64), 3001);
            for (cell, (&which, &steps)) in basin.which().iter().zip(basin.steps()).enumerate() {
                let from = centre(basin.domain, 13, 11, cell);
                let mut session = Session::new(&document(f, run, from, updates)).unwrap();
                session.step(updates);
                let track = &session.tracks()[0];
                match (which, track.arrival(basin.motion.near())) {
                    (DIVERGED, _) => {
                        assert_ne!(track.status, Status::Done, "{f} {run} {from:?}");
                        seen[0] += 1;
                    }
                    (ELSEWHERE, None) => {
                        assert!(track.status == Status::Done && steps == updates, "{f} {run} {from:?}");
                        seen[1] += 1;
                    }
                    (number, Some((expected, arrival))) => {
                        let looked = (arrival.div_ceil(every) * every).min(updates);
                        // a path that leaves between two looks is not seen to
                        let fits = if every == 1 { steps == looked } else { steps <= looked };
                        assert!(number as usize == expected + 1 && fits, "{f} {run} {from:?}: {steps} {looked}");
                        seen[2] += 1;
                    }
                    found => panic!("{f} {run} {from:?}: {found:?}"),
                }
            }
        }
        assert!(seen.iter().all(|&count| count > 25), "{seen:?}");
    }

    #[test]
    fn slices_of_any_size_give_the_same_map() {
        for (surface, most) in [
            (RASTRIGIN, 50),
            (r#""f":"rastrigin","noise":0.1"#, 50),
            (r#""f":"sin(x - u) + sin(y)","data":{"columns":{"u":[0.1,-0.2,0.3]}},"batch":2"#, 0),
        ] {
            let maps =
                [1, 999, u32::MAX].map(|budget| whole(map(surface, ADAM, [70, 61], 40, 3, Precision::F64), budget));
            for other in &maps[1..] {
                assert!((other.which(), other.steps()) == (maps[0].which(), maps[0].steps()), "{surface}");
                assert_eq!(other.minima(), maps[0].minima());
            }
            // many minima, of which the document knows one
            assert!(maps[0].minima().len() > most, "{}", maps[0].minima().len());
        }
    }

    #[test]
    fn bands_are_the_rows_of_the_whole() {
        let make = || map(HIMMELBLAU, ADAM, [37, 29], 90, 4, Precision::F64);
        let all = whole(make(), 5000);
        for (first, rows) in [(0, 8), (8, 16), (24, 5), (24, 50), (29, 3), (40, 1)] {
            let band = whole(make().band(first, rows), 777);
            let cells = 37 * first.min(29)..37 * (first + rows).min(29);
            assert_eq!((band.which(), band.steps()), (&all.which()[cells.clone()], &all.steps()[cells]), "{first}");
        }
    }

    #[test]
    fn a_slice_takes_no_longer_than_its_budget_says() {
        for samples in [10_u32, 1000, 100_000] {
            let surface = format!(r#""data":{{"line":{{"samples":{samples}}}}},"batch":1"#);
            let mut basin = map(&surface, DESCENT, [30, 30], 10, 1, Precision::F64);
            for slice in 1..4 {
                basin.advance(20_000, None);
                let rows = basin.progress() * 9000.0 * f64::from(samples);
                // an update of all points on their way is never cut
                let most = slice * (20_000 + samples.max(8192));
                assert!(rows > 0.0 && rows <= f64::from(most), "{samples}: {rows}");
            }
        }
    }

    #[test]
    fn half_the_precision_shows_almost_the_same_map() {
        let [double, single] =
            [Precision::F64, Precision::F32].map(|p| whole(map(HIMMELBLAU, ADAM, [80, 80], 200, 10, p), 100_000));
        let same = double.which().iter().zip(single.which()).filter(|(a, b)| a == b).count();
        assert!(same > 6300, "{same}");
    }

    #[test]
    fn minima_that_nobody_knows_are_found() {
        let basin = whole(map(r#""f":"(x^2 - 1)^2 + (y - x/2)^2""#, DESCENT, [20, 20], 300, 20, Precision::F64), 9999);
        let [[a, b], [c, d]] = basin.minima() else { panic!("{:?}", basin.minima()) };
        assert!((a * c + 1.0).abs() < 1e-3 && (b - a / 2.0).abs() < 1e-3 && (d - c / 2.0).abs() < 1e-3);
        assert!(basin.which().iter().all(|which| [1, 2].contains(which)));
        for (cell, &which) in basin.which().iter().enumerate() {
            let x = centre(basin.domain, 20, 20, cell)[0];
            let same_side = (basin.minima()[which as usize - 1][0] < 0.0) == (x < 0.0);
            assert!(x.abs() < 1.5 || same_side, "{cell}");
        }
    }

    #[test]
    fn what_has_no_value_has_diverged_from_the_start() {
        // its slope there is finite all the same
        let basin = whole(map(r#""f":"log(x) + 1/x + y^2""#, DESCENT, [8, 4], 20, 1, Precision::F64), 50);
        for (cell, &which) in basin.which().iter().enumerate() {
            assert_eq!(which == DIVERGED && basin.steps()[cell] == 0, cell % 8 < 4, "{cell}");
        }
    }

    #[test]
    fn a_map_of_nothing_is_done() {
        assert!(whole(map(r#""f":"bowl""#, ADAM, [0, 9], 10, 1, Precision::F64), 50).which().is_empty());
    }
}
