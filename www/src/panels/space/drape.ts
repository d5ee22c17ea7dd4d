// Lines laid on the sheet: each straight line of the plane becomes short pieces that follow the ground.

import { clip } from '../../draw/scales';
import { type Relief, type Room, riseAt, type Spot } from './relief';

/** Numbers a piece: from, to, and how long the line was before it. */
export const stride = 7;

/** Pieces of lines, in one list that grows. */
export class Strand {
  pieces = new Float32Array(64 * stride);
  count = 0;
  #length = 0;

  clear(): void {
    this.count = 0;
    this.#length = 0;
  }

  /** A piece from `a` to `b`; where both are the same it is a dot. */
  add(a: Spot, b: Spot): void {
    const at = this.count * stride;
    if (at + stride > this.pieces.length) {
      const more = new Float32Array(2 * this.pieces.length);
      more.set(this.pieces);
      this.pieces = more;
    }
    this.pieces.set(a, at);
    this.pieces.set(b, at + 3);
    this.pieces[at + 6] = this.#length;
    this.count += 1;
    this.#length += Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
  }
}

/** Adds the line between two points of the plane, as far as it lies over the sheet. Longer than a cell no piece is. */
export function drape(
  strand: Strand,
  relief: Relief,
  room: Room,
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
): void {
  const { domain, columns, rows } = relief;
  const cut = clip(domain, ax, ay, bx, by);
  if (!cut) return;
  const [x0, y0, x1, y1] = cut;
  const [dx, dy] = [x1 - x0, y1 - y0];
  const across = Math.abs(dx / (domain[1] - domain[0])) * (columns - 1);
  const along = Math.abs(dy / (domain[3] - domain[2])) * (rows - 1);
  const count = Math.max(1, Math.ceil(Math.max(across, along)));
  let last = spotOn(relief, room, x0, y0);
  for (let k = 1; k <= count; k++) {
    const next = spotOn(relief, room, x0 + (dx * k) / count, y0 + (dy * k) / count);
    if (last && next) strand.add(last, next);
    last = next;
  }
}

/** Where a point of the plane lies on the sheet; undefined over a hole. */
export function spotOn(relief: Relief, room: Room, x: number, y: number): Spot | undefined {
  const rise = riseAt(relief, x, y);
  return Number.isNaN(rise) ? undefined : room.place(x, y, rise);
}

/** Whether the sheet hides a spot from an eye in that direction. */
export function hides(relief: Relief, room: Room, spot: Spot, toward: Spot): boolean {
  const [x0, x1, y0, y1] = relief.domain;
  const [kx, ky] = [(x1 - x0) / (2 * room.wide), (y1 - y0) / (2 * room.deep)];
  const [mx, my] = [x0 + (x1 - x0) / 2, y0 + (y1 - y0) / 2];
  // the sheet is no steeper than the room is tall over a cell: closer looks find nothing new
  const step = 2 / relief.columns;
  for (let far = 2 * step; far < 3; far += step) {
    const [x, z, y] = [spot[0] + far * toward[0], spot[1] + far * toward[1], spot[2] + far * toward[2]];
    const rise = riseAt(relief, mx + x * kx, my - y * ky);
    if (Number.isNaN(rise)) {
      if (Math.abs(x) > room.wide || Math.abs(y) > room.deep) return false;
      continue;
    }
    if (rise * room.tall > z + 0.01) return true;
  }
  return false;
}
