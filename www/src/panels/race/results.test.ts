import { expect, it } from 'vitest';
import { resultOf } from './results';

const places = {
  updates: Float64Array.of(0, 10, 20, 30),
  microseconds: Float64Array.of(0, 1e5, 2e5, 3e5),
};

it('the best, the present and the first at the target are those up to the epoch that is shown', () => {
  const right = [0.5, 0.9, 0.97, 0.96];
  const at = (step: number) => resultOf('test_accuracy', 0.95, step, right, places);
  expect(at(1)).toEqual({ best: 0.9, bestAt: 1, now: 0.9, diverged: false, reached: undefined });
  const reached = { epoch: 2, updates: 20, seconds: 0.2 };
  expect(at(3)).toEqual({ best: 0.97, bestAt: 2, now: 0.96, diverged: false, reached });
  // it ended before
  expect(at(9)).toEqual({ best: 0.97, bestAt: 2, now: 0.96, diverged: true, reached });
});

it('of a loss, less is better', () => {
  const loss = resultOf('loss', 0.3, 3, [0.7, 0.2, 0.4, 0.1], places);
  expect([loss.best, loss.bestAt, loss.reached?.epoch]).toEqual([0.1, 3, 1]);
  expect(resultOf('loss', 0.3, 0, [], places).best).toBe(undefined);
});
