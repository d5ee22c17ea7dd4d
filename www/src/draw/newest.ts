// The newest of a path, for small pictures of where it is now, whose scales change from step to step: no trail would last.

import type { Ink } from './inks';
import { drawPath, lastDrawn, strongSteps } from './path';
import { inside, type Scales } from './scales';
import { dotSpacing, same, type Trail } from './trail';

/** How much of the way to the newest steps is seen, in steps and in pixels. */
const most = { steps: 1000, pixels: 4000 };

/** Adds what is newest of the path of one run up to `step`. */
export function drawNewest(
  ctx: CanvasRenderingContext2D,
  path: Float64Array,
  step: number,
  to: Scales,
  ink: Ink,
  faded: number,
): void {
  const young = Math.max(0, lastDrawn(path, step, to.domain) - strongSteps);
  drawPath(ctx, path, step, to, ink, faded, newestOf(path, young, to));
}

/** Back from `last`, as far as it adds something to the picture: there and back for ever is one line. */
export function newestOf(path: Float64Array, last: number, to: Scales): Trail {
  const at = (k: number) => [to.x(path[2 * k] ?? 0), to.y(path[2 * k + 1] ?? 0)] as const;
  const [from, end, dots]: [number[], number[], number[]] = [[], [], []];
  const stroked = new Set<number>();
  let [p, [px, py], left] = [last, at(last), most.pixels];
  let [dx, dy] = [Infinity, Infinity];
  for (let k = last - 1; k >= Math.max(0, last - most.steps) && left > 0; k--) {
    const [x, y] = at(k);
    if (k > 0 && Math.abs(x - px) < same && Math.abs(y - py) < same) continue;
    const isIn = inside(to.domain, path[2 * p] ?? 0, path[2 * p + 1] ?? 0);
    const [a, b] = [Math.floor(x) + 2 ** 12 * Math.floor(y), Math.floor(px) + 2 ** 12 * Math.floor(py)];
    const pair = Math.min(a, b) * 2 ** 26 + Math.max(a, b);
    if (!isIn || !stroked.has(pair)) {
      from.push(k);
      end.push(p);
      if (isIn) {
        stroked.add(pair);
        left -= Math.hypot(x - px, y - py);
        if (Math.hypot(px - dx, py - dy) >= dotSpacing) {
          dots.push(p);
          [dx, dy] = [px, py];
        }
      }
    }
    [p, px, py] = [k, x, y];
  }
  return { from: from.reverse(), to: end.reverse(), dots: dots.reverse() };
}
