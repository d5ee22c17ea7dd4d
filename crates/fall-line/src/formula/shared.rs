//! A list in which equal things stand once.

use crate::fingerprint::Fingerprint;

/// What can be told apart by a few words.
pub(super) trait Words: Copy + PartialEq {
    fn words(&self) -> [u64; 3];
}

#[derive(Clone, Debug)]
pub(super) struct Shared<V> {
    list: Vec<V>,
    /// Where a thing stands, plus one: at its hash, or at the next free place.
    places: Vec<u32>,
}

impl<V> Default for Shared<V> {
    fn default() -> Self {
        Shared { list: Vec::new(), places: Vec::new() }
    }
}

impl<V: Words> Shared<V> {
    pub(super) fn list(&self) -> &[V] {
        &self.list
    }

    /// The place of a thing; a new one stands at the end.
    pub(super) fn place(&mut self, thing: V) -> u32 {
        if self.list.len() * 2 >= self.places.len() {
            let room = (self.places.len() * 2).max(64);
            self.places = vec![0; room];
            for (number, known) in (1..).zip(&self.list) {
                let free = self.look(known, |place| place == 0);
                self.places[free] = number;
            }
        }
        let at = self.look(&thing, |place| place == 0 || self.list[place as usize - 1] == thing);
        if self.places[at] == 0 {
            self.list.push(thing);
            self.places[at] = self.list.len() as u32;
        }
        self.places[at] - 1
    }

    fn look(&self, thing: &V, found: impl Fn(u32) -> bool) -> usize {
        let mut hash = Fingerprint::default();
        thing.words().into_iter().for_each(|word| hash.number(word));
        let mask = self.places.len() - 1;
        let mut at = hash.bits() as usize & mask;
        while !found(self.places[at]) {
            at = (at + 1) & mask;
        }
        at
    }
}
