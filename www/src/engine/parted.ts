// Workers whose engine comes in two parts: the first does what everybody sees, and the rest is linked to it once it is there.

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
  /** What questions are that do not say it. */
  #usual: Whole | undefined;
  /** The rest, fetched once while nobody waits for it: where it does not come, those who want it try again. */
  #growing: Compiling | undefined;
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

  /** From now on workers get the rest as soon as it is there. */
  grow(): void {
    this.#growing ??= this.#rest?.();
  }

  override async at(place: number, whole = this.#usual): Promise<Result<Running<A>>> {
    const [worker, rest] = [await super.at(place), this.#rest];
    if ('failed' in worker || !rest) return worker;
    if (!whole) {
      void this.#growing?.then((module) => void ('ok' in module && this.#grown(worker.ok, rest)));
      return worker;
    }
    const grown = await this.#grown(worker.ok, rest);
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
    // it was asked for what the first part has not, maybe, and will be again
    const rest = await this.#rest();
    if ('failed' in rest) return rest;
    this.#usual ??= 'better';
    return super.ask(place, question);
  }

  /** A worker with the rest of its engine. */
  #grown(worker: Running<A>, rest: () => Compiling): Promise<Result<Running<A>>> {
    const linking = this.#linking.get(worker) ?? this.#link(worker, rest);
    this.#linking.set(worker, linking);
    return linking;
  }

  async #link(worker: Running<A>, rest: () => Compiling): Promise<Result<Running<A>>> {
    const module = await rest();
    const { api, dead } = worker as unknown as Running<Growing>;
    const linked = 'failed' in module ? module : await Promise.race([api.link(module.ok), dead]);
    if ('failed' in linked) {
      this.#linking.delete(worker);
      return linked;
    }
    this.#whole.add(worker);
    return { ok: worker };
  }
}
