// Trials of two fields drawn: a cell for each setting, with its number where there is room, and the one that holds now.

import { inks as inksOf, type Theme } from '../../draw/inks';
import { type Rgb, sweepInk } from '../../draw/map-inks';
import type { Box } from '../../draw/scales';
import { graphFont } from '../parts/graph';
import type { Known } from './making';
import { hasDiverged, type Shading, spreadOf } from './measure';

export interface Map {
  readonly known: Known;
  readonly shading: Shading | undefined;
  readonly fresh: boolean;
  readonly theme: Theme;
  /** What the fields are called, and their values. */
  readonly names: readonly [across: string, up: string];
  readonly values: readonly [across: readonly string[], up: readonly string[]];
  /** What a setting came to, as short as can be. */
  readonly short: (median: number) => string;
  /** Which of the values hold now; −1 for none. */
  readonly now: readonly [column: number, row: number];
  readonly cursor: readonly [column: number, row: number] | undefined;
}

const gutter = { left: 66, right: 6, top: 22, bottom: 40 };
/** A cell that holds its number. */
const roomy = { width: 36, height: 20 };

/** The rectangle of the cells in a canvas of this size. */
export function boxOf(width: number, height: number): Box {
  const { left, right, top, bottom } = gutter;
  return { left, top, width: Math.max(1, width - left - right), height: Math.max(1, height - top - bottom) };
}

/** The cell under a pixel; the first row is at the bottom. */
export function cellAt({ columns, rows }: Known, box: Box, px: number, py: number): [number, number] | undefined {
  const column = Math.floor(((px - box.left) / box.width) * columns);
  const row = rows - 1 - Math.floor(((py - box.top) / box.height) * rows);
  return column >= 0 && column < columns && row >= 0 && row < rows ? [column, row] : undefined;
}

export function drawMap(ctx: CanvasRenderingContext2D, box: Box, map: Map): void {
  const { known, shading, fresh, theme, names, values, short, now, cursor } = map;
  const { columns, rows } = known;
  const inks = inksOf[theme];
  const { left, top, width, height } = box;
  const [w, h] = [width / columns, height / rows];
  const at = (column: number, row: number) => [left + column * w, top + (rows - 1 - row) * h] as const;
  ctx.font = graphFont;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = known.cell(column, row);
      const shown = cell ?? known.near(column, row);
      if (!shown) continue;
      const [x, y] = at(column, row);
      const spread = spreadOf(shown, known.wish.series);
      const isOut = hasDiverged(spread, shown);
      const ink: Rgb | undefined = isOut || !shading ? undefined : sweepInk(shading.shade(spread.median), theme);
      // what is only guessed from coarser settings is faint
      ctx.globalAlpha = (cell ? 1 : 0.35) * (fresh ? 1 : 0.4);
      if (ink) {
        ctx.fillStyle = `rgb(${ink.join()})`;
        ctx.fillRect(x, y, w - 1, h - 1);
      }
      ctx.globalAlpha = fresh ? 1 : 0.4;
      if (!cell || w < roomy.width || h < roomy.height) continue;
      ctx.fillStyle = ink ? over(ink) : inks.quiet;
      ctx.fillText(isOut ? '×' : short(spread.median), x + w / 2, y + h / 2 + 1);
    }
  }
  ctx.globalAlpha = 1;
  ctx.fillStyle = inks.quiet;
  for (const k of fitting(ctx, values[0], w, 8))
    ctx.fillText(values[0][k] ?? '', left + (k + 0.5) * w, top + height + 11);
  ctx.textAlign = 'right';
  const every = Math.max(1, Math.ceil(16 / h));
  values[1].forEach((text, row) => {
    if (row % every === 0) ctx.fillText(text, left - 7, top + (rows - row - 0.5) * h, gutter.left - 8);
  });
  ctx.textBaseline = 'alphabetic';
  ctx.fillStyle = inks.text;
  ctx.fillText(names[0], left + width, top + height + 34);
  ctx.textAlign = 'left';
  ctx.fillText(names[1], 0, top - 9);
  if (now[0] >= 0 && now[1] >= 0) frame(ctx, [...at(...now), w, h], inks.ground, inks.text, true);
  if (cursor) frame(ctx, [...at(...cursor), w, h], inks.ground, inks.text, false);
}

/** Which of the texts under cells so wide stand clear of each other. */
export function fitting(
  ctx: CanvasRenderingContext2D,
  texts: readonly string[],
  w: number,
  air: number,
): readonly number[] {
  const widest = Math.max(0, ...texts.map((text) => ctx.measureText(text).width)) + air;
  const every = Math.max(1, Math.ceil(widest / w));
  return [...texts.keys()].filter((k) => k % every === 0);
}

/** What is pointed at has a whole frame, what holds now a dashed one. */
function frame(
  ctx: CanvasRenderingContext2D,
  [x, y, w, h]: readonly [number, number, number, number],
  ground: string,
  text: string,
  dashed: boolean,
): void {
  for (const [color, line, dash] of [
    [ground, 4, []],
    [text, 2, dashed ? [4, 3] : []],
  ] as const) {
    ctx.setLineDash([...dash]);
    ctx.strokeStyle = color;
    ctx.lineWidth = line;
    ctx.strokeRect(x + 0.5, y + 0.5, w - 2, h - 2);
  }
  ctx.setLineDash([]);
}

/** Black or white, whichever is read on a colour. */
function over([r, g, b]: Rgb): string {
  return 0.2126 * (r / 255) ** 2.2 + 0.7152 * (g / 255) ** 2.2 + 0.0722 * (b / 255) ** 2.2 > 0.18
    ? '#000000'
    : '#FFFFFF';
}
