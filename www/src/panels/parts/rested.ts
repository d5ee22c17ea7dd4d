// The answer to a question that takes its time: whoever is asked rests three times as long as the answer took, so that
// looking on slows what is looked at by a quarter at most.

import type { Result } from '../../engine/failure';
import type { Host } from '../panel';

const restShare = 3;
const longestMs = 2000;

export class Rested<T> {
  #host: Pick<Host, 'update'>;
  #key: string | undefined;
  #busy = false;
  #value: T | undefined;
  #timer = 0;

  constructor(host: Pick<Host, 'update'>) {
    this.#host = host;
  }

  /** The newest answer; asks where the key is another than that of the last question. */
  of(key: string, ask: () => Promise<Result<T | undefined>>): T | undefined {
    if (key !== this.#key && !this.#busy) void this.#ask(key, ask);
    return this.#value;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#busy = true;
  }

  async #ask(key: string, ask: () => Promise<Result<T | undefined>>): Promise<void> {
    [this.#busy, this.#key] = [true, key];
    const from = performance.now();
    const result = await ask();
    const took = performance.now() - from;
    if ('failed' in result) this.#value = undefined;
    // a newer document took the question's place: its own comes next
    else if (result.ok !== undefined) this.#value = result.ok;
    this.#host.update();
    this.#timer = window.setTimeout(
      () => {
        this.#busy = false;
        this.#host.update();
      },
      Math.min(longestMs, restShare * took),
    );
  }
}
