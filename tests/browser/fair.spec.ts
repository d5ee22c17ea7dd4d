// The fair comparison: what it tells is what the engine alone tells of the same trials.

import { readFileSync } from 'node:fs';
import * as engine from '../../www/src/engine/wasm/train.js';
import { bestOf, ratesOf } from '../../www/src/panels/fair/contest';
import { violations } from './axe';
import { expect, open, show, snapshot, test } from './figure';

engine.initSync({
  module: readFileSync(new URL('../../www/src/engine/wasm/train_bg.wasm', import.meta.url)),
});

const network = { data: 'circle', layers: [{ units: 4 }], batch: 10, epochs: 12 };
const text = (runs: readonly object[], fair: object = {}) =>
  JSON.stringify({ task: { network }, runs, view: { at: 12, panels: [{ fair }] } });
const gd = { optimizer: { gd: { lr: 0.02 } } };
const adam = { optimizer: { adam: { lr: 0.01 } } };

/** What a run comes to with rows held out for choosing. */
function trained(optimizer: object, seed: number, series: string): number {
  const task = { network: { ...network, validation: 0.2 } };
  const training = new engine.Training(JSON.stringify({ task, runs: [{ optimizer }], seed }), new engine.Files());
  while (training.advance(1e6));
  const values = training.series(0, series);
  // it ends early where it diverged
  return values[network.epochs] ?? Number.NaN;
}

test('rates are chosen on validation, and judged by the median of fresh seeds', async ({ page }) => {
  await open(page);
  await show(page, text([gd, adam]));
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.locator('fall-line .fair .map-state')).toContainText('Compared.', { timeout: 20_000 });
  const rows = page.locator('fall-line .fair-table tbody tr');
  for (const kind of ['gd', 'adam'] as const) {
    const rates = ratesOf(kind, 7);
    const losses = rates.map((lr) => trained({ [kind]: { lr } }, 0, 'validation_loss'));
    const lr = rates[bestOf({ run: 0, rates, losses, scores: [] })!]!;
    const scores = [0, 1, 2, 3, 4].map((k) => trained({ [kind]: { lr } }, 1000 + k, 'test_accuracy'));
    const median = scores.toSorted((a, b) => a - b)[2]!;
    const row = rows.filter({ hasText: kind === 'gd' ? 'GD' : 'Adam' });
    await expect(row.getByRole('button')).toHaveText(String(lr));
    await expect(row.locator('b')).toHaveText(`${Math.round(1000 * median) / 10}\u00a0%`);
  }
  await expect(page.locator('fall-line .fair-says')).toHaveText(/is ahead|No clear difference/);
  // taken over from the start, in one step that can be undone
  const best = await rows.filter({ hasText: 'Adam' }).getByRole('button').textContent();
  await rows.filter({ hasText: 'Adam' }).getByRole('button').click();
  const lr = async () => JSON.parse((await snapshot(page)).document).runs[1].optimizer.adam?.lr ?? 0.001;
  await expect.poll(lr).toBe(Number(best));
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(lr).toBe(0.01);
});

test('two that are the same are told to be no different, and one alone is not compared', async ({ page }) => {
  await open(page);
  await show(page, text([gd, gd], { rates: 3, seeds: 3, epochs: 4 }));
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.locator('fall-line .fair-says')).toContainText('No clear difference', { timeout: 20_000 });
  await show(page, text([gd]));
  await expect(page.getByRole('button', { name: 'Compare' })).toBeDisabled();
});

for (const [theme, language, width] of [
  ['light', 'en', 1280],
  ['dark', 'ko', 328],
] as const) {
  test(`axe finds nothing, and nothing hangs over, ${theme}, ${language}, ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, `?theme=${theme}&lang=${language}`);
    await show(page, text([gd, adam]));
    await page.locator('fall-line [data-help=fair-compare]').click();
    await expect(page.locator('fall-line .fair-table b')).toHaveCount(2, { timeout: 20_000 });
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}
