// JSON Pointers (RFC 6901) into a document, and the engine's dotted paths made into them.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** "/runs/0/optimizer/gd/lr" from ["runs", 0, "optimizer", "gd", "lr"]. */
export function pointer(...keys: readonly (string | number)[]): string {
  return keys.map((key) => `/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

export function keysOf(at: string): string[] {
  return at
    .split('/')
    .slice(1)
    .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** The value at a pointer, or undefined where there is none. */
export function get(document: Json, at: string): Json | undefined {
  let value: Json | undefined = document;
  for (const key of keysOf(at)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as { [key: string]: Json })[key];
  }
  return value;
}

/**
 * A copy of the document with the value at a pointer replaced or added, or, where it is undefined, taken out; what lies
 * beside the way is shared.
 */
export function set(document: Json, at: string, value: Json | undefined): Json {
  return put(document, keysOf(at), value);
}

function put(document: Json, keys: readonly string[], value: Json | undefined): Json {
  const [key, ...rest] = keys;
  if (key === undefined) return value ?? null;
  if (typeof document !== 'object' || document === null) throw new TypeError(`nothing to set at ${key}`);
  const copy = (Array.isArray(document) ? [...document] : { ...document }) as { [key: string]: Json };
  if (value !== undefined || rest.length > 0) copy[key] = put(copy[key] ?? {}, rest, value);
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete copy[key];
  return copy as Json;
}

/** The pointer of an engine's path: "runs[1].optimizer.adam.lr" → "/runs/1/optimizer/adam/lr". */
export function pointerOfPath(path: string): string {
  return pointer(...(path.match(/[^.[\]]+/g) ?? []));
}
