// A network trained with many seeds has their median and quartiles in its curves; and on which scale curves are.

import { readFileSync } from 'node:fs';
import { format } from '../../www/src/draw/format';
import * as engine from '../../www/src/engine/wasm/train.js';
import { violations } from './axe';
import { expect, open, show, snapshot, test } from './figure';

engine.initSync({
  module: readFileSync(new URL('../../www/src/engine/wasm/train_bg.wasm', import.meta.url)),
});

const text = (repeat: number, view: object) =>
  JSON.stringify({
    task: { network: { data: 'circle', layers: [{ units: 4 }, { units: 2 }], batch: 10, epochs: 60 } },
    runs: [{ optimizer: { adam: { lr: 0.03 } } }, { optimizer: { gd: { lr: 0.1 } } }],
    repeat,
    view,
  });

test('the median and the quartiles of all seeds are those of the engine, of whatever is shown', async ({ page }) => {
  await open(page);
  await show(page, text(5, { at: 40 }));
  await expect(page.locator('fall-line .story')).toContainText('epoch 40');
  await expect(page.locator('fall-line .about-net')).toContainText('5 seeds');
  const alone = new engine.Training(text(5, {}), new engine.Files());
  while (alone.advance(1e6));
  const chart = page.locator('fall-line .chart');
  const quantity = page.getByRole('combobox', { name: 'Curve of' });
  await chart.focus();
  for (const [series, name] of [
    ['loss', 'Training loss'],
    ['test_accuracy', 'Test accuracy'],
    ['test_loss', 'Test loss'],
  ] as const) {
    await quantity.selectOption({ label: name });
    const [lower, median, upper] = [0, 1, 2].map((k) => alone.spread(0, series)![k]![40]!);
    const said = `Adam ${format(median!, 4)} (${format(lower!, 3)}, ${format(upper!, 3)})`;
    await expect(chart).toHaveAccessibleName(`Curves: ${name}`);
    await expect(chart).toHaveAttribute('aria-valuetext', new RegExp(said.replace(/[()]/g, '\\$&')));
  }
  // a gradient has no quartiles
  await quantity.selectOption({ label: 'Gradient size |g|' });
  await expect(chart).toHaveAttribute('aria-valuetext', /Adam [\d.]+,/);
  expect(await violations(page)).toEqual([]);
});

test('they are there while it learns', async ({ page }) => {
  await open(page, '', 'no-preference');
  await show(page, text(3, {}));
  await expect.poll(async () => (await snapshot(page)).step).toBeGreaterThan(5);
  await expect(page.locator('fall-line .chart')).toHaveAttribute('aria-valuetext', /Adam [\d.]+ \(/);
  expect((await snapshot(page)).playing).toBe(true);
});

test('how many seeds there are is typed beside the epochs, and one is none', async ({ page }) => {
  await open(page);
  await show(page, text(1, { at: 20, panels: ['network'] }));
  const seeds = page.getByRole('textbox', { name: 'Seeds, value' });
  await expect(seeds).toHaveValue('1');
  await seeds.fill('3');
  await seeds.press('Enter');
  await expect(page.locator('fall-line .about-net')).toContainText('3 seeds');
  // what is typed is told at once, and shown once it has begun
  const repeat = async () => (JSON.parse((await snapshot(page)).document) as { repeat?: number }).repeat;
  await expect.poll(repeat).toBe(3);
  await expect(page.locator('fall-line .chart')).toHaveAttribute('aria-valuetext', /Adam [\d.]+ \(/);
  await seeds.fill('65');
  await seeds.press('Enter');
  await expect(page.locator('fall-line .wrong')).toContainText('64');
  await seeds.fill('1');
  await seeds.press('Enter');
  await expect.poll(repeat).toBe(undefined);
  await expect(page.locator('fall-line .about-net')).not.toContainText('seeds');
});

test('losses stand on a logarithmic scale once they fall by more than a decade, shares never', async ({ page }) => {
  await open(page);
  await show(page, text(1, { at: 2 }));
  const scale = page.getByRole('combobox', { name: 'Scale' });
  await expect(page.locator('fall-line .story')).toContainText('epoch 2');
  await expect(scale).toHaveValue('linear');
  const alone = new engine.Training(text(1, {}), new engine.Files());
  while (alone.advance(1e6));
  const losses = [0, 1].flatMap((run) => [...alone.series(run, 'loss')]);
  expect(Math.max(...losses) / Math.min(...losses)).toBeGreaterThan(10);
  await page.getByRole('slider', { name: 'Epoch' }).fill('60');
  await expect(scale).toHaveValue('log');
  await page.getByRole('combobox', { name: 'Curve of' }).selectOption({ label: 'Test accuracy' });
  await expect(scale).toHaveValue('linear');
  // as one chooses
  await scale.selectOption('log');
  await expect
    .poll(async () => JSON.parse((await snapshot(page)).document).view.panels)
    .toEqual([{ curves: { log: true, quantity: 'test_accuracy' } }]);
  await expect(scale).toHaveValue('log');
});
