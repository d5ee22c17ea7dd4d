// Long work: what the workers say of it, how it stands, and telling of it so often that one can follow.

import type { Failure } from '../../engine/client';
import { type Hearing, type Look, Maker, type Workshop } from '../../engine/maker';

export type Standing = 'making' | 'done' | 'stopped' | 'failed';

/** Words change so often at most. */
const tellMs = 1000 / 15;

/** What is shown of it, whatever is made. */
export type Progress = Pick<Work<never, Look>, 'standing' | 'progress' | 'failure' | 'broke' | 'stop' | 'again'>;

export abstract class Work<P, L extends Look> {
  standing: Standing = 'making';
  failure: Failure | undefined;
  /** Whether a part broke down and is made again. */
  broke = false;
  /** Counts how often there was something to tell. */
  told = 0;

  #maker: Maker<P, L>;
  #changed: () => void;
  #toldAt = 0;
  #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(changed: () => void, shop: Workshop<P, L>) {
    this.#changed = changed;
    this.#maker = new Maker(shop);
  }

  /** From 0 to 1. */
  abstract get progress(): number;

  /** Makes it anew. */
  abstract again(): void;

  stop(): void {
    this.end('stopped');
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#maker.close();
  }

  /** Takes the place of what was being made. */
  protected start(
    parts: readonly P[],
    take: (part: number, look: L) => void,
    placeOf?: (part: number) => number,
  ): void {
    this.standing = 'making';
    this.failure = undefined;
    this.broke = false;
    const hearing: Hearing<L> = {
      look: (part, look) => {
        take(part, look);
        this.#tell();
      },
      again: () => {
        this.broke = true;
        this.#tell();
      },
      failed: (failure) => {
        this.failure = failure;
        this.end('failed');
      },
    };
    this.#maker.make(parts, hearing, placeOf);
    this.#tell();
  }

  protected end(standing: Standing): void {
    this.#maker.cancel();
    this.standing = standing;
    this.#tell();
  }

  /** One timer of each name. */
  protected later(name: string, ms: number, then: () => void): void {
    this.never(name);
    const timer = setTimeout(() => {
      this.#timers.delete(name);
      then();
    }, ms);
    this.#timers.set(name, timer);
  }

  protected never(name: string): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }

  #tell(): void {
    if (this.#timers.has('tell')) return;
    this.later('tell', Math.max(0, this.#toldAt + tellMs - performance.now()), () => {
      this.#toldAt = performance.now();
      this.told += 1;
      this.#changed();
    });
  }
}
