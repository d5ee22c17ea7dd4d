import { expect, it } from 'vitest';
import type { Grid } from '../draw/grid';
import { Survey } from './survey';

const grid: Grid = { domain: [0, 10, 0, 6], columns: 100, rows: 60 };

/** An engine that takes its time for each cell, and tells what it was asked. */
function engine(msPerCell: number) {
  const asked: { readonly columns: number; readonly rows: number }[] = [];
  const survey = new Survey(async ([x0, x1, y0, y1], columns, rows) => {
    asked.push({ columns, rows });
    const until = performance.now() + msPerCell * columns * rows;
    while (performance.now() < until);
    return Float64Array.from({ length: columns * rows }, (_, k) => {
      const [x, y] = [((k % columns) + 0.5) / columns, (Math.floor(k / columns) + 0.5) / rows];
      return x0 + (x1 - x0) * x + 1000 * (y1 - (y1 - y0) * y);
    });
  });
  return { survey, asked };
}

const whole = Array.from(
  { length: 6000 },
  (_, k) => ((k % 100) + 0.5) / 10 + 1000 * (6 - (Math.floor(k / 100) + 0.5) / 10),
);

it('heights of a fast surface come in a few bands, without coarse ones before', async () => {
  const { survey, asked } = engine(0);
  const early: Grid[] = [];
  const values = await survey.heights(
    grid,
    () => true,
    (coarse) => early.push(coarse),
  );
  expect(values?.length).toBe(6000);
  values?.forEach((value, k) => {
    expect(value).toBeCloseTo(whole[k] ?? 0, 6);
  });
  expect(early).toEqual([]);
  expect(asked.length).toBeLessThanOrEqual(3);
});

it('those of a slow one come coarse first, and then in bands that let others through', async () => {
  const { survey, asked } = engine(0.05);
  const early: { grid: Grid; values: Float64Array; after: number }[] = [];
  const values = await survey.heights(
    grid,
    () => true,
    (coarse, heights) => early.push({ grid: coarse, values: heights, after: asked.length }),
  );
  expect(values?.at(-1)).toBeCloseTo(whole.at(-1) ?? 0, 6);
  expect(early.length).toBe(1);
  expect(early[0]?.after).toBe(2);
  expect(early[0]?.values.length).toBeLessThan(6000 / 8);
  expect(early[0]?.grid.domain).toEqual(grid.domain);
  // the first band is a guess
  for (const { columns, rows } of asked.slice(1)) expect(columns * rows * 0.05).toBeLessThan(80);
  expect(asked.length).toBeGreaterThan(6);
});

it('nothing more is asked once they are not wanted', async () => {
  const { survey, asked } = engine(0.05);
  expect(await survey.heights(grid, () => asked.length < 3)).toBeUndefined();
  expect(asked.length).toBe(3);
});
