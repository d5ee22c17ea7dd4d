// Everything that can be taken along: pictures, numbers, code, links; downloaded and read back.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { violations } from './axe';
import { expect, open, pictured, show, snapshot, test, unfold } from './figure';

/** Where the plane lies in a picture with axes. */
const [edge, gutter] = [16, 40];

async function openPanel(page: Page, query = ''): Promise<void> {
  await open(page, query);
  await unfold(page);
  await page.locator('fall-line .dock [aria-controls=panel-export]').click();
  await expect(page.locator('fall-line .export pre')).toBeVisible();
}

/** What a press on a button brings. */
async function taken(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('fall-line .export').getByRole('button', { name: button, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** The size of a picture, and its colours at places in CSS pixels. */
function pixels(page: Page, png: Buffer, scale: number, places: readonly (readonly [number, number])[]) {
  return page.evaluate(
    async ({ base64, scale, places }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d', { willReadFrequently: true })!;
      context.drawImage(image, 0, 0);
      const colour = ([x, y]: readonly [number, number]) =>
        [...context.getImageData(Math.round(x * scale), Math.round(y * scale), 1, 1).data.slice(0, 3)].join();
      return { width: image.width, height: image.height, colours: places.map(colour) };
    },
    { base64: png.toString('base64'), scale, places },
  );
}

/** The plane's size on the page, and where a point of it lies in a picture. */
async function places(page: Page, left: number, top: number) {
  const { domain, runs } = await snapshot(page);
  const [x0, x1, y0, y1] = domain;
  const size = await page.locator('fall-line .plane').evaluate((plane) => {
    const inside = getComputedStyle(plane).getPropertyValue('--axes').trim() === 'inside';
    return { width: plane.clientWidth - (inside ? 0 : 40), height: plane.clientHeight - (inside ? 0 : 24) };
  });
  const at = (x: number, y: number): [number, number] => [
    left + ((x - x0) / (x1 - x0)) * size.width,
    top + ((y1 - y) / (y1 - y0)) * size.height,
  ];
  return { ...size, at, runs };
}

test('PNG: what is seen, in three sizes, with and without what stands around it, light and dark', async ({ page }) => {
  await openPanel(page);
  const panel = page.locator('fall-line .export');
  const { width, height, at, runs } = await places(page, edge + gutter, edge);
  const ball = runs.map(({ path }) => at(path.at(-2)!, path.at(-1)!));
  const sizes: [number, number][] = [];
  for (const scale of [1, 2, 4]) {
    await panel.getByLabel('Size').selectOption(String(scale));
    const { name, bytes } = await taken(page, 'PNG');
    expect(name).toBe('fall-line-120.png');
    const found = await pixels(page, bytes, scale, [...ball, [2, 2]]);
    expect(found.colours).toEqual(['0,95,153', '178,68,0', '252,252,250']);
    expect(found.width).toBe(scale * (width + gutter + 2 * edge));
    sizes.push([found.width / scale, found.height / scale]);
  }
  expect(sizes[1]).toEqual(sizes[0]);
  expect(sizes[2]).toEqual(sizes[0]);
  // a row for the runs and one or two for the sentence
  expect(sizes[0]![1]).toBeGreaterThan(height + 24 + 2 * edge + 48);

  await panel.getByLabel('Colours').selectOption('dark');
  await panel.getByLabel('Legend and sentence').uncheck();
  await panel.getByLabel('Axes').uncheck();
  const bare = await places(page, 0, 0);
  const [x, y] = [runs[0]!.path.at(-2)!, runs[0]!.path.at(-1)!];
  const found = await pixels(page, (await taken(page, 'PNG')).bytes, 4, [bare.at(x, y)]);
  expect(found).toEqual({ width: 4 * width, height: 4 * height, colours: ['95,179,232'] });
});

test('SVG: lines, marks and words where they are, at the step that is shown', async ({ page }) => {
  await openPanel(page);
  await page.locator('fall-line .scrub input').fill('60');
  const { at, width, runs } = await places(page, edge + gutter, edge);
  const { name, bytes } = await taken(page, 'SVG');
  expect(name).toBe('fall-line-60.svg');
  const found = await page.evaluate((text) => {
    const svg = new DOMParser().parseFromString(text, 'image/svg+xml');
    const all = (part: string) => [...svg.querySelectorAll(part)];
    return {
      broken: all('parsererror').length,
      width: svg.documentElement.getAttribute('width'),
      paths: all('path').map((path) => ({ d: path.getAttribute('d') ?? '', stroke: path.getAttribute('stroke') })),
      words: all('text').map((word) => ({ text: word.textContent, x: Number(word.getAttribute('x')) })),
      images: all('image').map((image) => ({
        href: image.getAttribute('href')!.slice(0, 22),
        width: image.getAttribute('width'),
      })),
      title: svg.querySelector('title')?.textContent,
    };
  }, bytes.toString('utf8'));
  expect(found.broken).toBe(0);
  expect(found.width).toBe(String(width + gutter + 2 * edge));
  expect(found.images).toEqual([{ href: 'data:image/png;base64,', width: String(width) }]);
  expect(found.title).toMatch(/^Both started here\./);
  const written = (x: number, y: number) =>
    at(x, y)
      .map((value) => String(Math.round(value * 100) / 100))
      .join(' ');
  for (const [run, stroke] of ['#005F99', '#B24400'].entries()) {
    const lines = found.paths.filter((path) => path.stroke === stroke).map(({ d }) => d);
    const { path } = runs[run]!;
    // the newest steps have a line of their own
    for (const step of [0, 1, 10, 50, 59, 60]) {
      const point = written(path[2 * step]!, path[2 * step + 1]!);
      expect(
        lines.some((d) => d.includes(point)),
        `${stroke}, step ${step}: ${point}`,
      ).toBe(true);
    }
    expect(path.length).toBe(2 * 61);
  }
  const words = found.words.map(({ text }) => text);
  for (const word of ['GD', 'Momentum', 'Start', '−8', '2', 'Step 60 of 120', 'log scale'])
    expect(words).toContain(word);
  const tick = found.words.find(({ text }) => text === '−8')!;
  expect(tick.x).toBeCloseTo(at(-8, 0)[0], 1);
});

test('CSV and JSON: the numbers of the engine, every digit', async ({ page }) => {
  await openPanel(page);
  await show(
    page,
    JSON.stringify({
      version: 1,
      task: { surface: { f: 'x^4 + y^2', start: [3, 0.1], steps: 8 } },
      runs: [
        { name: 'a "b", c', optimizer: { gd: { lr: 0.5 } } },
        { optimizer: { adam: { lr: 0.3 } }, schedule: 'linear' },
      ],
      view: { panels: ['export'] },
    }),
  );
  const { runs, fingerprint } = await snapshot(page);
  const csv = (await taken(page, 'Paths, CSV')).bytes.toString('utf8');
  const lines = csv.split('\r\n');
  expect(lines.pop()).toBe('');
  expect(csv.replaceAll('\r\n', '')).not.toContain('\n');
  expect(lines.shift()).toBe('run,step,x,y,f,lr,gradient_norm');
  const result = JSON.parse((await taken(page, 'Result, JSON')).bytes.toString('utf8'));
  expect(result.fingerprint).toBe(fingerprint);
  const table = JSON.parse((await taken(page, 'Paths, JSON')).bytes.toString('utf8')) as Record<string, unknown>[];
  expect(table).toHaveLength(lines.length);
  let row = 0;
  for (const [k, { path }] of runs.entries()) {
    const told = result.runs[k];
    expect(told.path.flat()).toEqual(path);
    for (let step = 0; step < path.length / 2; step++) {
      const name = k === 0 ? '"a ""b"", c"' : 'Adam';
      const rest = [
        path[2 * step],
        path[2 * step + 1],
        told.loss[step],
        told.lr[step] ?? '',
        told.gradient_norm[step] ?? '',
      ];
      expect(lines[row]).toBe([name, step, ...rest].join(','));
      expect(table[row]).toEqual({
        run: k === 0 ? 'a "b", c' : 'Adam',
        step,
        x: path[2 * step],
        y: path[2 * step + 1],
        f: told.loss[step],
        lr: told.lr[step] ?? null,
        gradient_norm: told.gradient_norm[step] ?? null,
      });
      row += 1;
    }
  }
  expect(row).toBe(lines.length);
  // the first run has left every number behind
  expect(runs[0]!.path.length).toBeLessThan(18);
});

test('code: for three libraries, copied and downloaded, or why there is none', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPanel(page);
  const panel = page.locator('fall-line .export');
  const code = panel.locator('pre');
  await expect(code).toContainText('import numpy as np');
  await expect(code).toContainText('w = np.array([-8.0, 2.0])');
  for (const [value, words] of [
    ['torch', 'torch.optim.SGD([w], lr=0.2, momentum=0.9)'],
    ['jax', 'optax.sgd(0.95)'],
  ] as const) {
    await panel.getByLabel('Library').selectOption(value);
    await expect(code).toContainText(words);
    const { name, bytes } = await taken(page, 'Download');
    expect(name).toBe(`fall-line-${value}.py`);
    expect(bytes.toString('utf8')).toBe(await code.textContent());
  }
  const copy = panel.getByRole('button', { name: 'Copy', exact: true });
  await copy.focus();
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await code.textContent());
  await expect(copy).toBeVisible();
  // it follows the hand
  const field = page.locator('fall-line .number').first();
  await field.fill('0.5');
  await field.press('Enter');
  await expect(code).toContainText('optax.sgd(0.5)');
  await show(
    page,
    JSON.stringify({
      version: 1,
      task: { surface: { data: { line: { samples: 5000 } } } },
      view: { panels: ['export'] },
    }),
  );
  await expect(panel).toContainText('The data have 5000 rows, too many to be written into code.');
  await expect(code).toHaveCount(0);
  await expect(copy).toBeDisabled();
});

test.describe('a link', () => {
  test('brings the experiment back, whole', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openPanel(page, '?theme=dark');
    const field = page.locator('fall-line .number').first();
    await field.fill('0.875');
    await field.press('Enter');
    await expect(page.locator('fall-line .export pre')).toContainText('0.875');
    const panel = page.locator('fall-line .export');
    await panel.getByRole('button', { name: 'Copy link' }).click();
    await expect(panel.getByRole('button', { name: 'Copied' })).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(/\?theme=dark#1\.[\w-]+$/);
    const { document, fingerprint } = await snapshot(page);
    const other = await context.newPage();
    await other.emulateMedia({ reducedMotion: 'reduce' });
    await other.goto(link);
    await pictured(other);
    const opened = await snapshot(other);
    expect([opened.document, opened.fingerprint]).toEqual([document, fingerprint]);
    await expect(other.locator('fall-line .export pre')).toContainText('0.875');
  });

  test('that comes while the page is open is followed', async ({ page }) => {
    await open(page);
    await page.evaluate(() => {
      location.hash =
        '#1.FchRCsIwEEXRrZT366hJQNDZSmkhaFqCmsokFdswe5f8XA63IqQ5pgC2BFlTBvcVy6fEd9yDgCvmR-tLwOZ0u6jqQCg-P9vNq0z-HhonMH6jO1tjukO3jQ6EXLwUcH-8khtUCd8gOS4JbPUP';
    });
    await expect.poll(async () => JSON.parse((await snapshot(page)).document).runs.length).toBe(1);
  });

  for (const [what, link, words] of [
    ['cut', '#1.FchRCsIwEEXRrZT366hJQNDZSmkhaFqCmsokFdswe5f8XA63', 'damaged or cut short'],
    ['with a letter too many', '#1.FchRCsIwEEXRrZT366hJQNDZSmk…', 'letters that no link has'],
    ['of a newer page', '#2.FchRCsIwEEXRrZT366hJ', 'made by a newer page'],
    [
      'to something else',
      `#1.${Buffer.from([0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00]).toString('base64url')}`,
      'cannot be read',
    ],
  ] as const) {
    test(`that is ${what} says so`, async ({ page }) => {
      await page.goto(`/${link}`);
      await expect(page.locator('fall-line .failure')).toContainText(words);
      expect(await violations(page)).toEqual([]);
    });
  }
});

for (const theme of ['light', 'dark']) {
  for (const lang of ['en', 'ko']) {
    test(`axe finds nothing, and nothing is wider than a phone, ${theme}, ${lang}`, async ({ page }) => {
      await page.setViewportSize({ width: 328, height: 800 });
      await openPanel(page, `?lang=${lang}&theme=${theme}`);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(328);
    });
  }
}
