import { expect, test } from 'vitest';
import { moreOf, planOf } from './diagram';

test('every unit that is drawn has room, and those that have none are counted', () => {
  for (const [width, height, layers] of [
    [830, 560, [2, 4, 2, 1]],
    [358, 224, [2, 12, 8, 3]],
    [700, 420, [7, 8, 8, 8, 1]],
    [358, 224, [64, 512, 10]],
    [830, 560, [2, ...Array(16).fill(8), 1]],
    [358, 224, [2, ...Array(16).fill(12), 1]],
    [260, 224, [2, 1]],
  ] as const) {
    const { columns, out } = planOf(width, height, layers);
    expect(columns.map(({ count }) => count)).toEqual(layers.slice(0, -1));
    expect(out.left + out.width).toBeLessThanOrEqual(width);
    expect(out.top).toBeGreaterThanOrEqual(0);
    for (const [k, { x, y, size, count }] of columns.entries()) {
      expect(y.length).toBeGreaterThan(0);
      expect(y.length).toBeLessThanOrEqual(count);
      expect((y[0] ?? 0) - size / 2).toBeGreaterThanOrEqual(0);
      expect((y.at(-1) ?? 0) + size / 2).toBeLessThanOrEqual(height);
      expect(x + size).toBeLessThan(columns[k + 1]?.x ?? out.left);
    }
  }
});

test('few units are all drawn', () => {
  const { columns } = planOf(716, 417, [2, 8, 8, 1]);
  expect(columns.map(({ y }) => y.length)).toEqual([2, 8, 8]);
});

test('how many more there are stands apart, also in deep ones', () => {
  for (const [width, height, layers] of [
    [358, 224, [2, ...Array(8).fill(20), 1]],
    [358, 224, [2, ...Array(16).fill(130), 1]],
    [830, 300, [64, 512, 40, 10]],
  ] as const) {
    const plan = planOf(width, height, layers);
    const more = moreOf(plan);
    expect(more.length).toBeGreaterThan(1);
    for (const [k, one] of more.entries()) {
      expect(one.y).toBeLessThanOrEqual(height);
      for (const other of more.slice(k + 1)) {
        expect(one.y !== other.y || one.x + one.width < other.x || other.x + other.width < one.x).toBe(true);
      }
    }
  }
  // where there is room on two lines, none is missing
  const eight = planOf(358, 224, [2, ...Array(8).fill(20), 1]);
  expect(moreOf(eight).length).toBe(8);
});
