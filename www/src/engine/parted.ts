// Workers whose engine comes in two parts: the first does what everybody sees, and the rest is linked to it once it is there.

import type { Remote } from './calls';
import { crashed, type Result } from './failure';
import type { Compiling } from './load';
import { Pool } from './pool';
import type { Running, Startable } from './running';

/** What a worker with a part of an engine answers, too. */
export interface Growing extends Startable {
  /** Brings the rest of the engine. */
  link(rest: WebAssembly.Module): Promise<Result<unknown>>;
}

export class Parted<A extends Growing> extends Pool<A> {
  #rest: (() => Compiling) | undefined;
  /** Whether the rest is on its way for all that there are, and whether nothing is asked before. */
  #grows = false;
  #waits: boolean;
  #linked = new WeakMap<Running<A>, Promise<Result<Running<A>>>>();
  #whole = new WeakSet<Running<A>>();

  /** Without a rest its engine is whole. Those that `waits` says so of are asked nothing before they are. */
  constructor(
    address: string,
    first: () => Compiling,
    rest: (() => Compiling) | undefined,
    { keeps = false, waits = false },
  ) {
    super(address, first, keeps);
    this.#rest = rest;
    this.#waits = waits;
  }

  /** From now on the rest is fetched, while nobody waits for it. */
  grow(): void {
    this.#grows = true;
  }

  override async at(place: number, whole = this.#waits): Promise<Result<Running<A>>> {
    const worker = await super.at(place);
    if ('failed' in worker || !this.#rest) return worker;
    if (whole) return this.#grown(worker.ok, this.#rest);
    if (this.#grows) void this.#grown(worker.ok, this.#rest);
    return worker;
  }

  /** Asks the worker of a place, once its engine is whole where that is needed. */
  override async ask<T>(
    place: number,
    question: (api: Running<A>['api']) => Promise<Result<T>>,
    whole = this.#waits,
  ): Promise<Result<T>> {
    const worker = await this.at(place, whole);
    if ('failed' in worker) return worker;
    const answer = await super.ask(place, question);
    const isDone = 'ok' in answer || answer.failed.code !== crashed;
    if (isDone || !this.#rest || this.#whole.has(worker.ok)) return answer;
    // the first part was asked for more than it has, and would be again
    this.#waits = true;
    return super.ask(place, question);
  }

  /** A worker with the rest of its engine; where that could not be fetched, the next one who needs it tries again. */
  #grown(worker: Running<A>, rest: () => Compiling): Promise<Result<Running<A>>> {
    const linking = this.#linked.get(worker) ?? this.#link(worker, rest);
    this.#linked.set(worker, linking);
    void linking.then((linked) => {
      if ('ok' in linked) this.#whole.add(worker);
      else this.#linked.delete(worker);
    });
    return linking;
  }

  async #link(worker: Running<A>, rest: () => Compiling): Promise<Result<Running<A>>> {
    const module = await rest();
    if ('failed' in module) return module;
    const linked = await Promise.race([(worker.api as Remote<Growing>).link(module.ok), worker.dead]);
    return 'failed' in linked ? linked : { ok: worker };
  }
}
