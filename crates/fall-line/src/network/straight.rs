//! The passes of a small network, compiled by a host: when it is asked, and how it is called. The bits are those of the
//! engine's own passes, so each may go either way.

use super::lanes::Lanes;
use super::room::Room;
use super::{Layout, Loss, Shape};
use plan::Plan;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

mod page;
mod plan;

/// What a host has made of a module.
pub trait Passes {
    /// The gradient of some rows, whose losses are added to those in the room: parameters, gradient, inputs, targets and
    /// room, by their addresses, then how many times eight rows there are, and each row's share.
    fn learn(&self, places: [usize; 6], share: f32);

    /// What the network says of rows: parameters, what is said, inputs, nothing, room, how many times eight rows, and 1
    /// where up to four are left after these.
    fn say(&self, places: [usize; 6], left: usize);
}

/// Makes passes of a module's bytes; None where it may not.
pub type Host = fn(&[u8]) -> Option<Rc<dyn Passes>>;

thread_local! {
    static HOST: Cell<Option<(Host, u64)>> = const { Cell::new(None) };
    static ENTRIES: RefCell<Vec<Rc<Entry>>> = const { RefCell::new(Vec::new()) };
}

/// From now on, small networks are compiled by this host, once they have multiplied so often: that takes a while, in
/// which many are done. Without a host they are not.
pub fn compile_by(host: Option<(Host, u64)>) {
    HOST.set(host);
    ENTRIES.take();
}

/// Multiplications by parameters before a network is compiled: some 30 ms.
pub const PATIENCE: u64 = 50_000_000;
/// As often as that the host's first, slow code is asked only now and then, which makes it compile a fast one meanwhile.
const WARMING: u64 = 12;
const NOW_AND_THEN: u64 = 16;
/// So many modules are kept for networks to come.
const KEPT: usize = 24;
/// Parameters that a network has at most, and bytes that a module has: with more, the engine's loops are as fast.
const PARAMETERS: usize = 2400;
const BYTES: usize = 128 << 10;
/// Panels of a layer that are written one after the other, in a module of at most so many bytes; of more there are loops.
const STRAIGHT: [(usize, usize); 2] = [(2, 60 << 10), (1, BYTES)];

/// What is known of the passes of networks of one kind.
struct Entry {
    shape: Shape,
    loss: Loss,
    /// Rows after the last eight.
    left: usize,
    work: Cell<u64>,
    asked: Cell<u64>,
    passes: OnceCell<Option<Rc<dyn Passes>>>,
}

/// The passes of one network, by how many rows are left after the last eight.
#[derive(Default)]
pub(super) struct Straight {
    known: [Option<Rc<Entry>>; 8],
    /// Rows that were left when it last learned: any of the modules says what it says.
    left: usize,
    /// Their room: first the losses.
    room: Vec<Lanes>,
    /// The gradient of a part of a batch.
    part: Vec<f32>,
}

impl Straight {
    /// The gradient of the mean loss of the rows that were taken, times each one's `share`; `more` adds it to what is
    /// there. The losses so far, and these; None, and nothing has happened, where the engine's own passes are taken.
    #[inline]
    pub(super) fn learn(
        &mut self,
        (shape, loss, layout): Kind<'_>,
        room: &Room,
        w: &[f32],
        g: &mut [f32],
        (share, more): (f32, bool),
        losses: Lanes,
    ) -> Option<Lanes> {
        self.left = room.rows % 8;
        let passes = self.passes((shape, loss, layout), room.rows)?;
        let into = if more {
            self.part.resize(w.len(), 0.0);
            &mut self.part
        } else {
            &mut *g
        };
        self.room[0] = losses;
        let [inputs, targets] = [&room.values[0], &room.targets].map(|block| block.as_ptr().expose_provenance());
        let own = self.room.as_mut_ptr().expose_provenance();
        let [w, into] = [w.as_ptr().expose_provenance(), into.as_mut_ptr().expose_provenance()];
        passes.learn([w, into, inputs, targets, own, room.rows / 8], share);
        if more {
            g.iter_mut().zip(&self.part).for_each(|(g, part)| *g += part);
        }
        Some(self.room[0])
    }

    /// What the last layer says of the rows that were taken; false, and nothing has happened, likewise.
    pub(super) fn say(&mut self, kind: Kind<'_>, room: &mut Room, w: &[f32]) -> bool {
        let Some(passes) = self.passes(kind, room.rows) else { return false };
        let [inputs, w] = [room.values[0].as_ptr().expose_provenance(), w.as_ptr().expose_provenance()];
        let own = self.room.as_mut_ptr().expose_provenance();
        let Some(said) = room.values.last_mut() else { return false };
        let said = said.as_mut_ptr().expose_provenance();
        passes.say([w, said, inputs, 0, own, room.vectors / 2], room.vectors % 2);
        true
    }

    /// The passes, once they are there.
    #[inline]
    fn passes(&mut self, (shape, loss, layout): Kind<'_>, rows: usize) -> Option<Rc<dyn Passes>> {
        let (host, patience) = HOST.get()?;
        if layout.len() > PARAMETERS {
            return None;
        }
        let known = self.known.get_mut(self.left)?;
        let entry = known.get_or_insert_with(|| entry(shape, loss, self.left));
        let (work, asked) = (entry.work.get() + (rows * layout.len()) as u64, entry.asked.get() + 1);
        entry.work.set(work);
        entry.asked.set(asked);
        if work < patience || (work < WARMING * patience && asked % NOW_AND_THEN > 0) {
            return None;
        }
        let passes = entry.passes.get_or_init(|| entry.made(host)).clone()?;
        if self.room.is_empty() {
            self.room.resize(Plan::new(shape, loss, 0, 1).size, Lanes::ZERO);
        }
        Some(passes)
    }
}

/// Of which networks there is one.
type Kind<'a> = (&'a Shape, Loss, &'a Layout);

/// What is known of such networks.
#[cold]
fn entry(shape: &Shape, loss: Loss, left: usize) -> Rc<Entry> {
    ENTRIES.with_borrow_mut(|entries| {
        if let Some(known) =
            entries.iter().find(|known| known.left == left && known.loss == loss && known.shape == *shape)
        {
            return known.clone();
        }
        if entries.len() == KEPT {
            entries.remove(0);
        }
        let (work, asked, passes) = Default::default();
        let own = Rc::new(Entry { shape: shape.clone(), loss, left, work, asked, passes });
        entries.push(own.clone());
        own
    })
}

impl Entry {
    #[cold]
    fn made(&self, host: Host) -> Option<Rc<dyn Passes>> {
        let module = |(straight, most)| {
            let module = Plan::new(&self.shape, self.loss, self.left, straight).module();
            (module.len() <= most).then_some(module)
        };
        host(&STRAIGHT.into_iter().find_map(module)?)
    }
}
