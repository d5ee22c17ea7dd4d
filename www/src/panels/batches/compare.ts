// One run with batches of several sizes, side by side: they see equally many rows, and differ in how often they move.

import { get, type Json, pointer, set } from '../../document/pointer';
import { optimizerOf } from '../../document/runs';

type Run = { readonly [key: string]: Json };

export interface Comparison {
  /** How many rows an update sees, the fewest first. */
  readonly sizes: readonly number[];
  /** Whether the rate grows with the batch: the linear scaling rule. */
  readonly scaled: boolean;
  /** Whether the rate rises over the first epochs. */
  readonly warm: boolean;
}

const batchAt = pointer('task', 'network', 'batch');
const runsAt = pointer('runs');
/** Over so many epochs a rate rises. */
const warmEpochs = 3;

/** How many rows an update of a run sees. */
export function sizeOf(document: Json, run: number, rows: number): number {
  const own = get(document, pointer('runs', run, 'with', 'batch')) ?? get(document, batchAt);
  return typeof own === 'number' ? Math.min(own, rows) : rows;
}

/** What is compared now; undefined where the runs differ by more than their batches. */
export function comparison(document: Json, rows: number): Comparison | undefined {
  const runs = (get(document, runsAt) ?? []) as Run[];
  if (runs.length < 2) return undefined;
  const bare = (run: Run, k: number) => {
    const { kind, values } = optimizerOf(document, k);
    const { batch: _, ...own } = (run.with ?? {}) as Run;
    return JSON.stringify([kind, { ...values, lr: 0 }, run.schedule, run.clip, own]);
  };
  const [first] = runs.map(bare);
  const sizes = runs.map((_, k) => sizeOf(document, k, rows));
  if (runs.some((run, k) => bare(run, k) !== first) || new Set(sizes).size < sizes.length) return undefined;
  const rates = runs.map((_, k) => Number(optimizerOf(document, k).values.lr));
  return {
    sizes,
    scaled: new Set(rates).size > 1,
    warm: runs.some((run) => Number(run.warmup ?? 0) > 0),
  };
}

/** The document with runs that are compared so; made of the run `of`, whose rate is right for its own batch. */
export function compared(document: Json, rows: number, of: number, { sizes, scaled, warm }: Comparison): Json {
  const run = ((get(document, runsAt) ?? []) as Run[])[of] ?? {};
  const { name: _, ...plain } = run;
  const { kind, values } = optimizerOf(document, of);
  const [rate, own] = [Number(values.lr), sizeOf(document, of, rows)];
  const runs = sizes.map((size) => {
    const lr = scaled ? Number(((rate * size) / own).toPrecision(3)) : rate;
    const updates = Math.ceil(rows / size);
    return {
      ...plain,
      name: { en: `Batch ${size}`, ko: `배치 ${size}` },
      optimizer: { [kind]: { ...values, lr } },
      with: { ...(plain.with as Run | undefined), batch: size === rows ? 'all' : size },
      warmup: warm ? warmEpochs * updates : 0,
    };
  });
  return set(set(document, runsAt, runs as unknown as Json), pointer('changes'), undefined);
}

/** The run whose rate all others are made from: the one with the task's own batch, else the first. */
export function reference(document: Json, rows: number): number {
  const runs = (get(document, runsAt) ?? []) as Run[];
  const batch = get(document, batchAt);
  const own = typeof batch === 'number' ? Math.min(batch, rows) : rows;
  const found = runs.findIndex((_, k) => sizeOf(document, k, rows) === own);
  return Math.max(0, found);
}

/** Sizes that can be compared: one row, the task's own, all, and round ones between. */
export function sizesFor(document: Json, rows: number): number[] {
  const batch = get(document, batchAt);
  const own = typeof batch === 'number' ? batch : rows;
  return [...new Set([1, 8, 32, 128, 512, own, rows])].filter((size) => size <= rows).sort((a, b) => a - b);
}
