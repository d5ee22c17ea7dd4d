// The engine for browsers without vectors: everything, and the same bits.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as engine from '../../www/src/engine/wasm/scalar.js';
import { fingerprints } from './networks.mjs';

const bytes = (path) => readFileSync(new URL(path, import.meta.url));
const module = bytes('../../www/src/engine/wasm/scalar_bg.wasm');
engine.initSync({ module });

const rows = JSON.parse(bytes('../fingerprints.json'));
const told = (all) => all.map(({ name, fingerprint }) => ({ name, fingerprint }));
const isNetwork = ({ document }) => Boolean(document.task.network);

test('every document of a surface gives the fingerprint that it gives with vectors', () => {
  const surfaces = rows.filter((row) => !isNetwork(row));
  assert.ok(surfaces.length > 20);
  const ours = surfaces.map(({ name, document }) => {
    const session = new engine.Session(JSON.stringify(document));
    while (session.step(1000));
    const fingerprint = session.fingerprint();
    session.free();
    return { name, fingerprint };
  });
  assert.deepEqual(ours, told(surfaces));
});

test('every document of a network does', () => {
  const networks = rows.filter(isNetwork);
  assert.ok(networks.length > 12);
  const digits = bytes('../../crates/fall-line/data/digits.bin');
  assert.deepEqual(fingerprints(engine, networks, digits), told(networks));
});
