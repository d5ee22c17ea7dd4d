//! Settings that a run is taken with from one start: where they can go together, a lane each.

use super::march::{Block, March};
use super::motion::Motion;
use super::swarm::{Kernel, Particles};
use super::walkers::Walkers;
use crate::formula::BLOCK;
use std::rc::Rc;

/// Points that each have their own values of hyper-parameters, by name; as many as a block has lanes.
pub(super) fn fan(motion: &Motion, settings: &[Vec<(&str, f64)>]) -> Box<dyn Particles> {
    match motion.march() {
        Some(march) => Box::new(Lanes::new(march.clone(), settings)),
        None => Box::new(Walkers::new(settings.iter().filter_map(|values| motion.course(values)).collect())),
    }
}

struct Lanes {
    march: Rc<March>,
    t: u32,
    count: usize,
    block: Block<f64>,
    /// Of each lane, its learning rate and its other hyper-parameters.
    rates: [f64; BLOCK],
    others: Vec<[f64; BLOCK]>,
    scalars: Vec<[f64; BLOCK]>,
    row: Vec<[f64; BLOCK]>,
}

impl Lanes {
    fn new(march: Rc<March>, settings: &[Vec<(&str, f64)>]) -> Lanes {
        let mut rates = [march.lr(); BLOCK];
        let mut others: Vec<_> = march.others().map(|(_, x)| [x; BLOCK]).collect();
        // lanes that are left over do what the last does
        let settings = settings.iter().chain(settings.last().into_iter().cycle());
        for (lane, values) in settings.take(BLOCK).enumerate() {
            for &(name, x) in values {
                let other = march.others().zip(&mut others).find(|((known, _), _)| *known == name);
                other.map_or(&mut rates, |(_, lanes)| lanes)[lane] = x;
            }
        }
        let block = Block::new(&march);
        Lanes { march, t: 0, count: 0, block, rates, others, scalars: Vec::new(), row: Vec::new() }
    }
}

impl Particles for Lanes {
    fn start(&mut self, points: &[[f64; 2]]) {
        (self.t, self.count) = (0, points.len().min(BLOCK));
        self.block = Block::new(&self.march);
        let points = points.iter().chain(points.last().into_iter().cycle());
        for (lane, point) in points.take(BLOCK).enumerate() {
            [self.block.w[lane], self.block.w[BLOCK + lane]] = *point;
        }
    }

    fn advance(&mut self, n: u32, _: Option<&mut Kernel<'_>>) {
        let Lanes { march, t, block, rates, others, scalars, row, .. } = self;
        for _ in 0..n {
            *t += 1;
            row.clear();
            march.row_of(scalars, *t, rates, others, &mut |values| row.push(values));
            block.step(march, row);
        }
    }

    fn t(&self) -> u32 {
        self.t
    }

    fn count(&self) -> usize {
        self.count
    }

    fn arrays(&self) -> usize {
        self.march.arrays()
    }

    fn copy(&self, array: usize, to: &mut Vec<f64>) {
        to.extend_from_slice(&self.block.array(array)[..self.count]);
    }

    fn finite(&self) -> Vec<bool> {
        let all = |lane: usize| (0..self.arrays()).all(|array| self.block.array(array)[lane].is_finite());
        (0..self.count).map(all).collect()
    }
}
