// The surface as a sheet over a grid: how high it stands anywhere, and where that is in the room it stands in.

import type { Domain } from '../../draw/scales';

export interface Grid {
  readonly domain: Domain;
  readonly columns: number;
  readonly rows: number;
}

export interface Relief extends Grid {
  /** Of each corner of the grid, the top row first: 0 on the lowest ground, 1 on the highest; NaN where f has no value. */
  readonly rises: Float32Array;
}

export type Spot = readonly [x: number, y: number, z: number];

/** Where things stand: a box around the origin of its floor. x goes to the right, y away from the eye, heights up. */
export interface Room {
  readonly wide: number;
  readonly deep: number;
  readonly tall: number;
  readonly place: (x: number, y: number, rise: number) => Spot;
}

/** Cells of the sheet, about: fine enough for smooth lines, and drawn anew within a frame. */
const cells = 160 * 120;
/** No row or column has fewer, however long the picture. */
const fewest = 24;

/** A grid over the domain whose cells are nearly square. */
export function gridOver(domain: Domain): Grid {
  const [x0, x1, y0, y1] = domain;
  const columns = Math.round(Math.sqrt((cells * (x1 - x0)) / (y1 - y0)));
  const most = cells / fewest;
  const held = Math.max(fewest, Math.min(most, columns));
  return { domain, columns: held, rows: Math.round(cells / held) };
}

/** The domain whose cells' centres are the grid's corners: what the engine is asked for. */
export function outer({ domain, columns, rows }: Grid): Domain {
  const [x0, x1, y0, y1] = domain;
  const [dx, dy] = [(x1 - x0) / (columns - 1) / 2, (y1 - y0) / (rows - 1) / 2];
  return [x0 - dx, x1 + dx, y0 - dy, y1 + dy];
}

/** Equal units along x and y, the longer of them 2; heights as tall as reads well beside both. */
export function roomOver([x0, x1, y0, y1]: Domain): Room {
  const half = Math.max(x1 - x0, y1 - y0) / 2;
  const [wide, deep] = [(x1 - x0) / 2 / half, (y1 - y0) / 2 / half];
  const tall = 0.72 * Math.sqrt(wide * deep);
  const [cx, cy] = [x0 + (x1 - x0) / 2, y0 + (y1 - y0) / 2];
  return { wide, deep, tall, place: (x, y, rise) => [(x - cx) / half, rise * tall, (cy - y) / half] };
}

/** The height of the sheet over a point, on the very triangles that are drawn; NaN outside and over holes. */
export function riseAt({ domain, columns, rows, rises }: Relief, x: number, y: number): number {
  const [x0, x1, y0, y1] = domain;
  const u = ((x - x0) / (x1 - x0)) * (columns - 1);
  const v = ((y1 - y) / (y1 - y0)) * (rows - 1);
  if (!(u >= -edge && v >= -edge && u <= columns - 1 + edge && v <= rows - 1 + edge)) return Number.NaN;
  const [i, j] = [held(u, columns), held(v, rows)];
  const [s, t] = [u - i, v - j];
  const at = j * columns + i;
  const [a, b] = [rises[at] ?? Number.NaN, rises[at + 1] ?? Number.NaN];
  const [c, d] = [rises[at + columns] ?? Number.NaN, rises[at + columns + 1] ?? Number.NaN];
  return s + t <= 1 ? a + part(s, b - a) + part(t, c - a) : d + part(1 - s, c - d) + part(1 - t, b - d);
}

/** Nothing of what has no value is nothing: a corner stands beside a hole too. */
function part(share: number, of: number): number {
  return share === 0 ? 0 : share * of;
}

/** What rounding makes of a point on the border. */
const edge = 1e-6;

function held(value: number, count: number): number {
  return Math.max(0, Math.min(count - 2, Math.floor(value)));
}

/** The corners of the sheet's triangles, two a cell; where a corner has no height there is a hole. */
export function triangles({ columns, rows, rises }: Relief): Uint32Array {
  const out = new Uint32Array(6 * (columns - 1) * (rows - 1));
  let count = 0;
  const add = (a: number, b: number, c: number) => {
    if (Number.isNaN((rises[a] ?? 0) + (rises[b] ?? 0) + (rises[c] ?? 0))) return;
    out[count] = a;
    out[count + 1] = b;
    out[count + 2] = c;
    count += 3;
  };
  for (let j = 0; j < rows - 1; j++) {
    for (let i = 0; i < columns - 1; i++) {
      const at = j * columns + i;
      add(at, at + columns, at + 1);
      add(at + 1, at + columns, at + columns + 1);
    }
  }
  return out.subarray(0, count);
}

/** The corners along the border, once around; what stands on it is a solid block. */
export function border({ columns, rows }: Grid): number[] {
  const [right, bottom] = [columns - 1, rows - 1];
  const out: number[] = [];
  for (let i = 0; i < right; i++) out.push(i);
  for (let j = 0; j < bottom; j++) out.push(j * columns + right);
  for (let i = right; i > 0; i--) out.push(bottom * columns + i);
  for (let j = bottom; j > 0; j--) out.push(j * columns);
  return out;
}

/** The slopes of the sheet along x and y, in the room's units: to either side of the point, as far as there is a sheet. */
export function tilts(relief: Relief, { wide, deep, tall }: Room, x: number, y: number): readonly [number, number] {
  const [x0, x1, y0, y1] = relief.domain;
  const here = riseAt(relief, x, y);
  const along = (dx: number, dy: number, length: number) => {
    const [after, before] = [riseAt(relief, x + dx, y + dy), riseAt(relief, x - dx, y - dy)];
    const one = [after - before, 2 * (after - here), 2 * (here - before)].find((rise) => !Number.isNaN(rise)) ?? 0;
    return (one * tall) / (2 * length);
  };
  const [i, j] = [(x1 - x0) / (relief.columns - 1), (y1 - y0) / (relief.rows - 1)];
  return [along(i, 0, (2 * wide) / (relief.columns - 1)), along(0, j, (2 * deep) / (relief.rows - 1))];
}
