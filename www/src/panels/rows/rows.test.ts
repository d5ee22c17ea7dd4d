// What becomes of files and tables: which images and classes belong together, and rows as a document has them.

import { expect, it } from 'vitest';
import type { FileSight } from '../../engine/tables';
import { type Part, pairsOf } from './pairs';
import { digits, headOf } from './saving';
import { rowsOf } from './table';
import { rowsData } from './task';

const images = (name: string, count: number): Part => ({
  name,
  sight: { sha256: name, images: [count, 28, 28] } as FileSight,
});
const labels = (name: string, count: number): Part => ({ name, sight: { sha256: name, labels: count } as FileSight });
const names = (parts: readonly Part[]) => {
  const { pairs, rest } = pairsOf(parts);
  return [pairs.map((pair) => [pair.images.name, pair.labels.name]), rest.map(({ name }) => name)];
};

it('puts images and classes together by how many they are, and by their names', () => {
  for (const [parts, pairs, rest] of [
    [[images('a', 3)], [], ['a']],
    [[labels('b', 3)], [], ['b']],
    [[labels('b', 3), images('a', 3)], [['a', 'b']], []],
    // whatever is wrong with them, the engine says
    [[labels('b', 4), images('a', 3)], [['a', 'b']], []],
    [
      [labels('test-labels', 5), images('train-images', 9), images('test-images', 5), labels('train-labels', 9)],
      [
        ['train-images', 'train-labels'],
        ['test-images', 'test-labels'],
      ],
      [],
    ],
    [
      [images('x-images', 5), images('y-images', 5), labels('y-labels', 5), labels('x-labels', 5)],
      [
        ['x-images', 'x-labels'],
        ['y-images', 'y-labels'],
      ],
      [],
    ],
    [[images('a', 3), images('b', 4), labels('c', 4)], [['b', 'c']], ['a']],
  ] as const) {
    expect(names(parts)).toEqual([pairs, rest]);
  }
});

const skipped = { missing: 0, odd: 0, at: null, columns: [] };
const look = (inputs: readonly number[], width: number, classes: readonly number[]) =>
  rowsOf({
    width,
    inputs: Float32Array.from(inputs),
    classes: Uint32Array.from(classes),
    numbers: undefined,
    names: [],
    skipped,
  });

it('keeps what lies in the plane, and brings the rest there', () => {
  expect(look([1.25, -3, 5.5, 2], 2, [0, 1]).inputs).toEqual([
    [1.25, -3],
    [5.5, 2],
  ]);
  expect(look([0, 1000, 50, 3000, 100, 2000], 2, [0, 1, 0]).inputs).toEqual([
    [-5, -5],
    [0, 5],
    [5, 0],
  ]);
  // a column that is one number everywhere
  expect(look([7, 1, 7, 2], 2, [0, 1]).inputs).toEqual([
    [0, -5],
    [0, 5],
  ]);
  expect(look([700, 1, 3], 3, [0]).inputs).toEqual([[700, 1, 3]]);
});

it('counts classes from 0 where some of them have no rows left, and means numbers by lists', () => {
  expect(look([1, 2, 3], 1, [4, 1, 4]).targets).toEqual([1, 0, 1]);
  const met = rowsOf({
    width: 1,
    inputs: Float32Array.of(1, 2),
    classes: undefined,
    numbers: Float32Array.of(0, 1),
    names: [],
    skipped,
  });
  expect(rowsData(met)).toEqual({ rows: { inputs: [[1], [2]], targets: [[0], [1]] } });
});

it('says where rows are too many for a document', () => {
  const many = (count: number) => ({
    inputs: Array.from({ length: count }, (_, k) => [k / 7, -k / 7]),
    targets: Array.from({ length: count }, () => 0),
    listed: false,
  });
  expect(rowsData(many(100))).toBeDefined();
  expect(rowsData(many(10_000))).toBeUndefined();
  expect(rowsData(many(1_000_000))).toBeUndefined();
});

it('writes numbers so that they are read back the same', () => {
  for (let k = 0; k < 20_000; k++) {
    const value = Math.fround(Math.sin(k) * 10 ** ((k % 30) - 15));
    expect(Math.fround(Number(digits(value)))).toBe(value);
    expect(digits(value).length).toBeLessThan(18);
  }
  expect([0.1, 3, -0, 0.2].map(Math.fround).map(digits)).toEqual(['0.1', '3', '0', '0.2']);
});

it('names every column', () => {
  const lesson = { width: 4, names: [], image: [2, 2], classes: 3 } as never;
  expect(headOf({ lesson })).toEqual(['pixel_0_0', 'pixel_0_1', 'pixel_1_0', 'pixel_1_1', 'class', 'split']);
  const met = { width: 1, names: ['size'], image: null, numbers: 2 } as never;
  expect(headOf({ lesson: met })).toEqual(['size', 'target_1', 'target_2', 'split']);
});
