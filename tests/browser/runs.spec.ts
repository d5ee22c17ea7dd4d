// A run: all of its settings, and its rule.

import { violations } from './axe';
import { expect, open, pictured, show, snapshot, test } from './figure';
import { computed, names, part, runs, unfold, values } from './runs';

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
  await expect(run.locator('.wrong').filter({ hasText: 'There is no b' })).toBeVisible();
  await expect(rate).toHaveValue('a/b');
  await rate.fill('0.3');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await written()).lr).toBe(0.3);
  await expect(run.getByRole('slider', { name: 'Learning rate' })).toBeVisible();
});

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
    expect(await violations(page)).toEqual([]);
    await page.locator('fall-line header button').first().click();
    await expect(page.locator('fall-line .menu')).toBeVisible();
    expect(await violations(page)).toEqual([]);
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
  await page.locator('fall-line .run summary').click();
  await expect(page.locator('fall-line .rates')).toBeVisible();
  const over = await page.locator('fall-line').evaluate((figure) => {
    const app = figure.shadowRoot?.querySelector('.app');
    return (app?.scrollWidth ?? 0) - (app?.clientWidth ?? 0);
  });
  expect(over).toBe(0);
});
