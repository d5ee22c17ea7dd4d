//! What moves a point: a surface's slope, and a run without its start.

use super::march::March;
use crate::error::Error;
use crate::experiment::{Experiment, Setting};
use crate::fields::{Choice, Field, Path};
use crate::formula::Precision;
use crate::json::Json;
use crate::optimizer::Optimizer;
use crate::session::walk::Course;
use crate::surface::Surface;
use std::rc::Rc;

/// A run as it goes from any start.
#[derive(Clone, Debug)]
pub struct Motion {
    /// What it goes down on.
    pub surface: Rc<Surface>,
    /// How many updates the document asks for.
    pub updates: u32,
    /// Where the document starts it.
    pub start: [f64; 2],
    /// Its rule, before any change.
    pub(super) optimizer: Optimizer,
    /// The hyper-parameters without lr, in the rule's order.
    pub(super) others: Vec<String>,
    /// The part of the plane that is shown by default.
    domain: [f64; 4],
    way: Way,
}

/// How points go.
#[derive(Clone, Debug)]
enum Way {
    /// In one stride, which takes all that changes from step to step to be shared, and to be a formula's.
    Together(Rc<March>),
    /// Each like a session from there: a plateau hears a point's own loss; rows, noise and changes are no formula's.
    Apart(Box<Apart>),
}

#[derive(Clone, Debug)]
struct Apart {
    experiment: Experiment,
    number: usize,
    /// What an update costs, where one that is taken together costs 1.
    cost: usize,
}

/// Ends belong to a minimum within this share of the diagonal of the part of the plane that the surface is shown in by
/// default: of a map that looks closer, too, so that what a pixel says does not depend on what is shown around it.
const NEAR: f64 = 0.005;

/// What an update that is taken apart costs beside its rows.
const APART: usize = 8;

/// What an update of all points that are on their way at once may cost: it is never cut, and nor is what is done where
/// they end, which takes far longer.
const AT_ONCE: usize = 1 << 13;

impl Motion {
    /// The motion of a run, by its number.
    pub fn new(experiment: &Experiment, number: usize) -> Result<Motion, Error> {
        let plan = experiment.plan(number)?;
        let (task, _) = experiment.surface()?;
        let shared = task.surface(experiment.seed.data, &experiment.given)?;
        let start = plan.task.start.unwrap_or(task.start(&shared));
        let f = plan.task.formula();
        let surface = if f == task.formula() { shared } else { shared.beside(f, &experiment.given)? };
        // there is always the first
        let Setting { run, noise, .. } = &plan.settings[0].1;
        let (rule, _) = run.optimizer.rule()?;
        let together = *noise == 0.0 && run.schedule.key() != "plateau" && plan.settings.len() == 1;
        let way = match surface.gradient().filter(|_| together) {
            Some(slope) => Way::Together(Rc::new(March::new(slope, run, plan.task.steps)?)),
            None => Way::Apart(Box::new(Apart {
                experiment: experiment.clone(),
                number,
                cost: APART + surface.rows() * plan.gradients(),
            })),
        };
        Ok(Motion {
            updates: plan.task.steps,
            start,
            optimizer: run.optimizer.clone(),
            others: rule.params.into_iter().map(|(name, _)| name).filter(|name| name != "lr").collect(),
            domain: plan.task.natural().map_or(surface.domain(start), |natural| natural.domain),
            way,
            surface: Rc::new(surface),
        })
    }

    /// How near a minimum its own ends are.
    pub fn near(&self) -> f64 {
        let [x0, x1, y0, y1] = self.domain;
        NEAR * libm::hypot(x1 - x0, y1 - y0)
    }

    /// Whether points go in one stride; else each by itself, in f64.
    pub fn together(&self) -> bool {
        self.march().is_some()
    }

    /// As a WebAssembly module, where points can go together.
    pub fn kernel(&self, precision: Precision) -> Option<Vec<u8>> {
        self.march().map(|march| march.kernel(precision))
    }

    /// What points share that go together.
    pub(super) fn march(&self) -> Option<&Rc<March>> {
        match &self.way {
            Way::Together(march) => Some(march),
            Way::Apart(_) => None,
        }
    }

    /// What a point's update costs of a budget: 1, and where points go each by itself more with every row.
    pub(super) fn cost(&self) -> usize {
        match &self.way {
            Way::Together(_) => 1,
            Way::Apart(apart) => apart.cost,
        }
    }

    /// How many points of `most` may be on their way at once.
    pub(super) fn at_once(&self, most: usize) -> usize {
        most.min(AT_ONCE / self.cost()).max(1)
    }

    /// The course of points that go each by itself: the run's own, or with these values of hyper-parameters, as if the
    /// document had them. None where points go together.
    pub(super) fn course(&self, values: &[(&str, f64)]) -> Option<Course> {
        let Way::Apart(apart) = &self.way else { return None };
        let Apart { experiment, number, .. } = &**apart;
        let mut optimizer = self.optimizer.clone();
        let json = Json::object(values.iter().map(|&(name, x)| (name, Json::Number(x))).collect::<Vec<_>>());
        // whoever gives values has checked them
        optimizer.slot_mut().read(&json, &Field::new("", ""), &mut Path::default()).ok()?;
        let plan = experiment.plan_with(*number, optimizer).ok()?;
        Some(Course::new(&plan, &experiment.seed, self.surface.clone(), self.start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Session;

    #[test]
    fn a_run_starts_where_its_session_does() {
        for surface in
            [r#"{"f":"himmelblau"}"#, r#"{"f":"himmelblau","start":[1,2]}"#, r#"{"data":{"line":{"samples":9}}}"#]
        {
            let own = r#"[{},{"with":{"f":"x^2 + 3*y^2"}},{"with":{"start":[2,1]}}]"#;
            let text = format!(r#"{{"task":{{"surface":{surface}}},"runs":{own}}}"#);
            let experiment = Experiment::parse(&text).unwrap();
            let session = Session::new(&experiment).unwrap();
            for (number, track) in session.tracks().iter().enumerate() {
                let motion = Motion::new(&experiment, number).unwrap();
                assert_eq!(motion.start, track.path[..2], "{surface} {number}");
                assert_eq!(motion.surface.value(1.5, 2.5), track.surface().value(1.5, 2.5), "{surface} {number}");
                let [x0, x1, y0, y1] = session.domain();
                // a formula of its own is shown elsewhere when alone
                assert!(number == 1 || motion.near() == NEAR * libm::hypot(x1 - x0, y1 - y0), "{surface}");
            }
        }
        let error = Motion::new(&Experiment::parse(r#"{"task":{"surface":{}}}"#).unwrap(), 1).unwrap_err();
        assert_eq!(error.path, "runs[1]");
    }
}
