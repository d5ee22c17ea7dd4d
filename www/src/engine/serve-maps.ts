// What a worker of the pool does: makes parts of maps in slices, shows how far they are, and drops what is not wanted any more.

import { answer } from './calls';
import { type Result, toFailure } from './failure';
import { between, codesOf, fill } from './pixels';
import { turn } from './turn';
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

export type Part = BasinPart | SweepPart;

interface AnyLook {
  /** From 0 to 1. */
  readonly progress: number;
  readonly done: boolean;
}

/** Of each pixel of a basin map one number says both which minimum and how soon: see `codesOf`. */
export interface BasinLook extends AnyLook {
  readonly kind: 'basin';
  readonly codes: Uint16Array;
  readonly minima: Float64Array;
  /** Whether there is something to see of every pixel. */
  readonly covered: boolean;
  readonly compiled: boolean;
  readonly single: boolean;
}

export interface SweepLook extends AnyLook {
  readonly kind: 'sweep';
  readonly outcomes: Uint8Array;
  readonly values: Float64Array;
  readonly steps: Uint32Array;
}

export type Look = BasinLook | SweepLook;

/** What can be asked of a worker of the pool. */
export interface MapsApi {
  start(module: WebAssembly.Module): Promise<Result<true>>;
  /** Begins a part of an owner's job; parts of the owner's older jobs are dropped. Answers as `look` does. */
  begin(owner: number, job: number, number: number, part: Part): Promise<Result<Look | undefined>>;
  /** How far it is, when it is time to show that; undefined once it is dropped. */
  look(owner: number, job: number, number: number): Promise<Result<Look | undefined>>;
  /** Drops all that is made for an owner. */
  drop(owner: number): void;
}

const sliceMs = 10;
/** Looks follow each other so slowly at least; the first one comes sooner. */
const betweenMs = 1000 / 15;
const firstMs = 40;

interface Task {
  readonly owner: number;
  readonly job: number;
  readonly number: number;
  readonly part: Part;
  readonly map: Wasm.BasinMap | Wasm.SweepMap;
  /** Updates that a slice can hold. */
  budget: number;
  due: number;
  running: boolean;
  failed?: unknown;
  show?: (look: Result<Look | undefined>) => void;
}

/** Answers with this engine. */
export function serveMaps(wasm: typeof Wasm): void {
  let tasks: Task[] = [];
  let busy = false;

  function drop(unwanted: (task: Task) => boolean): void {
    for (const task of tasks.filter(unwanted)) {
      task.map.free();
      task.show?.({ ok: undefined });
    }
    tasks = tasks.filter((task) => !unwanted(task));
  }

  /** Goes on with all parts in turn until none is left to make. */
  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let k = 0; tasks.some(({ running }) => running); k++) {
      const running = tasks.filter((task) => task.running);
      const task = running[k % running.length] as Task;
      advance(task);
      show(task);
      await turn();
    }
    busy = false;
  }

  function advance(task: Task): void {
    const from = performance.now();
    try {
      task.running = task.map.advance(task.budget);
    } catch (error) {
      task.running = false;
      task.failed = error;
    }
    const took = performance.now() - from;
    const faster = Math.max(0.5, Math.min(2, sliceMs / Math.max(took, 0.1)));
    task.budget = Math.max(1000, Math.min(1 << 28, Math.round(task.budget * faster)));
  }

  /** Tells who has asked, when it is time. */
  function show(task: Task): void {
    const now = performance.now();
    if (!task.show || (task.running && now < task.due)) return;
    const tell = task.show;
    delete task.show;
    task.due = now + betweenMs;
    tell(task.failed === undefined ? { ok: lookOf(task) } : { failed: toFailure(task.failed) });
    if (!task.running) drop((other) => other === task);
  }

  const api: MapsApi = {
    async start(module) {
      try {
        await wasm.default({ module_or_path: module });
        return { ok: true };
      } catch (error) {
        return { failed: toFailure(error) };
      }
    },

    begin(owner, job, number, part) {
      const now = performance.now();
      const older = tasks.filter((task) => task.owner === owner && task.job !== job);
      // the next look is not sooner because the job is new: what follows a slider would be shown each time
      const due = Math.max(now + firstMs, ...older.map((task) => Math.min(task.due, now + betweenMs)));
      drop((task) => older.includes(task));
      try {
        const map = made(wasm, part);
        tasks.push({ owner, job, number, part, map, budget: 20_000, due, running: true });
      } catch (error) {
        return Promise.resolve({ failed: toFailure(error) });
      }
      void work();
      return api.look(owner, job, number);
    },

    look(owner, job, number) {
      const task = tasks.find((one) => one.owner === owner && one.job === job && one.number === number);
      if (!task) return Promise.resolve({ ok: undefined });
      return new Promise((answered) => {
        task.show = answered;
        if (!task.running) show(task);
      });
    },

    drop(owner) {
      drop((task) => task.owner === owner);
    },
  };
  answer({ ...api });
}

function made(wasm: typeof Wasm, part: Part): Wasm.BasinMap | Wasm.SweepMap {
  const { text, run, columns, rows, steps } = part;
  if (part.kind === 'basin') {
    const [domain, band] = [Float64Array.from(part.domain), Uint32Array.from(part.band)];
    return new wasm.BasinMap(text, run, domain, columns, rows, steps, part.single, true, band);
  }
  const { rates, other, below } = part;
  const values = other ? [...other.values] : [];
  return new wasm.SweepMap(
    text,
    run,
    [...rates],
    columns,
    other?.name,
    values,
    rows,
    other?.log === true,
    steps,
    below,
  );
}

function lookOf({ map, part, running }: Task): Look {
  const { progress } = map;
  const done = !running;
  if (!('which' in map)) {
    return { kind: 'sweep', progress, done, outcomes: map.outcomes(), values: map.values(), steps: map.steps() };
  }
  const { columns, steps, band, filled } = part as BasinPart;
  const { compiled, single } = map;
  const codes = codesOf(map.which(), map.steps(), between(steps));
  const covered = done || (filled && fill(codes, columns, band[1]));
  return { kind: 'basin', progress, done, codes, minima: map.minima(), covered, compiled, single };
}
