// `cargo xtask bench` runs this: the networks' benchmark in Node, beside NumPy and PyTorch, then in a headless Chromium.
// What it finds becomes a part of BENCHMARKS.md. With BENCH=quick it is short, and writes nothing.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { build } from 'vite';
import * as engine from '../../www/src/engine/wasm/train.js';
import { open } from './chromium.mjs';
import { native } from './native.mjs';
import { report } from './networks-report.mjs';

const quick = process.env.BENCH === 'quick';
const [rounds, ms] = quick ? [2, 40] : [7, 250];
const benchmarks = new URL('../../BENCHMARKS.md', import.meta.url);
const folder = new URL('./', import.meta.url);
const wasm = new URL('../../www/src/engine/wasm/', import.meta.url);
const made = new URL('../../target/bench/', import.meta.url);
const require = createRequire(import.meta.url);
const tensorflow = new URL('./', `file://${require.resolve('@tensorflow/tfjs-backend-wasm')}`);

/** One bundle for both hosts: other people's packages are written for one of them, or for bundlers. */
await build({
  configFile: false,
  root: folder.pathname,
  logLevel: 'error',
  build: {
    outDir: made.pathname,
    emptyOutDir: true,
    minify: false,
    target: 'esnext',
    lib: {
      entry: ['networks', 'products', 'long'].map((name) => `${name}.mjs`),
      formats: ['es'],
      fileName: (_, name) => `${name}.mjs`,
    },
    rolldownOptions: { external: builtinModules },
  },
});

async function inNode() {
  // TensorFlow.js asks for these in Node
  Object.assign(globalThis, { require, __dirname: tensorflow.pathname });
  engine.initSync({ module: readFileSync(new URL('train_bg.wasm', wasm)) });
  const [{ race }, { products }] = await Promise.all(
    ['networks.mjs', 'products.mjs'].map((name) => import(new URL(name, made))),
  );
  const python = await native();
  const { found, missing } = await race(engine, { rounds, ms, others: python.contenders, assets: tensorflow.pathname });
  python.close();
  return {
    host: `Node ${process.versions.node}`,
    versions: python.versions,
    missing: [...missing, ...python.missing],
    found,
    products: await products(engine, quick ? 5 : undefined),
  };
}

async function inChromium() {
  const { browser, page } = await open(made, wasm, tensorflow);
  const begun = await browser.newBrowserCDPSession();
  await page.exposeFunction('residentBytes', async () => {
    const { processInfo } = await begun.send('SystemInfo.getProcessInfo');
    const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => resident(id));
    return Math.max(...sizes);
  });
  const found = await page.evaluate(
    async ([rounds, ms, quick]) => {
      const engine = await import('/train.js');
      const { memory } = await engine.default({ module_or_path: fetch('/train_bg.wasm') });
      const sample = async () => ({
        wasm: memory.buffer.byteLength,
        process: await window.residentBytes(),
      });
      const { race } = await import('/networks.mjs');
      const { products } = await import('/products.mjs');
      const { long } = await import('/long.mjs');
      return {
        long: await long(engine, sample),
        ...(await race(engine, { rounds, ms, assets: '/' })),
        products: await products(engine, quick ? 5 : undefined),
      };
    },
    [rounds, ms, quick],
  );
  const host = `Chromium ${browser.version()}`;
  await browser.close();
  return { host, versions: {}, ...found };
}

/** The bytes of a process in memory, where the system says so in a file. */
function resident(id) {
  try {
    return 1024 * Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))[1]);
  } catch {
    return Number.NaN;
  }
}

function versions() {
  const names = ['@tensorflow/tfjs-core', 'convnetjs', 'brain.js'];
  const { devDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return Object.fromEntries(names.map((name) => [name.replace('-core', ''), devDependencies[name]]));
}

// the module's own, since the tree may have moved on
const module = createHash('sha256')
  .update(readFileSync(new URL('train_bg.wasm', wasm)))
  .digest('hex')
  .slice(0, 8);
const machine = `${cpus()[0].model.trim()}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)} at the beginning`;
console.log('\nNetworks, in Node and then in Chromium: this takes some minutes.');
const hosts = [await inNode(), await inChromium()];
const date = new Date().toISOString().slice(0, 10);
const { text, unlike } = report({ date, machine, module, rounds, hosts, versions: versions() });
console.log(`\n${text}`);

if (!quick) {
  const old = readFileSync(benchmarks, 'utf8');
  const [before, rest = ''] = old.split(/^## Networks\n/m);
  const next = rest.search(/^## /m);
  const after = next < 0 ? '' : `\n${rest.slice(next)}`;
  writeFileSync(benchmarks, `${before.trimEnd()}\n\n${text}${after}`);
}
if (unlike.length > 0) {
  console.error(`Not all have learned the same:\n${unlike.join('\n')}`);
  process.exitCode = 1;
}
