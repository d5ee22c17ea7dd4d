// The document of the last answer: what the session that can be asked runs, whatever has been typed since.

import type { Json } from '../../document/pointer';
import type { Finished } from '../../engine/client';

const read = new WeakMap<Finished, Json>();

/** With every default written out. */
export function shown(finished: Finished): Json {
  const document = read.get(finished) ?? (JSON.parse(finished.opened.resolved) as Json);
  read.set(finished, document);
  return document;
}
