// How often a panel draws and how often its numbers change: the one each frame, the other ten times a second.

import type { Host } from '../panel';

/** Numbers that change faster than this cannot be read. */
const wordsEveryMs = 100;

/** Asks for what has changed to be shown; stands in for the host where answers come in. */
export class Pace {
  #host: Pick<Host, 'update'>;
  #frame = 0;
  #timer = 0;

  constructor(host: Pick<Host, 'update'>) {
    this.#host = host;
  }

  /** With the next frame. */
  update(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#host.update();
    });
  }

  /** So soon that nobody waits, and so late that it can be read. */
  later(): void {
    this.#timer ||= window.setTimeout(() => {
      this.#timer = 0;
      this.#host.update();
    }, wordsEveryMs);
  }

  /** The plane was drawn anyway: what else there is to show may wait. */
  drawn(): void {
    if (!this.#frame) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.later();
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    window.clearTimeout(this.#timer);
  }
}

/** A value that stands still long enough to be read; the last one always comes. */
export class Steady<T> {
  #pace: Pace;
  #value: T | undefined;
  #since = Number.NEGATIVE_INFINITY;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  of(value: T | undefined): T | undefined {
    if (value === this.#value) return value;
    const now = performance.now();
    if (this.#value === undefined || value === undefined || now - this.#since >= wordsEveryMs) {
      this.#value = value;
      this.#since = now;
    } else this.#pace.later();
    return this.#value;
  }
}
