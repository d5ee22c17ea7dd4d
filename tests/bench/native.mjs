// NumPy and PyTorch, where this machine's Python has them, as contenders of `networks.mjs`: a process that is told what to
// do line by line.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('networks.py', import.meta.url));
const ONE_THREAD = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

/** Contenders by name, their versions, what is missing; and how to end. */
export async function native() {
  const python = spawn(process.env.PYTHON ?? 'python3', [script], {
    env: { ...process.env, ...ONE_THREAD },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const failed = new Promise((resolve) => python.once('error', resolve));
  const lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('networks.py ended');
    return JSON.parse(value);
  };
  const said = await Promise.race([answer(), failed.then(() => undefined)]);
  if (!said) return { contenders: {}, versions: {}, missing: ['NumPy and PyTorch: there is no Python'], close() {} };

  const ask = (command) => {
    python.stdin.write(`${JSON.stringify(command)}\n`);
    return answer();
  };
  const folder = mkdtempSync(join(tmpdir(), 'fall-line-'));
  const file = join(folder, 'task');
  const begin = (library) => async (task, start) => {
    const { inputs, targets, bytes: _, ...rest } = task;
    writeFileSync(file, Buffer.concat([inputs, targets, start].map((part) => new Uint8Array(part.buffer))));
    await ask({ do: 'begin', library, task: rest, file });
    return {
      train: (updates) => ask({ do: 'train', updates }),
      speed: (ms) => ask({ do: 'speed', ms }),
      weights: () => ask({ do: 'weights' }),
      free() {},
    };
  };
  const installed = Object.entries(said.libraries).filter(([, version]) => version);
  return {
    contenders: Object.fromEntries(installed.map(([name]) => [name, begin(name)])),
    versions: { Python: said.python, ...Object.fromEntries(installed) },
    missing: Object.keys(said.libraries).flatMap((name) =>
      said.libraries[name] ? [] : [`${name}: this machine's Python does not have it`],
    ),
    close() {
      python.stdin.end();
      rmSync(folder, { recursive: true });
    },
  };
}
