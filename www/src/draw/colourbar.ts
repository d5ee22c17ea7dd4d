// The bar that says what the shades mean: from the lowest to the highest height shown.

import type { Inks } from './inks';
import type { Heights } from './levels';

/** Fills the canvas's area with the ramp and marks the contour levels on it. */
export function drawColourBar(
  ctx: CanvasRenderingContext2D,
  width: number,
  height: number,
  of: Heights,
  levels: readonly number[],
  inks: Inks,
): void {
  const ramp = ctx.createLinearGradient(0, 0, width, 0);
  ramp.addColorStop(0, inks.field[0]);
  ramp.addColorStop(1, inks.field[1]);
  ctx.fillStyle = ramp;
  ctx.fillRect(0, 0, width, height);
  ctx.strokeStyle = inks.contour;
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (const level of levels) {
    const x = Math.round(of.shade(level) * width) + 0.5;
    ctx.moveTo(x, 0);
    ctx.lineTo(x, height);
  }
  ctx.stroke();
  ctx.strokeStyle = inks.edge;
  ctx.strokeRect(0.5, 0.5, width - 1, height - 1);
}
