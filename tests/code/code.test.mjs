// The code that the page gives goes the way of the experiment: run in Python, where its libraries are found.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import * as engine from '../../www/src/engine/wasm/whole.js';
import { drawn, experiments, surfaces } from './experiments.mjs';

const wasm = readFileSync(new URL('../../www/src/engine/wasm/whole_bg.wasm', import.meta.url));
engine.initSync({ module: wasm });

const server = await createServer({
  root: fileURLToPath(new URL('../../www', import.meta.url)),
  server: { middlewareMode: true, hmr: false, ws: false },
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
});
after(() => server.close());
const { program } = await server.ssrLoadModule('/src/panels/export/code/program.ts');
const { codeWords } = await server.ssrLoadModule('/src/panels/export/code/words.ts');

const python = process.env.FALL_LINE_PYTHON ?? 'python3';
const needs = { numpy: ['numpy'], torch: ['torch'], jax: ['jax', 'optax'] };

/** How far a path may be off, relative to how far out it is: functions of the libraries differ in their last digits. */
const tolerance = 1e-9;
/**
 * Steps up to which ways stay together where each step multiplies those digits: at the bottom of Bukin's ravine, between
 * walls that are infinitely steep.
 */
const together = { 'surface bukin_6': 40 };

function ran(document) {
  const session = new engine.Session(JSON.stringify(document));
  try {
    while (session.step(1000));
    const runs = Array.from({ length: session.runs }, (_, run) => {
      const { name, status } = session.summary(run);
      return { name, path: session.path(run), diverged: status.diverged?.at };
    });
    return { document: JSON.parse(engine.resolve(JSON.stringify(document))), sources: session.sources(), runs };
  } finally {
    session.free();
  }
}

/** The greatest distance between two paths up to a step, relative to how far out they are. */
function apart(ours, theirs, last = Infinity) {
  let most = 0;
  for (const [k, [x, y]] of theirs.entries()) {
    if (k > last) break;
    const [a, b] = [ours[2 * k], ours[2 * k + 1]];
    const far = Math.hypot(x - a, y - b) / Math.max(1, Math.hypot(a, b));
    most = Math.max(most, Number.isNaN(far) ? Infinity : far);
  }
  return most;
}

const written = (library, rows, words) =>
  rows.map(({ name, document }) => {
    const experiment = ran(document);
    const { code, why } = program(library, experiment, words);
    assert.ok(code, `${name}: ${why}`);
    return { name, code, experiment };
  });

for (const [library, modules] of Object.entries(needs)) {
  const found = spawnSync(python, ['-c', modules.map((module) => `import ${module}`).join('\n')]);
  const skip = found.status === 0 ? false : `${python} with ${modules.join(' and ')} is not here`;
  test(`${library} goes the way of the experiment`, { skip }, () => {
    const all = [...surfaces(engine.surfaces()), ...experiments];
    const same = written(library, all, codeWords.en);
    const other = written(library, drawn, codeWords.ko);
    const input = JSON.stringify([...same, ...other].map(({ code }) => code));
    const ended = spawnSync(python, [fileURLToPath(new URL('run.py', import.meta.url))], {
      input,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    assert.equal(ended.status, 0, ended.stderr);
    const results = JSON.parse(ended.stdout.trim().split('\n').at(-1));
    const wrong = [];
    for (const [k, { name, code, experiment }] of [...same, ...other].entries()) {
      const { error, paths, said } = results[k];
      if (error) {
        wrong.push(`${name}: ${error}\n${code}`);
        continue;
      }
      for (const [run, { path, name: called }] of experiment.runs.entries()) {
        const off = apart(path, paths[run], together[name]);
        const length = Math.max(1, path.length / 2);
        if (paths[run].length !== length) wrong.push(`${name}, ${called}: ${paths[run].length} points, not ${length}`);
        else if (path.length > 0 && k < same.length && !(off <= tolerance)) {
          wrong.push(`${name}, ${called}: off by ${off}\n${code}`);
        }
        const line = said.split('\n')[run];
        assert.ok(line.startsWith(`${called}: x = `) && line.endsWith(`after ${length - 1} steps`), line);
      }
    }
    assert.equal(wrong.length, 0, wrong.join('\n\n'));
  });
}
