// The page's side of training: the runs of a document, spread over workers, learn in step up to where time is.

import digitsUrl from '../../../crates/fall-line/data/digits.bin?url';
import { get, type Json, pointer, set } from '../document/pointer';
import type { Remote } from './calls';
import { seenBy } from './clock';
import { crashed, type Failure, failure, type Result } from './failure';
import { kept as keptFile, wantedBy } from './files';
import { loadEngine } from './load';
import { Pool } from './pool';
import type { Finished, Telling, Trace } from './serve';
import type { Asked, Begun, Bytes, Learned, Teaching, TrainApi } from './serve-train';
import trainUrl from './wasm/train_bg.wasm?url';

export type { Lesson, Progress } from './serve-train';
export { seenBy };

/** What a run is while it learns. */
export interface Pupil extends Begun {
  readonly name: number;
}

let compiling: Promise<Result<WebAssembly.Module>> | undefined;

/** Compiled once a page; given up after a failure, so that trying again fetches again. */
function module(): Promise<Result<WebAssembly.Module>> {
  compiling ??= loadEngine(trainUrl);
  void compiling.then((result) => {
    if ('failed' in result) compiling = undefined;
  });
  return compiling;
}

const pool = (keeps: boolean) =>
  new Pool<TrainApi>(
    () => new Worker(new URL('./worker-train.ts', import.meta.url), { type: 'module' }),
    module,
    keeps,
  );

/** The workers of long questions that are about no run as it stands. */
export const studies = pool(false);

/** What the engine calls the digits that come with the page. */
const digitsName = 'fall-line/digits.bin';
type Does = (api: Remote<TrainApi>, group: number) => Promise<Result<ReadonlyMap<number, Learned> | undefined>>;

/** What a class was begun with. */
interface Beginning {
  readonly texts: readonly string[];
  readonly files: Bytes;
}

const cores = Math.max(1, Math.min(8, globalThis.navigator?.hardwareConcurrency || 2));
/** How long a worker learns until it answers how far it is; questions are answered meanwhile. */
const sliceMs = 33;

/** Where a run learns. */
export const placeOf = (run: number) => run % cores;

export class Trainer {
  readonly whole = false;

  /** Each run has its place among them, for as long as it is shown. */
  readonly shop = pool(true);

  /** Milliseconds that answers have taken of the workers, who do not learn meanwhile. */
  answered = 0;

  #pupils: readonly Pupil[] = [];
  /** Counts documents; the class of workers' runs that the pupils are is called by it. */
  #turn = 0;
  #group = 0;
  /** What the class was begun with, and the places where it is begun again. */
  #begun: Beginning | undefined;
  #returning = new Map<number, Promise<Result<undefined>>>();

  stop(): void {
    this.#turn += 1;
    this.shop.stop();
    [this.#pupils, this.#group, this.#begun] = [[], 0, undefined];
  }

  /** The library is of surfaces. */
  async surfaces(): Promise<Result<readonly []>> {
    return { ok: [] };
  }

  get pupils(): readonly Pupil[] {
    return this.#pupils;
  }

  /** What the workers call the class that the pupils are. */
  get group(): number {
    return this.#group;
  }

  /** The files that its document names, as far as they are here. */
  get given(): Bytes {
    return this.#begun?.files ?? new Map();
  }

  /** Begins a document; undefined when a newer one took its place. */
  async run(text: string): Promise<Result<Finished | undefined>> {
    this.#turn += 1;
    const turn = this.#turn;
    const read = await this.shop.ask(0, (api) => api.read(text));
    if (turn !== this.#turn) return { ok: undefined };
    if ('failed' in read) return read;
    const resolved = JSON.parse(read.ok.resolved) as Json;
    const files = await this.#gathered(read.ok.files, resolved);
    if (turn !== this.#turn) return { ok: undefined };
    if ('failed' in files) return files;
    const texts = apart(resolved).map((document) => JSON.stringify(document));
    // what is shown learns on until these are all here
    const begun = await Promise.all(
      texts.map((text, run) => this.shop.ask(placeOf(run), (api) => api.open(turn, run, text, files.ok, this.#group))),
    );
    const pupils: Pupil[] = [];
    let failed: Failure | undefined;
    for (const [name, one] of begun.entries()) {
      if ('ok' in one) pupils.push({ ...one.ok, name });
      else failed ??= named(one.failed, name);
    }
    if (failed || turn !== this.#turn) {
      if (turn === this.#turn) await this.#restored(turn);
      this.shop.tell((api) => void api.leave(turn));
      return failed && turn === this.#turn ? { failed } : { ok: undefined };
    }
    const before = this.#group;
    [this.#pupils, this.#group, this.#begun] = [pupils, turn, { texts, files: files.ok }];
    this.#returning.clear();
    this.shop.tell((api) => void api.leave(before));
    return { ok: this.#finished(read.ok) };
  }

  /** The same with another view. */
  async look(text: string, seen: Finished): Promise<Result<Finished>> {
    const read = await this.shop.ask(0, (api) => api.read(text));
    return 'ok' in read ? { ok: { ...seen, opened: { ...seen.opened, ...read.ok } } } : read;
  }

  /**
   * Lets all runs see their rows so many times, for a moment; what they have learned then, or undefined when another
   * document came in between.
   */
  async learn(until: number, { opened }: Finished): Promise<Result<Finished | undefined>> {
    return this.#all(opened, (api, group) => api.learn(group, until, sliceMs));
  }

  /** Takes all runs back to the end of an epoch, to go on from there. */
  async back(epoch: number, { opened }: Finished): Promise<Result<Finished | undefined>> {
    return this.#all(opened, (api, group) => api.back(group, epoch));
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
    ...given: Asked<K>
  ): Promise<Result<ReturnType<Teaching[K]> | undefined>> {
    const question = () => this.shop.ask(placeOf(run), (api) => api.tell(this.#group, run, name, given));
    const answer = await this.#kept(placeOf(run), question);
    if ('ok' in answer) this.answered += answer.ok?.ms ?? 0;
    return 'ok' in answer ? { ok: answer.ok?.says as ReturnType<Teaching[K]> | undefined } : answer;
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
  async #gathered(names: readonly string[], document: Json): Promise<Result<Bytes>> {
    const files = new Map<string, Uint8Array>();
    const wanted = wantedBy(document);
    for (const name of names) {
      const { sha256 = '' } = wanted.find(({ file }) => file === name) ?? {};
      const own = keptFile(sha256) ?? (name === digitsName ? await fetched(digitsUrl) : undefined);
      if (own && 'failed' in own) return own;
      if (own) files.set(name, own);
    }
    return { ok: files };
  }

  /** What another class has taken along learns as it did: that class is not shown. */
  async #restored(other: number): Promise<void> {
    const [group, begun] = [this.#group, this.#begun];
    if (!begun) return;
    await Promise.all(
      begun.texts.map((text, run) =>
        this.shop.ask(placeOf(run), (api) => api.open(group, run, text, begun.files, other)),
      ),
    );
  }

  /** Where the pupils are. */
  get #places(): readonly number[] {
    return [...new Set(this.#pupils.map(({ name }) => placeOf(name)))];
  }

  /** Has all runs learn or go back, and knows what has come of it. */
  async #all(opened: Finished['opened'], does: Does): Promise<Result<Finished | undefined>> {
    const group = this.#group;
    const one = (place: number) => this.#kept(place, () => this.shop.ask(place, (api) => does(api, group)));
    const all = await Promise.all(this.#places.map(one));
    if (group !== this.#group) return { ok: undefined };
    let pupils = this.#pupils;
    for (const some of all) {
      if ('failed' in some) return some;
      pupils = pupils.map((pupil) => ({ ...pupil, ...some.ok?.get(pupil.name) }));
    }
    this.#pupils = pupils;
    return { ok: this.#finished(opened) };
  }

  /**
   * Asks the worker of a place; where it has lost its runs, because it broke down, they are begun again, and it is asked
   * once more. Undefined when another document came in between.
   */
  async #kept<T>(place: number, question: () => Promise<Result<T>>): Promise<Result<T | undefined>> {
    const group = this.#group;
    for (let tries = 0; ; tries++) {
      const answer = await question();
      if (group !== this.#group) return { ok: undefined };
      const isLost = 'failed' in answer ? answer.failed.code === crashed : answer.ok === undefined;
      if (!isLost || tries > 0) return answer;
      const back = await this.#return(place);
      if (group !== this.#group) return { ok: undefined };
      if ('failed' in back) return back;
    }
  }

  /** Begins the runs of a place again where they are not there, and has them learn until they are where they were. */
  #return(place: number): Promise<Result<undefined>> {
    const returning = this.#returning.get(place) ?? this.#again(place);
    this.#returning.set(place, returning);
    void returning.finally(() => this.#returning.delete(place));
    return returning;
  }

  async #again(place: number): Promise<Result<undefined>> {
    const [group, begun] = [this.#group, this.#begun];
    for (const { name, progress } of this.#pupils.filter(({ name }) => placeOf(name) === place)) {
      const [text, to] = [begun?.texts[name] ?? '', seenBy(progress)];
      const is = await this.shop.ask(place, (api) => api.tell(group, name, 'kept', []));
      if ('failed' in is) return is;
      if (is.ok) continue;
      const opened = await this.shop.ask(place, (api) => api.open(group, name, text, begun?.files ?? new Map(), group));
      if ('failed' in opened) return opened;
      for (let at = 0; at < to && group === this.#group; ) {
        const learned = await this.shop.ask(place, (api) => api.learn(group, to, sliceMs));
        if ('failed' in learned) return learned;
        const now = learned.ok?.get(name)?.progress;
        if (now?.status !== 'running') break;
        at = seenBy(now);
      }
    }
    return { ok: undefined };
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

function trace({ progress, series, places, lesson }: Pupil): Trace {
  const { name, optimizer, evaluations, epochs } = progress;
  // time goes by epochs here
  const status =
    typeof progress.status === 'object' ? { diverged: { ...progress.status.diverged, at: epochs } } : progress.status;
  return {
    path: new Float64Array(),
    loss: series.loss ?? new Float64Array(),
    places: {
      updates: places.updates,
      rows: places.updates.map((_, epoch) => epoch * lesson.parts[0]),
      seconds: places.microseconds,
    },
    held: { loss: series.test_loss, right: series.test_accuracy },
    summary: { name, optimizer, status, evaluations, fingerprint: '', limit: null },
  };
}

/** The same document with each of its runs alone, and its own changes. */
function apart(document: Json): Json[] {
  const runs = (get(document, pointer('runs')) ?? []) as Json[];
  const changes = (get(document, pointer('changes')) ?? []) as { readonly run: number }[];
  return runs.map((run, number) => {
    const own = changes.filter((change) => change.run === number).map((change) => ({ ...change, run: 0 }));
    return set(set(document, pointer('runs'), [run]), pointer('changes'), own as Json);
  });
}

/** A document with one run calls it the first. */
function named(failed: Failure, run: number): Failure {
  return { ...failed, path: failed.path.replace(/^runs\[0\]/, `runs[${run}]`) };
}
