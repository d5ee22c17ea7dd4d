// Arrows on the plane: as long as a root says, so that steep ground has no spikes and flat ground still has a direction.

import type { Grid } from '../../draw/grid';
import type { Inks } from '../../draw/inks';
import { around, drawLabel, type Label, placeLabels } from '../../draw/labels';
import { type Domain, niceStep, type Scales } from '../../draw/scales';

export type Pixel = readonly [x: number, y: number];

/** How an arrow is drawn; the legend draws it alike. */
export interface Stroke {
  readonly color: string;
  readonly width: number;
  readonly dash: readonly number[];
}

/** The longest arrow, in pixels. */
export const longest = 88;
/** Shorter than this an arrow is only its head. */
const shortest = 4;
const head = 9;

/** Pixels for a vector of `size` where one of `full` is as long as can be: a quarter of that is half as long. */
export function rooted(size: number, full: number, most = longest): number {
  return full > 0 && size > 0 ? most * Math.sqrt(Math.min(1, size / full)) : 0;
}

/** A way on the plane of so many pixels: drawn as long as it is at `longest`, longer below. */
export function rootedWay(pixels: number): number {
  return rooted(pixels, longest);
}

/**
 * Draws an arrow of `length` pixels from a pixel along (dx, dy) of the plane, its first `skip` pixels left free; returns
 * its tip, or nothing where none is seen.
 */
export function drawArrow(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  [dx, dy]: readonly [number, number],
  length: number,
  { color, width, dash }: Stroke,
  casing: string,
  skip = 0,
): Pixel | undefined {
  const size = Math.hypot(dx, dy);
  if (!(size > 0) || !(length >= shortest)) return undefined;
  const [ux, uy] = [dx / size, -dy / size];
  const [tx, ty] = [x + ux * length, y + uy * length];
  const back = Math.min(head, length);
  const [bx, by] = [tx - ux * back, ty - uy * back];
  const half = back * 0.45;
  const shaft = () => {
    if (length - back > skip) line(ctx, x + ux * skip, y + uy * skip, bx, by);
  };
  const triangle = () => {
    ctx.beginPath();
    ctx.moveTo(tx, ty);
    ctx.lineTo(bx - uy * half, by + ux * half);
    ctx.lineTo(bx + uy * half, by - ux * half);
    ctx.closePath();
  };
  ctx.save();
  ctx.lineCap = 'butt';
  ctx.lineJoin = 'round';
  ctx.strokeStyle = casing;
  ctx.lineWidth = width + 3;
  shaft();
  triangle();
  ctx.lineWidth = 3;
  ctx.stroke();
  ctx.fillStyle = ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.setLineDash([...dash]);
  shaft();
  triangle();
  ctx.fill();
  ctx.restore();
  return [tx, ty];
}

/** A word for an arrow that comes from (x, y): beyond its tip, or where there is room around it. */
export function tipLabel(text: string, [x, y]: Pixel, [tx, ty]: Pixel): Label {
  const size = Math.hypot(tx - x, ty - y) || 1;
  const [ux, uy] = [(tx - x) / size, (ty - y) / size];
  const align = ux > 0.4 ? 'left' : ux < -0.4 ? 'right' : 'center';
  const beyond = { x: tx + 7 * ux, y: ty + (align === 'center' ? 12 : 9) * uy, align } as const;
  return { text, kind: 'current', places: [beyond, ...around(tx, ty, 10)] };
}

/** Draws those of the words that find room; the first come first. */
export function drawTipLabels(
  ctx: CanvasRenderingContext2D,
  labels: readonly Label[],
  { box }: Scales,
  { label, field }: Inks,
): void {
  ctx.font = wordFont;
  const placed = placeLabels(labels, box, [], [], (text) => ctx.measureText(text).width);
  for (const one of placed) drawLabel(ctx, one, label, field[1], wordFont);
}

const wordFont = 'italic 600 13px system-ui, sans-serif';

export function line(ctx: CanvasRenderingContext2D, ax: number, ay: number, bx: number, by: number): void {
  ctx.beginPath();
  ctx.moveTo(ax, ay);
  ctx.lineTo(bx, by);
  ctx.stroke();
}

/** Where a field has its arrows: at round numbers, so that they stay while the picture moves, and as many as there is room for. */
export interface Lattice extends Grid {
  /** Pixels from one to the next. */
  readonly gap: number;
}

const leastGap = 26;
/** Farther out than this many gaps, numbers next to each other are the same. */
const farthest = 1e12;

export function latticeOf({ domain: [x0, x1, y0, y1], unit }: Scales): Lattice | undefined {
  const step = niceStep(leastGap * unit);
  const [left, right, low, high] = [
    Math.ceil(x0 / step),
    Math.floor(x1 / step),
    Math.ceil(y0 / step),
    Math.floor(y1 / step),
  ];
  const [columns, rows] = [right - left + 1, high - low + 1];
  if (!(columns > 0 && rows > 0) || [left, right, low, high].some((n) => Math.abs(n) > farthest)) return undefined;
  const edges = [left - 0.5, right + 0.5, low - 0.5, high + 0.5].map((n) => n * step);
  return { domain: edges as unknown as Domain, columns, rows, gap: step / unit };
}

/** The slopes there, as the engine gives them: ∂f/∂x, ∂f/∂y, the top row first. */
export interface Slopes extends Lattice {
  readonly values: Float32Array;
  /** The size that nine in ten slopes stay below: what is as long as can be. */
  readonly full: number;
}

export function slopesOf(lattice: Lattice, values: Float32Array): Slopes {
  const sizes: number[] = [];
  for (let k = 0; k + 1 < values.length; k += 2) {
    const size = Math.hypot(values[k] ?? 0, values[k + 1] ?? 0);
    if (Number.isFinite(size)) sizes.push(size);
  }
  sizes.sort((a, b) => a - b);
  return { ...lattice, values, full: sizes[Math.floor(0.9 * sizes.length)] || sizes.at(-1) || 0 };
}

/** The field of −∇f as one path, for one stroke. */
export function traceField({ domain, columns, rows, gap, values, full }: Slopes, to: Scales): Path2D {
  const path = new Path2D();
  const [x0, x1, y0, y1] = domain;
  const most = Math.min(0.82 * gap, 34);
  for (let k = 0; k < columns * rows; k++) {
    const [gx, gy] = [values[2 * k] ?? 0, values[2 * k + 1] ?? 0];
    const size = Math.hypot(gx, gy);
    const length = rooted(size, full, most);
    if (!(length >= 2)) continue;
    const x = to.x(x0 + ((x1 - x0) * ((k % columns) + 0.5)) / columns);
    const y = to.y(y1 - ((y1 - y0) * (Math.floor(k / columns) + 0.5)) / rows);
    // downhill, on a screen whose y goes down
    const [ux, uy] = [-gx / size, gy / size];
    const [tx, ty] = [x + ux * length, y + uy * length];
    const wing = Math.min(5, 0.45 * length);
    path.moveTo(x, y);
    path.lineTo(tx, ty);
    path.moveTo(tx - wing * (ux - 0.6 * uy), ty - wing * (uy + 0.6 * ux));
    path.lineTo(tx, ty);
    path.lineTo(tx - wing * (ux + 0.6 * uy), ty - wing * (uy - 0.6 * ux));
  }
  return path;
}
