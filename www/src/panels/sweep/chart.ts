// A sweep drawn: cells coloured by what came of them, two axes, the setting that holds now, and the one that is pointed at.

import { plain } from '../../draw/format';
import { type Inks, inks as inksOf, type Theme } from '../../draw/inks';
import { plainInks, type Rgb, sweepInk } from '../../draw/map-inks';
import { type Box, ticks } from '../../draw/scales';
import type { Cell, Known } from './making';
import { type Axis, logTicks, shareOf } from './ranges';

/** How cells are coloured: 0 for the best to 1 for the worst, or nothing where that says nothing of them. */
export type Shade = (cell: Cell) => number | undefined;

export interface Chart {
  readonly known: Known;
  readonly shade: Shade;
  readonly fresh: boolean;
  readonly theme: Theme;
  readonly names: readonly [x: string, y: string];
  /** The setting that holds now. */
  readonly now: readonly [x: number, y: number];
  readonly cursor: readonly [column: number, row: number] | undefined;
}

const font = '12px system-ui, sans-serif';
const gutter = { left: 46, right: 10, top: 24, bottom: 42 };

/** The rectangle of the cells in a canvas of this size. */
export function boxOf(width: number, height: number): Box {
  const { left, right, top, bottom } = gutter;
  return { left, top, width: Math.max(1, width - left - right), height: Math.max(1, height - top - bottom) };
}

/** The cell under a pixel. */
export function cellAt(known: Known, box: Box, px: number, py: number): [column: number, row: number] | undefined {
  const column = Math.floor(((px - box.left) / box.width) * known.wish.rate.count);
  const row = known.rows - 1 - Math.floor(((py - box.top) / box.height) * known.rows);
  const inside = column >= 0 && column < known.wish.rate.count && row >= 0 && row < known.rows;
  return inside ? [column, row] : undefined;
}

export function drawChart(ctx: CanvasRenderingContext2D, box: Box, chart: Chart): void {
  const { known, fresh, theme, cursor } = chart;
  const inks = inksOf[theme];
  const { left, top, width, height } = box;
  ctx.globalAlpha = fresh ? 1 : 0.4;
  ctx.imageSmoothingEnabled = false;
  ctx.drawImage(paintCells(chart), left, top, width, height);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = inks.edge;
  ctx.lineWidth = 1;
  ctx.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1);
  drawAxes(ctx, box, chart, inks);
  drawNow(ctx, box, chart, inks);
  if (!cursor) return;
  const [w, h] = [width / known.wish.rate.count, height / known.rows];
  const [x, y] = [left + cursor[0] * w, top + (known.rows - 1 - cursor[1]) * h];
  for (const [by, color, line] of [
    [1.5, inks.ground, 4],
    [1.5, inks.text, 2],
  ] as const) {
    ctx.strokeStyle = color;
    ctx.lineWidth = line;
    ctx.strokeRect(x - by, y - by, w + 2 * by, h + 2 * by);
  }
}

/** One pixel a cell, the first row at the bottom; what diverged is left plain. */
function paintCells({ known, shade, theme }: Chart): OffscreenCanvas {
  const [columns, rows] = [known.wish.rate.count, known.rows];
  const canvas = new OffscreenCanvas(columns, rows);
  const image = new ImageData(columns, rows);
  const missed = plainInks[theme].nowhere[1];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = known.cell(column, row);
      if (!cell || cell.outcome === 'diverged') continue;
      const share = shade(cell);
      const ink: Rgb = share === undefined ? missed : sweepInk(Math.max(0, Math.min(1, share)), theme);
      image.data.set([...ink, 255], 4 * ((rows - 1 - row) * columns + column));
    }
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}

function drawAxes(ctx: CanvasRenderingContext2D, box: Box, { known, names }: Chart, inks: Inks): void {
  const { left, top, width, height } = box;
  const { rate, other } = known.wish;
  const bottom = top + height;
  ctx.font = font;
  ctx.fillStyle = inks.quiet;
  ctx.strokeStyle = inks.edge;
  ctx.lineWidth = 1;
  ctx.textBaseline = 'top';
  ctx.textAlign = 'center';
  ctx.beginPath();
  for (const v of ticksOf(rate, width / 52)) {
    const x = left + place(rate, v, width);
    ctx.moveTo(Math.round(x) + 0.5, bottom);
    ctx.lineTo(Math.round(x) + 0.5, bottom + 4);
    ctx.fillText(plain(v), x, bottom + 7);
  }
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  for (const v of other ? ticksOf(other.axis, height / 36) : []) {
    const y = bottom - place(other?.axis ?? rate, v, height);
    ctx.moveTo(left - 4, Math.round(y) + 0.5);
    ctx.lineTo(left, Math.round(y) + 0.5);
    ctx.fillText(plain(v), left - 7, y);
  }
  ctx.stroke();
  ctx.textBaseline = 'alphabetic';
  ctx.fillStyle = inks.text;
  ctx.fillText(names[0], left + width, bottom + 36);
  ctx.textAlign = 'left';
  if (other) ctx.fillText(names[1], 0, top - 10);
}

function ticksOf(axis: Axis, most: number): number[] {
  const [low, high] = [Math.min(axis.from, axis.to), Math.max(axis.from, axis.to)];
  return axis.log ? logTicks(axis, Math.max(2, most)) : ticks(low, high, most);
}

/** Pixels from an axis' beginning, whose ends are the middles of the outer cells. */
function place(axis: Axis, value: number, length: number): number {
  return ((shareOf(axis, value) * (axis.count - 1) + 0.5) / axis.count) * length;
}

/** A ring where the run is now, if that is in the picture. */
function drawNow(ctx: CanvasRenderingContext2D, { left, top, width, height }: Box, chart: Chart, inks: Inks): void {
  const { rate, other } = chart.known.wish;
  const x = place(rate, chart.now[0], width);
  const y = other ? place(other.axis, chart.now[1], height) : height / 2;
  if (!(x >= 0 && x <= width && y >= 0 && y <= height)) return;
  for (const [color, line] of [
    [inks.ground, 5],
    [inks.text, 2],
  ] as const) {
    ctx.beginPath();
    ctx.arc(left + x, top + height - y, 6, 0, 2 * Math.PI);
    ctx.strokeStyle = color;
    ctx.lineWidth = line;
    ctx.stroke();
  }
}
