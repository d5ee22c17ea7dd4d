import { expect, test } from 'vitest';
import type { SettingsLook } from '../../engine/studies';
import { Known, type Wish } from './making';
import { bestOf, shadingOf, spreadOf } from './measure';
import { coarse } from './values';

const axis = (count: number) => ({
  name: 'lr',
  at: '/optimizer/*/lr',
  log: true,
  values: [...Array(count).keys()],
  json: [...Array(count).keys()],
});

function known(columns: number, rows: number, seeds: number, series = 'loss'): Known {
  const axes = rows > 0 ? ([axis(columns), axis(rows)] as const) : ([axis(columns)] as const);
  const wish: Wish = {
    key: '',
    text: '',
    run: 0,
    axes,
    seeds,
    series,
    best: false,
    files: new Map(),
    heavy: false,
    wide: true,
  };
  return new Known(wish);
}

/** The engine's answer after so many trainings, of a value for each setting and seed. */
function look(of: Known, done: number, value: (column: number, row: number, seed: number) => number): SettingsLook {
  const { columns, rows, wish } = of;
  const values = new Float64Array(columns * rows * wish.seeds).fill(Number.NaN);
  const [xs, ys] = [coarse(columns), rows > 1 ? coarse(rows) : [0]];
  for (let k = 0; k < done; k++) {
    const [seed, cell] = [Math.floor(k / (columns * rows)), k % (columns * rows)];
    const [column, row] = [xs[cell % columns] ?? 0, ys[Math.floor(cell / columns)] ?? 0];
    values[cell * wish.seeds + seed] = value(column, row, seed);
  }
  return { kind: 'settings', progress: done / values.length, done: done === values.length, values };
}

test('what has been tried is known, each setting in its place, and nothing else', () => {
  for (const [columns, rows, seeds] of [
    [5, 3, 3],
    [1, 4, 2],
    [8, 0, 4],
  ] as const) {
    const value = (column: number, row: number, seed: number) => 100 * column + 10 * row + seed + 1;
    const all = columns * Math.max(1, rows) * seeds;
    for (const done of [0, 1, columns, all - 1, all]) {
      const of = known(columns, rows, seeds);
      of.take(0, look(of, done, value));
      let count = 0;
      for (let row = 0; row < of.rows; row++) {
        for (let column = 0; column < columns; column++) {
          const cell = of.cell(column, row) ?? [];
          count += cell.length;
          expect(cell).toEqual(cell.map((_, seed) => value(column, row, seed)));
        }
      }
      expect(count).toBe(done);
    }
  }
});

test('medians and quartiles count what diverged as the worst', () => {
  expect(spreadOf([3, 1, 2], 'loss')).toEqual({ lower: 1.5, median: 2, upper: 2.5, diverged: 0 });
  expect(spreadOf([Number.NaN, 1, 2], 'loss')).toEqual({
    lower: 1.5,
    median: 2,
    upper: Number.POSITIVE_INFINITY,
    diverged: 1,
  });
  expect(spreadOf([Number.NaN, 0.5, 0.9], 'test_accuracy')).toEqual({
    lower: 0.25,
    median: 0.5,
    upper: 0.7,
    diverged: 1,
  });
  expect(spreadOf([0.4], 'loss')).toEqual({ lower: 0.4, median: 0.4, upper: 0.4, diverged: 0 });
});

test('the best setting has the best colour, by less loss or by more accuracy', () => {
  for (const [series, best] of [
    ['loss', 2],
    ['accuracy', 0],
  ] as const) {
    const of = known(4, 0, 1, series);
    of.take(
      0,
      look(of, 4, (column) => [0.9, 0.5, 0.1, Number.NaN][column] ?? 0),
    );
    expect(bestOf(of)?.column).toBe(best);
    const shading = shadingOf(of);
    expect([0.9, 0.1].map((value) => shading?.shade(value))).toEqual(series === 'loss' ? [1, 0] : [0, 1]);
  }
});
