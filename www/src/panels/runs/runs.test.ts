import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { settingNames } from '../parts/settings';
import { declares, withValues } from './rule';
import { curve } from './schedule';
import { slotsAfter } from './slots';
import { suited } from './suited';
import { words } from './words';

const schema = JSON.parse(readFileSync(new URL('../../document/experiment.schema.json', import.meta.url), 'utf8'));

it('every schedule and each of its fields has a name in both languages', () => {
  const choices = schema.$defs.Schedule.anyOf;
  const fields: string[] = choices
    .slice(1)
    .flatMap(({ properties }: { properties: Record<string, { $ref: string }> }) =>
      Object.values(properties).flatMap(({ $ref }) =>
        Object.keys(schema.$defs[$ref.split('/').at(-1) ?? ''].properties ?? {}),
      ),
    );
  expect(fields.length).toBeGreaterThan(10);
  for (const { schedule, pace } of Object.values(words)) {
    expect(Object.keys(schedule)).toEqual(choices[0].enum);
    for (const field of fields) expect(pace[field], field).toBeTruthy();
  }
  const keys = (table: object) =>
    Object.entries(table).map(([name, value]) => [name, typeof value === 'object' ? Object.keys(value) : typeof value]);
  expect(keys(words.ko)).toEqual(keys(words.en));
});

it('every hyper-parameter has a name in both languages', () => {
  const names = schema.$defs.Optimizer.anyOf
    .slice(1)
    .flatMap(({ properties }: { properties: Record<string, { $ref?: string }> }) =>
      Object.values(properties).flatMap(({ $ref = '' }) =>
        Object.keys(schema.$defs[$ref.split('/').at(-1) ?? '']?.properties ?? {}),
      ),
    );
  expect(new Set(names)).toEqual(new Set(Object.keys(settingNames.en)));
  expect(Object.keys(settingNames.ko)).toEqual(Object.keys(settingNames.en));
});

it('a published text says the values of its run', () => {
  const text = 'param lr = 0.001, beta1 = 0.9, eps = 1e-8\nstate m\nm = beta1*m\nw = w - lr*m';
  expect(withValues(text, { lr: 0.2, beta1: 'a/4', bias_correction: true })).toBe(
    'param lr = 0.2, beta1 = a/4, eps = 1e-8\nstate m\nm = beta1*m\nw = w - lr*m',
  );
});

it('a text knows the parameters that it declares', () => {
  const text = 'param lr = 0.1, k=2; param q = 1\nbeta = k\nw = w - lr*g';
  expect(['lr', 'k', 'q'].every((name) => declares(text, name))).toBe(true);
  expect(['beta', 'w', 'r', 'param'].some((name) => declares(text, name))).toBe(false);
});

it('a curve keeps what is highest and lowest of a long way', () => {
  const rates = Float64Array.from({ length: 10_000 }, (_, k) => (k === 5_001 ? 3 : k === 7_777 ? 0 : 1));
  const { line, highest } = curve(rates);
  expect(highest).toBe(3);
  expect(line.split('L').length).toBeLessThan(700);
  const heights = line
    .slice(1)
    .split('L')
    .map((point) => Number(point.split(' ')[1]));
  expect([Math.min(...heights), Math.max(...heights)]).toEqual([2, 48]);
  expect(curve(Float64Array.of(0.5)).line).toBe('M0.0 2.0');
  expect(curve(Float64Array.of(0, 0)).line).toBe('M0.0 48.0L300.0 48.0');
});

it('rules that follow the slope get their rate from the surface, the others from the picture', () => {
  expect([suited('gd', 0.95, 12), suited('momentum', 0.95, 12)]).toEqual([0.95, 0.19]);
  expect([suited('adam', 0.95, 12), suited('adam', 1e-4, 12)]).toEqual([0.12, 0.12]);
  expect(suited('radam', 1e-4, 12)).toBe(1e-4);
  expect(suited('adadelta', 0.95, 12)).toBeUndefined();
});

it('a look follows its run; new ones have the first that are free', () => {
  const after = (slots: number[], to: number[], count: number) =>
    slotsAfter(
      slots.map((slot, k) => ({ slot, to: to[k] ?? -1 })),
      count,
    );
  expect(after([0, 1, 2], [2, 0, 1], 3)).toEqual([1, 2, 0]);
  expect(after([1, 2, 0], [1, 2, 0], 3)).toEqual([0, 1, 2]);
  // the first is gone, then one comes
  expect(after([0, 1, 2], [-1, 0, 1], 2)).toEqual([1, 2]);
  expect(after([1, 2], [0, 1], 3)).toEqual([1, 2, 0]);
});
