// One histogram, as small as it can be: how many numbers lie where, and where 0 is.

import type { Inks } from '../../draw/inks';
import type { Histogram } from '../../engine/serve-train';

/** From where to where. */
export type Reach = readonly [low: number, high: number];

/** What holds all of them, as far on both sides of 0; of what is never below it, from 0. */
export function reachOf(histograms: readonly Histogram[]): Reach {
  const ends = histograms.flatMap(({ range }) => range.filter((end) => end !== null));
  const far = Math.max(0, ...ends.map(Math.abs)) || 1;
  return [ends.every((end) => end >= 0) ? 0 : -far, far];
}

const least = 2;

export function drawHistogram(
  ctx: CanvasRenderingContext2D,
  width: number,
  height: number,
  { range: [from, to], counts, zeros }: Histogram,
  [low, high]: Reach,
  color: string,
  inks: Inks,
): void {
  const floor = height - 1;
  const x = (value: number) => ((value - low) / (high - low)) * width;
  ctx.fillStyle = inks.rule;
  ctx.fillRect(0, floor, width, 1);
  ctx.fillRect(Math.round(x(0)), 0, 1, height);
  if (from === null || to === null || counts.length === 0) return;
  const bin = (to - from) / counts.length;
  const isAtZero = (k: number) => from + k * bin <= 0 && from + (k + 1) * bin >= 0;
  // what is exactly 0 would flatten all else: it is cut off at the top, and said in numbers
  const others = counts.filter((_, k) => !((zeros ?? 0) > 0.2 && isAtZero(k)));
  const most = Math.max(1, ...others);
  ctx.fillStyle = color;
  for (const [k, count] of counts.entries()) {
    if (count === 0) continue;
    const [a, b] = [x(from + k * bin), x(from + (k + 1) * bin)];
    const wide = Math.max(b - a, least);
    const high = Math.max(1, Math.min(1, count / most) * (floor - 1));
    ctx.fillRect(Math.max(0, Math.min(width - wide, (a + b - wide) / 2)), floor - high, wide, high);
  }
}
