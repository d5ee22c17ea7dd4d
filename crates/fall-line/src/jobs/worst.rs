//! The rows that cost most.

use crate::training::Learner;

/// Rows of a part (to train on, for choosing, for the test) with their losses, the worst first, `most` of them.
pub fn worst(learner: &mut Learner, part: usize, most: usize) -> Vec<(u32, f32)> {
    let mut found: Vec<(u32, f32)> = Vec::new();
    let rows = learner.lesson().parts.get(part).cloned().unwrap_or_default();
    for (number, some) in rows.chunks(1024).enumerate() {
        let losses = learner.losses(part, number * 1024, 1024);
        for (&row, loss) in some.iter().zip(losses) {
            // of equals the first
            let place = found.partition_point(|(_, other)| *other >= loss);
            if place < most {
                found.insert(place, (row, loss));
                found.truncate(most);
            }
        }
    }
    found
}
