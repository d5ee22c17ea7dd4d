import { expect, it } from 'vitest';
import { after, changedAt, changing, fromStart, placesOf, unchanging, valueAfter } from './changes';
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

it('how a run learns is changed on the way; what it is, and learns from, is not', () => {
  for (const own of [
    '/optimizer',
    '/optimizer/adam/beta1',
    '/schedule/step/every',
    '/warmup',
    '/clip',
    '/with/batch',
  ]) {
    expect(placesOf(document, `/runs/12${own}`)).toEqual([{ run: 12, own }]);
  }
  expect(placesOf(document, '/runs/1/with/penalty/l2')).toEqual([{ run: 1, own: '/with/penalty' }]);
  for (const other of [
    '/runs/0',
    '/runs/0/name',
    '/runs/0/with/layers',
    '/task/network/layers/0/units',
    '/task/network/epochs',
    '',
  ])
    expect(placesOf(document, other)).toBe(undefined);
});

it('of what all share it is a change of those that have none of their own', () => {
  const own = { runs: [{}, { with: { batch: 3 } }, { with: { penalty: { l1: 1 } } }] } as unknown as Json;
  const runs = (at: string) => placesOf(own, at)?.map(({ run }) => run);
  expect(runs('/task/network/batch')).toEqual([0, 2]);
  expect(runs('/task/network/penalty/l1')).toEqual([0, 1]);
  expect(placesOf({ runs: [{ with: { batch: 3 } }] } as unknown as Json, '/task/network/batch')).toBe(undefined);
});

it('another kind takes what was changed within the last one along, and so does taking it back', () => {
  let now = changing(document, 0, 30, lr, 1);
  now = changing(now, 0, 40, '/clip', 2);
  now = changing(now, 0, 10, '/optimizer', { adam: {} });
  const changes = (of: Json) => (of as { changes?: Json }).changes;
  expect(changes(now)).toEqual([
    { run: 0, at: 10, set: { '/optimizer': { adam: {} } } },
    { run: 0, at: 40, set: { '/clip': 2 } },
  ]);
  now = changing(now, 0, 10, beta, 0.5);
  now = changing(now, 0, 20, '/optimizer', 'sgd');
  now = changing(now, 0, 25, '/optimizer/sgd/lr', 3);
  expect(changedAt(now, 0, '/optimizer', 24)).toBe(20);
  // what is within the next one stays
  expect(changes(unchanging(now, 0, 10, '/optimizer'))).toEqual([
    { run: 0, at: 20, set: { '/optimizer': 'sgd' } },
    { run: 0, at: 25, set: { '/optimizer/sgd/lr': 3 } },
    { run: 0, at: 40, set: { '/clip': 2 } },
  ]);
});

it('after so many updates a document is what its changes have made of it', () => {
  const before = { ...(document as object), task: { network: { batch: 10 } } } as unknown as Json;
  let now = changing(before, 0, 10, '/with/batch', 5);
  now = changing(now, 1, 10, '/with/batch', 5);
  now = changing(now, 0, 20, '/optimizer', 'adam');
  now = changing(now, 0, 20, '/optimizer/adam/lr', 0.5);
  const at = (updates: number) => after(now, () => updates);
  expect(at(9)).toEqual({ ...(before as object), changes: [] });
  expect(at(10)).toMatchObject({ task: { network: { batch: 5 } }, runs: [{ with: {} }, { with: {} }] });
  expect(at(20)).toMatchObject({
    runs: [{ optimizer: { adam: { lr: 0.5 } } }, { optimizer: { adam: { beta1: 0.9 } } }],
  });
  // where they part, each run has its own
  now = changing(now, 1, 30, '/with/batch', 7);
  expect(at(30)).toMatchObject({ task: { network: { batch: 5 } }, runs: [{ with: {} }, { with: { batch: 7 } }] });
});
