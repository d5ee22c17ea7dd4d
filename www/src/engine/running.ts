// A worker that is running: started with its engine, and told apart from one that has broken down.

import { ask, type Remote } from './calls';
import { crashed, type Failure, failure, type Result } from './failure';

export interface Running<A> {
  readonly api: Remote<A>;
  /** Settles when the worker broke down or was left. */
  readonly dead: Promise<{ readonly failed: Failure }>;
  readonly stop: () => void;
}

export interface Startable {
  start(module: WebAssembly.Module): Promise<Result<unknown>>;
}

export async function running<A extends Startable>(
  make: () => Worker,
  compiling: Promise<Result<WebAssembly.Module>>,
): Promise<Result<Running<A>>> {
  const module = await compiling;
  if ('failed' in module) return module;
  let worker: Worker;
  try {
    worker = make();
  } catch (error) {
    return { failed: failure('worker_failed', String(error)) };
  }
  let died = (_: { readonly failed: Failure }) => {};
  const dead = new Promise<{ readonly failed: Failure }>((settle) => {
    died = settle;
  });
  const stop = () => {
    worker.terminate();
    died({ failed: failure(crashed, 'left') });
  };
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    const why = event.message || 'the worker did not load';
    died({ failed: failure(crashed, why, { detail: why }) });
  });
  const api = ask<A>(worker);
  const started = await Promise.race([(api as Remote<Startable>).start(module.ok), dead]);
  if ('failed' in started) {
    stop();
    return started;
  }
  return { ok: { api, dead, stop } };
}
