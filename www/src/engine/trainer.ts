// The page's side of training: the runs of a document, spread over workers, learn in step up to where time is.

import digitsUrl from '../../../crates/fall-line/data/digits.bin?url';
import { get, type Json, pointer, set } from '../document/pointer';
import type { Remote } from './calls';
import { crashed, type Failure, failure, type Result } from './failure';
import { loadEngine } from './load';
import { type Running, running } from './running';
import type { Finished, Telling, Trace } from './serve';
import { type Begun, type Bytes, seenBy, type Teaching, type TrainApi } from './serve-train';
import trainUrl from './wasm/train_bg.wasm?url';

export type { Lesson, Progress } from './serve-train';

/** What a run is while it learns. */
export interface Pupil extends Begun {
  readonly name: number;
}

type Worked = Result<Running<TrainApi>>;

let compiling: Promise<Result<WebAssembly.Module>> | undefined;

/** Compiled once a page; given up after a failure, so that trying again fetches again. */
function module(): Promise<Result<WebAssembly.Module>> {
  compiling ??= loadEngine(trainUrl);
  void compiling.then((result) => {
    if ('failed' in result) compiling = undefined;
  });
  return compiling;
}

/** What the engine calls the digits that come with the page. */
const digitsName = 'fall-line/digits.bin';
const cores = Math.max(1, Math.min(8, globalThis.navigator?.hardwareConcurrency || 2));
/** How long a worker learns until it answers: a few pictures a second come while it does. */
const sliceMs = 14;

export class Trainer {
  files: Bytes = new Map();
  readonly whole = false;

  #workers: Promise<Worked>[] = [];
  #pupils: readonly Pupil[] = [];
  /** Counts documents; the class of workers' runs that the pupils are is called by it. */
  #turn = 0;
  #group = 0;

  stop(): void {
    this.#turn += 1;
    for (const starting of this.#workers) void starting.then((worker) => 'ok' in worker && worker.ok.stop());
    [this.#workers, this.#pupils, this.#group] = [[], [], 0];
  }

  /** The library is of surfaces. */
  async surfaces(): Promise<Result<readonly []>> {
    return { ok: [] };
  }

  get pupils(): readonly Pupil[] {
    return this.#pupils;
  }

  /** Begins a document; undefined when a newer one took its place. */
  async run(text: string): Promise<Result<Finished | undefined>> {
    this.#turn += 1;
    const turn = this.#turn;
    const read = await this.#ask(0, (api) => api.read(text));
    if (turn !== this.#turn) return { ok: undefined };
    if ('failed' in read) return read;
    const files = await this.#gathered(read.ok.files);
    if (turn !== this.#turn) return { ok: undefined };
    if ('failed' in files) return files;
    const resolved = JSON.parse(read.ok.resolved) as Json;
    const runs = (get(resolved, pointer('runs')) as Json[] | null) ?? [];
    // what is shown learns on until these are all here
    const begun = await Promise.all(
      runs.map((run, number) =>
        this.#ask(number % cores, (api) =>
          api.open(turn, number, JSON.stringify(set(resolved, pointer('runs'), [run])), files.ok),
        ),
      ),
    );
    const pupils: Pupil[] = [];
    let failed: Failure | undefined;
    for (const [name, one] of begun.entries()) {
      if ('ok' in one) pupils.push({ ...one.ok, name });
      else failed ??= named(one.failed, name);
    }
    if (failed || turn !== this.#turn) {
      this.#drop(turn);
      return failed && turn === this.#turn ? { failed } : { ok: undefined };
    }
    this.#drop(this.#group);
    [this.#pupils, this.#group] = [pupils, turn];
    return { ok: this.#finished(read.ok) };
  }

  /** The same with another view. */
  async look(text: string, seen: Finished): Promise<Result<Finished>> {
    const read = await this.#ask(0, (api) => api.read(text));
    return 'ok' in read ? { ok: { ...seen, opened: { ...seen.opened, ...read.ok } } } : read;
  }

  /**
   * Lets all runs see their rows so many times, for a moment; what they have learned then, or undefined when another
   * document came in between.
   */
  async learn(until: number, { opened }: Finished): Promise<Result<Finished | undefined>> {
    const group = this.#group;
    const all = await Promise.all(
      this.#places.map((place) => this.#ask(place, (api) => api.learn(group, until, sliceMs))),
    );
    if (group !== this.#group) return { ok: undefined };
    let pupils = this.#pupils;
    for (const some of all) {
      if ('failed' in some) return some;
      pupils = pupils.map((pupil) => ({ ...pupil, ...some.ok.get(pupil.name) }));
    }
    this.#pupils = pupils;
    return { ok: this.#finished(opened) };
  }

  /** How often all that still learn have seen their rows. */
  get at(): number {
    const learning = this.#pupils.filter(({ progress }) => progress.status === 'running');
    return Math.min(Number.POSITIVE_INFINITY, ...learning.map(({ progress }) => seenBy(progress)));
  }

  /** How many epochs all have done that still learn; all of them where none does. */
  get ready(): number {
    const learning = this.#pupils.filter(({ progress }) => progress.status === 'running');
    return Math.min(Number.POSITIVE_INFINITY, ...learning.map(({ progress }) => progress.epochs));
  }

  /**
   * Asks about a run as it was after an epoch, or the last before it that is kept; undefined when another document came in
   * between.
   */
  async ask<K extends keyof Teaching>(
    run: number,
    name: K,
    ...given: Parameters<Teaching[K]> extends [number, ...infer G] ? G : never
  ): Promise<Result<ReturnType<Teaching[K]> | undefined>> {
    const group = this.#group;
    const answer = await this.#ask(run % cores, (api) => api.tell(group, run, name, given));
    return group === this.#group ? (answer as Result<ReturnType<Teaching[K]> | undefined>) : { ok: undefined };
  }

  /** What curves ask of a session. */
  async tell<K extends keyof Telling>(
    _: string,
    name: K,
    ...given: Parameters<Telling[K]>
  ): Promise<Result<ReturnType<Telling[K]> | undefined>> {
    const [run, series] = given as unknown as [run: number, series: string];
    const known = name === 'series' ? this.#pupils[run]?.series[series] : undefined;
    if (known) return { ok: known as ReturnType<Telling[K]> };
    return { failed: failure('untold', `${name} is not of networks`) };
  }

  async glance(): Promise<Result<never>> {
    return { failed: failure('untold', 'networks are not glanced at') };
  }

  /** What a document wants beside it, as far as it is here or comes with the page; the engine says what is missing. */
  async #gathered(names: readonly string[]): Promise<Result<Bytes>> {
    const files = new Map<string, Uint8Array>();
    for (const name of names) {
      const own = this.files.get(name) ?? (name === digitsName ? await fetched(digitsUrl) : undefined);
      if (own && 'failed' in own) return own;
      if (own) files.set(name, own);
    }
    return { ok: files };
  }

  /** Where the pupils are. */
  get #places(): readonly number[] {
    return [...new Set(this.#pupils.map(({ name }) => name % cores))];
  }

  #drop(group: number): void {
    for (const starting of this.#workers)
      void starting?.then((worker) => void ('ok' in worker && worker.ok.api.drop(group)));
  }

  #finished(read: { readonly text: string; readonly resolved: string }): Finished {
    return {
      opened: { text: read.text, resolved: read.resolved, domain: plane, minima: new Float64Array(), lowest: 0 },
      steps: Math.max(0, ...this.#pupils.map(({ epochs }) => epochs)),
      runs: this.#pupils.map(trace),
      series: this.#pupils[0]?.progress.series ?? [],
      fingerprint: '',
    };
  }

  async #ask<T>(place: number, question: (api: Remote<TrainApi>) => Promise<Result<T>>): Promise<Result<T>> {
    this.#workers[place] ??= running<TrainApi>(
      () => new Worker(new URL('./worker-train.ts', import.meta.url), { type: 'module' }),
      module(),
    );
    const starting = this.#workers[place];
    const worker = await starting;
    if ('failed' in worker) {
      if (this.#workers[place] === starting) delete this.#workers[place];
      return worker;
    }
    const answer = await Promise.race([question(worker.ok.api), worker.ok.dead]);
    // one that broke down is no use any more: the next question starts another
    if ('failed' in answer && answer.failed.code === crashed && this.#workers[place] === starting) {
      worker.ok.stop();
      delete this.#workers[place];
    }
    return answer;
  }
}

/** Fetched once a page. */
const kept = new Map<string, Uint8Array>();

async function fetched(address: string): Promise<Uint8Array | { readonly failed: Failure }> {
  const known = kept.get(address);
  if (known) return known;
  const file = new URL(address, import.meta.url).href;
  try {
    const response = await fetch(file);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    kept.set(address, bytes);
    return bytes;
  } catch (error) {
    return { failed: failure('wasm_unreachable', `${file}: ${String(error)}`, { file }) };
  }
}

/** The part of the plane that data are drawn on. */
const plane = Float64Array.of(-6, 6, -6, 6);

function trace({ progress, series }: Pupil): Trace {
  const { name, optimizer, evaluations, epochs } = progress;
  // time goes by epochs here
  const status =
    typeof progress.status === 'object' ? { diverged: { ...progress.status.diverged, at: epochs } } : progress.status;
  return {
    path: new Float64Array(),
    loss: series.loss ?? new Float64Array(),
    held: { loss: series.test_loss, right: series.test_accuracy },
    summary: { name, optimizer, status, evaluations, fingerprint: '', limit: null },
  };
}

/** A document with one run calls it the first. */
function named(failed: Failure, run: number): Failure {
  return { ...failed, path: failed.path.replace(/^runs\[0\]/, `runs[${run}]`) };
}
