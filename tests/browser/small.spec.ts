// What a hand meets on the way: the sentence, errors of formulas, room under a finger, a run that keeps its colour.

import { expect, open, show, shown, snapshot, test, unfold } from './figure';
import { pixels } from './runs';

test.use({ viewport: { width: 1440, height: 1400 } });

const story = 'fall-line .story';

test('the sentence counts from the lowest that is known, in both languages', async ({ page }) => {
  const document = JSON.stringify({
    task: { surface: { f: 'two_minima', steps: 200 } },
    runs: [
      { optimizer: { gd: { lr: 0.05 } } },
      { optimizer: { adam: { lr: 0.1 } } },
      { optimizer: { momentum: { lr: 0.01 } } },
    ],
  });
  for (const [lang, both, one] of [
    ['en', 'GD and Adam are not below −0.24 after 200 steps', 'Momentum stays below −0.24 from step '],
    ['ko', '경사하강법과 Adam은 200걸음이 지나도 손실이 −0.24 아래로 내려가지 않아요', '모멘텀은 '],
  ] as const) {
    await open(page, `?lang=${lang}`);
    await show(page, document);
    await expect(page.locator(story)).toContainText(both);
    await expect(page.locator(story)).toContainText(one);
  }
});

test('a slip in a formula is asked about, and one’s own formula stands over the plane as it is printed', async ({
  page,
}) => {
  await open(page);
  await page.getByRole('button', { name: 'Surface', exact: true }).click();
  const formula = page.getByRole('textbox', { name: /formula|f\(x, y\)/i }).first();
  await formula.fill('x^2 + sn(y)');
  await expect(page.locator('fall-line .own .wrong')).toContainText('Column 7: there is no sn here; did you mean sin?');
  await formula.fill('x^2/10 + sin(y)^2');
  const caption = page.locator('fall-line .caption');
  await expect(caption.locator('math mfrac')).toHaveCount(1);
  await expect(caption.getByRole('combobox').locator('option:checked')).toHaveText('Own formula');
  // another spacing is the same surface
  await formula.fill('x^2/100+y^2');
  await expect(caption.getByRole('combobox').locator('option:checked')).toHaveText('Valley');
});

test('a run keeps its colour when it moves, and when another goes', async ({ page }) => {
  await open(page);
  const colours = () =>
    page
      .locator('fall-line .run')
      .evaluateAll((all) =>
        all.map((one) => `${one.getAttribute('aria-label')} ${(one as HTMLElement).style.getPropertyValue('--run')}`),
      );
  const [gd = '', momentum = ''] = await colours();
  const ends = () => Promise.all([pixels(page, [0x00, 0x5f, 0x99]), pixels(page, [0xb2, 0x44, 0x00])]);
  const before = await ends();
  await page.getByRole('button', { name: 'GD: change' }).click();
  await page.getByRole('button', { name: 'Move down' }).click();
  await expect.poll(async () => Object.keys((await shown(page)).runs[0]?.optimizer ?? {})).toEqual(['momentum']);
  await expect.poll(colours).toEqual([momentum, gd]);
  // the paths too, but for what now lies on top
  const after = await ends();
  for (const k of [0, 1]) expect(Math.abs((after[k] ?? 0) - (before[k] ?? 0))).toBeLessThan(0.2 * (before[k] ?? 0));

  await page.getByRole('button', { name: 'Momentum: change' }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect.poll(colours).toEqual([gd]);
  await page.keyboard.press('Control+z');
  await expect.poll(colours).toEqual([momentum, gd]);
});

test('? helps before anything has the focus, and not where one types', async ({ page }) => {
  await open(page);
  const help = page.locator('fall-line').getByRole('button', { name: 'Help', exact: true });
  await expect(help).toBeVisible();
  const open_ = () =>
    help.getAttribute('aria-expanded').then((expanded) => expanded ?? help.getAttribute('aria-pressed'));
  const shut = await open_();
  await page.locator('header .theme select').focus();
  await page.keyboard.press('?');
  expect(await open_()).toBe(shut);
  await page.locator('header .theme select').blur();
  await page.keyboard.press('?');
  await expect.poll(open_).not.toBe(shut);
});

test('a sweep of the arrival shows more than one colour', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Sweep' }).click();
  const panel = page.locator('fall-line #panel-sweep');
  await panel.getByLabel('Optimizer').selectOption('Momentum');
  const cells = panel.locator('canvas.cells');
  await expect
    .poll(() =>
      cells.evaluate((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement;
        const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
        copy.drawImage(canvas as HTMLCanvasElement, 0, 0);
        const { data } = copy.getImageData(60, 30, width - 80, height - 80);
        const found = new Set<string>();
        for (let k = 0; k < data.length; k += 4 * 31) {
          found.add([0, 1, 2].map((i) => (data[k + i] ?? 0) >> 4).join());
        }
        return found.size;
      }),
    )
    .toBeGreaterThan(8);
});

test.describe('under a finger', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 700 } });

  test('the plane’s buttons make room a while after a tap', async ({ page }) => {
    await open(page);
    const box = (await page.locator('fall-line .plane').boundingBox())!;
    await page.touchscreen.tap(box.x + 200, box.y + 60);
    const buttons = page.locator('fall-line .zoom');
    await expect.poll(async () => (await buttons.boundingBox())?.width).toBeGreaterThan(100);
    await expect.poll(async () => (await buttons.boundingBox())?.width, { timeout: 6000 }).toBeLessThan(60);
    await buttons.getByRole('button').first().tap();
    await expect.poll(async () => (await snapshot(page)).domain[1]).toBeLessThan(10);
    await expect.poll(async () => (await buttons.boundingBox())?.width).toBeGreaterThan(100);
  });

  test('the probe says how another point is looked at without a mouse', async ({ page }) => {
    await open(page);
    await unfold(page);
    await page.getByRole('button', { name: 'Probe' }).click();
    await expect(page.locator('fall-line #panel-probe .note').first()).toHaveText(
      'Choose “Pinned” to look at another point.',
    );
  });
});
