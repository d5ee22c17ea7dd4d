// Trials of one field drawn: medians as a line, quartiles around them, and the value that holds now.

import type { Inks } from '../../draw/inks';
import { drawFrame, type Graph, type Axis as GraphAxis, graphFont, graphOf, tracePoints } from '../parts/graph';
import type { Known } from './making';
import { hasDiverged, isUp, settled } from './measure';

export interface Curve {
  readonly known: Known;
  readonly fresh: boolean;
  readonly color: string;
  readonly name: string;
  readonly values: readonly string[];
  readonly now: number;
  readonly cursor: number | undefined;
}

/** Losses that differ more than this are seen on a log scale. */
const wide = 20;

/** Numbers stand where they are, words one beside the other. */
export function graphOfCurve(width: number, height: number, known: Known): Graph {
  const { values, log } = known.wish.axes[0];
  const numbers = values.filter((value) => typeof value === 'number');
  const isNumber = numbers.length === values.length && values.length > 1;
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const air = (isLog: boolean) => (isLog ? (high / low) ** 0.04 : 0.04 * (high - low));
  const isLog = log && low > 0;
  const across: GraphAxis = !isNumber
    ? { low: -0.5, high: values.length - 0.5, log: false }
    : isLog
      ? { low: low / air(true), high: high * air(true), log: true }
      : { low: low - air(false), high: high + air(false), log: false };
  return graphOf(width, height - 14, across, heightsOf(known));
}

/** Where a value stands. */
export function placeOf(graph: Graph, known: Known, column: number): number {
  const { values } = known.wish.axes[0];
  const value = values[column];
  const isPlaced = values.every((one) => typeof one === 'number') && values.length > 1;
  return graph.x(isPlaced ? Number(value) : column);
}

function heightsOf(known: Known): GraphAxis {
  const all = settled(known).flatMap(({ spread: { lower, median, upper } }) => [lower, median, upper]);
  const finite = all.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  if (finite.length === 0) return { low: 0, high: 1, log: false };
  if (isUp(known.wish.series)) return { low: Math.max(0, low - 0.05), high: Math.min(1, high + 0.02), log: false };
  if (low > 0 && high / low > wide) return { low: low / 1.5, high: high * 1.5, log: true };
  return { low: 0, high: 1.1 * high || 1, log: false };
}

export function drawCurve(
  ctx: CanvasRenderingContext2D,
  width: number,
  height: number,
  curve: Curve,
  inks: Inks,
): void {
  const { known, fresh, color, name, values, now, cursor } = curve;
  const graph = graphOfCurve(width, height, known);
  const { left, top, width: w, height: h } = graph.box;
  const x = (column: number) => placeOf(graph, known, column);
  const { values: own } = known.wish.axes[0];
  const isPlaced = own.every((value) => typeof value === 'number') && own.length > 1;
  if (isPlaced) drawFrame(ctx, graph, inks);
  else
    drawFrame(
      ctx,
      graph,
      inks,
      values.map((text, value) => ({ value, text })),
    );
  ctx.fillStyle = inks.text;
  ctx.font = graphFont;
  ctx.textAlign = 'right';
  ctx.fillText(name, left + w, height - 4);
  const all = settled(known);
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top - 6, w, h + 12);
  ctx.clip();
  ctx.globalAlpha = fresh ? 1 : 0.4;
  for (const column of [now, cursor]) {
    if (column === undefined || column < 0) continue;
    ctx.setLineDash(column === cursor ? [] : [3, 3]);
    ctx.strokeStyle = inks.edge;
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    ctx.moveTo(x(column), top);
    ctx.lineTo(x(column), top + h);
    ctx.stroke();
  }
  ctx.setLineDash([]);
  ctx.strokeStyle = color;
  ctx.fillStyle = color;
  ctx.lineWidth = 1.5;
  // what goes out of the picture leaves it upward
  const y = (value: number) => (Number.isFinite(value) ? graph.y(value) : top - 20);
  for (const { column, spread } of all) {
    ctx.beginPath();
    ctx.moveTo(x(column), y(spread.lower));
    ctx.lineTo(x(column), y(spread.upper));
    ctx.stroke();
  }
  ctx.lineWidth = 2;
  ctx.lineJoin = 'round';
  const standing = all.filter(({ spread, cell }) => !hasDiverged(spread, cell));
  // a value that has not been tried yet leaves no gap, one that diverged does
  const columns = all.map(
    ({ column, spread, cell }) => [x(column), hasDiverged(spread, cell) ? Number.NaN : y(spread.median)] as const,
  );
  ctx.beginPath();
  tracePoints(ctx, columns);
  ctx.stroke();
  for (const { column, spread } of standing) {
    ctx.beginPath();
    ctx.arc(x(column), y(spread.median), column === cursor ? 5 : 3.5, 0, 2 * Math.PI);
    ctx.fill();
  }
  ctx.restore();
  ctx.fillStyle = inks.quiet;
  ctx.textAlign = 'center';
  for (const { column, spread, cell } of all) if (hasDiverged(spread, cell)) ctx.fillText('×', x(column), top + 10);
}
