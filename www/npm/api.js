// What the package does: documents in, plain data out. The engine takes text, so that nothing in a document is lost.

import { textOf } from './document.js';
import * as engine from './engine/all.js';
import { trying } from './error.js';
import { withFiles } from './files.js';

export { FallLineError } from './error.js';
export { Session } from './session.js';

/** Runs a document to its end. */
export function run(experiment, { files } = {}) {
  return JSON.parse(trying(() => withFiles(files, (own) => engine.run(textOf(experiment), own))));
}

/** Checks a document: its canonical form, in which what equals its default is left out. */
export function parse(experiment) {
  return JSON.parse(trying(() => engine.parse(textOf(experiment))));
}

/** What came out of a document, as SVG. */
export function picture(experiment, { theme, lang, width, at, files } = {}) {
  return trying(() => withFiles(files, (own) => engine.picture(textOf(experiment), own, theme, lang, width, at)));
}

/** Judges what was handed in, by running it again. */
export function grade(exercise, handIn, { key, student, files } = {}) {
  const own = key === undefined || typeof key === 'string' ? key : JSON.stringify(key);
  // what is no document has its grade too
  const given = typeof handIn === 'string' ? handIn : (JSON.stringify(handIn) ?? '');
  return JSON.parse(trying(() => withFiles(files, (all) => engine.grade(textOf(exercise), given, own, student, all))));
}

/** The JSON Schema of documents. */
export function schema() {
  return JSON.parse(engine.schema());
}
