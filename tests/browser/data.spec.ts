// The data panel: rows that are drawn or pasted, what an update sees of them, and what is fitted.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, open, show, snapshot, test } from './figure';

interface Task {
  f?: string;
  start?: number[];
  batch?: number | 'all';
  noise?: number;
  data?: Record<string, Record<string, number | number[]>>;
}

async function task(page: Page): Promise<Task> {
  return JSON.parse((await snapshot(page)).document).task.surface;
}

async function openPanel(page: Page, document?: object): Promise<void> {
  await open(page);
  if (document) await show(page, JSON.stringify(document));
  await page.locator('fall-line .dock button').nth(1).click();
  await expect(page.getByLabel('Data', { exact: true }).last()).toBeVisible();
}

const kind = (page: Page) => page.locator('fall-line .panel.data select').first();

/** What of the picture is in this colour, in its own pixels. */
async function inColor(page: Page, hex: string): Promise<{ x: number; y: number }[]> {
  return page.locator('fall-line .scatter').evaluate((one, wanted) => {
    const { width, height } = one as HTMLCanvasElement;
    const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    copy?.drawImage(one as HTMLCanvasElement, 0, 0);
    const data = copy?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
    const [r, g, b] = [1, 3, 5].map((k) => Number.parseInt(wanted.slice(k, k + 2), 16));
    const found: { x: number; y: number }[] = [];
    for (let k = 0; k < data.length; k += 4) {
      if (data[k] === r && data[k + 1] === g && data[k + 2] === b)
        found.push({ x: (k / 4) % width, y: Math.floor(k / 4 / width) });
    }
    return found;
  }, hex);
}

const blue = '#005F99';

test('data that is chosen comes with its surface, start and rates', async ({ page }) => {
  await openPanel(page);
  for (const [name, f] of [
    ['line', '(x*u + y - v)^2'],
    ['logistic', 'softplus(x*u + y) - v*(x*u + y)'],
    ['sine', '(sin(x*u + y) - v)^2'],
  ] as const) {
    await kind(page).selectOption(name);
    await expect.poll(async () => JSON.stringify((await task(page)).data)).toContain(name);
    await expect(page.locator('#row-formula')).toHaveValue(f);
    for (const { summary } of (await snapshot(page)).runs) expect(summary.status).toBe('done');
    await expect(page.getByText(/This update saw all 100 rows/)).toBeVisible();
  }
  await kind(page).selectOption('none');
  await expect.poll(async () => (await task(page)).data).toBe(undefined);
  await expect(page.locator('fall-line .scatter')).toHaveCount(0);
});

test('the line in the picture is what the run fits at the step that is shown', async ({ page }) => {
  // one point far from the middle, so that there is room for the line, and the fit is known
  const columns = { u: [0, 4], v: [0, 8] };
  await openPanel(page, {
    task: { surface: { f: '(x*u + y - v)^2', data: { columns }, start: [2, 0], steps: 40 } },
    runs: [{ optimizer: { gd: { lr: 0 } } }],
  });
  const middle = async () => {
    const found = await inColor(page, blue);
    return found.reduce((sum, { y }) => sum + y / found.length, 0);
  };
  await expect.poll(async () => (await inColor(page, blue)).length).toBeGreaterThan(300);
  const through = await middle();
  const height = await page.locator('fall-line .scatter').evaluate((one) => (one as HTMLCanvasElement).height);
  // through both points: as much above the middle as under it
  expect(Math.abs(through - (height - 18) / 2)).toBeLessThan(6);
  const box = page.getByRole('region', { name: 'GD' });
  await box.getByLabel('Learning rate, value').fill('0.01');
  await box.getByLabel('Learning rate, value').press('Enter');
  await page.locator('fall-line .plane').focus();
  for (let k = 0; k < 6; k++) await page.keyboard.press('ArrowUp');
  // a higher y lifts the line
  await page.keyboard.press('Home');
  await expect.poll(middle).toBeLessThan(through - 4);
});

test('a batch is as large as asked for, and its rows are marked', async ({ page }) => {
  await openPanel(page, { task: { surface: { data: 'line', start: [-1, 3] } }, runs: [{ optimizer: 'gd' }] });
  const marked = () => page.locator('fall-line .data .hint').textContent();
  await expect.poll(marked).toContain('all 100 rows');
  await page.getByRole('button', { name: '16', exact: true }).click();
  await expect.poll(async () => (await task(page)).batch).toBe(16);
  await expect.poll(marked).toContain('the 16 marked of 100 rows');
  await expect(page.getByRole('button', { name: '16', exact: true })).toHaveAttribute('aria-pressed', 'true');
  const many = (await inColor(page, blue)).length;
  await page.getByLabel('Batch size, value').fill('1');
  await page.getByLabel('Batch size, value').press('Enter');
  await expect.poll(marked).toContain('the 1 marked');
  await expect.poll(async () => many - (await inColor(page, blue)).length).toBeGreaterThan(300);
  await page.getByLabel('Batch size, value').fill('2.5');
  await page.getByLabel('Batch size, value').press('Enter');
  await expect(page.locator('fall-line .data .setting .wrong')).toBeVisible();
  const slider = page.getByRole('slider', { name: 'Batch size' });
  await slider.press('ArrowUp');
  await expect.poll(async () => (await task(page)).batch).toBe(2);
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await expect.poll(async () => (await task(page)).batch ?? 'all').toBe('all');

  const before = (await snapshot(page)).runs[0]?.path;
  await page.getByRole('button', { name: 'Draw new data' }).click();
  await expect.poll(async () => (await snapshot(page)).runs[0]?.path).not.toEqual(before);
  await page.getByLabel('Rows, value', { exact: true }).fill('7');
  await page.getByLabel('Rows, value', { exact: true }).press('Enter');
  await expect.poll(marked).toContain('all 7 rows');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save rows as CSV' }).click(),
  ]);
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n');
  expect([lines.length, lines[0]]).toEqual([8, 'u,v']);
  for (const line of lines.slice(1)) expect(line).toMatch(/^-?\d+\.\d+,-?\d+\.\d+$/);
});

test('a table of one’s own is read, told of, and minimised', async ({ page }) => {
  await openPanel(page);
  await kind(page).selectOption('columns');
  const paste = page.locator('#table');
  await paste.fill('hours;score\n1;52\n"2;3');
  await expect(page.locator('#table-read')).toContainText('Line 3, column 1');
  await expect(paste).toHaveAttribute('aria-invalid', 'true');
  await paste.fill('hours;score\n1;52\n2,5;61\nx;3\n4;70\n5;81\n');
  await expect(page.locator('#table-read')).toContainText('4 rows, 2 columns (hours, score)');
  await expect(page.locator('#table-read')).toContainText('Line 4, column 1: “x” is no number.');
  const scale = page.getByLabel(/Scale to mean 0/);
  await expect(scale).toBeChecked();
  await scale.uncheck();
  await page.getByRole('button', { name: 'Use this table' }).click();
  await expect
    .poll(async () => (await task(page)).data)
    .toEqual({ columns: { hours: [1, 2.5, 4, 5], score: [52, 61, 70, 81] } });
  expect((await task(page)).f).toBe('(x*hours + y - score)^2');
  for (const { summary } of (await snapshot(page)).runs) expect(summary.status).toBe('done');

  await scale.check();
  await page.getByRole('button', { name: 'Use this table' }).click();
  const hours = async () => ((await task(page)).data?.columns?.hours ?? []) as number[];
  const mean = async () => (await hours()).reduce((sum, x) => sum + x, 0);
  await expect.poll(mean).toBeCloseTo(0, 4);

  const formula = page.getByLabel('Loss of one row, of x, y and hours, score');
  await formula.fill('abs(x*hours + y - scores)');
  await expect(page.locator('fall-line .marks mark')).toHaveText('scores');
  await formula.fill('abs(x*hours + y - score)');
  await expect.poll(async () => (await task(page)).f).toBe('abs(x*hours + y - score)');
});

test('a file is opened, and one that is too large is refused before it is read', async ({ page }) => {
  await openPanel(page);
  await kind(page).selectOption('columns');
  const file = page.locator('fall-line input[type=file]');
  await file.setInputFiles({
    name: 'rows.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('\uFEFFa,b\r\n1,0\r\n2,1\r\n3,1\r\n'),
  });
  await expect(page.locator('#table-read')).toContainText('rows.csv: Read: 3 rows, 2 columns (a, b).');
  await page.getByRole('button', { name: 'Use this table' }).click();
  await expect.poll(async () => (await task(page)).f).toBe('softplus(x*a + y) - b*(x*a + y)');
  // Korean, as older spreadsheets write it
  await file.setInputFiles({
    name: 'old.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([0xb0, 0xa1, 0x2c, 0x62, 10, 0x31, 0x2c, 0x32]),
  });
  await expect(page.locator('#table-read')).toContainText('“가” is u');
  await file.setInputFiles({ name: 'huge.csv', mimeType: 'text/csv', buffer: Buffer.alloc(4 << 20, '1\n') });
  await expect(page.locator('#table-read')).toContainText('at most 262144 are read');
  // what is read, but is more than a document holds, the engine refuses
  await file.setInputFiles({
    name: 'wide.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('1e9\n'.repeat(60_000)),
  });
  await expect(page.locator('#table-read')).toContainText('60000 rows');
  await page.getByLabel(/Scale to mean 0/).uncheck();
  await page.getByRole('button', { name: 'Use this table' }).click();
  await expect(page.locator('fall-line .data .own > .wrong')).toContainText('262144');
  expect((await task(page)).data).toEqual({ columns: { a: [1, 2, 3], b: [0, 1, 1] } });
});

test('over the picture stands what is fitted to how many rows, and its formula after it', async ({ page }) => {
  for (const [lang, rows, table, own] of [
    ['en', 'Line fit, 40 rows', 'Table, 3 rows', 'Mean loss, 1 row'],
    ['ko', '직선 맞추기, 40행', '표, 3행', '평균 손실, 1행'],
  ] as const) {
    await open(page, `?lang=${lang}`);
    const chosen = () =>
      page
        .locator('fall-line .caption select')
        .evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text);
    const surface = (more: object) => JSON.stringify({ task: { surface: { steps: 20, ...more } } });
    await show(page, surface({ data: { line: { samples: 40 } } }));
    await expect.poll(chosen).toBe(rows);
    await expect(page.locator('fall-line .caption math')).toContainText('+y−v');
    await expect(page.locator('fall-line .plane')).toHaveAttribute('aria-label', new RegExp(rows));
    await show(page, surface({ f: '(a*x - y)^2', data: { columns: { a: [1, 2, 3] } } }));
    expect(await chosen()).toBe(table);
    await expect(page.locator('fall-line .caption math')).toHaveText('(a\u2062x−y)2');
    await show(page, surface({ f: 'abs(x*u + y - v)', data: { sine: { samples: 1 } } }));
    expect(await chosen()).toBe(own);
    await expect(page.locator('fall-line .caption math')).toContainText('u+y−v');
  }
});
