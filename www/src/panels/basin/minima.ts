// The minima of one surface as the page numbers them: a map's parts find some each for itself, and each map anew.

import { basinColours } from '../../draw/map-inks';

/** More than this are told apart by no eye. */
const most = 1000;

/** Minima by number, from 1 on; a number and its colour stay while the surface is the same. */
export class Minima {
  #places: (readonly [x: number, y: number])[] = [];
  #colours: number[] = [];

  /** The numbers of what a part calls 1, 2, …; nearer than `near` is the same. */
  numbers(found: Float64Array, near: number): Uint16Array {
    const numbers = new Uint16Array(found.length / 2 + 1);
    for (let k = 1; k < numbers.length; k++)
      numbers[k] = this.#number(found[2 * k - 2] ?? 0, found[2 * k - 1] ?? 0, near);
    return numbers;
  }

  place(number: number): readonly [x: number, y: number] | undefined {
    return this.#places[number - 1];
  }

  colour(number: number): number {
    return this.#colours[number - 1] ?? 0;
  }

  #number(x: number, y: number, near: number): number {
    const apart = this.#places.map(([a, b]) => Math.hypot(x - a, y - b));
    const nearest = apart.reduce((best, d, k) => (d < (apart[best] ?? Infinity) ? k : best), 0);
    if ((apart[nearest] ?? Infinity) < near || apart.length === most) return nearest + 1;
    // a colour that is not used yet, else the one that is farthest from here
    const free = Array.from({ length: basinColours }, () => Infinity);
    this.#colours.forEach((colour, k) => {
      free[colour] = Math.min(free[colour] ?? Infinity, apart[k] ?? Infinity);
    });
    this.#colours.push(free.indexOf(Math.max(...free)));
    return this.#places.push([x, y]);
  }
}
