// The room's edges as the eye has them: which of them carry the axes, where their ticks are, and the walls behind.

import { plain } from '../../draw/format';
import type { Heights } from '../../draw/levels';
import { type Domain, ticks, tidy } from '../../draw/scales';
import type { Strand } from './drape';
import type { Room, Spot } from './relief';
import type { Sight } from './view';

type Pixel = readonly [x: number, y: number];

export interface Tick {
  readonly text: string;
  readonly spot: Spot;
}

/** An axis that is long enough on the screen to be read. */
export interface Axis {
  readonly of: 'x' | 'y' | 'f';
  readonly from: Spot;
  readonly to: Spot;
  readonly ticks: readonly Tick[];
  /** The direction on the screen away from the sheet. */
  readonly outward: Pixel;
}

/** Shorter than this an axis is seen from its end. */
const shortest = 20;
const between = { x: 56, y: 52, f: 30 } as const;

export function axes(room: Room, domain: Domain, heights: Heights | undefined, sight: Sight): Axis[] {
  const { wide, deep, tall } = room;
  const [x0, x1, y0, y1] = domain;
  const { right, toward } = sight;
  // of two edges the one before the sheet; seen from straight above or ahead the left and the lower, as on the plane
  const [sx, sz] = [toward[0] > 1e-6 ? wide : -wide, toward[2] > -1e-6 ? deep : -deep];
  const corner: Spot = [right[0] > 1e-6 ? -wide : wide, 0, right[2] > 1e-6 ? -deep : deep];
  const out: Axis[] = [];
  const add = (of: Axis['of'], from: Spot, to: Spot, marks: (most: number) => Tick[]) => {
    const [a, b] = [sight.at(from), sight.at(to)];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (length < shortest) return;
    out.push({ of, from, to, ticks: marks(length / between[of]), outward: outwardOf(a, b, sight) });
  };
  add('x', [-wide, 0, sz], [wide, 0, sz], (most) =>
    ticks(x0, x1, most).map((x) => ({ text: plain(x), spot: [room.place(x, y0, 0)[0], 0, sz] })),
  );
  add('y', [sx, 0, deep], [sx, 0, -deep], (most) =>
    ticks(y0, y1, most).map((y) => ({ text: plain(y), spot: [sx, 0, room.place(x0, y, 0)[2]] })),
  );
  add('f', corner, [corner[0], tall, corner[2]], (most) =>
    heightTicks(heights, most).map((f) => ({
      text: plain(f),
      spot: [corner[0], (heights?.shade(f) ?? 0) * tall, corner[2]],
    })),
  );
  return out;
}

/** Round heights: evenly spread on the linear ramp, near to equal steps on the logarithmic one. */
export function heightTicks(heights: Heights | undefined, most: number): number[] {
  if (!heights) return [];
  const { ramp, low, high, shade, height } = heights;
  // a sampled lowest height is a little above the true one
  if (ramp === 'linear') return ticks(low - 0.005 * (high - low), high, most);
  const count = Math.max(2, Math.floor(most));
  const out: number[] = [];
  for (let k = 0; k <= count; k++) {
    const round = rounded(height(k / count), heights);
    const before = out.at(-1);
    if (before === undefined || shade(round) - shade(before) > 0.6 / count) out.push(round);
  }
  return out;
}

/** A height, rounded to one digit of how far it is above the lowest ground; never outside of what is shown. */
function rounded(f: number, { low, high, offset }: Heights): number {
  // next to the span, a sampled 10⁻⁵ is nothing
  if (Math.abs(f) < 1e-4 * (high - low)) return 0;
  const unit = 10 ** Math.floor(Math.log10(Math.max(offset, f - low)));
  const near = Math.round(f / unit) * unit;
  return tidy(near > high ? near - unit : near < low ? near + unit : near, unit);
}

/** At a right angle to an axis, away from the middle of the floor; where that is neither, downwards. */
function outwardOf(a: Pixel, b: Pixel, sight: Sight): Pixel {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const normal: Pixel = [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
  const middle = sight.at([0, 0, 0]);
  const away = ((a[0] + b[0]) / 2 - middle[0]) * normal[0] + ((a[1] + b[1]) / 2 - middle[1]) * normal[1];
  const sign = Math.abs(away) > 1 ? Math.sign(away) : normal[1] < 0 ? -1 : 1;
  return [sign * normal[0], sign * normal[1]];
}

/** The edges of the floor and of the two walls behind, and on these a line at each tick of the heights. */
export function walls(
  edges: Strand,
  rules: Strand,
  { wide, deep, tall }: Room,
  sight: Sight,
  list: readonly Axis[],
): void {
  const [bx, bz] = [sight.toward[0] > 1e-6 ? -wide : wide, sight.toward[2] > -1e-6 ? -deep : deep];
  edges.clear();
  rules.clear();
  for (const side of [-1, 1]) {
    edges.add([-wide, 0, side * deep], [wide, 0, side * deep]);
    edges.add([side * wide, 0, -deep], [side * wide, 0, deep]);
  }
  const upright = list.find(({ of }) => of === 'f');
  if (!upright) return;
  edges.add(upright.from, upright.to);
  rules.add([bx, 0, bz], [bx, tall, bz]);
  for (const height of [...upright.ticks.map(({ spot }) => spot[1]), tall]) {
    rules.add([-wide, height, bz], [wide, height, bz]);
    rules.add([bx, height, -deep], [bx, height, deep]);
  }
}
