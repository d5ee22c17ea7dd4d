import { expect, it } from 'vitest';
import { planOf } from './diagram';
import { hitAt, placeOf, valuesOf } from './hit';

const layers = [2, 4, 3, 1];
const plan = planOf(700, 420, layers);

it('a unit is found where it is drawn, and beside it nothing', () => {
  for (const [layer, { x, y, size }] of plan.columns.entries()) {
    for (const [unit, middle] of y.entries()) {
      expect(hitAt(plan, layers, x + size / 2, middle + size / 2 - 1)).toEqual({ layer, unit });
    }
  }
  expect(hitAt(plan, layers, 5, 2)).toBe(undefined);
});

it('a weight is found on its line, just before it arrives', () => {
  const [, first, second] = plan.columns;
  for (const unit of [0, 1, 2]) {
    const hit = hitAt(plan, layers, (second?.x ?? 0) - 3, second?.y[unit] ?? 0);
    expect(hit).toMatchObject({ layer: 2, unit });
  }
  for (const from of [0, 1, 2, 3]) {
    const x = (first?.x ?? 0) + (first?.size ?? 0) + 2;
    expect(hitAt(plan, layers, x, first?.y[from] ?? 0)).toMatchObject({ layer: 2, from });
  }
});

it('every weight and bias has one place, and the values are those of the list', () => {
  const count = (2 + 1) * 4 + (4 + 1) * 3 + (3 + 1) * 1;
  const weights = Float32Array.from({ length: count }, (_, k) => k / 7);
  const values = valuesOf(layers, weights);
  const flat = values.flatMap(({ weights, bias }) => [...weights.flat(), ...bias]);
  expect(flat.map(Math.fround)).toEqual([...weights]);
  expect(placeOf(layers, { layer: 3, unit: 0 })).toBe(count - 1);
  expect(placeOf(layers, { layer: 1, unit: 3, from: 1 })).toBe(7);
});
