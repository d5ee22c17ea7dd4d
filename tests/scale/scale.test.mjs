// A large course, spread: the same grades come from one program, from several at once, and from a cluster. What is not
// installed is said and left out.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = process.env.FALL_LINE_PROGRAM ?? here('../../target/debug/fall-line');
const python = process.env.PYTHON ?? 'python3';
const folder = mkdtempSync(join(tmpdir(), 'fall-line-scale-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function run(command, words, input) {
  const env = { ...process.env, FALL_LINE_PROGRAM: program };
  const done = spawnSync(command, words, { cwd: folder, input, env, maxBuffer: 1 << 28 });
  assert.equal(done.status, 0, String(done.stderr));
  return String(done.stdout);
}

const author = {
  task: { surface: { f: 'x^2 + 2*y^2', start: [2, 1], steps: 30 } },
  controls: ['/runs/0/optimizer'],
  goals: [{ loss: { below: 0.001 } }],
};
writeFileSync(join(folder, 'author.json'), JSON.stringify(author));
run(program, ['publish', 'author.json', '--exercise', 'exercise.json', '--key', 'key.json']);
const exercise = JSON.parse(readFileSync(join(folder, 'exercise.json'), 'utf8'));
// some are right, some wrong, some broken
const handIn = (number) =>
  number % 41 === 0
    ? '{"document": '
    : JSON.stringify({
        student: `학생 ${number}`,
        document: { ...exercise, runs: [{ optimizer: { gd: { lr: (number % 7) / 20 } } }] },
      });
const lines = `${Array.from({ length: 3000 }, (_, number) => handIn(number)).join('\n')}\n`;
const words = ['grade', 'exercise.json', '--key', 'key.json', '--ndjson'];
const alone = run(program, words, lines);

test('each line has its grade', () => {
  const scores = alone
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).score);
  assert.equal(scores.length, 3000);
  const right = scores.filter((score) => score === 1).length;
  assert.ok(right > 300 && right < 2900, String(right));
});

const parallel = /GNU parallel/.test(String(spawnSync('parallel', ['--version']).stdout));
test('GNU parallel spreads it over programs', { skip: !parallel && 'GNU parallel is not installed' }, () => {
  const spread = run('parallel', ['--will-cite', '--pipe', '--keep-order', '-N', '500', program, ...words], lines);
  assert.ok(spread === alone);
});

const dask = spawnSync(python, ['-c', 'import dask.distributed']).status === 0;
test('Dask spreads it over workers', {
  skip: !dask && "Dask is not installed (pip install 'dask[distributed]')",
}, () => {
  writeFileSync(join(folder, 'hand-ins.ndjson'), lines);
  run(python, [here('grade_on_dask.py'), 'exercise.json', 'key.json', 'hand-ins.ndjson', 'grades']);
  const parts = readdirSync(join(folder, 'grades')).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const spread = parts.map((name) => readFileSync(join(folder, 'grades', name), 'utf8').trimEnd()).join('\n');
  assert.ok(parts.length > 1);
  assert.ok(`${spread}\n` === alone);
});
