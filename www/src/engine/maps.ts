// The workers that make maps, with the whole engine.

import { wholeModule } from './client';
import { Pool, workers } from './pool';
import type { MapsApi } from './serve-maps';

export type { BasinLook, BasinPart, MapLook, MapPart, SweepLook, SweepPart } from './serve-maps';
export { workers };

export const maps = new Pool<MapsApi>(
  () => new Worker(new URL('./worker-maps.ts', import.meta.url), { type: 'module' }),
  wholeModule,
);
