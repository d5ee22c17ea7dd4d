// Networks' code learns as the experiment does: run in Python, where PyTorch and Keras are found.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import * as engine from '../../www/src/engine/wasm/train.js';
import { elsewhere, networks } from './networks.mjs';

const wasm = readFileSync(new URL('../../www/src/engine/wasm/train_bg.wasm', import.meta.url));
engine.initSync({ module: wasm });

const server = await createServer({
  root: fileURLToPath(new URL('../../www', import.meta.url)),
  server: { middlewareMode: true, hmr: false, ws: false },
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
});
after(() => server.close());
const load = (path) => server.ssrLoadModule(`/src/panels/export/${path}.ts`);
const { program } = await load('network/code/program');
const { courseOf } = await load('network/code/gathered');
const { rowsCsv } = await load('network/rows');
const { codeWords } = await load('code/words');
const { netCodeWords } = await load('network/code/words');

const python = process.env.FALL_LINE_PYTHON ?? process.env.PYTHON ?? 'python3';
/** How far a loss may be off, relative to itself. */
const tolerance = 1e-4;

/** A document that has been run to its end, as the page knows it. */
function learned(document) {
  const text = JSON.stringify({ version: 1, engine: 1, ...document });
  const files = new engine.Files();
  if (text.includes('"digits"')) {
    const digits = new URL('../../crates/fall-line/data/digits.bin', import.meta.url);
    files.put('fall-line/digits.bin', readFileSync(digits));
  }
  const training = new engine.Training(text, files);
  training.step(0);
  const ask = async (name, ...given) => ({ ok: training[name](0, ...given) });
  const learner = {
    lesson: training.lesson(0),
    isPlane: training.plane(0, Float64Array.of(-6, 6, -6, 6), 2, 2) !== undefined,
    pupils: Array.from({ length: training.runs }, (_, name) => ({
      name,
      lesson: training.lesson(name),
      progress: training.progress(name),
    })),
    ask,
    askOf: async (run, name, ...given) => ({ ok: training[name](run, ...given) }),
  };
  return { training, learner, document: JSON.parse(engine.resolve(text)) };
}

/** Programs in folders of their own, with the files that they read. */
async function written(library, rows, tag) {
  const folder = mkdtempSync(join(tmpdir(), 'fall-line-'));
  const all = [];
  for (const [name, document] of Object.entries(rows)) {
    const { training, learner, document: resolved } = learned(document);
    const names = learner.pupils.map((_, run) => document.runs[run].name ?? `run ${run}`);
    const course = await courseOf(learner, resolved, names);
    const { code, why } = program(library, course, { code: codeWords[tag], net: netCodeWords[tag] });
    assert.ok(code, `${name}: ${why}`);
    const own = { code, files: {} };
    if (!course.rows) own.files['fall-line-rows.csv'] = await (await rowsCsv(learner, () => true)).text();
    if (course.runs.some(({ first }) => !first)) {
      const firsts = await Promise.all(names.map((_, run) => learner.askOf(run, 'values', 0)));
      own.files['fall-line-first-weights.json'] = `[${firsts.map(({ ok }) => ok).join(',')}]`;
    }
    while (training.advance(1e6));
    all.push({ name, names, training, ...own });
  }
  const programs = join(folder, 'programs.json');
  writeFileSync(programs, JSON.stringify(all.map(({ code, files }) => ({ code, files }))));
  return { all, programs, folder };
}

for (const [library, modules] of Object.entries({ torch: ['torch', 'numpy'], keras: ['keras', 'numpy'] })) {
  const found = spawnSync(python, ['-c', modules.map((module) => `import ${module}`).join('\n')]);
  const skip = found.status === 0 ? false : `${python} with ${modules.join(' and ')} is not here`;
  for (const tag of ['en', 'ko']) {
    const rows = tag === 'en' ? networks : { first: networks['circle in order'] };
    test(`${library} learns as the experiment does, ${tag}`, { skip }, async () => {
      const { all, programs, folder } = await written(library, rows, tag);
      try {
        const script = fileURLToPath(new URL('learn.py', import.meta.url));
        const ended = spawnSync(python, [script, programs], { encoding: 'utf8', maxBuffer: 2 ** 28 });
        assert.equal(ended.status, 0, ended.stderr);
        const results = JSON.parse(ended.stdout.trim().split('\n').at(-1));
        const wrong = [];
        for (const [k, { name, names, training, code }] of all.entries()) {
          const { error, runs } = results[k];
          if (error) {
            wrong.push(`${name}: ${error}\n${code.slice(0, 9000)}`);
            continue;
          }
          for (const [run, called] of names.entries()) {
            if (elsewhere[library][name]?.includes(run)) continue;
            const theirs = runs[called];
            for (const what of training.progress(run).series) {
              if (!what.endsWith('loss') && !what.endsWith('accuracy')) continue;
              const ours = training.series(run, what);
              const far = apart(ours, theirs?.map((measures) => measures[what]) ?? []);
              if (!(far <= (what.endsWith('accuracy') ? 0.005 : tolerance)))
                wrong.push(`${name}, ${called}: ${what} is off by ${far}`);
            }
          }
        }
        assert.equal(wrong.length, 0, wrong.join('\n\n'));
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
}

test('all code is Python', async (context) => {
  if (spawnSync(python, ['--version']).status !== 0) return context.skip(`${python} is not here`);
  for (const library of ['torch', 'keras']) {
    const { programs, folder } = await written(library, networks, 'ko');
    const check =
      'import json, sys\nfor one in json.load(open(sys.argv[1])): compile(one["code"], "program.py", "exec")';
    const ended = spawnSync(python, ['-c', check, programs], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    assert.equal(ended.status, 0, ended.stderr);
  }
});

/** The greatest distance between two series, relative to what they are. */
function apart(ours, theirs) {
  if (ours.length !== theirs.length) return Infinity;
  return Math.max(...Array.from(ours, (value, k) => Math.abs(theirs[k] - value) / Math.max(1e-3, Math.abs(value))));
}
