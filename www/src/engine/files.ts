// Files that people hand over beside a document: kept by the hash of their bytes for as long as the page is there.

import digitsUrl from '../../../crates/fall-line/data/digits.bin?url';
import { get, type Json, pointer } from '../document/pointer';
import { failure, type Result } from './failure';
import type { Bytes } from './serve-train';

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

/** What a document wants beside it, as far as it is here or comes with the page; the engine says what is missing. */
export async function gathered(names: readonly string[], document: Json): Promise<Result<Bytes>> {
  const files = new Map<string, Uint8Array>();
  const wanted = wantedBy(document);
  for (const name of names) {
    const { sha256 = '' } = wanted.find(({ file }) => file === name) ?? {};
    const own = kept(sha256);
    if (own) files.set(name, own);
    else if (name === digitsName) {
      const page = await digits();
      if ('failed' in page) return page;
      files.set(name, page.ok);
    }
  }
  return { ok: files };
}

/** What the engine calls the digits that come with the page. */
const digitsName = 'fall-line/digits.bin';
let fetched: Uint8Array | undefined;

/** Fetched once a page. */
async function digits(): Promise<Result<Uint8Array>> {
  if (fetched) return { ok: fetched };
  const file = new URL(digitsUrl, import.meta.url).href;
  try {
    const response = await fetch(file);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    fetched = new Uint8Array(await response.arrayBuffer());
    return { ok: fetched };
  } catch (error) {
    return { failed: failure('wasm_unreachable', `${file}: ${String(error)}`, { file }) };
  }
}
