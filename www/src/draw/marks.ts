// The points that stand out on the plane: where the runs start, where they are, and the known minima.

import type { Ink, Inks } from './inks';
import { traceMarker } from './path';

/** A ring with a dot in its middle: the ground is not coloured to show a minimum. */
export function drawMinimum(ctx: CanvasRenderingContext2D, x: number, y: number, inks: Inks): void {
  ring(ctx, x, y, 6, 3.5, inks.field[1]);
  ring(ctx, x, y, 6, 1.5, inks.label);
  disc(ctx, x, y, 1.5, inks.label);
}

/** The start: an open circle that can be taken hold of. */
export function drawStart(ctx: CanvasRenderingContext2D, x: number, y: number, inks: Inks): void {
  disc(ctx, x, y, 8, inks.ground);
  ring(ctx, x, y, 7, 2, inks.text);
  disc(ctx, x, y, 2.5, inks.text);
}

/** Where a run is now: its marker, large, with an edge in the ground's colour. */
export function drawBall(ctx: CanvasRenderingContext2D, x: number, y: number, ink: Ink, ground: string): void {
  ctx.beginPath();
  traceMarker(ctx, ink.marker, x, y, 13);
  ctx.lineWidth = 4;
  ctx.lineJoin = 'round';
  ctx.strokeStyle = ground;
  ctx.stroke();
  ctx.fillStyle = ink.color;
  ctx.fill();
}

function ring(ctx: CanvasRenderingContext2D, x: number, y: number, r: number, width: number, color: string): void {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.lineWidth = width;
  ctx.strokeStyle = color;
  ctx.stroke();
}

function disc(ctx: CanvasRenderingContext2D, x: number, y: number, r: number, color: string): void {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.fillStyle = color;
  ctx.fill();
}
