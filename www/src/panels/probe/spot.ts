// The point that is looked at: where the mouse is, where the run is, or one that is pinned; one for all panels of a figure.

import { inside } from '../../draw/scales';
import { chosen } from '../chosen';
import type { Host } from '../panel';

export type Point = readonly [x: number, y: number];

export class Spot {
  /** While the hand has hold of the pin, where that is. */
  held: Point | undefined;
  /** So near to where it rests, in pixels, the mouse leaves it there. */
  reach = 0;

  #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** While a point is pinned, neither mouse nor run takes its place. */
  get pinned(): Point | undefined {
    return this.held ?? chosen(this.#host, 'probe').at;
  }

  /** Where it is without a mouse. */
  get rest(): Point | undefined {
    return this.pinned ?? pointOfRun(this.#host);
  }

  get now(): Point | undefined {
    const { pointer, scales } = this.#host;
    const { rest } = this;
    if (this.pinned || !pointer || !scales || !inside(scales.domain, ...pointer)) return rest;
    const near = rest && Math.hypot(pointer[0] - rest[0], pointer[1] - rest[1]) < this.reach * scales.unit;
    return near ? rest : pointer;
  }
}

/** Where the selected run is at the step that is shown. */
export function pointOfRun({ finished, selected, step }: Host): Point | undefined {
  const path = finished?.runs[selected]?.path;
  if (!path || path.length < 2) return undefined;
  const k = Math.min(step, path.length / 2 - 1);
  return [path[2 * k] ?? 0, path[2 * k + 1] ?? 0];
}

const spots = new WeakMap<Host, Spot>();

export function spotOf(host: Host): Spot {
  const spot = spots.get(host) ?? new Spot(host);
  spots.set(host, spot);
  return spot;
}
