// Where the eye is: turned around the upright axis, tilted over the floor, and how near. Lines of sight are parallel, so
// that from above the picture is the plane's, and from the side heights can be measured.

import type { Box } from '../../draw/scales';
import type { Room, Spot } from './relief';

export interface View {
  /** Degrees that the eye has gone around, to the right from straight in front. */
  readonly turn: number;
  /** Degrees over the floor: 0 from the side, 90 from above. */
  readonly tilt: number;
  readonly zoom: number;
}

export const views = {
  rest: { turn: -28, tilt: 52, zoom: 1 },
  top: { turn: 0, tilt: 90, zoom: 1 },
  front: { turn: 0, tilt: 0, zoom: 1 },
  side: { turn: 90, tilt: 0, zoom: 1 },
} as const satisfies Record<string, View>;

/** From the room to CSS pixels. */
export interface Sight {
  /** The picture's own directions in the room: to the right, up, and towards the eye. */
  readonly right: Spot;
  readonly up: Spot;
  readonly toward: Spot;
  /** Pixels a unit of the room. */
  readonly scale: number;
  /** What of the room is in the middle of the picture, and where that is on the canvas. */
  readonly middle: Spot;
  readonly center: readonly [x: number, y: number];
  readonly at: (spot: Spot) => readonly [x: number, y: number];
}

const zooms = [0.5, 5] as const;

/** Another view, as far as there is one. */
export function moved(view: View, { turn = 0, tilt = 0, zoom = 1 }: Partial<View>): View {
  return {
    turn: wrapped(view.turn + turn),
    tilt: clamp(view.tilt + tilt, 0, 90),
    zoom: clamp(view.zoom * zoom, ...zooms),
  };
}

/** On the way from one view to another, the shorter way round; `part` goes from 0 to 1. */
export function between(from: View, to: View, part: number): View {
  const mix = (a: number, b: number) => a + (b - a) * part;
  return {
    turn: wrapped(from.turn + wrapped(to.turn - from.turn) * part),
    tilt: mix(from.tilt, to.tilt),
    zoom: from.zoom * (to.zoom / from.zoom) ** part,
  };
}

/** At zoom 1 the whole room just fills the box. */
export function sight({ turn, tilt, zoom }: View, { wide, deep, tall }: Room, box: Box): Sight {
  const [ct, st] = [Math.cos(radians(turn)), Math.sin(radians(turn))];
  const [ce, se] = [Math.cos(radians(tilt)), Math.sin(radians(tilt))];
  const right: Spot = [ct, 0, -st];
  const up: Spot = [-se * st, ce, -se * ct];
  const toward: Spot = [ce * st, se, ce * ct];
  const middle: Spot = [0, tall / 2, 0];
  const across = wide * Math.abs(ct) + deep * Math.abs(st);
  const upright = (wide * Math.abs(st) + deep * Math.abs(ct)) * se + (tall / 2) * ce;
  const scale = zoom * Math.min(box.width / (2 * across), box.height / (2 * upright));
  const center = [box.left + box.width / 2, box.top + box.height / 2] as const;
  return {
    right,
    up,
    toward,
    scale,
    middle,
    center,
    at: (spot) => {
      const from: Spot = [spot[0] - middle[0], spot[1] - middle[1], spot[2] - middle[2]];
      return [center[0] + scale * dot(from, right), center[1] - scale * dot(from, up)];
    },
  };
}

export function dot(a: Spot, b: Spot): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

/** The same direction, between −180 and 180. */
function wrapped(degrees: number): number {
  return degrees - 360 * Math.round(degrees / 360);
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
