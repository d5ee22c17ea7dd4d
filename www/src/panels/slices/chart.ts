// One slice: f over one coordinate, its tangent at the point, and the start on the axis.

import { drawAxes } from '../../draw/axes';
import type { Inks } from '../../draw/inks';
import { drawStart } from '../../draw/marks';
import { type Box, clip, niceStep, scales, tidy } from '../../draw/scales';

export interface Slice {
  /** f at the centres of as many cells as there are values; NaN where it has none. */
  readonly values: Float64Array;
  /** What is shown, along the coordinate and of f. */
  readonly across: Span;
  readonly heights: Span;
  /** Where the tangent touches. */
  readonly at: number;
  readonly value: number | null;
  readonly slope: number | null;
  readonly start: number | undefined;
  /** The colour of the point. */
  readonly color: string;
}

export type Span = readonly [low: number, high: number];

/** Pixels under the lowest height. */
const foot = 8;
/** Room for the numbers of the axes. */
export const margins = { left: 48, right: 18, top: 8, bottom: 26 } as const;

export function drawSlice(
  ctx: CanvasRenderingContext2D,
  slice: Slice,
  width: number,
  height: number,
  inks: Inks,
): void {
  const { left, right, top, bottom } = margins;
  const box: Box = { left, top, width: width - left - right, height: height - top - bottom };
  const [low, high] = slice.heights;
  // the lowest point is not cut in half
  const to = scales([...slice.across, low - ((high - low) * foot) / box.height, high], box);
  const [x0, x1] = slice.across;
  drawAxes(ctx, to, inks, 'outside');

  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, box.width, box.height);
  ctx.clip();
  ctx.lineJoin = 'round';
  ctx.strokeStyle = inks.contour;
  ctx.lineWidth = 2;
  ctx.beginPath();
  const { values } = slice;
  let broken = true;
  values.forEach((f, k) => {
    const y = to.y(f);
    if (Number.isNaN(f) || !Number.isFinite(y)) broken = true;
    else {
      const x = to.x(x0 + ((x1 - x0) * (k + 0.5)) / values.length);
      // a canvas loses lines that go very far
      const near = Math.max(-1e5, Math.min(1e5, y));
      if (broken) ctx.moveTo(x, near);
      else ctx.lineTo(x, near);
      broken = false;
    }
  });
  ctx.stroke();

  const { at, value, slope } = slice;
  if (value !== null) {
    if (slope !== null) {
      const cut = clip(to.domain, x0, value + slope * (x0 - at), x1, value + slope * (x1 - at));
      if (cut) {
        ctx.strokeStyle = inks.text;
        ctx.lineWidth = 2;
        ctx.beginPath();
        ctx.moveTo(to.x(cut[0]), to.y(cut[1]));
        ctx.lineTo(to.x(cut[2]), to.y(cut[3]));
        ctx.stroke();
      }
    }
    ctx.beginPath();
    ctx.arc(to.x(at), to.y(value), 5, 0, 2 * Math.PI);
    ctx.lineWidth = 3;
    ctx.strokeStyle = inks.ground;
    ctx.stroke();
    ctx.fillStyle = slice.color;
    ctx.fill();
  }
  ctx.restore();
  const { start } = slice;
  if (start !== undefined && start >= x0 && start <= x1) drawStart(ctx, to.x(start), top + box.height, inks);
}

/** Times what half of all heights stay below, where walls are higher: a parabola is shown whole, and a steeper wall leaves the picture. */
const most = 4;

/**
 * What is shown of all these heights, with the point's among them: widened to round numbers, so that an axis seldom
 * changes while the point moves.
 */
export function spanOf(lists: readonly Float64Array[], value: number | null): Span {
  const all = lists.flatMap((list) => [...list]).filter((f) => !Number.isNaN(f));
  if (value !== null) all.push(value);
  all.sort((a, b) => a - b);
  const [low, middle, highest] = [all[0], all[all.length >> 1], all.at(-1)];
  if (low === undefined || middle === undefined || highest === undefined) return [-1, 1];
  if (highest === low) {
    const air = Math.abs(low) || 1;
    return [low - air, low + air];
  }
  const usual = Math.max(middle, value ?? low) - low;
  const top = usual > 0 ? Math.min(highest, low + most * usual) : highest;
  const step = niceStep((top - low) / 4);
  return [tidy(Math.floor(low / step) * step, step), tidy(Math.ceil(top / step) * step, step)];
}
