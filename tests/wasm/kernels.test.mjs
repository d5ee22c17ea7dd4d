// Kernels are compiled at run time: their bits are the interpreter's, whose bits are those of sessions.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as engine from '../../www/src/engine/wasm/whole.js';
import { compare } from './kernels.mjs';

engine.initSync({ module: readFileSync(new URL('../../www/src/engine/wasm/whole_bg.wasm', import.meta.url)) });

const schema = JSON.parse(
  readFileSync(new URL('../../www/src/document/experiment.schema.json', import.meta.url), 'utf8'),
);
const optimizers = schema.$defs.Optimizer.anyOf[0].enum;

for (const single of [false, true]) {
  test(`every kernel has the interpreter's bits in ${single ? 'f32' : 'f64'}`, () => {
    const { kernels, numbers, finite, moved, different } = compare(engine, optimizers, single);
    assert.deepEqual(different, []);
    assert.equal(kernels, engine.surfaces().length * optimizers.length);
    assert.ok(
      kernels > 700 && finite > numbers / 2 && moved > kernels * 64,
      `${kernels} ${numbers} ${finite} ${moved}`,
    );
  });
}

test('state that fades becomes 0', () => {
  for (const [single, momentum] of [
    [false, 1e-9],
    [true, 0.06],
  ]) {
    const document = JSON.stringify({
      task: { surface: { f: 'relu(x) + relu(y)' } },
      runs: [{ optimizer: { momentum: { lr: 0.125, momentum } } }],
    });
    for (const compile of [false, true]) {
      const swarm = new engine.Swarm(document, 0, new Float64Array([0.125, 0.125]), single, compile);
      swarm.step(20);
      assert.notEqual(swarm.array(2)[0], 0);
      swarm.step(10);
      assert.deepEqual([swarm.array(2)[0], swarm.array(3)[0]], [0, 0]);
      swarm.free();
    }
  }
});
