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

impl Particles for Walkers {
    fn start(&mut self, points: &[[f64; 2]]) {
        (self.t, self.desk) = (0, Desk::default());
        self.walks.clear();
        let Walkers { courses, walks, .. } = self;
        let last = courses.len().saturating_sub(1);
        for (number, point) in points.iter().enumerate() {
            let course = courses.get_mut(if number < last { number } else { last });
            walks.extend(course.map(|course| {
                course.start = *point;
                Walk::new(course)
            }));
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
                let [gx, gy] = update.gradient;
                // what a session looks at
                let numbers = [update.lr, update.loss, libm::hypot(gx, gy)];
                if !walk.slots.iter().flatten().chain(&numbers).all(|x| x.is_finite()) {
                    walk.w = [f64::NAN; 2];
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
