// The workers that make maps: as many as the machine can spare, there while a map is wanted, and shared by all who want one.

import { wholeModule } from './client';
import { crashed, type Failure, type Result } from './failure';
import { type Running, running } from './running';
import type { Look, MapsApi, Part } from './serve-maps';

export type { BasinLook, BasinPart, Look, Part, SweepLook, SweepPart } from './serve-maps';

/** One is left to the page; more than eight gain little. */
export const workers = Math.max(1, Math.min(8, (globalThis.navigator?.hardwareConcurrency || 2) - 1));

/** What a maker hears of its job. */
export interface Hearing {
  look(part: number, look: Look): void;
  /** A worker broke down; its part is begun again, once. */
  again(): void;
  failed(failure: Failure): void;
}

/** Workers that nobody has asked for so long end. */
const idleMs = 20_000;

const pool: (Promise<Result<Running<MapsApi>>> | undefined)[] = [];
let makers = 0;
let opened = 0;
let busy = 0;
let idle: ReturnType<typeof setTimeout> | undefined;

/** Makes one map after another: a new job takes the last one's place. */
export class Maker {
  #owner = ++makers;
  #job = 0;
  #closed = false;

  constructor() {
    opened += 1;
  }

  make(parts: readonly Part[], hearing: Hearing): void {
    this.#job += 1;
    parts.forEach((part, number) => void this.#make(this.#job, number, part, hearing));
  }

  /** What is on its way is not wanted any more. */
  cancel(): void {
    this.#job += 1;
    for (const one of pool) {
      void one?.then((worker) => {
        if ('ok' in worker) void worker.ok.api.drop(this.#owner);
      });
    }
  }

  close(): void {
    if (this.#closed) return;
    this.cancel();
    this.#closed = true;
    opened -= 1;
    if (opened === 0) stopAll();
  }

  async #make(job: number, number: number, part: Part, hearing: Hearing): Promise<void> {
    clearTimeout(idle);
    busy += 1;
    try {
      for (let tries = 0; tries < 2; tries++) {
        const failed = await this.#try(job, number, part, hearing);
        if (!failed || job !== this.#job) return;
        if (failed.code !== crashed || tries > 0) return hearing.failed(failed);
        hearing.again();
      }
    } finally {
      busy -= 1;
      if (busy === 0) idle = setTimeout(stopAll, idleMs);
    }
  }

  /** Follows a part until it is done or not wanted any more; else says what went wrong. */
  async #try(job: number, number: number, part: Part, hearing: Hearing): Promise<Failure | undefined> {
    const place = number % workers;
    const starting = pool[place] ?? start();
    pool[place] = starting;
    const worker = await starting;
    if (job !== this.#job) return undefined;
    if ('failed' in worker) {
      forget(place, starting);
      return worker.failed;
    }
    const { api, dead } = worker.ok;
    let question = api.begin(this.#owner, job, number, part);
    for (;;) {
      const answer = await Promise.race([question, dead]);
      if (job !== this.#job) return undefined;
      if ('failed' in answer) {
        // what breaks down breaks the whole engine
        if (answer.failed.code === crashed) forget(place, starting);
        return answer.failed;
      }
      const look = answer.ok;
      if (!look) return undefined;
      hearing.look(number, look);
      if (look.done) return undefined;
      question = api.look(this.#owner, job, number);
    }
  }
}

function stopAll(): void {
  pool.forEach((starting, place) => {
    if (starting) forget(place, starting);
  });
}

function forget(place: number, starting: Promise<Result<Running<MapsApi>>>): void {
  if (pool[place] === starting) pool[place] = undefined;
  void starting.then((worker) => 'ok' in worker && worker.ok.stop());
}

function start(): Promise<Result<Running<MapsApi>>> {
  return running(() => new Worker(new URL('./worker-maps.ts', import.meta.url), { type: 'module' }), wholeModule());
}
