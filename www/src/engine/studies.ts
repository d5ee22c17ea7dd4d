// Long questions about training: where a run lies on its loss, its worst rows, which rate suits, how other settings do.

import type { Look, Making } from './jobs';
import { type Bytes, handed } from './serve-train';
import type * as Wasm from './wasm/train';

/** The loss on a plane through the weights of a run of a class. */
export interface LandscapeStudy {
  readonly kind: 'landscape';
  readonly group: number;
  readonly run: number;
  readonly epoch: number | undefined;
  /** Of two random directions, as far as `radius`; without it, those in which the run has moved. */
  readonly seed: number | undefined;
  readonly radius: number;
  readonly columns: number;
  readonly rows: number;
}

/** The rows that cost a run of a class most, of a part. */
export interface WorstStudy {
  readonly kind: 'worst';
  readonly group: number;
  readonly run: number;
  readonly epoch: number | undefined;
  readonly part: number;
  readonly count: number;
}

/** A run as it begins, with a rate that grows. */
export interface FinderStudy {
  readonly kind: 'finder';
  readonly text: string;
  readonly run: number;
  readonly rates: readonly [from: number, to: number];
  readonly updates: number;
  readonly files: Bytes;
}

/** A run at every setting of one or two of its fields. */
export interface SettingsStudy {
  readonly kind: 'settings';
  readonly text: string;
  readonly run: number;
  /** Which fields, and what stands there. */
  readonly fields: readonly { readonly at: string; readonly values: readonly unknown[] }[];
  readonly seeds: number;
  /** What it is measured by: a series' last value, or its best. */
  readonly series: string;
  readonly best: boolean;
  readonly files: Bytes;
}

export type Study = LandscapeStudy | WorstStudy | FinderStudy | SettingsStudy;

export interface LandscapeLook extends Look {
  readonly kind: 'landscape';
  readonly domain: Float64Array;
  readonly path: Float64Array;
  readonly values: Float32Array;
  readonly kept: number;
}

export interface WorstLook extends Look {
  readonly kind: 'worst';
  readonly rows: Uint32Array;
  readonly losses: Float32Array;
}

export interface FinderLook extends Look {
  readonly kind: 'finder';
  readonly rates: Float64Array;
  readonly losses: Float64Array;
  readonly smooth: Float64Array;
  readonly suggested: number | undefined;
}

export interface SettingsLook extends Look {
  readonly kind: 'settings';
  /** `seeds` numbers a setting, the first field's values within the second's. */
  readonly values: Float64Array;
}

export type StudyLook = LandscapeLook | WorstLook | FinderLook | SettingsLook;

/** What can be advanced and left, of the engine. */
type Advancing = Wasm.Landscape | Wasm.Worst | Wasm.Finder | Wasm.TrainingSweep;

/** What makes a study; none where the run it is of has gone. */
export function study(
  wasm: typeof Wasm,
  part: Study,
  trained: (group: number, run: number) => Wasm.Training | undefined,
): Making<StudyLook> | undefined {
  if (part.kind === 'finder') {
    const { text, run, rates, updates, files } = part;
    const finder = handed(wasm, files, (all) => new wasm.Finder(text, run, ...rates, updates, all));
    return making(finder, [1, 1], (look) => {
      const { suggested } = finder;
      const [rates, losses, smooth] = [finder.rates(), finder.losses(), finder.smooth()];
      return { kind: 'finder', ...look, rates, losses, smooth, suggested };
    });
  }
  if (part.kind === 'settings') {
    const { text, run, fields, seeds, series, best, files } = part;
    const [at, values] = [fields.map((field) => field.at), fields.map((field) => JSON.stringify(field.values))];
    const sweep = handed(wasm, files, (all) => new wasm.TrainingSweep(text, run, at, values, seeds, series, best, all));
    return making(sweep, [2000, 50], (look) => ({ kind: 'settings', ...look, values: sweep.values() }));
  }
  const training = trained(part.group, part.run);
  if (!training) return undefined;
  if (part.kind === 'worst') {
    const worst = new wasm.Worst(training, 0, part.part, part.count, part.epoch);
    return making(worst, [100, 10], (look) => ({ kind: 'worst', ...look, rows: worst.rows(), losses: worst.losses() }));
  }
  const { seed, radius, columns, rows, epoch } = part;
  const landscape = new wasm.Landscape(training, 0, seed, radius, columns, rows, epoch);
  return making(landscape, [1, 1], (look) => {
    const { kept } = landscape;
    return {
      kind: 'landscape',
      ...look,
      domain: landscape.domain(),
      path: landscape.path(),
      values: landscape.values(),
      kept,
    };
  });
}

function making<L extends Look>(job: Advancing, slices: readonly [number, number], look: (look: Look) => L): Making<L> {
  return {
    slices,
    advance: (amount) => job.advance(amount),
    free: () => job.free(),
    look: (done) => look({ progress: job.progress, done }),
  };
}
