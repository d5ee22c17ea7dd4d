import { expect, it } from 'vitest';
import type { Json } from '../../document/pointer';
import { compared, comparison, reference, sizeOf, sizesFor } from './compare';

const document = {
  task: { network: { batch: 10 } },
  runs: [
    { name: 'Mine', optimizer: { momentum: { lr: 0.02, momentum: 0.9 } }, schedule: 'constant', with: { init: 'he' } },
    { optimizer: 'adam', with: {} },
  ],
  changes: [{ at: 3, run: 0, set: {} }],
} as Json;
const rows = 250;
const rates = (of: Json) =>
  (of as { runs: { optimizer: { momentum: { lr: number } } }[] }).runs.map(({ optimizer }) => optimizer.momentum.lr);

it('runs differ by their batches alone, and what they are is read back', () => {
  expect(comparison(document, rows)).toBe(undefined);
  const three = { sizes: [1, 10, 250], scaled: false, warm: false };
  const now = compared(document, rows, 0, three);
  expect(comparison(now, rows)).toEqual(three);
  expect(rates(now)).toEqual([0.02, 0.02, 0.02]);
  expect([0, 1, 2].map((run) => sizeOf(now, run, rows))).toEqual([1, 10, 250]);
  const { runs, changes } = now as { runs: { with: Json; warmup: number }[]; changes?: Json };
  expect(runs[2]?.with).toEqual({ init: 'he', batch: 'all' });
  expect(changes).toBe(undefined);
});

it('with the linear scaling rule the rate grows with the batch, and back', () => {
  const scaled = compared(document, rows, 0, { sizes: [1, 10, 250], scaled: true, warm: true });
  expect(rates(scaled)).toEqual([0.002, 0.02, 0.5]);
  expect(comparison(scaled, rows)).toEqual({ sizes: [1, 10, 250], scaled: true, warm: true });
  expect((scaled as { runs: { warmup: number }[] }).runs.map(({ warmup }) => warmup)).toEqual([750, 75, 3]);
  expect(reference(scaled, rows)).toBe(1);
  const back = compared(scaled, rows, reference(scaled, rows), { sizes: [10, 250], scaled: false, warm: false });
  expect(rates(back)).toEqual([0.02, 0.02]);
});

it("sizes are round, and the task's own and all are among them", () => {
  expect(sizesFor(document, rows)).toEqual([1, 8, 10, 32, 128, 250]);
  expect(sizesFor({ task: { network: { batch: 'all' } } }, 5)).toEqual([1, 5]);
});
