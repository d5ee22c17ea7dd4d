// Other random numbers for the data; what else is drawn stays.

import { get, type Json, pointer } from '../../document/pointer';
import type { Host } from '../panel';

const seedAt = pointer('seed');

/** The next data seed. */
export function reseedData(host: Pick<Host, 'document' | 'edit'>): void {
  const seed = get(host.document, seedAt) as number | { readonly data: number };
  const all = typeof seed === 'number' ? { data: seed, init: seed, shuffle: seed, noise: seed } : seed;
  host.edit(seedAt, { ...all, data: (all.data + 1) >>> 0 } as Json);
}
