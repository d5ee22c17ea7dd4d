import { expect, it } from 'vitest';
import {
  areApart,
  bestOf,
  type Contestant,
  contestants,
  ratesOf,
  spreadOf,
  standings,
  type Terms,
  textOf,
} from './contest';

const document = {
  task: { network: { data: 'circle', validation: 0, epochs: 60 } },
  runs: [{ optimizer: { gd: { lr: 0.5 } } }, { optimizer: 'adam' }],
  seed: { data: 1, init: 2, shuffle: 3, noise: 2 ** 32 - 1 },
  changes: [{ at: 1, set: {} }],
  repeat: 5,
};
const terms: Terms = { document, runs: [0, 1], rates: 7, seeds: 5, epochs: 20, measure: 'test_accuracy' };

it('each optimizer has as many rates, over as many decades, around its usual one', () => {
  expect(ratesOf('gd', 7)).toEqual([0.00316, 0.01, 0.0316, 0.1, 0.316, 1, 3.16]);
  expect(ratesOf('adam', 3)).toEqual([3.16e-5, 1e-3, 0.0316]);
  expect(contestants(terms).map(({ run, rates }) => [run, rates.length])).toEqual([
    [0, 7],
    [1, 7],
  ]);
});

it('rates are chosen on rows held out for that, and judged with other seeds', () => {
  const [first, again] = [false, true].map((seeds) => JSON.parse(textOf(terms, seeds)));
  expect(first.task.network).toEqual({ data: 'circle', validation: 0.2, epochs: 20 });
  expect([first.changes, first.repeat]).toEqual([undefined, undefined]);
  expect(first.seed).toEqual(document.seed);
  expect(again.seed).toEqual({ data: 1001, init: 1002, shuffle: 1003, noise: 999 });
});

it('the best rate is the one of the least loss, and what diverged is none', () => {
  const one = (losses: number[]): Contestant => ({ run: 0, rates: [1, 2, 3], losses, scores: [] });
  expect(bestOf(one([0.5, 0.2, Number.NaN]))).toBe(1);
  expect(bestOf(one([Number.NaN, Number.NaN, Number.NaN]))).toBe(undefined);
});

it('quartiles lie between numbers, and a run that diverged is the worst of all', () => {
  expect(spreadOf([0.9, 0.8, 0.7, 1], 'test_accuracy')).toEqual({
    lower: expect.closeTo(0.775),
    median: expect.closeTo(0.85),
    upper: expect.closeTo(0.925),
  });
  expect(spreadOf([1, Number.NaN, 2], 'test_loss')).toEqual({ lower: 1.5, median: 2, upper: Number.POSITIVE_INFINITY });
  expect(spreadOf([0.5, Number.NaN, Number.NaN], 'test_accuracy')?.median).toBe(Number.NEGATIVE_INFINITY);
});

it('the best stands first, by what is measured', () => {
  const all = [[0.7, 0.8], [0.9, 0.95], []].map((scores, run) => ({ run, rates: [], losses: [], scores }));
  const order = (measure: Terms['measure']) => standings(all, measure).map(({ contestant }) => contestant.run);
  expect(order('test_accuracy')).toEqual([1, 0]);
  expect(order('test_loss')).toEqual([0, 1]);
  const [a, b] = standings(all, 'test_accuracy');
  expect(a && b && areApart(a.spread, b.spread)).toBe(true);
  expect(areApart({ lower: 1, median: 2, upper: 3 }, { lower: 3, median: 4, upper: 5 })).toBe(false);
});
