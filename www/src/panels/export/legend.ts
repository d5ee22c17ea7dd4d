// What stands below a picture that is taken along: the runs, the step, and what the shades mean, in rows.

import { drawColourBar } from '../../draw/colourbar';
import { format, shortened } from '../../draw/format';
import { type Inks, inkOfRun, inks as inksOf, type Theme } from '../../draw/inks';
import { type Heights, levels, lowest } from '../../draw/levels';
import { traceMarker } from '../../draw/path';

export type Context = CanvasRenderingContext2D;

export interface Legend {
  readonly runs: readonly { readonly slot: number; readonly name: string; readonly loss: Float64Array }[];
  readonly step: number;
  /** The step in words. */
  readonly at: string;
  readonly heights: Heights | undefined;
  /** The ramp in words. */
  readonly ramp: string;
}

/** One thing of a legend, drawn around a height. */
export interface Item {
  readonly width: number;
  readonly draw: (ctx: Context, x: number, y: number) => void;
}

export interface Placed extends Item {
  readonly x: number;
  readonly row: number;
}

/** Around a picture, and how high a row of its legend is. */
export const edge = 16;
export const line = 24;
/** Of the sentence. */
export const font = '14px system-ui, sans-serif';
const gap = 28;
const mostLetters = 32;
const swatch = 36;
const bar = 96;
const name = '500 13px system-ui, sans-serif';
const small = '12px system-ui, sans-serif';

/** What there is to say of a plane. */
export function legendOf(legend: Legend, theme: Theme, measure: Context): Item[] {
  return [
    ...legend.runs.map((one) => runItem(one, legend.step, theme, measure)),
    wordsItem(legend.at, inksOf[theme], measure),
    ...(legend.heights ? [barItem(legend.heights, legend.ramp, inksOf[theme], measure)] : []),
  ];
}

/** Everything in its place: as many in a row as fit. */
export function placed(items: readonly Item[], across: number): Placed[] {
  let [x, row] = [0, 0];
  return items.map((item) => {
    if (x > 0 && x + item.width > across) [x, row] = [0, row + 1];
    const one = { ...item, x, row };
    x += item.width + gap;
    return one;
  });
}

/** A text in lines that fit, broken between words. */
export function linesOf(text: string, font: string, across: number, measure: Context): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length > 0 && widthOf(longer, font, measure) <= across) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

export function write(ctx: Context, text: string, x: number, y: number, font: string, color: string): void {
  ctx.font = font;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = color;
  ctx.fillText(text, x, y);
}

function widthOf(text: string, font: string, measure: Context): number {
  measure.font = font;
  return measure.measureText(text).width;
}

/** A run's line as it is on the plane, its name, and its loss. */
export function runItem(
  { slot, name: whole, loss }: Legend['runs'][number],
  step: number,
  theme: Theme,
  measure: Context,
): Item {
  const [ink, inks] = [inkOfRun(slot, theme), inksOf[theme]];
  const words = shortened(whole, mostLetters);
  const value = format(loss[Math.min(step, loss.length - 1)] ?? Number.NaN);
  const [first, second] = [swatch + 8, swatch + 16 + widthOf(words, name, measure)];
  return {
    width: second + widthOf(value, small, measure),
    draw: (ctx, x, y) => {
      ctx.strokeStyle = ink.color;
      ctx.lineWidth = 2;
      ctx.setLineDash([...ink.dash]);
      ctx.beginPath();
      ctx.moveTo(x, y);
      ctx.lineTo(x + swatch, y);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.beginPath();
      traceMarker(ctx, ink.marker, x + swatch / 2, y, 10);
      ctx.fillStyle = ink.color;
      ctx.fill();
      write(ctx, words, x + first, y, name, inks.text);
      write(ctx, value, x + second, y, small, inks.quiet);
    },
  };
}

export function wordsItem(text: string, inks: Inks, measure: Context): Item {
  return { width: widthOf(text, small, measure), draw: (ctx, x, y) => write(ctx, text, x, y, small, inks.quiet) };
}

/** What lines of a colour mean. */
export function strokeItem(color: string, text: string, inks: Inks, measure: Context): Item {
  return {
    width: swatch / 2 + 8 + widthOf(text, small, measure),
    draw: (ctx, x, y) => {
      ctx.fillStyle = color;
      ctx.fillRect(x, y - 2, swatch / 2, 4);
      write(ctx, text, x + swatch / 2 + 8, y, small, inks.quiet);
    },
  };
}

/** The shades from the lowest to the highest height. */
function barItem(of: Heights, ramp: string, inks: Inks, measure: Context): Item {
  const [low, high] = [format(lowest(of), 2), format(of.high, 2)];
  const start = widthOf(low, small, measure) + 8;
  const second = start + bar + 8;
  const third = second + widthOf(high, small, measure) + 8;
  return {
    width: third + widthOf(ramp, small, measure),
    draw: (ctx, x, y) => {
      write(ctx, low, x, y, small, inks.quiet);
      ctx.save();
      ctx.translate(Math.round(x + start), Math.round(y - 5));
      drawColourBar(ctx, bar, 10, of, levels(of), inks);
      ctx.restore();
      write(ctx, high, x + second, y, small, inks.quiet);
      write(ctx, ramp, x + third, y, small, inks.quiet);
    },
  };
}
