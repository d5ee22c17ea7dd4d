// Passes of small networks are compiled at run time: their bits are those of the engine's own.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as engine from '../../www/src/engine/wasm/train.js';

engine.initSync({ module: readFileSync(new URL('../../www/src/engine/wasm/train_bg.wasm', import.meta.url)) });

const ACTIVATIONS = ['linear', 'relu', 'leaky_relu', 'elu', 'silu', 'gelu', 'softplus', 'sigmoid', 'tanh'];
/** A dataset with the losses that it can have. */
const TASKS = [
  ['circle', 'binary_cross_entropy'],
  ['circle', 'mean_squared'],
  [{ blobs: { classes: 3 } }, 'cross_entropy'],
  [{ spiral: { classes: 5 } }, 'cross_entropy'],
  ['plane', 'mean_squared'],
];
/** Hidden units: none, narrow panels, one wide, wide and narrow together, two wide. */
const LAYERS = [[], [1], [3, 2], [4], [8, 8], [5, 12, 7], [16], [13, 8]];
/** Rows of a batch, with all that may be left after eights, and parts of a batch. */
const BATCHES = [1, 2, 3, 4, 5, 6, 7, 8, 10, 15, 32, 'all'];

/** What a network has become after some epochs: its weights and all its curves, as bits. */
function learned(document, may) {
  engine.compiles(may ? 0 : undefined);
  const training = new engine.Training(JSON.stringify(document), new engine.Files());
  while (training.advance(5000));
  const bits = { weights: training.weights(0), loss: training.series(0, 'loss'), test: training.series(0, 'test_loss') };
  training.free();
  return bits;
}

test('compiled passes have the bits of the engine', () => {
  const counted = WebAssembly.Instance;
  let compiled = 0;
  WebAssembly.Instance = class extends counted {
    constructor(...given) {
      super(...given);
      compiled += 1;
    }
  };
  let [at, compared] = [0, 0];
  for (const [data, loss] of TASKS) {
    for (const activation of ACTIVATIONS) {
      for (const units of LAYERS) {
        // in turn, so that each meets each before long
        const batch = BATCHES[at++ % BATCHES.length];
        const layers = units.map((units) => ({ units, activation }));
        const network = { data, loss, batch, layers, epochs: batch === 'all' ? 80 : 3 + batch };
        const document = { task: { network }, runs: [{ optimizer: { adam: { lr: 0.01 } } }] };
        const before = compiled;
        const [own, made] = [learned(document, false), learned(document, true)];
        assert.ok(compiled > before, `${JSON.stringify(document)} is not compiled`);
        assert.ok(own.weights.every(Number.isFinite), JSON.stringify(document));
        assert.deepEqual(made, own, JSON.stringify(document));
        compared += own.weights.length;
      }
    }
  }
  WebAssembly.Instance = counted;
  assert.ok(compared > 15_000, `${compared}`);
});
