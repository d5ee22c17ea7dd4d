process.env.CHROMIUM_PATH = '/usr/bin/chromium';

import { builtinModules, createRequire } from 'node:module';
import { build } from 'vite';

const { open } = await import('./chromium.mjs');
const folder = new URL('./', import.meta.url);
const wasm = new URL(`file://${process.argv[2]}/`);
const made = new URL('../../target/bench/', import.meta.url);
const require = createRequire(import.meta.url);
const tensorflow = new URL('./', `file://${require.resolve('@tensorflow/tfjs-backend-wasm')}`);
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
      entry: ['networks', 'products', 'long'].map((n) => `${n}.mjs`),
      formats: ['es'],
      fileName: (_, n) => `${n}.mjs`,
    },
    rolldownOptions: { external: builtinModules },
  },
});
const { browser, page } = await open(made, wasm, tensorflow);
page.on('console', (m) => console.log(m.text()));
const r = await page.evaluate(
  async ([shapes, only]) => {
    const engine = await import('/train.js');
    await engine.default({ module_or_path: fetch('/train_bg.wasm') });
    const { race } = await import('/networks.mjs');
    const { found } = await race(engine, { rounds: 5, ms: 250, shapes, assets: '/', only });
    return found;
  },
  [process.argv[3].split(','), process.argv[4]?.split(',')],
);
for (const [k, v] of Object.entries(r))
  console.log(
    k,
    Object.entries(v.speeds)
      .map(([a, b]) => `${a} ${(b / 1e6).toFixed(3)}`)
      .join('  '),
    'ratio',
    (v.speeds.ours / v.speeds.tight).toFixed(2),
  );
await browser.close();
process.exit(0);
