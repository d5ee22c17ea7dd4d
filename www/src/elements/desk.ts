// The desk: the document that is shown, the edits on their way, those made before, and what was wrong with the last.

import type { Range } from '../controls/slider';
import { get, type Json, pointer, set } from '../document/pointer';
import { Engine, type Failure, type Finished, type Result, type Surface, type Telling } from '../engine/client';
import type { Trainer } from '../engine/trainer';
import type { Refused } from '../panels/panel';
import { say } from '../panels/parts/say';
import type { Words } from '../text/words';
import { refusedText } from './settings';

/** Who works at the desk hears of these. */
export interface Events {
  /** What was given, as it is to be opened. */
  prepared(text: string): Promise<string>;
  /** What is to run this text. */
  engine(text: string): Promise<Result<Works>>;
  /** The document with a value set: mostly where it stands. */
  set(document: Json, at: string, value: Json | undefined): Json;
  /** A document from outside lies on the desk, and is shown. */
  opened(): void;
  /** Something else is shown: a document from outside, or one that was edited. */
  adopted(isEdited: boolean): void;
  /** Nothing else is shown yet, but what is said about it has changed. */
  changed(): void;
  /** A document from outside cannot be shown. */
  failed(failure: Failure): void;
}

interface Shown {
  readonly finished: Finished;
  /** With every default written out. */
  readonly document: Json;
}

/** Edits of the same place that follow each other so soon are one. */
const oneHandMs = 800;
const mostUndone = 200;
const viewAt = pointer('view');
const never = { at: '', time: Number.NEGATIVE_INFINITY };

/** What runs documents. */
export type Works = Pick<Engine, 'surfaces' | 'run' | 'look' | 'tell' | 'glance' | 'stop' | 'whole'> &
  Partial<Pick<Trainer, 'judge' | 'askedOf'>>;

export class Desk {
  surfaces: readonly Surface[] = [];
  /** Whether there ever was a document, or what was meant to be one. */
  isGiven = false;
  refused: Refused | undefined;
  /** Ranges by pointer, kept so that a slider does not move under the hand. */
  readonly ranges = new Map<string, Range>();

  /** What runs surfaces. */
  readonly surface: Works = new Engine();
  #engine = this.surface;
  /** What runs the document that is being opened: what is shown keeps its own until that is there. */
  #opening: Works | undefined;
  #isOpening = false;
  #events: Events;
  #words: () => Words;
  /** The text of a document, or what is to become one. */
  #given: unknown;
  /** Whether what was given is not what is shown: not yet, or never. */
  #fresh = false;
  #shown: Shown | undefined;
  /** The document with edits that the engine has not answered yet. */
  #draft: Json | undefined;
  /** Nothing is run until it is wanted again. */
  #isLeft = false;
  /** Edits that are run. */
  #running = 0;
  /** Counts what was asked for from outside: an answer to anything but the last is too late. */
  #turn = 0;
  #before: Json[] = [];
  #after: Json[] = [];
  /** Counts what will be to undo, as it is asked for; and those that the engine has answered. */
  #asked = 0;
  #taken = 0;
  #last = never;
  /** What an exercise locks: fetched with the first. */
  #locks: typeof import('./locks') | undefined;

  constructor(events: Events, words: () => Words) {
    this.#events = events;
    this.#words = words;
  }

  /** The canonical text of what is shown; until the engine has answered, and where it has refused, what was given. */
  get text(): string {
    const given = typeof this.#given === 'string' ? this.#given : '';
    return (!this.#fresh && this.finished?.opened.text) || given;
  }

  get finished(): Finished | undefined {
    return this.#shown?.finished;
  }

  /** With every default written out, and with edits that the engine has not answered yet. */
  get document(): Json {
    return this.#draft ?? this.#shown?.document ?? null;
  }

  /** What runs the document that is shown. */
  get works(): Works {
    return this.#engine;
  }

  get turn(): number {
    return this.#turn;
  }

  /** What was asked before is not wanted any more. */
  next(): number {
    if (this.#opening !== this.#engine) this.#opening?.stop();
    this.#opening = undefined;
    this.#isOpening = false;
    return ++this.#turn;
  }

  /** Lays a document down; it is not opened yet. */
  give(document: unknown): void {
    this.next();
    this.#given = document;
    this.#fresh = this.isGiven = true;
  }

  /** What is shown stays as it is, without what is being opened or the edit on its way. */
  giveUp(): void {
    if (this.#opening) {
      this.next();
      this.#fresh = false;
      void this.open();
    } else this.undo();
  }

  stop(): void {
    // an answer that comes now would wake the engine again
    this.next();
    this.#engine.stop();
    this.#isLeft = true;
  }

  /** Shows what was given; what is shown already goes on as it stands, since its engine may have been stopped. */
  async open(): Promise<void> {
    this.#isLeft = false;
    if (!this.#fresh && this.#shown) return this.#try(this.document, '', this.document);
    const turn = this.next();
    this.#isOpening = true;
    const given = typeof this.#given === 'string' ? this.#given : this.#heard(turn, await stringified(this.#given));
    if (given === undefined) return;
    this.#given = given;
    const text = await this.#events.prepared(given);
    if (turn !== this.#turn) return;
    if (/"(controls|goals)"/.test(text)) await this.#lock();
    const engine = this.#heard(turn, await this.#events.engine(text));
    if (!engine) return;
    this.#opening = engine;
    const surfaces = this.#heard(turn, await engine.surfaces());
    const finished = surfaces && this.#heard(turn, await engine.run(text));
    if (!finished) return;
    if (engine !== this.#engine) this.#engine.stop();
    [this.#engine, this.surfaces] = [engine, surfaces];
    // answers to edits of what was shown are too late
    this.next();
    this.refused = undefined;
    this.#draft = undefined;
    this.ranges.clear();
    [this.#before, this.#after, this.#last] = [[], [], never];
    this.#taken = this.#asked;
    this.#adopt(finished, false);
    this.#events.opened();
  }

  /** Sets one value of the document; the run is replayed. Undefined takes it out, so that its default holds. */
  edit(at: string, value: Json | undefined): Promise<void> {
    if (!this.#shown) return Promise.resolve();
    const draft = this.#events.set(this.document, at, value);
    if (this.#locks?.lockedChange(this.document, draft) !== undefined) {
      this.refuse({ at, text: refusedText(value ?? null), why: this.#locks?.words[this.#words().tag] ?? '' });
      return Promise.resolve();
    }
    // other settings come with other ranges
    if (!at) this.ranges.clear();
    const isView = at === viewAt || at.startsWith(`${viewAt}/`);
    const now = performance.now();
    // of the whole document each is one
    const goesOn = at !== '' && at === this.#last.at && now - this.#last.time < oneHandMs;
    if (!isView) {
      if (!goesOn) this.#asked++;
      this.#last = { at, time: now };
    }
    return this.#try(draft, at, value, isView);
  }

  /** Whether an exercise leaves what stands there, or something of it, to a hand. */
  may(at: string): boolean {
    return this.#locks?.mayChange(this.document, at) ?? true;
  }

  /** Whether a panel is worth offering: some change only what an exercise may lock. */
  offers(panel: string): boolean {
    return this.#locks?.offers(this.document, panel, this) ?? true;
  }

  async #lock(): Promise<void> {
    this.#locks = await import('./locks');
    this.#events.changed();
  }

  get canUndo(): boolean {
    return this.#before.length > 0;
  }

  get canRedo(): boolean {
    return this.#after.length > 0;
  }

  undo(): void {
    this.#turnBack(this.#before, this.#after);
  }

  redo(): void {
    this.#turnBack(this.#after, this.#before);
  }

  /** Says that something was typed that could not even be tried. */
  refuse(refused: Refused): void {
    this.refused = refused;
    this.#events.changed();
  }

  /** Asks the session of the document that is shown; undefined when that is not shown any more. */
  async tell<K extends keyof Telling>(
    name: K,
    ...given: Parameters<Telling[K]>
  ): Promise<Result<ReturnType<Telling[K]> | undefined>> {
    const text = this.finished?.opened.text;
    return text === undefined ? { ok: undefined } : this.#engine.tell(text, name, ...given);
  }

  /** How formulas are printed is not worth an engine of its own. */
  formulas() {
    return this.#engine.whole ? this.tell('formulas') : undefined;
  }

  /** More of what is shown is there. */
  follow(finished: Finished): void {
    if (this.finished?.opened.text !== finished.opened.text || !this.#shown) return;
    this.#shown = { ...this.#shown, finished };
  }

  /** Asks another document's session before its first step. */
  readonly glance: Engine['glance'] = (...asked) => this.#engine.glance(...asked);

  /** From one pile to the other; how it is looked at stays. */
  #turnBack(from: Json[], to: Json[]): void {
    const shown = this.#shown?.document;
    if (this.#opening === this.#engine) return;
    // an edit that has not been shown yet is only dropped
    const pending = this.#asked > this.#taken;
    const document = pending ? shown : from.pop();
    if (document === undefined || shown === undefined) return;
    if (!pending) to.push(shown);
    this.#taken = this.#asked;
    this.#last = never;
    this.ranges.clear();
    void this.#try(set(document, viewAt, get(this.document, viewAt)), '', document);
  }

  /** What came for a document from outside; undefined where it failed, or is not wanted any more. */
  #heard<T>(turn: number, heard: Result<T>): T | undefined {
    if (turn !== this.#turn) return undefined;
    if ('ok' in heard) return heard.ok;
    this.next();
    this.#draft = undefined;
    this.#events.failed(heard.failed);
    return undefined;
  }

  async #try(draft: Json, at: string, value: Json | undefined, isView = false): Promise<void> {
    // another view runs nothing anew, unless something is on its way
    const seen = isView && this.#running === 0 && this.finished;
    this.refused = undefined;
    this.#events.changed();
    // nothing else can run where a document is being opened, or that would be lost
    if (!seen && this.#opening === this.#engine) return;
    const before = this.#running > 0 ? this.#draft : undefined;
    this.#draft = draft;
    if (this.#isLeft) return;
    let [turn, asked] = [this.#turn, this.#asked];
    const { finished, document } = this.#shown ?? {};
    const text = finished && draft === document ? finished.opened.text : JSON.stringify(draft);
    const runs = seen ? 0 : 1;
    this.#running += runs;
    const result = await (seen ? this.#engine.look(text, seen) : this.#engine.run(text));
    this.#running -= runs;
    if (turn !== this.#turn) return;
    if ('failed' in result) {
      // what a newer edit has set right, or will be told itself
      if (this.#draft !== draft) return;
      const { path, span } = result.failed;
      this.refused = { at, text: refusedText(value ?? null), why: say(result.failed, this.#words()), path, span };
      // what is typed in its place is another edit; one before it may be on its way
      this.#last = never;
      if (this.#running > 0 && before !== draft) this.#draft = before;
      else [this.#draft, this.#taken] = [undefined, asked];
      this.#events.changed();
      return;
    }
    if (this.#draft === draft) [this.#draft, asked] = [undefined, this.#asked];
    if (!result.ok) return;
    if (asked > this.#taken) {
      this.#taken = asked;
      // the same again leaves nothing to undo
      if (this.#shown && this.finished?.opened.text !== result.ok.opened.text) {
        this.#before = [...this.#before, this.#shown.document].slice(-mostUndone);
        this.#after = [];
      }
    }
    this.#adopt(result.ok, this.finished?.opened.text !== result.ok.opened.text);
  }

  #adopt(finished: Finished, isEdited: boolean): void {
    const document = JSON.parse(finished.opened.resolved) as Json;
    finished = keeping(this.finished, finished);
    // only an exercise locks something, or has goals
    if (!this.#locks && /"(controls|goals)":\[/.test(finished.opened.text)) void this.#lock();
    if (this.#locks?.hidesEdge(document)) finished = { ...finished, runs: finished.runs.map(this.#locks.edgeless) };
    this.#shown = { finished, document };
    // what is on its way is still to come
    if (!this.#isOpening) this.#fresh = false;
    this.#events.adopted(isEdited);
  }
}

async function stringified(document: unknown): Promise<Result<string>> {
  return (await import('../engine/stringify')).stringify(document);
}

/** A run that goes as it went is the same to all who have drawn it. */
function keeping(before: Finished | undefined, now: Finished): Finished {
  const same = (a: Float64Array | undefined, b: Float64Array) => {
    let k = a?.length === b.length ? 0 : -1;
    while (k >= 0 && k < b.length) k = a?.[k] === b[k] ? k + 1 : -1;
    return a && k >= 0 ? a : b;
  };
  const runs = now.runs.map((run, k) => {
    const { path, loss } = before?.runs[k] ?? {};
    return { ...run, path: same(path, run.path), loss: same(loss, run.loss) };
  });
  return { ...now, runs };
}
