// The surface panel: the library in pictures, formulas as they are typed, start, steps and constants.

import type { Page } from '@playwright/test';
import { expect, open, show, snapshot, test } from './figure';

interface Shown {
  readonly task: { readonly surface: { f?: string; start?: (number | string)[]; steps?: number } };
  readonly runs: { optimizer: Record<string, { lr: number }> }[];
  readonly given?: Record<string, number>;
}

async function shown(page: Page): Promise<Shown> {
  return JSON.parse((await snapshot(page)).document);
}

async function surfaceOf(page: Page): Promise<Shown['task']['surface']> {
  return (await shown(page)).task.surface;
}

async function openPanel(page: Page, query = ''): Promise<void> {
  await open(page, query);
  await page.locator('fall-line .dock button').first().click();
  await expect(page.locator('fall-line .library .entry')).toHaveCount(43);
}

test('every surface of the library has its own picture', async ({ page }) => {
  await openPanel(page);
  const pictures = () =>
    page.locator('fall-line .entry canvas').evaluateAll((all) =>
      all.map((one) => {
        const copy = new OffscreenCanvas(32, 24).getContext('2d', { willReadFrequently: true });
        copy?.drawImage(one as HTMLCanvasElement, 0, 0, 32, 24);
        const data = copy?.getImageData(0, 0, 32, 24).data ?? new Uint8ClampedArray();
        const shades = [...data].filter((_, k) => k % 4 === 0);
        const whole = [...data].every((value, k) => k % 4 < 3 || value === 255);
        const sum = shades.reduce((all, shade, k) => all + shade * (k + 1), 0);
        return { sum, drawn: whole && Math.max(...shades) - Math.min(...shades) > 15 };
      }),
    );
  await expect.poll(async () => (await pictures()).every(({ drawn }) => drawn), { timeout: 20_000 }).toBe(true);
  expect(new Set((await pictures()).map(({ sum }) => sum)).size).toBe(43);
});

test('a surface is found by its name in either language, and comes with start and rates that suit it', async ({
  page,
}) => {
  await openPanel(page);
  const seen = page.locator('fall-line .entry:visible .name');
  await page.getByLabel('Find by name').fill('라스트');
  await expect(seen).toHaveText(['Rastrigin']);
  await page.getByLabel('Find by name').fill('nothing like it');
  await expect(page.getByText('No surface is called that.')).toBeVisible();
  await page.getByLabel('Find by name').fill('rosen');
  await expect(seen).toHaveText(['Rosenbrock']);
  await page.locator('fall-line .entry:visible').click();
  await expect.poll(async () => (await surfaceOf(page)).f).toBe('rosenbrock');
  const { runs } = await shown(page);
  expect(runs[0]?.optimizer.gd?.lr).toBeLessThan(0.01);
  for (const { summary } of (await snapshot(page)).runs) expect(summary.status).toBe('done');
  await expect(page.getByRole('radio', { name: /^Rosenbrock/ })).toBeChecked();
  await expect(page.locator('fall-line .caption select')).toHaveValue('rosenbrock');
});

test('arrow keys go through the library', async ({ page }) => {
  await openPanel(page);
  await page.getByRole('radio', { name: /^Valley/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: /^Trough/ })).toBeFocused();
  await expect.poll(async () => (await surfaceOf(page)).f).toBe('x^2/20 + y^2');
});

test('a formula is shown as it is typed; what is wrong is marked and the last good one stays', async ({ page }) => {
  await openPanel(page);
  const text = page.getByLabel('Formula of x and y');
  const mark = page.locator('fall-line .marks mark');
  await text.fill('');
  await text.pressSequentially('x^2 + 3y^2');
  await expect.poll(async () => (await surfaceOf(page)).f).toBe('x^2 + 3y^2');
  expect((await surfaceOf(page)).start).toEqual([-8, 2]);
  await expect(page.locator('fall-line .formulas .math').nth(2)).toContainText('6⁢y');
  const good = await snapshot(page);

  await text.press('End');
  await text.pressSequentially(' + cost(x)');
  await expect(text).toHaveAttribute('aria-invalid', 'true');
  await expect(mark).toHaveText('cost');
  await expect(page.locator('#formula-wrong')).toContainText('cost');
  await expect(text).toHaveValue('x^2 + 3y^2 + cost(x)');
  const now = await snapshot(page);
  expect(now.runs[0]?.path).toEqual(good.runs[0]?.path);
  // a space plays and pauses everywhere but here, and what one does elsewhere leaves the text alone
  expect(now.playing).toBe(false);
  await page.getByLabel('Steps', { exact: true }).fill('50');
  await page.getByLabel('Steps', { exact: true }).press('Enter');
  await expect.poll(async () => (await surfaceOf(page)).steps).toBe(50);
  await expect(text).toHaveValue('x^2 + 3y^2 + cost(x)');
  await expect(mark).toHaveText('cost');

  await text.fill('let a = 2;\na*x^2 + y^2');
  await expect(text).toHaveAttribute('aria-invalid', 'false');
  await expect(mark).toHaveCount(0);
  await expect.poll(async () => (await surfaceOf(page)).f).toBe('let a = 2;\na*x^2 + y^2');
  const lines = await text.evaluate((area) => area.clientHeight / 24);
  expect(lines).toBeGreaterThan(2);

  // another surface takes the place of what was wrong
  await text.fill('2*');
  await expect(mark).toHaveCount(1);
  await page.locator('fall-line .entry').first().click();
  await expect(text).toHaveValue('x^2/100 + y^2');
  await expect(mark).toHaveCount(0);
});

test('examples are there to be clicked', async ({ page }) => {
  await openPanel(page);
  await page.getByText('How to write formulas').click();
  for (const example of await page.locator('fall-line .examples button').all()) {
    const text = (await example.textContent())?.trim() ?? '';
    await example.click();
    await expect.poll(async () => (await surfaceOf(page)).f).toBe(text);
    await expect(page.getByLabel('Formula of x and y')).toHaveAttribute('aria-invalid', 'false');
  }
});

test('start, steps and constants take what a document takes, and say what it does not', async ({ page }) => {
  await openPanel(page);
  const panel = page.locator('fall-line .panel.surface');
  const type = async (label: string, text: string) => {
    await panel.getByLabel(label, { exact: true }).fill(text);
    await panel.getByLabel(label, { exact: true }).press('Enter');
  };
  await type('Steps', '2000000');
  await expect(page.locator('#steps-wrong')).toContainText('1000000');
  await expect(panel.getByLabel('Steps', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await type('Steps', '300');
  await expect.poll(async () => (await snapshot(page)).steps).toBe(300);

  await panel.getByText('Constants').click();
  await type('Name', 'x');
  await expect(page.locator('#given-wrong')).toContainText('x');
  await type('Name', 'a');
  await expect.poll(async () => (await shown(page)).given).toEqual({ a: 1 });
  await expect(panel.getByLabel('Name', { exact: true })).toHaveValue('');
  await type('Name', 'a');
  await expect(page.locator('#given-wrong')).toContainText('There is a already');
  await type('Start x', '4a');
  await expect.poll(async () => (await surfaceOf(page)).start).toEqual(['4a', 2]);
  expect((await snapshot(page)).runs[0]?.path.slice(0, 2)).toEqual([4, 2]);
  await panel.getByRole('slider', { name: 'a' }).press('ArrowUp');
  await expect.poll(async () => (await snapshot(page)).runs[0]?.path[0]).toBeGreaterThan(4);

  await panel.getByRole('button', { name: 'Remove a' }).click();
  await expect(page.locator('#given-wrong')).toBeVisible();
  expect((await shown(page)).given).toHaveProperty('a');
  await type('Start x', '-3');
  await panel.getByRole('button', { name: 'Remove a' }).click();
  await expect.poll(async () => (await shown(page)).given).toBe(undefined);
});

test('a constant that is drawn shows what it was drawn as, and its bounds can be typed', async ({ page }) => {
  await open(page);
  const document = {
    task: { surface: { f: 'x^2/a + y^2', start: ['a', 1], steps: 5 } },
    given: { a: { from: 10, to: 40, step: 5 } },
    view: { panels: ['surface'] },
  };
  await show(page, JSON.stringify(document));
  const group = page.getByRole('group', { name: 'a', exact: true });
  const type = async (label: string, text: string) => {
    await group.getByLabel(label, { exact: true }).fill(text);
    await group.getByLabel(label, { exact: true }).press('Enter');
  };
  /** What the runs have it as, by their start. */
  const drawn = async () => (await snapshot(page)).runs[0]?.path[0] ?? 0;
  const says = async () => {
    const told = (await group.locator('p').first().textContent()) ?? '';
    expect(told).toMatch(/^a = [\d.]+, drawn at random$/);
    expect(Number.parseFloat(told.slice(4))).toBeCloseTo(await drawn(), 1);
  };
  await expect(says).toPass();
  expect([10, 15, 20, 25, 30, 35, 40]).toContain(await drawn());
  await type('From', '100');
  await expect(group.locator('.wrong')).toContainText('40');
  await expect(group.getByLabel('From', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await type('To', '120');
  await type('From', '110');
  await expect.poll(drawn).toBeGreaterThanOrEqual(110);
  await expect(says).toPass();
  await type('In steps of', '');
  await expect.poll(async () => (await shown(page)).given).toEqual({ a: { from: 110, to: 120 } });
  await expect(group.locator('.wrong')).toHaveCount(0);
  const before = await drawn();
  await page.getByRole('button', { name: 'New random numbers' }).click();
  await expect.poll(drawn).not.toBe(before);
  await expect(says).toPass();
});
