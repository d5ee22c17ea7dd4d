// The types of the package: documents as the schema has them, and what comes out.

import type { Experiment } from './experiment.js';

export type { Experiment } from './experiment.js';

/** A document: an object, or JSON text, which is read strictly. */
export type Document = Experiment | string;

/** A text for people. */
export type Text = string | { en?: string; ko?: string };

/** Files that a document names, by the names that it has for them. */
export type Files = Record<string, Uint8Array | ArrayBuffer>;

/** How a run ended, or that it has not. */
export type Status =
  | 'running'
  | 'done'
  | {
      diverged: {
        /** In which update something was first not finite; 0 is the start. */
        at: number;
        why: string;
        code: string;
        params: Record<string, string>;
      };
    };

/** Quartiles over the seeds. */
export interface Quartiles {
  lower: number[];
  median: number[];
  upper: number[];
}

interface AnyRun {
  name: Text;
  status: Status;
  fingerprint: string;
  /** Gradients asked for. */
  evaluations: number;
  loss: number[];
  lr: number[];
  gradient_norm: number[];
}

/** Entry k of `loss` and `path` is after k updates; entry k of `lr` and `gradient_norm` belongs to update k + 1. */
export interface SurfaceRun extends AnyRun {
  path: [x: number, y: number][];
  repeat?: { seeds: number; loss: Quartiles };
}

/** By epoch; entry 0 is before training. `lr` and `gradient_norm` are of each epoch's last update. */
export interface NetworkRun extends AnyRun {
  accuracy?: number[];
  validation_loss?: number[];
  validation_accuracy?: number[];
  test_loss?: number[];
  test_accuracy?: number[];
  /** What it says of each training row: probabilities, one for two classes, or values. */
  outputs: number[][];
  repeat?: { seeds: number } & Record<string, Quartiles | number>;
}

/** What came out. It holds neither NaN nor infinity. */
export interface Result<Run = SurfaceRun | NetworkRun> {
  version: number;
  engine: number;
  /** A hash of all result bits. */
  fingerprint: string;
  runs: Run[];
}

/** What a run's series can be called. */
export type Series =
  | 'loss'
  | 'lr'
  | 'gradient_norm'
  | 'accuracy'
  | 'validation_loss'
  | 'validation_accuracy'
  | 'test_loss'
  | 'test_accuracy';

/** How a picture is to be; what is not said is as the document's view has it. */
export interface Look {
  /** `auto` goes with whoever looks at it. */
  theme?: 'light' | 'dark' | 'auto';
  lang?: 'en' | 'ko';
  /** In pixels, 240 … 4000; by default 720. */
  width?: number;
  /** The step that is shown, of networks the epoch; by default the last. */
  at?: number;
}

/** Runs a document to its end. */
export function run(experiment: Document, options?: { files?: Files }): Result;

/** Checks a document: its canonical form, in which what equals its default is left out. */
export function parse(experiment: Document): Experiment;

/** What came out of a document, as one SVG that needs nothing else. */
export function picture(experiment: Document, options?: Look & { files?: Files }): string;

/** What a hand-in is worth, and why. */
export interface Grade {
  student: string;
  score: number;
  points: number;
  /** In the exercise's order; none where it was not run. */
  goals: {
    reached: boolean;
    points: number;
    of: number;
    code: string;
    params: Record<string, string>;
    message: string;
  }[];
  /** What differs from the exercise, and may. */
  changed: { pointer: string; from: unknown; to: unknown }[];
  /** `#1.…`: after the page's address, it shows what was handed in. */
  link: string | null;
  fingerprint: string | null;
  /** Whether the fingerprint that was handed in is that; null where there was none. */
  claimed: boolean | null;
  attempts: number;
  /** Why it was not judged: then the score is 0. */
  problem: { code: string; path: string; message: string; params: Record<string, string> } | null;
}

/**
 * Judges what was handed in, by running it again; what is wrong with it stands in the grade. Without the teacher's key,
 * goals that need one are not reached. `student` is whose it is: without, what it says itself.
 */
export function grade(
  exercise: Document,
  handIn: unknown,
  options?: { key?: object | string; student?: string; files?: Files },
): Grade;

/** The JSON Schema of documents. */
export function schema(): Record<string, unknown>;

/** A document step by step. Stepping cannot fail: a run is running, done, or diverged at a step. */
export class Session {
  constructor(experiment: Document, options?: { files?: Files });
  readonly task: 'surface' | 'network';
  /** How many runs there are. */
  readonly runs: number;
  /** How far the longest run goes: in updates, of networks in epochs. */
  readonly length: number;
  /** A hash of all result bits. */
  readonly fingerprint: string;
  /** Every run that still runs takes up to `count` updates, by default one; true while any still runs. */
  step(count?: number): boolean;
  /** Takes all the updates that there are. */
  finish(): this;
  /** Of a surface: x0, y0, x1, y1, …; of a network undefined. */
  path(run?: number): Float64Array | undefined;
  /** A series of a run; undefined where there is none. */
  series(name: Series, run?: number): Float64Array | undefined;
  status(run?: number): Status;
  /** Of a network: layer after layer, weights output by output, then biases; of a surface undefined. */
  weights(run?: number): Float32Array | undefined;
  /** What has come out so far. */
  result(): Result;
  /** Gives its memory back; it is of no use then. Left alone, it is given back with the object. */
  free(): void;
}

/** A document that cannot be read or run. */
export class FallLineError extends Error {
  name: 'FallLineError';
  /** Stable: "out_of_range", "unknown_field", … */
  code: string;
  /** Where in the document: "runs[1].optimizer.adam.lr"; empty for the document itself. */
  path: string;
  params: Record<string, string>;
  /** [start, end) in UTF-16 units: of the document for syntax, of the formula for formulas. */
  span?: [start: number, end: number];
}
