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

/** Whether a question waits for the whole engine: without it, it is not asked at all, or risked. */
export type Whole = 'needed' | 'better';

export class Parted<A extends Growing> extends Pool<A> {
  #rest: (() => Compiling) | undefined;
  /** Whether the rest is brought to all as soon as it is there, and what questions are that do not say it. */
  #grows = false;
  #usual: Whole | undefined;
  #linking = new WeakMap<Running<A>, Promise<Result<Running<A>>>>();
  #whole = new WeakSet<Running<A>>();

  /** Without a rest its engine is whole. */
  constructor(
    address: string,
    first: () => Compiling,
    rest: (() => Compiling) | undefined,
    { keeps = false, usual }: { keeps?: boolean; usual?: Whole },
  ) {
    super(address, first, keeps);
    this.#rest = rest;
    this.#usual = usual;
  }

  /** Fetches the rest, while nobody waits for it. */
  grow(): void {
    this.#grows = true;
    void this.#rest?.();
  }

  override async at(place: number, whole = this.#usual): Promise<Result<Running<A>>> {
    const worker = await super.at(place);
    if ('failed' in worker || !this.#rest) return worker;
    if (!whole) {
      if (this.#grows) void this.#grown(worker.ok, this.#rest);
      return worker;
    }
    const grown = await this.#grown(worker.ok, this.#rest);
    const isRisked = whole === 'better' && 'failed' in grown && grown.failed.code !== crashed;
    return isRisked ? worker : grown;
  }

  /** Asks the worker of a place; what the first part has not, the whole is asked. */
  override async ask<T>(
    place: number,
    question: (api: Running<A>['api']) => Promise<Result<T>>,
    whole = this.#usual,
  ): Promise<Result<T>> {
    const worker = await this.at(place, whole);
    if ('failed' in worker) return worker;
    const answer = await super.ask(place, question);
    const isDone = 'ok' in answer || answer.failed.code !== crashed;
    if (isDone || !this.#rest || this.#whole.has(worker.ok)) return answer;
    const rest = await this.#rest();
    if ('failed' in rest) return rest;
    this.#usual ??= 'better';
    return super.ask(place, question);
  }

  /** A worker with the rest of its engine; where that could not be fetched, the next one who wants it tries again. */
  #grown(worker: Running<A>, rest: () => Compiling): Promise<Result<Running<A>>> {
    const linking = this.#linking.get(worker) ?? this.#link(worker, rest);
    this.#linking.set(worker, linking);
    void linking.then((linked) => {
      if ('ok' in linked) this.#whole.add(worker);
      else this.#linking.delete(worker);
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
