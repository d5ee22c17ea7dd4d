// Sixty thousand images take seconds to be drawn: how far that is, and giving it up.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { format } from '../../www/src/draw/format';
import * as engine from '../../www/src/engine/wasm/train.js';
import { violations } from './axe';
import { expect, open, show, snapshot, test } from './figure';

engine.initSync({
  module: readFileSync(new URL('../../www/src/engine/wasm/train_bg.wasm', import.meta.url)),
});

const small = JSON.stringify({
  task: { network: { data: 'circle', layers: [{ units: 4 }], batch: 10, epochs: 40 } },
  runs: [{ optimizer: { gd: { lr: 0.1 } } }],
  view: { at: 20 },
});
interface Editing {
  edit(at: string, value: number): void;
}
const strokes = (samples: number) =>
  JSON.stringify({
    task: {
      network: { data: { strokes: { samples } }, layers: [{ units: 8, activation: 'relu' }], batch: 64, epochs: 2 },
    },
    runs: [{ optimizer: 'adam' }],
    view: { at: 0, panels: ['data'] },
  });
const give = (page: Page, text: string) =>
  page.evaluate((given) => {
    (document.querySelector('fall-line') as unknown as { text: string }).text = given;
  }, text);
const bar = (page: Page) => page.locator('fall-line .opening');

test('how far it is grows, what is shown goes on meanwhile, and then it is there as it always was', async ({
  page,
}) => {
  await open(page);
  await show(page, small);
  await give(page, strokes(60_000));
  await expect(bar(page)).toContainText('Drawing the data');
  const shares = new Set<number>();
  while ((await bar(page).count()) > 0) {
    const share = await page.evaluate(
      () =>
        document.querySelector('fall-line')!.shadowRoot!.querySelector<HTMLProgressElement>('.opening progress')?.value,
    );
    if (share !== undefined) shares.add(share);
    // the network that is shown answers
    await page.getByRole('slider', { name: 'Epoch' }).press('ArrowRight');
    await page.waitForTimeout(50);
  }
  const seen = [...shares];
  expect(seen.length).toBeGreaterThan(3);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  await expect(page.locator('fall-line .about-net')).toContainText('48000 to learn from');
  // the last press may have met the new one
  await page.getByRole('slider', { name: 'Epoch' }).press('Home');
  const alone = new engine.Training(strokes(60_000), new engine.Files());
  alone.step(0);
  await expect(page.locator('fall-line .run b').first()).toHaveText(format(alone.series(0, 'loss')[0]!));
});

test('given up, the document and the picture are those that were, and learn on', async ({ page }) => {
  await open(page);
  await show(page, small);
  const loss = page.locator('fall-line .run b').first();
  await expect(page.locator('fall-line .story')).toContainText('epoch 20');
  const [before, was] = [(await snapshot(page)).document, await loss.textContent()];
  await give(page, strokes(60_000));
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(bar(page)).toHaveCount(0);
  expect((await snapshot(page)).document).toBe(before);
  expect(await page.evaluate(() => (document.querySelector('fall-line') as unknown as { text: string }).text)).toBe(
    before,
  );
  await expect(loss).toHaveText(was!);
  await page.getByRole('slider', { name: 'Epoch' }).fill('40');
  const alone = new engine.Training(small, new engine.Files());
  while (alone.advance(1e6));
  await expect(loss).toHaveText(format(alone.series(0, 'loss')[40]!));
  // nor does it come later
  await page.waitForTimeout(1500);
  expect((await snapshot(page)).document).toBe(before);
});

test('an edit that is given up is taken back alone, by keys too', async ({ page }) => {
  await open(page);
  await show(page, strokes(2000));
  const samples = page.getByRole('textbox', { name: /Images|Rows|Samples/ }).first();
  await samples.fill('1000');
  await samples.press('Enter');
  const data = async () => JSON.parse((await snapshot(page)).document).task.network.data.strokes.samples;
  await expect.poll(data).toBe(1000);
  await page.waitForTimeout(900);
  await samples.fill('60000');
  await samples.press('Enter');
  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(bar(page)).toHaveCount(0);
  await expect(samples).toHaveValue('1000');
  expect(await data()).toBe(1000);
  // what was done before is still to be undone
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(data).toBe(2000);
});

test('a wrong edit leaves the slow one before it on its way', async ({ page }) => {
  await open(page);
  await show(page, strokes(500));
  const net = async () => JSON.parse((await snapshot(page)).document).task.network;
  const edit = (at: string, value: number) =>
    page.evaluate(([at, value]) => (document.querySelector('fall-line') as unknown as Editing).edit(at, value), [
      at,
      value,
    ] as const);
  await edit('/task/network/layers/0/units', 9);
  await expect.poll(async () => (await net()).layers[0].units).toBe(9);
  await page.waitForTimeout(900);
  await edit('/task/network/data/strokes/samples', 60_000);
  await expect(bar(page)).toBeVisible();
  await edit('/task/network/batch', -5);
  await page.waitForTimeout(300);
  await expect(bar(page)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(bar(page)).toHaveCount(0);
  expect((await net()).layers[0].units).toBe(9);
  expect((await net()).data.strokes.samples).toBe(500);
  await edit('/task/network/data/strokes/samples', 20_000);
  await edit('/task/network/batch', -5);
  await expect.poll(async () => (await net()).data.strokes.samples).toBe(20_000);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await net()).data.strokes.samples).toBe(500);
});

test('a surface stays where a network is given up; a hand may change it meanwhile, and in that moment', async ({
  page,
}) => {
  await open(page);
  const before = (await snapshot(page)).document;
  await give(page, strokes(60_000));
  await expect(bar(page)).toBeVisible();
  const rate = page.locator('fall-line .run input[type=range]').first();
  const lr = async () => JSON.parse((await snapshot(page)).document).runs[0].optimizer.gd.lr;
  await rate.press('ArrowRight');
  await expect.poll(lr).toBeGreaterThan(0.95);
  await expect(bar(page)).toBeVisible();
  const during = await lr();
  await page.evaluate(() => {
    const { shadowRoot } = document.querySelector('fall-line')!;
    shadowRoot!.querySelector<HTMLElement>('.opening button')!.click();
    const key = new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, composed: true });
    shadowRoot!.querySelector('.run input[type=range]')!.dispatchEvent(key);
  });
  await expect(bar(page)).toHaveCount(0);
  await expect.poll(lr).toBeGreaterThan(during);
  // nor does the network come later
  await page.waitForTimeout(1500);
  expect(JSON.parse((await snapshot(page)).document).task.surface).toEqual(JSON.parse(before).task.surface);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(lr).toBeLessThan(during + 1e-9);
});

for (const [theme, language, width] of [
  ['light', 'en', 1280],
  ['dark', 'ko', 328],
] as const) {
  test(`axe finds nothing, and nothing hangs over, ${theme}, ${language}, ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 });
    await open(page, `?theme=${theme}&lang=${language}`);
    await show(page, small);
    await give(page, strokes(60_000));
    await expect(bar(page)).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    // it is gone before all is looked at
    await bar(page).evaluate((element) => element.after(element.cloneNode(true)));
    await bar(page).getByRole('button').first().click();
    await expect(bar(page)).toHaveCount(1);
    expect(await violations(page)).toEqual([]);
  });
}
