// A thousand documents that something has happened to on their way: each is read, or refused with its line.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as engine from '../../www/src/engine/wasm/train.js';

const at = (path) => new URL(path, import.meta.url);
engine.initSync({ module: readFileSync(at('../../www/src/engine/wasm/train_bg.wasm')) });

const folder = '../../www/scenes/';
const documents = readdirSync(at(folder))
  .filter((name) => name.endsWith('.json'))
  .map((name) => {
    const scene = JSON.parse(readFileSync(at(folder + name), 'utf8'));
    return scene.document ?? scene;
  });

/** The same numbers each time. */
let state = 2026;
const below = (n) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};
const one = (list) => list[below(list.length)];

const strange = [
  ...[null, true, '', [], {}, -1, 0, 0.5, 1e308, -1e308, 1e-320, 4294967296, '1e999', 'NaN', '<img onerror=alert(1)>'],
  ...['x', 'x^x^x^x^x^x', '('.repeat(300), 'let a = 1;'.repeat(200), '\u0000', '\ud800', '가', 'a'.repeat(5000)],
  ...[Array(400).fill(1), Array(40).fill({ optimizer: 'gd' }), { adam: { adam: {} } }, { samples: 1e9 }],
];

/** A copy in which some place is something else, or twice, or gone. */
function mutated(document) {
  const copy = structuredClone(document);
  const places = [];
  const go = (value) => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      places.push([value, key]);
      go(value[key]);
    }
  };
  go(copy);
  for (let k = 0; k <= below(3); k++) {
    const [owner, key] = one(places);
    const way = below(4);
    if (way === 0) owner[key] = one(strange);
    else if (way === 1) owner[`${key}_`] = owner[key];
    else if (way === 2) Array.isArray(owner) ? owner.push(structuredClone(owner[key] ?? 0)) : delete owner[key];
    else if (typeof owner[key] === 'number') owner[key] *= one([-1, 0, 1e3, 1e6, 1e300]);
    else owner[key] = one([owner[key], [owner[key]], { [key]: owner[key] }, String(owner[key])]);
  }
  return JSON.stringify(copy);
}

/** The text with letters gone, doubled or turned. */
function garbled(document) {
  let text = JSON.stringify(document);
  for (let k = 0; k <= below(3); k++) {
    const from = below(text.length);
    text =
      text.slice(0, from) + one(['', '"', '{', ']', ',', ':', '\\', '9', 'e', '\n', '-']) + text.slice(from + below(3));
  }
  return text;
}

test('a thousand of them are read or refused, and none hangs', { timeout: 60_000 }, () => {
  const refused = new Map();
  let read = 0;
  for (let k = 0; k < 1000; k++) {
    const text = (k % 3 ? mutated : garbled)(one(documents));
    try {
      engine.parse(text);
      read += 1;
    } catch (error) {
      assert.equal(error.name, 'FallLineError', `${error}\n${text}`);
      assert.ok(error.message.length > 8 && error.message.length < 2000, error.message);
      assert.equal(typeof error.path, 'string');
      refused.set(error.code, (refused.get(error.code) ?? 0) + 1);
    }
  }
  // some are harmless, and what is wrong is told in many ways
  assert.ok(read > 50 && read < 700, `${read}`);
  assert.ok(refused.size >= 12, JSON.stringify([...refused]));
});
