// The race of a network's runs: who came to a target first, told and stopped at.

import { readFileSync } from 'node:fs';
import * as engine from '../../www/src/engine/wasm/train.js';
import { violations } from './axe';
import { expect, open, show, snapshot, test } from './figure';

engine.initSync({
  module: readFileSync(new URL('../../www/src/engine/wasm/train_bg.wasm', import.meta.url)),
});

const text = (stop: object, view: object = {}) =>
  JSON.stringify({
    task: { network: { data: 'circle', layers: [{ units: 4 }, { units: 2 }], batch: 10, epochs: 60 } },
    runs: [
      { optimizer: { gd: { lr: 0.1 } } },
      { optimizer: { adam: { lr: 0.03 } } },
      { optimizer: { gd: { lr: 1e-6 } } },
    ],
    view: { panels: ['race', { stop }], ...view },
  });

/** When each run is first at a share of the test, by the engine alone. */
function firsts(share: number) {
  const training = new engine.Training(text({}), new engine.Files());
  while (training.advance(1e6));
  return [0, 1, 2].map((run) => training.series(run, 'test_accuracy').findIndex((right) => right >= share));
}

test('who was first stands first, with its epoch and updates, and other targets change that', async ({ page }) => {
  await open(page);
  await show(page, text({}, { at: 60 }));
  const rows = page.locator('fall-line .race-table tbody tr');
  const target = page.getByRole('textbox', { name: 'Target, %' });
  for (const percent of [95, 80]) {
    const [gd = 0, adam = 0, none] = firsts(percent / 100);
    expect([adam < gd, none]).toEqual([true, -1]);
    await target.fill(String(percent));
    await target.press('Enter');
    await expect(rows.first()).toContainText('Adam');
    await expect(rows.first().locator('td').last()).toContainText(`epoch ${adam} ${25 * adam} updates`);
    await expect(rows.nth(1).locator('td').last()).toContainText(`epoch ${gd} ${25 * gd} updates`);
    await expect(rows.nth(2).locator('td').last()).toHaveText('–');
    await expect(page.locator('fall-line .race-says')).toContainText(`Adam came to the target first, in epoch ${adam}`);
  }
  expect(JSON.parse((await snapshot(page)).document).view.panels).toEqual(['race', { stop: { target: 0.8 } }]);
});

test('time stops where the first is at the target', async ({ page }) => {
  await open(page, '', 'no-preference');
  await show(page, text({ there: true, target: 0.9 }));
  const [gd = 0, adam = 0] = firsts(0.9);
  await expect.poll(async () => (await snapshot(page)).playing, { timeout: 20_000 }).toBe(false);
  expect((await snapshot(page)).step).toBe(Math.min(gd, adam));
  // and goes on when it is asked to
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(async () => (await snapshot(page)).step, { timeout: 20_000 }).toBe(60);
});

for (const [theme, language, width] of [
  ['light', 'en', 1280],
  ['dark', 'ko', 328],
] as const) {
  test(`axe finds nothing, and nothing hangs over, ${theme}, ${language}, ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, `?theme=${theme}&lang=${language}`);
    await show(page, text({}, { at: 60 }));
    await expect(page.locator('fall-line .race-table tbody tr')).toHaveCount(3);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}
