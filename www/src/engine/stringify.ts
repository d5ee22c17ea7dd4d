// A document as text, for the engine: what JSON would quietly turn into null is an error here.

import { type Failure, failure, type Result } from './failure';

/** The JSON text of an object, or why there is none: numbers that are not finite have no JSON. */
export function stringify(document: unknown): Result<string> {
  if (typeof document !== 'object' || document === null) return { failed: noText(typeof document) };
  try {
    const text = JSON.stringify(document);
    const failed = notFinite(document, '');
    return failed ? { failed } : { ok: text };
  } catch (error) {
    return { failed: noText(String(error)) };
  }
}

/** What is given is neither text nor an object. */
function noText(found: string): Failure {
  return failure('document_no_text', `${found} is no document`, { found });
}

/** The first number that is not finite, with its path. */
function notFinite(value: unknown, path: string): Failure | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    const found = String(value);
    return { ...failure('document_not_finite', `${path}: ${found} cannot stand in a document`, { found }), path };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const step = Array.isArray(value) ? `[${key}]` : path ? `.${key}` : key;
    const failed = notFinite(item, path + step);
    if (failed) return failed;
  }
  return undefined;
}
