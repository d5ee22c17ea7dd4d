//! One update of a run, worked through: what each line of the rule's text gave, with the very bits of the path.

use super::Track;
use super::walk::{Desk, Walk};
use crate::experiment::Setting;
use crate::formula::{Rule, Values, clipped};
use std::ops::RangeInclusive;
use std::rc::Rc;

/// An update with all its numbers.
#[derive(Clone, Debug)]
pub struct Worked {
    /// The rule's own time: it counts from the change that began the rule.
    pub t: u32,
    /// The learning rate, scheduled.
    pub lr: f64,
    /// The point before and after.
    pub point: [[f64; 2]; 2],
    /// The names of the state vectors, and each before and after.
    pub state: Vec<(String, [[f64; 2]; 2])>,
    /// The gradients that were asked for, in the order of the text.
    pub gradients: Vec<Seen>,
    /// Whether gradients are shortened where they are too long.
    pub clips: bool,
    /// The rule, compiled: its lines.
    pub rule: Rc<Rule>,
    /// What its lines gave.
    pub values: Values,
}

/// A gradient of an update.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// Where it was asked for.
    pub at: [f64; 2],
    /// Of the update's batch, with its noise.
    pub raw: [f64; 2],
    /// As the rule was given it: clipped.
    pub given: [f64; 2],
}

impl Track {
    /// The update that led to `step`, worked through; none at the start, and where the run did not come so far.
    pub fn worked(&self, step: u32) -> Option<Worked> {
        let mut found = None;
        self.each_worked(step..=step, &mut |_, worked| found = Some(worked));
        found
    }

    /// Likewise of each of these steps, as far as the run came.
    pub fn each_worked(&self, steps: RangeInclusive<u32>, each: &mut dyn FnMut(u32, Worked)) {
        let (first, last) = ((*steps.start()).max(1), (*steps.end()).min(self.steps()));
        let Some((mut walk, mut desk)) = self.before(first).filter(|_| first <= last) else { return };
        let mut text = Text::new(walk.setting(&self.course));
        for step in first..=last {
            let Some(lines) = &text else { return };
            each(step, self.work(&mut walk, &mut desk, lines));
            if walk.changes(&self.course, &mut desk) {
                text = Text::new(walk.setting(&self.course));
            }
        }
    }

    /// An update from nowhere by each rule that the run has in turn: for the names of its numbers.
    pub fn blanks(&self) -> Vec<Worked> {
        let texts = self.course.route.settings.iter().filter_map(|(_, setting)| Text::new(setting));
        let blank = |text: Text| {
            let state = vec![[0.0; 2]; text.rule.state.len()];
            text.worked((0, 0.0), ([0.0; 2], &state), ([0.0; 2], &state), &mut |_| [0.0; 2])
        };
        texts.map(blank).collect()
    }

    /// Takes the next update, and its text beside it.
    fn work(&self, walk: &mut Walk, desk: &mut Desk, text: &Text) -> Worked {
        let (point, state) = (walk.w, walk.slots.clone());
        let lr = walk.update(&self.course, desk).lr;
        let walk = &*walk;
        let mut gradient = |at| walk.gradient(&self.course, desk, at);
        text.worked((walk.way.t - walk.way.began, lr), (point, &state), (walk.w, &walk.slots), &mut gradient)
    }
}

/// A rule's text as a run has it.
struct Text {
    rule: Rc<Rule>,
    /// The hyper-parameters without lr.
    others: Vec<f64>,
    clip: Option<f64>,
}

impl Text {
    /// None for a rule that does not compile, which no document has.
    fn new(setting: &Setting) -> Option<Text> {
        let (rule, others) = setting.run.optimizer.rule().ok()?;
        Some(Text { rule: Rc::new(rule), others, clip: setting.run.clip })
    }

    /// What its lines make of a point and a state, beside what the update has made of them.
    fn worked(
        &self,
        (t, lr): (u32, f64),
        (point, state): ([f64; 2], &[[f64; 2]]),
        (next, changed): ([f64; 2], &[[f64; 2]]),
        gradient: &mut dyn FnMut([f64; 2]) -> [f64; 2],
    ) -> Worked {
        let mut gradients = Vec::new();
        let values = self.rule.values((t, lr, &self.others), point, state, &mut |at| {
            let raw = gradient(at);
            let given = self.clip.map_or(raw, |most| clipped(raw, most));
            gradients.push(Seen { at, raw, given });
            given
        });
        let pairs = state.iter().zip(changed).map(|(before, after)| [*before, *after]);
        let state = self.rule.state.iter().cloned().zip(pairs).collect();
        let (clips, rule) = (self.clip.is_some(), self.rule.clone());
        Worked { t, lr, point: [point, next], state, gradients, clips, rule, values }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Experiment;
    use crate::fields::{Choice, Form, Slot};
    use crate::optimizer::Optimizer;
    use crate::session::Session;

    fn session(text: &str) -> Session {
        let mut session = Session::new(&Experiment::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"))).unwrap();
        while session.step(1000) {}
        session
    }

    /// Every update of every run: what the lines gave is what the path, the state and the curves have, bit for bit.
    fn is_what_the_run_did(text: &str) -> usize {
        let (session, mut count) = (session(text), 0);
        for track in session.tracks() {
            let mut asked = 0;
            let so_far = track.evaluations_so_far();
            track.each_worked(1..=u32::MAX, &mut |step, worked| {
                let k = step as usize;
                let said = format!("{text}: {}, step {step}", track.optimizer.label());
                assert_eq!(worked.point.as_flattened(), &track.path[2 * k - 2..2 * k + 2], "{said}");
                assert_eq!(worked.lr, track.lr[k - 1], "{said}");
                let moment = track.moment(step).unwrap();
                let last = |name: &str| worked.rule.lines().iter().rev().find(|line| line.name == name).unwrap();
                assert_eq!(worked.values.of(last("w")), worked.point[1], "{said}");
                for ((name, [_, after]), (own, expected)) in worked.state.iter().zip(&moment.state) {
                    assert_eq!((name, after), (own, expected), "{said}");
                    assert_eq!(worked.values.of(last(name)), *expected, "{said}");
                }
                assert_eq!(worked.state.len(), moment.state.len(), "{said}");
                assert_eq!(Some(worked.gradients[0].raw), moment.gradient, "{said}");
                let [x, y] = worked.gradients[0].raw;
                assert_eq!(libm::hypot(x, y), track.gradient_norm[k - 1], "{said}");
                asked += worked.gradients.len();
                assert_eq!(so_far[k], asked as f64, "{said}");
                count += 1;
            });
            assert_eq!(asked, track.evaluations as usize, "{text}");
        }
        assert_eq!(count, session.tracks().iter().map(|track| track.steps() as usize).sum());
        count
    }

    /// All optimizers of the library, and a rule with more gradients than one.
    fn runs(beside: &str) -> String {
        let own = r#"{"written":{"text":"param k = 2, lr = 0.05\nstate a\nh = k/4\nb = grad(w - lr*g)*h\na = 0.5*a + b\nw = w - lr*a"}}"#;
        let keys = Optimizer::all().map(|one| one.write(Form::Canonical).unwrap().canonical());
        let all = keys.chain([own.to_owned(), r#"{"adam":{"lr":0.1,"bias_correction":false}}"#.into()]);
        all.map(|optimizer| format!(r#"{{"optimizer":{optimizer}{beside}}}"#)).collect::<Vec<_>>().join(",")
    }

    #[test]
    fn every_optimizers_lines_give_the_path_bit_for_bit() {
        let bent = r#""f":"himmelblau(x, y)/20","start":[0.5,-1],"steps":300"#;
        let rows = r#""data":{"line":{"samples":50}},"steps":70"#;
        for (task, beside) in [
            (bent, ""),
            (bent, r#","schedule":"cosine","warmup":20,"clip":3"#),
            (rows, r#","with":{"batch":7},"schedule_per":"epoch","schedule":"step""#),
            (r#""data":{"line":{"samples":50}},"batch":7,"noise":0.5,"steps":70"#, r#","clip":0.5"#),
        ] {
            let text = format!(r#"{{"task":{{"surface":{{{task}}}}},"runs":[{}]}}"#, runs(beside));
            assert!(is_what_the_run_did(&text) > 1000, "{text}");
        }
    }

    #[test]
    fn changes_are_seen_by_the_updates_after_them() {
        let change = |at: u32, set: &str| format!(r#"{{"run":0,"at":{at},"set":{{{set}}}}}"#);
        let changes = [
            change(0, r#""/clip":1"#),
            change(5, r#""/optimizer/adam/lr":0.3"#),
            change(64, r#""/optimizer":"nesterov""#),
            change(70, r#""/with/batch":3,"/clip":0.1"#),
            change(90, r#""/optimizer":{"written":{"text":"w = w - lr*(g + grad(w - lr*g))/2"}}"#),
            change(95, r#""/with/noise":0.5"#),
        ];
        let text = format!(
            r#"{{"task":{{"surface":{{"data":{{"line":{{"samples":20}}}},"steps":130}}}},"runs":[{{"optimizer":"adam"}}],"changes":[{}]}}"#,
            changes.join(",")
        );
        assert_eq!(is_what_the_run_did(&text), 130);
        let session = session(&text);
        let [track] = session.tracks() else { panic!() };
        // Nesterov began after 64 updates, and with it its time
        let times = [64, 65, 90, 91].map(|step| track.worked(step).unwrap().t);
        assert_eq!(times, [64, 1, 26, 1]);
        assert!(track.worked(0).is_none() && track.worked(131).is_none());
    }

    #[test]
    fn a_clipped_gradient_is_said_as_it_was_and_as_it_was_given() {
        let text = r#"{"task":{"surface":{"f":"x^2 + y^2","start":[3,-4],"steps":1}},"runs":[{"clip":5}]}"#;
        let worked = session(text).tracks()[0].worked(1).unwrap();
        assert_eq!(worked.gradients, [Seen { at: [3.0, -4.0], raw: [6.0, -8.0], given: [3.0, -4.0] }]);
        assert!(worked.clips);
    }

    #[test]
    fn the_nearest_minimum_may_be_another_after_every_update() {
        let text = r#"{"task":{"surface":{"f":"himmelblau","start":[3,2],"steps":1}}}"#;
        let still = session(text);
        assert_eq!(still.tracks()[0].distances(), [0.0, 0.0]);
        let far = session(
            r#"{"task":{"surface":{"f":"x^2 + (y - 1)^2","start":[3,5],"steps":1}},"runs":[{"optimizer":{"gd":{"lr":0.5}}}]}"#,
        );
        assert_eq!(far.tracks()[0].distances(), [5.0, 0.0]);
        assert_eq!(session(r#"{"task":{"surface":{"f":"sin(x)*y","steps":1}}}"#).tracks()[0].distances(), [0.0; 0]);
    }
}
