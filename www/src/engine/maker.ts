// Having long jobs done in workers: begun, followed, and begun once more where a worker broke down.

import type { Remote } from './calls';
import { crashed, type Failure, type Result } from './failure';
import type { JobsApi, Look } from './jobs';
import type { Whole } from './parted';
import { type Pool, workers } from './pool';
import type { Startable } from './running';

export type { Look } from './jobs';

/** What does jobs somewhere: with a whole engine, where that comes in parts. */
export type Workshop<P, L> = Pick<Pool<JobsApi<P, L> & Startable>, 'during' | 'enter' | 'leave' | 'tell'> & {
  ask<T>(
    place: number,
    question: (api: Remote<JobsApi<P, L>>) => Promise<Result<T>>,
    whole?: Whole,
  ): Promise<Result<T>>;
};

/** What a maker hears of its job. */
export interface Hearing<L> {
  look(part: number, look: L): void;
  /** A worker broke down; its part is begun again, once. */
  again(): void;
  failed(failure: Failure): void;
}

let makers = 0;

/** Has one thing made after another: a new job takes the last one's place. */
export class Maker<P, L extends Look> {
  #owner = ++makers;
  #job = 0;
  #closed = false;
  #shop: Workshop<P, L>;

  constructor(shop: Workshop<P, L>) {
    this.#shop = shop;
    shop.enter();
  }

  /** Each part at its place, by default one after the other. */
  make(parts: readonly P[], hearing: Hearing<L>, placeOf = (number: number) => number % workers): void {
    this.#job += 1;
    const job = this.#job;
    parts.forEach((part, number) => {
      void this.#shop.during(() => this.#make(job, number, placeOf(number), part, hearing));
    });
  }

  /** What is on its way is not wanted any more. */
  cancel(): void {
    this.#job += 1;
    this.#shop.tell((api) => void api.drop(this.#owner));
  }

  close(): void {
    if (this.#closed) return;
    this.cancel();
    this.#closed = true;
    this.#shop.leave();
  }

  async #make(job: number, number: number, place: number, part: P, hearing: Hearing<L>): Promise<void> {
    for (let tries = 0; tries < 2; tries++) {
      const failed = await this.#try(job, number, place, part, hearing);
      if (!failed || job !== this.#job) return;
      if (failed.code !== crashed || tries > 0) return hearing.failed(failed);
      hearing.again();
    }
  }

  /** Follows a part until it is done or not wanted any more; else says what went wrong. */
  async #try(job: number, number: number, place: number, part: P, hearing: Hearing<L>): Promise<Failure | undefined> {
    for (let begun = false; ; begun = true) {
      const question = (api: Remote<JobsApi<P, L>>): Promise<Result<L | undefined>> => {
        // it may have taken long to start
        if (job !== this.#job) return Promise.resolve({ ok: undefined });
        return begun ? api.look(this.#owner, job, number) : api.begin(this.#owner, job, number, part);
      };
      const answer = await this.#shop.ask(place, question, 'needed');
      if (job !== this.#job) return undefined;
      if ('failed' in answer) return answer.failed;
      const look = answer.ok;
      if (!look) return undefined;
      hearing.look(number, look);
      if (look.done) return undefined;
    }
  }
}
