// The ground: heights as shades between two quiet colours, low ground the darkest.

import { channels, type Inks } from './inks';
import type { Heights } from './levels';

/** Fills `pixels` (RGBA) from heights, row 0 on top. Where f is not a number the page shows through. */
export function paintField(pixels: Uint8ClampedArray, values: Float32Array, of: Heights, inks: Inks): void {
  const [low, high] = inks.field.map(channels) as [Rgb, Rgb];
  for (let k = 0; k < values.length; k++) {
    const f = values[k] ?? Number.NaN;
    const shade = of.shade(f);
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
