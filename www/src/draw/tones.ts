// Colours for what goes from one side over nothing to the other: weights, what units say, classes.

import { channels, type Inks } from './inks';

/** Both ends of it, and nothing between them; more ends for more classes. */
export interface Tones {
  readonly none: readonly number[];
  readonly ends: readonly (readonly number[])[];
  /** From the first end over nothing to the second, as pixels: units have hundreds of thousands of them a picture. */
  readonly shades: Uint32Array;
}

/** More than a screen tells apart. */
const shadesEach = 256;
const known = new Map<Inks, Tones>();

export function tonesOf(inks: Inks): Tones {
  const found = known.get(inks);
  if (found) return found;
  const none = channels(inks.field[1]);
  // the second class is the first colour, as a positive number is
  const ends = [1, 0, 2, 3, 4, 5].map((k) => channels(inks.runs[k] ?? '#000000'));
  const bare = { none, ends, shades: new Uint32Array() };
  const shades = Uint32Array.from({ length: 2 * shadesEach + 1 }, (_, k) => packed(toned(bare, k / shadesEach - 1)));
  const tones = { none, ends, shades };
  known.set(inks, tones);
  return tones;
}

/** A pixel as it lies in memory: machines that run browsers put the lowest byte first. */
export function packed([r = 0, g = 0, b = 0]: readonly number[]): number {
  return ((255 << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0;
}

/** Never so full that points are not seen on it. */
export const fullest = 0.7;

/** From one end, −1, over nothing to the other, 1. */
export function toned({ none, ends }: Tones, value: number, most = fullest): readonly number[] {
  return mixed(none, ends[value < 0 ? 0 : 1] ?? none, Math.min(1, Math.abs(value)), most);
}

export function mixed(
  from: readonly number[],
  to: readonly number[],
  share: number,
  most = fullest,
): readonly number[] {
  return from.map((one, k) => one + ((to[k] ?? 0) - one) * share * most);
}
