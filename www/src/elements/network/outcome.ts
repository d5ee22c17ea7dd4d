// What comes out of a network, as colours over the plane: graded by how sure it is, or in flat areas.

import { mixed, packed, type Tones, toned } from '../../draw/tones';

export interface Outcome {
  /** What each output says at the centres of cells, output after output. */
  readonly said: Float32Array;
  /** Along a side. */
  readonly cells: number;
  readonly layers: readonly number[];
  /** How many classes, or undefined where numbers come out. */
  readonly classes: number | undefined;
  /** What a full colour stands for where numbers come out. */
  readonly most: number;
  readonly flat: boolean;
}

/** So many pixels along a cell, where areas are flat. */
export const finer = 4;
/** Flat areas of numbers, to either side of 0. */
const steps = 3;

/** Paints a square of pixels: as many along a side as there are cells, or a multiple of it. */
export function outcome(pixels: Uint32Array, of: Outcome, tones: Tones): void {
  const { said, cells, layers, classes, most, flat } = of;
  const outputs = layers.at(-1) ?? 1;
  const all = cells * cells;
  const side = Math.sqrt(pixels.length);
  const graded = (values: (output: number) => number): number => {
    if (classes === undefined) {
      const value = values(0) / most;
      return packed(toned(tones, flat ? Math.round(steps * Math.max(-1, Math.min(1, value))) / steps : value));
    }
    if (outputs === 1) {
      const value = 2 * values(0) - 1;
      return packed(toned(tones, flat ? (value < 0 ? -1 : 1) : value));
    }
    let best = 0;
    for (let k = 1; k < outputs; k++) if (values(k) > values(best)) best = k;
    const share = flat ? 1 : (values(best) - 1 / outputs) / (1 - 1 / outputs);
    return packed(mixed(tones.none, tones.ends[best % tones.ends.length] ?? tones.none, Math.max(0, share)));
  };
  if (side === cells) {
    for (let cell = 0; cell < all; cell++) pixels[cell] = graded((output) => said[output * all + cell] ?? 0);
    return;
  }
  // between the centres of cells values go straight
  const place = (pixel: number): readonly [at: number, share: number] => {
    const middle = Math.max(0, Math.min(cells - 1, ((pixel + 0.5) * cells) / side - 0.5));
    const at = Math.min(cells - 2, Math.floor(middle));
    return [at, middle - at];
  };
  const places = Array.from({ length: side }, (_, pixel) => place(pixel));
  for (const [y, [row, down]] of places.entries()) {
    for (const [x, [column, across]] of places.entries()) {
      pixels[y * side + x] = graded((output) => {
        const from = output * all + row * cells + column;
        const [a = 0, b = 0] = [said[from], said[from + 1]];
        const [c = 0, d = 0] = [said[from + cells], said[from + cells + 1]];
        return (1 - down) * (a + across * (b - a)) + down * (c + across * (d - c));
      });
    }
  }
}
