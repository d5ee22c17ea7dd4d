// What a figure shows now, for those who want to check or keep it.

import type { Domain } from '../draw/scales';
import type { Finished, Summary } from '../engine/client';
import type { Player } from './player';

export interface Snapshot {
  /** The canonical document. */
  readonly document: string;
  readonly step: number;
  readonly steps: number;
  readonly playing: boolean;
  /** The part of the plane in the picture: x0, x1, y0, y1. */
  readonly domain: Domain;
  readonly fingerprint: string;
  /** `path` is what is drawn: x0, y0, x1, y1, … up to the step; `loss` goes with it. */
  readonly runs: readonly {
    readonly name: string;
    readonly path: Float64Array;
    readonly loss: Float64Array;
    readonly summary: Summary;
  }[];
}

export function snapshotOf(
  { opened, runs, fingerprint }: Finished,
  { step, steps, playing }: Player,
  names: readonly string[],
  domain: Domain,
): Snapshot {
  return {
    document: opened.text,
    step,
    steps,
    playing,
    domain,
    fingerprint,
    runs: runs.map(({ path, loss, summary }, k) => ({
      name: names[k] ?? '',
      path: path.slice(0, 2 * (step + 1)),
      loss: loss.slice(0, step + 1),
      summary,
    })),
  };
}
