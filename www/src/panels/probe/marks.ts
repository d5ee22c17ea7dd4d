// What the probe draws at its point: the contour's tangent, the gradient at a right angle to it, and the dial.

import type { Inks } from '../../draw/inks';
import type { Label } from '../../draw/labels';
import type { Scales } from '../../draw/scales';
import { drawArrow, line, rooted, type Stroke, tipLabel } from './arrows';
import { ring, vectorOf } from './dial';
import type { Point } from './spot';

/** Half the tangent, the right angle's side, and the least of an arrow that is there for its direction. */
const tangentReach = 84;
const corner = 9;
const leastArrow = 24;
/** What arrows leave free of the point, or of the ball that lies on it. */
export const gap = 8;

/** `full` is the size of a gradient that is drawn as long as can be. Returns the words that belong to it. */
export function drawSlope(
  ctx: CanvasRenderingContext2D,
  at: Point,
  gradient: Point,
  full: number,
  to: Scales,
  inks: Inks,
): Label[] {
  const size = Math.hypot(...gradient);
  if (!(size > 0)) return [];
  const [x, y] = [to.x(at[0]), to.y(at[1])];
  const [gx, gy] = [gradient[0] / size, -gradient[1] / size];
  const [tx, ty] = [-gy, gx];
  ctx.save();
  ctx.lineJoin = 'miter';
  for (const [color, width] of [
    [inks.ground, 4],
    [inks.text, 2],
  ] as const) {
    ctx.strokeStyle = color;
    ctx.lineWidth = width;
    line(ctx, x - tx * tangentReach, y - ty * tangentReach, x + tx * tangentReach, y + ty * tangentReach);
    ctx.beginPath();
    ctx.moveTo(x + tx * corner, y + ty * corner);
    ctx.lineTo(x + (tx + gx) * corner, y + (ty + gy) * corner);
    ctx.lineTo(x + gx * corner, y + gy * corner);
    ctx.stroke();
  }
  ctx.restore();
  const length = Math.max(leastArrow, rooted(size, full));
  const tip = drawArrow(ctx, x, y, gradient, length, gradientStroke(inks), inks.ground, gap);
  return tip ? [tipLabel('∇f', [x, y], tip)] : [];
}

export function gradientStroke({ text }: Inks): Stroke {
  return { color: text, width: 2.5, dash: [] };
}

/** The point itself, where no ball lies. */
export function drawPoint(ctx: CanvasRenderingContext2D, at: Point, to: Scales, { ground, text }: Inks): void {
  ctx.beginPath();
  ctx.arc(to.x(at[0]), to.y(at[1]), 4, 0, 2 * Math.PI);
  ctx.lineWidth = 2;
  ctx.fillStyle = ground;
  ctx.fill();
  ctx.strokeStyle = text;
  ctx.stroke();
}

/** The ring around a point, with u as a hand that can be turned; faint while another point is looked at. */
export function drawDial(
  ctx: CanvasRenderingContext2D,
  at: Point,
  degrees: number,
  faint: boolean,
  to: Scales,
  inks: Inks,
): Label[] {
  const [x, y] = [to.x(at[0]), to.y(at[1])];
  const [ux, uy] = vectorOf(degrees);
  const [hx, hy] = [x + ux * ring, y - uy * ring];
  ctx.save();
  if (faint) ctx.globalAlpha = 0.5;
  ctx.beginPath();
  ctx.arc(x, y, ring, 0, 2 * Math.PI);
  ctx.strokeStyle = inks.ground;
  ctx.lineWidth = 4;
  ctx.stroke();
  ctx.strokeStyle = inks.quiet;
  ctx.lineWidth = 1.25;
  ctx.stroke();
  if (!faint) drawDirection(ctx, at, degrees, to, inks);
  ctx.beginPath();
  ctx.arc(hx, hy, 7, 0, 2 * Math.PI);
  ctx.fillStyle = inks.ground;
  ctx.fill();
  ctx.strokeStyle = inks.text;
  ctx.lineWidth = 2;
  ctx.stroke();
  ctx.restore();
  return faint ? [] : [tipLabel('u', [x, y], [hx + ux * 5, hy - uy * 5])];
}

/** u as an arrow to the ring. */
function drawDirection(ctx: CanvasRenderingContext2D, at: Point, degrees: number, to: Scales, inks: Inks): void {
  const stroke = { color: inks.label, width: 1.75, dash: [4, 3] };
  drawArrow(ctx, to.x(at[0]), to.y(at[1]), vectorOf(degrees), ring - 6, stroke, inks.ground, gap);
}

/** The lines along which f is cut: one across the picture, one up and down. */
export function drawCuts(ctx: CanvasRenderingContext2D, at: Point, to: Scales, { ground, quiet }: Inks): void {
  const { left, top, width, height } = to.box;
  const [x, y] = [to.x(at[0]), to.y(at[1])];
  ctx.save();
  for (const [color, wide, dash] of [
    [ground, 3, []],
    [quiet, 1.25, [6, 4]],
  ] as const) {
    ctx.strokeStyle = color;
    ctx.lineWidth = wide;
    ctx.setLineDash([...dash]);
    line(ctx, left, y, left + width, y);
    line(ctx, x, top, x, top + height);
  }
  ctx.restore();
}
