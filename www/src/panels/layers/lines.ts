// Deviations over the layers, on a log scale: a line that falls is what fades, one that rises is what explodes.

import { type Ink, type Inks, inkOfRun, type Theme } from '../../draw/inks';
import { traceMarker } from '../../draw/path';
import type { LayerProbe } from '../../engine/serve-train';
import { type Axis, drawFrame, graphFont, graphOf, type Tick, tracePoints } from '../parts/graph';
import type { Quantity } from './words';

export const quantities = ['activations', 'gradients', 'weights'] as const satisfies readonly Quantity[];

export function inkOf(quantity: Quantity, theme: Theme): Ink {
  return inkOfRun(quantities.indexOf(quantity), theme);
}

export interface Lines {
  readonly now: readonly LayerProbe[];
  /** Before the first update. */
  readonly first: readonly LayerProbe[] | undefined;
  readonly shown: readonly Quantity[];
  readonly names: Readonly<Record<Quantity, string>>;
  readonly output: string;
  readonly span: Span;
}

export type Span = readonly [low: number, high: number];

/** Whole decades around all deviations, and those that were shown before: an axis does not jump while time runs. */
export function spanOf(probes: readonly (readonly LayerProbe[])[], shown: readonly Quantity[], last?: Span): Span {
  const all = probes.flat().flatMap((layer) => shown.map((quantity) => layer[quantity].deviation ?? 0));
  const logs = all.filter((value) => value > 0).map(Math.log10);
  const [low, high] = [Math.floor(Math.min(0, ...logs)), Math.ceil(Math.max(0, ...logs) + 1e-9)];
  const span: Span = [10 ** Math.min(low, high - 1), 10 ** high];
  return last ? [Math.min(span[0], last[0]), Math.max(span[1], last[1])] : span;
}

export function drawLines(
  ctx: CanvasRenderingContext2D,
  width: number,
  height: number,
  lines: Lines,
  inks: Inks,
  theme: Theme,
): void {
  const { now, first, shown, names, output, span } = lines;
  const count = now.length;
  const across: Axis = { low: 0.5, high: count + 0.5, log: false };
  const graph = graphOf(width, height, across, { low: span[0], high: span[1], log: true });
  const every = Math.ceil(count / Math.max(2, graph.box.width / 28));
  const ticks = now.flatMap((_, k): Tick[] => {
    if (k === count - 1) return [{ value: count, text: output }];
    // what the output is called needs room of its own
    const isFree = graph.x(count) - graph.x(k + 1) > 44;
    return k % every === 0 && isFree ? [{ value: k + 1, text: String(k + 1) }] : [];
  });
  drawFrame(ctx, graph, inks, ticks);
  const points = (probes: readonly LayerProbe[], quantity: Quantity) =>
    probes.map(({ [quantity]: { deviation } }, k) => [graph.x(k + 1), graph.y(deviation || Number.NaN)] as const);
  ctx.lineJoin = 'round';
  for (const quantity of shown) {
    const ink = inkOf(quantity, theme);
    if (first) {
      ctx.setLineDash([]);
      stroke(ctx, points(first, quantity), ink.color, 1, 0.55);
    }
    ctx.setLineDash([...ink.dash]);
    stroke(ctx, points(now, quantity), ink.color, 2, 1);
    ctx.setLineDash([]);
    ctx.fillStyle = ink.color;
    for (const [x, y] of points(now, quantity)) {
      if (!Number.isFinite(y)) continue;
      ctx.beginPath();
      traceMarker(ctx, ink.marker, x, y, 7);
      ctx.fill();
    }
  }
  label(ctx, graph.box, shown, names, inks, theme);
}

function stroke(
  ctx: CanvasRenderingContext2D,
  points: readonly (readonly [number, number])[],
  color: string,
  width: number,
  alpha: number,
): void {
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.beginPath();
  tracePoints(ctx, points);
  ctx.stroke();
  ctx.globalAlpha = 1;
}

/** What the lines are, over them, from the right. */
function label(
  ctx: CanvasRenderingContext2D,
  { left, top, width }: { left: number; top: number; width: number },
  shown: readonly Quantity[],
  names: Lines['names'],
  inks: Inks,
  theme: Theme,
): void {
  ctx.font = graphFont;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  let x = left + width;
  for (const quantity of shown.toReversed()) {
    const { color, marker } = inkOf(quantity, theme);
    x -= ctx.measureText(names[quantity]).width + 18;
    ctx.fillStyle = inks.ground;
    ctx.fillRect(x - 4, top - 8, ctx.measureText(names[quantity]).width + 20, 16);
    ctx.fillStyle = color;
    ctx.beginPath();
    traceMarker(ctx, marker, x + 4, top, 7);
    ctx.fill();
    ctx.fillText(names[quantity], x + 12, top + 1);
    x -= 6;
  }
  ctx.textBaseline = 'alphabetic';
}
