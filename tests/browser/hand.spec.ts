// Mouse, finger and keyboard.

import type { Page } from '@playwright/test';
import { expect, open, shown, snapshot, test } from './figure';

/** The start as the document has it; the arrival's own where it does not say. */
async function start(page: Page): Promise<[number, number]> {
  return (await shown(page)).task.surface.start ?? [-8, 2];
}

/** Where a point of the plane is on the screen. */
async function pixel(page: Page, [x, y]: readonly [number, number]): Promise<{ x: number; y: number }> {
  const box = await page.locator('fall-line .handle').boundingBox();
  const { domain } = await snapshot(page);
  const from = await start(page);
  const frame = await page.locator('fall-line .plane').evaluate((plane) => {
    const inside = getComputedStyle(plane).getPropertyValue('--axes').trim() === 'inside';
    return plane.clientWidth - (inside ? 0 : 40);
  });
  const unit = (domain[1] - domain[0]) / frame;
  if (!box) throw new Error('no start');
  return { x: box.x + 22 + (x - from[0]) / unit, y: box.y + 22 - (y - from[1]) / unit };
}

test('the mouse drags the start, and a click moves it', async ({ page }) => {
  await open(page);
  const [from, to] = [await pixel(page, [-8, 2]), await pixel(page, [5, -3])];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, to.y, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => start(page)).toEqual([expect.closeTo(5, 0), expect.closeTo(-3, 0)]);
  const { step, runs } = await snapshot(page);
  expect(step).toBe(120);
  expect(runs[0]?.path.slice(0, 2)).toEqual(await start(page));

  const there = await pixel(page, [-4, 1]);
  await page.mouse.click(there.x, there.y);
  await expect.poll(() => start(page)).toEqual([expect.closeTo(-4, 0), expect.closeTo(1, 0)]);
});

test('every surface has its words, and comes with a start and rates that go down', async ({ page }) => {
  for (const lang of ['en', 'ko']) {
    await open(page, `?lang=${lang}`);
    const surface = page.locator('fall-line select').first();
    const options = await surface
      .locator('option')
      .evaluateAll((all) =>
        all.map((one) => ({ value: (one as HTMLOptionElement).value, label: one.textContent?.trim() ?? '' })),
      );
    expect(options.length).toBeGreaterThanOrEqual(4);
    for (const { value, label } of options.toReversed()) {
      expect(label).toMatch(lang === 'ko' ? /^[가-힣][가-힣0-9 ]*$/ : /^[A-Z]/);
      await surface.selectOption(value);
      await expect
        .poll(async () => JSON.parse((await snapshot(page)).document).task.surface?.f ?? 'x^2/100 + y^2')
        .toBe(value);
      // the part of the plane comes with the picture, a frame after the document
      await expect(async () => {
        const { domain, runs } = await snapshot(page);
        for (const { name, path, summary } of runs) {
          expect(summary.status, `${name} on ${label}`).toBe('done');
          const [x, y] = path.slice(-2) as [number, number];
          expect(x > domain[0] && x < domain[1] && y > domain[2] && y < domain[3], `${name} on ${label}`).toBe(true);
        }
      }).toPass({ intervals: [20], timeout: 5_000 });
    }
  }
});

test('the keyboard alone does it all', async ({ page }) => {
  await open(page);
  const plane = page.getByRole('application', { name: 'Surface: Valley' });
  const reached: string[] = [];
  for (let k = 0; k < 32; k++) {
    await page.keyboard.press('Tab');
    reached.push(
      await page.evaluate(() => {
        const inner = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
        return inner?.getAttribute('aria-label') ?? inner?.id ?? inner?.tagName ?? '';
      }),
    );
  }
  const stops = [
    'Surface: Valley',
    'Play',
    'Restart',
    'One step back',
    'Step',
    'set-runs-0-optimizer-gd-lr',
    'Learning rate, value',
  ];
  for (const stop of stops) expect(reached).toContain(stop);

  await plane.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await start(page))[0]).toBeGreaterThan(-8);
  const coarse = (await start(page))[0] + 8;
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => (await start(page))[0] + 8 - coarse).toBeCloseTo(coarse / 10, 6);

  await page.keyboard.press('Home');
  expect((await snapshot(page)).step).toBe(0);
  await page.keyboard.press('.');
  await page.keyboard.press('.');
  await page.keyboard.press(',');
  expect((await snapshot(page)).step).toBe(1);
  await page.keyboard.press('End');
  expect((await snapshot(page)).step).toBe(120);
  await page.keyboard.press(' ');
  await expect.poll(async () => (await snapshot(page)).playing).toBe(true);
  await page.keyboard.press(' ');
  expect((await snapshot(page)).playing).toBe(false);

  await page.getByRole('button', { name: 'Play' }).focus();
  const before = (await snapshot(page)).step;
  await page.keyboard.press('ArrowRight');
  expect((await snapshot(page)).step).toBe(before + 1);

  const slider = page.getByRole('region', { name: 'GD' }).getByRole('slider', { name: 'Learning rate' });
  await slider.focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(async () => (await shown(page)).runs[0]?.optimizer.gd?.lr).toBe(0.96);
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(async () => (await shown(page)).runs[0]?.optimizer.gd?.lr).toBe(0.959);
  expect((await snapshot(page)).step).toBe(before + 1);
});

test('what has the focus shows it', async ({ page }) => {
  await open(page);
  for (const name of ['One step back', 'Play']) {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Shift');
  }
  await page.keyboard.press('Tab');
  const outline = await page.evaluate(() => {
    const inner = document.activeElement?.shadowRoot?.activeElement;
    return inner ? getComputedStyle(inner).outlineStyle : '';
  });
  expect(outline).toBe('solid');
});

test.describe('a finger', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 700 } });

  test('on the start drags it; a tap sets it; elsewhere it scrolls the page', async ({ page }) => {
    await open(page);
    const touch = await page.context().newCDPSession(page);
    const drag = async (from: { x: number; y: number }, by: { x: number; y: number }) => {
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] });
      for (let k = 1; k <= 6; k++) {
        const at = { x: from.x + (by.x * k) / 6, y: from.y + (by.y * k) / 6 };
        await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at] });
      }
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };

    const scrolled = () => page.evaluate(() => scrollY);
    await drag(await pixel(page, [-8, 2]), { x: 120, y: 60 });
    await expect.poll(async () => (await start(page))[0]).toBeGreaterThan(-4);
    expect(await scrolled()).toBe(0);

    const beside = await pixel(page, [5, 3]);
    const before = await start(page);
    await drag(beside, { x: 0, y: -80 });
    await expect.poll(scrolled).toBeGreaterThan(20);
    expect(await start(page)).toEqual(before);
    // A tap while the page still glides would only stop it.
    await page.waitForTimeout(700);
    await page.evaluate(() => scrollTo(0, 0));
    await expect.poll(scrolled).toBe(0);

    const there = await pixel(page, [5, -2]);
    await page.touchscreen.tap(there.x, there.y);
    await expect.poll(() => start(page)).toEqual([expect.closeTo(5, 0), expect.closeTo(-2, 0)]);
  });
});
