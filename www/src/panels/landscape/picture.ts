// The loss on a plane of weights as a picture: shades and contours as surfaces have them, with the path and where the run is.

import { drawAxes } from '../../draw/axes';
import { type Contour, contourLabels, traceContours } from '../../draw/contours';
import { shadesOf } from '../../draw/field';
import type { Grid } from '../../draw/grid';
import type { Ink, Inks } from '../../draw/inks';
import { drawLabel, placeLabels } from '../../draw/labels';
import { type Heights, heights, levels } from '../../draw/levels';
import { drawBall, drawMinimum, drawStart } from '../../draw/marks';
import { drawRelief } from '../../draw/picture';
import { type Box, type Domain, type Scales, scales } from '../../draw/scales';
import type { LandscapeLook } from '../../engine/studies';
import { graphFont, tracePoints } from '../parts/graph';

/** What is known of a look, made once. */
export interface Land {
  readonly grid: Grid;
  readonly values: Float64Array;
  readonly heights: Heights | undefined;
  readonly contours: readonly Contour[];
  /** The cell of the lowest loss. */
  readonly lowest: number;
  readonly path: Float64Array;
}

export function landOf(look: LandscapeLook, side: number): Land {
  const values = Float64Array.from(look.values);
  const grid = { domain: [...look.domain] as unknown as Domain, columns: side, rows: side };
  const found = heights(values);
  let lowest = 0;
  for (const [k, loss] of values.entries()) if (!((values[lowest] ?? 0) <= loss)) lowest = k;
  return {
    grid,
    values,
    heights: found,
    contours: found ? traceContours(values, grid, levels(found)) : [],
    lowest,
    path: look.path,
  };
}

/** The middle of a cell. */
export function middleOf({ grid: { domain, columns, rows } }: Land, cell: number): [a: number, b: number] {
  const [a0, a1, b0, b1] = domain;
  const [column, row] = [cell % columns, Math.floor(cell / columns)];
  return [a0 + ((column + 0.5) / columns) * (a1 - a0), b1 - ((row + 0.5) / rows) * (b1 - b0)];
}

/** The cell of a point, if it is on the plane. */
export function cellAt(
  { grid: { domain, columns, rows } }: Land,
  [a, b]: readonly [number, number],
): number | undefined {
  const [a0, a1, b0, b1] = domain;
  const [column, row] = [Math.floor(((a - a0) / (a1 - a0)) * columns), Math.floor(((b1 - b) / (b1 - b0)) * rows)];
  return column >= 0 && column < columns && row >= 0 && row < rows ? row * columns + column : undefined;
}

const gutter = { left: 44, right: 8, top: 8, bottom: 26 };

/** Both directions in equal pixels, as large as there is room. */
export function scalesOf({ grid: { domain } }: Land, width: number, height: number): Scales {
  const [a0, a1, b0, b1] = domain;
  const [w, h] = [width - gutter.left - gutter.right, height - gutter.top - gutter.bottom];
  const unit = Math.max((a1 - a0) / w, (b1 - b0) / h);
  const box: Box = { left: gutter.left, top: gutter.top, width: (a1 - a0) / unit, height: (b1 - b0) / unit };
  return scales(domain, box);
}

export interface Picture {
  readonly land: Land;
  readonly withPath: boolean;
  readonly ink: Ink;
  readonly inks: Inks;
  readonly cursor: number | undefined;
  readonly fresh: boolean;
}

/** Dots nearer to each other are mush. */
const apart = 6;

export function drawPicture(
  ctx: CanvasRenderingContext2D,
  width: number,
  height: number,
  { land, withPath, ink, inks, cursor, fresh }: Picture,
): void {
  const to = scalesOf(land, width, height);
  const { box } = to;
  const { grid, values, contours, heights: of } = land;
  ctx.globalAlpha = fresh ? 1 : 0.4;
  const shades = of && shadesOf(values, grid, of, inks);
  drawRelief(ctx, { domain: grid.domain, shades, contours }, to, inks);
  drawAxes(ctx, to, inks, 'outside');
  const path = withPath ? placesOf(land.path, to) : [];
  const here: [number, number] = [to.x(0), to.y(0)];
  write(ctx, contours, to, inks, [...path, here]);
  ctx.save();
  ctx.beginPath();
  ctx.rect(box.left, box.top, box.width, box.height);
  ctx.clip();
  if (Number.isFinite(values[land.lowest])) {
    const [a, b] = middleOf(land, land.lowest);
    // under the ball it would not be seen
    if (Math.hypot(to.x(a) - here[0], to.y(b) - here[1]) > 14) drawMinimum(ctx, to.x(a), to.y(b), inks);
  }
  if (path.length > 1) drawWay(ctx, path, ink, inks);
  drawBall(ctx, ...here, ink, inks.ground);
  if (cursor !== undefined) {
    const [a, b] = middleOf(land, cursor);
    cross(ctx, to.x(a), to.y(b), inks);
  }
  ctx.restore();
  ctx.globalAlpha = 1;
}

function placesOf(path: Float64Array, to: Scales): [number, number][] {
  return Array.from({ length: path.length / 2 }, (_, k) => [to.x(path[2 * k] ?? 0), to.y(path[2 * k + 1] ?? 0)]);
}

/** From where it began: a line, and a dot for each epoch that is kept, where there is room. */
function drawWay(ctx: CanvasRenderingContext2D, path: readonly [number, number][], ink: Ink, inks: Inks): void {
  ctx.lineJoin = 'round';
  for (const [color, line] of [
    [ink.casing, 4],
    [ink.color, 2],
  ] as const) {
    ctx.strokeStyle = color;
    ctx.lineWidth = line;
    ctx.beginPath();
    tracePoints(ctx, path);
    ctx.stroke();
  }
  ctx.fillStyle = ink.color;
  let last = path[0] ?? [0, 0];
  for (const [x, y] of path) {
    if (Math.hypot(x - last[0], y - last[1]) < apart) continue;
    last = [x, y];
    ctx.beginPath();
    ctx.arc(x, y, 2.5, 0, 2 * Math.PI);
    ctx.fill();
  }
  const [x, y] = path[0] ?? [0, 0];
  drawStart(ctx, x, y, inks);
}

/** Heights beside their lines, off the path and off the run. */
function write(
  ctx: CanvasRenderingContext2D,
  contours: readonly Contour[],
  to: Scales,
  inks: Inks,
  points: readonly [number, number][],
): void {
  ctx.font = graphFont;
  const taken = points.map(([x, y]) => ({ left: x - 6, top: y - 6, width: 12, height: 12 }));
  const { left, top, width, height } = to.box;
  const room = { left: left + 4, top: top + 4, width: width - 8, height: height - 8 };
  const placed = placeLabels(contourLabels(contours, to), room, taken, [], (text) => ctx.measureText(text).width);
  for (const one of placed) drawLabel(ctx, one, inks.quiet, inks.field[1], graphFont);
}

function cross(ctx: CanvasRenderingContext2D, x: number, y: number, inks: Inks): void {
  for (const [color, line] of [
    [inks.field[1], 4],
    [inks.text, 1.5],
  ] as const) {
    ctx.strokeStyle = color;
    ctx.lineWidth = line;
    ctx.beginPath();
    ctx.moveTo(x - 8, y);
    ctx.lineTo(x + 8, y);
    ctx.moveTo(x, y - 8);
    ctx.lineTo(x, y + 8);
    ctx.stroke();
  }
}
