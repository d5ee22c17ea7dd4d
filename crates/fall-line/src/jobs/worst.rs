//! The rows that cost most.

use crate::network::Network;
use crate::training::{Lesson, Probe};
use std::rc::Rc;

/// The losses of a part's rows, of which the largest are kept.
pub struct Worst {
    /// Rows with their losses, the worst first, of equals the first; infinite is what is no number too.
    pub found: Vec<(u32, f32)>,
    most: usize,
    part: usize,
    next: usize,
    w: Vec<f32>,
    lesson: Rc<Lesson>,
    network: Network,
}

impl Worst {
    /// The worst rows of a part (to train on, for choosing, for the test), `most` of them.
    pub fn new(probe: &Probe<'_>, part: usize, most: usize) -> Worst {
        let lesson = probe.lesson().clone();
        let network = Network::new(&lesson.shape, lesson.loss);
        Worst { found: Vec::new(), most, part, next: 0, w: probe.weights().to_vec(), lesson, network }
    }

    /// Looks at some more rows; true while there are more.
    pub fn advance(&mut self, rows: usize) -> bool {
        let all = self.lesson.parts.get(self.part).map_or(&[][..], Vec::as_slice);
        let rest = all.get(self.next..).unwrap_or_default();
        let some = rest.get(..rows).unwrap_or(rest);
        let losses = self.network.losses(&self.w, &self.lesson.samples(), some);
        for (&row, loss) in some.iter().zip(losses) {
            let loss = if loss.is_finite() { loss } else { f32::INFINITY };
            let place = self.found.partition_point(|(_, other)| *other >= loss);
            if place < self.most {
                self.found.insert(place, (row, loss));
                self.found.truncate(self.most);
            }
        }
        self.next += some.len();
        self.next < all.len()
    }

    /// Rows done, and all of them.
    pub fn progress(&self) -> [usize; 2] {
        [self.next, self.lesson.parts.get(self.part).map_or(0, Vec::len)]
    }
}
