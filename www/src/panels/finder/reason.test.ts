import { expect, test } from 'vitest';
import type { FinderLook } from '../../engine/studies';
import { reasonOf } from './reason';

/** A search whose smoothed losses were these after ten of the first one, at rates of 1, 2, 4, … before and after. */
function look(losses: readonly number[]): FinderLook {
  const all = losses.flatMap((loss, k) => (k === 0 ? Array(11).fill(loss) : [loss]));
  const rates = Float64Array.from(all, (_, k) => 2 ** (k - 10));
  const best = all.lastIndexOf(Math.min(...all));
  const smooth = Float64Array.from(all);
  const suggested = losses.length > 0 ? (rates[best] ?? 0) / 10 : undefined;
  return { kind: 'finder', progress: 1, done: true, rates, losses: smooth, smooth, suggested };
}

test('a rate is suggested where there is a valley, and else it is said where one may be', () => {
  const found = { kind: 'found', rate: 0.4, least: 4, loss: 1 };
  expect(reasonOf(look([4, 3, 1, 2, 9]), 40)).toEqual({ ...found, past: 16 });
  expect(reasonOf(look([4, 3, 1, 2, 3]), 15)).toEqual({ ...found, past: undefined });
  // a first batch that happened to cost little says nothing
  const lucky = look([4, 3, 1, 2, 9]);
  lucky.smooth[0] = 0.5;
  expect(reasonOf(lucky, 40)).toEqual({ ...found, past: 16 });
  expect(reasonOf(look([4, 5, 9, 20]), 40)).toEqual({ kind: 'none' });
  expect(reasonOf(look([4, 4.01, 5, 6]), 14)).toEqual({ kind: 'none' });
  expect(reasonOf(look([4, 3.99, 3.98, 3.97]), 14)).toEqual({ kind: 'low' });
  expect(reasonOf(look([4, 3, 2, 1]), 14)).toEqual({ kind: 'low' });
  expect(reasonOf(look([]), 40)).toEqual({ kind: 'none' });
});
