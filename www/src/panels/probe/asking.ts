// Questions to the engine: short names for what they are about, and answers made into what is drawn.

import { get, pointer } from '../../document/pointer';
import type { Result } from '../../engine/client';
import type { Host } from '../panel';

const numbers = new WeakMap<object, number>();
let count = 0;

/** A short name for an object, which may be large: another object, another name. */
export function nameOf(object: object | undefined): string {
  if (!object) return '';
  const number = numbers.get(object) ?? ++count;
  numbers.set(object, number);
  return String(number);
}

const surfaces = new WeakMap<object, string>();

/** What makes a surface in a document: the same key, the same heights. */
export function surfaceKey({ document }: Host): string {
  if (typeof document !== 'object' || document === null) return '';
  const known = surfaces.get(document);
  if (known !== undefined) return known;
  const key = JSON.stringify([get(document, pointer('task')), get(document, pointer('given'))]);
  surfaces.set(document, key);
  return key;
}

export function answered<T, U>(told: Result<T | null | undefined>, make: (answer: T) => U): Result<U | undefined> {
  if ('failed' in told) return told;
  return { ok: told.ok === undefined || told.ok === null ? undefined : make(told.ok) };
}
