// Files handed over beside a document.

import { Files } from './engine/all.js';

/** Files that a document names, for as long as they are needed. */
export function withFiles(files, use) {
  const own = new Files();
  try {
    for (const [name, bytes] of Object.entries(files ?? {})) own.put(name, new Uint8Array(bytes));
    return use(own);
  } finally {
    own.free();
  }
}
