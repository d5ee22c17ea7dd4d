// Colours as shaders take them: the page's own numbers, not made linear.

import { channels } from '../../draw/inks';

export type Rgb = readonly [r: number, g: number, b: number];

export function rgb(color: string): Rgb {
  const [r, g, b] = channels(color);
  return [r / 255, g / 255, b / 255];
}

/** So much of `other` in a colour: what is to be weaker and still cover what lies under it. */
export function mixed(color: string, other: string, share: number): Rgb {
  const [a, b] = [rgb(color), rgb(other)];
  return [0, 1, 2].map((k) => (a[k] ?? 0) * (1 - share) + (b[k] ?? 0) * share) as unknown as Rgb;
}
