// The frame of a graph: two axes, linear or logarithmic, from values to pixels and back.

import { plain } from '../../draw/format';
import type { Inks } from '../../draw/inks';
import { type Box, ticks } from '../../draw/scales';
import { logTicks } from '../sweep/ranges';

export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
}

export interface Tick {
  readonly value: number;
  readonly text: string;
}

export interface Graph {
  readonly box: Box;
  readonly axes: { readonly x: Axis; readonly y: Axis };
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** The value under a pixel. */
  readonly at: (px: number) => number;
}

export const graphFont = '12px system-ui, sans-serif';
/** Room for the numbers of the axes. */
const gutter = { left: 52, right: 12, top: 10, bottom: 26 };

export function graphOf(width: number, height: number, x: Axis, y: Axis): Graph {
  const { left, right, top, bottom } = gutter;
  const box = { left, top, width: Math.max(1, width - left - right), height: Math.max(1, height - top - bottom) };
  return {
    box,
    axes: { x, y },
    x: (value) => left + share(x, value) * box.width,
    y: (value) => top + (1 - share(y, value)) * box.height,
    at: (px) => valueIn(x, (px - left) / box.width),
  };
}

function share({ low, high, log }: Axis, value: number): number {
  return log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

function valueIn({ low, high, log }: Axis, share: number): number {
  return log ? low * (high / low) ** share : low + share * (high - low);
}

/** As many ticks as there is room for. */
export function ticksOf({ low, high, log }: Axis, most: number): readonly Tick[] {
  const values = log ? logTicks({ from: low, to: high }, Math.max(2, most)) : ticks(low, high, most);
  return values.map((value) => ({ value, text: plain(value) }));
}

/** Hairlines across at the ticks of y, and the numbers of both axes; `across` in place of the numbers of x. */
export function drawFrame(
  ctx: CanvasRenderingContext2D,
  graph: Graph,
  inks: Inks,
  across: readonly Tick[] = ticksOf(graph.axes.x, graph.box.width / 56),
): void {
  const { left, top, width, height } = graph.box;
  const up = ticksOf(graph.axes.y, height / 30);
  ctx.font = graphFont;
  ctx.lineWidth = 1;
  ctx.strokeStyle = inks.rule;
  ctx.beginPath();
  for (const { value } of up) line(ctx, left, graph.y(value), width, 0);
  ctx.stroke();
  ctx.strokeStyle = inks.edge;
  ctx.beginPath();
  line(ctx, left, top + height, width, 0);
  for (const { value } of across) line(ctx, graph.x(value), top + height, 0, 4);
  ctx.stroke();
  ctx.fillStyle = inks.quiet;
  ctx.textBaseline = 'top';
  ctx.textAlign = 'center';
  for (const { value, text } of across) ctx.fillText(text, graph.x(value), top + height + 8);
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  for (const { value, text } of up) ctx.fillText(text, left - 8, graph.y(value));
  ctx.textBaseline = 'alphabetic';
}

function line(ctx: CanvasRenderingContext2D, x: number, y: number, dx: number, dy: number): void {
  const [px, py] = [Math.round(x) + 0.5, Math.round(y) + 0.5];
  ctx.moveTo(px, py);
  ctx.lineTo(px + dx, py + dy);
}

/** Through points; where one has no place the line is broken. */
export function tracePoints(ctx: CanvasRenderingContext2D, points: Iterable<readonly [number, number]>): void {
  let broken = true;
  for (const [x, y] of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) broken = true;
    else {
      if (broken) ctx.moveTo(x, y);
      else ctx.lineTo(x, y);
      broken = false;
    }
  }
}
