// The data of a network: drawn, pressed in, handed in as files of all kinds, and taken along. What is read is what the
// engine reads.

import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import * as engine from '../../www/src/engine/wasm/train.js';
import { violations } from './axe';
import { expect, open, show, snapshot, test } from './figure';

engine.initSync({
  module: readFileSync(new URL('../../www/src/engine/wasm/train_bg.wasm', import.meta.url)),
});

const circle = {
  task: { network: { data: { circle: { samples: 40 } }, layers: [{ units: 4 }], batch: 10, epochs: 5 } },
  runs: [{ optimizer: { gd: { lr: 0.1 } } }],
  view: { panels: ['data'], at: 5 },
};

const panel = (page: Page) => page.locator('fall-line .panel.data');
const here = (page: Page) => panel(page).locator('.told').first();
const network = async (page: Page) => JSON.parse((await snapshot(page)).document).task.network;
const button = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true });

async function openData(page: Page, document: object = circle, query = ''): Promise<void> {
  await open(page, query);
  await show(page, JSON.stringify(document));
  await expect(here(page)).toBeVisible();
}

interface Upload {
  readonly name: string;
  readonly buffer: Buffer;
}

const give = (page: Page, files: readonly Upload[]) =>
  panel(page)
    .locator('input[type=file]')
    .setInputFiles(files.map((file) => ({ ...file, mimeType: 'application/octet-stream' })));

/** Files let go over the figure, as from a folder. */
async function drop(page: Page, files: readonly Upload[]): Promise<void> {
  const given = files.map(({ name, buffer }) => ({ name, bytes: [...buffer] }));
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const { name, bytes } of all) data.items.add(new File([new Uint8Array(bytes)], name));
    return data;
  }, given);
  const net = page.locator('fall-line .net');
  await net.dispatchEvent('dragover', { dataTransfer: transfer });
  await net.dispatchEvent('drop', { dataTransfer: transfer });
}

/** A file as MNIST has it. */
function idx(sizes: readonly number[], values: Uint8Array): Buffer {
  const head = Buffer.alloc(4 + 4 * sizes.length);
  head.set([0, 0, 8, sizes.length]);
  for (const [k, size] of sizes.entries()) head.writeUInt32BE(size, 4 + 4 * k);
  return Buffer.concat([head, values]);
}
const pictures = (count: number) =>
  idx(
    [count, 6, 5],
    Uint8Array.from({ length: 30 * count }, (_, k) => (k * 37) % 256),
  );
const labels = (count: number) =>
  idx(
    [count],
    Uint8Array.from({ length: count }, (_, k) => k % 3),
  );

test('other data come with the loss that suits them, and are drawn with their own settings', async ({ page }) => {
  await openData(page);
  await expect(here(page)).toHaveText('40 rows of 2 numbers, 2 classes: 20 to learn from, 20 for the test.');
  const kind = panel(page).getByRole('combobox', { name: 'Data' });
  await kind.selectOption('sine');
  await expect(here(page)).toContainText('a number to meet');
  await kind.selectOption('rings');
  await expect(here(page)).toContainText('classes');
  const classes = panel(page).getByLabel('Classes, value');
  await classes.fill('5');
  await classes.press('Enter');
  await expect(here(page)).toContainText('5 classes');
  const held = panel(page).getByLabel('Held out for choosing, value');
  await held.fill('0.1');
  await held.press('Enter');
  await expect(here(page)).toContainText('50 for choosing');
  const before = (await snapshot(page)).document;
  await button(page, 'Draw new data').click();
  await expect.poll(async () => JSON.parse((await snapshot(page)).document).seed).toEqual({ data: 1 });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await snapshot(page)).document).toBe(before);
});

test('points are pressed in and taken away, each an edit to undo', async ({ page }) => {
  await openData(page);
  const net = page.locator('fall-line .net');
  await net.scrollIntoViewIfNeeded();
  const canvas = (await net.boundingBox())!;
  const { planOf } = await import('../../www/src/elements/network/diagram');
  const { out } = planOf(canvas.width, canvas.height, [2, 4, 1]);
  const spot = (x: number, y: number) =>
    ({
      x: out.left + ((x + 6) / 12) * out.width,
      y: out.top + ((6 - y) / 12) * out.height,
    }) as const;
  const rows = async () => (await network(page)).data.rows as { inputs: number[][]; targets: number[] } | undefined;
  // nothing without being asked to
  await net.click({ position: spot(5, 5) });
  await button(page, 'Adds a point').click();
  await button(page, 'Class 1').click();
  expect(await rows()).toBeUndefined();
  await net.click({ position: spot(5, 5) });
  await net.click({ position: spot(-5, 4) });
  await button(page, 'New class 2').click();
  await net.click({ position: spot(-5, -5) });
  await expect.poll(async () => (await rows())?.targets.slice(40)).toEqual([1, 1, 2]);
  const pressed = (await rows())!;
  for (const [k, point] of [
    [5, 5],
    [-5, 4],
    [-5, -5],
  ].entries()) {
    for (const axis of [0, 1]) expect(Math.abs(pressed.inputs[40 + k]![axis]! - point[axis]!)).toBeLessThan(0.05);
  }
  // those that were drawn are as they were
  const alone = new engine.Training(JSON.stringify(circle), new engine.Files());
  const points = alone.inputs(
    0,
    Uint32Array.from({ length: 40 }, (_, k) => k),
  );
  for (const [k, x] of pressed.inputs.slice(0, 40).flat().entries()) {
    expect(Math.abs(x - points[k]!)).toBeLessThan(1e-4);
  }
  await expect(here(page)).toContainText('43 rows of 2 numbers, 3 classes');
  await net.click({ position: spot(-4.8, 4.2), button: 'right' });
  await expect.poll(async () => (await rows())?.targets.slice(40)).toEqual([1, 2]);
  await panel(page).getByLabel('x', { exact: true }).fill('1.5');
  await panel(page).getByLabel('y', { exact: true }).fill('−2');
  await button(page, 'Add').click();
  await expect.poll(async () => (await rows())?.inputs.at(-1)).toEqual([1.5, -2]);
  const undo = page.getByRole('button', { name: 'Undo' });
  for (const left of [42, 43, 42, 41, undefined]) {
    await undo.click();
    await expect.poll(async () => (await rows())?.targets.length).toBe(left);
  }
});

test('a table is looked at, told of and taken over: small ones into the document', async ({ page }) => {
  await openData(page);
  const some = Array.from({ length: 40 }, (_, k) => `${k},5;${k * k};n${k};${k % 2 ? 'dog' : 'cat'}`);
  const text = ['size;weight;name;kind', ...some.slice(0, 3), '3;?;b;dog', '1;x;d;cat', ...some.slice(3)].join('\n');
  await drop(page, [{ name: 'pets.csv', buffer: Buffer.from(text) }]);
  await expect(panel(page)).toContainText('pets.csv: 42 rows, 4 columns.');
  await expect(panel(page)).toContainText('2 different texts: classes');
  expect((await network(page)).data.rows).toBeUndefined();
  await button(page, 'Learn from this table').click();
  await expect(panel(page)).toContainText('Classes: 0 is cat, 1 is dog.');
  await expect(panel(page)).toContainText('what columns and classes are called stays in your table');
  await expect(panel(page)).toContainText('Left out: 1 row with a missing value.');
  await expect(panel(page)).toContainText(
    '1 row with text where the column has numbers; the first in line 6, column 3',
  );
  const { data, loss } = await network(page);
  expect(data.rows.targets).toEqual(some.map((_, k) => k % 2));
  await expect(panel(page)).toContainText('too many different texts or nothing: name.');
  expect(loss ?? 'binary_cross_entropy').toBe('binary_cross_entropy');
  // as classes, or as numbers
  await panel(page).locator('textarea').fill('a,b,c,n\n1,2,3,0\n2,3,5,1\n3,4,4,2\n4,5,1,3\n5,6,0,4\n');
  await panel(page).locator('textarea').press('Tab');
  await expect(panel(page)).toContainText('table.csv: 5 rows, 4 columns.');
  for (const [as, says] of [
    ['numbers', 'a number to meet'],
    ['classes', '5 classes'],
  ] as const) {
    await panel(page).getByRole('combobox', { name: 'as' }).selectOption(as);
    await button(page, 'Learn from this table').click();
    await expect(here(page)).toContainText(says);
  }
  await panel(page).getByRole('combobox', { name: 'To learn' }).selectOption({ label: 'a' });
  await button(page, 'Learn from this table').click();
  await expect.poll(async () => (await network(page)).data.rows.targets).toEqual([0, 1, 2, 3, 4]);
});

test('tables come by dropping, though the panel is closed, by pasting, and from any spreadsheet', async ({ page }) => {
  await open(page);
  await show(page, JSON.stringify({ ...circle, view: { at: 5 } }));
  await expect(page.locator('fall-line .dock button').first()).toBeVisible();
  // as spreadsheets in Korea write it: “이름” is the first column's name
  const korean = Buffer.concat([Buffer.from([0xc0, 0xcc, 0xb8, 0xa7]), Buffer.from(',b,c\n1,2,x\n3,4,y\n')]);
  await drop(page, [{ name: 'korean.csv', buffer: korean }]);
  await expect(panel(page)).toContainText('korean.csv: 2 rows, 3 columns.');
  await expect(panel(page).getByRole('combobox', { name: 'To learn' })).toContainText('이름');
  const wide = Buffer.from('\ufeffu,v,w\n1,2,x\n3,4,y\n5,6,y\n', 'utf16le');
  await drop(page, [{ name: 'wide.txt', buffer: wide }]);
  await expect(panel(page)).toContainText('wide.txt: 3 rows, 3 columns.');
  await page.locator('fall-line .net').focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'p\tq\tr\n1\t2\tx\n3\t4\ty\n5\t6\ty\n7\t8\ty\n');
    const net = document.querySelector('fall-line')!.shadowRoot!.querySelector('.net')!;
    net.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: true }));
  });
  await expect(panel(page)).toContainText('table.csv: 4 rows, 3 columns.');
  await button(page, 'Learn from this table').click();
  await expect(here(page)).toContainText('4 rows of 2 numbers, 2 classes');
});

test('a large table stays beside the document, which asks for it where it is not', async ({ page }) => {
  await openData(page);
  const lines = Array.from({ length: 30_000 }, (_, k) => `${Math.sin(k)},${Math.cos(k)},${k % 7},${k % 3}`);
  const buffer = Buffer.from(`a,b,c,class\n${lines.join('\n')}\n`);
  await give(page, [{ name: 'large.csv', buffer }]);
  await button(page, 'Learn from this table').click();
  await expect(here(page)).toContainText('30000 rows of 3 numbers, 3 classes', { timeout: 20_000 });
  const sha256 = createHash('sha256').update(buffer).digest('hex');
  expect((await network(page)).data).toEqual({ csv: { file: 'large.csv', sha256, target: 4 } });
  // elsewhere
  const { document: given } = await snapshot(page);
  await open(page);
  await page.evaluate((text) => {
    const figure = document.querySelector('fall-line') as unknown as { text: string };
    figure.text = text;
  }, given);
  const failure = page.locator('fall-line .failure');
  await expect(failure).toContainText('files that a link cannot carry: large.csv');
  expect(await violations(page)).toEqual([]);
  const choose = failure.locator('input[type=file]');
  await choose.setInputFiles([{ name: 'large.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') }]);
  await expect(failure).toContainText('large.csv is another file');
  await choose.setInputFiles([{ name: 'renamed.csv', mimeType: 'text/csv', buffer }]);
  await expect(here(page)).toContainText('30000 rows of 3 numbers', { timeout: 20_000 });
});

test('images and labels find each other, in any order, packed or not', async ({ page }) => {
  await openData(page);
  const [train, test] = [pictures(30), pictures(12)];
  await drop(page, [
    { name: 't10k-labels-idx1-ubyte', buffer: labels(12) },
    { name: 'train-images-idx3-ubyte.gz', buffer: gzipSync(train) },
    { name: 't10k-images-idx3-ubyte', buffer: test },
    { name: 'train-labels-idx1-ubyte.gz', buffer: gzipSync(labels(30)) },
  ]);
  await expect(here(page)).toHaveText('30 pictures of 5 × 6 pixels, 3 classes: 24 to learn from, 6 for the test.');
  expect((await network(page)).data.idx.labels.file).toBe('train-labels-idx1-ubyte.gz');
  await panel(page).getByRole('combobox', { name: 'Which of them' }).selectOption({ index: 1 });
  await expect(here(page)).toContainText('12 pictures of 5 × 6 pixels');
  // one after the other
  await give(page, [{ name: 'a.gz', buffer: gzipSync(pictures(20)) }]);
  await expect(panel(page)).toContainText('a.gz: 20 pictures of 5 × 6 pixels. Now hand in their labels too.');
  await give(page, [{ name: 'b', buffer: labels(20) }]);
  await expect(here(page)).toContainText('20 pictures of 5 × 6 pixels');
});

test('what cannot be read is told, and nothing is lost or waits', async ({ page }) => {
  await openData(page);
  const before = (await network(page)).data;
  const zeros = gzipSync(Buffer.concat([idx([2, 6, 5], new Uint8Array()), Buffer.alloc(200e6)]));
  for (const [name, buffer, why] of [
    ['noise.bin', Buffer.concat([Buffer.from([0x80]), randomBytes(1000)]), 'not UTF-8'],
    ['empty.csv', Buffer.alloc(0), '0 columns'],
    ['one.csv', Buffer.from('a\n1\n2\n'), '1 columns'],
    ['cells.csv', Buffer.from('a,b\n1,2\n3\n'), 'Line 3'],
    ['quote.csv', Buffer.from('a,b\n1,"2\n3,4\n'), 'Line 2, column 3'],
    ['magic', Buffer.from([0, 0, 13, 3, 0, 0, 0, 1]), 'does not begin as an IDX file'],
    ['cut.gz', gzipSync(pictures(3)).subarray(0, 12), 'cannot be unpacked'],
  ] as const) {
    await give(page, [{ name, buffer }]);
    await expect(panel(page).locator('[data-help=rows-told]')).toContainText(name);
    await expect(panel(page).locator('[data-help=rows-told] .wrong')).toContainText(why);
  }
  const refused = panel(page).getByRole('alert');
  for (const [images, classes, why] of [
    [pictures(9), labels(8), 'There are 9 images, but 8 classes'],
    [pictures(9).subarray(0, 100), labels(9), 'should have 286 bytes'],
    [zeros, labels(2), 'should have 76 bytes'],
  ] as const) {
    await give(page, [
      { name: 'images', buffer: Buffer.from(images) },
      { name: 'labels', buffer: classes },
    ]);
    await expect(refused).toContainText(why);
  }
  await expect(page.locator('fall-line .net')).toBeVisible();
  expect((await network(page)).data).toEqual(before);
});

test('50 MB are read beside the page, which goes on', async ({ page }) => {
  await openData(page);
  // what cannot be learned from: too many rows, and a file that ends within one
  const given = (rows: number, cut: number) =>
    page.evaluateHandle(
      ([count, less]) => {
        const line = `${'0.125,'.repeat(40)}1\n`;
        const data = new DataTransfer();
        data.items.add(new File([line.repeat(count!).slice(0, -less! || undefined)], 'large.csv'));
        return data;
      },
      [rows, cut],
    );
  const longest = () =>
    page.evaluate(async () => {
      const all: number[] = [];
      const observer = new PerformanceObserver((list) =>
        all.push(...list.getEntries().map(({ duration }) => duration)),
      );
      observer.observe({ type: 'longtask' });
      const root = document.querySelector('fall-line')!.shadowRoot!;
      const [net, transfer] = [root.querySelector('.net')!, (globalThis as unknown as { given: DataTransfer }).given];
      net.dispatchEvent(
        new DragEvent('drop', { dataTransfer: transfer, bubbles: true, composed: true, cancelable: true }),
      );
      const told = () => root.querySelector('[data-help=rows-read], [data-help=rows-told] .wrong')?.textContent;
      for (const old = told(); !told() || told() === old; ) await new Promise((next) => setTimeout(next, 50));
      observer.disconnect();
      return { longest: Math.max(0, ...all), told: told() };
    });
  for (const [cut, says] of [
    [0, /large\.csv: 210\d\d\d rows, 41 columns|large\.csv: 209\d\d\d rows, 41 columns/],
    [100, /Line \d+: there are \d+ cells, but 41 in the first line/],
  ] as const) {
    const transfer = await given(210_000, cut);
    await page.evaluate((data) => {
      (globalThis as unknown as { given: DataTransfer }).given = data;
    }, transfer);
    await page.waitForTimeout(500);
    const seen = await longest();
    expect(seen.told).toMatch(says);
    // to read them takes seconds; on a machine that others use a moment may pass anyway
    expect(seen.longest).toBeLessThan(400);
  }
  await drop(page, [{ name: 'small.csv', buffer: Buffer.from('a,b,c\n1,2,x\n3,4,y\n') }]);
  await expect(panel(page)).toContainText('small.csv: 2 rows');
});

test('rows are saved with their part, and read back as they were', async ({ page }) => {
  await openData(page);
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Save rows as CSV').click()]);
  expect(download.suggestedFilename()).toBe('circle.csv');
  const text = readFileSync(await download.path(), 'utf8');
  const [head, ...lines] = text.trimEnd().split('\n');
  expect(head).toBe('x,y,class,split');
  const alone = new engine.Training(JSON.stringify(circle), new engine.Files());
  const [points, targets] = [
    alone.inputs(
      0,
      Uint32Array.from({ length: 40 }, (_, k) => k),
    ),
    alone.targets(0),
  ];
  const tested = new Set(alone.part(0, 2));
  for (const [k, line] of lines.entries()) {
    const [x, y, label, split] = line.split(',');
    expect([Math.fround(Number(x)), Math.fround(Number(y))]).toEqual([points[2 * k], points[2 * k + 1]]);
    expect([Number(label), split]).toEqual([targets[k], tested.has(k) ? 'test' : 'train']);
  }
  expect(lines.length).toBe(40);
  const own = lines.map((line) => line.split(',').slice(0, 3).join(',')).join('\n');
  await give(page, [{ name: 'back.csv', buffer: Buffer.from(`x,y,class\n${own}\n`) }]);
  await button(page, 'Learn from this table').click();
  await expect.poll(async () => (await network(page)).data.rows?.targets).toEqual([...targets]);
  const { rows } = (await network(page)).data;
  for (const [k, x] of rows.inputs.flat().entries()) expect(Math.abs(x - points[k]!)).toBeLessThan(1e-4);
});

for (const [theme, lang, width] of [
  ['light', 'en', 1280],
  ['dark', 'ko', 360],
] as const) {
  test(`axe finds nothing, and nothing hangs over, ${theme}, ${lang}, ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await openData(page, circle, `?theme=${theme}&lang=${lang}`);
    await panel(page).locator('[data-help=rows-mode] button').nth(1).click();
    await give(page, [
      { name: 'a-file-with-a-rather-long-name-that-goes-on-and-on.csv', buffer: Buffer.from('a,b,n\n1,2,3\n4,5,6') },
      { name: 'noise', buffer: Buffer.from([0x80]) },
    ]);
    await expect(panel(page).locator('.main-word')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
  });
}
