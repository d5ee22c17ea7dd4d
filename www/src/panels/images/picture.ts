// Small pictures on canvases, a pixel a pixel: ink on paper, or what goes from one side to the other.

import { channels, type Inks } from '../../draw/inks';
import { mixed, type Tones, toned } from '../../draw/tones';

export type Size = readonly [rows: number, columns: number];

/** Shades of a ramp; as many as an eye can tell apart. */
const shades = 256;
const ramps = new Map<string, Uint32Array>();

/** From paper, 0, to ink, 1. */
export function inked(canvas: HTMLCanvasElement, pixels: ArrayLike<number>, size: Size, { button, text }: Inks): void {
  const [paper, ink] = [channels(button), channels(text)];
  const ramp = rampOf(`${button} ${text}`, (share) => mixed(paper, ink, share, 1));
  paint(canvas, size, ramp, (at) => pixels[at] ?? 0);
}

/** From −most over nothing to most. */
export function weighed(
  canvas: HTMLCanvasElement,
  weights: ArrayLike<number>,
  size: Size,
  most: number,
  tones: Tones,
): void {
  const ramp = rampOf(`${tones.none} ${tones.ends}`, (share) => toned(tones, 2 * share - 1, 1));
  paint(canvas, size, ramp, (at) => 0.5 + (weights[at] ?? 0) / most / 2);
}

function rampOf(key: string, colour: (share: number) => readonly number[]): Uint32Array {
  const known = ramps.get(key);
  if (known) return known;
  const bytes = new Uint8ClampedArray(4 * shades);
  for (let k = 0; k < shades; k++) bytes.set([...colour(k / (shades - 1)), 255], 4 * k);
  const ramp = new Uint32Array(bytes.buffer);
  ramps.set(key, ramp);
  return ramp;
}

/** By shares, from 0 to 1. */
function paint(
  canvas: HTMLCanvasElement,
  [rows, columns]: Size,
  ramp: Uint32Array,
  share: (at: number) => number,
): void {
  if (canvas.width !== columns || canvas.height !== rows) [canvas.width, canvas.height] = [columns, rows];
  const ctx = canvas.getContext('2d');
  if (!ctx) return;
  const image = ctx.createImageData(columns, rows);
  const colours = new Uint32Array(image.data.buffer);
  for (let at = 0; at < colours.length; at++) {
    colours[at] = ramp[Math.round(Math.max(0, Math.min(1, share(at))) * (shades - 1))] ?? 0;
  }
  ctx.putImageData(image, 0, 0);
}
