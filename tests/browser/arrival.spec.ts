// What a person sees first.

import { expect, open, pictured, snapshot, test } from './figure';

test('the arrival tells what happened, in both languages, with numbers from the run', async ({ page }) => {
  await open(page);
  const story = page.locator('fall-line .story');
  await expect(story).toHaveText(
    /Gradient descent bounces .* 109 steps .* below 0\.01; momentum .* 58\. Raise the learning rate\./,
  );
  await open(page, '?lang=ko');
  await expect(story).toHaveText(
    /경사하강법은 벽 사이를 튕기며 109걸음, 모멘텀은 골짜기를 따라 58걸음 .* 학습률을 올려 보세요\./,
  );
  expect(await page.locator('html').getAttribute('lang')).toBe('ko');
});

test.describe('in a Korean browser', () => {
  test.use({ locale: 'ko-KR' });

  test('the page is in Korean', async ({ page }) => {
    await open(page);
    await expect(page.locator('fall-line .story')).toContainText('같은 곳에서');
    await expect(page.locator('#languages [aria-current]')).toHaveText('한국어');
  });
});

test('plays once, at 15 updates a second, and holds', async ({ page }) => {
  await open(page, '', 'no-preference');
  const first = await snapshot(page);
  expect(first.playing).toBe(true);
  expect(first.step).toBeLessThan(60);
  const from = Date.now();
  await page.waitForTimeout(1500);
  const second = await snapshot(page);
  const perSecond = (second.step - first.step) / ((Date.now() - from) / 1000);
  expect(perSecond).toBeGreaterThan(10);
  expect(perSecond).toBeLessThan(18);
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('240');
  await expect.poll(async () => (await snapshot(page)).playing).toBe(false);
  expect((await snapshot(page)).step).toBe(120);
  await page.waitForTimeout(400);
  expect((await snapshot(page)).step).toBe(120);
});

test('with reduced motion the paths are whole and time moves by hand', async ({ page }) => {
  await open(page);
  const { step, steps, playing } = await snapshot(page);
  expect({ step, steps, playing }).toEqual({ step: 120, steps: 120, playing: false });
  await page.getByRole('button', { name: 'One step back' }).click();
  expect((await snapshot(page)).step).toBe(119);
});

test('raising the rate past its limit makes the path fly off, and says why', async ({ page }) => {
  await open(page);
  const gd = page.getByRole('region', { name: 'GD' });
  await expect(gd.getByText('limit 1')).toBeVisible();
  const field = gd.getByRole('textbox', { name: 'Learning rate, value' });
  await field.fill('1.1');
  await field.press('Enter');
  await expect(
    gd.getByText('Past the limit 1: each step lands farther away. Try a learning rate below it.'),
  ).toBeVisible();
  await expect(gd).toHaveClass(/\bout\b/);
  await expect(page.locator('fall-line .story')).toContainText('GD left the picture at step');
  expect((await snapshot(page)).step).toBe(120);
});

test('an edit replays to the current step, never back to 0', async ({ page }) => {
  await open(page);
  await page.getByRole('slider', { name: 'Step' }).fill('40');
  await page.getByRole('region', { name: 'Momentum' }).getByRole('slider', { name: 'Learning rate' }).fill('300');
  await expect.poll(async () => (await snapshot(page)).document).toContain('0.71');
  const { step, runs } = await snapshot(page);
  expect(step).toBe(40);
  expect(runs[1]?.path.length).toBe(82);
});

test('what is typed out of range is kept, and the engine says what is wrong beside it', async ({ page }) => {
  await open(page, '?lang=ko');
  const gd = page.getByRole('region', { name: '경사하강법' });
  const field = gd.getByRole('textbox', { name: '학습률 값' });
  for (const [typed, said] of [
    ['-1', /범위를 벗어나요/],
    ['빠르게', /숫자가 아니에요/],
  ] as const) {
    await field.fill(typed);
    await field.press('Enter');
    await expect(gd.getByText(said)).toBeVisible();
    await expect(field).toHaveValue(typed);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
  }
  expect((await snapshot(page)).document).toContain('0.95');
  await field.fill('0.5');
  await field.press('Enter');
  await expect(field).toHaveAttribute('aria-invalid', 'false');
  await expect.poll(async () => (await snapshot(page)).document).toContain('"lr":0.5');
});

test('the theme follows the system while it runs, and can be set', async ({ page }) => {
  await open(page);
  const app = page.locator('fall-line .app');
  await expect(app).toHaveAttribute('data-theme', 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(app).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('light');
  await expect(app).toHaveAttribute('data-theme', 'light');
});

test('optimizers and surfaces can be changed', async ({ page }) => {
  await open(page);
  const gd = page.getByRole('region', { name: 'GD' });
  await gd.getByText('More settings').click();
  await gd.getByRole('combobox', { name: 'Optimizer' }).selectOption('adam');
  await expect.poll(async () => (await snapshot(page)).runs[0]?.summary.optimizer).toBe('adam');
  await page.getByRole('combobox', { name: 'Surface' }).selectOption({ label: 'Rosenbrock' });
  await expect.poll(async () => (await snapshot(page)).document).toContain('rosenbrock');
});

test('an element that is moved goes on from where it was, edits and all', async ({ page }) => {
  await open(page);
  await page.getByRole('slider', { name: 'Step' }).fill('30');
  const rate = page.getByRole('region', { name: 'GD' }).locator('.number').first();
  await rate.fill('0.5');
  await rate.press('Enter');
  await expect.poll(async () => (await snapshot(page)).document).toContain('0.5');
  const before = await snapshot(page);
  await page.evaluate(() => {
    const figure = document.querySelector('fall-line');
    if (figure) document.body.append(figure);
  });
  await pictured(page);
  // in another width it shows another part of the plane
  expect({ ...(await snapshot(page)), domain: before.domain }).toEqual(before);
  await page.getByRole('slider', { name: 'Step' }).fill('50');
  await expect.poll(async () => (await snapshot(page)).runs[0]?.path.length).toBe(102);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await snapshot(page)).document).not.toContain('0.5');
  await expect(page.locator('fall-line .u-wrap > canvas')).toHaveCount(1);
});

test('a second copy of the element does no harm', async ({ page }) => {
  await open(page);
  const again = await page.evaluate(async () => {
    const source = document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '';
    await import(`${source}?again`);
    return customElements.get('fall-line') !== undefined;
  });
  expect(again).toBe(true);
});
