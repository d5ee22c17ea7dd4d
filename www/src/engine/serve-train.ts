// What a worker of networks does: learns in slices, no farther than it is told, and answers for any epoch that is kept.

import { answer } from './calls';
import { Clock, seenBy } from './clock';
import { failure, type Result, tried } from './failure';
import { firstOf } from './grown';
import { type JobsApi, jobs } from './jobs';
import { letters } from './letters';
import type { Growing } from './parted';
import { type Study, type StudyLook, study } from './studies';
import { turn } from './turn';
import type * as Wasm from './wasm/train';
import type { FileSight, Lesson, Problem, Progress, Training, Verdict } from './wasm/train';

export type { Histogram, LayerProbe, Lesson, Progress } from './wasm/train';

/** Files that a document wants beside it, by their names. */
export type Bytes = ReadonlyMap<string, Uint8Array>;

/** A document that was accepted. */
export interface Read {
  /** The canonical document. */
  readonly text: string;
  /** With every default written out. */
  readonly resolved: string;
  /** The names of the files that it wants beside it. */
  readonly files: readonly string[];
}

/** A run as it was taken into a class. */
export interface Begun extends Learned {
  readonly lesson: Lesson;
  /** How many epochs it is asked for. */
  readonly epochs: number;
}

/** How far a run is, and how it has done after each epoch, from an entry on: those before are known. */
export interface Learned {
  readonly progress: Progress;
  readonly from: number;
  readonly series: Readonly<Record<string, Float64Array>>;
  readonly places: { readonly updates: Uint32Array; readonly microseconds: Float64Array };
}

/** How many entries of the series of each run are known. */
export type Known = ReadonlyMap<number, number>;

/** A training, and its time. */
interface Timed {
  readonly training: Training;
  readonly clock: Clock;
  /** So many updates take about as long as it may go without a look at what has arrived. */
  stride: number;
}

/** A file that was looked at. */
export interface Sighted {
  readonly sight: FileSight;
  readonly bytes: Uint8Array;
}

/** The rows of a table: numbers row after row, and a class or a number each. */
export interface TableLook {
  readonly width: number;
  readonly inputs: Float32Array;
  readonly classes: Uint32Array | undefined;
  readonly numbers: Float32Array | undefined;
  readonly names: readonly string[];
  readonly skipped: Lesson['skipped'];
}

/** What a training can be asked, by the names of its methods. */
export type Teaching = Pick<
  Training,
  | 'confusion'
  | 'fingerprints'
  | 'inputs'
  | 'kept'
  | 'layers'
  | 'part'
  | 'plane'
  | 'result'
  | 'rule'
  | 'says'
  | 'spread'
  | 'targets'
  | 'think'
  | 'values'
  | 'weights'
>;

/** What is asked of a run beside which one it is. */
export type Asked<K extends keyof Teaching> = Parameters<Teaching[K]> extends [number, ...infer G] ? G : [];

/** What can be asked of a worker. */
export interface TrainApi extends JobsApi<Study, StudyLook>, Growing {
  start(module: WebAssembly.Module): Promise<Result<unknown>>;
  /** Reads a document, of any number of runs. */
  read(text: string): Promise<Result<Read>>;
  /** The verdicts on a document's goals, by what its runs have come to, as a result says it. */
  judge(text: string, result: string): Promise<Result<readonly Verdict[]>>;
  /** What an exercise is for a student. */
  askedOf(text: string, student: string): Promise<Result<Problem>>;
  /** What a file is. */
  sight(file: File): Promise<Result<Sighted>>;
  /** The rows of one that is a table. */
  table(file: File, target: number, numbers: boolean | undefined, scaled: boolean): Promise<Result<TableLook>>;
  /**
   * Takes a run into a class: a document that has only this one. What the same run of another class has learned is
   * taken along where the document allows it. Undefined where it was given up.
   */
  open(group: number, run: number, text: string, files: Bytes, before: number): Promise<Result<Begun | undefined>>;
  /** How far the runs of a class are that are being taken into it, from 0 to 1; undefined where none is. */
  opening(group: number): Promise<Result<number | undefined>>;
  /** A class is not wanted any more that is still being made ready. */
  giveUp(group: number): Promise<Result<void>>;
  /** Lets a class go. */
  leave(group: number): Promise<Result<void>>;
  /**
   * Lets the runs of a class learn until they have seen their rows so many times, a part of an epoch included, or the time
   * is over: then they go on a little while for whoever asks again. Undefined of a class that is not here.
   */
  learn(
    group: number,
    until: number,
    ms: number,
    known: Known,
  ): Promise<Result<ReadonlyMap<number, Learned> | undefined>>;
  /** Goes back to the end of an epoch, with all runs of a class. Undefined of a class that is not here. */
  back(group: number, epoch: number, known: Known): Promise<Result<ReadonlyMap<number, Learned> | undefined>>;
  /** Asks a run as it was after an epoch, or the last before it that is kept; as it is now without one, and how many
   * milliseconds that took; undefined of a class that is not here. */
  tell(
    group: number,
    run: number,
    name: keyof Teaching,
    given: readonly unknown[],
  ): Promise<Result<{ readonly says: unknown; readonly ms: number } | undefined>>;
}

/** Milliseconds between two looks at what has arrived: about so many, where an update does not take more. */
const [leastMs, mostMs] = [3, 6];
/** So long the runs learn on while the page has its answer, and is busy with it. */
const aheadMs = 200;

export function serveTraining(wasm: typeof Wasm): void {
  /** What the engine, or its first part, has for others. */
  let first: WebAssembly.ModuleImports = {};
  const groups = new Map<number, Map<number, Timed>>();
  /** Runs that are being made ready, and how far. */
  const openings = new Set<{ readonly group: number; share: number }>();
  /** Counts what the runs of each class are asked to do: what they do ahead ends with that. */
  const orders = new Map<number, number>();
  const ordered = (group: number) => {
    const order = (orders.get(group) ?? 0) + 1;
    orders.set(group, order);
    return order;
  };

  /** The runs of a class learn in slices, until all are so far, the time is over or something else is asked of them. */
  async function learning(group: number, until: number, ms: number): Promise<boolean> {
    const ends = performance.now() + ms;
    const order = ordered(group);
    let goes = true;
    while (goes && order === orders.get(group) && performance.now() < ends) {
      goes = false;
      for (const timed of [...(groups.get(group)?.values() ?? [])]) goes = slice(timed, until) || goes;
      if (goes) await turn();
    }
    return goes && order === orders.get(group);
  }

  /** While nobody asks. */
  async function ahead(group: number, until: number): Promise<void> {
    const order = orders.get(group);
    // the answer is on its way first
    await turn();
    // what breaks down here does so again when it is asked
    if (order === orders.get(group)) await learning(group, until, aheadMs).catch(() => {});
  }

  const api: TrainApi = {
    start: (module) =>
      tried(async () => {
        first = { ...(await wasm.default({ module_or_path: module })) };
        // networks are compiled by what comes with the rest, where there is one
        if ('rest' in first) wasm.compiles();
      }),

    link: (rest) =>
      tried(async () => {
        await WebAssembly.instantiate(rest, { first });
        wasm.start();
      }),

    judge: (text, result) => tried(() => wasm.check(text, result)),

    askedOf: (text, student) => tried(() => wasm.asked(text, student)),

    read: (text) => tried(() => ({ text: wasm.parse(text), resolved: wasm.resolve(text), files: wasm.files(text) })),

    sight: (file) => withBytes(file, (bytes) => ({ sight: wasm.sight(file.name, bytes), bytes })),

    table: (file, target, numbers, scaled) =>
      withBytes(file, (bytes) => {
        const rows = new wasm.TableRows(bytes, target, numbers, scaled);
        try {
          const [inputs, classes, values] = [rows.inputs(), rows.classes(), rows.numbers()];
          return {
            width: rows.width,
            inputs,
            classes,
            numbers: values,
            names: rows.class_names(),
            skipped: rows.skipped(),
          };
        } finally {
          rows.free();
        }
      }),

    open: (group, run, text, files, before) =>
      tried(async () => {
        ordered(before);
        // what a class that was given up has not taken along is still where it was
        const known = groups.get(before)?.get(run) ?? groups.get(group)?.get(run);
        const goesOn = known?.training.amend(text);
        const timed = (goesOn && known) || (await begun(group, text, files));
        if (!timed) return undefined;
        if (goesOn) timed.clock.back(timed.training.progress(0).epochs);
        groups.set(group, (groups.get(group) ?? new Map()).set(run, timed));
        const { training } = timed;
        return { ...learned(timed), lesson: training.lesson(0), epochs: training.epochs };
      }),

    opening: (group) =>
      tried(() => {
        const shares = [...openings.values()].filter((one) => one.group === group).map((one) => one.share);
        return shares.length > 0 ? Math.min(...shares) : undefined;
      }),

    giveUp: (group) =>
      tried(() => {
        for (const one of openings) if (one.group === group) openings.delete(one);
      }),

    leave: (group) =>
      tried(() => {
        const left = [...(groups.get(group)?.values() ?? [])];
        groups.delete(group);
        orders.delete(group);
        const kept = new Set([...groups.values()].flatMap((others) => [...others.values()]));
        for (const timed of left) if (!kept.has(timed)) timed.training.free();
      }),

    learn: (group, until, ms, known) =>
      tried(async () => {
        if (!groups.has(group)) return undefined;
        if (await learning(group, until, ms)) void ahead(group, until);
        return all(group, known);
      }),

    back: (group, epoch, known) =>
      tried(() => {
        ordered(group);
        const here = groups.get(group);
        for (const { training, clock } of here?.values() ?? []) {
          training.back(epoch);
          // the last before it may be all that is kept
          while (training.progress(0).epochs < epoch && training.step(1));
          clock.back(training.progress(0).epochs);
        }
        return here && all(group, known);
      }),

    tell: (group, run, name, given) =>
      tried(() => {
        const { training } = groups.get(group)?.get(run) ?? {};
        if (!training) return undefined;
        const from = performance.now();
        const says = (training[name] as (run: number, ...given: readonly unknown[]) => unknown).call(
          training,
          0,
          ...given,
        );
        return { says, ms: performance.now() - from };
      }),

    ...jobs<Study, StudyLook>((part) => study(wasm, part, (group, run) => groups.get(group)?.get(run)?.training)),
  };
  answer({ ...api });

  /** What all runs of a class have learned beyond what is known. */
  function all(group: number, known: Known): ReadonlyMap<number, Learned> {
    return new Map([...(groups.get(group) ?? [])].map(([run, timed]) => [run, learned(timed, known.get(run))]));
  }

  /** A run with how it does before its first update, made in slices; undefined where it was given up meanwhile. */
  async function begun(group: number, text: string, files: Bytes): Promise<Timed | undefined> {
    const beginning = handed(wasm, files, (all) => new wasm.Beginning(text, all));
    const opening = { group, share: 0 };
    openings.add(opening);
    let training: Training | undefined;
    try {
      let [rows, heard] = [1, performance.now()];
      for (let goes = true; goes; ) {
        const from = performance.now();
        goes = beginning.advance(rows);
        const now = performance.now();
        rows = now - from > mostMs ? Math.max(1, rows >> 1) : now - from < leastMs ? 2 * rows : rows;
        opening.share = beginning.progress;
        if (now - heard < leastMs) continue;
        await turn();
        heard = performance.now();
        if (!openings.has(opening)) return undefined;
      }
      training = beginning.training();
    } finally {
      openings.delete(opening);
      if (!training) beginning.free();
    }
    return { training, clock: new Clock(), stride: 1 };
  }
}

/** What comes of a file's bytes; one that cannot be read any more is no breakdown of the engine. */
async function withBytes<T>(file: File, make: (bytes: Uint8Array) => T): Promise<Result<T>> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    return { failed: failure('file_unreadable', String(error)) };
  }
  const made = await tried(() => make(bytes));
  if (!('failed' in made) || made.failed.code !== 'csv_text') return made;
  // the engine reads UTF-8
  const text = letters(bytes);
  return text === undefined ? made : tried(() => make(new TextEncoder().encode(text)));
}

/** Files as the engine takes them, while something is made of them. */
export function handed<T>(wasm: typeof Wasm, files: Bytes, make: (all: Wasm.Files) => T): T {
  const all = new wasm.Files();
  try {
    for (const [name, bytes] of files) all.put(name, bytes);
    return make(all);
  } finally {
    all.free();
  }
}

/** Learns for some milliseconds; true while it has not seen its rows so many times. */
function slice(timed: Timed, until: number): boolean {
  const { training, clock, stride } = timed;
  const progress = training.progress(0);
  const left = progress.status === 'running' ? Math.ceil((until - seenBy(progress)) * progress.within[1] - 1e-9) : 0;
  if (left <= 0) return false;
  const from = performance.now();
  const goes = training.step(Math.min(left, stride));
  const took = performance.now() - from;
  clock.took(took, training.progress(0));
  if (took > mostMs) timed.stride = Math.max(1, stride >> 1);
  // what ends sooner than it would says nothing
  else if (took < leastMs && left >= stride) timed.stride = 2 * stride;
  return goes && left > stride;
}

/** As far as it is, and what is not known of how it has done. */
function learned({ training, clock }: Timed, known = 0): Learned {
  const progress = training.progress(0);
  const from = Math.min(known, progress.epochs + 1);
  const series = Object.fromEntries(
    progress.series.map((name) => [name, training.series(0, name, firstOf(name, from))]),
  );
  return { progress, from, series, places: { updates: training.ends(0, from), microseconds: clock.since(from) } };
}
