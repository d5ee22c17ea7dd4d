// The engine's errors in the reader's language.

import type { Failure } from '../../engine/client';
import type { Words } from '../../text/words';

/** The sentence made from the code and its parameters, else the engine's own English. */
export function say({ code, path, params, message }: Failure, words: Words): string {
  // The engine's English says the path first; here it has a place of its own.
  const bare = path && /^[:,] /.test(message.slice(path.length)) ? message.slice(path.length + 2) : message;
  return words.engine(code, params, bare);
}
