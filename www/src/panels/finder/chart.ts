// The loss against the rate, raw and smoothed, with the rates that stand out: the suggested one, the run's own, and the
// one that is pointed at.

import type { Inks } from '../../draw/inks';
import type { FinderLook } from '../../engine/studies';
import { type Axis, drawFrame, type Graph, graphFont, graphOf, tracePoints } from '../parts/graph';

export interface Chart {
  readonly look: FinderLook;
  readonly rates: readonly [from: number, to: number];
  readonly color: string;
  readonly suggested: { readonly rate: number; readonly text: string } | undefined;
  readonly now: { readonly rate: number; readonly text: string } | undefined;
  readonly cursor: number | undefined;
  readonly fresh: boolean;
}

/** Losses that differ more than this are seen on a log scale. */
const wide = 20;

export function graphOfRates(width: number, height: number, { look, rates }: Pick<Chart, 'look' | 'rates'>): Graph {
  return graphOf(width, height, { low: rates[0], high: rates[1], log: true }, heightsOf(look));
}

/** From 0, or by decades, to the highest smoothed loss: single batches may be higher. */
function heightsOf({ smooth }: FinderLook): Axis {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const loss of smooth) [low, high] = [Math.min(low, loss), Math.max(high, loss)];
  if (!(high > 0)) return { low: 0, high: 1, log: false };
  if (low > 0 && high / low > wide) return { low: low / 1.5, high: high * 1.5, log: true };
  return { low: 0, high: 1.15 * high, log: false };
}

/** The update that is nearest to a rate. */
export function nearest({ rates }: FinderLook, rate: number): number {
  let best = 0;
  for (const [k, one] of rates.entries()) {
    if (Math.abs(Math.log(one / rate)) < Math.abs(Math.log((rates[best] ?? 1) / rate))) best = k;
  }
  return best;
}

export function drawChart(
  ctx: CanvasRenderingContext2D,
  width: number,
  height: number,
  chart: Chart,
  inks: Inks,
): void {
  const { look, color, suggested, now, cursor, fresh } = chart;
  const graph = graphOfRates(width, height, chart);
  const { left, top, width: w, height: h } = graph.box;
  drawFrame(ctx, graph, inks);
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, w, h);
  ctx.clip();
  ctx.globalAlpha = fresh ? 1 : 0.4;
  ctx.lineJoin = 'round';
  ctx.strokeStyle = color;
  const points = (losses: Float64Array) =>
    [...losses].map((loss, k) => [graph.x(look.rates[k] ?? 0), graph.y(loss)] as const);
  const stroke = (losses: Float64Array, alpha: number, line: number) => {
    ctx.globalAlpha = alpha * (fresh ? 1 : 0.4);
    ctx.lineWidth = line;
    ctx.beginPath();
    tracePoints(ctx, points(losses));
    ctx.stroke();
  };
  stroke(look.losses, 0.4, 1);
  stroke(look.smooth, 1, 2);
  ctx.globalAlpha = 1;
  if (now) upright(ctx, graph, now.rate, inks.edge, [3, 3], 1.5);
  if (suggested) upright(ctx, graph, suggested.rate, inks.text, [], 2);
  if (cursor !== undefined) {
    upright(ctx, graph, cursor, inks.edge, [], 1);
    dot(ctx, graph, look, nearest(look, cursor), color, inks);
  }
  ctx.restore();
  // one word over the other where they would meet
  const both = now && suggested && Math.abs(graph.x(now.rate) - graph.x(suggested.rate)) < 90;
  if (now) word(ctx, graph, now.rate, now.text, both ? 26 : 8, inks.quiet, inks);
  if (suggested) word(ctx, graph, suggested.rate, suggested.text, 8, inks.text, inks);
}

function upright(
  ctx: CanvasRenderingContext2D,
  { box, x }: Graph,
  rate: number,
  color: string,
  dash: readonly number[],
  line: number,
): void {
  ctx.setLineDash([...dash]);
  ctx.strokeStyle = color;
  ctx.lineWidth = line;
  ctx.beginPath();
  ctx.moveTo(x(rate), box.top);
  ctx.lineTo(x(rate), box.top + box.height);
  ctx.stroke();
  ctx.setLineDash([]);
}

function dot(
  ctx: CanvasRenderingContext2D,
  graph: Graph,
  look: FinderLook,
  k: number,
  color: string,
  inks: Inks,
): void {
  const [rate, loss] = [look.rates[k], look.smooth[k]];
  if (rate === undefined || loss === undefined) return;
  ctx.beginPath();
  ctx.arc(graph.x(rate), graph.y(loss), 5, 0, 2 * Math.PI);
  ctx.lineWidth = 3;
  ctx.strokeStyle = inks.ground;
  ctx.stroke();
  ctx.fillStyle = color;
  ctx.fill();
}

/** Beside its line, on the side where there is room. */
function word(
  ctx: CanvasRenderingContext2D,
  { box, x }: Graph,
  rate: number,
  text: string,
  down: number,
  color: string,
  inks: Inks,
): void {
  const at = x(rate);
  if (!(at >= box.left && at <= box.left + box.width)) return;
  ctx.font = graphFont;
  const isRight = at + ctx.measureText(text).width + 8 < box.left + box.width;
  ctx.textAlign = isRight ? 'left' : 'right';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4;
  ctx.strokeStyle = inks.ground;
  ctx.strokeText(text, at + (isRight ? 6 : -6), box.top + down);
  ctx.fillStyle = color;
  ctx.fillText(text, at + (isRight ? 6 : -6), box.top + down);
  ctx.textBaseline = 'alphabetic';
}
