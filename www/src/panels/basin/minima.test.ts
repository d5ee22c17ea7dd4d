import { expect, it } from 'vitest';
import { basinColours } from '../../draw/map-inks';
import { codesOf, diverged, fill, nowhere, soonness } from '../../engine/pixels';
import { Minima } from './minima';

it('what parts find by themselves is one minimum where it is near, and keeps its number', () => {
  const minima = new Minima();
  expect([...minima.numbers(Float64Array.of(0, 0, 5, 5), 0.1)]).toEqual([0, 1, 2]);
  // another part has found a third first, and knows the second a little elsewhere
  expect([...minima.numbers(Float64Array.of(0, 0, -4, 1, 5.01, 5), 0.1)]).toEqual([0, 1, 3, 2]);
  expect([1, 2, 3, 4].map((k) => minima.place(k))).toEqual([[0, 0], [5, 5], [-4, 1], undefined]);
});

it('minima have colours of their own while there are some, and then no neighbour’s', () => {
  const minima = new Minima();
  const grid = Array.from({ length: 100 }, (_, k) => [k % 10, Math.floor(k / 10)]);
  minima.numbers(Float64Array.from(grid.flat()), 0.1);
  const colours = grid.map((_, k) => minima.colour(k + 1));
  expect(new Set(colours.slice(0, basinColours)).size).toBe(basinColours);
  grid.forEach(([x = 0], k) => {
    if (x > 0) expect(colours[k]).not.toBe(colours[k - 1]);
    if (k >= 10) expect(colours[k]).not.toBe(colours[k - 10]);
  });
});

it('a pixel is one number, and those that are not known yet take after the nearest coarser one', () => {
  const [columns, rows] = [11, 9];
  const [which, steps] = [new Uint8Array(columns * rows), new Uint32Array(columns * rows)];
  expect(fill(codesOf(which, steps, 8), columns, rows)).toBe(false);
  for (const [k, number, step] of [
    [0, 3, 9],
    [8, nowhere, 120],
    [8 * columns, diverged, 0],
    [8 * columns + 8, 1, 16],
    [4, 2, 8],
  ] as const) {
    which[k] = number;
    steps[k] = step;
  }
  const codes = codesOf(which, steps, 8);
  expect([codes[0], codes[4], codes[1], codes[8]]).toEqual([
    3 * soonness + 2,
    2 * soonness + 1,
    0,
    nowhere * soonness + 15,
  ]);
  expect(fill(codes, columns, rows)).toBe(true);
  const at = (column: number, row: number) => Math.floor((codes[row * columns + column] ?? 0) / soonness);
  expect([at(3, 7), at(5, 2), at(10, 0), at(1, 8), at(10, 8)]).toEqual([3, 2, nowhere, diverged, 1]);
});
