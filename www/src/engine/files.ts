// Files that people hand over beside a document: kept by the hash of their bytes for as long as the page is there.

import { get, type Json, pointer } from '../document/pointer';

/** A file as a document names it. */
export interface Wanted {
  readonly file: string;
  readonly sha256: string;
}

const known = new Map<string, Uint8Array>();

export function keep(sha256: string, bytes: Uint8Array): void {
  known.set(sha256, bytes);
}

export function kept(sha256: string): Uint8Array | undefined {
  return known.get(sha256.toLowerCase());
}

/** The files that a document names. */
export function wantedBy(document: Json): readonly Wanted[] {
  const data = (...keys: string[]) => get(document, pointer('task', 'network', 'data', ...keys));
  const all = [data('csv'), data('idx', 'images'), data('idx', 'labels')] as unknown as (Wanted | undefined)[];
  return all.filter((one) => typeof one?.file === 'string' && typeof one.sha256 === 'string') as Wanted[];
}
