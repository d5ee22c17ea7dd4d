// The workers of networks, with their engine in two parts; without vectors, with the one that has everything.

import { scalarModule } from './client';
import { engineAt, hasVectors } from './load';
import { Parted, type Whole } from './parted';
import type { TrainApi } from './serve-train';
import firstUrl from './wasm/train_first.wasm?url';
import restUrl from './wasm/train_rest.wasm?url';
import scalar from './worker-scalar-train?worker&url';
import address from './worker-train?worker&url';

const [first, rest] = hasVectors ? [engineAt(firstUrl), engineAt(restUrl)] : [scalarModule];
const pool = (kind: { keeps?: boolean; usual?: Whole }) =>
  new Parted<TrainApi>(hasVectors ? address : scalar, first, rest, kind);

/** All networks of a page learn in the same workers: no more than there are cores, however many figures. */
export const shop = pool({ keeps: true });
// whoever touches something may soon want anything
for (const type of ['click', 'focusin']) globalThis.addEventListener?.(type, () => shop.grow(), { once: true });

/** Those of long questions that are about no run as it stands. */
export const studies = pool({ usual: 'needed' });
