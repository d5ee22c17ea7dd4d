// The tangent plane: a tile that touches the sheet at a point, spanned by the slopes along x and y.

import { type Relief, type Room, riseAt, type Spot, tilts } from './relief';

/** Half a side of the tile, as a part of the room's own. */
const half = 0.36;

/** A tile's middle, and from there the ends of its slopes along x and y. */
export interface Tile {
  readonly middle: Spot;
  readonly along: readonly [x: Spot, y: Spot];
}

/** The tile at a point of the plane. Its sides have one length however steep it is, so that it never leaves the room. */
export function tileAt(relief: Relief, room: Room, x: number, y: number): Tile | undefined {
  const rise = riseAt(relief, x, y);
  if (Number.isNaN(rise)) return undefined;
  const [sx, sy] = tilts(relief, room, x, y);
  const long = half * Math.sqrt(room.wide * room.deep);
  const [u, v] = [long / Math.hypot(1, sx), long / Math.hypot(1, sy)];
  return {
    middle: room.place(x, y, rise),
    along: [
      [u, u * sx, 0],
      [0, v * sy, -v],
    ],
  };
}

export function plus(a: Spot, b: Spot, times = 1): Spot {
  return [a[0] + times * b[0], a[1] + times * b[1], a[2] + times * b[2]];
}
