// The list of runs: they are added, copied, moved, dragged, hidden, renamed and taken out.

import type { Page } from '@playwright/test';
import { expect, open, show, snapshot, test } from './figure';
import { choose, computed, names, part, pixels, runs, values } from './runs';

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

  // what is hidden is known again where it has moved to, and its colour has moved along
  const green = [0x00, 0x71, 0x4f] as const;
  expect(await pixels(page, green)).toBeGreaterThan(20);
  await choose(page, 'Copy', 'Hide');
  await expect(part(page, 'Copy').locator('.reason')).toHaveText('Hidden');
  await expect.poll(() => pixels(page, green)).toBe(0);
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

test.describe('dragging', () => {
  const four = ['gd', 'momentum', 'adam', 'lion'].map((kind, k) => ({ optimizer: { [kind]: { lr: 0.01 * (k + 1) } } }));
  const text = JSON.stringify({ task: 'surface', runs: four, changes: [{ run: 3, at: 50, set: { '/clip': 1 } }] });
  /** The middle of a run's line. */
  const grip = async (page: Page, name: string) => {
    const box = (await part(page, name).locator('.swatch').boundingBox())!;
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  const change = async (page: Page) => JSON.parse((await snapshot(page)).document).changes[0].run;
  const order = ['GD', 'Momentum', 'Adam', 'Lion'];

  test('a run is taken by its line; a mark shows where it comes; it is one edit', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 1000 });
    await open(page);
    await show(page, text);
    await choose(page, 'Lion', 'Hide');
    const [x, y] = await grip(page, 'Lion');
    await page.mouse.move(x, y);
    await page.mouse.down();
    // the mark lies over the run that it would come before
    await page.mouse.move(x, (await grip(page, 'Momentum'))[1] - 8, { steps: 5 });
    await expect(part(page, 'Momentum')).toHaveAttribute('data-drop', 'before');
    await expect(part(page, 'Lion')).toHaveAttribute('data-dragged', '');
    await page.keyboard.press('Escape');
    await expect(page.locator('fall-line [data-drop]')).toHaveCount(0);
    await page.mouse.up();
    expect(await names(page)).toEqual(order);

    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, (await grip(page, 'Momentum'))[1] - 8, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => names(page)).toEqual(['GD', 'Lion', 'Momentum', 'Adam']);
    expect(await change(page)).toBe(1);
    await expect(part(page, 'Lion').locator('.reason')).toHaveText('Hidden');
    await expect(page.locator('fall-line [data-dragged]')).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect.poll(() => names(page)).toEqual(order);
    expect(await change(page)).toBe(3);
    await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();

    // a hand that trembles takes nothing along
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 30, y + 3);
    await page.mouse.up();
    expect(await names(page)).toEqual(order);
  });

  test.describe('by a finger', () => {
    test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 900 } });

    test('the first touch already moves it', async ({ page }) => {
      await open(page);
      await show(page, text);
      await part(page, 'GD').scrollIntoViewIfNeeded();
      const touch = await page.context().newCDPSession(page);
      const [x, y] = await grip(page, 'GD');
      const [, below] = await grip(page, 'Adam');
      const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: number) =>
        touch.send('Input.dispatchTouchEvent', { type, touchPoints: at === undefined ? [] : [{ x, y: at }] });
      await send('touchStart', y);
      // the module is on its way
      for (let k = 1; k <= 8; k++) await send('touchMove', y + ((below + 60 - y) * k) / 8);
      await expect(async () => {
        await send('touchMove', below + 60);
        await expect(part(page, 'Adam')).toHaveAttribute('data-drop', 'after', { timeout: 200 });
      }).toPass();
      await send('touchEnd');
      await expect.poll(() => names(page)).toEqual(['Momentum', 'Adam', 'GD', 'Lion']);
    });
  });
});
