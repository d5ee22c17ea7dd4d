// What is drawn comes to the network as its own pictures do.

import { expect, it } from 'vitest';
import { type Manner, type Stroke, small } from './scale';

const at = (pixels: Float32Array, columns: number) => (row: number, column: number) =>
  pixels[row * columns + column] ?? 0;
const sum = (pixels: Float32Array) => pixels.reduce((all, one) => all + one, 0);
const sizes: readonly (readonly [readonly [number, number], Manner])[] = [
  [[8, 8], 'counted'],
  [[28, 28], 'boxed'],
  [[28, 28], 'balanced'],
  [[12, 20], 'balanced'],
];

const ring: Stroke = Array.from({ length: 60 }, (_, k) => {
  const turn = (2 * Math.PI * k) / 59;
  return [0.5 + 0.2 * Math.cos(turn), 0.5 + 0.3 * Math.sin(turn)] as const;
});

it('is the same wherever and however large it is drawn', () => {
  for (const [size, manner] of sizes) {
    const here = small([ring], size, manner);
    const there = small([ring.map(([x, y]) => [0.1 + x / 2, 0.4 + y / 2] as const)], size, manner);
    expect(here.length).toBe(size[0] * size[1]);
    for (const [k, pixel] of here.entries()) expect(Math.abs(pixel - (there[k] ?? 0))).toBeLessThan(0.13);
    expect(Math.min(...here)).toBe(0);
    expect(Math.max(...here)).toBeGreaterThan(0.9);
    expect(Math.max(...here)).toBeLessThanOrEqual(1);
  }
});

it('counts sixteen levels, over the whole height', () => {
  const pixels = small([ring], [8, 8], 'counted');
  for (const pixel of pixels) expect((16 * pixel) % 1).toBe(0);
  expect(new Set(pixels).size).toBeGreaterThan(5);
  const of = at(pixels, 8);
  const row = (k: number) => sum(pixels.slice(8 * k, 8 * k + 8));
  expect(row(0)).toBeGreaterThan(0.5);
  expect(row(7)).toBeGreaterThan(0.5);
  // as the real ones: nothing in the first column, a hole in the middle
  expect(of(4, 0)).toBe(0);
  expect(of(4, 3) + of(4, 4)).toBe(0);
  expect(of(4, 1) + of(4, 2)).toBeGreaterThan(0.7);
});

it('is 20 pixels of 28, in the middle', () => {
  const of = at(small([ring], [28, 28], 'boxed'), 28);
  const inked = (row: number) => Array.from({ length: 28 }, (_, column) => of(row, column)).some((ink) => ink > 0.3);
  const rows = Array.from({ length: 28 }, (_, row) => row).filter(inked);
  expect([rows[0], rows.at(-1)]).toEqual([4, 23]);
});

it('has the middle of its ink in the middle where that is asked', () => {
  // a bar at the left, and a thin arm to the right
  const heavy: Stroke[] = [
    [
      [0.3, 0.2],
      [0.3, 0.8],
      [0.32, 0.8],
      [0.32, 0.2],
      [0.34, 0.2],
      [0.34, 0.8],
    ],
    [
      [0.3, 0.5],
      [0.8, 0.5],
    ],
  ];
  const middle = (manner: Manner) => {
    const pixels = small(heavy, [28, 28], manner);
    const all = pixels.reduce((of, ink, k) => of + ink * ((k % 28) + 0.5), 0);
    return all / sum(pixels);
  };
  expect(Math.abs(middle('balanced') - 14)).toBeLessThan(0.6);
  expect(middle('boxed')).toBeLessThan(12.5);
});

it('is nothing of nothing, and a dot of a tap', () => {
  for (const [size, manner] of sizes) {
    expect(sum(small([], size, manner))).toBe(0);
    const dot = small([[[0.9, 0.1]]], size, manner);
    expect(sum(dot)).toBeGreaterThan(0.5);
    expect(sum(dot)).toBeLessThan(0.2 * dot.length);
  }
});
