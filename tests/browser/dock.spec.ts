// What stands under the figure: panels that are remembered, undo and redo, help in place, new random numbers.

import { expect, open, show, shown, snapshot, test } from './figure';

const rate = 'fall-line input[id="set-runs-0-optimizer-gd-lr"]';

test('an open panel stands in the document, and closes again', async ({ page }) => {
  await open(page);
  const button = page.locator('fall-line .dock').getByRole('button', { name: 'Probe' });
  await button.press('Enter');
  await expect(page.locator('fall-line .panel.probe h2')).toHaveText('Probe');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  expect(JSON.parse((await snapshot(page)).document).view).toEqual({ panels: ['probe'] });
  await button.press('Enter');
  await expect(page.locator('fall-line .panel')).toHaveCount(0);
  expect(JSON.parse((await snapshot(page)).document).view).toBeUndefined();
});

test('edits are undone and made again, by keys and by buttons; how it is looked at stays', async ({ page }) => {
  await open(page);
  const slider = page.locator(rate);
  const lr = async () => (await shown(page)).runs[0]!.optimizer.gd!.lr;
  await slider.press('ArrowRight');
  await expect.poll(lr).toBe(0.96);
  // of the same hand, so soon, one edit
  await slider.press('ArrowRight');
  await expect.poll(lr).toBe(0.97);
  await page.locator('fall-line .dock').getByRole('button', { name: 'Slices' }).click();
  await expect(page.locator('fall-line .panel.slices')).toBeVisible();
  await slider.press('Control+z');
  await expect.poll(lr).toBe(0.95);
  await expect(page.locator('fall-line .panel.slices')).toBeVisible();
  await slider.press('Control+Shift+Z');
  await expect.poll(lr).toBe(0.97);
  const [undo, redo] = ['Undo', 'Redo'].map((name) => page.getByRole('button', { name, exact: true }));
  await undo!.click();
  await expect.poll(lr).toBe(0.95);
  await expect(undo!).toBeDisabled();
  await redo!.click();
  await expect.poll(lr).toBe(0.97);
  await expect(redo!).toBeDisabled();
});

test('what is typed has an undo of its own', async ({ page }) => {
  await open(page);
  await page.locator(rate).press('ArrowRight');
  const field = page.locator('fall-line .run .number').first();
  await field.press('Control+z');
  await page.waitForTimeout(200);
  expect((await shown(page)).runs[0]!.optimizer.gd!.lr).toBe(0.96);
});

for (const [lang, words] of [
  ['en', ['Help', 'How far each step goes', 'plays and pauses']],
  ['ko', ['도움말', '한 번에 얼마나 갈지', '재생, 멈춤']],
] as const) {
  test(`help says what is under the hand and the focus, ${lang}`, async ({ page }) => {
    await open(page, `?lang=${lang}`);
    const [name, sentence, key] = words;
    await page.locator('fall-line .dock').getByRole('button', { name }).press('Enter');
    const help = page.locator('fall-line .help');
    await expect(help).toContainText(key);
    await page.locator(rate).focus();
    await expect(help).toContainText(sentence);
    const before = await help.locator('p').textContent();
    await page.locator('fall-line .chart').hover();
    await expect(help.locator('p')).not.toHaveText(before!);
    await page.locator(rate).press('?');
    await expect(help).toHaveCount(0);
  });
}

test('where something is drawn at random, it can be drawn anew', async ({ page }) => {
  await open(page);
  const reseed = page.getByRole('button', { name: 'New random numbers' });
  await expect(reseed).toHaveCount(0);
  await show(page, '{"task":{"surface":{"noise":1}},"seed":5}');
  const { fingerprint } = await snapshot(page);
  await reseed.click();
  await expect.poll(async () => (await snapshot(page)).fingerprint).not.toBe(fingerprint);
  expect(JSON.parse((await snapshot(page)).document).seed).not.toBe(5);
});

test('as fast as it goes, a long run is over soon, and every frame is shown', async ({ page }) => {
  await open(page, '', 'no-preference');
  await show(page, '{"task":{"surface":{"steps":100000}},"view":{"at":0}}');
  await page.locator('fall-line .time select').selectOption({ label: 'as fast as it goes' });
  await page.locator('fall-line .time .main').click();
  await page.waitForTimeout(500);
  const { step } = await snapshot(page);
  expect(step).toBeGreaterThan(1000);
  expect(step).toBeLessThan(100_000);
  await expect.poll(async () => (await snapshot(page)).step, { timeout: 10_000 }).toBe(100_000);
});
