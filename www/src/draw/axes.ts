// The two axes: a hairline frame, short ticks and their numbers.

import { plain, powerOfTen } from './format';
import type { Inks } from './inks';
import { type Scales, ticks } from './scales';

/** Outside: ticks and numbers hang left of and under the picture. Inside: where there is no margin, they stand in it. */
export type Margin = 'outside' | 'inside' | 'none';

export const tickFont = '12px system-ui, sans-serif';
/** What fits left of the picture, and between two ticks under it, in pixels. */
const most = { x: 56, y: 34 } as const;

export function drawAxes(ctx: CanvasRenderingContext2D, to: Scales, inks: Inks, margin: Margin): void {
  if (margin === 'none') return;
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

  const upTo = (pixels: number) => (text: string) => ctx.measureText(text).width <= pixels;
  const [across, up] = [tickTexts(xs, upTo(most.x)), tickTexts(ys, upTo(most.y))];
  ctx.textAlign = 'center';
  ctx.textBaseline = inner ? 'bottom' : 'top';
  xs.forEach((v, k) => {
    ctx.fillText(across.texts[k] ?? '', to.x(v), inner ? bottom - 5 : bottom + 7);
  });
  ctx.textAlign = inner ? 'left' : 'right';
  ctx.textBaseline = 'middle';
  ys.forEach((v, k) => {
    ctx.fillText(up.texts[k] ?? '', inner ? left + 7 : left - 6, to.y(v));
  });

  // in the picture's corners, beside the numbers that they belong to
  ctx.textAlign = 'left';
  ctx.fillStyle = inks.label;
  ctx.strokeStyle = inks.field[1];
  ctx.lineWidth = 4;
  for (const [text, x, y] of [
    [across.common, left + (inner ? 34 : 8), bottom - (inner ? 30 : 10)],
    [up.common, left + 8, top + 10],
  ] as const) {
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
  }
}

function tickLine(ctx: CanvasRenderingContext2D, x: number, y: number, dx: number, dy: number): void {
  ctx.moveTo(x, y);
  ctx.lineTo(x + dx, y + dy);
}

/**
 * What stands at ticks, and what they have in common where that would be too long: a power of ten, and, where they hardly
 * differ, what is to be added: −2, 0, 2 with ×10⁻⁹ + 1.5.
 */
export function tickTexts(
  values: readonly number[],
  fits: (text: string) => boolean,
): { readonly texts: readonly string[]; readonly common: string } {
  const [first = 0, second = first] = values;
  const texts = values.map(plain);
  if (texts.every(fits) || !(second > first)) return { texts, common: '' };
  const power = Math.floor(Math.log10((second - first) * 1.0001));
  const unit = 10 ** power;
  const whole = values.map((v) => plain(Math.round(v / unit)));
  if (whole.every(fits)) return { texts: whole, common: `×${powerOfTen(power)}` };
  // a round number among them, so that what is left is short
  const middle = (first + (values.at(-1) ?? first)) / 2;
  const base = Number((Math.round(middle / (10 * unit)) * 10 * unit).toPrecision(15));
  const sign = base < 0 ? '−' : '+';
  return {
    texts: values.map((v) => plain(Math.round((v - base) / unit))),
    common: `×${powerOfTen(power)} ${sign} ${plain(Math.abs(base))}`,
  };
}
