// What happened, in a sentence: its numbers are always computed from the runs.

import { shortened } from '../draw/format';
import { lastDrawn } from '../draw/path';
import { type Domain, inside } from '../draw/scales';
import type { Trace } from '../engine/client';
import type { Outcome, Words } from '../text/words';

/**
 * The height of interest: a round one, about a hundredth of the way up from the lowest that is known, or that a run in
 * the picture ends at, to the start. NaN where there is no such way.
 */
export function goal(runs: readonly Trace[], lowest: number, domain: Domain): number {
  const staying = runs.filter(({ path }) => inside(domain, path.at(-2) ?? 0, path.at(-1) ?? 0));
  const low = Math.min(...[lowest, ...staying.map(({ loss }) => loss.at(-1) ?? 0)].filter(Number.isFinite));
  const way = (runs[0]?.loss[0] ?? 0) - low;
  const grain = 10 ** Math.floor(Math.log10(way) - 2);
  return way > Math.abs(low) / 1e6 ? Math.ceil(low / grain + 0.5) * grain : Number.NaN;
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
  const first = run.loss.findIndex((loss) => loss < below);
  if (first < 0) return { kind: 'above', step: last };
  const step = staysBelow(run.loss, below) ?? last + 1;
  // who has come back up before is not known to stay after a few steps
  return { kind: first < step && last - step < last / 10 ? 'dips' : 'below', step };
}

const mostLetters = 24;

export interface Told {
  readonly surface: string;
  readonly names: readonly string[];
  readonly rates: readonly (number | undefined)[];
  readonly runs: readonly Trace[];
  readonly domain: Domain;
  /** The height of the lowest known minimum; NaN where none is known. */
  readonly lowest: number;
}

/** What the first picture does without: all but the arrival's own sentence. */
type Later = Pick<typeof import('./told'), 'told'>;

export function story(
  { surface, names, rates, runs, domain, lowest }: Told,
  words: Words,
  later: () => Later | undefined,
): string | undefined {
  const below = goal(runs, lowest, domain);
  const outcomes = runs.map((run, k) => outcome(shortened(names[k] ?? '', mostLetters), run, domain, below));
  if (Number.isNaN(below) && outcomes.some(({ kind }) => kind === 'above')) return undefined;
  const [gd, momentum] = outcomes;
  const rules = runs.map(({ summary }) => summary.optimizer).join();
  // On the valley with a rate between half the limit and the limit, GD changes sides with every step.
  const limit = runs[0]?.summary.limit ?? 0;
  const bounces = surface === 'valley' && (rates[0] ?? 0) > limit / 2 && (rates[0] ?? 0) < limit;
  const both = gd?.kind === 'below' && momentum?.kind === 'below';
  if (rules === 'gd,momentum' && bounces && both && momentum.step < gd.step) {
    return `${words.story.arrival(below, gd.step, momentum.step)} ${words.story.raise}`;
  }
  return later()?.told(outcomes, below, words.tag);
}
