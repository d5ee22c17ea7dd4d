import { describe, expect, it } from 'vitest';
import { memoryRange, nudged, rangeOf, share, valueAt } from './slider';

describe('a slider', () => {
  it('goes from 0 to 1.25 times the limit, where there is one', () => {
    const range = rangeOf(0.95, 1);
    expect(range).toEqual({ kind: 'linear', low: 0, high: 1.25 });
    expect(share(1, range)).toBeCloseTo(0.8, 9);
    expect(valueAt(0.76, range)).toBe(0.95);
    expect(nudged(0.95, 1, false, range)).toBe(0.96);
    expect(nudged(0.95, 1, true, range)).toBe(0.951);
    expect(nudged(1.25, 1, false, range)).toBe(1.25);
  });

  it('spans two decades around the rate where there is none', () => {
    const range = rangeOf(0.3, null);
    expect([range.low, range.high]).toEqual([0.03, 3]);
    expect(share(0.3, range)).toBeCloseTo(0.5, 9);
    expect(valueAt(1, range)).toBe(3);
    expect(nudged(0.3, 1, false, range)).toBe(0.31);
    expect(nudged(0.3, -1, true, range)).toBe(0.299);
  });

  it('gives memories near 1 the room that they need', () => {
    const range = memoryRange(0.9);
    expect(share(0.9, range)).toBeCloseTo(1 / 3, 9);
    expect(share(0.99, range)).toBeCloseTo(2 / 3, 9);
    expect(valueAt(1 / 3, range)).toBe(0.9);
    expect(valueAt(0, range)).toBe(0);
    expect(nudged(0.9, 1, false, range)).toBe(0.91);
    expect(share(0.999, memoryRange(0.999))).toBeLessThan(1);
  });

  it('takes whole numbers where there is nothing between', () => {
    const range = { kind: 'linear', low: 0, high: 120, whole: true } as const;
    expect([valueAt(0.5, range), valueAt(0.503, range)]).toEqual([60, 60]);
    expect([nudged(10, 1, false, range), nudged(10, -1, true, range), nudged(0, -1, false, range)]).toEqual([11, 9, 0]);
    const long = { ...range, high: 100_000 };
    expect(Number.isInteger(valueAt(0.12345, long))).toBe(true);
    expect(nudged(500, 1, true, long)).toBe(501);
  });

  it('leaves nothing on a slider by decades', () => {
    expect(nudged(0, 1, false, { kind: 'log', low: 0.01, high: 1 })).toBe(0.001);
  });

  it('shows what lies outside at its end', () => {
    expect(share(7, rangeOf(0.95, 1))).toBe(1);
    expect(share(0, rangeOf(0.1, null))).toBe(0);
  });
});
