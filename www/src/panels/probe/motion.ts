// What moves the ball: the slope under it, what it carries on from the steps before, and the step that it takes.

import type { Point } from './spot';

/** The state that carries on, pointing the way that it pushes. */
export interface Carried {
  readonly name: string;
  readonly vector: Point;
  /** A way on the plane, as a velocity is; else a mean of gradients, turned downhill. */
  readonly way: boolean;
}

/** Rounding turns a short step by less than this. */
const parallel = 1e-3;

/**
 * A state m is a mean of gradients in every rule that has one. A state v is a velocity where the last step went along it:
 * in other rules it is a mean of squares, which points nowhere.
 */
export function carriedOf(
  state: Readonly<Record<string, Point>>,
  path: Float64Array,
  step: number,
): Carried | undefined {
  const name = state.m ? 'm' : 'v';
  const vector = state[name];
  const last = stepOf(path, step - 1);
  if (!vector) return undefined;
  const along = last ? alignment(vector, last) : 0;
  if (along > 0) return { name, vector, way: true };
  if (along === 0 && name === 'v') return undefined;
  return { name: `−${name}`, vector: [-vector[0], -vector[1]], way: false };
}

/** The step that leads on from entry `step`; none at the end. */
export function stepOf(path: Float64Array, step: number): Point | undefined {
  const [ax, ay, bx, by] = path.subarray(2 * step, 2 * step + 4);
  if (step < 0 || ax === undefined || ay === undefined || bx === undefined || by === undefined) return undefined;
  return [bx - ax, by - ay];
}

/** 1 where two vectors point the same way, −1 where they point opposite ways, else 0. */
function alignment([ax, ay]: Point, [bx, by]: Point): number {
  const dot = ax * bx + ay * by;
  return Math.abs(ax * by - ay * bx) <= parallel * Math.abs(dot) ? Math.sign(dot) : 0;
}
