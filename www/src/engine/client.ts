// The page's side of the engine: figures share workers, which are replaced when they die; a figure for which the lean
// engine is too small goes to the whole one.

import type { Remote } from './calls';
import { crashed, type Failure, left, type Result } from './failure';
import { engineAt, hasVectors } from './load';
import { Pool, workers } from './pool';
import type { EngineApi, Finished, Telling } from './serve';
import leanUrl from './wasm/lean_bg.wasm?url';
import scalarUrl from './wasm/scalar_bg.wasm?url';
import type { Surface } from './wasm/whole';
import wholeUrl from './wasm/whole_bg.wasm?url';
import leanWorker from './worker-lean?worker&url';
import scalarWorker from './worker-scalar?worker&url';
import wholeWorker from './worker-whole?worker&url';

export type { Failure, Result } from './failure';
export type { Finished, Telling, Trace } from './serve';
export type { Problem, Rule, Sources, Summary, Surface, Worked } from './wasm/whole';

/** The engine without vectors, for all that there is. */
export const scalarModule = engineAt(scalarUrl);
/** The whole engine's module, for the workers that make maps: the same that figures have. */
export const wholeModule = hasVectors ? engineAt(wholeUrl) : scalarModule;

/** What the first picture and everyday documents need. Whatever it fails at, the whole engine is asked. */
const lean = new Pool<EngineApi>(leanWorker, engineAt(leanUrl), true);

/** Everything. Of a document's errors only its own are shown: they know all that could stand there. */
const whole = new Pool<EngineApi>(hasVectors ? wholeWorker : scalarWorker, wholeModule, true);

/** So many figures of a page run at the same time; others wait for slices of theirs. */
const places = Math.min(workers, 4);
let figures = 0;

export class Engine {
  #pool = hasVectors ? lean : whole;
  #figure = figures++;
  /** Whether the pool knows of it. */
  #isIn = false;

  /** Whether it can say all that there is to say. */
  get whole(): boolean {
    return this.#pool === whole;
  }

  /** The library of surfaces, once the engine has started. */
  async surfaces(): Promise<Result<readonly Surface[]>> {
    const running = await this.#enter().at(this.#place);
    return 'failed' in running ? unstarted(running.failed) : { ok: running.ok.started };
  }

  /** Runs a document to its end; undefined when a newer document took its place. */
  run(text: string): Promise<Result<Finished | undefined>> {
    this.#enter();
    return this.#ask((api) => api.run(this.#figure, text));
  }

  /** The same run with another view. */
  async look(text: string, seen: Finished): Promise<Result<Finished>> {
    const read = await this.#ask((api) => api.look(text));
    return 'ok' in read ? { ok: { ...seen, opened: { ...seen.opened, ...read.ok } } } : read;
  }

  /** Asks a document's finished session; undefined when a newer document took its place. */
  tell<K extends keyof Telling>(
    text: string,
    name: K,
    ...given: Parameters<Telling[K]>
  ): Promise<Result<ReturnType<Telling[K]> | undefined>> {
    return this.#ask(
      (api) => api.tell(this.#figure, text, name, given) as Promise<Result<ReturnType<Telling[K]> | undefined>>,
    );
  }

  /** Asks a document's session before its first step; it is not kept, and what runs goes on. */
  glance<K extends keyof Telling>(
    text: string,
    name: K,
    ...given: Parameters<Telling[K]>
  ): Promise<Result<ReturnType<Telling[K]>>> {
    return this.#ask((api) => api.glance(text, name, given) as Promise<Result<ReturnType<Telling[K]>>>);
  }

  /** Wants nothing any more, until there is something to run. */
  stop(): void {
    if (!this.#isIn) return;
    this.#isIn = false;
    this.#pool.tell((api) => void api.leave(this.#figure), this.#place);
    this.#pool.leave();
  }

  get #place(): number {
    return this.#figure % places;
  }

  #enter(): Pool<EngineApi> {
    if (!this.#isIn) this.#pool.enter();
    this.#isIn = true;
    return this.#pool;
  }

  /**
   * Asks the worker. Where the lean engine fails, in whatever way, the whole one is asked; when that broke down over the
   * question, a new one is, once more.
   */
  async #ask<T>(question: Question<T>, again = true): Promise<Result<T>> {
    const pool = this.#pool;
    const running = this.#isIn && (await pool.at(this.#place));
    // nobody waits for it any more, and it must start nothing
    if (!running || !this.#isIn) return left;
    if ('failed' in running) return unstarted(running.failed);
    const answer = await pool.ask(this.#place, question);
    const isSmall = pool === lean;
    if ('ok' in answer || !this.#isIn || !(isSmall || answer.failed.code === crashed)) return answer;
    if (isSmall && this.#pool === lean) {
      this.stop();
      this.#pool = whole;
      this.#enter();
    }
    return isSmall || again ? this.#ask(question, isSmall) : answer;
  }
}

/** A worker that broke down before it stood never did. */
const unstarted = (failed: Failure) => ({
  failed: failed.code === crashed ? { ...failed, code: 'worker_failed' } : failed,
});

type Question<T> = (api: Remote<EngineApi>) => Promise<Result<T>>;
