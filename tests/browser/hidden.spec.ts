// A hidden run is neither drawn nor told of, in no panel; what is taken along as numbers and code has all runs.

import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, open, show, test } from './figure';

const names = ['Plain', 'Heavy', 'Third'];
const documentOf = (panels: readonly string[]) =>
  JSON.stringify({
    task: { surface: { steps: 60, data: { line: { samples: 40 } } } },
    runs: [
      { name: names[0], optimizer: { gd: { lr: 0.02 } } },
      { name: names[1], optimizer: { momentum: { lr: 0.02 } } },
      { name: names[2], optimizer: { adam: { lr: 0.2 } } },
    ],
    view: { panels },
  });

const panel = (page: Page, name: string) => page.locator(`fall-line .panel.${name}`);

/** By its menu, which also selects it. */
async function hide(page: Page, run: number): Promise<void> {
  await page.locator('fall-line .run header button').nth(run).click();
  await page.locator('fall-line .menu button').nth(2).click();
  await expect(page.locator('fall-line .run').nth(run)).toHaveClass(/out/);
}

/** How many pixels of the data's picture are about as the swatch of a run. */
function inked(page: Page, run: number): Promise<number> {
  return page.evaluate((k) => {
    const root = document.querySelector('fall-line')?.shadowRoot;
    const canvas = root?.querySelector<HTMLCanvasElement>('.scatter');
    const color = getComputedStyle(root?.querySelectorAll('.run')[k] as Element)
      .getPropertyValue('--run')
      .trim();
    const wanted = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
    if (!canvas?.width) return 0;
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
    copy?.drawImage(canvas, 0, 0);
    const { data } = copy?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (wanted.every((value, c) => Math.abs((data[at + c] ?? 0) - value) < 12)) count++;
    }
    return count;
  }, run);
}

test('the panels leave hidden runs out, and are of one that is seen', async ({ page }) => {
  await open(page);
  await show(page, documentOf(['data', 'probe', 'slices', 'table', 'export']));
  await expect(panel(page, 'probe').locator('.limits dt')).toHaveText(names);
  await expect.poll(() => inked(page, 0)).toBeGreaterThan(50);
  await expect(panel(page, 'export').locator('.about')).toHaveCount(2);

  await hide(page, 0);
  const [, ...left] = names;
  await expect(panel(page, 'probe').locator('.limits dt')).toHaveText(left);
  await expect(panel(page, 'probe').locator('.place select')).toContainText('Heavy');
  await expect(panel(page, 'table').locator('.bar option')).toHaveText(left);
  await expect(panel(page, 'table').locator('.bar select')).toHaveValue('1');
  await expect(panel(page, 'data').locator('.hint').first()).toContainText('Heavy');
  await expect(page.locator('fall-line .story')).not.toContainText('Plain');
  await expect(page.locator('#about')).not.toContainText('Plain');
  await expect.poll(() => inked(page, 0)).toBe(0);
  await expect.poll(() => inked(page, 1)).toBeGreaterThan(50);
  // one may still choose it in the list, to change it: the panels stay with those that are seen
  await page.locator('fall-line .run .number').first().focus();
  await expect(panel(page, 'table').locator('.bar select')).toHaveValue('1');

  await hide(page, 1);
  await expect(panel(page, 'table').locator('.bar option')).toHaveText(['Third']);
  await hide(page, 2);
  // with none to be seen, there is still one that a panel is of
  await expect(panel(page, 'table').locator('.bar option')).toHaveText(['Third']);
  await expect(panel(page, 'probe').locator('.limits dt')).toHaveCount(0);
  await expect.poll(() => inked(page, 2)).toBe(0);
});

test('a picture leaves them out, numbers and code do not, and the panel says so', async ({ page }) => {
  await open(page);
  await show(page, documentOf(['export']));
  await hide(page, 0);
  const box = panel(page, 'export');
  await expect(box).toContainText('Hidden optimizers are not in the picture');
  const saved = async (name: string) => {
    const saving = page.waitForEvent('download');
    await box.getByRole('button', { name, exact: true }).click();
    return readFile(await (await saving).path(), 'utf8');
  };
  const svg = await saved('SVG');
  expect(names.map((name) => svg.includes(`>${name}<`))).toEqual([false, true, true]);
  // those that are left keep their colours
  expect(svg).toContain('#B24400');
  expect(svg).not.toContain('#005F99');
  const csv = await saved('Paths, CSV');
  expect(names.map((name) => csv.includes(`\n${name},`))).toEqual([true, true, true]);
  await expect(box.locator('pre')).toContainText('Plain');
});
