// Where a field of the network stands for a run, and what stands there: its own, or, where it has none, what all share.

import { get, type Json, pointer } from '../../document/pointer';
import type { Layer } from './layers';

export function placeIn(document: Json, run: number, name: string): string {
  const own = pointer('runs', run, 'with', name);
  return get(document, own) === undefined ? pointer('task', 'network', name) : own;
}

/** The hidden layers; of a run's own, defaults are left out in the document. */
export function layersIn(document: Json, run: number): readonly Layer[] {
  const layers = (get(document, placeIn(document, run, 'layers')) ?? []) as unknown as readonly Partial<Layer>[];
  return layers.map(({ units = 8, activation = 'tanh' }) => ({ units, activation }));
}
