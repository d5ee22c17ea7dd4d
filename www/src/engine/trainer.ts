// The page's side of training: the runs of a document, spread over workers, learn in step up to where time is.

import { get, type Json, pointer, set } from '../document/pointer';
import type { Remote } from './calls';
import { seenBy } from './clock';
import { crashed, type Failure, failure, type Result } from './failure';
import { gathered } from './files';
import { fingerprintOf } from './fingerprint';
import { shop } from './networks';
import { learnedMore, type Pupil, pupilOf, trace } from './pupil';
import type { Finished, Telling } from './serve';
import type { Asked, Bytes, Known, Learned, Teaching, TrainApi } from './serve-train';
import type { Problem, Verdict } from './wasm/train';

export type { Pupil } from './pupil';
export type { Lesson, Progress } from './serve-train';
export { seenBy };

/** What is asked by few, and answered by a whole engine. */
const rare: ReadonlySet<keyof Teaching> = new Set(['result', 'rule', 'spread', 'values']);

type Does = (
  api: Remote<TrainApi>,
  group: number,
  known: Known,
) => Promise<Result<ReadonlyMap<number, Learned> | undefined>>;

/** What a class was begun with. */
interface Beginning {
  readonly texts: readonly string[];
  readonly files: Bytes;
}

const cores = Math.max(1, Math.min(8, globalThis.navigator?.hardwareConcurrency || 2));
/** How long a worker learns until it answers how far it is; questions are answered meanwhile. */
const sliceMs = 33;

/** More multiplications than these are too many at once to make a fingerprint of what a network says. */
const mostAtOnce = 1e10;

/** A run that takes more microseconds is worth what the rest of the engine knows of speed. */
const longUs = 300_000;

/** What is not there within so long is told of, so often. */
const [patientMs, toldMs] = [300, 100];

/** Counts documents, of all figures: workers tell their classes apart by it. */
let turns = 0;
let trainers = 0;

export class Trainer {
  readonly whole = false;

  readonly shop = shop;
  /** Each run has its place among them; figures begin at places of their own. */
  #first = trainers++;
  /** Whether the workers know of it. */
  #isIn = false;

  /** Milliseconds that answers have taken of the workers, who do not learn meanwhile. */
  answered = 0;

  /** Hears how far a document is that takes long to be made ready, from 0 to 1, and when it is none any more. */
  opening: (share: number | undefined) => void = () => {};

  #pupils: readonly Pupil[] = [];
  /** The fingerprint of all, at their ends. */
  #known: { readonly pupils: readonly Pupil[]; readonly text: string } | undefined;
  /** The class that is being made ready. */
  #opens = 0;
  /** Counts what was to be run: an older document is not begun any more. */
  #asked = 0;
  /** Which document is the newest; the class of workers' runs that the pupils are is called by it. */
  #turn = 0;
  #group = 0;
  /** What the class was begun with, and the places where it is begun again. */
  #begun: Beginning | undefined;
  #returning = new Map<number, Promise<Result<undefined>>>();

  stop(): void {
    this.#asked += 1;
    this.#turn = ++turns;
    if (!this.#isIn) return;
    this.#isIn = false;
    const [opens, group] = [this.#opens, this.#group];
    shop.tell((api) => {
      void api.giveUp(opens);
      void api.leave(group);
    });
    [this.#pupils, this.#group, this.#begun, this.#opens] = [[], 0, undefined, 0];
    shop.leave();
  }

  /** The library is of surfaces. */
  async surfaces(): Promise<Result<readonly []>> {
    return { ok: [] };
  }

  /** Where a run learns. */
  placeOf(run: number): number {
    return (this.#first + run) % cores;
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
    const asked = ++this.#asked;
    if (!this.#isIn) shop.enter();
    this.#isIn = true;
    // what somebody has changed may be anything, and what is shown is not risked for it
    const whole = this.#group > 0 ? 'better' : undefined;
    const read = await shop.ask(this.placeOf(0), (api) => api.read(text), whole);
    if (asked !== this.#asked) return { ok: undefined };
    // what is on its way goes on
    if ('failed' in read) return read;
    const turn = ++turns;
    this.#turn = turn;
    const resolved = JSON.parse(read.ok.resolved) as Json;
    const files = await gathered(read.ok.files, resolved);
    if (turn !== this.#turn) return { ok: undefined };
    if ('failed' in files) return files;
    const texts = apart(resolved).map((document) => JSON.stringify(document));
    const older = this.#opens;
    if (older) shop.tell((api) => void api.giveUp(older));
    this.#opens = turn;
    void this.#follow(turn, Math.min(cores, texts.length));
    // what is shown learns on until these are all here
    const opens = (run: number, text: string) => (api: Remote<TrainApi>) =>
      api.open(turn, run, text, files.ok, this.#group);
    const begun = await Promise.all(texts.map((text, run) => shop.ask(this.placeOf(run), opens(run, text), whole)));
    if (this.#opens === turn) this.#opens = 0;
    const pupils: Pupil[] = [];
    let failed: Failure | undefined;
    for (const [name, one] of begun.entries()) {
      if ('failed' in one) failed ??= named(one.failed, name);
      else if (one.ok) pupils.push(pupilOf(one.ok, name));
    }
    if (failed || turn !== this.#turn) {
      if (turn === this.#turn) await this.#restored(turn);
      shop.tell((api) => void api.leave(turn));
      return failed && turn === this.#turn ? { failed } : { ok: undefined };
    }
    const before = this.#group;
    [this.#pupils, this.#group, this.#begun] = [pupils, turn, { texts, files: files.ok }];
    this.#returning.clear();
    shop.tell((api) => void api.leave(before));
    await this.#fingerprinted();
    return turn === this.#turn ? { ok: this.#finished(read.ok) } : { ok: undefined };
  }

  /** A document with every default written out; undefined where it is none. */
  async resolved(text: string): Promise<Json | undefined> {
    const read = await shop.ask(this.placeOf(0), (api) => api.read(text), 'better');
    return 'ok' in read ? (JSON.parse(read.ok.resolved) as Json) : undefined;
  }

  /** The same with another view. */
  async look(text: string, seen: Finished): Promise<Result<Finished>> {
    const read = await shop.ask(this.placeOf(0), (api) => api.read(text), 'better');
    return 'ok' in read ? { ok: { ...seen, opened: { ...seen.opened, ...read.ok } } } : read;
  }

  /**
   * Lets all runs see their rows so many times, for a moment; what they have learned then, or undefined when another
   * document came in between.
   */
  async learn(until: number, { opened }: Finished): Promise<Result<Finished | undefined>> {
    return this.#all(opened, (api, group, known) => api.learn(group, until, sliceMs, known));
  }

  /** Takes all runs back to the end of an epoch, to go on from there. */
  async back(epoch: number, { opened }: Finished): Promise<Result<Finished | undefined>> {
    return this.#all(opened, (api, group, known) => api.back(group, epoch, known));
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
    const tells = (api: Remote<TrainApi>) => api.tell(this.#group, run, name, given);
    const question = () => shop.ask(this.placeOf(run), tells, rare.has(name) ? 'needed' : undefined);
    const answer = await this.#kept(this.placeOf(run), question);
    if ('ok' in answer) this.answered += answer.ok?.ms ?? 0;
    return 'ok' in answer ? { ok: answer.ok?.says as ReturnType<Teaching[K]> | undefined } : answer;
  }

  /** The verdicts on the goals, by what the runs have come to. */
  async judge({ opened }: Finished): Promise<Result<readonly Verdict[] | undefined>> {
    const runs = this.#pupils.map(({ progress, series, lesson }) => {
      const { status, evaluations, parameters } = progress;
      const told = Object.entries(series).map(([name, values]) => [name, [...values]]);
      return { ...Object.fromEntries(told), status, evaluations, parameters, rows: lesson.parts[0] };
    });
    return this.shop.ask(0, (api) => api.judge(opened.text, JSON.stringify({ runs })), 'needed');
  }

  /** What an exercise is for a student. */
  async askedOf(text: string, student: string): Promise<Result<Problem>> {
    return this.shop.ask(0, (api) => api.askedOf(text, student), 'needed');
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

  /** Tells how far a document is that is being made ready in so many places, where that takes long. */
  async #follow(turn: number, places: number): Promise<void> {
    const rest = (ms: number) => new Promise((rested) => setTimeout(rested, ms));
    await rest(patientMs);
    while (this.#opens === turn) {
      const asked = Array.from({ length: places }, (_, place) =>
        shop.ask(this.placeOf(place), (api) => api.opening(turn)),
      );
      const shares = (await Promise.all(asked)).flatMap((one) => ('ok' in one && one.ok !== undefined ? [one.ok] : []));
      if (this.#opens !== turn) break;
      if (shares.length > 0) this.opening(Math.min(...shares));
      await rest(toldMs);
    }
    if (!this.#opens) this.opening(undefined);
  }

  /** What another class has taken along learns as it did: that class is not shown. */
  async #restored(other: number): Promise<void> {
    const [group, begun] = [this.#group, this.#begun];
    if (!begun) return;
    await Promise.all(
      begun.texts.map((text, run) =>
        shop.ask(this.placeOf(run), (api) => api.open(group, run, text, begun.files, other)),
      ),
    );
  }

  /** Where the pupils are. */
  get #places(): readonly number[] {
    return [...new Set(this.#pupils.map(({ name }) => this.placeOf(name)))];
  }

  /** Has all runs learn or go back, and knows what has come of it. */
  async #all(opened: Finished['opened'], does: Does): Promise<Result<Finished | undefined>> {
    const group = this.#group;
    // only what is new comes
    const known = new Map(this.#pupils.map(({ name, progress }) => [name, progress.epochs + 1]));
    const one = (place: number) =>
      this.#kept(place, async () => {
        const answer = await shop.ask(place, (api) => does(api, group, known));
        const isLost = ({ name }: Pupil) => this.placeOf(name) === place && 'ok' in answer && !answer.ok?.has(name);
        return this.#pupils.some(isLost) ? { ok: undefined } : answer;
      });
    const all = await Promise.all(this.#places.map(one));
    if (group !== this.#group) return { ok: undefined };
    let pupils = this.#pupils;
    for (const some of all) {
      if ('failed' in some) return some;
      pupils = pupils.map((pupil) => learnedMore(pupil, some.ok?.get(pupil.name)));
    }
    this.#pupils = pupils;
    if (pupils.some(({ places }) => (places.microseconds.at(-1) ?? 0) > longUs)) shop.grow();
    await this.#fingerprinted();
    return group === this.#group ? { ok: this.#finished(opened) } : { ok: undefined };
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
    for (const { name, progress } of this.#pupils.filter(({ name }) => this.placeOf(name) === place)) {
      const [text, to] = [begun?.texts[name] ?? '', seenBy(progress)];
      const is = await shop.ask(place, (api) => api.tell(group, name, 'kept', []));
      if ('failed' in is) return is;
      if (is.ok) continue;
      const opened = await shop.ask(place, (api) => api.open(group, name, text, begun?.files ?? new Map(), group));
      if ('failed' in opened) return opened;
      for (let at = 0; at < to && group === this.#group; ) {
        const learned = await shop.ask(place, (api) => api.learn(group, to, sliceMs, new Map()));
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
      fingerprint: this.#known?.pupils === this.#pupils ? this.#known.text : '',
    };
  }

  /** Once all runs are at their ends: asked for once, for all rows are gone through for it. */
  async #fingerprinted(): Promise<void> {
    const pupils = this.#pupils;
    const work = ({ progress, lesson }: Pupil) => progress.parameters * lesson.parts[0];
    const isOpen = (pupil: Pupil) => pupil.progress.status === 'running' || work(pupil) > mostAtOnce;
    if (this.#known?.pupils === pupils || pupils.some(isOpen)) return;
    const asked = pupils.map(({ name }) => this.ask(name, 'fingerprints'));
    const runs = (await Promise.all(asked)).flatMap((one) => ('ok' in one && one.ok ? [one.ok] : []));
    if (runs.length < pupils.length || pupils !== this.#pupils) return;
    const own = pupils.map((pupil, k) => ({ ...pupil, fingerprint: runs[k]?.[0] ?? '' }));
    [this.#pupils, this.#known] = [own, { pupils: own, text: fingerprintOf(runs) }];
  }
}

/** The part of the plane that data are drawn on. */
const plane = Float64Array.of(-6, 6, -6, 6);

/** The same document with each of its runs alone, and its own changes. */
function apart(document: Json): Json[] {
  const runs = (get(document, pointer('runs')) ?? []) as Json[];
  const changes = (get(document, pointer('changes')) ?? []) as { readonly run: number }[];
  // goals are of all runs together
  const bare = ['controls', 'goals', 'exercise'].reduce((left, name) => set(left, pointer(name), undefined), document);
  return runs.map((run, number) => {
    const own = changes.filter((change) => change.run === number).map((change) => ({ ...change, run: 0 }));
    return set(set(bare, pointer('runs'), [run]), pointer('changes'), own as Json);
  });
}

/** A document with one run calls it the first. */
function named(failed: Failure, run: number): Failure {
  return { ...failed, path: failed.path.replace(/^runs\[0\]/, `runs[${run}]`) };
}
