// The direction dial: a unit vector u that is turned by hand, and the slope ∇f·u that one meets when going there.

import type { Point } from './spot';

/** Where u points, of the gradient. */
export type Bearing = 'along' | 'against' | 'across' | 'flat' | 'between';

/** Pixels from the point to the ring, and how far off it a hand still takes hold. */
export const ring = 56;
export const hold = 14;
/** Degrees: so near, one speaks of it, and a hand that lets go so near means it. */
const near = 3;

/** 0 ≤ degrees < 360. */
export function turned(degrees: number): number {
  return ((degrees % 360) + 360) % 360 || 0;
}

export function degreesOf([x, y]: Point): number {
  return turned((Math.atan2(y, x) * 180) / Math.PI);
}

export function vectorOf(degrees: number): Point {
  const turns = (degrees * Math.PI) / 180;
  return [Math.cos(turns), Math.sin(turns)];
}

/** ∇f·u, of which nothing is left where only rounding is. */
export function slopeAlong([gx, gy]: Point, degrees: number): number {
  const [ux, uy] = vectorOf(degrees);
  const slope = gx * ux + gy * uy;
  return Math.abs(slope) < 1e-14 * Math.hypot(gx, gy) ? 0 : slope;
}

export function bearing(gradient: Point, degrees: number): Bearing {
  if (gradient[0] === 0 && gradient[1] === 0) return 'flat';
  const off = Math.abs(turned(degrees - degreesOf(gradient) + 180) - 180);
  return off <= near ? 'along' : off >= 180 - near ? 'against' : Math.abs(off - 90) <= near ? 'across' : 'between';
}

/** The direction that a hand means: along, against or across the gradient where it is near. */
export function snapped(gradient: Point | undefined, degrees: number): number {
  if (!gradient || bearing(gradient, degrees) === 'between' || bearing(gradient, degrees) === 'flat') return degrees;
  const up = degreesOf(gradient);
  return turned(up + 90 * Math.round((degrees - up) / 90));
}
