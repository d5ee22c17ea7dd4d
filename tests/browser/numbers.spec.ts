// The path that the page drew, against numbers that were not made by the engine.

import { readFileSync } from 'node:fs';
import { expect, open, show, snapshot, test } from './figure';

/** x²/100 + y² with its gradient as the textbook has it. */
function gradient(x: number, y: number): [number, number] {
  return [(2 * x) / 100, 2 * y];
}

function descend(lr: number, momentum: number, steps: number): number[] {
  let [x, y, vx, vy] = [-8, 2, 0, 0];
  const path = [x, y];
  for (let t = 0; t < steps; t++) {
    const [gx, gy] = gradient(x, y);
    vx = momentum * vx - lr * gx;
    vy = momentum * vy - lr * gy;
    x += vx;
    y += vy;
    path.push(x, y);
  }
  return path;
}

test('the paths of GD and momentum are those of the plain formulas, to the bit', async ({ page }) => {
  await open(page);
  const { runs, step } = await snapshot(page);
  expect(step).toBe(120);
  expect(runs.map(({ path }) => path)).toEqual([descend(0.95, 0, 120), descend(0.2, 0.9, 120)]);
});

test('what is drawn goes as far as the step', async ({ page }) => {
  await open(page);
  await page.getByRole('slider', { name: 'Step' }).fill('7');
  const { runs, step } = await snapshot(page);
  expect(step).toBe(7);
  expect(runs[0]?.path).toEqual(descend(0.95, 0, 7));
});

interface Row {
  readonly name: string;
  readonly document: { readonly task: string | object };
  readonly fingerprint: string;
}

const rows = (JSON.parse(readFileSync(new URL('../fingerprints.json', import.meta.url), 'utf8')) as Row[]).filter(
  // those of networks: networks.spec.ts
  ({ document: { task } }) => typeof task === 'string' || 'surface' in task,
);

test('every document of the table has its fingerprint here too', async ({ page }) => {
  test.slow();
  await open(page);
  const found: [string, string][] = [];
  for (const { name, document } of rows) {
    // A title of its own makes each document another, and is no part of the result.
    await show(page, JSON.stringify({ ...document, title: `fingerprint: ${name}` }));
    found.push([name, (await snapshot(page)).fingerprint]);
  }
  expect(found).toEqual(rows.map(({ name, fingerprint }) => [name, fingerprint]));
});
