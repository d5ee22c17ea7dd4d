// How long a training has taken by the end of each epoch: what curves can be drawn against.

import type { Progress } from './wasm/train';

/** By the end of each epoch so far. */
export interface Places {
  readonly updates: Float64Array;
  readonly microseconds: Float64Array;
}

export class Clock {
  // with room for more
  #microseconds = new Float64Array(256);
  #epochs = 0;
  #spent = 0;

  /** So much more time has been spent, and it is as far as this now. Epochs that ended within share it. */
  took(milliseconds: number, { epochs }: Progress): void {
    this.#spent += 1000 * milliseconds;
    const known = this.#epochs;
    if (epochs <= known) return;
    if (epochs >= this.#microseconds.length) {
      const roomier = new Float64Array(2 ** Math.ceil(Math.log2(epochs + 1)));
      roomier.set(this.#microseconds);
      this.#microseconds = roomier;
    }
    const since = this.#microseconds[known] ?? 0;
    for (let epoch = known + 1; epoch <= epochs; epoch++) {
      const share = (epoch - known) / (epochs - known);
      this.#microseconds[epoch] = Math.round(since + share * (this.#spent - since));
    }
    this.#epochs = epochs;
  }

  /** It has gone back to the end of an epoch. */
  back(epoch: number): void {
    if (epoch >= this.#epochs) return;
    this.#epochs = epoch;
    this.#spent = this.#microseconds[epoch] ?? 0;
  }

  /** By the end of each epoch from one on. */
  since(epoch: number): Float64Array {
    return this.#microseconds.slice(epoch, this.#epochs + 1);
  }
}

/** How often a run has seen its rows: between two epochs, the last still counts its updates. */
export function seenBy({ epochs, within: [done, each] }: Progress): number {
  return epochs + (done < each ? done / each : 0);
}
