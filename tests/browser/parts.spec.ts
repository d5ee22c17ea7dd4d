// The engine of networks comes in two parts: a figure is there with the first, and what few ask waits for the rest.

import { readdirSync, readFileSync } from 'node:fs';
import type { Page, Worker } from '@playwright/test';
import { format } from '../../www/src/draw/format';
import * as engine from '../../www/src/engine/wasm/train.js';
import { expect, open, show, snapshot, test } from './figure';

engine.initSync({
  module: readFileSync(new URL('../../www/src/engine/wasm/train_bg.wasm', import.meta.url)),
});

const rest = /train_rest-/;
const text = (kinds: readonly string[], more: object = {}) =>
  JSON.stringify({
    task: { network: { data: 'circle', layers: [{ units: 4 }, { units: 2 }], batch: 10, epochs: 60 } },
    runs: kinds.map((kind) => ({ optimizer: { [kind]: { lr: 0.01 } } })),
    ...more,
  });

/** What comes of it by the engine alone. */
function losses(document: string): string[] {
  const training = new engine.Training(document, new engine.Files());
  while (training.advance(1e6));
  return Array.from({ length: training.runs }, (_, run) => format(training.series(run, 'loss').at(-1)!));
}

const shown = (page: Page) => page.locator('fall-line .run b').allTextContents();
const asked = (page: Page) =>
  page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /train_rest-/.test(name)).length);

const scenes = new URL('../../www/scenes/', import.meta.url);
const networks = readdirSync(scenes)
  .filter((name) => name.endsWith('.json'))
  .filter((name) => JSON.parse(readFileSync(new URL(name, scenes), 'utf8')).document?.task.network)
  .map((name) => name.replace(/^\w+?-(.*)\.json$/, '$1'));

test('no scene asks the first part for more than it has', async ({ page }) => {
  test.setTimeout(120_000);
  const gone: string[] = [];
  for (const name of networks) {
    let looks = true;
    const watched = (worker: Worker) => void worker.once('close', () => void (looks && gone.push(name)));
    page.on('worker', watched);
    await open(page, `s/${name}/`, 'no-preference');
    await expect.poll(async () => (await snapshot(page)).step, { timeout: 20_000 }).toBeGreaterThan(0);
    // what panels ask comes after that
    await page.waitForTimeout(300);
    looks = false;
    page.off('worker', watched);
    await page.goto('about:blank');
  }
  expect(networks.length).toBeGreaterThan(15);
  expect(gone).toEqual([]);
});

test('a figure learns without the rest, which comes once it is touched or takes long', async ({ page }) => {
  await open(page, 's/network/');
  await expect.poll(async () => (await snapshot(page)).step).toBe(100);
  expect(await asked(page)).toBe(0);
  await page.locator('fall-line .story').click();
  await expect.poll(() => asked(page)).toBe(1);
  await open(page, '', 'no-preference');
  const layers = [{ units: 128 }, { units: 128 }, { units: 128 }];
  await show(page, text(['adam'], { task: { network: { data: 'circle', layers, batch: 1, epochs: 100 } } }));
  await expect.poll(() => asked(page)).toBe(1);
});

test('what the first part cannot do, it does with the rest, and no other run is lost', async ({ page }) => {
  await open(page, '', 'no-preference');
  // one of them breaks down where there is no more than the first part, maybe with the others’ worker
  const document = text(['adam', 'gd', 'lion', 'momentum']);
  await show(page, document);
  await expect.poll(async () => (await snapshot(page)).step, { timeout: 20_000 }).toBe(60);
  await expect.poll(() => shown(page)).toEqual(losses(document));
});

test.describe('without the rest', () => {
  test.use({ expected: [/net::ERR_FAILED/] });

  test('it learns to the end, says what it cannot, and can once the rest is there', async ({ page }) => {
    let tries = 0;
    await page.route(rest, (route) => {
      tries += 1;
      return route.abort();
    });
    await open(page, '', 'no-preference');
    const document = text(['adam']);
    await show(page, document);
    await page.locator('fall-line .story').click();
    await expect.poll(async () => (await snapshot(page)).step, { timeout: 20_000 }).toBe(60);
    await expect.poll(() => shown(page)).toEqual(losses(document));
    // nobody has needed it yet
    expect(tries).toBe(1);
    await page.locator('fall-line .dock').getByRole('button', { name: 'Loss landscape' }).click();
    const panel = page.getByRole('region', { name: 'Loss landscape' });
    await expect(panel).toContainText('The engine could not be fetched');
    await page.unroute(rest);
    await panel.getByRole('button', { name: 'Start again' }).click();
    await expect(panel.locator('.map-state')).toHaveText(/4,096 losses/, { timeout: 20_000 });
  });
});
