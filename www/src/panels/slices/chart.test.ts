import { expect, it } from 'vitest';
import { spanOf } from './chart';

it('shows a parabola whole, and of high walls what is near the point', () => {
  const xs = Float64Array.from({ length: 241 }, (_, k) => (k - 120) / 12);
  const of = (f: (x: number) => number) => Float64Array.from(xs, f);
  expect(spanOf([of((x) => x * x)], 4)).toEqual([0, 100]);
  const [low, high] = spanOf([of((x) => x ** 8)], 0);
  expect(low).toBe(0);
  expect(high).toBeLessThan(1e7);
  expect(spanOf([of((x) => x ** 8)], 1e7)[1]).toBeGreaterThanOrEqual(4e7);
  expect(spanOf([of(() => 3)], 3)).toEqual([0, 6]);
  expect(spanOf([of(() => 0)], 0)).toEqual([-1, 1]);
  expect(spanOf([of(() => Number.NaN)], null)).toEqual([-1, 1]);
});
