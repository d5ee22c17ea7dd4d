// What trials come to: medians and quartiles over their seeds, and colours from the best to the worst.

import type { Cell, Known } from './making';

/** Quartiles over the seeds; of those that diverged the worst there is. */
export interface Spread {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
  readonly diverged: number;
}

/** Whether more is better. */
export const isUp = (series: string) => series.endsWith('accuracy');

export function spreadOf(cell: Cell, series: string): Spread {
  const worst = isUp(series) ? 0 : Number.POSITIVE_INFINITY;
  const sorted = cell.map((value) => (Number.isNaN(value) ? worst : value)).sort((a, b) => a - b);
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(place)] ?? worst, sorted[Math.ceil(place)] ?? worst];
    return low === high ? low : low + (high - low) * (place - Math.floor(place));
  };
  return { lower: at(0.25), median: at(0.5), upper: at(0.75), diverged: cell.filter(Number.isNaN).length };
}

/** More than half of its seeds diverged. */
export function hasDiverged({ diverged }: Spread, cell: Cell): boolean {
  return 2 * diverged > cell.length;
}

export interface Shading {
  /** 0 for the best to 1 for the worst. */
  readonly shade: (median: number) => number;
  readonly best: number;
  readonly worst: number;
}

/** Of so little error all is alike. */
const leastShare = 1e-3;

/** In equal steps of the logarithm of what is lost, from the best setting to the worst that has not diverged. */
export function shadingOf(known: Known): Shading | undefined {
  const { series } = known.wish;
  const medians: number[] = [];
  for (const { spread, cell } of settled(known)) if (!hasDiverged(spread, cell)) medians.push(spread.median);
  if (medians.length === 0) return undefined;
  const [low, high] = [Math.min(...medians), Math.max(...medians)];
  const up = isUp(series);
  const [best, worst] = up ? [high, low] : [low, high];
  const most = up ? 1 : Math.max(high, Number.MIN_VALUE);
  const height = (value: number) => Math.log(Math.max(up ? 1 - value : value, most * leastShare));
  const [bottom, top] = [height(best), height(worst)];
  const shade = (median: number) =>
    top > bottom ? Math.max(0, Math.min(1, (height(median) - bottom) / (top - bottom))) : 0;
  return { shade, best, worst };
}

export interface Settled {
  readonly column: number;
  readonly row: number;
  readonly cell: Cell;
  readonly spread: Spread;
}

/** All settings of which something is known. */
export function settled(known: Known): readonly Settled[] {
  const found: Settled[] = [];
  for (let row = 0; row < known.rows; row++) {
    for (let column = 0; column < known.columns; column++) {
      const cell = known.cell(column, row);
      if (cell) found.push({ column, row, cell, spread: spreadOf(cell, known.wish.series) });
    }
  }
  return found;
}

/** The setting with the best median. */
export function bestOf(known: Known): Settled | undefined {
  const sign = isUp(known.wish.series) ? -1 : 1;
  return settled(known)
    .filter(({ spread, cell }) => !hasDiverged(spread, cell))
    .reduce<Settled | undefined>(
      (best, one) => (!best || sign * one.spread.median < sign * best.spread.median ? one : best),
      undefined,
    );
}
