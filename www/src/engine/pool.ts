// Workers by their places: each is started when it is first asked, and another in its place where it broke down.

import { crashed, left, type Result } from './failure';
import type { Compiling } from './load';
import { type Running, running, type Startable } from './running';

/** One is left to the page; more than eight gain little. */
export const workers = Math.max(1, Math.min(8, (globalThis.navigator?.hardwareConcurrency || 2) - 1));

/** Workers that nobody has asked for so long end. */
const idleMs = 20_000;

export class Pool<A extends Startable> {
  #address: string;
  #module: () => Compiling;
  #keeps: boolean;
  #places: (Promise<Result<Running<A>>> | undefined)[] = [];
  #users = 0;
  #busy = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;

  /** Workers of a file, with an engine. Those that keep nothing rest after a while. */
  constructor(address: string, module: () => Compiling, keeps = false) {
    this.#address = address;
    this.#module = module;
    this.#keeps = keeps;
  }

  /** The worker of a place, which is started where there is none; who has left starts none. */
  async at(place: number): Promise<Result<Running<A>>> {
    if (this.#keeps && !this.#users) return left;
    const starting = this.#places[place] ?? running<A>(this.#address, this.#module());
    this.#places[place] = starting;
    const worker = await starting;
    if ('failed' in worker) this.#forget(place, starting);
    return worker;
  }

  /** Asks the worker of a place. */
  async ask<T>(place: number, question: (api: Running<A>['api']) => Promise<Result<T>>): Promise<Result<T>> {
    const worker = await this.at(place);
    if ('failed' in worker) return worker;
    const starting = this.#places[place];
    const answer = await Promise.race([question(worker.ok.api), worker.ok.dead]);
    // what breaks down breaks the whole engine: the next question starts another
    if ('failed' in answer && answer.failed.code === crashed && starting) this.#forget(place, starting);
    return answer;
  }

  /** Tells those something that are there, or the one of a place. */
  tell(what: (api: Running<A>['api']) => void, place?: number): void {
    for (const starting of place === undefined ? this.#places : [this.#places[place]]) {
      void starting?.then((worker) => void ('ok' in worker && what(worker.ok.api)));
    }
  }

  /** Somebody may want it from now on. */
  enter(): void {
    this.#users += 1;
  }

  /** Where nobody is left, it ends. */
  leave(): void {
    this.#users -= 1;
    if (this.#users === 0) this.stop();
  }

  /** While a job is done it is not idle. */
  async during<T>(job: () => Promise<T>): Promise<T> {
    clearTimeout(this.#idle);
    this.#busy += 1;
    try {
      return await job();
    } finally {
      this.#busy -= 1;
      if (this.#busy === 0 && !this.#keeps) this.#idle = setTimeout(() => this.stop(), idleMs);
    }
  }

  stop(): void {
    this.#places.forEach((starting, place) => {
      if (starting) this.#forget(place, starting);
    });
  }

  #forget(place: number, starting: Promise<Result<Running<A>>>): void {
    if (this.#places[place] === starting) this.#places[place] = undefined;
    void starting.then((worker) => 'ok' in worker && worker.ok.stop());
  }
}
