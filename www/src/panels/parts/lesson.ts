// Giving a network other data: what depended on the last is left to its default.

import { get, type Json, pointer } from '../../document/pointer';
import type { Host } from '../panel';

const taskAt = pointer('task', 'network');

/** The network's task with other data; `held` are shares held out that are said. */
export function lessonOf(task: Json | undefined, data: Json, held: { test?: number; validation?: number } = {}): Json {
  const { loss: _, test, validation, init, ...rest } = (task ?? {}) as { [key: string]: Json };
  // weights that are given fit no other inputs
  const isGiven = typeof init === 'object' && init !== null && 'values' in init;
  return { ...rest, ...(init !== undefined && !isGiven && { init }), data, ...held };
}

export function withData(host: Host, data: Json, held?: { test?: number; validation?: number }): void {
  host.edit(taskAt, lessonOf(get(host.document, taskAt), data, held));
}
