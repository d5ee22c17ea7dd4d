// Where things stand, at the widths that people have.

import { expect, open, test } from './figure';

const sizes = [
  { width: 1440, height: 900 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
  { width: 360, height: 640 },
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

test('an embed of 328 pixels holds together', async ({ page }) => {
  await open(page);
  await page.locator('fall-line').evaluate((figure) => {
    figure.style.width = '328px';
  });
  await page.waitForTimeout(200);
  const over = await page.locator('fall-line').evaluate((figure) => {
    const app = figure.shadowRoot?.querySelector('.app');
    return (app?.scrollWidth ?? 0) - (app?.clientWidth ?? 0);
  });
  expect(over).toBe(0);
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
