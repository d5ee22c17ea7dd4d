//! Points that go each by itself, with exactly a session's updates.

use super::swarm::{Kernel, Particles};
use crate::session::walk::{Course, Desk, Walk};

/// Points on their way. One that a session would call diverged has no place any more, and goes no further.
pub(super) struct Walkers {
    /// Of each point; the last is that of all further ones, too.
    courses: Vec<Course>,
    walks: Vec<Walk>,
    desk: Desk,
    t: u32,
}

impl Walkers {
    pub(super) fn new(courses: Vec<Course>) -> Walkers {
        Walkers { courses, walks: Vec::new(), desk: Desk::default(), t: 0 }
    }
}

/// Whether it goes on.
fn has_place(walk: &Walk) -> bool {
    walk.w.iter().all(|x| x.is_finite())
}

/// Where a session would have ended.
fn lose(walk: &mut Walk) {
    walk.w = [f64::NAN; 2];
}

impl Particles for Walkers {
    fn start(&mut self, points: &[[f64; 2]]) {
        (self.t, self.desk) = (0, Desk::default());
        self.walks.clear();
        let Walkers { courses, walks, desk, .. } = self;
        let last = courses.len().saturating_sub(1);
        for (number, point) in points.iter().enumerate() {
            let Some(course) = courses.get_mut(if number < last { number } else { last }) else { return };
            course.start = *point;
            let mut walk = Walk::new(course);
            if !walk.loss(course, desk).is_finite() {
                lose(&mut walk);
            }
            walks.push(walk);
        }
    }

    fn advance(&mut self, n: u32, _: Option<&mut Kernel<'_>>) {
        let Walkers { courses, walks, desk, t } = self;
        // all take an update before any takes the next: the desk is for one rule, and changes come to all at once
        for _ in 0..n {
            *t += 1;
            let courses = courses.iter().chain(courses.last().into_iter().cycle());
            for (walk, course) in walks.iter_mut().zip(courses).filter(|(walk, _)| has_place(walk)) {
                walk.changes(course, desk);
                let update = walk.update(course, desk);
                // what a session looks at
                let numbers = [update.lr, update.loss, update.norm];
                if !walk.slots.iter().flatten().chain(&numbers).all(|x| x.is_finite()) {
                    lose(walk);
                }
            }
        }
    }

    fn t(&self) -> u32 {
        self.t
    }

    fn count(&self) -> usize {
        self.walks.len()
    }

    /// Changes may bring other state.
    fn arrays(&self) -> usize {
        2 + 2 * self.walks.iter().map(|walk| walk.slots.len()).max().unwrap_or(0)
    }

    fn copy(&self, array: usize, to: &mut Vec<f64>) {
        let [slot, coordinate] = [array / 2, array % 2];
        to.extend(self.walks.iter().map(|walk| match slot {
            _ if !has_place(walk) => f64::NAN,
            0 => walk.w[coordinate],
            _ => walk.slots.get(slot - 1).map_or(f64::NAN, |slot| slot[coordinate]),
        }));
    }

    fn finite(&self) -> Vec<bool> {
        self.walks.iter().map(has_place).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::experiment::Experiment;
    use crate::formula::Precision;
    use crate::map::{Motion, swarm};
    use crate::session::{Session, Status};

    const STARTS: [[f64; 2]; 4] = [[0.1, -0.3], [-4.0, 2.5], [3.0, 2.0], [1.25, 40.0]];

    #[test]
    fn each_point_goes_with_the_bits_of_a_session_from_there_and_ends_where_that_diverges() {
        let (mut done, mut diverged) = (0, 0);
        for (surface, runs) in [
            (r#""f":"himmelblau","noise":3"#, r#"[{"optimizer":{"nesterov":{"lr":0.003}},"clip":50}]"#),
            (r#""f":"himmelblau""#, r#"[{"optimizer":{"gd":{"lr":0.02}},"schedule":{"plateau":{"patience":1}}}]"#),
            (
                r#""data":{"logistic":{"samples":70}},"batch":9"#,
                r#"[{"optimizer":{"radam":{"lr":0.1}},"schedule":"cosine","schedule_per":"epoch","warmup":2}]"#,
            ),
            (
                r#""f":"(x*u)^4 + y^2","data":{"columns":{"u":[0.1,0.2,0.3]}},"batch":1"#,
                r#"[{"optimizer":{"gd":{"lr":0.1}}},{"optimizer":"adam","with":{"f":"x^2 + y^2*u"}}]"#,
            ),
            // one leap, to where there is no value, or from there to where there is one
            (
                r#""f":"log(x) + y/9","noise":0.001"#,
                r#"[{"optimizer":{"gd":{"lr":20}},"schedule":{"step":{"every":1,"factor":0}}}]"#,
            ),
            // rules of their own after one another, of which one has state and one has none
            (
                r#""f":"himmelblau""#,
                r#"[{"optimizer":{"written":{"text":"state a, b\na = g + grad(w - 0.001*a)\nb = a\nw = w - 0.004*b"}}}],"changes":[
                {"at":20,"set":{"/optimizer":{"written":{"text":"w = w - lr*tanh(g)"}}}},
                {"at":20,"set":{"/warmup":40}},{"at":30,"set":{"/optimizer":"adam"}},{"at":60,"set":{"/optimizer":"gd"}}]"#,
            ),
        ] {
            let sessions = STARTS.map(|[x, y]| {
                let task = format!(r#"{{"surface":{{{surface},"start":[{x},{y}],"steps":60}}}}"#);
                let text = format!(r#"{{"task":{task},"runs":{runs},"seed":3}}"#);
                let experiment = Experiment::parse(&text).unwrap();
                let mut session = Session::new(&experiment).unwrap();
                session.step(60);
                (experiment, session)
            });
            for (number, track) in sessions[0].1.tracks().iter().enumerate() {
                let motion = Motion::new(&sessions[0].0, number).unwrap();
                assert_eq!(motion.kernel(Precision::F64), None);
                let mut points = swarm(&motion, Precision::F32, 5);
                points.start(&[[9.0; 2]]);
                points.advance(25, None);
                points.start(&STARTS);
                [1, 13, 46].iter().for_each(|&n| points.advance(n, None));
                assert_eq!((points.t(), points.count()), (60, 4));
                let slots = track.moment(track.steps()).unwrap().state.len();
                assert_eq!(points.arrays(), 2 + 2 * slots, "{surface} {runs}");
                for (i, (_, session)) in sessions.iter().enumerate() {
                    let track = &session.tracks()[number];
                    let ended = track.status == Status::Done;
                    assert_eq!(points.finite()[i], ended, "{surface} {runs}");
                    *(if ended { &mut done } else { &mut diverged }) += 1;
                    let state = track.moment(60).map(|moment| moment.state).unwrap_or_default();
                    let expected = track.path.get(120..).into_iter().chain(state.iter().map(|(_, slot)| &slot[..]));
                    let mut expected: Vec<f64> = expected.flatten().copied().collect();
                    if !ended {
                        expected = vec![f64::NAN; 2 + 2 * slots];
                    }
                    for (array, expected) in expected.iter().enumerate() {
                        let mut numbers = vec![];
                        points.copy(array, &mut numbers);
                        let same = numbers[i].to_bits() == expected.to_bits() || numbers[i].is_nan() && !ended;
                        assert!(same, "{surface} {runs}: {array}");
                    }
                }
            }
        }
        assert!(done > 20 && diverged > 4, "{done} {diverged}");
    }
}
