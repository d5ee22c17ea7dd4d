// What is left of a long path once it is drawn: the segments and dots that add something to the picture. Found once,
// so that a frame of a run of a million steps costs what one of a thousand does.

import { clip, type Domain, inside, type Scales } from './scales';

export interface Trail {
  /** The segments worth a stroke, in order: from this step to that. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** The steps worth a dot, in order. */
  readonly dots: readonly number[];
}

/** Points nearer than this are one point, in pixels. */
export const same = 0.75;
/** Dots closer than this are mush. */
export const dotSpacing = 6;
/** Once a trail has cost its share, a segment is worth a stroke only where it ends in a part of this size not seen yet. */
const part = 32;
/** What all trails of a picture may cost together, in short segments, and the least that one has. */
const work = 4000;
const least = 120;
/** A segment of so many pixels costs as much again as a short one. */
const costly = 40;
const mostDots = 2000;

const found = new WeakMap<Float64Array, { readonly to: Scales; readonly share: number; readonly trail: Trail }>();

/** The trail of a path that is one of `among` in the picture. */
export function trailOf(path: Float64Array, to: Scales, among = 1): Trail {
  const known = found.get(path);
  if (known && known.to === to && known.share === among) return known.trail;
  const trail = { ...segments(path, to, Math.max(least, work / among)), dots: dots(path, to, mostDots / among) };
  found.set(path, { to, share: among, trail });
  return trail;
}

/** The first `count` of `steps` that are not past `last`. */
export function upTo(steps: readonly number[], last: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] ?? 0) <= last) low = middle + 1;
    else high = middle;
  }
  return low;
}

function segments(path: Float64Array, scales: Scales, share: number): Pick<Trail, 'from' | 'to'> {
  const { domain, box } = scales;
  const [columns, rows] = [Math.ceil(box.width) + 1, Math.ceil(box.height) + 1];
  const pixel = (x: number, y: number) => Math.floor(x - box.left) + columns * Math.floor(y - box.top);
  const wide = Math.ceil(columns / part) + 1;
  const parts = new Uint8Array(wide * (Math.ceil(rows / part) + 1));
  const partOf = (x: number, y: number) => Math.floor((x - box.left) / part) + wide * Math.floor((y - box.top) / part);

  const [from, to]: [number[], number[]] = [[], []];
  const stroked = new Set<number>();
  let [spent, lastPair, p] = [0, -1, 0];
  let [px, py] = [path[0] ?? 0, path[1] ?? 0];
  let isIn = inside(domain, px, py);
  for (let k = 1; k < path.length / 2; k++) {
    const [vx, vy] = [path[2 * k] ?? 0, path[2 * k + 1] ?? 0];
    const wasIn = isIn;
    const nowIn = inside(domain, vx, vy);
    let [ax, ay, bx, by] = [scales.x(px), scales.y(py), scales.x(vx), scales.y(vy)];
    if (wasIn && nowIn && Math.abs(bx - ax) < same && Math.abs(by - ay) < same) continue;
    const start = p;
    const cut = wasIn && nowIn ? true : clip(domain, px, py, vx, vy);
    [p, px, py, isIn] = [k, vx, vy, nowIn];
    if (!cut) continue;
    if (cut !== true) [ax, ay, bx, by] = [scales.x(cut[0]), scales.y(cut[1]), scales.x(cut[2]), scales.y(cut[3])];
    const end = partOf(bx, by);
    if (spent < share) {
      const [a, b] = [pixel(ax, ay), pixel(bx, by)];
      const pair = Math.min(a, b) * 2 ** 26 + Math.max(a, b);
      // there and back for ever is one line
      if (pair === lastPair) continue;
      lastPair = pair;
      if (stroked.has(pair)) continue;
      stroked.add(pair);
      spent += 1 + (Math.abs(bx - ax) + Math.abs(by - ay)) / costly;
    } else if (parts[end]) continue;
    parts[end] = 1;
    from.push(start);
    to.push(k);
  }
  return { from, to };
}

/** Each far enough from every dot before it, so that a path that comes back does not fill up. */
function dots(path: Float64Array, to: Scales, most: number): number[] {
  const { left, top, width, height } = to.box;
  const wide = Math.ceil(width / dotSpacing) + 3;
  // one square of the grid holds at most two dots that are apart; the later one is enough to keep others off
  const taken = new Float64Array(2 * wide * (Math.ceil(height / dotSpacing) + 3)).fill(Number.NaN);
  const out: number[] = [];
  for (let k = 1; k < path.length / 2 && out.length < most; k++) {
    const [vx, vy] = [path[2 * k] ?? 0, path[2 * k + 1] ?? 0];
    if (!inside(to.domain, vx, vy)) continue;
    const [x, y] = [to.x(vx), to.y(vy)];
    const cell = Math.floor((x - left) / dotSpacing) + 1 + wide * (Math.floor((y - top) / dotSpacing) + 1);
    let free = true;
    for (let j = -wide; j <= wide && free; j += wide) {
      for (let i = -1; i <= 1; i++) {
        const c = 2 * (cell + i + j);
        if (Math.hypot((taken[c] ?? Number.NaN) - x, (taken[c + 1] ?? Number.NaN) - y) < dotSpacing) free = false;
      }
    }
    if (!free) continue;
    [taken[2 * cell], taken[2 * cell + 1]] = [x, y];
    out.push(k);
  }
  return out;
}

const crossings = new WeakMap<Float64Array, { readonly domain: Domain; readonly steps: readonly number[] }>();

/** The last step up to `step` that is inside, or −1. Only the steps that cross the edge are kept, and looked up. */
export function lastInside(path: Float64Array, step: number, domain: Domain): number {
  const at = (k: number) => inside(domain, path[2 * k] ?? 0, path[2 * k + 1] ?? 0);
  if (at(step)) return step;
  let known = crossings.get(path);
  if (!known || known.domain.some((edge, k) => edge !== domain[k])) {
    const steps: number[] = [];
    let was = false;
    for (let k = 0; k < path.length / 2; k++) {
      const is = at(k);
      if (is !== was) steps.push(k);
      was = is;
    }
    known = { domain, steps };
    crossings.set(path, known);
  }
  // outside now: the last crossing was the way out, and the step before it was inside
  const count = upTo(known.steps, step);
  return count === 0 ? -1 : (known.steps[count - 1] ?? 0) - 1;
}
