// What the colours of a sweep mean: steps until a setting is there, or its loss at the end.

import type { Shade } from './chart';
import type { Cell, Known } from './making';

export interface Shading {
  readonly shade: Shade;
  /** What the ends of the colour bar are; undefined where no cell has a colour. */
  readonly ends: readonly [best: number, worst: number] | undefined;
  /** Whether there are better than the best, and worse than the worst. */
  readonly beyond?: readonly [boolean, boolean];
}

/** Losses this much smaller than the largest look alike. */
const leastShare = 1e-12;

/** From the fewest steps that any setting needs to all that there are. */
export function bySteps(known: Known): Shading {
  const reached = cells(known).flatMap(({ outcome, steps }) => (outcome === 'reached' ? [steps] : []));
  if (reached.length === 0) return { shade: () => undefined, ends: undefined };
  const [fewest, most] = [Math.min(...reached), Math.max(...reached)];
  const shade: Shade = ({ outcome, steps }) =>
    outcome === 'reached' ? (steps - fewest) / Math.max(1, most - fewest) : undefined;
  return { shade, ends: [fewest, most] };
}

/** In equal steps of the logarithm; what is no lower than the start is all the same. Losses below 0 are counted from the lowest. */
export function byLoss(known: Known, start: number): Shading {
  const all = cells(known).flatMap(({ outcome, value }) => (outcome === 'diverged' ? [] : [value]));
  const values = all.map((value) => Math.min(value, start));
  if (values.length === 0) return { shade: () => undefined, ends: undefined };
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const base = low < 0 ? low : 0;
  const least = low < 0 ? (high - low) / 1000 : Math.max(low, high * leastShare, Number.MIN_VALUE);
  const height = (value: number) => Math.log(Math.max(least, Math.min(value, high) - base + (low < 0 ? least : 0)));
  const [bottom, top] = [height(low), height(high)];
  const shade: Shade = ({ value }) => (top > bottom ? (height(value) - bottom) / (top - bottom) : 0);
  const under = low >= 0 && low < least;
  return { shade, ends: [under ? least : low, high], beyond: [under, all.some((value) => value > start)] };
}

function cells(known: Known): Cell[] {
  const found: Cell[] = [];
  for (let row = 0; row < known.rows; row++) {
    for (let column = 0; column < known.wish.rate.count; column++) {
      const cell = known.cell(column, row);
      if (cell) found.push(cell);
    }
  }
  return found;
}
