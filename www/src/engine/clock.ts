// How long a training has taken by the end of each epoch, and how many updates: what curves can be drawn against.

import type { Progress } from './wasm/train';

/** By the end of each epoch so far. */
export interface Places {
  readonly updates: Float64Array;
  readonly microseconds: Float64Array;
}

export class Clock {
  // with room for more: they are told over and over
  #updates = new Float64Array(256);
  #microseconds = new Float64Array(256);
  #epochs = 0;
  #spent = 0;

  /** So much more time has been spent, and it is as far as this now. Epochs that ended within share it. */
  took(milliseconds: number, { epochs, updates, within: [done, each] }: Progress): void {
    this.#spent += 1000 * milliseconds;
    const known = this.#epochs;
    if (epochs <= known) return;
    if (epochs >= this.#updates.length) {
      const room = 2 ** Math.ceil(Math.log2(epochs + 1));
      [this.#updates, this.#microseconds] = [roomier(this.#updates, room), roomier(this.#microseconds, room)];
    }
    const ended = updates - (done < each ? done : 0);
    const [from, since] = [this.#updates[known] ?? 0, this.#microseconds[known] ?? 0];
    for (let epoch = known + 1; epoch <= epochs; epoch++) {
      const share = (epoch - known) / (epochs - known);
      this.#updates[epoch] = Math.round(from + share * (ended - from));
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

  get places(): Places {
    const [updates, microseconds] = [this.#updates, this.#microseconds].map((list) => list.slice(0, this.#epochs + 1));
    return { updates, microseconds } as Places;
  }
}

function roomier(list: Float64Array, room: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(room);
  larger.set(list);
  return larger;
}

/** How often a run has seen its rows: between two epochs, the last still counts its updates. */
export function seenBy({ epochs, within: [done, each] }: Progress): number {
  return epochs + (done < each ? done / each : 0);
}
