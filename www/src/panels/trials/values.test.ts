import { expect, test } from 'vitest';
import type { Field } from './fields';
import { coarse, mostValues, read, spread } from './values';

const field = (more: Partial<Field> = {}): Field => ({
  name: 'lr',
  key: 'lr',
  at: '/optimizer/*/lr',
  numbers: { low: 1e-12, high: 1e6, log: true, whole: false },
  words: [],
  usual: { list: [] },
  now: 1,
  json: (value) => value,
  ...more,
});
const batch = field({ numbers: { low: 1, high: 250, log: true, whole: true }, words: ['all'] });
const activation: Field = { ...field({ words: ['relu', 'leaky_relu'] }), numbers: undefined as never };

test('a range has both its ends, and steps that suit it', () => {
  const log = { low: 0, high: 1e6, log: true, whole: false };
  expect(spread([0.001, 1, 4], log)).toEqual([0.001, 0.01, 0.1, 1]);
  expect(spread([0.001, 1, 3], log)).toEqual([0.001, 0.032, 1]);
  expect(spread([0, 0.9, 4], { ...log, log: false })).toEqual([0, 0.3, 0.6, 0.9]);
  expect(spread([1, 4, 8], { ...log, whole: true })).toEqual([1, 2, 3, 4]);
});

test('what is typed is read, and what cannot stand there is named', () => {
  expect(read('0.1, 1e-3;5', field())).toEqual({ values: [0.1, 0.001, 5] });
  expect(read('1 10 all 10', batch)).toEqual({ values: [1, 10, 'all'] });
  expect(read('ReLU, leaky_relu', activation)).toEqual({ values: ['relu', 'leaky_relu'] });
  for (const [text, of, wrong] of [
    ['0.1, x', field(), 'x'],
    ['0', batch, '0'],
    ['2.5', batch, '2.5'],
    ['300', batch, '300'],
    ['7', activation, '7'],
    ['', batch, ''],
    [Array.from({ length: mostValues + 1 }, (_, k) => k + 1).join(), batch, undefined],
  ] as const) {
    expect(read(text, of), text).toEqual({ wrong });
  }
});

test('coarse values come first, each once', () => {
  expect(coarse(8)).toEqual([0, 4, 2, 6, 1, 3, 5, 7]);
  for (const count of [1, 2, 5, 9, 24])
    expect([...coarse(count)].sort((a, b) => a - b)).toEqual([...Array(count).keys()]);
});
