//! The language of update rules: lines of assignments to w and to state, over the same expressions as formulas.

use super::compile::{Compiler, Input, Place};
use super::graph::Id;
use super::lexer::{Kind, Lines};
use super::parser::{Parser, Tree};
use super::program::{BLOCK, Program};
use super::{Given, Lane, Span, check_length, check_name, error, is_taken};
use crate::error::{Code, Error};
use crate::fields::Range;
use lines::Sheet;

mod lines;

pub use lines::{Line, Values};

/// A rule's text, compiled.
///
/// What is made of hyper-parameters, t and lr alone is computed once an update, in f64; dividing a vector by such a
/// scalar multiplies by 1/scalar, also computed in f64: a division for each element would take most of Adam's time.
#[derive(Clone, Debug, Default)]
pub struct Rule {
    /// Hyper-parameters with their defaults, in the text's order.
    pub params: Vec<(String, f64)>,
    /// The state vectors, all 0 at first.
    pub state: Vec<String>,
    /// Scalars that vectors use, of t, lr and the hyper-parameters without lr.
    scalars: Program,
    /// What the inputs of the phases are: w, the state, then as they come.
    inputs: Vec<Input>,
    /// To each point where a gradient is asked for, then to the new w and the new state.
    phases: Vec<Program>,
    sheet: Sheet,
}

/// Where a rule computes: kept from one update to the next.
#[derive(Clone, Debug)]
pub struct RuleRoom<T> {
    scalars: Vec<[f64; 1]>,
    gradients: Vec<Vec<T>>,
    point: Vec<T>,
    phases: Vec<Vec<[T; BLOCK]>>,
}

impl<T> Default for RuleRoom<T> {
    fn default() -> Self {
        RuleRoom { scalars: Vec::new(), gradients: Vec::new(), point: Vec::new(), phases: Vec::new() }
    }
}

impl Rule {
    /// Reads a rule's text.
    pub fn new(text: &str, given: &Given) -> Result<Rule, Error> {
        check_length(text)?;
        let reader = Reader {
            parser: Parser::new(text, Lines::All)?,
            compiler: Compiler { gradients: Some(Vec::new()), ..Compiler::new(given) },
            rule: Rule::default(),
            lines: Vec::new(),
            fixed: given.len(),
            moved: false,
        };
        reader.read()
    }

    /// The scalars at an update: of `t`, the scheduled `lr`, and the hyper-parameters without lr.
    pub fn scalars(&self, room: &mut Vec<[f64; 1]>, t: u32, lr: f64, others: &[f64], each: &mut dyn FnMut(f64)) {
        let inputs = [f64::from(t), lr].into_iter().chain(others.iter().copied());
        self.scalars_of(room, inputs.map(|x| [x]), &mut |[x]| each(x));
    }

    /// The scalars of many settings at once, of t, lr and the other hyper-parameters.
    pub fn scalars_of<const N: usize>(
        &self,
        room: &mut Vec<[f64; N]>,
        inputs: impl Iterator<Item = [f64; N]>,
        each: &mut dyn FnMut([f64; N]),
    ) {
        if room.is_empty() {
            *room = self.scalars.room();
        }
        room.iter_mut().zip(inputs).for_each(|(place, x)| *place = x);
        self.scalars.run(room);
        (0..self.scalars.outputs()).for_each(|i| each(room[self.scalars.output(i)]));
    }

    /// One update; the state's vectors stand one after the other, and `gradient` fills its second argument with the gradient at the first.
    pub fn update<T: Lane + Default>(
        &self,
        room: &mut RuleRoom<T>,
        (t, lr, others): (u32, f64, &[f64]),
        w: &mut [T],
        state: &mut [T],
        gradient: &mut dyn FnMut(&[T], &mut [T]),
    ) {
        let mut scalars = Vec::new();
        self.scalars(&mut room.scalars, t, lr, others, &mut |x| scalars.push([T::of(x); BLOCK]));
        self.update_by(room, &scalars, w, state, gradient);
    }

    /// One update by these scalars, which may differ from lane to lane and are the same in every block.
    pub fn update_by<T: Lane + Default>(
        &self,
        room: &mut RuleRoom<T>,
        scalars: &[[T; BLOCK]],
        w: &mut [T],
        state: &mut [T],
        gradient: &mut dyn FnMut(&[T], &mut [T]),
    ) {
        if room.phases.is_empty() {
            room.phases = self.phases.iter().map(Program::room).collect();
            room.gradients = vec![vec![T::default(); w.len()]; self.gradients()];
            room.point = vec![T::default(); w.len()];
        }
        let RuleRoom { gradients, point, phases, .. } = room;
        for (number, (phase, room)) in self.phases.iter().zip(phases).enumerate() {
            let last = number == self.gradients();
            for first in (0..w.len()).step_by(BLOCK) {
                let range = first..w.len().min(first + BLOCK);
                let mut next_scalar = scalars.iter();
                for (place, input) in room.iter_mut().zip(&self.inputs) {
                    let source = match *input {
                        Input::Scalar(_) => {
                            next_scalar.next().into_iter().for_each(|scalar| *place = *scalar);
                            continue;
                        }
                        Input::Given(0) => &*w,
                        Input::Given(slot) => &state[(slot - 1) * w.len()..],
                        Input::Gradient(k) => gradients[k].as_slice(),
                    };
                    place[..range.len()].copy_from_slice(&source[range.clone()]);
                }
                phase.run(room);
                if last {
                    w[range.clone()].copy_from_slice(results(phase, room, 0, range.len()));
                    for (k, slot) in state.chunks_exact_mut(w.len()).enumerate() {
                        slot[range.clone()].copy_from_slice(results(phase, room, k + 1, range.len()));
                    }
                } else {
                    point[range.clone()].copy_from_slice(results(phase, room, 0, range.len()));
                }
            }
            if !last {
                gradient(point, &mut gradients[number]);
            }
        }
    }

    /// How many gradients an update asks for.
    pub fn gradients(&self) -> usize {
        self.phases.len().saturating_sub(1)
    }

    /// How many scalars its vectors use.
    pub fn scalar_count(&self) -> usize {
        self.scalars.outputs()
    }

    /// One update of vectors that are still to be written: `gradient` gives the gradients at a point, one for each
    /// coordinate. `w` and `state` are by coordinate.
    pub fn trace<L: Lane, const D: usize>(
        &self,
        w: &mut [L; D],
        state: &mut [[L; D]],
        scalars: &[L],
        mut gradient: impl FnMut([L; D]) -> [L; D],
    ) {
        let mut found: Vec<[L; D]> = Vec::new();
        for (number, phase) in self.phases.iter().enumerate() {
            let outputs: [Vec<L>; D] = std::array::from_fn(|d| {
                let mut next_scalar = scalars.iter();
                let inputs = self.inputs.iter().map(|input| match *input {
                    Input::Scalar(_) => next_scalar.next().copied().unwrap_or(L::of(0.0)),
                    Input::Given(0) => w[d],
                    Input::Given(slot) => state[slot - 1][d],
                    Input::Gradient(k) => found.get(k).map_or(L::of(0.0), |g| g[d]),
                });
                phase.trace(&inputs.collect::<Vec<L>>())
            });
            if number < self.gradients() {
                found.push(gradient(std::array::from_fn(|d| outputs[d][0])));
            } else {
                *w = std::array::from_fn(|d| outputs[d][0]);
                state.iter_mut().enumerate().for_each(|(k, slot)| *slot = std::array::from_fn(|d| outputs[d][k + 1]));
            }
        }
    }
}

struct Reader {
    parser: Parser,
    compiler: Compiler,
    rule: Rule,
    lines: Vec<Line>,
    /// How many names of the scope are the document's.
    fixed: usize,
    moved: bool,
}

/// Where learning rates lie.
pub const RATES: Range = Range { low: 0.0, high: 1e6, open: false };

/// What has a meaning in every rule.
const OWN: [&str; 7] = ["w", "g", "t", "lr", "grad", "param", "state"];

impl Reader {
    fn read(mut self) -> Result<Rule, Error> {
        let w = self.compiler.outside(Input::Given(0));
        let [t, lr] = [0, 1].map(|number| Place::Scalar(self.compiler.scalars.input(number)));
        let own = [("w", Place::Vector(w)), ("t", t), ("lr", lr)];
        self.compiler.scope.extend(own.map(|(name, place)| (name.to_owned(), place)));
        let start = self.fixed;
        // the state stands in the scope right after these
        let mut end = [0; 2];
        loop {
            self.parser.next_line();
            if *self.parser.peek() == Kind::End {
                break;
            }
            let Some((name, span)) = self.parser.word() else { return Err(self.parser.found(Code::RuleLine)) };
            end = span;
            match name.as_str() {
                "param" => self.list(Self::param)?,
                "state" => self.list(Self::state)?,
                "let" => return Err(error(Code::RuleLine.with(["let"]), span)),
                _ => self.assignment(name, span)?,
            }
            if !self.parser.at_end() && *self.parser.peek() != Kind::End {
                return Err(self.parser.found(Code::RuleEnd));
            }
        }
        if !self.moved {
            return Err(error(Code::RuleStill.with([]), end));
        }
        let place = |reader: &Reader, name: &str| {
            let found = reader.compiler.scope[start..].iter().rev().find(|(known, _)| known == name);
            found.map_or(Place::Vector(w), |(_, place)| *place)
        };
        let names: Vec<String> = ["w".to_owned()].into_iter().chain(self.rule.state.iter().cloned()).collect();
        let places: Vec<Place> = names.iter().map(|name| place(&self, name)).collect();
        let results: Vec<Id> = places.into_iter().map(|place| self.compiler.vector(place)).collect();
        let Compiler { vectors, scalars, inputs, gradients, .. } = self.compiler;
        let points = gradients.unwrap_or_default();
        let phase = |outputs: &[Id]| Program::new(&vectors, inputs.len(), outputs);
        let phases = points.iter().map(|&point| phase(&[point])).chain([phase(&results)]).collect();
        let used = inputs.iter().filter_map(|input| match *input {
            Input::Scalar(id) => Some(id),
            _ => None,
        });
        let others = self.rule.params.iter().filter(|(name, _)| name != "lr").count();
        let used = Program::new(&scalars, 2 + others, &used.collect::<Vec<_>>());
        let sheet = Sheet { list: self.lines, vectors, scalars, points };
        Ok(Rule { scalars: used, inputs, phases, sheet, ..self.rule })
    }

    fn list(&mut self, each: fn(&mut Self) -> Result<(), Error>) -> Result<(), Error> {
        each(self)?;
        while self.parser.take(',') {
            each(self)?;
        }
        Ok(())
    }

    /// A name that means nothing yet.
    fn fresh(&mut self, word: &str) -> Result<String, Error> {
        let (name, span) = self.parser.name(word)?;
        let known = self.compiler.scope.iter().any(|(known, _)| *known == name);
        // a parameter's name is its key in a document, beside the text's
        let key = word == "param" && name == "text";
        if known || key || OWN.contains(&name.as_str()) || is_taken(&name) {
            return Err(error(Code::NameTaken.with([&name]), span));
        }
        check_name(&name, &[]).map_err(|reason| error(reason, span))?;
        Ok(name)
    }

    fn param(&mut self) -> Result<(), Error> {
        // lr is a scalar of its own: scheduled
        let is_lr = *self.parser.peek() == Kind::Name("lr".into());
        let first = self.rule.params.iter().all(|(name, _)| name != "lr");
        let name = if is_lr && first { self.parser.name("param")?.0 } else { self.fresh("param")? };
        let default = self.value()?;
        let number = match self.compiler.number(&default)? {
            Place::Scalar(id) => self.compiler.scalars.number(id).filter(|x| x.is_finite()),
            Place::Vector(_) => None,
        };
        let Some(x) = number else { return Err(error(Code::RuleParam.with([&name]), default.span)) };
        if name == "lr" {
            RATES.check("lr", x).map_err(|reason| error(reason, default.span))?;
        } else {
            let others = self.rule.params.iter().filter(|(name, _)| name != "lr").count();
            let id = self.compiler.scalars.input(2 + others);
            self.compiler.scope.push((name.clone(), Place::Scalar(id)));
        }
        self.rule.params.push((name, x));
        Ok(())
    }

    fn state(&mut self) -> Result<(), Error> {
        let name = self.fresh("state")?;
        self.rule.state.push(name.clone());
        let id = self.compiler.outside(Input::Given(self.rule.state.len()));
        self.compiler.scope.push((name, Place::Vector(id)));
        Ok(())
    }

    fn value(&mut self) -> Result<Tree, Error> {
        if !self.parser.take('=') {
            return Err(self.parser.found(Code::FormulaLetEquals));
        }
        self.parser.comparison()
    }

    fn assignment(&mut self, name: String, span: Span) -> Result<(), Error> {
        let fixed = self.compiler.scope[..self.fixed].iter().any(|(known, _)| *known == name)
            || self.rule.params.iter().any(|(known, _)| *known == name)
            || (OWN.contains(&name.as_str()) && name != "w")
            || is_taken(&name);
        if !self.parser.is('=') {
            return Err(self.parser.found(Code::FormulaLetEquals));
        }
        if fixed {
            return Err(error(Code::RuleAssign.with([&name]), span));
        }
        let tree = self.value()?;
        let place = self.compiler.number(&tree)?;
        self.lines.push(Line::new(name.clone(), tree, place, &mut self.compiler));
        self.moved |= name == "w";
        self.compiler.scope.push((name, place));
        Ok(())
    }
}

/// What a phase left for its first points.
#[inline(always)] // in the innermost loop
fn results<'a, T>(phase: &Program, room: &'a [[T; BLOCK]], output: usize, count: usize) -> &'a [T] {
    &room[phase.output(output)][..count]
}

#[cfg(test)]
mod tests;
