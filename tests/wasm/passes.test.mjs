// Passes of small networks are compiled at run time: their bits are those of the engine's own.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as engine from '../../www/src/engine/wasm/train.js';
import { compare } from './passes.mjs';

engine.initSync({ module: readFileSync(new URL('../../www/src/engine/wasm/train_bg.wasm', import.meta.url)) });

test('every compiled pass has the bits of the engine', () => {
  const { networks, finite, different } = compare(engine);
  assert.deepEqual(different, []);
  assert.equal(networks, 405);
  assert.ok(finite > 60_000, `${finite}`);
});

test('a network is compiled once it has worked for a while, and the next one like it at once', () => {
  const document = JSON.stringify({
    task: { network: { data: 'circle', layers: [{ units: 4 }], batch: 10, epochs: 40 } },
  });
  const { Module } = WebAssembly;
  const compiled = [];
  WebAssembly.Module = class extends Module {
    constructor(bytes) {
      super(bytes);
      compiled.push(bytes.length);
    }
  };
  const trained = () => {
    const training = new engine.Training(document, new engine.Files());
    while (training.advance(1000));
    training.free();
    return compiled.length;
  };
  // 40 epochs of 750 rows, a third of them evaluated only, and 17 parameters
  engine.compiles(600_000);
  assert.deepEqual([trained(), trained() > 0, trained()], [0, true, compiled.length]);
  engine.compiles();
  WebAssembly.Module = Module;
  assert.ok(
    compiled.every((bytes) => bytes < 128 * 1024),
    compiled.join(),
  );
});
