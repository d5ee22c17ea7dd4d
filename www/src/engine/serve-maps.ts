// What a worker of maps makes: parts of them.

import { answer } from './calls';
import { type Result, tried } from './failure';
import { type JobsApi, jobs, type Look, type Making } from './jobs';
import { between, codesOf, fill } from './pixels';
import type * as Wasm from './wasm/whole';

/** Some rows of a basin map: where a run leads from each pixel. */
export interface BasinPart {
  readonly kind: 'basin';
  readonly text: string;
  readonly run: number;
  readonly domain: readonly number[];
  readonly columns: number;
  readonly rows: number;
  readonly steps: number;
  /** In f32, where the run can go so. */
  readonly single: boolean;
  /** The first row, a multiple of eight, and how many there are. */
  readonly band: readonly [first: number, rows: number];
  /** Whether pixels that are not known yet look like the nearest coarser one. */
  readonly filled: boolean;
}

/** Some rows of a sweep: what comes of settings. */
export interface SweepPart {
  readonly kind: 'sweep';
  readonly text: string;
  readonly run: number;
  readonly rates: readonly [number, number];
  readonly columns: number;
  /** The other hyper-parameter; without it there is one row. */
  readonly other?: { readonly name: string; readonly values: readonly [number, number]; readonly log: boolean };
  readonly rows: number;
  readonly steps: number;
  /** To be reached is a loss below this, else a known minimum. */
  readonly below?: number;
}

export type MapPart = BasinPart | SweepPart;

/** Of each pixel of a basin map one number says both which minimum and how soon: see `codesOf`. */
export interface BasinLook extends Look {
  readonly kind: 'basin';
  readonly codes: Uint16Array;
  readonly minima: Float64Array;
  /** Whether there is something to see of every pixel. */
  readonly covered: boolean;
  readonly compiled: boolean;
  readonly single: boolean;
}

export interface SweepLook extends Look {
  readonly kind: 'sweep';
  readonly outcomes: Uint8Array;
  readonly values: Float64Array;
  readonly steps: Uint32Array;
}

export type MapLook = BasinLook | SweepLook;

export interface MapsApi extends JobsApi<MapPart, MapLook> {
  start(module: WebAssembly.Module): Promise<Result<undefined>>;
}

/** Answers with this engine. */
export function serveMaps(wasm: typeof Wasm): void {
  const api: MapsApi = {
    start: (module) => tried(async () => void (await wasm.default({ module_or_path: module }))),
    ...jobs<MapPart, MapLook>((part) => (part.kind === 'basin' ? basin(wasm, part) : sweep(wasm, part))),
  };
  answer({ ...api });
}

function basin(wasm: typeof Wasm, part: BasinPart): Making<BasinLook> {
  const { text, run, columns, rows, steps, single, band, filled } = part;
  const domain = Float64Array.from(part.domain);
  const map = new wasm.BasinMap(text, run, domain, columns, rows, steps, single, true, Uint32Array.from(band));
  return {
    advance: (updates) => map.advance(updates),
    free: () => map.free(),
    look: (done) => {
      const { progress, compiled, single } = map;
      const codes = codesOf(map.which(), map.steps(), between(steps));
      const covered = done || (filled && fill(codes, columns, band[1]));
      return { kind: 'basin', progress, done, codes, minima: map.minima(), covered, compiled, single };
    },
  };
}

function sweep(wasm: typeof Wasm, part: SweepPart): Making<SweepLook> {
  const { text, run, rates, columns, other, rows, steps, below } = part;
  const [name, values, log] = [other?.name, other ? [...other.values] : [], other?.log === true];
  const map = new wasm.SweepMap(text, run, [...rates], columns, name, values, rows, log, steps, below);
  return {
    advance: (updates) => map.advance(updates),
    free: () => map.free(),
    look: (done) => {
      const { progress } = map;
      return { kind: 'sweep', progress, done, outcomes: map.outcomes(), values: map.values(), steps: map.steps() };
    },
  };
}
