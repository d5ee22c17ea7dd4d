//! The way of one run through time: which update comes next, with which rate, on which rows, under which setting.

use crate::batches::Batches;
use crate::experiment::Setting;
use crate::schedule::{Pace, Per};

/// What does not change on the way.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    /// The run from the start, then after each change: from which update on. There is always the first.
    pub(crate) settings: Vec<(u32, Setting)>,
    /// How long a schedule is that does not say it.
    pub(crate) length: u32,
    /// Rows that batches are made of; without any, an update is an epoch.
    pub(crate) rows: u32,
    /// Whether each epoch has an order of its own.
    pub(crate) shuffled: bool,
    /// The seed of the rows' order.
    pub(crate) shuffle: u32,
}

/// Where a run stands. A clone goes on alike.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    /// How many updates are behind.
    pub(crate) t: u32,
    /// After which update the rule began: its t, and its state, count from there.
    pub(crate) began: u32,
    /// Which setting holds.
    setting: usize,
    pub(crate) pace: Pace,
    pub(crate) batches: Option<Batches>,
}

/// What changes have left behind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Changed {
    /// The rule is another, if only by its numbers.
    pub(crate) rule: bool,
    /// Its state begins with zeros.
    pub(crate) state: bool,
}

impl Route {
    /// The setting of a number.
    pub(crate) fn setting(&self, number: usize) -> &Setting {
        &self.settings[number].1
    }

    /// A setting's schedule, from its beginning.
    fn pace(&self, setting: &Setting) -> Pace {
        setting.run.schedule.start(self.length, setting.run.warmup)
    }
}

impl Way {
    /// Before the first update, and before the first change.
    pub(crate) fn new(route: &Route) -> Way {
        let setting = route.setting(0);
        let batches = || Batches::new(route.rows, setting.batch, route.shuffled, route.shuffle);
        let batches = (route.rows > 0).then(batches);
        Way { t: 0, began: 0, setting: 0, pace: route.pace(setting), batches }
    }

    /// To be kept: without what may be long.
    pub(crate) fn folded(&self) -> Way {
        Way { batches: self.batches.as_ref().map(Batches::folded), pace: self.pace.clone(), ..*self }
    }

    /// To go on from one that was kept.
    pub(crate) fn unfolded(&self) -> Way {
        Way { batches: self.batches.as_ref().map(Batches::unfolded), pace: self.pace.clone(), ..*self }
    }

    /// Which setting holds now.
    #[cfg(feature = "network")]
    pub(crate) fn number(&self) -> usize {
        self.setting
    }

    /// The setting that holds now.
    pub(crate) fn setting<'a>(&self, route: &'a Route) -> &'a Setting {
        route.setting(self.setting)
    }

    /// The current batch, where it is not all rows.
    pub(crate) fn some_rows(&self) -> Option<&[u32]> {
        self.batches.as_ref().filter(|batches| !batches.is_all()).map(Batches::rows)
    }

    /// Goes on to the next update and its batch: its learning rate.
    pub(crate) fn turn(&mut self, route: &Route) -> f64 {
        self.t = self.t.saturating_add(1);
        if let Some(batches) = &mut self.batches {
            batches.next_batch();
        }
        let run = &route.setting(self.setting).run;
        let time = match (run.schedule_per, &self.batches) {
            (Per::Epoch, Some(batches)) => batches.epoch(),
            _ => self.t,
        };
        run.optimizer.lr() * self.pace.factor(time)
    }

    /// Makes the changes whose time has come, if there are any.
    pub(crate) fn changes(&mut self, route: &Route) -> Option<Changed> {
        // the lean engine knows no changes
        if cfg!(feature = "whole") && self.is_due(route) { Some(self.change(route)) } else { None }
    }

    fn is_due(&self, route: &Route) -> bool {
        route.settings.get(self.setting + 1).is_some_and(|(at, _)| *at <= self.t)
    }

    /// A rule that keeps the same state goes on with it, another begins at t = 1; a schedule that changes starts anew,
    /// without forgetting the time.
    #[cold]
    fn change(&mut self, route: &Route) -> Changed {
        let mut changed = Changed { rule: false, state: false };
        while self.is_due(route) {
            let (before, now) = (route.setting(self.setting), route.setting(self.setting + 1));
            self.setting += 1;
            changed.rule |= before.run.optimizer != now.run.optimizer;
            let [old, new] = [before, now].map(|setting| setting.run.optimizer.slots());
            if old != new || std::mem::discriminant(&before.run.optimizer) != std::mem::discriminant(&now.run.optimizer)
            {
                self.began = self.t;
                changed.state = true;
            }
            let paced =
                |setting: &Setting| (setting.run.schedule.clone(), setting.run.schedule_per, setting.run.warmup);
            if paced(before) != paced(now) {
                self.pace = route.pace(now);
            }
            if let Some(batches) = self.batches.as_mut().filter(|_| before.batch != now.batch) {
                batches.resize(now.batch, route.shuffled, route.shuffle);
            }
        }
        changed
    }
}
