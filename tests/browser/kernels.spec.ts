// The kernels' table test once more, in the browser's own compiler.

import { readFileSync } from 'node:fs';
import { expect, test } from './figure';

const served = new Map(
  ['../../www/src/engine/wasm/whole.js', '../../www/src/engine/wasm/whole_bg.wasm', '../wasm/kernels.mjs'].map(
    (path) => [path.split('/').at(-1)!, new URL(path, import.meta.url)],
  ),
);

const schema = JSON.parse(
  readFileSync(new URL('../../www/src/document/experiment.schema.json', import.meta.url), 'utf8'),
) as { $defs: { Optimizer: { anyOf: [{ enum: string[] }] } } };

const types: Record<string, string> = { js: 'text/javascript', mjs: 'text/javascript', wasm: 'application/wasm' };

for (const single of [false, true]) {
  test(`every kernel has the interpreter's bits in ${single ? 'f32' : 'f64'}`, async ({ page }) => {
    test.slow();
    await page.route('**/kernels/*', (route) => {
      const name = new URL(route.request().url()).pathname.split('/').at(-1)!;
      const file = served.get(name);
      if (!file)
        return route.fulfill({ contentType: 'text/html', body: '<!doctype html><link rel="icon" href="data:,">' });
      return route.fulfill({ contentType: types[name.split('.').at(-1)!]!, body: readFileSync(file) });
    });
    await page.goto('kernels/');
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
