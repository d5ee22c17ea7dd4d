// What happened, in a sentence: its numbers are always computed from the runs.

import { shortened } from '../draw/format';
import { lastDrawn } from '../draw/path';
import { type Domain, inside } from '../draw/scales';
import type { Trace } from '../engine/client';
import type { Outcome, Words } from '../text/words';

/** The heights of interest: a round one, at least a hundred times below the start. */
export function goal(runs: readonly Trace[]): number | undefined {
  const first = runs[0]?.loss[0] ?? Number.NaN;
  return first > 0 ? 10 ** Math.floor(Math.log10(first) - 2) : undefined;
}

/** The step from which a run stays below; undefined when it never does. */
export function staysBelow(loss: Float64Array, below: number): number | undefined {
  let step = loss.length;
  while (step > 0 && (loss[step - 1] ?? Infinity) < below) step--;
  return step < loss.length ? step : undefined;
}

/** The step at which a run left the picture for good, by `step`; 0 when it never was in it. */
export function leftAt(path: Float64Array, domain: Domain, step: number): number | undefined {
  const end = Math.min(step, path.length / 2 - 1);
  if (end < 1 || inside(domain, path[2 * end] ?? 0, path[2 * end + 1] ?? 0)) return undefined;
  return lastDrawn(path, step, domain);
}

type Ending = Omit<Outcome, 'name'>;
const endings = new WeakMap<Trace, { readonly key: string; readonly ending: Ending }>();

/** Looked up once, for the sentence is made anew ten times a second, and a run may have a million steps. */
function outcome(name: string, run: Trace, domain: Domain, below: number): Outcome {
  const key = [...domain, below].join();
  let known = endings.get(run);
  if (known?.key !== key) {
    known = { key, ending: endingOf(run, domain, below) };
    endings.set(run, known);
  }
  return { name, ...known.ending };
}

function endingOf(run: Trace, domain: Domain, below: number): Ending {
  const { status } = run.summary;
  const last = run.path.length / 2 - 1;
  const left = leftAt(run.path, domain, last);
  if (left !== undefined) return { kind: left === 0 ? 'outside' : 'left', step: left };
  if (typeof status === 'object') return { kind: 'diverged', step: status.diverged.at };
  const step = staysBelow(run.loss, below);
  return step === undefined ? { kind: 'above', step: last } : { kind: 'below', step };
}

/** Runs past this many are counted, not told one by one. */
const mostTold = 4;
const mostLetters = 24;

export interface Told {
  readonly surface: string;
  readonly names: readonly string[];
  readonly rates: readonly (number | undefined)[];
  readonly runs: readonly Trace[];
  readonly domain: Domain;
}

export function story({ surface, names, rates, runs, domain }: Told, words: Words): string | undefined {
  const below = goal(runs);
  if (below === undefined) return undefined;
  const outcomes = runs.map((run, k) => outcome(shortened(names[k] ?? '', mostLetters), run, domain, below));
  if (outcomes.length > mostTold) {
    const count = (kind: Outcome['kind']) => outcomes.filter((one) => one.kind === kind).length;
    return words.story.many(outcomes.length, below, count);
  }
  const [gd, momentum] = outcomes;
  const kinds = runs.map(({ summary }) => summary.optimizer).join();
  // On the valley with a rate between half the limit and the limit, GD changes sides with every step.
  const limit = runs[0]?.summary.limit ?? 0;
  const bounces = surface === 'valley' && (rates[0] ?? 0) > limit / 2 && (rates[0] ?? 0) < limit;
  const both = gd?.kind === 'below' && momentum?.kind === 'below';
  if (kinds === 'gd,momentum' && bounces && both && momentum.step < gd.step) {
    return `${words.story.arrival(below, gd.step, momentum.step)} ${words.story.raise}`;
  }
  if (outcomes.every(({ kind }) => kind === 'below')) return words.story.below(outcomes, below);
  return words.story.all(outcomes.map((one) => words.story.outcome(one, below)));
}
