// How long a training has taken by the end of each epoch, and how many updates: what curves can be drawn against.

import type { Progress } from './wasm/train';

/** By the end of each epoch so far. */
export interface Places {
  readonly updates: Float64Array;
  readonly microseconds: Float64Array;
}

export class Clock {
  #updates = [0];
  #microseconds = [0];
  #spent = 0;

  /** So much more time has been spent, and it is as far as this now. Epochs that ended within share it. */
  took(milliseconds: number, { epochs, updates, within: [done, each] }: Progress): void {
    this.#spent += 1000 * milliseconds;
    const known = this.#updates.length - 1;
    if (epochs <= known) return;
    const ended = updates - (done < each ? done : 0);
    const [from, since] = [this.#updates[known] ?? 0, this.#microseconds[known] ?? 0];
    for (let epoch = known + 1; epoch <= epochs; epoch++) {
      const share = (epoch - known) / (epochs - known);
      this.#updates.push(Math.round(from + share * (ended - from)));
      this.#microseconds.push(Math.round(since + share * (this.#spent - since)));
    }
  }

  /** It has gone back to the end of an epoch. */
  back(epoch: number): void {
    if (epoch >= this.#updates.length - 1) return;
    this.#updates.length = epoch + 1;
    this.#microseconds.length = epoch + 1;
    this.#spent = this.#microseconds[epoch] ?? 0;
  }

  get places(): Places {
    return { updates: Float64Array.from(this.#updates), microseconds: Float64Array.from(this.#microseconds) };
  }
}

/** How often a run has seen its rows: between two epochs, the last still counts its updates. */
export function seenBy({ epochs, within: [done, each] }: Progress): number {
  return epochs + (done < each ? done / each : 0);
}
