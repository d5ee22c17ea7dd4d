// What is chosen within panels stands in the document: whoever opens the link sees it too, and nothing is run for it.

import type { Page } from '@playwright/test';
import { expect, open, show, snapshot, test } from './figure';

// a software renderer says that it is one
test.use({ viewport: { width: 1440, height: 1600 } });

/** Others may be at work on the machine, and without a graphics card every picture in 3-D takes a while. */
test.describe.configure({ timeout: 90_000 });

const task = { surface: { f: 'himmelblau', start: [-1.5, -3.5], steps: 60 } };
const runs = [{ optimizer: { gd: { lr: 0.01 } } }, { optimizer: { momentum: { lr: 0.01, momentum: 0.5 } } }];
const withPanels = (panels: readonly unknown[]) => JSON.stringify({ task, runs, view: { panels } });

const panelsOf = async (page: Page) => JSON.parse((await snapshot(page)).document).view?.panels;
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const curve = (page: Page, label: string) => page.locator('fall-line .curves figcaption').getByLabel(label);

test('choices made by hand are in the document, one by one, and taken back they leave it', async ({ page }) => {
  await open(page);
  await show(page, withPanels(['probe', 'table', 'basin', 'sweep', 'space', 'export']));
  const { fingerprint } = await snapshot(page);

  await panel(page, 'Probe').getByRole('checkbox', { name: 'Field of −∇f' }).check();
  await panel(page, 'Probe').getByRole('combobox', { name: 'Point' }).selectOption({ index: 1 });
  await panel(page, 'Probe').getByRole('textbox', { name: 'x, value' }).fill('1.5');
  await page.keyboard.press('Enter');
  await panel(page, 'Probe').getByRole('slider', { name: 'Direction u, degrees' }).press('ArrowRight');
  await panel(page, 'The step in numbers').getByRole('checkbox').check();
  await panel(page, 'Basin map').getByLabel('Picture').selectOption('Fine');
  await panel(page, 'Basin map').getByLabel('Steps').fill('300');
  await page.keyboard.press('Enter');
  await panel(page, 'Sweep').getByLabel('Optimizer').selectOption('Momentum');
  await panel(page, 'Sweep').getByLabel('Colour').selectOption('Loss at the end');
  await panel(page, 'Sweep').getByLabel('Learning rate, to').fill('0.05');
  await page.keyboard.press('Enter');
  await panel(page, '3-D').getByRole('checkbox').first().check();
  await panel(page, '3-D').getByRole('button', { name: 'From above' }).click();
  await panel(page, 'Take along').getByLabel('Library').selectOption('PyTorch');
  await curve(page, 'Curve of').selectOption('Gradient size |g|');
  await curve(page, 'Scale').selectOption('linear scale');

  const rates = [expect.any(Number), 0.05];
  await expect
    .poll(() => panelsOf(page))
    .toEqual([
      { probe: { at: [1.5, expect.any(Number)], angle: 36, field: true } },
      { table: { exact: true, run: 1 } },
      { basin: { fine: true, run: 1, steps: 300 } },
      { sweep: { colour: 'final', rates, run: 1 } },
      { space: { tile: true, tilt: 90, turn: 0 } },
      { export: { library: 'torch' } },
      { curves: { log: false, quantity: 'gradient_norm' } },
    ]);
  // nothing of it was an edit of the experiment
  expect((await snapshot(page)).fingerprint).toBe(fingerprint);
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();

  await panel(page, 'Probe').getByRole('combobox', { name: 'Point' }).selectOption({ index: 0 });
  await panel(page, 'Basin map').getByLabel('Picture').selectOption('Quick');
  await panel(page, '3-D').getByRole('checkbox').first().uncheck();
  await panel(page, '3-D').getByRole('button', { name: 'Reset view' }).click();
  await panel(page, 'Take along').getByLabel('Library').selectOption('NumPy');
  await curve(page, 'Curve of').selectOption('Loss f');
  await expect
    .poll(() => panelsOf(page))
    .toEqual([
      { probe: { angle: 36, field: true } },
      { table: { exact: true, run: 1 } },
      { basin: { run: 1, steps: 300 } },
      { sweep: { colour: 'final', rates, run: 1 } },
      'space',
      'export',
    ]);
});

test('a link opens as it was left', async ({ page }) => {
  const chosen = [
    { probe: { at: [2, -1], dial: false, downhill: true } },
    { basin: { run: 1, steps: 40 } },
    { sweep: { run: 1, other: '', below: 5, colour: 'below', rates: [0.001, 0.03] } },
    { space: { turn: 90, tilt: 0, cuts: true, log: false } },
    { curves: { quantity: 'distance', log: false, against: 'evaluations' } },
  ];
  await open(page);
  await show(page, withPanels(chosen));
  await expect(panel(page, 'Probe').locator('.at')).toHaveText('(2.000, −1.000)');
  await expect(panel(page, 'Probe').getByRole('slider', { name: 'Direction u, degrees' })).toHaveCount(0);
  await expect(panel(page, 'Probe').getByRole('checkbox', { checked: true })).toHaveCount(1);
  await expect(panel(page, 'Basin map').getByLabel('Optimizer')).toHaveValue('1');
  await expect(panel(page, 'Basin map').getByLabel('Steps')).toHaveValue('40');
  await expect(panel(page, 'Sweep').getByLabel('Optimizer')).toHaveValue('1');
  await expect(panel(page, 'Sweep').getByLabel('Learning rate, to')).toHaveValue('0.03');
  await expect(panel(page, 'Sweep').getByLabel('Colour')).toHaveValue('below');
  await expect(page.locator('fall-line #space-seen')).toHaveText(/90.*0/);
  await expect(panel(page, '3-D').getByRole('checkbox', { checked: true })).toHaveCount(1);
  await expect(curve(page, 'Curve of')).toHaveValue('distance');
  await expect(curve(page, 'Scale')).toHaveValue('linear');
  await expect(curve(page, 'Against')).toHaveValue('evaluations');
  // and says so again, whatever was opened and looked at meanwhile
  expect(await panelsOf(page)).toEqual(chosen.map((one) => expect.objectContaining(one)));

  // a panel that is opened already shows what another link says
  await show(page, withPanels([{ probe: { at: [0, 3] } }, { space: { tilt: 90 } }]));
  await expect(panel(page, 'Probe').locator('.at')).toHaveText('(0, 3.000)');
  await expect(page.locator('fall-line #space-seen')).toHaveText(/90/);
  await expect(curve(page, 'Curve of')).toHaveValue('loss');
});

test('a hand on the dial, the pin or the view is one choice, made when it lets go', async ({ page }) => {
  await open(page);
  await show(page, withPanels([{ probe: { at: [0, 0] } }, 'space']));
  const plane = page.locator('fall-line .plane');
  await expect(panel(page, 'Probe').locator('.at')).toHaveText('(0, 0)');
  const box = (await plane.boundingBox())!;
  const { domain } = await snapshot(page);
  const unit = (domain[1] - domain[0]) / (box.width - 40);
  const at = (x: number, y: number) => [box.x + 40 + (x - domain[0]) / unit, box.y + (domain[3] - y) / unit] as const;
  await page.mouse.move(...at(2, 2));
  await page.mouse.down();
  await page.mouse.move(...at(2.5, 2), { steps: 4 });
  await page.mouse.move(...at(3, 2), { steps: 4 });
  expect(await panelsOf(page)).toEqual([{ probe: { at: [0, 0] } }, 'space']);
  await page.mouse.up();
  await expect.poll(() => panelsOf(page)).toEqual([{ probe: { at: [3, 2] } }, 'space']);

  const room = panel(page, '3-D').locator('.room');
  await room.scrollIntoViewIfNeeded();
  await expect(room.locator('canvas')).toHaveCount(2);
  const from = (await room.boundingBox())!;
  await page.mouse.move(from.x + 100, from.y + 100);
  await page.mouse.down();
  await page.mouse.move(from.x + 150, from.y + 100, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => panelsOf(page)).toEqual([{ probe: { at: [3, 2] } }, { space: { turn: -48 } }]);
});

test('words alone are read by the lean engine; what is chosen fetches the whole one', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  const whole = () => fetched.some((url) => /whole_bg/.test(url));
  await open(page);
  await show(page, JSON.stringify({ task: 'surface', view: { panels: ['space', 'surface'] } }));
  await expect(panel(page, '3-D').locator('canvas')).toHaveCount(2);
  const { fingerprint } = await snapshot(page);
  await curve(page, 'Scale').selectOption('linear scale');
  await expect.poll(() => panelsOf(page)).toEqual(['space', 'surface', { curves: { log: false } }]);
  expect(whole()).toBe(true);
  expect((await snapshot(page)).fingerprint).toBe(fingerprint);
});
