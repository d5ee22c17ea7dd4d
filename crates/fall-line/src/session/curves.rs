//! What curves are drawn of and against, beside what a run records.

use super::Track;

impl Track {
    /// How far from the nearest known minimum the run was after each update; empty where no minimum is known.
    pub fn distances(&self) -> Vec<f64> {
        let minima = self.course.surface.minima();
        let nearest = |at: &[f64]| {
            let away = minima.iter().map(|[x, y]| libm::hypot(at[0] - x, at[1] - y));
            away.fold(f64::INFINITY, |least, far| if far < least { far } else { least })
        };
        if minima.is_empty() { Vec::new() } else { self.path.chunks_exact(2).map(nearest).collect() }
    }

    /// How many gradients it had asked for after each update.
    pub fn evaluations_so_far(&self) -> Vec<f64> {
        let asked = |optimizer: &crate::optimizer::Optimizer| optimizer.rule().map_or(1, |(rule, _)| rule.gradients());
        let mut settings =
            self.course.route.settings.iter().map(|(at, setting)| (*at, &setting.run.optimizer)).peekable();
        let (mut all, mut each, mut sum) = (Vec::new(), 0, 0);
        for step in 0..self.loss.len() as u32 {
            if step > 0 {
                sum += each;
            }
            all.push(sum as f64);
            // a change takes hold after its update
            while let Some((_, optimizer)) = settings.next_if(|(at, _)| *at <= step) {
                each = asked(optimizer);
            }
        }
        all
    }
}
