//! What two hand-ins hardly have in common by chance.

use super::{Changed, Exercise, Marks, Similar};
use crate::experiment::Experiment;
use crate::fields::Choice;
use crate::fingerprint::Fingerprint;
use crate::json::Json;
use crate::number;
use std::collections::{BTreeMap, BTreeSet};

/// A number of fewer digits is a round one.
const DIGITS: usize = 6;
/// So many long numbers in common are no chance.
const NUMBERS: usize = 2;
/// What more than this share of the hand-ins has is what the exercise leads to; among fewer than these nothing is.
const SHARE: usize = 2;
const FEW: usize = 6;

impl Exercise {
    /// Of a hand-in that differs so.
    pub(super) fn marks(&self, hand_in: &Experiment, changed: &[Changed]) -> Marks {
        let rules = |experiment: &Experiment| -> BTreeSet<u64> {
            let written = experiment.document.runs.iter().filter(|run| run.optimizer.key() == "written");
            written.map(|run| hash(spelt(&run.optimizer.text()).bytes())).collect()
        };
        let known = rules(&self.experiment);
        let rules = rules(hand_in).into_iter().filter(|rule| !known.contains(rule)).collect();
        let mut numbers = BTreeSet::new();
        changed.iter().for_each(|one| long_numbers(&one.to, &mut numbers));
        Marks { rules, numbers: numbers.into_iter().collect() }
    }
}

fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    let mut hash = Fingerprint::default();
    bytes.for_each(|byte| hash.number(u64::from(byte)));
    hash.bits()
}

/// A rule without what makes no difference: spaces, empty lines, and how its names are spelt.
fn spelt(text: &str) -> String {
    let mut names: Vec<String> = Vec::new();
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
        let length = if first.is_alphabetic() || first == '_' {
            rest.find(|letter| !is_name(letter)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        rest = after;
        if first == ';' || first == '\n' {
            if !out.ends_with('\n') {
                out.push('\n');
            }
        } else if length > first.len_utf8() || first.is_alphabetic() {
            if KNOWN.contains(&word) || after.trim_start().starts_with('(') {
                out.push_str(word);
            } else {
                let at = names.iter().position(|name| name == word).unwrap_or_else(|| {
                    names.push(word.to_owned());
                    names.len() - 1
                });
                out.push_str(&["v", &at.to_string()].concat());
            }
            out.push(' ');
        } else if !first.is_whitespace() {
            out.push(first);
        }
    }
    out.trim().to_owned()
}

/// Words that mean the same in every rule.
const KNOWN: [&str; 8] = ["param", "state", "let", "w", "g", "t", "lr", "e"];

/// Numbers that nobody types without a reason.
fn long_numbers(json: &Json, into: &mut BTreeSet<u64>) {
    match json {
        Json::Number(x) => {
            let text = number::print(x.abs());
            let digits = text.split('e').next().unwrap_or_default().replace('.', "");
            if digits.trim_matches('0').len() >= DIGITS {
                into.insert(x.to_bits());
            }
        }
        Json::List(items) => items.iter().for_each(|item| long_numbers(item, into)),
        Json::Object(entries) => entries.iter().for_each(|(_, value)| long_numbers(value, into)),
        _ => {}
    }
}

/// Which of these are alike: groups of at least two, in the order of their first.
pub fn similar(hand_ins: &[&Marks]) -> Vec<Similar> {
    let rules = shared(hand_ins, |marks| &marks.rules).into_values();
    let mut groups: Vec<Similar> = rules.map(|hand_ins| Similar { hand_ins, rule: true }).collect();
    // of each two, how many numbers they share
    let mut pairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for having in shared(hand_ins, |marks| &marks.numbers).into_values() {
        for (place, &one) in having.iter().enumerate() {
            having.iter().skip(place + 1).for_each(|&other| *pairs.entry((one, other)).or_default() += 1);
        }
    }
    let mut leader: Vec<usize> = (0..hand_ins.len()).collect();
    for ((one, other), _) in pairs.into_iter().filter(|(_, count)| *count >= NUMBERS) {
        let (first, second) = (leader[one], leader[other]);
        let (low, high) = if first < second { (first, second) } else { (second, first) };
        leader.iter_mut().filter(|leads| **leads == high).for_each(|leads| *leads = low);
    }
    let mut together: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    leader.iter().enumerate().for_each(|(at, &leads)| together.entry(leads).or_default().push(at));
    groups.extend(together.into_values().filter(|all| all.len() > 1).map(|hand_ins| Similar { hand_ins, rule: false }));
    groups.sort_by_key(|group| group.hand_ins.first().copied());
    groups
}

/// Who has each mark, where that is more than one, and not most.
fn shared<'a>(hand_ins: &[&'a Marks], of: impl Fn(&'a Marks) -> &'a [u64]) -> BTreeMap<u64, Vec<usize>> {
    let mut having: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, marks) in hand_ins.iter().enumerate() {
        of(marks).iter().for_each(|&mark| having.entry(mark).or_default().push(at));
    }
    let most = hand_ins.len() / SHARE;
    having.retain(|_, all| all.len() > 1 && (hand_ins.len() < FEW || all.len() <= most));
    having
}
