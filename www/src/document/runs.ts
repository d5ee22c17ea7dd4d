// What a document says of its runs; it has every default written out.

import { get, type Json, pointer } from './pointer';

/** The key of a run's optimizer, and its hyper-parameters. */
export function optimizerOf(document: Json, run: number): { kind: string; values: Record<string, Json> } {
  return choiceAt(document, pointer('runs', run, 'optimizer'));
}

/** A choice's key and its fields, whether it was written as an object or as a bare name. */
export function choiceAt(document: Json, at: string): { kind: string; values: Record<string, Json> } {
  const choice = get(document, at);
  if (typeof choice === 'string') return { kind: choice, values: {} };
  const [kind = '', values = {}] = Object.entries((choice ?? {}) as Record<string, Json>)[0] ?? [];
  return { kind, values: values as Record<string, Json> };
}
