// The panel of layers: what it says of a network is what the engine says, before training and while it goes on.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { LayerProbe } from '../../www/src/engine/wasm/train.js';
import * as engine from '../../www/src/engine/wasm/train.js';
import { violations } from './axe';
import { expect, open, show, snapshot, test } from './figure';

engine.initSync({
  module: readFileSync(new URL('../../www/src/engine/wasm/train_bg.wasm', import.meta.url)),
});

const deep = (activation: string, count: number, more: object = {}) => ({
  task: {
    network: {
      data: 'spiral',
      layers: Array.from({ length: count }, () => ({ units: 8, activation })),
      batch: 10,
      epochs: 30,
      ...more,
    },
  },
  runs: [{ optimizer: { adam: { lr: 0.01 } } }],
});
const text = (document: object, view: object = {}) =>
  JSON.stringify({ ...document, view: { panels: ['layers'], ...view } });
const panel = (page: Page) => page.getByRole('region', { name: 'Layers' });
const says = (page: Page) => panel(page).locator('.says');

/** The layers of the document alone after some epochs. */
function alone(document: string, epochs: number): LayerProbe[] {
  const training = new engine.Training(document, new engine.Files());
  while (training.progress(0).epochs < epochs) training.step(1);
  return training.layers(0, 40);
}

const size = ({ gradients: { mean, deviation } }: LayerProbe) => Math.hypot(mean!, deviation!);
const times = (factor: number) => Number(factor.toPrecision(2)).toLocaleString('en');

test('a gradient that vanishes is said with its number, and another start mends it', async ({ page }) => {
  await open(page);
  const sigmoid = deep('sigmoid', 8);
  await show(page, text(sigmoid, { at: 0 }));
  const layers = alone(JSON.stringify(sigmoid), 0);
  const factor = size(layers[7]!) / size(layers[0]!);
  expect(factor).toBeGreaterThan(50);
  await expect(says(page)).toContainText(
    `Before training: Vanishing: the gradient of layer 1 is ${times(factor)} times smaller than that of layer 8.`,
  );
  // all layers at once
  await panel(page).getByRole('combobox', { name: 'Activation' }).selectOption('tanh');
  await expect(says(page)).toContainText('Healthy');
  await panel(page).getByRole('combobox', { name: 'First weights' }).selectOption('normal');
  await expect(says(page)).toContainText('Fading');
  const deviation = panel(page).getByRole('textbox', { name: 'Their deviation, value' });
  await deviation.fill('5');
  await deviation.press('Enter');
  await expect(says(page)).toContainText(/Saturated: \d+% .* bound of tanh/);
  const depth = panel(page).getByRole('textbox', { name: 'Hidden layers, value' });
  await depth.fill('17');
  await depth.press('Enter');
  await expect(panel(page).locator('.wrong')).toContainText('0 to 16');
  await depth.fill('16');
  await depth.press('Enter');
  await expect(panel(page).locator('.stratum[role=group]')).toHaveCount(17);
  await panel(page).getByRole('combobox', { name: 'First weights' }).selectOption('he');
  await panel(page).getByRole('combobox', { name: 'Drawn' }).selectOption('uniform');
  const network = async () => JSON.parse((await snapshot(page)).document).task.network;
  await expect.poll(async () => (await network()).init).toEqual({ he: { distribution: 'uniform' } });
  expect((await network()).layers).toHaveLength(16);
  // both choices followed each other so soon that they are one edit
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await network()).init).toEqual({ normal: { std: 5 } });
});

test('every layer is shown as it was at the time that is shown', async ({ page }) => {
  await open(page);
  const relu = deep('relu', 3, { init: { lecun: { distribution: 'uniform' } } });
  await show(page, text(relu, { at: 30, panels: [{ layers: { weights: true } }] }));
  for (const epoch of [30, 0, 30]) {
    await page.getByRole('slider', { name: 'Epoch' }).fill(String(epoch));
    await expect(says(page)).toContainText(epoch ? `After epoch ${epoch}` : 'Before training', { timeout: 20_000 });
    const layers = alone(JSON.stringify(relu), epoch);
    const rows = await panel(page).locator('.stratum[role=group]').allTextContents();
    expect(rows).toHaveLength(4);
    for (const [k, row] of rows.entries()) {
      const { activations, gradients, weights, ratio } = layers[k]!;
      const numbers = row
        .replaceAll('−', '-')
        .replaceAll(
          /×10(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹])/g,
          (_, minus: string, digit: string) => `e${minus ? '-' : ''}${'⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)}`,
        );
      const found = [...numbers.matchAll(/(?:mean|σ) (-?[\d.e-]+)|Update\/weight\s*(-?[\d.e-]+)/g)].map(([, a, b]) =>
        Number(a ?? b),
      );
      const wanted = [ratio!, activations.mean!, activations.deviation!, gradients.deviation!, weights.deviation!];
      expect(found).toEqual(wanted.map((value) => Number(value.toPrecision(2))));
    }
  }
});

test('histograms share a scale, or have their own', async ({ page }) => {
  await open(page);
  await show(page, text(deep('tanh', 4)));
  const labels = () =>
    panel(page)
      .getByRole('img', { name: /^Gradients of/ })
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')!.split(', ')[1]));
  await expect.poll(async () => new Set(await labels()).size).toBe(1);
  expect(await labels()).toHaveLength(5);
  await panel(page).getByRole('checkbox', { name: 'Each on a scale' }).check();
  await expect.poll(async () => new Set(await labels()).size).toBe(5);
  // where all is drawn on one scale, what is smaller takes fewer pixels
  const painted = (k: number) =>
    panel(page)
      .getByRole('img', { name: /^Activations of/ })
      .nth(k)
      .evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        let count = 0;
        for (let at = 0; at < data.length; at += 4) if (data[at + 2]! > data[at]! + 60) count += 1;
        return count;
      });
  expect(await painted(0)).toBeGreaterThan(100);
});

for (const [theme, lang, width] of [
  ['light', 'en', 1440],
  ['dark', 'ko', 390],
  ['light', 'ko', 820],
  ['dark', 'en', 328],
] as const) {
  test(`axe finds nothing, and nothing hangs over, ${theme}, ${lang}, ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, `?theme=${theme}&lang=${lang}`);
    const init = { init: { normal: { std: 0.1 } } };
    await show(page, text(deep('relu', 16, init), { panels: ['network', { layers: { weights: true, own: true } }] }));
    await expect(page.locator('fall-line .stratum[role=group]')).toHaveCount(17);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
  });
}
