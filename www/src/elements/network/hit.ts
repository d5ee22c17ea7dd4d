// What stands at a place of a network's picture: a unit, or the weight that leads to one.

import type { Plan } from './diagram';

/** A unit of a layer, counted from what it sees; a weight leads to it from a unit before. */
export interface Hit {
  readonly layer: number;
  readonly unit: number;
  readonly from?: number;
}

/** How near a line a hand must come, in pixels. */
const near = 6;

/** The unit there, else the nearest weight within reach. */
export function hitAt(plan: Plan, layers: readonly number[], x: number, y: number): Hit | undefined {
  for (const [layer, { x: left, y: middles, size }] of plan.columns.entries()) {
    if (x < left || x > left + size) continue;
    const unit = middles.findIndex((middle) => Math.abs(middle - y) <= size / 2);
    if (unit >= 0) return { layer, unit };
  }
  let [found, least]: [Hit | undefined, number] = [undefined, near];
  for (const line of linesOf(plan, layers)) {
    const away = distance(line, x, y);
    if (away < least) [found, least] = [line.hit, away];
  }
  return found;
}

interface Line {
  readonly hit: Hit;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** The lines that are drawn, each as it bends. */
function* linesOf({ columns, out }: Plan, layers: readonly number[]): Generator<Line> {
  for (const [k, { x, y, size }] of columns.entries()) {
    const after = columns[k + 1];
    const ends = after?.y ?? endsOf(out, layers.at(-1) ?? 1);
    for (const [unit, y1] of ends.entries()) {
      for (const [from, y0] of y.entries()) {
        yield { hit: { layer: k + 1, unit, from }, x0: x + size, y0, x1: after?.x ?? out.left, y1 };
      }
    }
  }
}

/** Where the lines of outputs end: at the large picture, one below the other. */
export function endsOf({ top, height }: Plan['out'], outputs: number): readonly number[] {
  const drawn = Math.min(outputs, 12);
  return Array.from({ length: drawn }, (_, k) => top + ((k + 0.5) / drawn) * height);
}

/** From a place to a line that leaves and arrives level; measured at points of it. */
function distance({ x0, y0, x1, y1 }: Line, x: number, y: number): number {
  if (x < x0 - near || x > x1 + near) return Number.POSITIVE_INFINITY;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= 24; k++) {
    const t = k / 24;
    // its ends pull along x alone, from half of the way
    const [a, b, c, d] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3];
    const middle = (x0 + x1) / 2;
    const [px, py] = [a * x0 + (b + c) * middle + d * x1, (a + b) * y0 + (c + d) * y1];
    least = Math.min(least, Math.hypot(px - x, py - y));
  }
  return least;
}

/** Where a weight stands in the flat list of all; without `from` the unit's bias. */
export function placeOf(layers: readonly number[], { layer, unit, from }: Hit): number {
  let start = 0;
  for (let k = 1; k < layer; k++) start += ((layers[k - 1] ?? 0) + 1) * (layers[k] ?? 0);
  const [before, after] = [layers[layer - 1] ?? 0, layers[layer] ?? 0];
  return from === undefined ? start + after * before + unit : start + unit * before + from;
}

/** The list as `init` takes it, each number as short as single precision allows. */
export function valuesOf(layers: readonly number[], weights: ArrayLike<number>) {
  const at = (hit: Hit) => short(weights[placeOf(layers, hit)] ?? 0);
  return layers.slice(1).map((count, k) => {
    const units = Array.from({ length: count }, (_, unit) => unit);
    const before = Array.from({ length: layers[k] ?? 0 }, (_, from) => from);
    return {
      weights: units.map((unit) => before.map((from) => at({ layer: k + 1, unit, from }))),
      bias: units.map((unit) => at({ layer: k + 1, unit })),
    };
  });
}

function short(x: number): number {
  const single = Math.fround(x);
  for (let digits = 4; digits < 9; digits++) {
    const shorter = Number(single.toPrecision(digits));
    if (Math.fround(shorter) === single) return shorter;
  }
  return Number(single.toPrecision(9));
}
