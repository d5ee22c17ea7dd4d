// Small pictures on canvases, a pixel a pixel: ink on paper, or what goes from one side to the other.

import { channels, type Inks } from '../../draw/inks';
import { type Tones, toned } from '../../draw/tones';

export type Size = readonly [rows: number, columns: number];

/** From paper, 0, to ink, 1. */
export function inked(canvas: HTMLCanvasElement, pixels: ArrayLike<number>, size: Size, inks: Inks): void {
  const [paper, ink] = [channels(inks.button), channels(inks.text)];
  paint(canvas, size, (at) => {
    const share = Math.max(0, Math.min(1, pixels[at] ?? 0));
    return paper.map((one, k) => one + ((ink[k] ?? 0) - one) * share);
  });
}

/** From −most over nothing to most. */
export function weighed(
  canvas: HTMLCanvasElement,
  weights: ArrayLike<number>,
  size: Size,
  most: number,
  tones: Tones,
): void {
  paint(canvas, size, (at) => toned(tones, (weights[at] ?? 0) / most, 1));
}

function paint(canvas: HTMLCanvasElement, [rows, columns]: Size, colour: (at: number) => readonly number[]): void {
  if (canvas.width !== columns || canvas.height !== rows) [canvas.width, canvas.height] = [columns, rows];
  const ctx = canvas.getContext('2d');
  if (!ctx) return;
  const image = ctx.createImageData(columns, rows);
  for (let at = 0; at < rows * columns; at++) {
    const [r = 0, g = 0, b = 0] = colour(at);
    image.data.set([r, g, b, 255], 4 * at);
  }
  ctx.putImageData(image, 0, 0);
}
