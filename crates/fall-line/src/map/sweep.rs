//! The sweep map: one start, every learning rate with every value of another hyper-parameter.

use super::lanes::fan;
use super::minima::Minima;
use super::motion::Motion;
use super::order::Order;
use super::swarm::Particles;
use crate::error::{Code, Error};
use crate::fields::{Choice, Field, Path};
use crate::formula::BLOCK;
use crate::json::Json;
use crate::number;
use crate::optimizer::Optimizer;

/// The values of a hyper-parameter, from the first to the last.
#[derive(Clone, Debug)]
pub struct Axis {
    /// The first value.
    pub from: f64,
    /// The last.
    pub to: f64,
    /// How many there are.
    pub count: usize,
    /// Whether each is a multiple of the one before; else it differs by as much.
    pub log: bool,
}

impl Axis {
    /// A value by its number.
    pub fn value(&self, number: usize) -> f64 {
        let last = self.count.saturating_sub(1);
        // both ends exactly
        if number == 0 {
            return self.from;
        }
        if number >= last {
            return self.to;
        }
        let share = number as f64 / last as f64;
        if self.log {
            self.from * libm::pow(self.to / self.from, share)
        } else {
            self.from + (self.to - self.from) * share
        }
    }

    /// An error, unless a hyper-parameter may have all these values.
    fn check(&self, optimizer: &Optimizer, name: &str) -> Result<(), Error> {
        let [from, to] = [self.from, self.to];
        // between two values of a field's range all are
        for x in [from, to] {
            let json = Json::object([(name, Json::Number(x))]);
            optimizer.clone().slot_mut().read(&json, &Field::new("", ""), &mut Path::default())?;
        }
        if self.log && !(from > 0.0 && to > 0.0) {
            let least = number::print(if from < to { from } else { to });
            return Err(Error::at(name, Code::OutOfRange.with([&least, &format!("{name} > 0")])));
        }
        Ok(())
    }
}

/// What came of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Outcome {
    /// It is not known yet.
    Unknown = 0,
    /// It ended elsewhere.
    Missed = 1,
    /// It reached what was to be reached, and stayed there.
    Reached = 2,
    /// x, y, state or f was not finite at the end, or f at the start; where settings go each by itself, also on the way.
    Diverged = 3,
}

/// A map on its way, in f64: its numbers are those of sessions.
pub struct Sweep {
    motion: Motion,
    lr: Axis,
    /// One of the others, and its values.
    other: Option<(String, Axis)>,
    updates: u32,
    target: Target,
    order: Order,
    /// The settings on their way.
    cells: Vec<usize>,
    particles: Box<dyn Particles>,
    /// Where they are: x of all, then y of all.
    places: Vec<f64>,
    /// Of each, since which update it is where it should be.
    since: [Option<u32>; BLOCK],
    outcomes: Vec<Outcome>,
    values: Vec<f64>,
    steps: Vec<u32>,
    done: usize,
}

/// What is to be reached.
enum Target {
    /// One of the known minima.
    Near(Minima),
    /// A value of f.
    Below(f64),
}

impl Sweep {
    /// A map of the first `updates` from the document's start: a column for each learning rate, a row for each value of
    /// another hyper-parameter, if there is one. To be reached is an f `below`, else a known minimum.
    pub fn new(
        motion: Motion,
        lr: Axis,
        other: Option<(&str, Axis)>,
        updates: u32,
        below: Option<f64>,
    ) -> Result<Sweep, Error> {
        lr.check(&motion.optimizer, "lr")?;
        if let &Some((name, ref axis)) = &other {
            if !motion.others.iter().any(|known| known == name) {
                let known = motion.others.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
                return Err(Error::at(name, Code::UnknownField.with([name, &known])));
            }
            axis.check(&motion.optimizer, name)?;
        }
        let [columns, rows] = [lr.count, other.as_ref().map_or(1, |(_, axis)| axis.count)];
        let minima = || Minima::new(&motion.surface, motion.near());
        let cells = columns * rows;
        Ok(Sweep {
            target: below.map_or_else(|| Target::Near(minima()), Target::Below),
            lr,
            other: other.map(|(name, axis)| (name.to_owned(), axis)),
            updates,
            order: Order::new(columns, rows),
            cells: Vec::new(),
            particles: fan(&motion, &[]),
            places: Vec::new(),
            since: [None; BLOCK],
            outcomes: vec![Outcome::Unknown; cells],
            values: vec![0.0; cells],
            steps: vec![0; cells],
            done: 0,
            motion,
        })
    }

    /// Takes about so many updates, of all settings together; true while some are left. Each counts as in a basin map.
    pub fn advance(&mut self, budget: u32) -> bool {
        let mut left = budget as usize;
        loop {
            if self.cells.is_empty() && !self.begin() {
                return false;
            }
            if self.particles.t() == self.updates {
                self.end();
                continue;
            }
            if left == 0 {
                return true;
            }
            left = left.saturating_sub(self.cells.len() * self.motion.cost());
            self.particles.advance(1, None);
            self.look();
        }
    }

    /// From 0 to 1.
    pub fn progress(&self) -> f64 {
        let share = f64::from(self.particles.t()) / f64::from(self.updates.max(1));
        let all = self.values.len() as f64;
        if all > 0.0 { (self.done as f64 + self.cells.len() as f64 * share) / all } else { 1.0 }
    }

    /// Of each setting, row by row: what came of it. The first row has the first value of the second axis.
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// Of each setting that did not diverge: f at the end.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Of each setting that reached what was to be reached: after how many updates it was there for good.
    pub fn steps(&self) -> &[u32] {
        &self.steps
    }

    fn begin(&mut self) -> bool {
        self.cells.extend(self.order.by_ref().take(self.motion.at_once(BLOCK)));
        if self.cells.is_empty() {
            return false;
        }
        let values = |cell: usize| {
            let other = self.other.as_ref().map(|(name, axis)| (name.as_str(), axis.value(cell / self.lr.count)));
            [("lr", self.lr.value(cell % self.lr.count))].into_iter().chain(other).collect()
        };
        let settings: Vec<Vec<_>> = self.cells.iter().map(|&cell| values(cell)).collect();
        self.particles = fan(&self.motion, &settings);
        self.particles.start(&vec![self.motion.start; settings.len()]);
        self.since = [None; BLOCK];
        self.look();
        true
    }

    fn points(&self) -> impl ExactSizeIterator<Item = [f64; 2]> + use<'_> {
        let (x, y) = self.places.split_at(self.places.len() / 2);
        x.iter().zip(y).map(|(x, y)| [*x, *y])
    }

    /// Notes which settings are where they should be.
    fn look(&mut self) {
        self.places.clear();
        [0, 1].iter().for_each(|&array| self.particles.copy(array, &mut self.places));
        let mut there = [false; BLOCK];
        match &self.target {
            Target::Near(minima) => {
                there.iter_mut().zip(self.points()).for_each(|(there, point)| *there = minima.at(point).is_some());
            }
            Target::Below(most) => {
                let mut each = there.iter_mut();
                self.motion.surface.values(self.points(), |value| {
                    each.next().into_iter().for_each(|there| *there = value < *most);
                });
            }
        }
        let t = self.particles.t();
        for (since, there) in self.since.iter_mut().zip(there) {
            *since = since.or(Some(t)).filter(|_| there);
        }
    }

    fn end(&mut self) {
        let [x, y] = self.motion.start;
        let valued = self.motion.surface.value(x, y).is_finite();
        let mut values = Vec::new();
        self.motion.surface.values(self.points(), |value| values.push(value));
        let finite = self.particles.finite();
        for (((&cell, value), finite), since) in self.cells.iter().zip(values).zip(finite).zip(self.since) {
            self.outcomes[cell] = if valued && finite && value.is_finite() {
                (self.values[cell], self.steps[cell]) = (value, since.unwrap_or(0));
                if since.is_some() { Outcome::Reached } else { Outcome::Missed }
            } else {
                Outcome::Diverged
            };
        }
        self.done += self.cells.len();
        self.cells.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Experiment;
    use crate::number::print;
    use crate::session::{Session, Status};

    fn axis(from: f64, to: f64, count: usize, log: bool) -> Axis {
        Axis { from, to, count, log }
    }

    /// A document of what is minimised, an optimizer, and the rest.
    fn document(surface: &str, optimizer: &str, beside: &str, rest: &str) -> Experiment {
        let task = format!(r#"{{"surface":{{{surface},"start":[-1,2.5],"steps":80}}}}"#);
        Experiment::parse(&format!(r#"{{"task":{task},"runs":[{{"optimizer":{optimizer}{beside}}}]{rest}}}"#)).unwrap()
    }

    const HIMMELBLAU: &str = r#""f":"himmelblau""#;
    const BOWL: &str = r#""f":"bowl""#;

    #[test]
    fn each_setting_ends_with_the_bits_of_a_session_with_it() {
        let rule = r#"{"text":"param lr = 0.1, keep = 0.5\nstate v\nv = keep*v - lr*grad(w + keep*v)\nw = w + v""#;
        let mut outcomes = [0; 4];
        let data = r#""data":{"line":{"samples":40}},"batch":7"#;
        let changes = r#","changes":[{"at":20,"set":{"/clip":30}},{"at":30,"set":{"/optimizer/momentum/lr":0.01}},{"at":50,"set":{"/optimizer":"gd"}}]"#;
        for (surface, key, fields, name, from, to, beside, rest, below) in [
            (HIMMELBLAU, "adam", "{", "beta2", 0.5, 0.999, "", "", None),
            (
                HIMMELBLAU,
                "momentum",
                "{",
                "momentum",
                0.0,
                0.99,
                r#","schedule":"cosine","warmup":5,"clip":9"#,
                "",
                None,
            ),
            (HIMMELBLAU, "radam", r#"{"beta2":0.9"#, "eps", 1e-9, 1e-2, "", "", Some(1.5)),
            (HIMMELBLAU, "written", rule, "keep", -0.2, 1.5, "", "", None),
            // each by itself: noise, a plateau, changes, rows
            (r#""f":"himmelblau","noise":2"#, "written", rule, "keep", -0.2, 1.5, "", "", Some(0.9)),
            (HIMMELBLAU, "adam", "{", "beta1", 0.5, 0.99, r#","schedule":{"plateau":{"patience":1}}"#, "", None),
            (HIMMELBLAU, "momentum", "{", "momentum", 0.0, 0.99, "", changes, Some(40.0)),
            (data, "momentum", "{", "momentum", 0.0, 0.99, "", "", None),
        ] {
            let axes = [axis(0.003, 3.0, 7, true), axis(from, to, 6, name == "eps")];
            let text = format!(r#"{{"{key}":{fields}}}}}"#);
            let motion = Motion::new(&document(surface, &text, beside, rest), 0).unwrap();
            let near = motion.near();
            let [rates, values] = axes.clone();
            let mut sweep = Sweep::new(motion, rates, Some((name, values)), 80, below).unwrap();
            let mut progress = 0.0;
            while sweep.advance(1000) {
                assert!(sweep.progress() > progress);
                progress = sweep.progress();
            }
            assert_eq!(sweep.progress(), 1.0);
            for cell in 0..42 {
                let comma = if fields == "{" { "" } else { "," };
                let [lr, x] = [axes[0].value(cell % 7), axes[1].value(cell / 7)].map(print);
                let optimizer = format!(r#"{{"{key}":{fields}{comma}"lr":{lr},"{name}":{x}}}}}"#);
                let mut session = Session::new(&document(surface, &optimizer, beside, rest)).unwrap();
                session.step(80);
                let track = &session.tracks()[0];
                let outcome = sweep.outcomes()[cell];
                outcomes[outcome as usize] += 1;
                if track.status != Status::Done {
                    assert!(outcome == Outcome::Diverged && sweep.values()[cell] == 0.0);
                    continue;
                }
                assert_eq!(sweep.values()[cell].to_bits(), track.loss[80].to_bits(), "{optimizer}");
                let by_value = |most: f64| {
                    let above = track.loss.iter().rposition(|&loss| loss >= most).map_or(0, |step| step as u32 + 1);
                    (above <= 80).then_some(above)
                };
                let steps = below.map_or_else(|| track.arrival(near).map(|(_, steps)| steps), by_value);
                assert_eq!((outcome == Outcome::Reached, sweep.steps()[cell]), (steps.is_some(), steps.unwrap_or(0)));
            }
        }
        assert!(outcomes[0] == 0 && outcomes[1..].iter().all(|&count| count > 5), "{outcomes:?}");
    }

    #[test]
    fn an_axis_meets_both_its_ends_and_the_values_between_are_even() {
        let values = |axis: Axis| (0..axis.count).map(|i| axis.value(i)).collect::<Vec<_>>();
        assert_eq!(values(axis(1.0, 2.0, 5, false)), [1.0, 1.25, 1.5, 1.75, 2.0]);
        let logs = values(axis(1e-3, 10.0, 5, true));
        assert!(logs[0] == 1e-3 && logs[4] == 10.0 && (logs[2] - 0.1).abs() < 1e-15, "{logs:?}");
        assert_eq!(values(axis(7.0, 9.0, 1, true)), [7.0]);
    }

    #[test]
    fn without_another_hyper_parameter_there_is_one_row() {
        let motion = Motion::new(&document(BOWL, r#""gd""#, "", ""), 0).unwrap();
        let mut sweep = Sweep::new(motion, axis(0.1, 2.0, 40, false), None, 80, None).unwrap();
        assert!(!sweep.advance(u32::MAX));
        // the limit is 1
        assert!(sweep.steps()[..18].iter().all(|steps| (1..=80).contains(steps)));
        assert_eq!((sweep.outcomes()[17], sweep.outcomes()[19]), (Outcome::Reached, Outcome::Missed));
    }

    #[test]
    fn what_no_setting_may_have_is_an_error() {
        let motion = || Motion::new(&document(BOWL, r#""adam""#, "", ""), 0).unwrap();
        let lr = axis(0.1, 1.0, 3, true);
        for (lr, name, values, code) in [
            (lr.clone(), "momentum", axis(0.0, 0.5, 3, false), Code::UnknownField),
            (lr.clone(), "lr", axis(0.0, 0.5, 3, false), Code::UnknownField),
            (lr.clone(), "beta1", axis(0.0, 1.0, 3, false), Code::OutOfRange),
            (lr.clone(), "beta1", axis(0.0, 0.9, 3, true), Code::OutOfRange),
            (axis(-1.0, 1.0, 3, false), "beta1", axis(0.0, 0.9, 3, false), Code::OutOfRange),
        ] {
            let error = Sweep::new(motion(), lr, Some((name, values)), 9, None).err().unwrap();
            assert_eq!(error.reason.code, code, "{error}");
        }
    }
}
