//! Where a run can be seen again: as many of its epochs as a bound of memory allows, evenly spread.

use super::walk::Walk;

/// Walks at the ends of epochs.
#[derive(Debug)]
pub(super) struct Snapshots {
    every: u32,
    most: usize,
    kept: Vec<(u32, Walk)>,
}

/// What one run may keep, in bytes.
const BYTES: usize = 16 << 20;
const MOST: usize = 1024;

impl Snapshots {
    /// Of a run that is shown; of others nothing is kept.
    pub(super) fn new(walk: &Walk, shown: bool) -> Snapshots {
        let each = 4 * (walk.w.len() + walk.state.len()) + 256;
        // of the largest networks the start and the newest
        let most = if shown { (BYTES / each).clamp(2, MOST) } else { 0 };
        Snapshots { every: 1, most, kept: Vec::new() }
    }

    /// Keeps an epoch's end, if it is one of those that are kept; in place of the same.
    pub(super) fn keep(&mut self, epoch: u32, walk: &Walk) {
        if self.most == 0 || !epoch.is_multiple_of(self.every) {
            return;
        }
        if self.kept.last().is_some_and(|(last, _)| *last == epoch) {
            self.kept.pop();
        }
        self.kept.push((epoch, walk.folded()));
        while self.kept.len() > self.most {
            self.every = self.every.saturating_mul(2);
            let every = self.every;
            self.kept.retain(|(epoch, _)| epoch.is_multiple_of(every));
        }
    }

    /// The epochs that are kept.
    pub(super) fn epochs(&self) -> impl Iterator<Item = u32> {
        self.kept.iter().map(|(epoch, _)| *epoch)
    }

    /// The same with how it was then.
    pub(super) fn all(&self) -> impl DoubleEndedIterator<Item = (u32, &Walk)> {
        self.kept.iter().map(|(epoch, walk)| (*epoch, walk))
    }

    /// The last that is kept up to an epoch, to go on from; what came later is kept no more.
    pub(super) fn back(&mut self, epoch: u32) -> Option<(u32, Walk)> {
        self.kept.retain(|(kept, _)| *kept <= epoch);
        self.kept.last().map(|(epoch, walk)| (*epoch, walk.unfolded()))
    }

    /// The last that is kept up to an epoch.
    pub(super) fn before(&self, epoch: u32) -> Option<(u32, &Walk)> {
        let place = self.kept.partition_point(|(kept, _)| *kept <= epoch).checked_sub(1)?;
        self.kept.get(place).map(|(epoch, walk)| (*epoch, walk))
    }
}
