// Where a run was at a step that is only looked at: an open ring on its path.

import type { Ink } from './inks';

export function drawGlance(ctx: CanvasRenderingContext2D, x: number, y: number, { color, casing }: Ink): void {
  for (const [width, stroke] of [
    [5, casing],
    [2, color],
  ] as const) {
    ctx.beginPath();
    ctx.arc(x, y, 6.5, 0, 2 * Math.PI);
    ctx.lineWidth = width;
    ctx.strokeStyle = stroke;
    ctx.stroke();
  }
}
