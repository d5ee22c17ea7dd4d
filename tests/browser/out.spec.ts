// What is taken along of a network, and what is brought: downloaded and read back, and held against the engine alone.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { readPlayground } from '../../www/src/document/playground';
import * as engine from '../../www/src/engine/wasm/train.js';
import { violations } from './axe';
import { expect, open, show, snapshot, test } from './figure';

engine.initSync({
  module: readFileSync(new URL('../../www/src/engine/wasm/train_bg.wasm', import.meta.url)),
});

const circle = {
  version: 1,
  engine: 1,
  task: { network: { data: 'circle', layers: [{ units: 4 }, { units: 2 }], batch: 10, epochs: 20 } },
  runs: [{ optimizer: { gd: { lr: 0.1 } } }, { name: 'Quick, "too"', optimizer: { adam: { lr: 0.01 } } }],
};
const text = (document: object = circle, view: object = {}) =>
  JSON.stringify({ ...document, view: { panels: ['export'], ...view } });
const panel = (page: Page) => page.getByRole('region', { name: 'Take along' });

/** What a press on a button brings. */
async function taken(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel(page).getByRole('button', { name: button, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

async function shownAt(page: Page, document: object, at: number): Promise<void> {
  await open(page);
  await show(page, text(document, { at }));
  await expect(page.locator('fall-line .story')).toContainText(`epoch ${at}`);
  await expect(panel(page).locator('pre')).toBeVisible();
}

const documentOf = async (page: Page) => JSON.parse((await snapshot(page)).document);
const bring = (page: Page, name: string, content: string) =>
  panel(page)
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });

test('weights of the run and the epoch that are shown go out, and come in as where it starts', async ({ page }) => {
  await shownAt(page, circle, 7);
  const { name, bytes } = await taken(page, 'Save weights, JSON');
  expect(name).toBe('fall-line-weights-7.json');
  const alone = new engine.Training(JSON.stringify(circle), new engine.Files());
  while (alone.advance(1e6));
  expect(bytes.toString()).toBe(alone.values(0, 7));
  await bring(page, 'a.json', bytes.toString());
  await expect(panel(page).locator('#weights-said')).toHaveText(/^25 numbers are the first weights now/);
  await expect.poll(async () => Object.keys((await documentOf(page)).task.network.init ?? {})).toEqual(['values']);
  // fewer digits, the same numbers
  const begun = new engine.Training((await snapshot(page)).document, new engine.Files());
  begun.step(0);
  expect(begun.weights(0)).toEqual(alone.weights(0, 7));
  expect(begun.series(0, 'loss')[0]).toBe(alone.series(0, 'loss')[7]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await documentOf(page)).task.network.init).toBe(undefined);
});

test('where runs have layers of their own, weights are of the run that is shown', async ({ page }) => {
  const [gd] = circle.runs;
  await shownAt(page, { ...circle, runs: [gd, { ...gd, with: { layers: [{ units: 3 }] } }] }, 2);
  const zeros = [4, 2, 1].map((units, k) => ({ weights: Array(units).fill(Array([2, 4, 2][k]).fill(0)) }));
  await bring(page, 'zeros.json', JSON.stringify({ values: zeros }));
  await expect.poll(async () => (await documentOf(page)).runs[0].with?.init?.values?.length).toBe(3);
  await expect(panel(page).locator('#weights-said')).toContainText('25 numbers');
});

test('what does not fit is told, and nothing is lost', async ({ page }) => {
  await shownAt(page, circle, 3);
  const said = panel(page).locator('#weights-said');
  const before = (await snapshot(page)).document;
  const layer = (outputs: number, inputs: number) => ({
    weights: Array(outputs).fill(Array(inputs).fill(0)),
    bias: [],
  });
  for (const [content, told] of [
    ['{"weights": [', 'This is not JSON'],
    ['"text"', 'This holds no weights'],
    [JSON.stringify([layer(4, 2)]), 'Expected 3 layers, found 1.'],
    [
      JSON.stringify([layer(8, 2), layer(2, 8), layer(1, 2)]),
      'Layer 1: expected a row of weights for each of 4 units, found 8.',
    ],
    ['x'.repeat(5e6), 'larger than any'],
  ] as const) {
    await bring(page, 'wrong.json', content);
    await expect(said).toContainText(told);
    await expect(said).toHaveClass('wrong');
  }
  // typed or pasted is the same
  await panel(page).getByLabel('Or paste them').fill('[1, 2]');
  await panel(page).getByLabel('Or paste them').press('Enter');
  await expect(said).toContainText('Expected 3 layers, found 2.');
  expect((await snapshot(page)).document).toBe(before);
});

test('curves, result and document are the engine’s', async ({ page }) => {
  await shownAt(page, circle, 20);
  const alone = new engine.Training(JSON.stringify(circle), new engine.Files());
  while (alone.advance(1e6));
  expect((await taken(page, 'Result, JSON')).bytes.toString()).toBe(alone.result());
  const [head = '', ...lines] = (await taken(page, 'Curves, CSV')).bytes.toString().trimEnd().split('\r\n');
  const columns = head.split(',');
  expect(columns.slice(0, 6)).toEqual(['run', 'epoch', 'updates', 'rows', 'seconds', 'loss']);
  expect(lines).toHaveLength(2 * 21);
  expect(lines[21]).toMatch(/^"Quick, ""too""",0,0,0,0,/);
  const cells = (lines[20] ?? '').split(',').map(Number);
  expect(cells.slice(1, 4)).toEqual([20, 500, 5000]);
  for (const [name, entry] of [
    ['loss', 20],
    ['test_accuracy', 20],
    ['lr', 19],
    ['gradient_norm', 19],
  ] as const) {
    expect(cells[columns.indexOf(name)], name).toBe(alone.series(0, name)[entry]);
  }
  const own = (await taken(page, 'Document, JSON')).bytes.toString();
  expect(engine.parse(own)).toBe((await snapshot(page)).document);
});

test('at its end a training has the fingerprint of the engine, with every seed, and its result too', async ({
  page,
}) => {
  const many = { ...circle, repeat: 3 };
  await shownAt(page, many, 10);
  expect((await snapshot(page)).fingerprint).toBe('');
  await page.getByRole('slider', { name: 'Epoch' }).fill('20');
  const alone = new engine.Training(JSON.stringify(many), new engine.Files());
  while (alone.advance(1e6));
  await expect.poll(async () => (await snapshot(page)).fingerprint).toBe(alone.fingerprint());
  expect((await taken(page, 'Result, JSON')).bytes.toString()).toBe(alone.result());
});

test('the picture is what is seen, twice as fine, in its colours, with what they mean', async ({ page }) => {
  await shownAt(page, circle, 20);
  const size = await page
    .locator('fall-line .net canvas')
    .evaluate(({ clientWidth, clientHeight }) => [clientWidth, clientHeight]);
  const [width = 0, height = 0] = size;
  const look = async () => {
    const { name, bytes } = await taken(page, 'PNG');
    expect(name).toBe('fall-line-20.png');
    return page.evaluate(async (base64) => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
      const ctx = new OffscreenCanvas(image.width, image.height).getContext('2d', { willReadFrequently: true })!;
      ctx.drawImage(image, 0, 0);
      const at = (x: number, y: number) => [...ctx.getImageData(Math.round(x), Math.round(y), 1, 1).data.slice(0, 3)];
      // the ground, and a corner of the map of what comes out: class 0
      return { width: image.width, height: image.height, ground: at(4, 4), at: at(image.width - 60, 2 * 16 + 60) };
    }, bytes.toString('base64'));
  };
  let light = await look();
  // what learned last is looked at a moment later
  await expect
    .poll(async () => {
      light = await look();
      const [red = 0, , blue = 0] = light.at;
      return red - blue;
    })
    .toBeGreaterThan(40);
  expect(light.width).toBe(2 * (width + 32));
  expect(light.height).toBeGreaterThan(2 * (height + 32 + 48));
  expect(light.ground).toEqual([252, 252, 250]);
  await panel(page).getByLabel('Legend and sentence').uncheck();
  await panel(page).getByLabel('Colours').selectOption('dark');
  const dark = await look();
  expect(dark.height).toBe(2 * (height + 32));
  expect(Math.max(...dark.ground)).toBeLessThan(60);
  await panel(page).getByLabel('Legend and sentence').check();
  const svg = (await taken(page, 'SVG')).bytes.toString();
  for (const said of [
    'GD',
    'Epoch 20 of 20',
    'positive weight',
    'font-style="italic"',
    'of the test right',
    '<image',
  ]) {
    expect(svg).toContain(said);
  }
});

test('an address of TensorFlow Playground opens, with what differs; what is none is told', async ({ page }) => {
  await shownAt(page, circle, 3);
  const field = panel(page).getByRole('textbox', { name: 'Address' });
  const enter = async (address: string) => {
    await field.fill(address);
    await panel(page).getByRole('button', { name: 'Open', exact: true }).click();
  };
  await enter('https://example.org/#activation=tanh');
  await expect(panel(page).locator('#playground-said .wrong')).toContainText('no address of Playground');
  await enter(
    'https://playground.tensorflow.org/#activation=relu&batchSize=7&dataset=spiral&learningRate=0.3&regularization=L2&' +
      'regularizationRate=0.001&noise=10&networkShape=5,3&seed=0.12345&percTrainData=80&x=true&y=true&sinX=true&problem=classification&zeal=1',
  );
  await expect.poll(async () => (await documentOf(page)).seed).toBe(12345);
  const { task, runs } = await documentOf(page);
  expect(task.network).toMatchObject({
    features: ['x', 'y', 'sin(x)'],
    layers: [
      { units: 5, activation: 'relu' },
      { units: 3, activation: 'relu' },
    ],
    batch: 7,
    penalty: { l2: 0.001 },
    test: 0.2,
    shuffle: false,
  });
  expect(runs).toEqual([{ optimizer: { gd: { lr: 0.3 } } }]);
  await expect(panel(page).locator('.differs li')).toHaveCount(5);
  await expect(panel(page).locator('.differs')).toContainText('cross-entropy');
  // the panel that it was opened in stays open, and the code is of it
  await expect(panel(page).locator('pre')).toContainText('nn.Linear(3, 5), nn.ReLU()');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await documentOf(page)).task.network.batch).toBe(10);
});

test('whatever an address of Playground says, the engine takes and learns', () => {
  const settings = [
    [
      '',
      'problem=regression',
      'problem=regression&regDataset=reg-gauss&noise=50',
      'dataset=gauss&noise=50',
      'dataset=xor&noise=25',
    ],
    ['', 'networkShape=', 'networkShape=8,8,8,8,8,8&activation=relu', 'activation=linear&batchSize=1'],
    [
      '',
      'regularization=L1&regularizationRate=10',
      'initZero=true&x=false&xTimesY=true',
      'percTrainData=10&learningRate=10',
      'seed=1e300&percTrainData=99',
    ],
  ].reduce<string[]>((all, some) => all.flatMap((one) => some.map((other) => `${one}&${other}`)), ['']);
  expect(settings).toHaveLength(100);
  for (const one of settings) {
    const opened = readPlayground(`https://playground.tensorflow.org/#${one}`);
    if (!('document' in opened)) throw new Error(one);
    const training = new engine.Training(JSON.stringify(opened.document), new engine.Files());
    training.step(3);
    expect(training.progress(0).updates, one).toBeGreaterThan(0);
    training.free();
  }
});

test('settings in the address of the page open too', async ({ page }) => {
  await open(page, '#activation=sigmoid&dataset=xor&networkShape=3&learningRate=0.3');
  const { task } = await documentOf(page);
  expect(task.network).toMatchObject({ data: { xor: { noise: 0 } }, layers: [{ units: 3, activation: 'sigmoid' }] });
  await expect(panel(page).locator('.differs li')).toHaveCount(4);
});

test('code is for two libraries; what is too long for it is beside it', async ({ page }) => {
  await shownAt(page, circle, 3);
  const code = panel(page).locator('pre');
  await expect(code).toContainText('torch.optim.Adam(model.parameters(), lr=0.01');
  await panel(page).getByRole('combobox', { name: 'Library' }).selectOption({ label: 'Keras' });
  await expect(code).toContainText('keras.optimizers.Adam(learning_rate=0.01');
  expect((await documentOf(page)).view.panels).toEqual([{ export: { library: 'keras' } }]);
  const { name, bytes } = await taken(page, 'Download');
  expect(name).toBe('fall-line-keras.py');
  expect(bytes.toString()).toBe(await code.textContent());

  await show(
    page,
    text({ ...circle, task: { network: { data: 'digits', layers: [{ units: 32 }], batch: 64, epochs: 1 } } }),
  );
  await expect(code).toContainText('fall-line-rows.csv');
  const rows = (await taken(page, 'Rows, CSV')).bytes.toString().trimEnd().split('\r\n');
  expect(rows[0]).toMatch(/^x1,.*x64,class,part$/);
  expect(rows).toHaveLength(1 + 1797);
  const parts = rows.slice(1).map((row) => row.slice(-1));
  expect(parts.filter((part) => part === '2')).toHaveLength(359);
  const weights = JSON.parse((await taken(page, 'First weights, JSON')).bytes.toString());
  expect(weights.map((layers: { bias: number[] }[]) => layers.map(({ bias }) => bias.length))).toEqual([
    [32, 10],
    [32, 10],
  ]);
});

for (const [lang, theme, width] of [
  ['en', 'light', 1440],
  ['ko', 'dark', 360],
] as const) {
  test(`nothing stands in anyone’s way, ${lang}, ${theme}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page, `?lang=${lang}&theme=${theme}`);
    await show(page, text(circle, { at: 3 }));
    const taking = page.locator('fall-line .panel.export');
    await expect(taking.locator('pre')).toBeVisible();
    await taking.locator('.paste input').fill('[1]');
    await taking.locator('.paste input').press('Enter');
    await expect(taking.locator('.wrong')).toBeVisible();
    await taking.locator('.playground input').fill('playground.tensorflow.org');
    await taking.locator('.playground button').click();
    await expect(taking.locator('.differs')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
}
