// The page's side of the engine: one worker for one element, replaced when it dies, or when its engine is too small.

import { ask, type Remote } from './calls';
import { crashed, type Failure, failure, type Result } from './failure';
import { loadEngine } from './load';
import type { EngineApi, Finished, Telling } from './serve';
import leanUrl from './wasm/lean_bg.wasm?url';
import type { Surface } from './wasm/whole';
import wholeUrl from './wasm/whole_bg.wasm?url';

export type { Failure, Result } from './failure';
export type { Finished, Telling, Trace } from './serve';
export type { Rule, Sources, Summary, Surface, Worked } from './wasm/whole';

interface Kind {
  readonly address: string;
  readonly worker: () => Worker;
  /** Compiled once a page; given up after a failure, so that trying again fetches again. */
  module?: Promise<Result<WebAssembly.Module>> | undefined;
}

/** What the first picture and everyday documents need. Whatever it fails at, the whole engine is asked. */
const lean: Kind = {
  address: leanUrl,
  worker: () => new Worker(new URL('./worker-lean.ts', import.meta.url), { type: 'module' }),
};

/** Everything. Of a document's errors only its own are shown: they know all that could stand there. */
const whole: Kind = {
  address: wholeUrl,
  worker: () => new Worker(new URL('./worker-whole.ts', import.meta.url), { type: 'module' }),
};

/** The whole engine's module, for the workers that make maps: the same that the page's own worker has. */
export function wholeModule(): Promise<Result<WebAssembly.Module>> {
  whole.module ??= loadEngine(whole.address);
  void whole.module.then((result) => {
    if ('failed' in result) whole.module = undefined;
  });
  return whole.module;
}

interface Running {
  readonly kind: Kind;
  readonly api: Remote<EngineApi>;
  readonly surfaces: readonly Surface[];
  /** Settles, with the reason, when the worker broke down or was left. */
  readonly dead: Promise<Failure>;
  readonly stop: () => void;
  /** Stops; all questions without an answer have failed. */
  readonly leave: () => void;
}

export class Engine {
  #kind = lean;
  #running: Promise<Result<Running>> | undefined;

  /** Whether it can say all that there is to say. */
  get whole(): boolean {
    return this.#kind === whole;
  }

  /** The library of surfaces, once the engine has started. */
  async surfaces(): Promise<Result<readonly Surface[]>> {
    const running = await this.#start();
    return 'failed' in running ? running : { ok: running.ok.surfaces };
  }

  /** Runs a document to its end; undefined when a newer document took its place. */
  run(text: string): Promise<Result<Finished | undefined>> {
    return this.#ask((api) => api.run(text));
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
    return this.#ask((api) => api.tell(text, name, given) as Promise<Result<ReturnType<Telling[K]> | undefined>>);
  }

  /** Asks a document's session before its first step; it is not kept, and what runs goes on. */
  glance<K extends keyof Telling>(
    text: string,
    name: K,
    ...given: Parameters<Telling[K]>
  ): Promise<Result<ReturnType<Telling[K]>>> {
    return this.#ask((api) => api.glance(text, name, given) as Promise<Result<ReturnType<Telling[K]>>>);
  }

  /** Stops the worker; the next question starts a new one. */
  stop(): void {
    void this.#running?.then((running) => 'ok' in running && running.ok.stop());
    this.#running = undefined;
  }

  /**
   * Asks the worker. Where the lean engine fails, in whatever way, the whole one is asked; when that broke down over the
   * question, a new one is, once more.
   */
  async #ask<T>(question: Question<T>, again = true): Promise<Result<T>> {
    const starting = this.#start();
    const running = await starting;
    if ('failed' in running) return running;
    const { kind, api, dead, leave } = running.ok;
    const answer = await Promise.race([question(api), dead.then((failed): Result<T> => ({ failed }))]);
    const small = kind === lean;
    if ('ok' in answer || !(small || answer.failed.code === crashed)) return answer;
    // whatever else it was asked comes here too, and then finds the next worker
    if (this.#running === starting) {
      this.#running = undefined;
      if (small) this.#kind = whole;
      leave();
    }
    return small || again ? this.#ask(question, small) : answer;
  }

  #start(): Promise<Result<Running>> {
    const kind = this.#kind;
    this.#running ??= start(kind).then((result) => {
      if ('failed' in result) {
        this.#running = undefined;
        kind.module = undefined;
      }
      return result;
    });
    return this.#running;
  }
}

type Question<T> = (api: Remote<EngineApi>) => Promise<Result<T>>;

async function start(kind: Kind): Promise<Result<Running>> {
  kind.module ??= loadEngine(kind.address);
  let worker: Worker;
  try {
    worker = kind.worker();
  } catch (error) {
    return { failed: failure('worker_failed', String(error)) };
  }
  let started = false;
  let leave = () => {};
  const dead = new Promise<Failure>((died) => {
    leave = () => {
      worker.terminate();
      died(failure(crashed, 'left'));
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      const why = event.message || 'the worker did not load';
      died(failure(started ? crashed : 'worker_failed', why, { detail: why }));
    });
  });
  const loaded = await kind.module;
  if ('failed' in loaded) {
    worker.terminate();
    return loaded;
  }
  const api = ask<EngineApi>(worker);
  const surfaces = await Promise.race([api.start(loaded.ok), dead.then((failed): Result<never> => ({ failed }))]);
  if ('failed' in surfaces) {
    worker.terminate();
    return surfaces;
  }
  started = true;
  return { ok: { kind, api, surfaces: surfaces.ok, dead, stop: () => worker.terminate(), leave } };
}
