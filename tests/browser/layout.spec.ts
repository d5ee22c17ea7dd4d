// Where things stand, at the widths that people have.

import { expect, open, show, test, unfold } from './figure';
import { picture } from './plane';

const sizes = [
  { width: 1440, height: 900 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
  { width: 360, height: 640 },
  { width: 320, height: 568 },
];

for (const viewport of sizes) {
  for (const lang of ['en', 'ko']) {
    test(`nothing is cut off or hangs over at ${viewport.width}, ${lang}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await open(page, `?lang=${lang}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over).toBeLessThanOrEqual(0);
      const cut = await page.locator('fall-line').evaluate((figure) => {
        const parts = [
          ...(figure.shadowRoot?.querySelectorAll<HTMLElement>(
            '.story, h3, label, .loss, .limit, .count, select, button, figcaption',
          ) ?? []),
        ];
        const outside = parts.filter((part) => {
          const { left, right } = part.getBoundingClientRect();
          return part.offsetParent && (left < -0.5 || right > innerWidth + 0.5);
        });
        return outside.map((part) => part.className || part.tagName);
      });
      expect(cut).toEqual([]);
    });
  }
}

test.describe('on a small phone', () => {
  test.use({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });

  for (const lang of ['en', 'ko']) {
    test(`sentence, plane, transport and slider fit without scrolling, ${lang}`, async ({ page }) => {
      await open(page, `?lang=${lang}`);
      for (const part of ['.story', '.plane', '.time', '.run .track']) {
        await expect(page.locator(`fall-line ${part}`).first()).toBeInViewport({ ratio: 1 });
      }
      for (const part of await page.locator('fall-line :is(.time button, .track input, select)').all()) {
        expect((await part.boundingBox())?.height).toBeGreaterThanOrEqual(44);
      }
    });
  }
});

for (const width of [340, 328, 280, 240]) {
  test(`an embed of ${width} pixels holds together`, async ({ page }) => {
    await open(page);
    await page.locator('fall-line').evaluate((figure, wide) => {
      figure.style.width = `${wide}px`;
      for (const details of figure.shadowRoot?.querySelectorAll('.app details') ?? []) {
        (details as HTMLDetailsElement).open = true;
      }
    }, width);
    // what is unfolded is fetched, and curves are drawn anew
    await expect(page.locator('fall-line .run details .setting').first()).toBeVisible();
    await page.waitForTimeout(200);
    const over = () =>
      page.locator('fall-line .app').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    await expect.poll(over).toBe(0);
  });
}

test('settings that come later leave names and numbers where they are, and the scenes are in line with the plane', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page);
  const places = () =>
    page.locator('fall-line').evaluate((figure) =>
      [...(figure.shadowRoot?.querySelectorAll('.run h3, .run > .setting input[inputmode]') ?? [])].map((part) => {
        const { left, right } = part.getBoundingClientRect();
        return [left, right, part.scrollWidth > part.clientWidth];
      }),
    );
  const before = await places();
  expect(before.length).toBe(4);
  await page.locator('fall-line .run details summary').last().click();
  await expect(page.locator('fall-line .run .formula')).toBeVisible();
  expect(await places()).toEqual(before);
  for (const viewport of sizes) {
    await page.setViewportSize(viewport);
    const { x } = await picture(page);
    await expect.poll(async () => (await page.locator('#scenes').getByRole('heading').boundingBox())?.x).toBe(x);
  }
});

for (const viewport of sizes.slice(0, 3)) {
  test(`a panel opens in sight, and the plane stays there, at ${viewport.width}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await open(page);
    await unfold(page);
    await page.getByRole('button', { name: 'Probe' }).click();
    const heading = page.locator('fall-line .panel h2');
    await expect(heading).toBeInViewport({ ratio: 1 });
    // down to its last line
    await page.locator('fall-line .probe').getByText('An arrow twice as long').scrollIntoViewIfNeeded();
    await expect(page.locator('fall-line .plane')).toBeInViewport({ ratio: 0.9 });
    await page.getByRole('button', { name: 'Close Probe' }).click();
    await expect(heading).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Probe' })).toBeFocused();
  });
}

test('a start outside the picture makes nothing wider, and is told as such', async ({ page }) => {
  await open(page);
  for (const start of [
    [100, 0],
    [1e150, 0],
  ]) {
    const task = { surface: { f: 'x^2/100 + y^2', start, steps: 50 } };
    const view = { domain: [-10, 10, -5, 5] };
    await show(page, JSON.stringify({ task, view, runs: [{ optimizer: { gd: { lr: 0.1 } } }] }));
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await expect(page.locator('fall-line .story')).toHaveText('GD starts outside the picture.');
  }
});

test('a run that bounces for ever is drawn, and the page still answers', async ({ page }) => {
  await open(page);
  const task = { surface: { f: 'x^2/100 + y^2', start: [-8, 2], steps: 100_000 } };
  await show(page, JSON.stringify({ task, runs: [{ optimizer: { gd: { lr: 1 } } }] }));
  await page.getByRole('slider', { name: 'Step' }).fill('50000');
  const slowest = await page.evaluate(async () => {
    let [longest, before] = [0, performance.now()];
    for (let k = 0; k < 20; k++) {
      await new Promise((ready) => requestAnimationFrame(ready));
      const now = performance.now();
      [longest, before] = [Math.max(longest, now - before), now];
    }
    return longest;
  });
  expect(slowest).toBeLessThan(500);
});

test('nothing jumps while the page loads', async ({ page }) => {
  await page.addInitScript(() => {
    const moved: number[] = [];
    Object.assign(globalThis, { moved });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) moved.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  for (const viewport of sizes) {
    await page.setViewportSize(viewport);
    await open(page);
    await page.waitForTimeout(200);
    const moved = await page.evaluate(() => (globalThis as unknown as { moved: number[] }).moved);
    expect(
      moved.reduce((a, b) => a + b, 0),
      String(viewport.width),
    ).toBeLessThan(0.01);
  }
});

test.describe('on a fine screen', () => {
  test.use({ deviceScaleFactor: 2 });

  test('the canvases are as fine', async ({ page }) => {
    await open(page);
    for (const layer of ['.ground', '.scene']) {
      const ratio = await page
        .locator(`fall-line ${layer}`)
        .evaluate((canvas: HTMLCanvasElement) => canvas.width / canvas.clientWidth);
      expect(ratio).toBeCloseTo(2, 2);
    }
  });
});
