// What came of a run by an epoch.

import type { Places } from '../../engine/clock';
import type { Quantity } from '../../text/quantities';

/** What a race can be about, the best of them first. */
export const measures = [
  'test_accuracy',
  'validation_accuracy',
  'accuracy',
  'test_loss',
  'validation_loss',
  'loss',
] as const satisfies readonly Quantity[];
export type Measure = (typeof measures)[number];

export interface Result {
  readonly best: number | undefined;
  readonly bestAt: number;
  readonly now: number | undefined;
  /** It ended before this epoch, because it diverged. */
  readonly diverged: boolean;
  /** When it was first at the target. */
  readonly reached: { readonly epoch: number; readonly updates: number; readonly seconds: number } | undefined;
}

/** Of what is right, more is better. */
export function isShare(on: Measure): boolean {
  return on.endsWith('accuracy');
}

/** The first epoch from one to another at whose end a run was at the target. */
export function firstAt(
  on: Measure,
  target: number,
  series: ArrayLike<number>,
  from: number,
  to: number,
): number | undefined {
  const sign = isShare(on) ? 1 : -1;
  for (let epoch = from; epoch <= Math.min(to, series.length - 1); epoch++) {
    if (sign * (series[epoch] ?? Number.NaN) >= sign * target) return epoch;
  }
  return undefined;
}

export function resultOf(
  on: Measure,
  target: number,
  step: number,
  series: ArrayLike<number> = [],
  places?: Places,
): Result {
  const sign = isShare(on) ? 1 : -1;
  const last = Math.min(step, series.length - 1);
  const first = firstAt(on, target, series, 0, last);
  let bestAt = 0;
  for (let epoch = 0; epoch <= last; epoch++) {
    const value = series[epoch] ?? Number.NaN;
    if (sign * value > sign * (series[bestAt] ?? Number.NaN)) bestAt = epoch;
  }
  return {
    best: series[bestAt],
    bestAt,
    now: series[last],
    diverged: last < step,
    reached:
      first === undefined
        ? undefined
        : { epoch: first, updates: places?.updates[first] ?? 0, seconds: (places?.microseconds[first] ?? 0) / 1e6 },
  };
}
