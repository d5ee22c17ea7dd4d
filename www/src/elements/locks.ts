// What an exercise locks and hides in a figure. Fetched with the first.

import { isBeingSet, mayChange } from '../document/locks';
import { type Json, pointer } from '../document/pointer';
import type { Trace } from '../engine/client';

export { hidesEdge, lockedChange, mayChange } from '../document/locks';

/** What is said of what may not be changed. */
export const words = { en: 'The exercise leaves this as it is.', ko: '이 연습에서는 바꿀 수 없어요.' };

const runs = [pointer('runs')];
/** What panels change that are for nothing else: an exercise that locks all of it does without them. */
const changes: Readonly<Record<string, readonly string[]>> = {
  surface: [pointer('task', 'surface'), pointer('given')],
  data: [
    ...['data', 'batch', 'noise'].map((name) => pointer('task', 'surface', name)),
    ...['data', 'test', 'validation'].map((name) => pointer('task', 'network', name)),
  ],
  network: [pointer('task', 'network')],
  fair: runs,
  batches: runs,
  trials: runs,
  finder: runs,
  // whoever does an exercise does not set it
  exercise: [pointer('controls')],
};

/** Whoever has set an exercise on a desk may go on, also once that panel was closed. */
const setters = new WeakSet<object>();

export function offers(document: Json, panel: string, desk: object): boolean {
  if (isBeingSet(document)) setters.add(desk);
  if (panel === 'exercise' && setters.has(desk)) return true;
  return changes[panel]?.some((at) => mayChange(document, at)) ?? true;
}

/** A run of which nothing says how large its rate may be. */
export function edgeless(run: Trace): Trace {
  const { status } = run.summary;
  const { at } = typeof status === 'object' ? status.diverged : {};
  const step = String(at);
  const why = `step ${step}: the numbers grew too large`;
  const told = at === undefined ? status : { diverged: { at, code: 'diverged_overflow', params: { step }, why } };
  return { ...run, summary: { ...run.summary, limit: null, status: told as typeof status } };
}
