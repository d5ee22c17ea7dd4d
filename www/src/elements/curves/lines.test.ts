import { expect, it } from 'vitest';
import { boundsOf, columns, decades, endOf, type Line, placeOf, positive, stepAt, valueAt } from './lines';

const line = (values: readonly number[], more: Partial<Line> = {}): Line => ({
  values: Float64Array.from(values),
  first: 0,
  places: undefined,
  stays: true,
  ...more,
});

it('what belongs to an update has no value at the start', () => {
  const rate = line([0.1, 0.2], { first: 1 });
  expect([0, 1, 2, 3].map((step) => valueAt(rate, step))).toEqual([undefined, 0.1, 0.2, undefined]);
  expect(columns([rate], 2, 'linear')).toEqual([
    [0, 1, 2],
    [undefined, 0.1, 0.2],
  ]);
});

it('by gradients computed, a run stands where it has computed so many', () => {
  const twice = line([8, 4, 2], { places: Float64Array.of(0, 2, 4) });
  const once = line([8, 7, 6], { places: Float64Array.of(0, 1, 2) });
  expect(endOf([twice, once], 2)).toBe(4);
  expect(endOf([twice, { ...once, end: 9 }], 2)).toBe(9);
  expect(columns([twice, once], 4, 'log')).toEqual([
    [0, 1, 2, 3, 4],
    [8, undefined, 4, undefined, 2],
    [8, 7, 6, undefined, undefined],
  ]);
  expect([0, 1, 2, 3, 4, 9].map((place) => stepAt(twice, place))).toEqual([0, 0, 1, 1, 2, 2]);
  expect([0, 1, 2, 3].map((step) => placeOf(twice, step))).toEqual([0, 2, 4, 4]);
});

it('no peak of a long run is thinned away, wherever it stands', () => {
  const steps = 123_457;
  for (const at of [0, 1, 777, 61_728, steps - 1, steps]) {
    const values = new Float64Array(steps + 1).fill(1);
    values[at] = 1e6;
    values[steps - at] = 1e-6;
    const [places = [], column = []] = columns([line([...values])], steps, 'log');
    expect(places.length).toBeLessThan(4000);
    expect(column).toHaveLength(places.length);
    for (const [value, step] of [
      [1e6, at],
      [1e-6, steps - at],
    ] as const) {
      const place = places[column.indexOf(value)] ?? Number.NaN;
      expect(Math.abs(place - step), `${value} at ${step}`).toBeLessThan(200);
    }
  }
});

it('on a logarithmic axis what is not above 0 is a gap', () => {
  expect(columns([line([4, 0, 1])], 2, 'log')[1]).toEqual([4, null, 1]);
  expect(positive([line([4, 0, 1])])).toBe(true);
  expect(positive([line([4, -1])])).toBe(false);
});

it('the axis is fixed from the runs that stay in the picture', () => {
  const [calm, wild] = [line([4, 0.03]), line([4, 1e9], { stays: false })];
  expect(boundsOf([calm, wild], 'log', false)).toEqual([0.01, 10]);
  expect(boundsOf([calm, wild], 'linear', true)).toEqual([0, expect.closeTo(4.1985)]);
  // a run that has all of the plane to itself, and leaves it
  expect(boundsOf([wild], 'log', false)).toEqual([0.01, 10_000]);
  // deeper than digits go
  expect(boundsOf([line([1, 1e-300])], 'log', false)).toEqual([1e-16, 1]);
  // as deep as the loss of a descent gets
  expect(boundsOf([line([4.64, 7e-13])], 'log', false)).toEqual([1e-13, 10]);
});

it('decades are those that values which stay in the picture go through', () => {
  expect(decades([line([10, 1]), line([0.1, 0, 2])])).toBeCloseTo(2);
  expect(decades([line([10, 1]), line([1e-9], { stays: false })])).toBeCloseTo(1);
  expect(decades([line([3, 3])])).toBe(0);
  expect(decades([line([]), line([0])])).toBe(0);
});
