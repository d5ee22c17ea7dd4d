// The plane under the hand: zooming, panning, the loupe.

import type { CDPSession, Page } from '@playwright/test';
import { violations } from './axe';
import { expect, open, show, snapshot, test } from './figure';
import {
  approach,
  drag,
  named,
  type Pixel,
  picture,
  place,
  plane,
  shownDomain,
  startOf,
  under,
  wheel,
  width,
  zoomIn,
} from './plane';

test.describe('the mouse', () => {
  test('with Ctrl and the wheel zooms where it is; the wheel alone scrolls the page', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 500 });
    await open(page);
    const at = await approach(page);
    const [before, point] = [await shownDomain(page), await under(page, at)];
    await wheel(page, -100);
    await wheel(page, -100);
    await expect.poll(async () => width(before) / width(await shownDomain(page))).toBeGreaterThan(1.5);
    const after = await under(page, at);
    const unit = width(before) / (await picture(page)).width;
    expect(Math.abs(after[0] - point[0])).toBeLessThan(unit);
    expect(Math.abs(after[1] - point[1])).toBeLessThan(unit);
    // one edit, when it rests; and what is written down is what is seen
    await expect.poll(() => named(page)).toBeDefined();
    const [there, seen] = [(await named(page)) ?? [0, 0, 0, 0], await shownDomain(page)];
    for (const k of [0, 1, 2, 3] as const) expect(Math.abs((there[k] ?? 0) - seen[k])).toBeLessThan(unit / 2);
    expect(JSON.stringify(there).length).toBeLessThan(50);
    expect(await startOf(page)).toEqual([-8, 2]);

    await page.mouse.wheel(0, 120);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(50);
    expect(await shownDomain(page)).toEqual(seen);
  });

  for (const [name, button, key] of [
    ['the right button', 'right', undefined],
    ['the middle button', 'middle', undefined],
    ['Shift', 'left', 'Shift'],
    ['the space bar', 'left', ' '],
  ] as const) {
    test(`with ${name} pans, in one edit, and the start stays`, async ({ page }) => {
      await open(page);
      const from = await approach(page);
      const [before, point] = [await shownDomain(page), await under(page, from)];
      if (key === ' ') await plane(page).focus();
      if (key) await page.keyboard.down(key);
      await drag(page, from, { x: -150, y: 60 }, button);
      if (key) await page.keyboard.up(key);
      await expect.poll(() => named(page)).toBeDefined();
      const after = await under(page, { x: from.x - 150, y: from.y + 60 });
      const [now, unit] = [await shownDomain(page), width(before) / (await picture(page)).width];
      expect(Math.abs(after[0] - point[0])).toBeLessThan(unit);
      expect(Math.abs(after[1] - point[1])).toBeLessThan(unit);
      expect(width(now)).toBeCloseTo(width(before), 2);
      expect(await startOf(page)).toEqual([-8, 2]);
      expect((await snapshot(page)).playing).toBe(false);
    });
  }

  test('presses moves the start as before; twice shows all again, and the start is where it was', async ({ page }) => {
    await open(page);
    const at = await approach(page);
    const whole = await shownDomain(page);
    await wheel(page, -100);
    await expect.poll(() => named(page)).toBeDefined();
    const point = await under(page, at);
    await page.mouse.click(at.x, at.y);
    await expect.poll(() => startOf(page)).toEqual([expect.closeTo(point[0], 1), expect.closeTo(point[1], 1)]);
    const start = await startOf(page);
    await page.waitForTimeout(500);
    await page.mouse.dblclick(at.x - 100, at.y + 40);
    await expect.poll(() => named(page)).toBeUndefined();
    await expect.poll(() => shownDomain(page)).toEqual(whole);
    expect(await startOf(page)).toEqual(start);
  });
});

/** Holds back the module that answers to the hand: `module` lets it go, once it has been asked for. */
async function held(page: Page): Promise<{ readonly module: Promise<() => void> }> {
  let ask: (go: () => void) => void;
  const module = new Promise<() => void>((asked) => {
    ask = asked;
  });
  await page.route(/gestures-[^/]*\.js/, (route) => ask(() => void route.continue()));
  return { module };
}

test('a wheel with Ctrl zooms also while what answers to it is on its way', async ({ page }) => {
  const asked = await held(page);
  await open(page);
  const [at, before] = [await place(page, 0.7, 0.3), await shownDomain(page)];
  await page.mouse.move(at.x, at.y);
  const point = await under(page, at);
  await wheel(page, -100);
  await wheel(page, -100);
  await page.waitForTimeout(100);
  expect(await shownDomain(page)).toEqual(before);
  (await asked.module)();
  await expect.poll(async () => width(before) / width(await shownDomain(page))).toBeGreaterThan(1.5);
  const after = await under(page, at);
  const unit = width(before) / (await picture(page)).width;
  expect(Math.abs(after[0] - point[0])).toBeLessThan(unit);
  expect(Math.abs(after[1] - point[1])).toBeLessThan(unit);
  expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);
});

test('buttons zoom and show all, and have names in both languages', async ({ page }) => {
  for (const [lang, names] of [
    ['en', ['Zoom in', 'Zoom out', 'Show all']],
    ['ko', ['확대', '축소', '전체 보기']],
  ] as const) {
    await open(page, `?lang=${lang}`);
    const whole = await shownDomain(page);
    await approach(page);
    const [closer, farther, all] = names.map((name) => page.getByRole('button', { name, exact: true }));
    if (!closer || !farther || !all) throw new Error('no buttons');
    await expect(all).toBeDisabled();
    await closer.click();
    await closer.click();
    await expect.poll(async () => width(whole) / width(await shownDomain(page))).toBeCloseTo(2.56, 1);
    await expect.poll(() => named(page)).toBeDefined();
    await farther.click();
    await expect.poll(async () => width(whole) / width(await shownDomain(page))).toBeCloseTo(1.6, 1);
    await all.click();
    await expect.poll(() => shownDomain(page)).toEqual(whole);
    await expect.poll(() => named(page)).toBeUndefined();
    expect(await startOf(page)).toEqual([-8, 2]);
  }
});

test('keys zoom, pan and show all; a space that takes hold of nothing plays', async ({ page }) => {
  await open(page);
  const whole = await shownDomain(page);
  await plane(page).focus();
  await expect(zoomIn(page)).toBeAttached();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await page.keyboard.press('-');
  await expect.poll(() => named(page)).toBeDefined();
  expect(width(whole) / width(await shownDomain(page))).toBeCloseTo(1.6, 2);
  const [x0] = await shownDomain(page);
  await page.keyboard.press('Control+ArrowRight');
  await expect.poll(async () => (await shownDomain(page))[0]).toBeGreaterThan(x0);
  await page.keyboard.press('0');
  await expect.poll(() => shownDomain(page)).toEqual(whole);
  expect(await startOf(page)).toEqual([-8, 2]);
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await startOf(page))[0]).toBeGreaterThan(-8);
  await approach(page);
  await page.keyboard.press('Home');
  await page.keyboard.press(' ');
  await expect.poll(async () => (await snapshot(page)).playing).toBe(true);
});

test('until what answers to the hand is there, and where it never comes, nothing breaks', async ({ page }) => {
  await page.route(/gestures/, (route) => route.abort());
  await open(page);
  const at = await place(page, 0.7, 0.3);
  await page.mouse.move(at.x, at.y);
  await page.mouse.click(at.x, at.y);
  const point = await under(page, at);
  await expect.poll(() => startOf(page)).toEqual([expect.closeTo(point[0], 1), expect.closeTo(point[1], 1)]);
});
test.use({ expected: [/Failed to load resource/] });

test('the first load does not bring it; nearing the plane, or a document that names a part, does', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(page);
  await page.waitForTimeout(300);
  const fetched = () => asked.filter((url) => url.includes('gestures'));
  expect(fetched()).toEqual([]);
  await show(page, JSON.stringify({ task: 'surface', view: { domain: [-1, 1, -1, 1] } }));
  await expect(zoomIn(page)).toBeVisible();
  expect(fetched().length).toBe(1);
});

/** What the page's main thread computed, task by task, in milliseconds: time on other work of the machine is not counted. */
async function tasks(page: Page, doing: () => Promise<void>): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  const events: { name: string; tdur?: number; tid: number; pid: number; args: unknown }[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as typeof events)));
  await session.send('Tracing.start', { categories: 'toplevel,devtools.timeline', transferMode: 'ReportEvents' });
  await doing();
  const ended = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.end');
  await ended;
  const frame = events.find(({ name }) => name === 'FireAnimationFrame');
  return events
    .filter(({ name, tid, pid }) => name.endsWith('RunTask') && tid === frame?.tid && pid === frame?.pid)
    .map(({ tdur = 0 }) => tdur / 1000)
    .filter((ms) => ms > 0.5)
    .sort((a, b) => a - b);
}

test('while a hand moves the picture, a frame costs the page a few milliseconds', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page);
  await show(
    page,
    JSON.stringify({
      task: { surface: { f: 'rastrigin', start: [3.3, 2.9], steps: 2000 } },
      runs: ['gd', 'momentum', 'adam', 'rmsprop'].map((name) => ({ optimizer: { [name]: { lr: 0.004 } } })),
    }),
  );
  const from = await approach(page, await place(page, 0.3, 0.3));
  await page.mouse.down({ button: 'right' });
  const frames = await tasks(page, async () => {
    for (let k = 0; k < 60; k++) await page.mouse.move(from.x + 4 * k, from.y + 2 * k);
  });
  await page.mouse.up({ button: 'right' });
  const middle = frames[frames.length >> 1] ?? 0;
  const p95 = frames[Math.floor(frames.length * 0.95)] ?? 0;
  console.log(`panning, ${frames.length} tasks: p50 ${middle.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
  expect(frames.length).toBeGreaterThan(30);
  expect(middle).toBeLessThan(8);
  // the few frames with new coarse heights among them; the machine may be busy
  expect(p95).toBeLessThan(16);
});

for (const theme of ['light', 'dark']) {
  for (const lang of ['en', 'ko']) {
    test(`nothing is found by axe while zoomed and unlocked, ${theme}, ${lang}`, async ({ page }) => {
      await open(page, `?lang=${lang}&theme=${theme}`);
      await approach(page);
      await zoomIn(page).click();
      await page.locator('fall-line .zoom .ratio').click();
      await expect.poll(() => named(page)).toBeDefined();
      expect(await violations(page)).toEqual([]);
    });
  }
}

test.describe('fingers', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 700 } });

  async function touch(page: Page): Promise<(...points: Pixel[]) => Promise<void>> {
    const session: CDPSession = await page.context().newCDPSession(page);
    let down = false;
    return async (...points) => {
      const type = points.length === 0 ? 'touchEnd' : down ? 'touchMove' : 'touchStart';
      down = points.length > 0;
      await session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map((at, id) => ({ ...at, id })) });
    };
  }

  test('two of them zoom also while what answers to them is on its way', async ({ page }) => {
    const asked = await held(page);
    await open(page);
    const fingers = await touch(page);
    const [middle, before] = [await place(page, 0.6, 0.5), await shownDomain(page)];
    for (let k = 0; k <= 8; k++) {
      const reach = 30 + 5 * k;
      await fingers({ x: middle.x - reach, y: middle.y }, { x: middle.x + reach, y: middle.y });
    }
    await fingers();
    (await asked.module)();
    await expect.poll(() => named(page)).toBeDefined();
    expect(width(before) / width(await shownDomain(page))).toBeCloseTo(70 / 30, 1);
    expect(await page.evaluate(() => [scrollY, visualViewport?.scale])).toEqual([0, 1]);
  });

  test('two of them zoom and pan at once; the page stays, and so does the start', async ({ page }) => {
    await open(page);
    const fingers = await touch(page);
    const middle = await place(page, 0.6, 0.5);
    // the first touch fetches what answers
    await plane(page).dispatchEvent('pointerenter');
    await expect(zoomIn(page)).toBeAttached();
    const [before, point] = [await shownDomain(page), await under(page, middle)];
    for (let k = 0; k <= 8; k++) {
      const [reach, by] = [30 + 5 * k, 3 * k];
      await fingers({ x: middle.x - reach + by, y: middle.y + by }, { x: middle.x + reach + by, y: middle.y + by });
    }
    await fingers();
    await expect.poll(() => named(page)).toBeDefined();
    expect(width(before) / width(await shownDomain(page))).toBeCloseTo(70 / 30, 1);
    const after = await under(page, { x: middle.x + 24, y: middle.y + 24 });
    expect(after).toEqual([expect.closeTo(point[0], 1), expect.closeTo(point[1], 1)]);
    expect(await page.evaluate(() => [scrollY, visualViewport?.scale])).toEqual([0, 1]);
    expect(await startOf(page)).toEqual([-8, 2]);

    const there = await place(page, 0.5, 0.4);
    await page.touchscreen.tap(there.x, there.y);
    await page.touchscreen.tap(there.x, there.y);
    await expect.poll(() => named(page)).toBeUndefined();
    await expect.poll(() => startOf(page)).toEqual([-8, 2]);
  });

  test('one on the start lifts it and shows a loupe, which goes when it is let go', async ({ page }) => {
    await open(page);
    const handle = await page.locator('fall-line .handle').boundingBox();
    if (!handle) throw new Error('no start');
    const [finger, at] = [await touch(page), { x: handle.x + 22, y: handle.y + 22 }];
    for (let k = 0; k <= 10; k++) await finger({ x: at.x + 8 * k, y: at.y + 10 * k });
    const loupe = page.locator('fall-line .loupe');
    await expect(loupe).toBeVisible();
    const [glass, held] = [await loupe.boundingBox(), await page.locator('fall-line .handle').boundingBox()];
    if (!glass || !held) throw new Error('nothing to see');
    // lifted from under the finger, and not under the glass
    expect(held.y + 22).toBeLessThan(at.y + 100 - 30);
    const apart = Math.hypot(glass.x + 48 - held.x - 22, glass.y + 48 - held.y - 22);
    expect(apart).toBeGreaterThan(48 + 8);
    // the start, in the middle of the glass
    const ink = await loupe.evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1) ?? { data: [] };
      return [...data];
    });
    expect(Math.max(...ink.slice(0, 3))).toBeLessThan(80);
    await finger();
    await expect(loupe).toBeHidden();
    await expect.poll(async () => (await startOf(page))[0]).toBeGreaterThan(-6);
    expect(await named(page)).toBeUndefined();
  });
});
