// How a network learns is changed by hand while it does: rule, schedule, batch and penalty count from the epoch shown on.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { format } from '../../www/src/draw/format';
import * as engine from '../../www/src/engine/wasm/train.js';
import { violations } from './axe';
import { expect, open, show, snapshot, test } from './figure';

engine.initSync({
  module: readFileSync(new URL('../../www/src/engine/wasm/train_bg.wasm', import.meta.url)),
});

const circle = {
  task: { network: { data: 'circle', layers: [{ units: 4 }, { units: 2 }], batch: 10, epochs: 60 } },
  runs: [{ optimizer: { gd: { lr: 0.1 } } }],
};
const text = (view: object, over: object = {}) => JSON.stringify({ ...circle, ...over, view });
const documentOf = async (page: Page) => JSON.parse((await snapshot(page)).document);
const changes = async (page: Page) => (await documentOf(page)).changes;
const story = (page: Page) => page.locator('fall-line .story');
const loss = (page: Page, run = 0) => page.locator('fall-line .run b').nth(run);
const go = (page: Page, epoch: number) => page.getByRole('slider', { name: 'Epoch', exact: true }).fill(String(epoch));

/** The losses of a document by the engine alone. */
function alone(document: object): readonly Float64Array[] {
  const training = new engine.Training(JSON.stringify({ ...document, view: undefined }), new engine.Files());
  while (training.advance(1e6));
  return Array.from({ length: training.runs }, (_, run) => training.series(run, 'loss'));
}

async function at(page: Page, epoch: number, document: string): Promise<void> {
  await open(page);
  await show(page, document);
  await expect(story(page)).toContainText(`epoch ${epoch}`);
}

test('another rule counts from the epoch that is shown on, with its own settings, and is taken back whole', async ({
  page,
}) => {
  await at(page, 30, text({ at: 30 }));
  const before = await story(page).textContent();
  await page.locator('fall-line .run summary').click();
  await expect(page.locator('fall-line .from-now')).toContainText('From epoch 30 on');
  const kind = page.getByRole('combobox', { name: 'Optimizer' });
  await kind.selectOption({ label: 'Adam' });
  await expect.poll(async () => (await changes(page))?.[0].at).toBe(750);
  expect(Object.keys((await changes(page))[0].set)).toEqual(['/optimizer']);
  // nothing that was is another, and its settings are those of Adam
  await expect(story(page)).toHaveText(/epoch 30/);
  await expect(kind).toHaveValue('adam');
  await expect(page.getByRole('textbox', { name: /^β₁.*value$/ })).toHaveValue('0.9');
  const rate = page.locator('fall-line .run .number').first();
  await rate.fill('0.02');
  await rate.press('Enter');
  await expect.poll(async () => (await changes(page))?.[0].set).toMatchObject({ '/optimizer/adam/lr': 0.02 });
  await expect(page.locator('fall-line .changes')).toContainText('From epoch 30: Optimizer Adam');
  const [losses] = alone(await documentOf(page));
  await go(page, 60);
  await expect(loss(page)).toHaveText(format(losses![60]!));
  await go(page, 12);
  await expect(kind).toHaveValue('gd');
  await expect(rate).toHaveValue('0.1');
  await go(page, 45);
  await expect(kind).toHaveValue('adam');
  await expect(rate).toHaveValue('0.02');
  // with the rule goes what was changed within it
  await page.getByRole('button', { name: /Take back “From epoch 30: Optimizer/ }).click();
  await expect.poll(() => changes(page)).toBe(undefined);
  await go(page, 30);
  await expect(story(page)).toHaveText(before!);
});

test('batch and penalty of all runs, each at its own update, and their epochs are told right', async ({ page }) => {
  const runs = [{ optimizer: { gd: { lr: 0.03 } } }, { optimizer: { adam: { lr: 0.01 } } }];
  const own = { optimizer: { gd: { lr: 0.03 } }, name: 'own', with: { batch: 25 } };
  await at(page, 20, text({ at: 20, panels: ['network'] }, { runs: [...runs, own] }));
  const panel = page.locator('fall-line .panel.network');
  await expect(panel).toContainText('Batch size and penalties change from epoch 20 on.');
  await panel.getByRole('button', { name: '1', exact: true }).click();
  await expect
    .poll(() => changes(page))
    .toEqual([
      { at: 500, set: { '/with/batch': 1 } },
      { run: 1, at: 500, set: { '/with/batch': 1 } },
    ]);
  await expect(panel.getByRole('textbox', { name: 'Batch size, value' })).toHaveValue('1');
  await expect(story(page)).toContainText('epoch 20');
  await go(page, 24);
  await expect(story(page)).toContainText('epoch 24');
  const penalty = panel.getByRole('textbox', { name: 'Penalty L2, value' });
  await penalty.fill('0.01');
  await penalty.press('Enter');
  // 20 epochs of 25 updates, and 4 of 250; of its own run 24 of 10
  const added = { '/with/penalty': { l1: 0, l2: 0.01 } };
  await expect
    .poll(async () => (await changes(page)).filter((one: { set: object }) => '/with/penalty' in one.set))
    .toEqual([
      { at: 1500, set: added },
      { run: 1, at: 1500, set: added },
      { run: 2, at: 240, set: added },
    ]);
  const lists = page.locator('fall-line .changes');
  await expect(lists.first()).toContainText('From epoch 20: Batch size 1');
  for (const k of [0, 1, 2]) await expect(lists.nth(k)).toContainText(/From epoch 24: .* L2 0\.01/);
  const losses = alone(await documentOf(page));
  await go(page, 40);
  for (const run of [0, 1, 2]) await expect(loss(page, run)).toHaveText(format(losses[run]![40]!));
  await go(page, 10);
  await expect(panel.getByRole('textbox', { name: 'Batch size, value' })).toHaveValue('10');
  await expect(penalty).toHaveValue('0');
});

test('a schedule begins on the way, and what is changed at the start is the start', async ({ page }) => {
  await at(page, 20, text({ at: 20 }));
  await page.locator('fall-line .run summary').click();
  const schedule = page.getByRole('combobox', { name: 'Learning-rate schedule' });
  await schedule.selectOption({ label: 'Exponential' });
  await expect.poll(() => changes(page)).toEqual([{ at: 500, set: { '/schedule': { exponential: {} } } }]);
  await expect(page.locator('fall-line .changes')).toContainText('From epoch 20: Learning-rate schedule Exponential');
  const [losses] = alone(await documentOf(page));
  await go(page, 60);
  await expect(loss(page)).toHaveText(format(losses![60]!));
  await go(page, 0);
  await expect(schedule).toHaveValue('constant');
  // another rule from the start leaves no change that leads into the last one
  await go(page, 30);
  const rate = page.locator('fall-line .run .number').first();
  await rate.fill('0.3');
  await rate.press('Enter');
  await expect.poll(async () => (await changes(page)).length).toBe(2);
  await go(page, 0);
  await page.getByRole('combobox', { name: 'Optimizer' }).selectOption({ label: 'Adam' });
  await expect.poll(async () => Object.keys((await documentOf(page)).runs?.[0].optimizer ?? {})).toEqual(['adam']);
  expect(await changes(page)).toEqual([{ at: 500, set: { '/schedule': { exponential: {} } } }]);
});

for (const [theme, language, width] of [
  ['light', 'en', 1280],
  ['dark', 'ko', 328],
] as const) {
  test(`axe finds nothing, and nothing hangs over, ${theme}, ${language}, ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, `?theme=${theme}&lang=${language}`);
    const made = [{ at: 250, set: { '/optimizer': { adam: { lr: 0.02 } }, '/with/penalty': { l1: 0, l2: 0.01 } } }];
    await show(page, text({ at: 20, panels: ['network'] }, { changes: made }));
    await expect(story(page)).toContainText('20');
    await page.locator('fall-line .run summary').click();
    await expect(page.locator('fall-line .from-now')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}
