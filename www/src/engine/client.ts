// The page's side of the engine: one worker for one element, replaced when it dies.

import { type Remote, wrap } from 'comlink';
import { crashed, type Failure, failure, type Result } from './failure';
import { loadEngine } from './load';
import type { Surface } from './wasm/fall_line_wasm';
import type { EngineApi, Finished, Grid } from './worker';

export type { Failure, Result } from './failure';
export type { Summary, Surface } from './wasm/fall_line_wasm';
export type { Finished, Grid, Trace } from './worker';

/** Compiled once a page; given up after a failure, so that trying again fetches again. */
let module: Promise<Result<WebAssembly.Module>> | undefined;

interface Running {
  readonly api: Remote<EngineApi>;
  readonly surfaces: readonly Surface[];
  /** Settles, with the reason, only when the worker is gone. */
  readonly dead: Promise<Failure>;
  readonly stop: () => void;
}

export class Engine {
  #running: Promise<Result<Running>> | undefined;

  /** The library of surfaces, once the engine has started. */
  async surfaces(): Promise<Result<readonly Surface[]>> {
    const running = await this.#start();
    return 'failed' in running ? running : { ok: running.ok.surfaces };
  }

  /** Runs a document to its end; undefined when a newer document took its place. */
  run(text: string): Promise<Result<Finished | undefined>> {
    return this.#ask((api) => api.run(text) as Promise<Result<Finished | undefined>>);
  }

  field(text: string, grid: Grid): Promise<Result<Float32Array>> {
    return this.#ask((api) => api.field(text, grid) as Promise<Result<Float32Array>>);
  }

  /** Stops the worker; the next question starts a new one. */
  stop(): void {
    void this.#running?.then((running) => 'ok' in running && running.ok.stop());
    this.#running = undefined;
  }

  /** Asks the worker; when it broke down over the question, a new one is asked once more. */
  async #ask<T>(question: (api: Remote<EngineApi>) => Promise<Result<T>>): Promise<Result<T>> {
    const first = await this.#askOnce(question);
    return 'failed' in first && first.failed.code === crashed ? this.#askOnce(question) : first;
  }

  async #askOnce<T>(question: (api: Remote<EngineApi>) => Promise<Result<T>>): Promise<Result<T>> {
    const running = await this.#start();
    if ('failed' in running) return running;
    const answer = await Promise.race([
      question(running.ok.api),
      running.ok.dead.then((failed): Result<T> => ({ failed })),
    ]);
    if ('failed' in answer && answer.failed.code === crashed) this.stop();
    return answer;
  }

  #start(): Promise<Result<Running>> {
    this.#running ??= start().then((result) => {
      if ('failed' in result) {
        this.#running = undefined;
        module = undefined;
      }
      return result;
    });
    return this.#running;
  }
}

async function start(): Promise<Result<Running>> {
  module ??= loadEngine();
  let worker: Worker;
  try {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  } catch (error) {
    return { failed: failure('worker_failed', String(error)) };
  }
  let started = false;
  const dead = new Promise<Failure>((died) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      const why = event.message || 'the worker did not load';
      died(failure(started ? crashed : 'worker_failed', why, { detail: why }));
    });
  });
  const loaded = await module;
  if ('failed' in loaded) {
    worker.terminate();
    return loaded;
  }
  const api = wrap<EngineApi>(worker);
  const surfaces = await Promise.race([
    api.start(loaded.ok) as Promise<Result<readonly Surface[]>>,
    dead.then((failed): Result<never> => ({ failed })),
  ]);
  if ('failed' in surfaces) {
    worker.terminate();
    return surfaces;
  }
  started = true;
  return { ok: { api, surfaces: surfaces.ok, dead, stop: () => worker.terminate() } };
}
