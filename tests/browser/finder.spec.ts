// The search for a learning rate: it finds what the engine finds, and what is found is taken over in one edit.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import * as engine from '../../www/src/engine/wasm/train.js';
import { violations } from './axe';
import { expect, open, show, snapshot, test } from './figure';

engine.initSync({
  module: readFileSync(new URL('../../www/src/engine/wasm/train_bg.wasm', import.meta.url)),
});

const circle = (network: object = {}) => ({
  task: { network: { data: 'circle', layers: [{ units: 8 }], batch: 10, epochs: 20, ...network } },
  runs: [{ optimizer: { gd: { lr: 0.01 } } }, { optimizer: { adam: { lr: 0.5 } } }],
});
const text = (document: object, view: object = {}) =>
  JSON.stringify({ ...document, view: { panels: ['finder'], at: 5, ...view } });
const panel = (page: Page) => page.getByRole('region', { name: 'Rate finder' });
const says = (page: Page) => panel(page).locator('.says');
const state = (page: Page) => panel(page).locator('.map-state');
const rate = async (page: Page, run: number) =>
  Object.values(JSON.parse((await snapshot(page)).document).runs[run].optimizer as Record<string, { lr: number }>)[0]
    ?.lr;
const plain = (value: number) => String(Number(value.toPrecision(2)));

function alone(document: object, run: number, [from, to, updates]: readonly [number, number, number]) {
  const finder = new engine.Finder(JSON.stringify(document), run, from, to, updates, new engine.Files());
  while (finder.advance(1000));
  const smooth = [...finder.smooth()];
  return { suggested: finder.suggested!, count: smooth.length, least: Math.min(...smooth) };
}

test('it suggests what the engine does, says why, and a press takes it over', async ({ page }) => {
  await open(page);
  await show(page, text(circle()));
  for (const run of [0, 1]) {
    const { suggested, count, least } = alone(circle(), run, [1e-5, 10, 400]);
    await panel(page).getByRole('combobox', { name: 'Optimizer' }).selectOption(String(run));
    await expect(state(page)).toContainText(`${count} updates`);
    await expect(says(page)).toContainText(`Suggested: ${plain(suggested)}, a tenth of ${plain(10 * suggested)}`);
    await expect(says(page)).toContainText(String(Number(least.toPrecision(3))));
    await panel(page)
      .getByRole('button', { name: `Use ${plain(suggested)}` })
      .click();
    await expect.poll(() => rate(page, run)).toBe(Number(plain(suggested)));
  }
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => rate(page, 1)).toBe(0.5);
  // the rate that a run has is not what the search depends on
  await expect(state(page).getByRole('progressbar')).toHaveCount(0);
});

test('keys and the mouse move over the rates, and take one', async ({ page }) => {
  await open(page);
  await show(page, text(circle()));
  const { count } = alone(circle(), 0, [1e-5, 10, 400]);
  await expect(state(page)).toContainText(`${count} updates`);
  const chart = panel(page).getByRole('application');
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  await expect(says(page)).toContainText('Learning rate 0.01:');
  // a tenth of six decades
  await page.keyboard.press('Shift+ArrowRight');
  await expect(says(page)).toContainText('Learning rate 0.04:');
  await page.keyboard.press('Enter');
  await expect.poll(() => rate(page, 0)).toBe(0.04);
  const { width, height } = (await chart.boundingBox())!;
  // the middle of the axis, between its gutters of 52 and 12 pixels
  await chart.click({ position: { x: 52 + (width - 64) / 2, y: height / 2 } });
  await expect.poll(() => rate(page, 0)).toBe(0.01);
});

test('ranges are typed, what is wrong is said in place, and a long search can be stopped', async ({ page }) => {
  await open(page);
  await show(
    page,
    text(circle({ data: { circle: { samples: 2000 } }, batch: 'all', layers: [{ units: 96 }, { units: 96 }] })),
  );
  const from = panel(page).getByRole('textbox', { name: 'From rate' });
  await from.fill('20');
  await from.press('Enter');
  await expect(panel(page).locator('.wrong')).toContainText('to 9.99');
  await from.fill('1e-12');
  await from.press('Enter');
  const to = panel(page).getByRole('textbox', { name: 'to', exact: true });
  await to.fill('2e-12');
  await to.press('Enter');
  await expect(says(page)).toContainText('go on to a larger one', { timeout: 20_000 });
  const updates = panel(page).getByRole('textbox', { name: 'Updates' });
  await updates.fill('10000');
  await updates.press('Enter');
  await expect(state(page).getByRole('progressbar')).toBeVisible();
  // the figure's own learning goes on meanwhile
  await page.getByRole('slider', { name: 'Epoch' }).fill('20');
  await expect(page.locator('fall-line .story')).toContainText('epoch 20', { timeout: 10_000 });
  await state(page).getByRole('button', { name: 'Stop' }).click();
  await expect(state(page)).toContainText('Stopped.');
  const panels = async () => JSON.parse((await snapshot(page)).document).view.panels;
  expect(await panels()).toEqual([{ finder: { rates: [1e-12, 2e-12], updates: 10_000 } }]);
});

for (const [theme, lang, width] of [
  ['light', 'ko', 1440],
  ['dark', 'en', 820],
  ['dark', 'ko', 390],
  ['light', 'en', 328],
] as const) {
  test(`axe finds nothing, and nothing hangs over, ${theme}, ${lang}, ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, `?theme=${theme}&lang=${lang}`);
    await show(page, text(circle()));
    await expect(page.locator('#finder-says')).not.toBeEmpty();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
  });
}
