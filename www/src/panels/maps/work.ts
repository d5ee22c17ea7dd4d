// Work on a map: what the workers say of it, how it stands, and telling of it so often that one can follow.

import type { Failure } from '../../engine/client';
import { type Look, Maker, type Part } from '../../engine/pool';

export type Standing = 'making' | 'done' | 'stopped' | 'failed';

/** Words change so often at most. */
const tellMs = 1000 / 15;

export abstract class Work {
  standing: Standing = 'making';
  failure: Failure | undefined;
  /** Whether a part broke down and is made again. */
  broke = false;
  /** Counts how often there was something to tell. */
  told = 0;

  #maker = new Maker();
  #changed: () => void;
  #toldAt = 0;
  #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(changed: () => void) {
    this.#changed = changed;
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
  protected start(parts: readonly Part[], take: (part: number, look: Look) => void): void {
    this.standing = 'making';
    this.failure = undefined;
    this.broke = false;
    this.#maker.make(parts, {
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
    });
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
