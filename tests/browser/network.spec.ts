// A network's document on the page: it learns, time goes to and fro, and edits begin it anew.

import { readFileSync } from 'node:fs';
import { format } from '../../www/src/draw/format';
import { planOf } from '../../www/src/elements/network/diagram';
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
const text = (over: object = {}) => JSON.stringify({ ...circle, ...over });
const story = (page: import('@playwright/test').Page) => page.locator('fall-line .story');

/** The colour of the picture at a place, from 0 to 1 across and down. */
const colourAt = (page: import('@playwright/test').Page, across: number, down: number) =>
  page.locator('fall-line .net canvas').evaluate(
    (canvas: HTMLCanvasElement, [x, y]) => {
      // by a copy: reading it itself would slow down what is drawn
      const copy = new OffscreenCanvas(1, 1).getContext('2d')!;
      copy.drawImage(canvas, -Math.round(x * canvas.width), -Math.round(y * canvas.height));
      return [...copy.getImageData(0, 0, 1, 1).data].slice(0, 3);
    },
    [across, down] as const,
  );

test('it learns while time runs, and ends as the engine does alone', async ({ page }) => {
  await open(page, '', 'no-preference');
  await show(page, text());
  await expect.poll(async () => (await snapshot(page)).step, { timeout: 20_000 }).toBe(60);
  expect((await snapshot(page)).playing).toBe(false);
  const alone = new engine.Training(text(), new engine.Files());
  while (alone.advance(1e6));
  const right = alone.series(0, 'test_accuracy').at(-1)!;
  expect(right).toBeGreaterThan(0.9);
  await expect(story(page)).toContainText(`${Math.round(1000 * right) / 10} % of the test`);
});

test('an edit while time runs never goes back to 0', async ({ page }) => {
  await open(page, '', 'no-preference');
  // of a size that takes a few pictures to come to where it was
  const layers = [{ units: 64 }, { units: 64 }];
  await show(page, text({ task: { network: { data: 'circle', layers, batch: 1, epochs: 60 } } }));
  const step = async () => (await snapshot(page)).step;
  await expect.poll(step).toBeGreaterThan(15);
  const seen = page.evaluate(async () => {
    const steps: number[] = [];
    const until = performance.now() + 900;
    while (performance.now() < until) {
      steps.push((document.querySelector('fall-line') as unknown as { snapshot(): { step: number } }).snapshot().step);
      await new Promise((next) => requestAnimationFrame(next));
    }
    return steps;
  });
  await page.locator('fall-line .run input[type=range]').first().press('ArrowRight');
  const steps = await seen;
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
});

test('a worker that breaks down is replaced, and all is as it was', async ({ page }) => {
  await open(page, '', 'no-preference');
  await show(page, text());
  await expect.poll(async () => (await snapshot(page)).step).toBeGreaterThan(10);
  const workers = () => page.workers().filter((worker) => worker.url().includes('worker-train'));
  const broken = workers();
  for (const worker of broken) {
    await worker.evaluate(() => void setTimeout(() => Promise.reject(new Error('broken')).catch(reportError)));
  }
  await expect.poll(async () => (await snapshot(page)).step, { timeout: 20_000 }).toBe(60);
  expect(workers().some((worker) => broken.includes(worker))).toBe(false);
  const alone = new engine.Training(text(), new engine.Files());
  while (alone.advance(1e6));
  await expect(page.locator('fall-line .run b').first()).toHaveText(format(alone.series(0, 'loss')[60]!));
});

test('time goes back to any epoch and on again', async ({ page }) => {
  await open(page);
  await show(page, text({ view: { at: 60 } }));
  await expect(story(page)).toContainText('epoch 60');
  const late = await colourAt(page, 0.75, 0.5);
  await page.getByRole('slider', { name: 'Epoch' }).fill('0');
  await expect(story(page)).toContainText('epoch 0');
  await expect.poll(() => colourAt(page, 0.75, 0.5)).not.toEqual(late);
  await page.getByRole('slider', { name: 'Epoch' }).fill('60');
  await expect.poll(() => colourAt(page, 0.75, 0.5)).toEqual(late);
});

test('other data begin it anew, and undo brings the last back', async ({ page }) => {
  await open(page);
  await show(page, text({ view: { at: 30 } }));
  await expect(story(page)).toContainText('epoch 30');
  const before = await story(page).textContent();
  await page.locator('fall-line .caption select').selectOption({ label: 'Spiral' });
  await expect.poll(async () => JSON.parse((await snapshot(page)).document).task.network.data).toBe('spiral');
  await expect(story(page)).not.toHaveText(before!);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(story(page)).toHaveText(before!);
});

test('a rate that is moved while it learns is another from there on, replays, and is taken back', async ({ page }) => {
  await open(page);
  await show(page, text({ view: { at: 30 } }));
  await expect(story(page)).toContainText('epoch 30');
  const before = await story(page).textContent();
  const rate = page.locator('fall-line .run .number').first();
  await rate.fill('1');
  await rate.press('Enter');
  const document = async () => JSON.parse((await snapshot(page)).document);
  // 25 batches an epoch
  const changes = [{ at: 750, set: { '/optimizer/gd/lr': 1 } }];
  await expect.poll(async () => (await document()).changes).toEqual(changes);
  // nothing that was is another
  await expect(story(page)).toHaveText(before!);
  await expect(page.locator('fall-line .changes')).toContainText('From epoch 30: Learning rate 1');
  const alone = new engine.Training(text({ changes }), new engine.Files());
  while (alone.advance(1e6));
  const loss = alone.series(0, 'loss');
  const scrub = page.getByRole('slider', { name: 'Epoch' });
  for (const [epoch, lr] of [
    [60, 1],
    [29, 0.1],
  ] as const) {
    await scrub.fill(String(epoch));
    await expect(rate).toHaveValue(String(lr));
    await expect(page.locator('fall-line .run b').first()).toHaveText(format(loss[epoch]!));
  }
  await page.getByRole('button', { name: 'Take back “From epoch 30: Learning rate 1” of GD' }).click();
  await expect.poll(async () => (await document()).changes).toBe(undefined);
  await scrub.fill('30');
  await expect(story(page)).toHaveText(before!);
});

test('one batch after the other comes to the end of the epoch, from wherever one is', async ({ page }) => {
  await open(page);
  await show(page, text({ view: { at: 9 } }));
  await expect(story(page)).toContainText('epoch 9');
  await page.getByRole('slider', { name: 'Epoch' }).fill('3');
  const count = page.locator('fall-line .count');
  const batch = page.getByRole('button', { name: 'One batch' });
  for (let done = 1; done < 25; done++) {
    await batch.click();
    await expect(count).toHaveText(`3 + ${done}/25 / 60`);
  }
  await batch.click();
  await expect(count).toHaveText('4 / 60');
  const alone = new engine.Training(text(), new engine.Files());
  alone.step(100);
  await expect(page.locator('fall-line .run b').first()).toHaveText(format(alone.series(0, 'loss')[4]!));
});

test('a unit opens with its weights, and one that is moved is where it begins anew', async ({ page }) => {
  await open(page);
  await show(page, text({ view: { at: 60 } }));
  await expect(story(page)).toContainText('epoch 60');
  const alone = new engine.Training(text(), new engine.Files());
  while (alone.advance(1e6));
  const weights = alone.weights(0);
  // by mouse: the first unit of the first layer
  const { x, y, width, height } = (await page.locator('fall-line .net').boundingBox())!;
  const [, first] = planOf(width, height, [2, 4, 2, 1]).columns;
  const [left, top] = [x + first!.x + first!.size / 2, y + first!.y[0]!];
  await page.mouse.move(left, top);
  await expect(page.locator('fall-line .net-tip')).toHaveText(`Layer 1, unit 1: bias ${format(weights[8]!)}`);
  await page.mouse.click(left, top);
  const field = page.getByRole('textbox', { name: 'from y, value' });
  await expect(field).toHaveValue(String(Number(weights[1]!.toPrecision(3))));
  await field.fill('oh');
  await field.press('Enter');
  await expect(page.locator('fall-line .unit-card .wrong')).toContainText('oh');
  await field.fill('2.5');
  await field.press('Enter');
  await expect.poll(async () => (await snapshot(page)).step).toBe(0);
  const { init } = JSON.parse((await snapshot(page)).document).task.network;
  const kept = init.values.flatMap((layer: { weights: number[][]; bias: number[] }) => [
    ...layer.weights.flat(),
    ...layer.bias,
  ]);
  // all others as they were, to the last bit
  expect(kept.map(Math.fround)).toEqual([...weights].map((weight, k) => (k === 1 ? 2.5 : weight)));
  // by keys: on to the next unit and away
  await page.getByRole('button', { name: 'Next unit' }).press('Enter');
  await expect(page.locator('fall-line .unit-card h2')).toHaveText('Layer 1, unit 2');
  await page.keyboard.press('Escape');
  await expect(page.locator('fall-line .unit-card')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page.locator('fall-line .unit-card h2')).toHaveText('Layer 1, unit 1');
  expect(await violations(page)).toEqual([]);
});

test('curves stand against updates, rows and seconds too', async ({ page }) => {
  await open(page);
  const runs = [5, 50].map((batch) => ({ optimizer: { gd: { lr: 0.03 } }, name: `batch ${batch}`, with: { batch } }));
  await show(page, text({ runs, view: { at: 20 } }));
  await expect(story(page)).toContainText('epoch 20');
  const chart = page.locator('fall-line .chart');
  await chart.focus();
  const against = page.getByRole('combobox', { name: 'Against' });
  for (const [axis, says] of [
    ['by update', '1000 updates'],
    ['by rows seen', '5000 rows seen'],
    ['by seconds', ' s.'],
    ['by epoch', 'Epoch 20'],
  ] as const) {
    await against.selectOption({ label: axis });
    await expect(chart).toHaveAttribute('aria-valuetext', new RegExp(says));
  }
});

test('runs learn in step, and the curves show all of them', async ({ page }) => {
  await open(page);
  const runs = [1, 250].map((batch) => ({ optimizer: { gd: { lr: 0.03 } }, name: `batch ${batch}`, with: { batch } }));
  await show(page, text({ runs, view: { at: 20 } }));
  await expect(page.locator('fall-line .run b')).not.toHaveText(['–', '–']);
  await expect(story(page)).toContainText('epoch 20');
  await page.locator('fall-line .curves select').first().selectOption({ label: 'Test accuracy' });
  await page.locator('fall-line .chart').hover();
  await expect(page.locator('fall-line .readout')).toContainText('batch 250');
});

test('images have no plane: what each class was taken for is shown', async ({ page }) => {
  await open(page);
  const task = { network: { data: 'digits', layers: [{ units: 16, activation: 'relu' }], batch: 32, epochs: 5 } };
  await show(page, JSON.stringify({ task, runs: [{ optimizer: { adam: { lr: 0.003 } } }], view: { at: 5 } }));
  await expect(story(page)).toContainText('epoch 5', { timeout: 20_000 });
  await expect(page.locator('fall-line .source')).toContainText('CC BY 4.0');
  // of the large picture, cells on the diagonal are full, and those beside it are not
  const { width, height } = (await page.locator('fall-line .net').boundingBox())!;
  const { out } = planOf(width, height, [64, 16, 10]);
  const cell = (is: number, said: number) =>
    colourAt(
      page,
      (out.left + ((said + 0.2) * out.width) / 10) / width,
      (out.top + ((is + 0.2) * out.height) / 10) / height,
    );
  for (const digit of [0, 4, 8]) {
    const [r = 0, , b = 0] = await cell(digit, digit);
    expect(b - r).toBeGreaterThan(40);
    const [r2 = 0, , b2 = 0] = await cell(digit, digit + 1);
    expect(b2 - r2).toBeLessThan(b - r);
  }
});

test('from a surface to a network and back', async ({ page }) => {
  await open(page);
  await show(page, text({ view: { at: 5 } }));
  await expect(page.locator('fall-line .net canvas')).toBeVisible();
  await show(page, '{"task":"surface"}');
  await expect(page.locator('fall-line .plane')).toBeVisible();
  await expect(page.locator('fall-line .net')).toHaveCount(0);
});

for (const [theme, lang, width] of [
  ['light', 'en', 1280],
  ['dark', 'ko', 360],
] as const) {
  test(`axe finds nothing, and nothing hangs over, ${theme}, ${lang}, ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page, `?theme=${theme}&lang=${lang}`);
    await show(page, text({ view: { at: 10 } }));
    await expect(story(page)).toContainText('10');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
  });
}

test('layers, what it sees, and batches are set by hand; what is wrong is said in place', async ({ page }) => {
  await open(page);
  await show(page, text({ view: { at: 3, panels: ['network'] } }));
  const network = async () => JSON.parse((await snapshot(page)).document).task.network;
  const panel = page.locator('fall-line .panel.network');
  await panel.getByRole('button', { name: 'Add layer' }).click();
  await expect.poll(async () => (await network()).layers.length).toBe(3);
  await panel.getByRole('combobox', { name: 'Activation of layer 3' }).selectOption('relu');
  await panel.getByRole('textbox', { name: 'Units of layer 3, value' }).fill('7');
  await panel.getByRole('textbox', { name: 'Units of layer 3, value' }).press('Enter');
  await expect.poll(async () => (await network()).layers[2]).toEqual({ units: 7, activation: 'relu' });
  await expect(page.locator('fall-line #about')).toContainText('2, 4, 2, 7, 1');
  await panel.getByRole('button', { name: 'Remove layer 1' }).click();
  await expect(page.locator('fall-line #about')).toContainText('2, 2, 7, 1');
  await panel.getByRole('checkbox', { name: 'x^2' }).check();
  await expect.poll(async () => (await network()).features).toEqual(['x', 'y', 'x^2']);
  const own = panel.getByRole('textbox', { name: 'Another formula' });
  await own.fill('sn(x)');
  await own.press('Enter');
  await expect(panel.locator('.wrong')).toContainText('sin');
  expect((await network()).features).toEqual(['x', 'y', 'x^2']);
  await own.fill('cos(x)');
  await own.press('Enter');
  await expect.poll(async () => (await network()).features).toEqual(['x', 'y', 'x^2', 'cos(x)']);
  await panel.getByRole('button', { name: '32', exact: true }).click();
  // that is no other network: it counts from here on
  const changes = async () => JSON.parse((await snapshot(page)).document).changes;
  await expect.poll(changes).toEqual([{ at: 75, set: { '/with/batch': 32 } }]);
  await panel.getByRole('combobox', { name: 'First weights' }).selectOption('zeros');
  await expect.poll(async () => (await network()).init).toBe('zeros');
  expect(await violations(page)).toEqual([]);
});

test('the page switches between its two kinds, and keeps how it is looked at', async ({ page }) => {
  await open(page, '?theme=dark');
  const [surface, network] = ['Surface', 'Network'].map((name) => page.locator('#kinds').getByText(name));
  await expect(surface!).toHaveAttribute('aria-current', 'true');
  await network!.click();
  await expect(page.locator('fall-line .net canvas')).toBeVisible();
  await expect(network!).toHaveAttribute('aria-current', 'true');
  expect(new URL(page.url()).searchParams.get('theme')).toBe('dark');
  await surface!.click();
  await expect(page.locator('fall-line .plane')).toBeVisible();
  await expect(surface!).toHaveAttribute('aria-current', 'true');
  expect(new URL(page.url()).search).toContain('theme=dark');
});

test('the largest network that a document may have is drawn', async ({ page }) => {
  await open(page);
  const layers = Array.from({ length: 4 }, () => ({ units: 1024 }));
  await show(
    page,
    JSON.stringify({ task: { network: { data: { spiral: { samples: 20 } }, layers, epochs: 1 } }, view: { at: 0 } }),
  );
  await expect(page.locator('fall-line .net').first()).toBeVisible();
  await expect(page.locator('fall-line .story')).toContainText('epoch 0');
  await expect(page.locator('fall-line [role=alert]')).toHaveCount(0);
});
