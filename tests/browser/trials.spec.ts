// Trials of settings: each is what the engine makes of it alone, and what is pointed at is taken over in one edit.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import * as engine from '../../www/src/engine/wasm/train.js';
import { violations } from './axe';
import { expect, open, show, snapshot, test } from './figure';

engine.initSync({
  module: readFileSync(new URL('../../www/src/engine/wasm/train_bg.wasm', import.meta.url)),
});

const circle = (more: object = {}, runs: object[] = [{ optimizer: { gd: { lr: 0.1 } } }]) => ({
  task: { network: { data: 'circle', layers: [{ units: 4 }], batch: 10, epochs: 5, ...more } },
  runs,
});
const text = (document: object, chosen: object = {}) =>
  JSON.stringify({ ...document, view: { panels: [{ trials: chosen }], at: 5 } });
const panel = (page: Page) => page.getByRole('region', { name: 'Settings tried' });
const says = (page: Page) => panel(page).locator('.says');
const state = (page: Page) => panel(page).locator('.map-state');
const made = (page: Page, settings: number, seeds = '3 seeds each') =>
  expect(state(page)).toContainText(`${settings} settings, ${seeds}.`, { timeout: 30_000 });
const shown = async (page: Page) => JSON.parse((await snapshot(page)).document);

/** What the engine alone makes of settings: for each the values of all seeds. */
function alone(
  document: object,
  fields: readonly (readonly [string, readonly unknown[]])[],
  series: string,
  best = false,
) {
  const [at, values] = [fields.map(([one]) => one), fields.map(([, all]) => JSON.stringify(all))];
  const sweep = new engine.TrainingSweep(JSON.stringify(document), 0, at, values, 3, series, best, new engine.Files());
  while (sweep.advance(1e6));
  const all = [...sweep.values()];
  return Array.from({ length: all.length / 3 }, (_, k) => all.slice(3 * k, 3 * k + 3).sort((a, b) => a - b));
}

/** Points at a cell of a map of so many, the first row at the bottom. */
async function pointAt(
  page: Page,
  [column, row]: readonly [number, number],
  [columns, rows]: readonly [number, number],
) {
  const { width, height } = (await panel(page).getByRole('application').boundingBox())!;
  return {
    x: 66 + ((column + 0.5) / columns) * (width - 72),
    y: 22 + ((rows - row - 0.5) / rows) * (height - 62),
  };
}

const percent = (share: number) => `${Number((100 * share).toPrecision(3))}%`;

test('every setting is what the engine makes of it, and a click takes both values over in one edit', async ({
  page,
}) => {
  await open(page);
  await show(page, text(circle(), { across_values: '0.01, 0.1, 1', up_values: '1, 10, all' }));
  await made(page, 9);
  const [rates, batches] = [
    [0.01, 0.1, 1],
    [1, 10, 'all'],
  ];
  const wanted = alone(
    circle(),
    [
      ['/optimizer/*/lr', rates],
      ['/with/batch', batches],
    ],
    'test_accuracy',
  );
  const chart = panel(page).getByRole('application');
  for (const cell of [0, 4, 5, 7]) {
    const place = [cell % 3, Math.floor(cell / 3)] as const;
    await chart.hover({ position: await pointAt(page, place, [3, 3]) });
    const [low, median, high] = wanted[cell]!;
    await expect(says(page)).toContainText(
      `Learning rate ${rates[place[0]]}, Batch size ${batches[place[1]] === 'all' ? 'All' : batches[place[1]]}: ${percent(median!)}`,
    );
    await expect(says(page)).toContainText(
      `quartiles ${percent((low! + median!) / 2)} to ${percent((median! + high!) / 2)}`,
    );
  }
  await page.mouse.move(2, 2);
  const best = Math.max(...wanted.map(([, median]) => median!));
  await expect(says(page)).toContainText(`Test accuracy ${percent(best)}, the median of 3 seeds.`);
  await chart.click({ position: await pointAt(page, [2, 0], [3, 3]) });
  await expect.poll(async () => (await shown(page)).task.network.batch).toBe(1);
  expect((await shown(page)).runs).toEqual([{ optimizer: { gd: { lr: 1 } } }]);
  // what is tried does not depend on what holds now
  await expect(state(page).getByRole('progressbar')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await shown(page)).task.network.batch).toBe(10);
  // a rate of 0.1 is the default of the default
  expect((await shown(page)).runs).toBeUndefined();
});

test('values come from a range or are typed, and what is wrong is said in place', async ({ page }) => {
  await open(page);
  await show(page, text(circle(), { up: '', seeds: 1 }));
  await made(page, 7, 'one seed');
  const count = panel(page).getByRole('textbox', { name: 'Learning rate, how many' });
  await count.fill('4');
  await count.press('Enter');
  await made(page, 4, 'one seed');
  await panel(page).getByRole('combobox', { name: 'Values' }).selectOption('list');
  const list = panel(page).getByRole('textbox', { name: 'Learning rate: values' });
  await expect(list).toHaveValue('0.001, 0.01, 0.1, 1');
  await list.fill('0.1, a lot');
  await list.press('Enter');
  await expect(panel(page).locator('.wrong')).toContainText('“a” cannot stand here');
  await expect(list).toHaveValue('0.1, a lot');
  await list.fill('0.1 1000 1e-3');
  await list.press('Enter');
  await made(page, 3, 'one seed');
  await panel(page).getByRole('combobox', { name: 'Across' }).selectOption('activation');
  await expect(panel(page).getByRole('textbox', { name: 'Activation: values' })).toHaveValue(
    'sigmoid, tanh, relu, elu, gelu',
  );
  await made(page, 5, 'one seed');
  await panel(page).getByRole('combobox', { name: 'Upward' }).selectOption('l2');
  await made(page, 25, 'one seed');
  // units stand where activations do: they cannot be tried together
  expect(await panel(page).getByRole('combobox', { name: 'Upward' }).locator('option').allTextContents()).not.toContain(
    'Units in each layer',
  );
});

test('one field makes a curve, what diverges is said, and among several runs a value becomes the run’s own', async ({
  page,
}) => {
  await open(page);
  const runs = [{ optimizer: { gd: { lr: 0.1 } } }, { optimizer: { adam: { lr: 0.01 } } }];
  const plane = circle({ data: 'plane' }, runs);
  await show(page, text(plane, { across_values: '0.01, 0.1, 1e4', up: '', series: 'loss' }));
  await made(page, 3);
  const wanted = alone(plane, [['/optimizer/*/lr', [0.01, 0.1, 1e4]]], 'loss');
  expect(wanted[2]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  const chart = panel(page).getByRole('application');
  await chart.focus();
  // to where it holds now, and on
  await page.keyboard.press('ArrowRight');
  await expect(says(page)).toContainText(`Learning rate 0.1: ${wanted[1]![1]!.toPrecision(3)}`);
  await page.keyboard.press('ArrowRight');
  await expect(says(page)).toContainText('Learning rate 10000: diverges.');
  await panel(page).getByRole('combobox', { name: 'Across' }).selectOption('units');
  await made(page, 5);
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(says(page)).toContainText('Units in each layer 8:');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await shown(page)).runs[0]?.with).toEqual({ layers: [{}] });
  expect((await shown(page)).task.network.layers).toEqual([{ units: 4 }]);
  // the run tells it among its settings, and lets go of it again
  await page.locator('fall-line .run summary').first().click();
  const told = page.locator('fall-line .run .told').first();
  await expect(told).toContainText('Own layers 8 tanh');
  await told.getByRole('button').click();
  await expect.poll(async () => (await shown(page)).runs[0]?.with).toBeUndefined();
});

test('what takes long begins when it is asked for, can be stopped, and lets the figure learn', async ({ page }) => {
  await open(page);
  await show(page, text(circle({ epochs: 40, data: { circle: { samples: 2000 } } }), { epochs: 100_000, seeds: 64 }));
  await expect(state(page)).toContainText('This takes a while.');
  await panel(page).getByRole('button', { name: 'Start 2,688 trainings' }).click();
  await expect(state(page).getByRole('progressbar')).toBeVisible();
  await page.getByRole('slider', { name: 'Epoch' }).fill('40');
  await expect(page.locator('fall-line .story')).toContainText('epoch 40', { timeout: 10_000 });
  await expect(state(page).getByRole('progressbar')).toBeVisible();
  await state(page).getByRole('button', { name: 'Stop' }).click();
  await expect(state(page)).toContainText('Stopped.');
});

for (const [theme, lang, width] of [
  ['light', 'en', 1440],
  ['dark', 'ko', 820],
  ['light', 'ko', 390],
  ['dark', 'en', 328],
] as const) {
  test(`axe finds nothing, and nothing hangs over, ${theme}, ${lang}, ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, `?theme=${theme}&lang=${lang}`);
    await show(page, text(circle(), { seeds: 1, up: width === 390 ? '' : 'batch' }));
    await expect(page.locator('#trials-says')).not.toBeEmpty();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
  });
}
