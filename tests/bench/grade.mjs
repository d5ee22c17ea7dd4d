// What grading takes on the command line: a course on a surface, one of networks, and any number a line at a time.
// `cargo build --release -p fall-line-cli && node tests/bench/grade.mjs`; FALL_LINE_PROGRAM is another program.

import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const release = fileURLToPath(new URL('../../target/release/fall-line', import.meta.url));
const program = process.env.FALL_LINE_PROGRAM ?? release;
const folder = mkdtempSync(join(tmpdir(), 'fall-line-grade-'));
const seconds = (from) => ((performance.now() - from) / 1000).toFixed(2);

const surface = {
  task: { surface: { f: 'rosenbrock', start: [-1, 1], steps: 1000 } },
  controls: ['/runs/0/optimizer', '/runs/0/schedule'],
  goals: [{ loss: { below: 0.01 } }, { reach: { point: [1, 1], within: 0.1 } }, { answer: { question: 0 } }],
  exercise: { questions: [{ text: 'The lowest value?' }] },
};
const training = {
  task: {
    network: { data: { spiral: { samples: 1000 } }, layers: [{ units: 8 }, { units: 8 }], batch: 10, epochs: 100 },
  },
  controls: ['/runs/0/optimizer'],
  goals: [{ accuracy: { above: 0.9 } }, { at_most: { parameters: 200 } }],
};

function run(words, input) {
  const done = spawnSync(program, words, { cwd: folder, input, maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(String(done.stderr));
  return String(done.stdout);
}

function publish(name, document) {
  writeFileSync(join(folder, 'author.json'), JSON.stringify(document));
  writeFileSync(join(folder, 'parts.json'), JSON.stringify({ answers: document.exercise ? [0] : [] }));
  run(['publish', 'author.json', 'parts.json', '--exercise', `${name}.json`, '--key', `${name}-key.json`]);
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
}

const handIn = (exercise, number) => ({
  ...exercise,
  runs: [{ optimizer: { adam: { lr: 0.01 + (number % 97) / 1000 } } }],
  hand_in: { student: `2026-${number}`, answers: exercise.exercise ? [0] : [] },
});

try {
  for (const [name, document] of Object.entries({ surface, training })) {
    const exercise = publish(name, document);
    mkdirSync(join(folder, name));
    for (let number = 0; number < 100; number += 1)
      writeFileSync(join(folder, name, `2026-${number}.json`), JSON.stringify(handIn(exercise, number)));
    for (let round = 0; round < 3; round += 1) {
      const from = performance.now();
      const lines = run(['grade', `${name}.json`, '--key', `${name}-key.json`, name])
        .trim()
        .split('\n')
        .slice(1);
      const scored = lines.filter((line) => !line.includes(',0,')).length;
      console.log(`${name}: ${lines.length} hand-ins in ${seconds(from)} s; ${scored} have points everywhere`);
    }
  }

  // memory is looked at on the way
  const exercise = JSON.parse(readFileSync(join(folder, 'surface.json'), 'utf8'));
  const from = performance.now();
  const child = spawn(program, ['grade', 'surface.json', '--key', 'surface-key.json', '--ndjson'], { cwd: folder });
  let lines = 0;
  const memory = [];
  child.stdout.on('data', (part) => {
    lines += part.reduce((count, byte) => count + (byte === 10), 0);
    if (lines < (memory.length + 1) * 2000) return;
    const status = process.platform === 'linux' ? readFileSync(`/proc/${child.pid}/status`, 'utf8') : '';
    memory.push(`${Math.round(Number(/VmRSS:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1024)} MB`);
  });
  for (let number = 0; number < 10_000; number += 1) {
    const line = `${JSON.stringify(handIn(exercise, number))}\n`;
    if (!child.stdin.write(line)) await new Promise((ready) => child.stdin.once('drain', ready));
  }
  child.stdin.end();
  await new Promise((ready) => child.once('close', ready));
  console.log(
    `by line: ${lines} hand-ins in ${seconds(from)} s, one hand; after each 2,000 it has ${memory.join(', ')}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
