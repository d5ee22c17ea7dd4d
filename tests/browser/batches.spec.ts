// Batches compared: runs that differ by their batches alone, with the rate that goes with each.

import { violations } from './axe';
import { expect, open, show, snapshot, test } from './figure';

const text = JSON.stringify({
  task: { network: { data: 'circle', layers: [{ units: 4 }], batch: 10, epochs: 20 } },
  runs: [{ optimizer: { gd: { lr: 0.05 } } }, { optimizer: 'adam' }],
  view: { at: 20, panels: ['batches'] },
});

test('one run becomes several, rates scale with the batch, and undo brings all back', async ({ page }) => {
  await open(page);
  await show(page, text);
  const runs = async () =>
    JSON.parse((await snapshot(page)).document).runs.map(
      (run: { optimizer: { gd?: { lr?: number } }; with?: { batch?: number }; warmup?: number }) => [
        run.with?.batch,
        run.optimizer.gd?.lr,
        run.warmup,
      ],
    );
  const before = await runs();
  await page.getByRole('button', { name: 'Compare batches of 1, 10, all' }).click();
  await expect.poll(async () => (await runs()).map(([batch]: unknown[]) => batch)).toEqual([1, 10, 'all']);
  await page.getByRole('checkbox', { name: /Linear scaling/ }).click();
  await expect.poll(async () => (await runs()).map(([, lr]: unknown[]) => lr)).toEqual([0.005, 0.05, 1.25]);
  await page.getByRole('checkbox', { name: /Warm-up/ }).click();
  await expect.poll(async () => (await runs()).map((run: unknown[]) => run[2])).toEqual([750, 75, 3]);
  const rows = page.locator('fall-line .batch-table tbody tr');
  await expect(rows.first()).toContainText('Batch 1 250 0.005');
  await page.getByRole('button', { name: '128', exact: true }).click();
  await expect(rows).toHaveCount(4);
  await expect(page.getByRole('button', { name: '128', exact: true })).toHaveAttribute('aria-pressed', 'true');
  for (let k = 0; k < 4; k++) await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(runs).toEqual(before);
});

for (const [theme, language, width] of [
  ['light', 'en', 1280],
  ['dark', 'ko', 328],
] as const) {
  test(`axe finds nothing, and nothing hangs over, ${theme}, ${language}, ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, `?theme=${theme}&lang=${language}`);
    await show(page, text);
    await page.locator('fall-line [data-help=batches-compare]').click();
    await expect(page.locator('fall-line .batch-table tbody tr')).toHaveCount(3);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}
