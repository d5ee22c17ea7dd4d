// The curves: what they are of, looking along them, going to a step; by mouse, finger and keyboard.

import type { Page } from '@playwright/test';
import { violations } from './axe';
import { expect, open, show, snapshot, test } from './figure';

const two = JSON.stringify({
  task: { surface: { f: 'x^2/4 + y^2', start: [-4, 2], steps: 60 } },
  runs: [
    { optimizer: { gd: { lr: 0.3 } }, schedule: { step: { every: 20 } } },
    { name: 'Twice', optimizer: { written: { text: 'w = w - lr*(g + grad(w - lr*g))/2', lr: 0.1 } } },
  ],
  view: { at: 10 },
});

const chart = (page: Page) => page.locator('fall-line .chart');
const readout = (page: Page) => chart(page).locator('.readout');

/** A number as the page prints it. */
const read = (printed: string) => {
  const [mantissa = '', power] = printed.trim().replace(/−/g, '-').split('×10');
  const exponent = [...(power ?? '⁰')].map((c) => (c === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join('');
  return Number(mantissa) * 10 ** Number(exponent);
};

/** Moves the mouse over a place of the axis, of so many. */
async function lookAt(page: Page, place: number, all: number) {
  await chart(page).scrollIntoViewIfNeeded();
  const box = await chart(page).locator('.u-over').boundingBox();
  if (!box) throw new Error('no curves');
  await page.mouse.move(box.x + (box.width * place) / all, box.y + box.height / 2);
}

/** The heading of the readout, and its value of each run. */
async function told(page: Page) {
  const title = await readout(page).locator('b').textContent();
  const spans = await readout(page).locator('span').allTextContents();
  return { title, values: spans.filter((_, k) => k % 2 === 1).map(read) };
}

/** The path of a run after so many updates; the whole path is read at the last step. */
async function paths(page: Page) {
  await page.locator('fall-line .plane').focus();
  await page.keyboard.press('End');
  return (await snapshot(page)).runs.map(
    ({ path }) =>
      (step: number) =>
        path.slice(2 * step, 2 * step + 2),
  );
}

const select = (page: Page, name: string) => page.locator('fall-line .curves').getByRole('combobox', { name });
const four = (x: number) => expect.closeTo(x, 3 - Math.floor(Math.log10(Math.abs(x))));
const f = ([x = 0, y = 0]: readonly number[]) => x * x * 0.25 + y * y;

test('looking along the curves shows every run at a step, here and on its path; a press goes there', async ({
  page,
}) => {
  await open(page);
  await show(page, two);
  const [first, second] = await paths(page);
  await page.keyboard.press('Home');
  await expect(readout(page)).toBeHidden();

  await lookAt(page, 8, 60);
  expect(await told(page)).toEqual({
    title: 'Step 8',
    values: [four(f(first?.(8) ?? [])), four(f(second?.(8) ?? []))],
  });
  // the time has not moved, but both paths have a ring at their eighth point, though nothing is drawn so far yet
  expect((await snapshot(page)).step).toBe(0);
  const ringed = (at: readonly number[] | undefined, colour: string) => inked(page, at ?? [], 6.5, colour);
  expect(await ringed(first?.(8), '#005F99')).toBe(true);
  expect(await ringed(second?.(8), '#B24400')).toBe(true);
  expect(await ringed(second?.(20), '#B24400')).toBe(false);

  await page.mouse.down();
  expect((await snapshot(page)).step).toBe(8);
  await lookAt(page, 21, 60);
  expect((await snapshot(page)).step).toBe(21);
  await page.mouse.up();
  await lookAt(page, 40, 60);
  expect((await snapshot(page)).step).toBe(21);
  await page.mouse.move(0, 0);
  await expect(readout(page)).toBeHidden();
  expect(await ringed(first?.(40), '#005F99')).toBe(false);

  // a run that is hidden is not told of
  await page.getByRole('button', { name: 'Twice: change' }).click();
  await page.getByRole('button', { name: 'Hide' }).click();
  await lookAt(page, 8, 60);
  expect((await told(page)).values).toEqual([four(f(first?.(8) ?? []))]);
});

test('the keyboard goes along them too', async ({ page }) => {
  await open(page);
  await show(page, two);
  await select(page, 'Against').focus();
  await page.keyboard.press('Tab');
  const slider = page.getByRole('slider', { name: 'Curves: Loss f' });
  await expect(slider).toBeFocused();
  await expect(readout(page)).toBeVisible();
  for (const [key, step] of [
    ['ArrowRight', 11],
    ['ArrowUp', 12],
    ['PageUp', 18],
    ['ArrowLeft', 17],
    ['ArrowDown', 16],
    ['PageDown', 10],
    ['End', 60],
    ['Home', 0],
    ['.', 1],
  ] as const) {
    await page.keyboard.press(key);
    expect((await snapshot(page)).step, key).toBe(step);
    await expect(slider).toHaveAttribute('aria-valuenow', String(step));
    expect((await told(page)).title).toBe(`Step ${step}`);
  }
  await expect(slider).toHaveAttribute('aria-valuetext', /^Step 1\. GD \d\.\d+, Twice \d\.\d+$/);
});

test('the curves of a network that has ended take the theme too', async ({ page }) => {
  const text = JSON.stringify({
    task: { network: { data: 'circle', layers: [{ units: 2 }], epochs: 5 } },
    view: { at: 5 },
  });
  const drawn = () =>
    page.locator('fall-line .u-wrap > canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const pictures: string[] = [];
  for (const theme of ['dark', 'light']) {
    await open(page, `?theme=${theme}`);
    await show(page, text);
    await expect(page.locator('fall-line .story')).toContainText('epoch 5');
    await page.waitForTimeout(500);
    pictures.push(await drawn());
  }
  expect(pictures[1]).not.toBe(pictures[0]);
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  await expect.poll(drawn).toBe(pictures[0]);
});

test('quantities, scales and gradients computed', async ({ page }) => {
  await open(page);
  await show(page, two);
  const [first, second] = await paths(page);
  const quantities = await select(page, 'Curve of').locator('option').allTextContents();
  expect(quantities).toEqual(['Loss f', 'Distance to the minimum', 'Gradient size |g|', 'Learning rate']);

  await select(page, 'Curve of').selectOption('Distance to the minimum');
  const far = (at: readonly number[] = []) => four(Math.hypot(...at));
  await expect(async () => {
    await lookAt(page, 29, 60);
    await lookAt(page, 30, 60);
    expect((await told(page)).values).toEqual([far(first?.(30)), far(second?.(30))]);
  }).toPass();

  // the gradient and the rate of a step belong to the step that they made
  await select(page, 'Curve of').selectOption('Gradient size |g|');
  const slope = ([x = 0, y = 0]: readonly number[] = []) => four(Math.hypot(x / 2, 2 * y));
  await expect(async () => {
    await lookAt(page, 29, 60);
    await lookAt(page, 30, 60);
    expect((await told(page)).values).toEqual([slope(first?.(29)), slope(second?.(29))]);
  }).toPass();

  await select(page, 'Curve of').selectOption('Learning rate');
  await expect(async () => {
    await lookAt(page, 29, 60);
    await lookAt(page, 30, 60);
    expect((await told(page)).values).toEqual([0.15, 0.1]);
  }).toPass();
  await expect(select(page, 'Scale')).toHaveValue('linear');
  await lookAt(page, 0, 60);
  expect((await told(page)).values).toEqual([Number.NaN, Number.NaN]);

  // of 120 gradients GD computes 60, and then has no more; the other takes two for each step
  await select(page, 'Curve of').selectOption('Loss f');
  await expect(select(page, 'Scale')).toHaveValue('log');
  await select(page, 'Against').selectOption('by gradients computed');
  await expect(async () => {
    await lookAt(page, 31, 120);
    await lookAt(page, 30, 120);
    expect(await told(page)).toEqual({
      title: '30 gradients',
      values: [four(f(first?.(30) ?? [])), four(f(second?.(15) ?? []))],
    });
  }).toPass();
  await page.mouse.down();
  await page.mouse.up();
  expect((await snapshot(page)).step).toBe(30);

  // where nothing is known of minima there is no distance, and below zero no logarithm
  await show(page, JSON.stringify({ task: { surface: { f: 'sin(x) + y^2/9 - 3', start: [0, 1], steps: 9 } } }));
  await expect(select(page, 'Curve of').locator('option')).toHaveText(['Loss f', 'Gradient size |g|', 'Learning rate']);
  await expect(select(page, 'Scale').locator('option')).toHaveText(['linear scale']);
});

test('many seeds are a median with the middle half around it', async ({ page }) => {
  await open(page);
  const noisy = { f: 'x^2 + y^2', start: [3, 1], steps: 40, noise: 2 };
  await show(
    page,
    JSON.stringify({ task: { surface: noisy }, runs: [{ optimizer: { gd: { lr: 0.1 } } }], repeat: 15 }),
  );
  await expect(async () => {
    await lookAt(page, 19, 40);
    await lookAt(page, 20, 40);
    await expect(readout(page).locator('i')).toHaveText('median (quartiles)');
  }).toPass();
  const [text = ''] = (await readout(page).locator('span').allTextContents()).slice(1);
  const [median = 0, lower = 0, upper = 0] = text.split(/[(,)]/).map(read);
  expect(lower).toBeGreaterThan(0);
  expect(lower).toBeLessThan(median);
  expect(median).toBeLessThan(upper);
  // between the quartiles the ground is a fifth of the run's colour; another quantity has no quartiles
  expect(await tinted(page)).toBeGreaterThan(1000);
  await select(page, 'Curve of').selectOption('Learning rate');
  await expect.poll(() => tinted(page)).toBeLessThan(20);
});

test.describe('a finger', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 700 } });

  test('taps to go to a step, and scrolls the page from here too', async ({ page }) => {
    await open(page);
    await show(page, two);
    await chart(page).scrollIntoViewIfNeeded();
    const box = await chart(page).locator('.u-over').boundingBox();
    if (!box) throw new Error('no curves');
    await page.touchscreen.tap(box.x + box.width / 3, box.y + 60);
    await expect.poll(async () => (await snapshot(page)).step).toBe(20);
    const scrolled = () => page.evaluate(() => scrollY);
    const before = await scrolled();
    const touch = await page.context().newCDPSession(page);
    const from = { x: box.x + box.width / 2, y: box.y + 100 };
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] });
    for (let k = 1; k <= 6; k++) {
      await touch.send('Input.dispatchTouchEvent', {
        type: 'touchMove',
        touchPoints: [{ ...from, y: from.y + 15 * k }],
      });
    }
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect.poll(scrolled).toBeLessThan(before);
    expect((await snapshot(page)).step).toBe(20);
  });
});

for (const [lang, theme] of [
  ['en', 'dark'],
  ['ko', 'light'],
] as const) {
  test(`axe finds nothing in the curves, ${lang}, ${theme}`, async ({ page }) => {
    await page.setViewportSize({ width: 344, height: 800 });
    await open(page, `?lang=${lang}&theme=${theme}`);
    await chart(page).focus();
    await page.keyboard.press('ArrowLeft');
    await expect(readout(page)).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}

/** Whether the plane has about this colour anywhere on a circle around a point. */
async function inked(page: Page, [x = 0, y = 0]: readonly number[], radius: number, colour: string): Promise<boolean> {
  const [x0, x1, y0, y1] = (await snapshot(page)).domain;
  return page.locator('fall-line .scene').evaluate(
    (canvas: HTMLCanvasElement, at) => {
      const [width, height] = [canvas.clientWidth - 40, canvas.clientHeight - 24];
      const ratio = canvas.width / canvas.clientWidth;
      const [px, py] = [40 + at.across * width, at.down * height];
      const [left, top] = [Math.round((px - 9) * ratio), Math.round((py - 9) * ratio)];
      const side = Math.round(18 * ratio);
      const copy = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
      copy?.drawImage(canvas, -left, -top);
      const data = copy?.getImageData(0, 0, side, side).data ?? [];
      let hits = 0;
      for (let k = 0; k < 24; k++) {
        const angle = (2 * Math.PI * k) / 24;
        const [dx, dy] = [9 + at.radius * Math.cos(angle), 9 + at.radius * Math.sin(angle)];
        const from = 4 * (Math.floor(dy * ratio) * side + Math.floor(dx * ratio));
        const [r = 0, g = 0, b = 0, a = 0] = data.slice(from, from + 4);
        if (a > 200 && at.ink.every((c, i) => Math.abs(c - ([r, g, b][i] ?? 0)) < 40)) hits++;
      }
      return hits >= 16;
    },
    {
      across: (x - x0) / (x1 - x0),
      down: (y1 - y) / (y1 - y0),
      radius,
      ink: [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)),
    },
  );
}

/** How many points of the chart are a fifth of the first run's colour and four of the ground's. */
function tinted(page: Page): Promise<number> {
  return page.locator('fall-line .u-wrap > canvas').evaluate((canvas: HTMLCanvasElement) => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
    if (!copy) return 0;
    copy.fillStyle = '#FCFCFA';
    copy.fillRect(0, 0, canvas.width, canvas.height);
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
    let found = 0;
    for (let k = 0; k < data.length; k += 4) {
      if ([0xca, 0xdd, 0xe7].every((c, i) => Math.abs(c - (data[k + i] ?? 0)) < 4)) found++;
    }
    return found;
  });
}
