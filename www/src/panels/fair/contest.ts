// What a fair comparison asks and what comes of it: rates that are tried equally often, the one that did best on rows held
// out for choosing, and how that does on the test with fresh seeds.

import { get, type Json, pointer, set } from '../../document/pointer';
import { choiceAt } from '../../document/runs';

export interface Terms {
  /** With every default written out. */
  readonly document: Json;
  /** The runs that are compared. */
  readonly runs: readonly number[];
  /** Learning rates each is tried with. */
  readonly rates: number;
  readonly seeds: number;
  readonly epochs: number;
  /** What the test is measured by. */
  readonly measure: 'test_accuracy' | 'test_loss';
}

/** One that takes part. */
export interface Contestant {
  readonly run: number;
  readonly rates: readonly number[];
  /** What each rate came to on the rows for choosing; NaN where it diverged, undefined while that is not known. */
  losses: readonly (number | undefined)[];
  /** What the best of them came to on the test, with each fresh seed. */
  scores: readonly number[];
}

/** Rows held out for choosing, where the document holds out none. */
const chosenFrom = 0.2;
/** Tenfold steps that the rates span. */
const decades = 3;
/** Far from all seeds that the rates were chosen with. */
const fresh = 1000;
/** The rates that optimizers have by default; of all others a thousandth. */
const usual: Readonly<Record<string, number>> = {
  gd: 0.1,
  momentum_ema: 0.1,
  written: 0.1,
  momentum: 0.01,
  nesterov: 0.01,
  adagrad: 0.01,
  adadelta: 1,
  lion: 1e-4,
};

/** Evenly spread over as many decades for each, around the rate that is usual for it. */
export function ratesOf(kind: string, count: number): number[] {
  const middle = usual[kind] ?? 1e-3;
  return Array.from({ length: count }, (_, k) => {
    const exponent = decades * (k / (count - 1) - 0.5);
    return Number((middle * 10 ** exponent).toPrecision(3));
  });
}

/** The document that rates are chosen on. */
export function textOf({ document, epochs }: Terms, withSeeds: boolean): string {
  const task = pointer('task', 'network');
  const held = Number(get(document, `${task}/validation`) ?? 0);
  let text = set(document, `${task}/validation`, held > 0 ? held : chosenFrom);
  text = set(text, `${task}/epochs`, epochs);
  for (const one of ['view', 'changes', 'repeat', 'title']) text = set(text, pointer(one), undefined);
  if (withSeeds) text = set(text, pointer('seed'), later(get(text, pointer('seed')) ?? 0));
  return JSON.stringify(text);
}

/** A seed as far away that none is met again. */
function later(seed: Json): Json {
  if (typeof seed === 'number') return (seed + fresh) % 2 ** 32;
  return Object.fromEntries(
    Object.entries(seed as Record<string, number>).map(([name, one]) => [name, (one + fresh) % 2 ** 32]),
  );
}

export function contestants({ document, runs, rates }: Terms): Contestant[] {
  return runs.map((run) => {
    const { kind } = choiceAt(document, pointer('runs', run, 'optimizer'));
    return { run, rates: ratesOf(kind, rates), losses: [], scores: [] };
  });
}

/** Which rate did best; undefined where all diverged. */
export function bestOf({ losses }: Contestant): number | undefined {
  let best: number | undefined;
  for (const [k, loss] of losses.entries()) {
    if (Number.isFinite(loss) && (best === undefined || (loss ?? 0) < (losses[best] ?? 0))) best = k;
  }
  return best;
}

export interface Spread {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/** The middle half of some numbers; what diverged counts as the worst there is. */
export function spreadOf(scores: readonly number[], measure: Terms['measure']): Spread | undefined {
  if (scores.length === 0) return undefined;
  const worst = measure === 'test_loss' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const sorted = scores.map((score) => (Number.isNaN(score) ? worst : score)).sort((a, b) => a - b);
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
    return below === above ? below : below + (above - below) * (place - Math.floor(place));
  };
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}

export interface Standing {
  readonly contestant: Contestant;
  readonly spread: Spread;
}

/** Those that have been measured, the best first. */
export function standings(all: readonly Contestant[], measure: Terms['measure']): Standing[] {
  const sign = measure === 'test_loss' ? 1 : -1;
  return all
    .flatMap((contestant) => {
      const spread = spreadOf(contestant.scores, measure);
      return spread ? [{ contestant, spread }] : [];
    })
    .sort((a, b) => sign * (a.spread.median - b.spread.median));
}

/** Whether the middle halves of two are apart. */
export function areApart(a: Spread, b: Spread): boolean {
  return a.lower > b.upper || b.lower > a.upper;
}
