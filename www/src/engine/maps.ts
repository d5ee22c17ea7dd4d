// The workers that make maps, with the whole engine.

import { wholeModule } from './client';
import { hasVectors } from './load';
import { Pool, workers } from './pool';
import type { MapsApi } from './serve-maps';
import address from './worker-maps?worker&url';
import scalar from './worker-scalar-maps?worker&url';

export type { BasinLook, BasinPart, MapLook, MapPart, SweepLook, SweepPart } from './serve-maps';
export { workers };

export const maps = new Pool<MapsApi>(hasVectors ? address : scalar, wholeModule);
