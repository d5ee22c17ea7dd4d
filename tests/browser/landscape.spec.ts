// The landscape of the loss: what it says of a place is what the engine says, and it follows time once that rests.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import * as engine from '../../www/src/engine/wasm/train.js';
import { violations } from './axe';
import { expect, open, show, snapshot, test } from './figure';

engine.initSync({
  module: readFileSync(new URL('../../www/src/engine/wasm/train_bg.wasm', import.meta.url)),
});

const circle = {
  task: { network: { data: 'circle', layers: [{ units: 4 }, { units: 2 }], batch: 10, epochs: 40 } },
  runs: [{ optimizer: { gd: { lr: 0.1 } } }],
};
const text = (chosen: object, at = 40, more: object = {}) =>
  JSON.stringify({ ...circle, ...more, view: { panels: [{ landscape: chosen }], at } });
const panel = (page: Page) => page.getByRole('region', { name: 'Loss landscape' });
const says = (page: Page) => panel(page).locator('.says');
const made = (page: Page) => expect(panel(page).locator('.map-state')).toHaveText(/4,096 losses/, { timeout: 20_000 });

/** The same made by the engine alone. */
function alone(epochs: number, seed: number | undefined, radius: number) {
  const training = new engine.Training(JSON.stringify(circle), new engine.Files());
  while (training.progress(0).epochs < 40) training.step(1);
  const land = new engine.Landscape(training, 0, seed, radius, 64, 64, epochs);
  while (land.advance(1000));
  return {
    values: land.values(),
    domain: [...land.domain()],
    kept: land.kept,
    loss: training.series(0, 'loss')[epochs]!,
  };
}

const digits = (value: number, count: number) => {
  const size = Math.floor(Math.log10(Math.abs(value)));
  return value.toFixed(Math.max(0, count - 1 - size)).replace('-', '−');
};

/** How light the picture is at a place, from 0 to 1 across and down. */
const lightAt = (page: Page, across: number, down: number) =>
  panel(page)
    .locator('canvas.land')
    .evaluate(
      (canvas: HTMLCanvasElement, [x, y]) => {
        const copy = new OffscreenCanvas(1, 1).getContext('2d')!;
        copy.drawImage(canvas, -Math.round(x * canvas.width), -Math.round(y * canvas.height));
        const { data } = copy.getImageData(0, 0, 1, 1);
        return data[0]! + data[1]! + data[2]!;
      },
      [across, down] as const,
    );

test('the loss of any place is the engine’s, by hand and by keys', async ({ page }) => {
  await open(page);
  await show(page, text({ seed: 5, radius: 0.5 }));
  await made(page);
  const { values, loss } = alone(40, 5, 0.5);
  const least = Math.min(...values);
  await expect(says(page)).toContainText(`After epoch 40: loss ${digits(loss, 3)} at the ball`);
  await expect(says(page)).toContainText(`the lowest on this plane is ${digits(least, 3)}`);
  const picture = panel(page).getByRole('application');
  await picture.focus();
  // the first press shows the cursor at the ball; the cell right and below the middle holds it
  await page.keyboard.press('ArrowRight');
  for (const [keys, column, row] of [
    ['Shift+ArrowRight', 40, 32],
    ['ArrowUp', 40, 31],
    ['Shift+ArrowDown', 40, 39],
    ['ArrowLeft', 39, 39],
  ] as const) {
    await page.keyboard.press(keys);
    await expect(says(page)).toContainText(`loss ${digits(values[row * 64 + column]!, 4)}.`);
  }
  await page.keyboard.press('Escape');
  await expect(says(page)).toContainText('at the ball');
  // dark where it is low, light where it is high
  const { width, height } = (await picture.boundingBox())!;
  const side = Math.min(width - 52, height - 34);
  const place = (cell: number) =>
    [
      (44 + (((cell % 64) + 0.5) / 64) * side) / width,
      (8 + ((Math.floor(cell / 64) + 0.5) / 64) * side) / height,
    ] as const;
  const high = values.indexOf(Math.max(...values));
  const low = 20 * 64 + 20;
  expect(values[low]!).toBeLessThan(values[high]! / 2);
  expect(await lightAt(page, ...place(low))).toBeLessThan(await lightAt(page, ...place(high)));
  const cell = 45 * 64 + 10;
  const [x, y] = place(cell);
  await picture.hover({ position: { x: x * width, y: y * height } });
  await expect(says(page)).toContainText(`loss ${digits(values[cell]!, 4)}.`);
});

test('the plane of the way says how much of it it keeps; other directions, another picture', async ({ page }) => {
  await open(page);
  await show(page, text({}));
  await made(page);
  const before = await lightAt(page, 0.9, 0.1);
  await panel(page).getByRole('button', { name: 'Other directions' }).click();
  await expect
    .poll(async () => JSON.parse((await snapshot(page)).document).view.panels)
    .toEqual([{ landscape: { seed: 1 } }]);
  await made(page);
  await expect.poll(() => lightAt(page, 0.9, 0.1)).not.toBe(before);
  await panel(page).getByRole('combobox', { name: 'Plane' }).selectOption('path');
  const { kept } = alone(40, undefined, 1);
  expect(kept).toBeGreaterThan(0.9);
  await expect(says(page)).toContainText(`The plane keeps ${Math.floor(1000 * kept) / 10}% of the way`);
});

test('it is made anew where time rests, not while it runs', async ({ page }) => {
  await open(page);
  await show(page, text({ plane: 'path' }));
  await made(page);
  await page.getByRole('slider', { name: 'Epoch' }).fill('10');
  const { values, loss } = alone(10, undefined, 1);
  await expect(says(page)).toContainText(`After epoch 10: loss ${digits(loss, 3)} at the ball`);
  await made(page);
  await expect(says(page)).toContainText(`the lowest on this plane is ${digits(Math.min(...values), 3)}`);
  await page.getByRole('slider', { name: 'Epoch' }).fill('0');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(panel(page).locator('.map-state')).toHaveText('Made when time stands still.');
  await expect.poll(async () => (await snapshot(page)).step).toBeGreaterThan(12);
  await expect(panel(page).locator('.map-state')).toHaveText('Made when time stands still.');
  await page.getByRole('button', { name: 'Pause' }).click();
  const { step } = await snapshot(page);
  await expect(says(page)).toContainText(`After epoch ${step}:`);
  await made(page);
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
    await show(page, text({}));
    await expect(page.locator('#landscape-says')).not.toBeEmpty();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
  });
}
