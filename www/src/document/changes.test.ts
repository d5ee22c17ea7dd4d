import { expect, it } from 'vitest';
import { changing, fromStart, hyperparameter, unchanging, valueAfter } from './changes';
import type { Json } from './pointer';

const lr = '/optimizer/gd/lr';
const beta = '/optimizer/adam/beta1';
const document = { runs: [{ optimizer: { gd: { lr: 0.1 } } }, { optimizer: { adam: { beta1: 0.9 } } }] } as Json;

it('changes stand by run and time; those of one time are one', () => {
  let now = changing(document, 1, 20, beta, 0.5);
  now = changing(now, 0, 30, lr, 1);
  now = changing(now, 0, 10, lr, 2);
  now = changing(now, 0, 10, lr, 3);
  now = changing(now, 1, 20, '/optimizer/adam/lr', 0.2);
  expect((now as { changes: Json }).changes).toEqual([
    { run: 0, at: 10, set: { [lr]: 3 } },
    { run: 0, at: 30, set: { [lr]: 1 } },
    { run: 1, at: 20, set: { [beta]: 0.5, '/optimizer/adam/lr': 0.2 } },
  ]);
  expect([9, 10, 29, 30].map((updates) => valueAfter(now, 0, lr, updates))).toEqual([undefined, 3, 3, 1]);
  expect(valueAfter(now, 1, lr, 99)).toBe(undefined);
  const less = unchanging(unchanging(now, 0, 10, lr), 1, 20, beta);
  expect((less as { changes: Json }).changes).toEqual([
    { run: 0, at: 30, set: { [lr]: 1 } },
    { run: 1, at: 20, set: { '/optimizer/adam/lr': 0.2 } },
  ]);
});

it('from the start nothing is left of what was changed, and the last change takes the list away', () => {
  const now = changing(changing(document, 0, 10, lr, 2), 0, 30, lr, 1);
  expect(fromStart(now, 0, lr, 5)).toEqual({
    runs: [{ optimizer: { gd: { lr: 5 } } }, { optimizer: { adam: { beta1: 0.9 } } }],
  });
});

it("only what belongs to a run's rule is a hyper-parameter", () => {
  expect(hyperparameter('/runs/12/optimizer/adam/beta1')).toEqual({ run: 12, own: beta });
  for (const other of ['/runs/0/optimizer', '/runs/0/clip', '/task/network/batch', '/runs/0/optimizer/adam/lr/x', '']) {
    expect(hyperparameter(other)).toBe(undefined);
  }
});
