// A worker that is running: started with its engine, and told apart from one that has broken down.

import { ask, type Remote } from './calls';
import { crashed, type Failure, failure, left, type Result } from './failure';
import type { Compiling } from './load';

/** What every worker answers first. */
export interface Startable {
  start(module: WebAssembly.Module): Promise<Result<unknown>>;
}

type Started<A extends Startable> = Awaited<ReturnType<A['start']>> extends Result<infer S> ? S : never;

export interface Running<A extends Startable> {
  readonly api: Remote<A>;
  /** What it said when it started. */
  readonly started: Started<A>;
  /** Settles when the worker broke down or was left. */
  readonly dead: Promise<{ readonly failed: Failure }>;
  readonly stop: () => void;
}

/**
 * A worker of this file. Browsers start none from another origin: there, a module of the page's own imports it, which a
 * policy has to allow (`worker-src blob:`). What a page has in itself is no module, which a page that is a file may not
 * start.
 */
function workerAt(address: string): Worker {
  const { protocol, origin } = new URL(address, location.href);
  if (protocol === 'blob:') return new Worker(address);
  if (origin === location.origin) return new Worker(address, { type: 'module' });
  const own = URL.createObjectURL(new Blob([`import ${JSON.stringify(address)}`], { type: 'text/javascript' }));
  const worker = new Worker(own, { type: 'module' });
  worker.addEventListener('message', () => URL.revokeObjectURL(own), { once: true });
  return worker;
}

export async function running<A extends Startable>(address: string, compiling: Compiling): Promise<Result<Running<A>>> {
  let worker: Worker;
  try {
    worker = workerAt(address);
  } catch (error) {
    return { failed: failure('worker_failed', String(error)) };
  }
  let died = (_: { readonly failed: Failure }) => {};
  const dead = new Promise<{ readonly failed: Failure }>((settle) => {
    died = settle;
  });
  const stop = () => {
    worker.terminate();
    died(left);
  };
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    const why = event.message || 'the worker did not load';
    died({ failed: failure(crashed, why, { detail: why }) });
  });
  const module = await compiling;
  const api = ask<A>(worker);
  const started = 'failed' in module ? module : await Promise.race([(api as Remote<Startable>).start(module.ok), dead]);
  if ('failed' in started) {
    stop();
    return started;
  }
  return { ok: { api, started: started.ok as Started<A>, dead, stop } };
}
