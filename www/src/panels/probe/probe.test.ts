import { describe, expect, it } from 'vitest';
import { scales } from '../../draw/scales';
import { latticeOf, rooted, slopesOf } from './arrows';
import { bearing, degreesOf, slopeAlong, snapped, turned } from './dial';
import { carriedOf, stepOf } from './motion';

describe('the dial', () => {
  it('finds the greatest slope along the gradient, the least against it, none across', () => {
    const gradient = [3, -4] as const;
    const up = degreesOf(gradient);
    expect(slopeAlong(gradient, up)).toBeCloseTo(5, 12);
    expect(slopeAlong(gradient, up + 180)).toBeCloseTo(-5, 12);
    expect(slopeAlong(gradient, up + 90)).toBe(0);
    expect([0, 2.9, 90, 271, 178, 40].map((off) => bearing(gradient, turned(up + off)))).toEqual([
      'along',
      'along',
      'across',
      'across',
      'against',
      'between',
    ]);
    expect(bearing([0, 0], 10)).toBe('flat');
  });

  it('lets go exactly where a hand is near', () => {
    for (const [off, to] of [
      [2, 0],
      [-2, 0],
      [92, 90],
      [181, 180],
      [268, 270],
      [30, 30],
    ] as const) {
      expect(snapped([3, -4], turned(degreesOf([3, -4]) + off))).toBeCloseTo(turned(degreesOf([3, -4]) + to), 9);
    }
    expect(snapped(undefined, 12)).toBe(12);
  });
});

describe('what moves the ball', () => {
  const path = Float64Array.of(0, 0, 1, -2, 1.5, -3);

  it('is a velocity where the last step went along v, and a mean of gradients where it went against', () => {
    expect(carriedOf({ v: [1, -2] }, path, 1)).toEqual({ name: 'v', vector: [1, -2], way: true });
    expect(carriedOf({ v: [-10, 20] }, path, 1)).toEqual({ name: '−v', vector: [10, -20], way: false });
    expect(carriedOf({ v: [9, 4] }, path, 1)).toBeUndefined();
    expect(carriedOf({ v: [0, 0] }, path, 0)).toBeUndefined();
    expect(carriedOf({ m: [-3, 1], v: [9, 1] }, path, 2)).toEqual({ name: '−m', vector: [3, -1], way: false });
    expect(carriedOf({}, path, 1)).toBeUndefined();
  });

  it('is the step from here, and none at the end', () => {
    expect([stepOf(path, 0), stepOf(path, 1), stepOf(path, 2)]).toEqual([[1, -2], [0.5, -1], undefined]);
  });
});

describe('arrows', () => {
  it('are as long as a root says, and no longer than can be', () => {
    expect([0, 1, 4, 16, 1e9].map((size) => rooted(size, 16, 80))).toEqual([0, 20, 40, 80, 80]);
    expect(rooted(1, 0)).toBe(0);
  });

  it('stand at round numbers, and stay there when the picture moves', () => {
    const box = { left: 0, top: 0, width: 600, height: 300 };
    const centres = (domain: readonly [number, number, number, number]) => {
      const grid = latticeOf(scales(domain, box));
      const [x0 = 0, x1 = 0] = grid?.domain ?? [];
      return Array.from({ length: grid?.columns ?? 0 }, (_, k) => x0 + ((x1 - x0) * (k + 0.5)) / (grid?.columns ?? 1));
    };
    expect(centres([-3, 3, -1.5, 1.5])[1]).toBeCloseTo(-2.5, 12);
    const moved = centres([-2.9, 3.1, -1.5, 1.5]);
    for (const x of moved) expect(2 * x).toBeCloseTo(Math.round(2 * x), 12);
    expect(latticeOf(scales([1e300, 1e300 + 1e285, 0, 1], box))).toBeUndefined();
  });

  it('take nine in ten slopes as their measure', () => {
    const grid = { domain: [0, 1, 0, 1], columns: 10, rows: 1, gap: 30 } as const;
    const values = Float32Array.from({ length: 20 }, (_, k) => (k % 2 ? 0 : k === 18 ? 1000 : k / 2));
    expect(slopesOf(grid, values).full).toBe(1000);
    expect(slopesOf({ ...grid, columns: 20 }, Float32Array.from([...values.slice(0, 18), ...values])).full).toBe(8);
    expect(slopesOf(grid, new Float32Array(20).fill(Number.NaN)).full).toBe(0);
  });
});
