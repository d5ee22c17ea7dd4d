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
  const xs = ticks(x0, x1, width / 64);
  const ys = ticks(y0, y1, height / 48);

  ctx.strokeStyle = inks.rule;
  ctx.lineWidth = 1;
  ctx.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1);

  ctx.font = tickFont;
  ctx.fillStyle = margin === 'inside' ? inks.label : inks.quiet;
  ctx.strokeStyle = inks.edge;
  ctx.beginPath();
  for (const v of xs) tickLine(ctx, Math.round(to.x(v)) + 0.5, bottom, 0, margin === 'inside' ? -4 : 4);
  for (const v of ys) tickLine(ctx, left, Math.round(to.y(v)) + 0.5, margin === 'inside' ? 4 : -4, 0);
  ctx.stroke();

  ctx.textAlign = 'center';
  ctx.textBaseline = margin === 'inside' ? 'bottom' : 'top';
  for (const v of xs) {
    const x = to.x(v);
    const clear = x > left + (margin === 'inside' ? 28 : -1) && x < left + width - 8;
    if (clear) ctx.fillText(plain(v), x, margin === 'inside' ? bottom - 5 : bottom + 7);
  }
  ctx.textAlign = margin === 'inside' ? 'left' : 'right';
  ctx.textBaseline = 'middle';
  for (const v of ys) {
    const y = to.y(v);
    const clear = y > top + 6 && (margin === 'outside' || y < bottom - 26);
    if (clear) ctx.fillText(plain(v), margin === 'inside' ? left + 7 : left - 8, y);
  }
}

function tickLine(ctx: CanvasRenderingContext2D, x: number, y: number, dx: number, dy: number): void {
  ctx.moveTo(x, y);
  ctx.lineTo(x + dx, y + dy);
}
