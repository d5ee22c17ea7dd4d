// The fingerprints of networks once more, in the browser's own compiler.

import { readFileSync } from 'node:fs';
import { expect, test } from './figure';

const served = new Map(
  [
    '../../www/src/engine/wasm/train.js',
    '../../www/src/engine/wasm/train_bg.wasm',
    '../wasm/networks.mjs',
    '../../crates/fall-line/data/digits.bin',
  ].map((path) => [path.split('/').at(-1)!, new URL(path, import.meta.url)]),
);

const types: Record<string, string> = { js: 'text/javascript', mjs: 'text/javascript', wasm: 'application/wasm' };

interface Row {
  readonly name: string;
  readonly document: { readonly task: string | object };
  readonly fingerprint: string;
}

const rows = (JSON.parse(readFileSync(new URL('../fingerprints.json', import.meta.url), 'utf8')) as Row[]).filter(
  ({ document: { task } }) => typeof task === 'object' && 'network' in task,
);

test('every network of the table has its fingerprint here too', async ({ page }) => {
  await page.route('**/networks/*', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1)!;
    const file = served.get(name);
    if (!file)
      return route.fulfill({ contentType: 'text/html', body: '<!doctype html><link rel="icon" href="data:,">' });
    const type = types[name.split('.').at(-1)!] ?? 'application/octet-stream';
    return route.fulfill({ contentType: type, body: readFileSync(file) });
  });
  await page.goto('networks/');
  const found = await page.evaluate(async (rows) => {
    const at = (name: string) => new URL(name, document.baseURI).href;
    const engine = await import(at('train.js'));
    await engine.default({ module_or_path: fetch('train_bg.wasm') });
    const { fingerprints } = await import(at('networks.mjs'));
    const digits = new Uint8Array(await (await fetch('digits.bin')).arrayBuffer());
    return fingerprints(engine, rows, digits) as { name: string; fingerprint: string }[];
  }, rows);
  expect(found).toEqual(rows.map(({ name, fingerprint }) => ({ name, fingerprint })));
});
