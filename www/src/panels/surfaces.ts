// Which surface a document shows.

import { get, type Json, pointer } from '../document/pointer';
import type { Surface } from '../engine/client';

/** Where the surface stands in a document. */
export const surfaceAt = pointer('task', 'surface', 'f');

/** The surface of the library that a document shows, by name or by formula; as for the engine, spaces do not count. */
export function surfaceOf(document: Json, surfaces: readonly Surface[]): Surface | undefined {
  const bare = (f: unknown) => `${f}`.replaceAll(' ', '');
  const f = bare(get(document, surfaceAt));
  return surfaces.find((surface) => bare(surface.f) === f || surface.name === f);
}
