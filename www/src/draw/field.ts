// The ground: heights as shades between two quiet colours, low ground the darkest.

import type { Grid } from './grid';
import { channels, type Inks } from './inks';
import type { Heights } from './levels';

/** The shades of a grid of heights, one pixel a cell. */
export function shadesOf(values: Float64Array, { columns, rows }: Grid, of: Heights, inks: Inks): OffscreenCanvas {
  const image = new ImageData(columns, rows);
  paintField(image.data, values, of, inks);
  const shades = new OffscreenCanvas(columns, rows);
  shades.getContext('2d')?.putImageData(image, 0, 0);
  return shades;
}

/** Fills `pixels` (RGBA) from heights, row 0 on top. Where f is not a number the page shows through. */
export function paintField(pixels: Uint8ClampedArray, values: Float64Array, of: Heights, inks: Inks): void {
  const [low, high] = inks.field.map(channels) as [Rgb, Rgb];
  for (let k = 0; k < values.length; k++) {
    const f = values[k] ?? Number.NaN;
    const shade = Math.max(0, Math.min(1, of.shade(f)));
    const at = 4 * k;
    for (let c = 0; c < 3; c++) pixels[at + c] = mix(low, high, c, shade);
    pixels[at + 3] = Number.isNaN(f) ? 0 : 255;
  }
}

type Rgb = [number, number, number];

function mix(low: Rgb, high: Rgb, channel: number, shade: number): number {
  const [a, b] = [low[channel] ?? 0, high[channel] ?? 0];
  return a + (b - a) * shade;
}
