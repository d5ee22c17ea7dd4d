// What a visit costs: everything that is loaded up to the first picture, gzipped.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, open, test } from './figure';

const dist = fileURLToPath(new URL('../../www/dist', import.meta.url));
/** TensorFlow Playground's weight. */
const budget = 108_000;
/** Everything that is fetched before somebody does anything. */
const quietBudget = 140_000;
/** The engine that comes when the lean one does not suffice: what it weighs with all that panels ask, and a hundredth. */
const wholeBudget = 197_500;
/** What a figure of a network needs of its engine until somebody touches it, and a hundredth. */
const firstBudget = 151_000;

/** Files, by the addresses that they name, starting from the page; what is imported later is left out. */
function reachable(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  if (!/\.(html|js)$/.test(file)) return found;
  const text = readFileSync(join(dist, file), 'utf8');
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
  const page = [...text.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, name = '']) => name);
  const statics = [...text.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+)["']/g)].map(
    ([, name = '']) => folder + name,
  );
  const started = [
    ...text.matchAll(/["'`](?:\.?\/)?(?:assets\/)?((?:worker-lean|lean_bg)-[\w-]+\.(?:js|wasm))["'`]/g),
  ].map(([, name = '']) => `assets/${name}`);
  for (const next of file.endsWith('.html') ? page : [...statics, ...started]) reachable(next, found);
  return found;
}

test('up to the first picture, the page stays within its budget', () => {
  const first = reachable('index.html');
  const all = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(
    // what other people's pages load is weighed where that is tested
    (name) => statSync(join(dist, name)).isFile() && !name.startsWith('embed'),
  );
  const rows = all
    .map((name) => name.replaceAll('\\', '/'))
    .map((name) => ({
      name,
      size: gzipSync(readFileSync(join(dist, name)), { level: 9 }).length,
      first: first.has(name),
    }))
    .sort((a, b) => Number(b.first) - Number(a.first) || b.size - a.size);
  const total = rows.filter((row) => row.first).reduce((sum, { size }) => sum + size, 0);
  const line = (size: number, name: string) => `${String(size).padStart(8)}  ${name}`;
  console.log(
    [
      'gzip, bytes; up to the first picture:',
      ...rows.filter((row) => row.first).map(({ size, name }) => line(size, name)),
      line(total, `in all, of ${budget}`),
      'later:',
      ...rows.filter((row) => !row.first).map(({ size, name }) => line(size, name)),
    ].join('\n'),
  );
  const kinds = ['index.html', '.css', 'index-', 'worker-lean-', 'lean_bg-'];
  for (const kind of kinds)
    expect(
      [...first].some((name) => name.includes(kind)),
      kind,
    ).toBe(true);
  expect([...first].filter((name) => /(curves|failure-panel|worker-whole|whole_bg)-/.test(name))).toEqual([]);
  expect(total).toBeLessThanOrEqual(budget);
  for (const [engine, most] of [
    ['whole_bg-', wholeBudget],
    ['train_first-', firstBudget],
  ] as const) {
    const sizes = rows.filter(({ name }) => name.includes(engine)).map(({ size }) => size);
    expect(sizes).toHaveLength(1);
    expect(sizes[0]).toBeLessThanOrEqual(most);
  }
});

test('what comes without a touch stays within its budget', async ({ page }) => {
  await open(page);
  await page.waitForLoadState('networkidle');
  const names = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
  );
  const files = new Set(['index.html', ...names.map((name) => name.slice(1))]);
  const weigh = (name: string) => {
    const bytes = readFileSync(join(dist, name));
    return /\.(jpg|png)$/.test(name) ? bytes.length : gzipSync(bytes, { level: 9 }).length;
  };
  const total = [...files].reduce((sum, name) => sum + weigh(name), 0);
  console.log(`${total} bytes without a touch, of ${quietBudget}`);
  expect([...files].some((name) => name.includes('curves-'))).toBe(true);
  expect(total).toBeLessThanOrEqual(quietBudget);
});
