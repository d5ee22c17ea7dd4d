// How sensitive each optimizer is to its learning rate: the loss by rate, and where it was least.

import type { Ink, Inks } from '../../draw/inks';
import { drawFrame, graphOf, tracePoints } from '../parts/graph';
import { bestOf, type Contestant } from './contest';

/** Losses that differ more than this are seen on a log scale. */
const wide = 20;

export function drawSensitivity(
  ctx: CanvasRenderingContext2D,
  width: number,
  height: number,
  all: readonly { readonly contestant: Contestant; readonly ink: Ink }[],
  inks: Inks,
): void {
  const rates = all.flatMap(({ contestant }) => contestant.rates);
  const losses = all.flatMap(({ contestant }) => contestant.losses.filter((loss) => loss !== undefined));
  const finite = losses.filter(Number.isFinite);
  const [low, high] = finite.length > 0 ? [Math.min(...finite), Math.max(...finite)] : [0, 1];
  const isLog = low > 0 && high / low > wide;
  const x = { low: Math.min(...rates) / 1.5, high: Math.max(...rates) * 1.5, log: true };
  const y = isLog ? { low: low / 1.5, high: high * 1.5, log: true } : { low: 0, high: 1.1 * high || 1, log: false };
  const graph = graphOf(width, height, x, y);
  drawFrame(ctx, graph, inks);
  for (const { contestant, ink } of all) {
    const points = contestant.rates.map((rate, k): [number, number] => {
      const loss = contestant.losses[k];
      return [graph.x(rate), loss === undefined || !Number.isFinite(loss) ? Number.NaN : graph.y(loss)];
    });
    ctx.strokeStyle = ink.color;
    ctx.fillStyle = ink.color;
    ctx.lineWidth = 2;
    ctx.setLineDash([...ink.dash]);
    ctx.beginPath();
    tracePoints(ctx, points);
    ctx.stroke();
    ctx.setLineDash([]);
    for (const [px, py] of points) {
      if (!Number.isFinite(py)) continue;
      ctx.beginPath();
      ctx.arc(px, py, 3, 0, 2 * Math.PI);
      ctx.fill();
    }
    const [px, py] = points[bestOf(contestant) ?? -1] ?? [Number.NaN, Number.NaN];
    if (!Number.isFinite(py)) continue;
    ctx.beginPath();
    ctx.arc(px, py, 7, 0, 2 * Math.PI);
    ctx.stroke();
  }
}
