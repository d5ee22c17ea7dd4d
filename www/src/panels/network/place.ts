// Where a field of the network stands for a run: among its own, or, where it has none, in the task that all share.

import { get, type Json, pointer } from '../../document/pointer';

export function placeIn(document: Json, run: number, name: string): string {
  const own = pointer('runs', run, 'with', name);
  return get(document, own) === undefined ? pointer('task', 'network', name) : own;
}
