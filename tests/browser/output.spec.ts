// What comes out of a network in flat areas, and where time stops by itself.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { inks } from '../../www/src/draw/inks';
import { mixed, tonesOf } from '../../www/src/draw/tones';
import { planOf } from '../../www/src/elements/network/diagram';
import * as engine from '../../www/src/engine/wasm/train.js';
import { violations } from './axe';
import { expect, open, show, snapshot, test } from './figure';

engine.initSync({
  module: readFileSync(new URL('../../www/src/engine/wasm/train_bg.wasm', import.meta.url)),
});

const text = (data: object | string, view: object) =>
  JSON.stringify({
    task: { network: { data, layers: [{ units: 8 }, { units: 4 }], batch: 10, epochs: 60 } },
    runs: [{ optimizer: { adam: { lr: 0.02 } } }],
    view,
  });
const panels = async (page: Page) => JSON.parse((await snapshot(page)).document).view.panels;
const status = (page: Page) => page.locator('fall-line .caption [role=status]');
const step = async (page: Page) => (await snapshot(page)).step;

/** Colours of the plane at cells that no row of the data is near, from the top left on. */
async function colours(page: Page, layers: readonly number[]): Promise<readonly string[]> {
  const { width, height } = (await page.locator('fall-line .net').boundingBox())!;
  const { out } = planOf(width, height, layers);
  return page.locator('fall-line .net canvas').evaluate(
    (canvas: HTMLCanvasElement, { left, top, width: wide, height: high, all }) => {
      const ratio = canvas.width / all;
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true })!;
      copy.drawImage(canvas, 0, 0);
      const { data, width: across } = copy.getImageData(0, 0, canvas.width, canvas.height);
      const found: string[] = [];
      // corners and edges: the data are in the middle
      for (let k = 0; k < 40; k++) {
        for (const [x, y] of [
          [(k + 0.5) / 40, 0.02],
          [(k + 0.5) / 40, 0.98],
          [0.02, (k + 0.5) / 40],
          [0.98, (k + 0.5) / 40],
        ] as const) {
          const [column, row] = [Math.round((left + x * wide) * ratio), Math.round((top + y * high) * ratio)];
          const from = 4 * (row * across + column);
          found.push(data.subarray(from, from + 3).join());
        }
      }
      return found;
    },
    { ...out, all: width },
  );
}

test('each point has the colour of its class alone, as the engine says it', async ({ page }) => {
  await open(page);
  const document = text({ spiral: { classes: 3 } }, { at: 20 });
  await show(page, document);
  await expect(page.locator('fall-line .story')).toContainText('epoch 20');
  expect(new Set(await colours(page, [2, 8, 4, 3])).size).toBeGreaterThan(20);
  const flat = page.getByRole('checkbox', { name: 'Discretise output' });
  await flat.focus();
  await page.keyboard.press('Space');
  await expect.poll(() => panels(page)).toEqual([{ output: { flat: true } }]);
  const tones = tonesOf(inks.light);
  const three = tones.ends.slice(0, 3).map((end) => mixed(tones.none, end, 1).map(Math.round).join());
  const seen = await colours(page, [2, 8, 4, 3]);
  const of = (colour: string) => three.indexOf(colour);
  // an edge between two may lie on a pixel
  expect(seen.filter((colour) => of(colour) < 0).length).toBeLessThan(12);
  const alone = new engine.Training(document, new engine.Files());
  alone.step(20 * 25);
  const said = alone.plane(0, Float64Array.of(-6, 6, -6, 6), 40, 40)!.subarray(-3 * 1600);
  const classAt = (cell: number) => [0, 1, 2].sort((a, b) => said[b * 1600 + cell]! - said[a * 1600 + cell]!)[0];
  const top = seen.filter((_, k) => k % 4 === 0).map(of);
  const right = top.filter((one, k) => one === classAt(k)).length;
  expect(right).toBeGreaterThan(36);
  // back to grades, and nothing of it is left
  await flat.uncheck();
  await expect.poll(() => panels(page)).toBe(undefined);
});

test('numbers have seven colours', async ({ page }) => {
  await open(page);
  await show(page, text('sine', { at: 20, panels: [{ output: { flat: true } }] }));
  await expect(page.locator('fall-line .story')).toContainText('epoch 20');
  const counts = new Map<string, number>();
  for (const colour of await colours(page, [2, 8, 4, 1])) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  expect([...counts.values()].filter((count) => count > 3).length).toBeLessThanOrEqual(7);
});

test('time stops after the epoch that was set, says so, and one press goes on', async ({ page }) => {
  await open(page, '', 'no-preference');
  await show(page, text('circle', { panels: ['network', { stop: { epoch: 23 } }] }));
  await expect(status(page)).toHaveText('Stopped after epoch 23, as set. Play goes on.', { timeout: 20_000 });
  expect(await step(page)).toBe(23);
  expect((await snapshot(page)).playing).toBe(false);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => step(page), { timeout: 20_000 }).toBe(60);
  await expect(status(page)).not.toContainText('Stopped');
  // by hand: another epoch, then none
  const field = page.getByRole('textbox', { name: 'Epoch to stop at' });
  await field.fill('0');
  await field.press('Enter');
  await expect(page.locator('fall-line .panel .wrong')).toContainText('1');
  await field.fill('7');
  await field.press('Enter');
  await expect.poll(() => panels(page)).toEqual(['network', { stop: { epoch: 7 } }]);
  await page.getByRole('button', { name: 'Restart' }).click();
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(status(page)).toContainText('epoch 7');
  await page.getByRole('checkbox', { name: 'Stop at an epoch' }).uncheck();
  await expect.poll(() => panels(page)).toEqual(['network']);
});

test('time stops where the target is reached, also where no race is shown', async ({ page }) => {
  await open(page, '', 'no-preference');
  const document = text('circle', { panels: [{ stop: { there: true, target: 0.9 } }] });
  const alone = new engine.Training(document, new engine.Files());
  while (alone.advance(1e6));
  const first = alone.series(0, 'test_accuracy').findIndex((right) => right >= 0.9);
  expect(first).toBeGreaterThan(1);
  await show(page, document);
  await expect(status(page)).toHaveText(`Stopped after epoch ${first}: Adam is at 90 %. Play goes on.`, {
    timeout: 20_000,
  });
  expect(await step(page)).toBe(first);
});

for (const [theme, language, width] of [
  ['light', 'en', 1280],
  ['dark', 'ko', 328],
] as const) {
  test(`axe finds nothing, and nothing hangs over, ${theme}, ${language}, ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, `?theme=${theme}&lang=${language}`, 'no-preference');
    const stop = { epoch: 3, there: true };
    await show(page, text('circle', { panels: ['network', { output: { flat: true } }, { stop }] }));
    await expect(status(page)).toContainText('3', { timeout: 20_000 });
    await expect(page.locator('fall-line .stops .number')).toHaveCount(2);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}
