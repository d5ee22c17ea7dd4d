// Colours for what goes from one side over nothing to the other: weights, what units say, classes.

import { channels, type Inks } from './inks';

/** Both ends of it, and nothing between them; more ends for more classes. */
export interface Tones {
  readonly none: readonly number[];
  readonly ends: readonly (readonly number[])[];
}

export const tonesOf = (inks: Inks): Tones => ({
  none: channels(inks.field[1]),
  // the second class is the first colour, as a positive number is
  ends: [1, 0, 2, 3, 4, 5].map((k) => channels(inks.runs[k] ?? '#000000')),
});

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
