// What is drawn over the room, flat and crisp: numbers and names of the axes, the start, the rings, the balls, words.

import { tickFont } from '../../draw/axes';
import { shortened } from '../../draw/format';
import type { Ink, Inks } from '../../draw/inks';
import { around, drawLabel, type Kind, type Label, placeLabels } from '../../draw/labels';
import { drawBall, drawMinimum, drawStart } from '../../draw/marks';
import type { Box } from '../../draw/scales';
import { hides, spotOn } from './drape';
import type { Axis } from './frame';
import type { Relief, Room, Spot } from './relief';
import { plus, type Tile } from './tile';
import type { Sight } from './view';

export interface Marked {
  readonly sight: Sight;
  readonly relief: Relief;
  readonly room: Room;
  readonly axes: readonly Axis[];
  readonly start: readonly [x: number, y: number] | undefined;
  readonly minima: Float64Array;
  /** The last lies on top. */
  readonly balls: readonly Ball[];
  /** Where the mouse is over the plane. */
  readonly pointer: readonly [x: number, y: number] | undefined;
  readonly tile: Tile | undefined;
  readonly inks: Inks;
  readonly words: { readonly start: string; readonly minimum: string; readonly height: string };
}

export interface Ball {
  readonly x: number;
  readonly y: number;
  readonly ink: Ink;
  readonly name: string;
}

/** As on the plane: past this many, names are more than the eye sorts out. */
const namedRuns = 3;
const mostLetters = 24;
const labelFont = '500 13px system-ui, sans-serif';
const ghost = 0.4;

export function drawMarks(ctx: CanvasRenderingContext2D, marked: Marked, width: number, height: number): void {
  const { sight, relief, room, inks } = marked;
  const taken: Box[] = [];
  const labels: Label[] = [];
  /** Draws a sign where a point lies on the sheet, faintly where that is hidden. */
  const sign = (
    x: number,
    y: number,
    draw: (px: number, py: number) => void,
  ): readonly [number, number] | undefined => {
    const spot = spotOn(relief, room, x, y);
    if (!spot) return undefined;
    const [px, py] = sight.at(spot);
    ctx.globalAlpha = hides(relief, room, spot, sight.toward) ? ghost : 1;
    draw(px, py);
    ctx.globalAlpha = 1;
    taken.push({ left: px - 8, top: py - 8, width: 16, height: 16 });
    return [px, py];
  };
  const word = (at: readonly [number, number] | undefined, kind: Kind, text: string, color?: string) => {
    if (at) labels.push({ kind, text, places: around(...at, 13), ...(color ? { color } : {}) });
  };

  const { minima, start, balls, pointer, words } = marked;
  for (let k = 0; k < minima.length; k += 2) {
    word(
      sign(minima[k] ?? 0, minima[k + 1] ?? 0, (x, y) => drawMinimum(ctx, x, y, inks)),
      'minimum',
      words.minimum,
    );
  }
  if (start) {
    word(
      sign(...start, (x, y) => drawStart(ctx, x, y, inks)),
      'start',
      words.start,
    );
  }
  for (const { x, y, ink, name } of balls) {
    const at = sign(x, y, (px, py) => drawBall(ctx, px, py, ink, inks.ground));
    if (balls.length <= namedRuns) word(at, 'current', shortened(name, mostLetters), ink.color);
  }
  if (pointer) sign(...pointer, (x, y) => drawPointer(ctx, x, y, inks));
  for (const [k, text] of ['∂f/∂x', '∂f/∂y'].entries()) {
    const end = marked.tile?.along[k];
    if (marked.tile && end) word(sight.at(plus(marked.tile.middle, end)), 'current', text);
  }
  drawWords(ctx, marked, labels, taken, width, height);
}

/** Axes first: what they say is read with everything else. */
function drawWords(
  ctx: CanvasRenderingContext2D,
  { axes, sight, inks, words }: Marked,
  labels: readonly Label[],
  taken: Box[],
  width: number,
  height: number,
): void {
  const fontOf = (kind: Kind) => (kind === 'contour' ? tickFont : labelFont);
  const wide = (text: string, kind: Kind) => {
    ctx.font = fontOf(kind);
    return ctx.measureText(text).width;
  };
  const numbers = new Map<Label, { readonly spot: Spot; readonly outward: Axis['outward'] }>();
  const names: Label[] = [];
  for (const axis of axes) {
    for (const { text, spot } of axis.ticks) {
      const label = {
        kind: 'contour' as const,
        text,
        places: [beside(sight.at(spot), axis.outward, wide(text, 'contour'), 8)],
      };
      numbers.set(label, { spot, outward: axis.outward });
    }
    names.push(nameOf(axis, sight, words.height, wide));
  }
  const within = { left: 0, top: 0, width, height };
  const placed = placeLabels([...numbers.keys(), ...names], within, [], [], wide);
  ctx.lineWidth = 1;
  ctx.strokeStyle = inks.edge;
  ctx.beginPath();
  for (const { label } of placed) {
    const tick = numbers.get(label);
    if (!tick) continue;
    const [x, y] = sight.at(tick.spot);
    ctx.moveTo(x, y);
    ctx.lineTo(x + 4 * tick.outward[0], y + 4 * tick.outward[1]);
  }
  ctx.stroke();
  for (const one of placed) {
    const name = one.label.kind !== 'contour';
    drawLabel(ctx, one, name ? inks.text : inks.quiet, inks.ground, fontOf(one.label.kind));
  }
  const rest = placeLabels(labels, within, [...taken, ...placed.map(({ box }) => box)], [], wide);
  for (const one of rest) drawLabel(ctx, one, inks.label, inks.field[1], labelFont);
}

/** The heights' name stands over their axis, the others' outside of their numbers. */
function nameOf(axis: Axis, sight: Sight, height: string, wide: (text: string, kind: Kind) => number): Label {
  const [a, b] = [sight.at(axis.from), sight.at(axis.to)];
  if (axis.of === 'f')
    return { kind: 'start', text: height, places: [{ x: Math.max(2, b[0] - 24), y: b[1] - 20, align: 'left' }] };
  const middle = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const;
  const widest = Math.max(0, ...axis.ticks.map(({ text }) => wide(text, 'contour')));
  const gap = 14 + 14 * Math.abs(axis.outward[1]) + widest * Math.abs(axis.outward[0]);
  return { kind: 'start', text: axis.of, places: [beside(middle, axis.outward, wide(axis.of, 'start'), gap)] };
}

/** The middle of a text that lies so far from a point, whichever way. */
function beside([x, y]: readonly [number, number], [dx, dy]: readonly [number, number], width: number, gap: number) {
  return { x: x + dx * (gap + width / 2), y: y + dy * (gap + 7), align: 'center' as const };
}

/** A small cross: where the mouse is, and nothing that can be taken. */
function drawPointer(ctx: CanvasRenderingContext2D, x: number, y: number, inks: Inks): void {
  for (const [color, width] of [
    [inks.field[1], 4],
    [inks.text, 1.5],
  ] as const) {
    ctx.strokeStyle = color;
    ctx.lineWidth = width;
    ctx.beginPath();
    ctx.moveTo(x - 6, y);
    ctx.lineTo(x + 6, y);
    ctx.moveTo(x, y - 6);
    ctx.lineTo(x, y + 6);
    ctx.stroke();
  }
}
