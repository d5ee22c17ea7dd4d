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

test('what was refused, and what changed nothing, leaves nothing to undo', async ({ page }) => {
  await open(page);
  await show(page, '{"task":{"surface":{"steps":20}},"view":{"panels":["surface"]}}');
  const f = async () => (await shown(page)).task.surface.f;
  const [formula, undo] = [page.locator('#formula'), page.getByRole('button', { name: 'Undo', exact: true })];
  await formula.fill('x^2 + ');
  await expect(page.locator('#formula-wrong')).not.toBeEmpty();
  await expect(undo).toBeDisabled();
  // put right at once: one edit, and one that can be undone
  await formula.fill('x^2 + y^');
  await expect(page.locator('#formula-wrong')).not.toBeEmpty();
  await formula.fill('x^2 + y^4');
  await expect.poll(f).toBe('x^2 + y^4');
  await expect(undo).toBeEnabled();
  // wrong again, then right, at the same place and so soon: still the same edit
  await formula.fill('x^2 + y^4 +');
  await expect(page.locator('#formula-wrong')).not.toBeEmpty();
  await undo.click();
  await expect.poll(f).toBe('x^2/100 + y^2');
  await expect(undo).toBeDisabled();
  // a learning rate that is typed as it is
  const field = page.locator('fall-line .run .number').first();
  await field.fill('0.10');
  await field.press('Enter');
  await page.waitForTimeout(300);
  await expect(undo).toBeDisabled();
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await expect.poll(f).toBe('x^2 + y^4');
  // two edits one after the other, the second before the first is shown: two to undo, or one, but each can be seen
  await page.evaluate(() => {
    const root = document.querySelector('fall-line')?.shadowRoot;
    const type = (selector: string, value: string) => {
      const input = root?.querySelector(selector) as HTMLInputElement;
      input.value = value;
      input.dispatchEvent(new Event('change'));
    };
    type('#start-x', '1');
    type('#start-y', '1');
  });
  await expect.poll(async () => (await shown(page)).task.surface.start).toEqual([1, 1]);
  await undo.click();
  await expect.poll(async () => (await shown(page)).task.surface.start).not.toEqual([1, 1]);
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

test('with help open, Tab comes to quantities too', async ({ page }) => {
  await open(page);
  await show(page, '{"task":"surface","view":{"panels":["probe"]}}');
  const slope = page.locator('fall-line .probe [data-help~="∂f/∂x"]').first();
  await expect(slope).toBeVisible();
  await expect(slope).not.toHaveAttribute('tabindex');
  await page.locator('fall-line .dock').getByRole('button', { name: 'Help' }).press('Enter');
  await expect(slope).toHaveAttribute('tabindex', '0');
  await page.getByRole('button', { name: 'Close Probe' }).focus();
  const said = new Set<string>();
  for (let k = 0; k < 12; k++) {
    await page.keyboard.press('Tab');
    said.add((await page.locator('fall-line .help p').textContent())!);
  }
  expect(said.size).toBeGreaterThan(8);
  await page.keyboard.press('?');
  await expect(slope).not.toHaveAttribute('tabindex');
});

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
