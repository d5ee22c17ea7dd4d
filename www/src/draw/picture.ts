// The two layers of the plane, each drawn in one call: the ground, which stays, and the runs, which move.

import { drawAxes, type Margin } from './axes';
import { type Contour, contourLabels, drawContours } from './contours';
import { format, shortened } from './format';
import type { Inks } from './inks';
import type * as Insets from './inset';
import { around, drawLabel, type Kind, type Label, placeLabels } from './labels';
import { drawBall, drawMinimum, drawStart } from './marks';
import { drawExit, drawPath, exitOf, older } from './path';
import { type Box, type Domain, inside, type Scales } from './scales';
import { type Trail, trailOf } from './trail';
import type { wakesOf } from './wake';

/** Heights as shades and lines, over a part of the plane of their own. */
export interface Relief {
  readonly domain: Domain;
  /** Undefined where all is flat. */
  readonly shades: CanvasImageSource | undefined;
  readonly contours: readonly Contour[];
}

export interface Ground {
  readonly scales: Scales;
  readonly relief: Relief;
  readonly inks: Inks;
  readonly margin: Margin;
}

export function drawGround(ctx: CanvasRenderingContext2D, { scales, relief, inks, margin }: Ground): void {
  drawRelief(ctx, relief, scales, inks);
  drawAxes(ctx, scales, inks, margin);
}

export function drawRelief(ctx: CanvasRenderingContext2D, relief: Relief, scales: Scales, inks: Inks): void {
  const { left, top, width, height } = scales.box;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.fillStyle = inks.field[1];
  ctx.fillRect(left, top, width, height);
  ctx.imageSmoothingEnabled = true;
  ctx.imageSmoothingQuality = 'high';
  if (relief.shades) ctx.drawImage(relief.shades, ...place(relief.domain, scales));
  drawContours(ctx, relief.contours, scales, inks.contour);
  ctx.restore();
}

/** Left, top, width and height of a part of the plane. */
function place([x0, x1, y0, y1]: Domain, { x, y }: Scales): [number, number, number, number] {
  return [x(x0), y(y1), x(x1) - x(x0), y(y0) - y(y1)];
}

/** What others draw, in CSS pixels, clipped to the picture: under the paths, and over everything. */
export interface Layers {
  readonly under?: (ctx: CanvasRenderingContext2D, scales: Scales, contours: readonly Contour[]) => void;
  readonly over?: (ctx: CanvasRenderingContext2D, scales: Scales) => void;
}

/** A run and the word that stands beside it. */
export interface Run extends Insets.Line {
  readonly name: string;
}

export interface Scene extends Layers {
  readonly scales: Scales;
  readonly contours: readonly Contour[];
  readonly minima: Float64Array;
  readonly start: readonly [number, number];
  /** Drawn in this order: the last lies on top. */
  readonly runs: readonly Run[];
  readonly step: number;
  /** Whether time runs. */
  readonly moving: boolean;
  readonly inks: Inks;
  readonly margin: Margin;
  readonly words: { readonly start: string; readonly minimum: string; readonly exit: (step: number) => string };
}

/** Past this many, names beside the lines are more than the eye sorts out. */
const namedRuns = 3;
const mostLetters = 24;
const labelFont = '500 13px system-ui, sans-serif';
const contourFont = '11px system-ui, sans-serif';
/** Measured once: it takes as long as all else that is drawn. */
const widths = new WeakMap<CanvasRenderingContext2D, Map<string, number>>();
const boxes = new WeakMap<Trail, readonly Box[]>();

/** What the first picture does without. */
export interface Later {
  readonly insets: Pick<typeof Insets, 'insetOf' | 'drawInset'>;
  /** What is kept from one drawing to the next. */
  readonly wakes?: ReturnType<typeof wakesOf>;
}

export function drawScene(ctx: CanvasRenderingContext2D, scene: Scene, later?: Later): void {
  const { scales, inks, minima, start, runs, step } = scene;
  const faded = scene.moving ? older.moving : older.resting;
  const { left, top, width, height } = scales.box;
  const inset = later?.insets.insetOf(runs, step, scales, room(scene));
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  scene.under?.(ctx, scales, scene.contours);
  for (let k = 0; k < minima.length; k += 2) {
    drawMinimum(ctx, scales.x(minima[k] ?? 0), scales.y(minima[k + 1] ?? 0), inks);
  }
  for (const [k, { path, ink }] of runs.entries()) {
    const trail = trailOf(path, scales, runs.length);
    drawPath(ctx, path, step, scales, ink, faded, trail, later?.wakes?.(k, runs.length));
  }
  drawStart(ctx, scales.x(start[0]), scales.y(start[1]), inks);
  for (const { path, ink } of runs) {
    const exit = exitOf(path, step, scales);
    if (exit) drawExit(ctx, exit, ink);
    const [x, y] = pointAt(path, step);
    if (step > 0 && inside(scales.domain, x, y)) drawBall(ctx, scales.x(x), scales.y(y), ink, inks.ground);
  }
  drawWords(ctx, scene, inset);
  if (inset) later?.insets.drawInset(ctx, inset, runs, step, inks, contourFont);
  scene.over?.(ctx, scales);
  ctx.restore();
}

function drawWords(ctx: CanvasRenderingContext2D, scene: Scene, inset: Insets.Inset | undefined): void {
  const { scales, inks, contours } = scene;
  const fontOf = (kind: Kind) => (kind === 'contour' ? contourFont : labelFont);
  const measured = widths.get(ctx) ?? new Map<string, number>();
  widths.set(ctx, measured);
  const width = (text: string, kind: Kind) => {
    const font = fontOf(kind);
    let wide = measured.get(font + text);
    if (wide === undefined) {
      ctx.font = font;
      wide = ctx.measureText(text).width;
      measured.set(font + text, wide);
    }
    return wide;
  };
  const labels = [...pointLabels(scene), ...contourLabels(contours, scales)];
  const taken = [...points(scene), ...(inset ? [inset.scales.box] : [])];
  const placed = placeLabels(labels, room(scene), taken, trails(scene), width);
  for (const one of placed) {
    const quiet = one.label.kind === 'contour';
    drawLabel(ctx, one, quiet ? inks.quiet : inks.label, inks.field[1], fontOf(one.label.kind));
  }
}

function pointLabels({ scales, minima, start, runs, step, words }: Scene): Label[] {
  const labels: Label[] = [
    { kind: 'start', text: words.start, places: around(scales.x(start[0]), scales.y(start[1]), 14) },
  ];
  for (let k = 0; k < minima.length; k += 2) {
    const [x, y] = [scales.x(minima[k] ?? 0), scales.y(minima[k + 1] ?? 0)];
    labels.push({ kind: 'minimum', text: words.minimum, places: around(x, y, 12) });
  }
  for (const { path, ink, name: whole } of runs) {
    const name = shortened(whole, mostLetters);
    const exit = exitOf(path, step, scales);
    const [x, y] = pointAt(path, step);
    if (exit) {
      labels.push({
        kind: 'exit',
        text: `${name} · ${words.exit(exit.step)}`,
        color: ink.color,
        places: around(exit.x - 18 * Math.cos(exit.angle), exit.y - 18 * Math.sin(exit.angle), 14),
      });
    } else if (step > 0 && runs.length <= namedRuns) {
      labels.push({ kind: 'current', text: name, color: ink.color, places: around(scales.x(x), scales.y(y), 13) });
    }
  }
  return labels;
}

/** What a word may not cover: every start, ball and ring. */
function points({ scales, minima, start, runs, step }: Scene): Box[] {
  const at: [number, number][] = [[start[0], start[1]]];
  for (let k = 0; k < minima.length; k += 2) at.push([minima[k] ?? 0, minima[k + 1] ?? 0]);
  for (const { path } of runs) at.push([...pointAt(path, step)]);
  return at.map(([x, y]) => ({ left: scales.x(x) - 8, top: scales.y(y) - 8, width: 16, height: 16 }));
}

/** The whole length of the paths, also what is still to come: a height must not jump aside when a run arrives. */
function trails({ scales, runs }: Scene): Box[] {
  return runs.flatMap(({ path }) => {
    const trail = trailOf(path, scales, runs.length);
    const found =
      boxes.get(trail) ??
      trail.dots.map((k) => ({
        left: scales.x(path[2 * k] ?? 0) - 3,
        top: scales.y(path[2 * k + 1] ?? 0) - 3,
        width: 6,
        height: 6,
      }));
    boxes.set(trail, found);
    return found;
  });
}

/** Where words may stand: inside the frame, and clear of numbers that stand in it. */
function room({ scales, margin }: Scene): Box {
  const { left, top, width, height } = scales.box;
  const [side, foot] = margin === 'inside' ? [30, 24] : [4, 4];
  return { left: left + side, top: top + 4, width: width - side - 4, height: height - foot - 4 };
}

function pointAt(path: Float64Array, step: number): readonly [number, number] {
  const k = Math.max(0, Math.min(step, path.length / 2 - 1));
  return [path[2 * k] ?? 0, path[2 * k + 1] ?? 0];
}

/** A point in words, for whom the picture is read out: "(−8, 2)". */
export function pointText(x: number, y: number, digits = 4): string {
  return `(${format(x, digits)}, ${format(y, digits)})`;
}
