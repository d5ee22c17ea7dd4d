// A document as text. What JSON would quietly turn into null is an error here.

import { FallLineError } from './error.js';

/** Text is taken as it is: the engine reads it strictly. */
export function textOf(document) {
  if (typeof document === 'string') return document;
  const found = document === null ? 'null' : typeof document;
  if (found !== 'object') throw new FallLineError(refused('document_no_text', '', `${found} is no document`, found));
  let text;
  try {
    text = JSON.stringify(document);
  } catch (error) {
    const why = String(error);
    throw new FallLineError(refused('document_no_text', '', `${why} is no document`, why));
  }
  check(document, '');
  return text;
}

function check(value, path) {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    const found = String(value);
    throw new FallLineError(
      refused('document_not_finite', path, `${path}: ${found} cannot stand in a document`, found),
    );
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    check(item, path + (Array.isArray(value) ? `[${key}]` : path ? `.${key}` : key));
  }
}

function refused(code, path, message, found) {
  return { code, path, message, params: { found } };
}
