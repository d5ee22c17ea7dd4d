// The two axes: a hairline frame, short ticks and their numbers; and the faint lines of graph paper.

import { plain } from './format';
import type { Inks } from './inks';
import { type Scales, ticks } from './scales';

/** Outside: ticks and numbers hang left of and under the picture. Inside: where there is no margin, they stand in it. */
export type Margin = 'outside' | 'inside';

export const tickFont = '12px system-ui, sans-serif';

export function drawAxes(ctx: CanvasRenderingContext2D, to: Scales, inks: Inks, margin: Margin): void {
  const { left, top, width, height } = to.box;
  const bottom = top + height;
  const [x0, x1, y0, y1] = to.domain;
  const inner = margin === 'inside';
  // a tick without its number says nothing: both or none
  const xs = ticks(x0, x1, width / 64).filter((v) => to.x(v) > left + (inner ? 28 : -1) && to.x(v) < left + width - 8);
  const ys = ticks(y0, y1, height / 48).filter((v) => to.y(v) > top + 6 && to.y(v) < bottom - (inner ? 26 : -1));

  ctx.strokeStyle = inks.rule;
  ctx.lineWidth = 1;
  ctx.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1);

  ctx.font = tickFont;
  ctx.fillStyle = inner ? inks.label : inks.quiet;
  ctx.strokeStyle = inks.edge;
  ctx.beginPath();
  for (const v of xs) tickLine(ctx, Math.round(to.x(v)) + 0.5, bottom, 0, inner ? -4 : 4);
  for (const v of ys) tickLine(ctx, left, Math.round(to.y(v)) + 0.5, inner ? 4 : -4, 0);
  ctx.stroke();

  ctx.textAlign = 'center';
  ctx.textBaseline = inner ? 'bottom' : 'top';
  for (const v of xs) ctx.fillText(plain(v), to.x(v), inner ? bottom - 5 : bottom + 7);
  ctx.textAlign = inner ? 'left' : 'right';
  ctx.textBaseline = 'middle';
  for (const v of ys) ctx.fillText(plain(v), inner ? left + 7 : left - 8, to.y(v));
}

function tickLine(ctx: CanvasRenderingContext2D, x: number, y: number, dx: number, dy: number): void {
  ctx.moveTo(x, y);
  ctx.lineTo(x + dx, y + dy);
}
