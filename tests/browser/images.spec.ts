// The panel of pictures: what the network says of each, its worst rows, its first weights, and a pad to draw on. Its
// numbers are those of the engine alone.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import * as engine from '../../www/src/engine/wasm/train.js';
import { violations } from './axe';
import { expect, open, show, snapshot, test } from './figure';

engine.initSync({
  module: readFileSync(new URL('../../www/src/engine/wasm/train_bg.wasm', import.meta.url)),
});
const packed = readFileSync(new URL('../../crates/fall-line/data/digits.bin', import.meta.url));

const digits = (view: object = {}) => ({
  task: { network: { data: 'digits', layers: [{ units: 16, activation: 'relu' }], batch: 32, epochs: 20 } },
  runs: [{ optimizer: { adam: { lr: 0.005 } } }],
  view: { panels: ['images'], at: 12, ...view },
});

/** The same run, by the engine alone, at the end of an epoch. */
function alone(document: object, epoch: number): engine.Training {
  const files = new engine.Files();
  files.put('fall-line/digits.bin', packed);
  const training = new engine.Training(JSON.stringify(document), files);
  while (training.progress(0).epochs < epoch) training.step(1);
  return training;
}

const panel = (page: Page) => page.locator('fall-line .panel.images');
const story = (page: Page) => page.locator('fall-line .story');
const sheet = (page: Page) => panel(page).getByRole('list', { name: 'What it says of its rows' });
const bars = (page: Page) => panel(page).getByRole('list', { name: 'Probability of each class' });
const percents = async (page: Page) => (await bars(page).locator('.share').allTextContents()).map(Number.parseFloat);

async function openDigits(page: Page, view: object = {}, query = ''): Promise<void> {
  await open(page, query);
  await show(page, JSON.stringify(digits(view)));
  await expect(story(page)).toContainText(String((view as { at?: number }).at ?? 12), { timeout: 30_000 });
  await expect(panel(page).locator('.samples').nth(1).locator('li').first()).toBeVisible();
}

/** Draws from point to point of the pad, in shares of its side. */
async function draw(page: Page, points: readonly (readonly [number, number])[]): Promise<void> {
  const pad = panel(page).locator('.drawing');
  await pad.scrollIntoViewIfNeeded();
  const { x, y, width } = (await pad.boundingBox())!;
  const [first, ...rest] = points.map(([a, b]) => [x + a * width, y + b * width] as const);
  await page.mouse.move(...first!);
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(...point, { steps: 8 });
  await page.mouse.up();
}

const seven = [
  [0.3, 0.2],
  [0.7, 0.2],
  [0.45, 0.85],
] as const;

test('each picture of the sheet says what the engine says of its row, and what is wrong is marked', async ({
  page,
}) => {
  await openDigits(page);
  const training = alone(digits(), 12);
  const rows = training.part(0, 2);
  const [targets, said] = [training.targets(0), training.says(0, rows)];
  const wanted = [...rows].map((row, k) => {
    const out = said.subarray(10 * k, 10 * k + 10);
    const best = out.indexOf(Math.max(...out));
    return { is: String(targets[row]), says: String(best), right: best === targets[row] };
  });
  const read = () =>
    sheet(page)
      .locator('li')
      .evaluateAll((all) =>
        all.map((one) => ({
          is: one.querySelector('.is')?.textContent,
          says: one.querySelector('.says')?.lastChild?.textContent?.trim(),
          right: one.querySelector('.mark')?.textContent === '✓',
        })),
      );
  // read for those who only listen, too
  await expect(sheet(page).locator('li .unseen').first()).toHaveText(/Right:|Wrong:/);
  await expect.poll(read).toEqual(wanted.slice(0, 24).map(({ is, says, right }) => ({ is, says, right })));
  await panel(page).getByRole('button', { name: 'Next ones' }).click();
  await expect.poll(read).toEqual(wanted.slice(24, 48));
  await panel(page).getByRole('combobox', { name: 'Rows' }).selectOption('train');
  await expect(panel(page).getByText('of 1438').first()).toBeVisible();
  const { panels } = JSON.parse((await snapshot(page)).document).view;
  expect(panels).toEqual([{ images: { part: 'train' } }]);
});

test('the worst are the engine’s worst, and follow when time stands still', async ({ page }) => {
  await openDigits(page);
  const worst = panel(page).getByRole('list', { name: 'The worst of them' });
  const costs = async () =>
    (await worst.locator('.cost').allTextContents()).map((text) => Number.parseFloat(text.replace('loss ', '')));
  for (const epoch of [12, 2]) {
    if (epoch === 2) await page.getByRole('slider', { name: 'Epoch' }).fill('2');
    const training = alone(digits(), epoch);
    const study = new engine.Worst(training, 0, 2, 12);
    while (study.advance(1000));
    const wanted = [...study.losses()].map((loss) => Number(loss.toPrecision(3)));
    await expect.poll(costs).toEqual(wanted);
    await expect(panel(page).getByText(`After epoch ${epoch}, of 359 rows`)).toBeVisible();
  }
});

test('what is drawn is seen small, told live, and taken back', async ({ page }) => {
  await openDigits(page);
  await expect(panel(page).getByRole('button', { name: 'Clear' })).toBeDisabled();
  await draw(page, seven);
  await expect(bars(page).locator('.best .class')).toHaveText('7');
  const certain = await percents(page);
  expect(certain[7]).toBeGreaterThan(50);
  expect(certain.reduce((all, one) => all + one, 0)).toBeGreaterThan(97);
  await expect(panel(page).getByRole('status')).toHaveText(/It says 7, /);
  // the small picture is 8 × 8 of ink on paper, and the network is asked about just this
  const levels = await panel(page)
    .locator('.seen canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const red = Array.from({ length: data.length / 4 }, (_, k) => data[4 * k]!);
      return red.map((one) => (Math.max(...red) - one) / (Math.max(...red) - Math.min(...red)));
    });
  expect(levels.length).toBe(64);
  const said = alone(digits(), 12).think(0, Float32Array.from(levels)).slice(-10);
  for (const [k, share] of certain.entries()) expect(Math.abs(share - 100 * said[k]!)).toBeLessThan(3);
  // as it was before it learned, it says something else
  await page.getByRole('slider', { name: 'Epoch' }).fill('0');
  await expect.poll(() => percents(page)).not.toEqual(certain);
  await page.getByRole('slider', { name: 'Epoch' }).fill('12');
  await expect.poll(() => percents(page)).toEqual(certain);
  await draw(page, [
    [0.3, 0.5],
    [0.7, 0.5],
  ]);
  await expect.poll(() => percents(page)).not.toEqual(certain);
  await panel(page).getByRole('button', { name: 'Undo stroke' }).click();
  await expect.poll(() => percents(page)).toEqual(certain);
  await panel(page).getByRole('button', { name: 'Clear' }).click();
  await expect(bars(page).locator('.share').first()).toHaveText('–');
});

test('keys draw as well, and time does not hear them', async ({ page }) => {
  await openDigits(page);
  const pad = panel(page).getByRole('application', { name: 'Pad to draw on' });
  await pad.focus();
  for (let k = 0; k < 4; k++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Space');
  for (let k = 0; k < 9; k++) await page.keyboard.press('ArrowRight');
  for (let k = 0; k < 13; k++) {
    await page.keyboard.press('ArrowDown');
    if (k % 2) await page.keyboard.press('ArrowLeft');
  }
  await page.keyboard.press('Space');
  await expect(bars(page).locator('.best .class')).toHaveText('7');
  await expect(panel(page).getByRole('status')).toHaveText(/It says 7/);
  await page.keyboard.press('Backspace');
  await expect(bars(page).locator('.share').first()).toHaveText('–');
  expect((await snapshot(page)).playing).toBe(false);
});

test('the weights are in the colours of their signs, on one scale', async ({ page }) => {
  await openDigits(page);
  const weights = alone(digits(), 12)
    .weights(0)
    .subarray(0, 16 * 64);
  const far = Math.max(...weights.map(Math.abs));
  await expect(panel(page).locator('.scale')).toContainText(`−${far.toPrecision(2)}`);
  const pictures = await panel(page)
    .locator('.filters canvas')
    .evaluateAll((all) =>
      (all as HTMLCanvasElement[]).map((canvas) => [...canvas.getContext('2d')!.getImageData(0, 0, 8, 8).data]),
    );
  expect(pictures.length).toBe(16);
  for (const [unit, data] of pictures.entries()) {
    for (let k = 0; k < 64; k++) {
      const weight = weights[64 * unit + k]! / far;
      const blue = data[4 * k + 2]! - data[4 * k]!;
      if (Math.abs(weight) > 0.15) expect(Math.sign(blue), `${unit} ${k} ${weight}`).toBe(Math.sign(weight));
    }
  }
});

test('other data have no pictures, and lead to some', async ({ page }) => {
  await open(page);
  const circle = { task: { network: { data: 'circle', epochs: 2 } }, view: { panels: ['images'] } };
  await show(page, JSON.stringify(circle));
  await expect(panel(page)).toContainText('no pictures in these data');
  await panel(page).getByRole('button', { name: 'Drawn digits' }).click();
  await expect(sheet(page).locator('li').first()).toBeVisible({ timeout: 30_000 });
  const { network } = JSON.parse((await snapshot(page)).document).task;
  expect(network.data).toBe('strokes');
});

test.describe('a finger', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });

  test('draws, and the page stays where it is', async ({ page }) => {
    await openDigits(page);
    const pad = panel(page).locator('.drawing');
    await pad.evaluate((element) => element.scrollIntoView({ block: 'end' }));
    const scrolled = () => page.evaluate(() => scrollY);
    const before = await scrolled();
    const { x, y, width } = (await pad.boundingBox())!;
    const touch = await page.context().newCDPSession(page);
    const path = seven.flatMap(([a, b], k) => {
      const [c, d] = seven[k + 1] ?? [a, b];
      return Array.from({ length: 6 }, (_, n) => [a + ((c - a) * n) / 6, b + ((d - b) * n) / 6] as const);
    });
    for (const [k, [a, b]] of path.entries()) {
      const touchPoints = [{ x: x + a * width, y: y + b * width }];
      await touch.send('Input.dispatchTouchEvent', { type: k === 0 ? 'touchStart' : 'touchMove', touchPoints });
    }
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(bars(page).locator('.best .class')).toHaveText('7');
    expect(await scrolled()).toBe(before);
  });
});

test('in a narrow column nothing hangs over', async ({ page }) => {
  await openDigits(page, { panels: ['images', 'data'] });
  for (const width of [328, 240]) {
    await page.locator('fall-line').evaluate((figure, px) => {
      (figure as HTMLElement).style.width = `${px}px`;
    }, width);
    const over = () =>
      page.locator('fall-line').evaluate((figure) => {
        const edge = figure.getBoundingClientRect().right;
        return [...figure.shadowRoot!.querySelectorAll('.panel > :not(header) *')]
          .filter((one) => one.getBoundingClientRect().right > edge + 1 && !one.closest('.unseen'))
          .map((one) => `${one.localName}.${one.className}`);
      });
    await expect.poll(over).toEqual([]);
  }
});

for (const [theme, lang, width] of [
  ['light', 'en', 1280],
  ['dark', 'ko', 360],
] as const) {
  test(`axe finds nothing, and nothing hangs over, ${theme}, ${lang}, ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await openDigits(page, { at: 3 }, `?theme=${theme}&lang=${lang}`);
    await expect(panel(page).locator('.cost').first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
  });
}
