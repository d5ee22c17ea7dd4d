// What is drawn by hand, made as small as the pictures that a network learns from, and in the way that they were made.

export type Point = readonly [x: number, y: number];
/** Where the pen went without being lifted; in units of the pad, 0 to 1, y downward. */
export type Stroke = readonly Point[];

/** How the pictures of a dataset were made. */
export type Manner = 'counted' | 'boxed' | 'balanced';

/**
 * `counted` as the digits of 8×8: a bitmap of four times the size is filled, and its points are counted in blocks.
 * `boxed` and `balanced` as pictures of 28×28: the longer side is 20, and the middle is that of the box, or of the ink.
 */
export function mannerOf(data: string): Manner {
  return data === 'digits' ? 'counted' : data === 'strokes' ? 'boxed' : 'balanced';
}

/** The pixels, row by row from 0 to 1; all 0 where nothing is drawn. */
export function small(
  strokes: readonly Stroke[],
  [rows, columns]: readonly [rows: number, columns: number],
  manner: Manner,
): Float32Array {
  const points = strokes.flat();
  if (points.length === 0) return new Float32Array(rows * columns);
  const [x, y] = [boundsOf(points, 0), boundsOf(points, 1)];
  return manner === 'counted' ? counted(strokes, [rows, columns], x, y) : drawn(strokes, [rows, columns], x, y, manner);
}

type Bounds = readonly [low: number, high: number];

function boundsOf(points: readonly Point[], axis: 0 | 1): Bounds {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const point of points) [low, high] = [Math.min(low, point[axis]), Math.max(high, point[axis])];
  return [low, high];
}

/** Points of the bitmap along a pixel. */
const block = 4;
/** The pen, and how wide the ink stands, in shares of the height. */
const pen = 0.15;
const widest = 0.8;
const narrowest = 0.3;

/** As high as the picture; what is narrow is spread, what is wide is pressed together. */
function counted(strokes: readonly Stroke[], [rows, columns]: readonly [number, number], x: Bounds, y: Bounds) {
  const [high, wide] = [rows * block, columns * block];
  const radius = (pen * high) / 2;
  // what is small as a dot is not blown up to fill the picture
  const tall = Math.max(y[1] - y[0], (x[1] - x[0]) / 2, 0.15);
  const scale = (high - 2 * radius) / tall;
  const own = (x[1] - x[0]) * scale + 2 * radius;
  const spread = Math.min(widest * wide, Math.max(narrowest * wide, own)) / own;
  const place = ([px, py]: Point): Point => [
    wide / 2 + (px - (x[0] + x[1]) / 2) * scale * spread,
    high / 2 + (py - (y[0] + y[1]) / 2) * scale,
  ];
  const across = radius * spread;
  const bitmap = new Uint8Array(wide * high);
  for (const stroke of strokes) {
    const path = stroke.map(place);
    for (const [k, to] of path.entries()) {
      fill(bitmap, wide, high, path[Math.max(0, k - 1)] ?? to, to, across, radius);
    }
  }
  const image = new Float32Array(rows * columns);
  for (const [at, ink] of bitmap.entries()) {
    const pixel = Math.floor(at / wide / block) * columns + Math.floor((at % wide) / block);
    image[pixel] = (image[pixel] ?? 0) + ink / (block * block);
  }
  return image;
}

/** Fills what an oval pen covers on its way. */
function fill(
  bitmap: Uint8Array,
  wide: number,
  high: number,
  from: Point,
  to: Point,
  across: number,
  down: number,
): void {
  const [top, bottom] = [Math.min(from[1], to[1]) - down, Math.max(from[1], to[1]) + down];
  for (let row = Math.max(0, Math.floor(top)); row < Math.min(high, Math.ceil(bottom)); row++) {
    for (let column = 0; column < wide; column++) {
      const at: Point = [(column + 0.5) / across, (row + 0.5) / down];
      const way = apart(at, [from[0] / across, from[1] / down], [to[0] / across, to[1] / down]);
      if (way <= 1) bitmap[row * wide + column] = 1;
    }
  }
}

/** Of 28 pixels. */
const box = 20 / 28;
const radius28 = 1.15 / 28;
/** How far from the edge of the line the ink fades, in pixels. */
const soft = 0.6;

function drawn(
  strokes: readonly Stroke[],
  [rows, columns]: readonly [number, number],
  x: Bounds,
  y: Bounds,
  manner: Manner,
): Float32Array {
  const side = Math.min(rows, columns);
  const radius = Math.max(0.6, radius28 * side);
  const longer = Math.max(x[1] - x[0], y[1] - y[0], 0.15);
  const scale = (box * side - 2 * radius) / longer;
  const ink = (middle: Point) => {
    const image = new Float32Array(rows * columns);
    const place = ([px, py]: Point): Point => [
      columns / 2 + (px - middle[0]) * scale,
      rows / 2 + (py - middle[1]) * scale,
    ];
    for (const stroke of strokes) {
      const path = stroke.map(place);
      for (const [k, to] of path.entries()) trace(image, rows, columns, path[Math.max(0, k - 1)] ?? to, to, radius);
    }
    return image;
  };
  const middle: Point = [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];
  const image = ink(middle);
  if (manner === 'boxed') return image;
  let [sum, right, down] = [0, 0, 0];
  for (const [at, value] of image.entries()) {
    sum += value;
    right += value * ((at % columns) + 0.5);
    down += value * (Math.floor(at / columns) + 0.5);
  }
  // by the pixel, as the pictures were
  const by = (mean: number, half: number) => Math.round(mean / sum - half) / scale;
  return ink([middle[0] + by(right, columns / 2), middle[1] + by(down, rows / 2)]);
}

/** Each pixel has the most ink that any piece of the path gives it. */
function trace(image: Float32Array, rows: number, columns: number, from: Point, to: Point, radius: number): void {
  for (let pixel = 0; pixel < rows * columns; pixel++) {
    const way = apart([(pixel % columns) + 0.5, Math.floor(pixel / columns) + 0.5], from, to);
    const value = Math.min(1, (radius - way + soft) / (2 * soft));
    if (value > (image[pixel] ?? 0)) image[pixel] = value;
  }
}

/** How far a point is from a straight piece. */
function apart([x, y]: Point, from: Point, to: Point): number {
  const [across, down] = [to[0] - from[0], to[1] - from[1]];
  const length = across * across + down * down;
  const share = length > 0 ? ((x - from[0]) * across + (y - from[1]) * down) / length : 0;
  const part = Math.max(0, Math.min(1, share));
  return Math.hypot(x - from[0] - part * across, y - from[1] - part * down);
}
