// The runs: what can be done with each, all of its settings, and its rule.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from '@playwright/test';
import { initSync, run as runWhole } from '../../www/src/engine/wasm/whole';
import { expect, open, pictured, show, snapshot, test } from './figure';

const axe = createRequire(import.meta.url).resolve('axe-core');

interface Run {
  name?: unknown;
  optimizer: Record<string, Record<string, unknown>> | string;
  [field: string]: unknown;
}

async function runs(page: Page): Promise<Run[]> {
  return JSON.parse((await snapshot(page)).document).runs;
}

/** A run's hyper-parameters, where they differ from the defaults. */
async function values(page: Page, run: number): Promise<Record<string, unknown>> {
  const optimizer = (await runs(page))[run]?.optimizer;
  return (typeof optimizer === 'object' && Object.values(optimizer)[0]) || {};
}

async function names(page: Page): Promise<string[]> {
  return (await snapshot(page)).runs.map(({ name }) => name);
}

/** A run's part of the list. */
function part(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

async function unfold(page: Page, name: string): Promise<Locator> {
  const run = part(page, name);
  await run.getByText('More settings').click();
  await expect(run.getByRole('button', { name: 'Edit this rule' })).toBeEnabled();
  return run;
}

async function choose(page: Page, run: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `${run}: change` }).click();
  await page.getByRole('button', { name: item }).click();
}

/** What the engine itself makes of the document that is shown. */
async function computed(page: Page): Promise<number[][]> {
  initSync({ module: readFileSync(new URL('../../www/src/engine/wasm/whole_bg.wasm', import.meta.url)) });
  const result = JSON.parse(runWhole((await snapshot(page)).document));
  return result.runs.map(({ path }: { path: number[][] }) => path.flat());
}

/** How many pixels of the scene have a colour, about. */
function pixels(page: Page, [red, green, blue]: readonly [number, number, number]): Promise<number> {
  return page.locator('fall-line .scene').evaluate(
    (canvas: HTMLCanvasElement, [r, g, b]) => {
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
      copy?.drawImage(canvas, 0, 0);
      const { data } = copy?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      let count = 0;
      for (let k = 0; k < data.length; k += 4) {
        const off = Math.abs((data[k] ?? 0) - r) + Math.abs((data[k + 1] ?? 0) - g) + Math.abs((data[k + 2] ?? 0) - b);
        if (data[k + 3] === 255 && off < 12) count++;
      }
      return count;
    },
    [red, green, blue] as const,
  );
}

test('Adam is added by keyboard, with a rate that suits the surface, and its path is the engine’s', async ({
  page,
}) => {
  await open(page);
  const add = page.getByRole('button', { name: 'Add optimizer' });
  await add.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'GD', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(add).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Adam', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => names(page)).toEqual(['GD', 'Momentum', 'Adam']);
  await expect(part(page, 'Adam').getByRole('slider')).toBeFocused();
  const { lr } = await values(page, 2);
  expect(lr).toBeGreaterThan(0.05);
  expect((await snapshot(page)).runs.map(({ path }) => path)).toEqual(await computed(page));
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await values(page, 2)).lr).toBeGreaterThan(Number(lr));
});

test('every optimizer can be added, and goes down in the picture', async ({ page }) => {
  test.slow();
  await open(page);
  const add = page.getByRole('button', { name: 'Add optimizer' });
  await add.click();
  await expect(page.locator('fall-line .kinds')).toBeVisible();
  const kinds = await page.locator('fall-line .kinds button').allTextContents();
  expect(kinds).toHaveLength(17);
  await page.keyboard.press('Escape');
  for (const [k, kind] of kinds.entries()) {
    await add.click();
    await page.locator('fall-line .kinds').getByRole('button', { name: kind, exact: true }).click();
    await expect.poll(async () => (await names(page)).length).toBe(k + 3);
  }
  const { runs: all, domain } = await snapshot(page);
  for (const { name, path, summary } of all) {
    expect(summary.status, name).toBe('done');
    const [x, y] = path.slice(-2) as [number, number];
    expect(x > domain[0] && x < domain[1] && y > domain[2] && y < domain[3], name).toBe(true);
    expect(x * x + 100 * y * y, name).toBeLessThan(64 + 400);
  }
});

test('runs are renamed, copied, moved, hidden and taken out; the document says so, and undo takes it back', async ({
  page,
}) => {
  await open(page);
  const dots = page.getByRole('button', { name: 'GD: change' });
  await dots.click();
  await expect(page.locator('fall-line .menu')).toBeVisible();
  await dots.click();
  await expect(page.locator('fall-line .menu')).toBeHidden();
  await choose(page, 'GD', 'Rename');
  const field = page.getByRole('textbox', { name: 'Name' });
  await expect(field).toBeFocused();
  await field.fill('Plain');
  await page.keyboard.press('Enter');
  await expect.poll(() => names(page)).toEqual(['Plain', 'Momentum']);
  await expect(page.getByRole('button', { name: 'Plain: change' })).toBeFocused();

  await choose(page, 'Plain', 'Duplicate');
  await expect.poll(() => names(page)).toEqual(['Plain 1', 'Momentum', 'Plain 2']);
  await choose(page, 'Plain 2', 'Rename');
  await field.fill('Copy');
  await field.blur();
  await expect.poll(() => names(page)).toEqual(['Plain', 'Momentum', 'Copy']);

  // by keyboard, and the focus goes along
  await page.getByRole('button', { name: 'Copy: change' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => names(page)).toEqual(['Plain', 'Copy', 'Momentum']);
  await expect(page.getByRole('button', { name: 'Copy: change' })).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => names(page)).toEqual(['Copy', 'Plain', 'Momentum']);
  await choose(page, 'Copy', 'Move down');
  await expect.poll(() => names(page)).toEqual(['Plain', 'Copy', 'Momentum']);
  expect((await runs(page)).map(({ name }) => name)).toEqual(['Plain', 'Copy', undefined]);

  // what is hidden is known again where it has moved to
  const orange = [0xb2, 0x44, 0x00] as const;
  expect(await pixels(page, orange)).toBeGreaterThan(20);
  await choose(page, 'Copy', 'Hide');
  await expect(part(page, 'Copy').locator('.reason')).toHaveText('Hidden');
  await expect.poll(() => pixels(page, orange)).toBe(0);
  await choose(page, 'Copy', 'Move up');
  await expect.poll(() => names(page)).toEqual(['Copy', 'Plain', 'Momentum']);
  await expect(part(page, 'Copy').locator('.reason')).toHaveText('Hidden');
  await expect(part(page, 'Plain').locator('.reason')).toHaveCount(0);

  await choose(page, 'Copy', 'Remove');
  await expect.poll(() => names(page)).toEqual(['Plain', 'Momentum']);
  await expect(page.getByRole('button', { name: 'Plain: change' })).toBeFocused();
  await expect(page.locator('fall-line .reason')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect.poll(() => names(page)).toEqual(['Copy', 'Plain', 'Momentum']);
  await choose(page, 'Copy', 'Remove');
  await choose(page, 'Momentum', 'Remove');
  await expect.poll(() => names(page)).toEqual(['Plain']);
  await page.getByRole('button', { name: 'Plain: change' }).click();
  for (const item of ['Move up', 'Move down', 'Remove']) {
    await expect(page.getByRole('button', { name: item })).toBeDisabled();
  }
  await page.getByRole('button', { name: 'Rename' }).click();
  await field.fill('');
  await page.keyboard.press('Enter');
  await expect.poll(() => names(page)).toEqual(['GD']);
  await expect.poll(async () => (await runs(page))[0]?.name).toBeUndefined();
});

test('a rule is edited beside the original: errors are marked, the last good rule stays, parameters are sliders', async ({
  page,
}) => {
  await open(page);
  const original = await unfold(page, 'Momentum');
  await expect(original.locator('.formula math').first()).toHaveText(/v←α.v−η.g/);
  const before = await snapshot(page);
  await original.getByRole('button', { name: 'Edit this rule' }).click();
  await expect.poll(() => names(page)).toEqual(['GD', 'Momentum', 'Momentum, mine']);
  const mine = part(page, 'Momentum, mine');
  const text = mine.getByRole('textbox', { name: 'Rule as text' });
  await expect(text).toBeFocused();
  await expect(text).toHaveValue('param lr = 0.2, momentum = 0.9\nstate v\nv = momentum*v - lr*g\nw = w + v');
  // it is the same rule, and the same bits
  expect((await snapshot(page)).runs[2]?.path).toEqual(before.runs[1]?.path);

  // an error: at its place, in words, and nothing is lost
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' + q*g');
  await expect(text).toHaveAttribute('aria-invalid', 'true');
  await expect(mine.locator('.marks mark')).toHaveText('q');
  await expect(mine.locator('.wrong')).toContainText('Line 4: there is no q here');
  expect((await text.getAttribute('aria-describedby')) ?? '').toBe(await mine.locator('.wrong').getAttribute('id'));
  expect((await snapshot(page)).runs[2]?.path).toEqual(before.runs[1]?.path);
  await page.keyboard.press('Control+Home');
  await page.keyboard.type(' ');
  // the mark stays on its letter while one types elsewhere
  await expect(mine.locator('.marks mark')).toHaveText('q');
  await page.keyboard.press('Backspace');

  // right: another path, and a slider
  await text.fill((await text.inputValue()).replace('momentum = 0.9', 'momentum = 0.9, q = -0.1'));
  await expect(text).toHaveAttribute('aria-invalid', 'false');
  await expect.poll(async () => (await snapshot(page)).runs[2]?.path).not.toEqual(before.runs[1]?.path);
  expect((await snapshot(page)).runs.map(({ path }) => path)).toEqual(await computed(page));
  await mine.getByRole('textbox', { name: 'q, value' }).fill('-0.05');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await values(page, 2)).q).toBe(-0.05);
  await mine.getByRole('button', { name: 'q: back to the default' }).click();
  await expect.poll(async () => (await values(page, 2)).q).toBeUndefined();

  // a value of a parameter that is gone goes with it
  await mine.getByRole('textbox', { name: 'q, value' }).fill('-0.05');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await values(page, 2)).q).toBe(-0.05);
  await mine.getByRole('button', { name: 'Back to the original' }).click();
  await expect.poll(async () => (await snapshot(page)).runs[2]?.path).toEqual(before.runs[1]?.path);
  await expect(text).toHaveAttribute('aria-invalid', 'false');
  await text.focus();
  await page.keyboard.press('Escape');
  await expect(text).toHaveCount(0);
  await expect(mine.getByRole('button', { name: 'Edit this rule' })).toBeFocused();
});

test('settings of a run: typed, switched, taken back, and a preview of the learning rate', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Add optimizer' }).click();
  await page.getByRole('button', { name: 'Adam', exact: true }).click();
  await expect.poll(async () => (await names(page)).length).toBe(3);
  const run = await unfold(page, 'Adam');
  const adam = () => values(page, 2);
  await run.getByRole('checkbox', { name: 'Undo the zero start' }).uncheck();
  await expect.poll(async () => (await adam()).bias_correction).toBe(false);
  await expect(run.locator('.formula math').last()).not.toHaveText(/1−β/);
  await run.getByRole('textbox', { name: 'β₂, memory of the scale, value' }).fill('2');
  await page.keyboard.press('Enter');
  await expect(run.locator('.wrong').filter({ hasText: '2 is outside' })).toBeVisible();
  await run.getByRole('textbox', { name: 'β₂, memory of the scale, value' }).fill('0.5');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await adam()).beta2).toBe(0.5);
  await run.getByRole('button', { name: 'β₂, memory of the scale: back to the default' }).click();
  await expect.poll(async () => (await adam()).beta2).toBeUndefined();

  await run.getByRole('combobox', { name: 'Learning-rate schedule' }).selectOption('linear');
  const preview = run.getByRole('img', { name: /^Learning rate: / });
  await expect(preview).toBeVisible();
  const points = async () => {
    const line = (await preview.locator('.line').getAttribute('d')) ?? '';
    return line
      .slice(1)
      .split('L')
      .map((point) => point.split(' ').map(Number) as [number, number]);
  };
  expect(await points()).toHaveLength(120);
  const all = await points();
  expect(all.every(([, y], k) => k === 0 || y > (all[k - 1]?.[1] ?? 0) - 1e-9)).toBe(true);
  await run.getByRole('textbox', { name: 'Warm-up, value' }).fill('20');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await points()).findIndex(([, y]) => y < 3)).toBe(19);
  expect((await runs(page))[2]?.warmup).toBe(20);
  await run.getByRole('slider', { name: 'Warm-up' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await runs(page))[2]?.warmup).toBe(21);

  await run.getByRole('checkbox', { name: 'Clip long gradients' }).check();
  await expect.poll(async () => (await runs(page))[2]?.clip).toBe(2);
  await run.getByRole('checkbox', { name: 'Clip long gradients' }).uncheck();
  await expect.poll(async () => (await runs(page))[2]?.clip).toBeUndefined();

  await run.getByRole('button', { name: 'Give it its own start' }).click();
  await expect.poll(async () => (await runs(page))[2]?.with).toEqual({ start: [8, 2] });
  await run.getByRole('group', { name: 'Own start' }).getByRole('textbox', { name: 'y' }).fill('-3');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await snapshot(page)).runs[2]?.path.slice(0, 2)).toEqual([8, -3]);
  await run.getByRole('button', { name: 'Remove: Own start' }).click();
  await expect.poll(async () => (await runs(page))[2]?.with).toBeUndefined();
});

test('what is a formula of constants stays one until it is changed', async ({ page }) => {
  await open(page);
  const task = { surface: { f: 'x^2/a + y^2', start: [-8, 2] } };
  await show(page, JSON.stringify({ task, given: { a: 20 }, runs: [{ optimizer: { adam: { lr: 'a/40' } } }] }));
  const run = await unfold(page, 'Adam');
  const rate = run.getByRole('textbox', { name: 'Learning rate' });
  await expect(rate).toHaveValue('a/40');
  await run.getByRole('checkbox', { name: 'Undo the zero start' }).uncheck();
  const written = () => values(page, 0);
  await expect.poll(written).toEqual({ lr: 'a/40', bias_correction: false });
  await rate.fill('a/b');
  await page.keyboard.press('Enter');
  await expect(run.locator('.wrong').filter({ hasText: 'there is no b' })).toBeVisible();
  await expect(rate).toHaveValue('a/b');
  await rate.fill('0.3');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await written()).lr).toBe(0.3);
  await expect(run.getByRole('slider', { name: 'Learning rate' })).toBeVisible();
});

test('what a document changes on the way goes along with its run', async ({ page }) => {
  await open(page);
  const all = [{ optimizer: 'gd' }, { optimizer: { momentum: { lr: 0.2 } } }, { optimizer: { adam: { lr: 0.1 } } }];
  const changes = [0, 2].map((run) => ({ run, at: 50, set: { '/clip': run + 1 } }));
  await show(page, JSON.stringify({ task: 'surface', runs: all, changes }));
  const told = async () =>
    (JSON.parse((await snapshot(page)).document).changes ?? []).map((one: { run: number; set: object }) => [
      one.run,
      ...Object.values(one.set),
    ]);
  await choose(page, 'Momentum', 'Move up');
  await expect.poll(told).toEqual([
    [1, 1],
    [2, 3],
  ]);
  await choose(page, 'GD', 'Remove');
  await expect.poll(told).toEqual([[1, 3]]);
  expect(await names(page)).toEqual(['Momentum', 'Adam']);
});

test('thirty-two runs are a line each, and no more can be added', async ({ page }) => {
  await open(page);
  const all = Array.from({ length: 32 }, (_, k) => ({ optimizer: { gd: { lr: 0.02 * (k + 1) } } }));
  await show(page, JSON.stringify({ task: 'surface', runs: all }));
  const parts = page.locator('fall-line .run');
  await expect(parts).toHaveCount(32);
  for (const one of [parts.first(), parts.nth(20)]) expect((await one.boundingBox())?.height).toBeLessThanOrEqual(44);
  await page.getByRole('button', { name: 'Add optimizer' }).click();
  await expect(page.getByText('There is room for 32 optimizers.')).toBeVisible();
  await page.keyboard.press('Escape');
  await parts.nth(20).locator('summary').click();
  await expect(parts.nth(20).getByRole('slider', { name: 'Learning rate' })).toBeVisible();
  await parts.nth(20).getByRole('button', { name: 'Edit this rule' }).click();
  await expect(parts.nth(20).getByRole('textbox', { name: 'Rule as text' })).toBeFocused();
  expect(await runs(page)).toHaveLength(32);
});

interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[] }>;
}

for (const [theme, lang, width] of [
  ['light', 'en', 390],
  ['dark', 'en', 1440],
  ['light', 'ko', 1440],
  ['dark', 'ko', 390],
] as const) {
  test(`nothing is found where all is open, ${theme}, ${lang}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, `?lang=${lang}&theme=${theme}`);
    const own = { schedule: 'plateau', warmup: 5, clip: 1, with: { start: [3, 3], batch: 1, noise: 0.1 } };
    const task = { surface: { data: 'line', steps: 60 } };
    const written = { written: { text: 'param lr = 0.1, k = 2\nstate v\nv = k*g\nw = w - lr*v', k: 1 } };
    await show(page, JSON.stringify({ task, runs: [{ optimizer: 'radam', ...own }, { optimizer: written }] }));
    await pictured(page);
    for (const summary of await page.locator('fall-line summary').all()) await summary.click();
    await expect(page.locator('fall-line .rates')).toBeVisible();
    await page.locator('fall-line .edit').last().click();
    await page.locator('fall-line textarea').fill('w = q');
    await expect(page.locator('fall-line .marks mark')).toHaveText('q');
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over).toBeLessThanOrEqual(0);
    await page.addScriptTag({ path: axe });
    const check = async () => {
      const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: Axe }).axe.run());
      return violations.flatMap(({ id, nodes }) => nodes.map((one) => `${id} at ${one.target}: ${one.failureSummary}`));
    };
    expect(await check()).toEqual([]);
    await page.locator('fall-line header button').first().click();
    await expect(page.locator('fall-line .menu')).toBeVisible();
    expect(await check()).toEqual([]);
  });
}

test('all of it holds together in 240 pixels', async ({ page }) => {
  await open(page);
  const task = { surface: { data: 'line', steps: 60 } };
  const own = { schedule: 'one_cycle', clip: 1, with: { start: [3, 3], batch: 1, noise: 0.1, f: '(x*u - v)^2' } };
  await show(page, JSON.stringify({ task, runs: [{ optimizer: 'radam', ...own }] }));
  await page.locator('fall-line').evaluate((figure) => {
    figure.style.width = '240px';
  });
  await page.locator('fall-line summary').click();
  await expect(page.locator('fall-line .rates')).toBeVisible();
  const over = await page.locator('fall-line').evaluate((figure) => {
    const app = figure.shadowRoot?.querySelector('.app');
    return (app?.scrollWidth ?? 0) - (app?.clientWidth ?? 0);
  });
  expect(over).toBe(0);
});
