// The lean engine: what it accepts, it runs as the whole one does; the rest it refuses.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as lean from '../../www/src/engine/wasm/lean.js';
import * as whole from '../../www/src/engine/wasm/whole.js';

for (const [name, engine] of Object.entries({ lean, whole })) {
  const file = new URL(`../../www/src/engine/wasm/${name}_bg.wasm`, import.meta.url);
  engine.initSync({ module: readFileSync(file) });
}

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const rows = read('../fingerprints.json');

/** All that the page asks an engine about a document. */
function told(engine, document) {
  const text = JSON.stringify(document);
  const session = new engine.Session(text);
  try {
    while (session.step(1000));
    return {
      canonical: engine.parse(text),
      resolved: engine.resolve(text),
      fingerprint: session.fingerprint(),
      runs: Array.from({ length: session.runs }, (_, run) => session.summary(run)),
      steps: session.steps,
      domain: [...session.domain()],
      minima: [...session.minima()],
      field: [...session.field(session.domain(), 8, 6)],
    };
  } finally {
    session.free();
  }
}

/** The lean engine's answer; undefined where it refuses. */
function accepted(document) {
  try {
    return told(lean, document);
  } catch {
    return undefined;
  }
}

test('what both engines run, they run alike', () => {
  let count = 0;
  for (const { name, document } of rows) {
    const answer = accepted(document);
    if (!answer) continue;
    count += 1;
    assert.deepEqual(answer, told(whole, document), name);
    // the page goes on from the document with its defaults written out
    assert.deepEqual(told(lean, JSON.parse(answer.resolved)).fingerprint, answer.fingerprint, name);
  }
  assert.ok(count >= 6, `${count} of ${rows.length}`);
});

test('the first picture, every surface of the library and a run that diverges need no more', () => {
  const arrival = read('../../www/scenes/arrival.json');
  const surfaces = whole.surfaces();
  assert.deepEqual(lean.surfaces(), surfaces);
  const wild = { task: 'surface', runs: [{ optimizer: { gd: { lr: 1.5 } } }] };
  const named = surfaces.map(({ f }) => ({ task: { surface: { f, steps: 9 } }, runs: [{ optimizer: 'adam' }] }));
  const looked = { task: 'surface', view: { panels: ['probe', 'space'], theme: 'dark' } };
  for (const document of [arrival, wild, looked, ...named]) {
    assert.deepEqual(accepted(document), told(whole, document), JSON.stringify(document));
  }
});

test('what it does not know, it refuses', () => {
  const task = { surface: { f: 'a*x^2 + y^2' } };
  for (const document of [
    { task: 'surface', runs: [{ optimizer: 'nesterov' }] },
    { task: 'surface', runs: [{ optimizer: { written: { text: 'w = w - lr*g' } } }] },
    { task: 'surface', runs: [{ schedule: 'cosine' }] },
    { task: 'surface', runs: [{ with: { start: [1, 1] } }] },
    { task: { surface: { data: 'line' } } },
    { task: { surface: { data: {} } } },
    { task, given: { a: 2 } },
    { task: 'surface', changes: [{ at: 5, set: { '/optimizer/gd/lr': 0.2 } }] },
    { task: 'surface', view: { panels: [{ basin: { fine: true } }] } },
    { task: 'surface', view: { panels: ['probe', 'basin', 'probe'] } },
    { task: 'surface', nonsense: 1 },
  ]) {
    assert.equal(accepted(document), undefined, JSON.stringify(document));
  }
  assert.equal(accepted({ task: 'surface', given: {}, changes: [], runs: [{ with: {} }] })?.steps, 120);
});
