// The table of the step: its numbers against those worked out by hand, its CSV, and what it says where there is no step.

import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { violations } from './axe';
import { expect, open, show, snapshot, test } from './figure';

const documentOf = (runs: readonly object[], at: number, more: object = {}) =>
  JSON.stringify({
    task: { surface: { f: 'x^2 + 2*y^2', start: [1, -2], steps: 20, ...more } },
    runs,
    view: { panels: ['table'], at },
  });

const adam = { optimizer: { adam: { lr: 0.1 } } };
const panel = (page: Page) => page.locator('fall-line .panel.table');

/** A number as the page prints it. */
const read = (printed: string) => {
  const [mantissa = '', power] = printed.trim().replace(/−/g, '-').split('×10');
  const exponent = [...(power ?? '⁰')].map((c) => (c === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join('');
  return Number(mantissa) * 10 ** Number(exponent);
};

/** Every row of the table: its name, then before, after and change. */
async function rows(page: Page): Promise<Record<string, number[]>> {
  const all = await panel(page)
    .locator('tbody tr')
    .evaluateAll((trs) =>
      trs.map((tr) =>
        [...tr.children].map((cell) => (cell.querySelector('.unseen') ?? cell).textContent?.trim() ?? ''),
      ),
    );
  return Object.fromEntries(all.map(([name = '', ...cells]) => [name, cells.map(read)]));
}

/** What each line gave. */
const values = async (page: Page) =>
  (await panel(page).locator('.line').allTextContents()).map((line) =>
    [...line.matchAll(/=\s*([−\d.×⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g)].map(([, number = '']) => read(number)),
  );

/** Adam on x² + 2y² as one does it on paper: everything of each step, by coordinate. */
function byHand(steps: number) {
  const [lr, beta1, beta2, eps] = [0.1, 0.9, 0.999, 1e-8];
  let [w, m, v] = [
    [1, -2],
    [0, 0],
    [0, 0],
  ];
  return Array.from({ length: steps }, (_, k) => {
    const t = k + 1;
    const g = [2 * (w[0] ?? 0), 4 * (w[1] ?? 0)];
    m = m.map((one, i) => beta1 * one + (1 - beta1) * (g[i] ?? 0));
    v = v.map((one, i) => beta2 * one + (1 - beta2) * (g[i] ?? 0) ** 2);
    const mhat = m.map((one) => one / (1 - beta1 ** t));
    const vhat = v.map((one) => one / (1 - beta2 ** t));
    const before = w;
    w = w.map((one, i) => one - (lr * (mhat[i] ?? 0)) / (Math.sqrt(vhat[i] ?? 0) + eps));
    return { before, g, m, v, mhat, vhat, w };
  });
}

const near = (numbers: readonly number[], digits: number) =>
  numbers.map((x) => expect.closeTo(x, Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(x) || 1)))));

test("Adam's first three steps are those of a hand that does them on paper", async ({ page }) => {
  await open(page);
  await show(page, documentOf([adam], 1));
  const hand = byHand(3);
  // the hand itself, in numbers: a first step is the learning rate, whatever the slope
  expect(hand[0]).toMatchObject({ g: [2, -8], mhat: [expect.closeTo(2), expect.closeTo(-8)] });
  expect(hand[0]?.w).toEqual([expect.closeTo(0.9, 7), expect.closeTo(-1.9, 7)]);
  await panel(page).getByRole('region', { name: 'The rule, line by line' }).focus();
  for (const [k, { before, g, m, v, mhat, vhat, w }] of hand.entries()) {
    await expect(panel(page).locator('dt').first()).toHaveText(`Step ${k + 1}`);
    await expect(panel(page).locator('dd').first()).toHaveText(`t = ${k + 1}, learning rate 0.1`);
    const found = await rows(page);
    expect(Object.keys(found)).toEqual(['x', 'y', 'm x', 'm y', 'v x', 'v y']);
    expect([found.x?.[0], found.y?.[0]]).toEqual(near(before, 4));
    expect([found.x?.[1], found.y?.[1]]).toEqual(near(w, 4));
    expect(found.x?.[2]).toBeCloseTo((w[0] ?? 0) - (before[0] ?? 0), 4);
    expect([found['m x']?.[1], found['m y']?.[1], found['v x']?.[1], found['v y']?.[1]]).toEqual(near([...m, ...v], 4));
    expect([found['m x']?.[0], found['v y']?.[0]]).toEqual(
      near(k ? [hand[k - 1]?.m[0] ?? 0, hand[k - 1]?.v[1] ?? 0] : [0, 0], 4),
    );
    const gradient = await panel(page).locator('.gradient').textContent();
    expect([...(gradient ?? '').matchAll(/[−\d.]+/g)].map(([x]) => read(x))).toEqual(near(g, 4));
    expect(await values(page)).toEqual([m, v, mhat, vhat, w].map((pair) => near(pair, 4)));
    await page.keyboard.press('.');
  }
  // back and on, as everywhere; and the numbers stand in the formula
  await page.keyboard.press(',');
  await page.keyboard.press(',');
  await expect(panel(page).locator('dt').first()).toHaveText('Step 2');
  const lines = await panel(page).locator('.filled').allTextContents();
  expect(lines[0]).toMatch(/0\.9⋅0\.2\+\(1−0\.9\)⋅1\.8\s*=\s*0\.3600/);
  expect(lines[2]).toMatch(/0\.361−0\.9.?2/);

  // all digits are those of the path
  await panel(page).getByLabel('All digits').check();
  const exact = (await snapshot(page)).runs[0]?.path.slice(4, 6).map((x) => String(x).replace('-', '−'));
  await expect(panel(page).locator('tbody tr td:nth-child(3)')).toContainText(exact ?? []);
});

test('a step, or all of them, are copied as CSV with every digit, and saved', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await show(page, documentOf([{ ...adam, clip: 1 }], 1200, { steps: 1300 }));
  const { path } = (await snapshot(page)).runs[0] ?? { path: [] };
  const copied = async (button: string) => {
    await panel(page).getByRole('button', { name: button }).click();
    await expect(panel(page).getByRole('status')).toHaveText('Copied, with all digits.');
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const [names = [], ...lines] = text
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    return lines.map((line) => Object.fromEntries(names.map((name, k) => [name, Number(line[k])])));
  };
  const [one, ...none] = await copied('Copy this step');
  expect(none).toEqual([]);
  expect([one?.step, one?.before_x, one?.x, one?.y]).toEqual([1200, path[2398], path[2400], path[2401]]);
  const { g_x = 0, g_y = 0, g_clipped_x = 0, m_x = 0, m_before_x = 0, mhat_x = 0 } = one ?? {};
  expect(g_x).toBe(2 * (one?.before_x ?? 0));
  expect(Math.hypot(g_x, g_y) > 1 ? g_clipped_x : g_x).toBeCloseTo(g_clipped_x, 12);
  expect(m_x).toBe(0.9 * m_before_x + (1 - 0.9) * g_clipped_x);
  expect(mhat_x).toBeCloseTo(m_x, 12);

  const all = await copied('Copy steps 1 to 1200');
  expect(all.map(({ step }) => step)).toEqual(Array.from({ length: 1200 }, (_, k) => k + 1));
  expect(all.flatMap(({ x, y }) => [x, y])).toEqual(path.slice(2, 2402));
  expect(all[0]).toMatchObject({ g_x: 2, g_y: -8, m_before_x: 0, t: 1, lr: 0.1 });

  const saving = page.waitForEvent('download');
  await panel(page).getByRole('button', { name: 'Download steps 1 to 1200' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe('Adam 1-1200.csv');
  const saved = await readFile(await file.path(), 'utf8');
  expect(saved.trimEnd().split('\n')).toHaveLength(1201);
  expect(saved.split('\n')[1200]?.split(',').slice(-3, -1)).toEqual([String(path[2400]), String(path[2401])]);
});

test('it says what comes at the start, where a run ended, and which run it is of', async ({ page }) => {
  await open(page);
  const wild = { optimizer: { gd: { lr: 0.9 } } };
  const own = { name: 'Twice', optimizer: { written: { text: 'h = grad(w - lr*g)\nw = w - lr*(g + h)/2' } } };
  await show(page, documentOf([wild, own], 0, { steps: 2000 }));
  await expect(panel(page)).toContainText('Step 0 is the start');
  await expect(panel(page).locator('.line')).toHaveCount(1);
  await expect(panel(page).locator('.filled')).toHaveCount(0);
  await panel(page).getByRole('button', { name: 'Go to step 1' }).click();
  expect((await snapshot(page)).step).toBe(1);
  // 1 − 0.9·2, and −2 + 0.9·8
  await expect.poll(() => values(page)).toEqual([[-0.8, 5.2]]);

  // the keyboard's End is past the divergence
  await page.keyboard.press('End');
  await expect(panel(page)).toContainText(/ended after step \d+\./);
  await expect(panel(page).locator('.reason')).toContainText('the learning rate 0.9 is above');
  const to = panel(page).getByRole('button', { name: /^Go to step/ });
  const last = Number((await to.textContent())?.match(/\d+/)?.[0]);
  expect((await snapshot(page)).runs[0]?.summary.status).toMatchObject({ diverged: { at: last + 1 } });
  await to.click();
  expect((await snapshot(page)).step).toBe(last);
  await expect(panel(page).locator('dt').first()).toHaveText(`Step ${last}`);

  // another run, with two gradients a step: each is told with its place
  await panel(page).getByRole('combobox', { name: 'Optimizer' }).selectOption('Twice');
  await page.locator('fall-line .plane').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('.');
  await expect(panel(page).locator('.gradient')).toHaveCount(2);
  await expect(panel(page).locator('dt').nth(2)).toHaveText('gradient at (0.8000, −1.200)');
  // h = (1.6, −4.8), w = 1 − 0.1·(2 + 1.6)/2, −2 + 0.1·(8 + 4.8)/2
  await expect.poll(() => values(page)).toEqual([near([1.6, -4.8], 4), near([0.82, -1.36], 4)]);
});

test('it holds in 328 px, and axe finds nothing, in both themes and languages', async ({ page }) => {
  for (const [lang, theme, width] of [
    ['en', 'light', 1280],
    ['ko', 'dark', 344],
    ['en', 'dark', 820],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await open(page, `?lang=${lang}&theme=${theme}`);
    for (const step of [0, 3]) {
      await show(page, documentOf([{ ...adam, clip: 1 }, { optimizer: 'nesterov' }], step));
      await expect(panel(page).locator('.line').first()).toBeVisible();
      await panel(page)
        .getByRole('checkbox')
        .setChecked(step === 3);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide).toBeLessThanOrEqual(0);
      expect(await violations(page), `${lang}, ${theme}, step ${step}`).toEqual([]);
    }
  }
});
