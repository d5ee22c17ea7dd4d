import { expect, it } from 'vitest';
import type { SweepLook } from '../../engine/maps';
import { Known, type Wish } from './making';
import { axisOf, logTicks, othersOf, shareOf, valueAt } from './ranges';
import { byLoss, bySteps } from './shades';

const wish: Wish = {
  key: '',
  text: '',
  run: 0,
  rate: { from: 0.001, to: 1, count: 4, log: true },
  other: { name: 'beta', axis: { from: 0, to: 0.9, count: 10, log: false } },
  steps: 100,
  below: undefined,
};

function known(outcomes: number[], values: number[], steps: number[]): Known {
  const all = new Known({ ...wish, other: undefined, rate: { ...wish.rate, count: outcomes.length } });
  const look: SweepLook = {
    kind: 'sweep',
    progress: 1,
    done: true,
    outcomes: Uint8Array.from(outcomes),
    values: Float64Array.from(values),
    steps: Uint32Array.from(steps),
  };
  all.take(0, look);
  return all;
}

it('ranges begin around what holds, and a memory stays below 1', () => {
  expect(axisOf('lr', 0.01, 48)).toEqual({ from: 0.0001, to: 0.1, count: 48, log: true });
  expect(axisOf('lr', 0.95, 48, 1)).toMatchObject({ from: 0.01, to: 2 });
  expect(axisOf('lr', 1e-4, 48, 1)).toMatchObject({ from: 5e-5, to: 2 });
  expect(axisOf('lr', 7, 48, 1)).toMatchObject({ from: 0.01, to: 10 });
  expect(axisOf('momentum', 0.9, 32)).toEqual({ from: 0, to: 0.99, count: 32, log: false });
  expect(axisOf('weight_decay', 0, 32)).toMatchObject({ from: 1e-5, to: 10, log: true });
  expect(axisOf('eps', 0.1, 32).to).toBe(1);
  expect(othersOf({ lr: 1, eps: 1e-8, beta1: 0.9, bias_correction: true, text: '' })).toEqual(['beta1', 'eps']);
});

it('an axis meets its ends, and what stands on it is found again', () => {
  for (const axis of [wish.rate, { from: 0, to: 0.99, count: 32, log: false }]) {
    const values = Array.from({ length: axis.count }, (_, k) => valueAt(axis, k));
    expect([values[0], values.at(-1)]).toEqual([axis.from, axis.to]);
    for (const [k, value] of values.entries()) expect(shareOf(axis, value) * (axis.count - 1)).toBeCloseTo(k, 9);
  }
});

it('logarithmic axes tick at powers of ten, closer where there is room', () => {
  expect(logTicks({ from: 0.001, to: 1 }, 6)).toEqual([0.001, 0.01, 0.1, 1]);
  expect(logTicks({ from: 0.03, to: 0.6 }, 6)).toEqual([0.05, 0.1, 0.2, 0.5]);
  expect(logTicks({ from: 1e-12, to: 1 }, 5).length).toBeLessThanOrEqual(5);
});

it('rows are shared out, and each part begins and ends on the whole’s values', () => {
  const { parts, rows } = new Known(wish);
  expect(parts.reduce((sum, part) => sum + part.rows, 0)).toBe(rows);
  expect(parts[0]?.other?.values[0]).toBe(0);
  expect(parts.at(-1)?.other?.values[1]).toBe(0.9);
});

it('colours go from the fewest steps to the most, and by the logarithm of losses', () => {
  const all = known([2, 2, 1, 3], [1e-4, 1e-2, 50, 0], [10, 60, 0, 0]);
  const steps = bySteps(all);
  expect(steps.ends).toEqual([10, 60]);
  expect([0, 1, 2].map((k) => steps.shade(all.cell(k, 0)!))).toEqual([0, 1, undefined]);
  const losses = byLoss(all, 1);
  expect([losses.ends, losses.beyond]).toEqual([
    [1e-4, 1],
    [false, true],
  ]);
  expect([0, 1, 2].map((k) => losses.shade(all.cell(k, 0)!))).toEqual([0, expect.closeTo(0.5, 9), 1]);
  const low = byLoss(known([1, 1, 1], [-3, 0, 5], [0, 0, 0]), 4);
  expect(low.ends).toEqual([-3, 4]);
  expect(byLoss(known([1, 1], [0, 7], [0, 0]), 7).beyond).toEqual([true, false]);
});
