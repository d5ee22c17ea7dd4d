// The table tests of what is compiled at run time once more, in the browser's own compiler.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './figure';

const served = new Map(
  [
    ...['whole.js', 'whole_bg.wasm', 'train.js', 'train_bg.wasm'].map((name) => `../../www/src/engine/wasm/${name}`),
    '../wasm/kernels.mjs',
    '../wasm/passes.mjs',
  ].map((path) => [path.split('/').at(-1)!, new URL(path, import.meta.url)]),
);

const schema = JSON.parse(
  readFileSync(new URL('../../www/src/document/experiment.schema.json', import.meta.url), 'utf8'),
) as { $defs: { Optimizer: { anyOf: [{ enum: string[] }] } } };

const types: Record<string, string> = { js: 'text/javascript', mjs: 'text/javascript', wasm: 'application/wasm' };

/** An empty page that finds these files. */
async function bare(page: Page) {
  await page.route('**/kernels/*', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1)!;
    const file = served.get(name);
    if (!file)
      return route.fulfill({ contentType: 'text/html', body: '<!doctype html><link rel="icon" href="data:,">' });
    return route.fulfill({ contentType: types[name.split('.').at(-1)!]!, body: readFileSync(file) });
  });
  await page.goto('kernels/');
}

for (const single of [false, true]) {
  test(`every kernel has the interpreter's bits in ${single ? 'f32' : 'f64'}`, async ({ page }) => {
    test.slow();
    await bare(page);
    const found = await page.evaluate(
      async ([optimizers, single]) => {
        const load = (name: string) => import(new URL(name, document.baseURI).href);
        const engine = await load('whole.js');
        await engine.default({ module_or_path: fetch('whole_bg.wasm') });
        const { compare } = await load('kernels.mjs');
        return compare(engine, optimizers, single) as { kernels: number; finite: number; different: unknown[] };
      },
      [schema.$defs.Optimizer.anyOf[0].enum, single] as const,
    );
    expect(found.different).toEqual([]);
    expect(found.kernels).toBeGreaterThan(700);
    expect(found.finite).toBeGreaterThan(100_000);
  });
}

test('every compiled pass has the bits of the engine', async ({ page }) => {
  test.slow();
  await bare(page);
  const found = await page.evaluate(async () => {
    const load = (name: string) => import(new URL(name, document.baseURI).href);
    const engine = await load('train.js');
    await engine.default({ module_or_path: fetch('train_bg.wasm') });
    const { compare } = await load('passes.mjs');
    return compare(engine) as { networks: number; finite: number; different: unknown[] };
  });
  expect(found.different).toEqual([]);
  expect(found.networks).toBe(405);
  expect(found.finite).toBeGreaterThan(60_000);
});
