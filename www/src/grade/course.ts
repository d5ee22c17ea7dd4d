// A course that is graded: what was dropped, sorted by what it is; then judged by workers, and reported.

import type { Failure, Result } from '../engine/failure';
import { engineAt } from '../engine/load';
import { Pool, workers } from '../engine/pool';
import gradeUrl from '../engine/wasm/grade_bg.wasm?url';
import type { Course as Given, GradeApi, Report } from './serve';
import address from './worker?worker&url';

const module = engineAt(gradeUrl);
/** So many pieces are judged between two looks at how far it is. */
const bundle = 8;

/** A file, with the way to it where a folder was dropped. */
export interface Dropped {
  readonly name: string;
  readonly file: File;
}

export class Course {
  exercise: { readonly name: string; readonly text: string } | undefined;
  key: { readonly name: string; readonly text: string } | undefined;
  roster: { readonly name: string; readonly bytes: Uint8Array } | undefined;
  readonly handed: Dropped[] = [];
  /** Files that the exercise names. */
  readonly files = new Map<string, Uint8Array>();
  /** Those of them that are not here. */
  wants: readonly string[] = [];
  students = 0;
  /** What was none of these. */
  readonly unknown: string[] = [];
  failed: Failure | undefined;
  judged: string[] = [];
  all = 0;

  #pool = new Pool<GradeApi>(address, module, true);
  #turn = 0;

  constructor() {
    this.#pool.enter();
  }

  /** Sorts what was dropped. */
  async take(dropped: readonly Dropped[]): Promise<void> {
    for (const one of dropped) {
      const name = one.file.name.toLowerCase();
      if (name.startsWith('.')) continue;
      if (this.wants.includes(one.file.name)) this.files.set(one.file.name, await bytesOf(one.file));
      else if (name.endsWith('.json')) await this.#document(one);
      else if (name.endsWith('.csv') && !this.roster && !(await one.file.text()).includes('1.'))
        this.roster = { name: one.file.name, bytes: await bytesOf(one.file) };
      else this.handed.push(one);
    }
  }

  async #document(one: Dropped): Promise<void> {
    const text = await one.file.text();
    const kind = await this.#pool.ask(0, (api) => api.kind(text));
    const { name } = one.file;
    if ('failed' in kind) this.failed = kind.failed;
    // a second one is what somebody has made of it
    else if (kind.ok === 'exercise' && !this.exercise) this.exercise = { name, text };
    else if (kind.ok === 'key') this.key = { name, text };
    else this.handed.push(one);
  }

  /** Judges all; `told` hears how far it is. */
  async grade(told: () => void): Promise<Result<undefined>> {
    this.#turn += 1;
    const turn = this.#turn;
    const { exercise, key, roster, files } = this;
    if (!exercise) return { ok: undefined };
    const given: Given = { exercise: exercise.text, key: key?.text, roster: roster?.bytes, files };
    const first = await this.#pool.ask(0, (api) => api.begin(given));
    if ('failed' in first) return first;
    [this.students, this.wants] = [first.ok.students, first.ok.wants];
    [this.judged, this.all] = [[], 0];
    told();
    if (this.wants.length > 0 || this.handed.length === 0) return { ok: undefined };
    const pieces: string[] = [];
    for (const { name, file } of this.handed) {
      const found = await this.#pool.ask(0, async (api) => api.pieces(name, await bytesOf(file)));
      if (turn !== this.#turn) return { ok: undefined };
      if ('failed' in found) return found;
      pieces.push(...found.ok);
      this.all = pieces.length;
      told();
    }
    const judged: (readonly string[])[] = [];
    let next = 0;
    const work = async (place: number): Promise<Result<undefined>> => {
      const ready = place === 0 ? first : await this.#pool.ask(place, (api) => api.begin(given));
      if ('failed' in ready) return ready;
      while (next < pieces.length && turn === this.#turn) {
        const at = next;
        next += bundle;
        const some = await this.#pool.ask(place, (api) => api.judge(pieces.slice(at, at + bundle)));
        if ('failed' in some) return some;
        judged[at / bundle] = some.ok;
        this.judged = judged.flat();
        told();
      }
      return { ok: undefined };
    };
    const places = Math.min(workers + 1, Math.ceil(pieces.length / bundle));
    const ends = await Promise.all(Array.from({ length: places }, (_, place) => work(place)));
    return ends.find((end) => 'failed' in end) ?? { ok: undefined };
  }

  report(korean: boolean, site: string): Promise<Result<Report>> {
    return this.#pool.ask(0, (api) => api.report(this.judged, korean, site));
  }

  /** What is on its way ends. */
  stop(): void {
    this.#turn += 1;
    this.#pool.leave();
  }
}

async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}
