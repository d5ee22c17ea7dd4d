#!/usr/bin/env node
// The command line. What it does and says is the engine's; here is the machine.

import { randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './engine/all.js';
import './node.js';

const [input, output, errors] = [0, 1, 2];
/** What is held of a line: more than any document needs. */
const longest = 8 << 20;
/** What came in and was not asked for yet. */
let rest = Buffer.alloc(0);

const machine = {
  file: (path) => reading(() => readFileSync(path)),

  input: () => {
    const parts = [rest];
    for (let part = next(); part; part = next()) parts.push(part);
    return Buffer.concat(parts);
  },

  line: () => {
    const parts = [];
    let left = longest;
    for (let part = rest.length > 0 ? rest : next(); part; part = next()) {
      const end = part.indexOf(10) + 1;
      // of a longer line the rest is passed over
      const own = part.subarray(0, Math.min(end || part.length, left));
      if (own.length > 0) parts.push(own);
      left -= own.length;
      rest = end > 0 ? part.subarray(end) : Buffer.alloc(0);
      if (end > 0) break;
    }
    return parts.length > 0 ? Buffer.concat(parts) : undefined;
  },

  say: (text) => write(output, text),

  // of the entries themselves: what a link leads to was not handed in
  folder: (path) =>
    reading(() =>
      readdirSync(path).flatMap((name) => {
        const about = lstatSync(join(path, name));
        if (about.isDirectory()) return [name, -1];
        return about.isFile() ? [name, about.size] : [];
      }),
    ),

  write: (path, text) => reading(() => writeFileSync(path, text)),

  random: () => randomBytes(16),
};

/** The next bytes that come in; undefined after the last. */
function next() {
  const room = Buffer.alloc(65536);
  const count = reading(() => patiently(() => readSync(input, room)));
  return count > 0 ? room.subarray(0, count) : undefined;
}

/** Pipes that are not ready yet are asked again. */
function patiently(action) {
  for (;;) {
    try {
      return action();
    } catch (error) {
      // how Windows says that nothing more comes
      if (error.code === 'EOF') return 0;
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** As the engine knows what can go wrong. */
function reading(action) {
  const known = { ENOENT: 'absent', EACCES: 'forbidden', EPERM: 'forbidden', EISDIR: 'folder' };
  try {
    return action();
  } catch (error) {
    throw known[error.code] ?? error.message;
  }
}

/** A reader that has seen enough and closed the pipe ends the program, and is no error. */
function write(to, text) {
  let bytes = Buffer.from(text);
  while (bytes.length > 0) {
    try {
      const count = patiently(() => writeSync(to, bytes));
      bytes = bytes.subarray(count);
    } catch (error) {
      if (error.code === 'EPIPE') process.exit(0);
      throw error.message;
    }
  }
}

const why = command(process.argv.slice(2), machine);
if (why !== undefined) {
  write(errors, `${why.trimEnd()}\n`);
  // what was asked cannot be done as it was asked: the same for a word, a file and a document
  process.exitCode = 2;
}
