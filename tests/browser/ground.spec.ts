// What the plane shows wherever it is looked at: heights, lines, ticks, what the shades mean, sharp at any size.

import type { Page } from '@playwright/test';
import { expect, open, show, test } from './figure';
import { named, picture, place, shownDomain, wheel } from './plane';

/** How many shades there are in one row of a layer, read from a copy, so that the page's own canvas stays as it is. */
function shadesAt(page: Page, layer: string, down: number): Promise<number> {
  return page.locator(`fall-line ${layer}`).evaluate((canvas: HTMLCanvasElement, part) => {
    const copy = new OffscreenCanvas(canvas.width, 1).getContext('2d', { willReadFrequently: true });
    copy?.drawImage(canvas, 0, -Math.round(canvas.height * part));
    const { data } = copy?.getImageData(0, 0, canvas.width, 1) ?? { data: [] };
    return new Set([...data].filter((_, k) => k % 4 === 0)).size;
  }, down);
}

test('heights that take long come coarse first, in the time that a hand waits; only the fine ones are told', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page);
  const text = JSON.stringify({ task: { surface: { data: { sine: { samples: 1500 } }, steps: 2 } } });
  const seen = await page.evaluate(async (given) => {
    const figure = document.querySelector('fall-line') as HTMLElement & { text: string };
    const canvas = figure.shadowRoot?.querySelector<HTMLCanvasElement>('.ground');
    const copy = new OffscreenCanvas(canvas?.width ?? 0, 1).getContext('2d', { willReadFrequently: true });
    if (!canvas || !copy) throw new Error('no ground');
    const look = () => {
      copy.drawImage(canvas, 0, -(canvas.height >> 1));
      return copy.getImageData(0, 0, canvas.width, 1).data.join();
    };
    const legend = figure.shadowRoot?.querySelector<HTMLElement>('.legend');
    const told = () => (legend?.style.visibility ? undefined : legend?.textContent);
    const [pictures, texts] = [[look()], new Set([told()])];
    figure.text = given;
    const until = performance.now() + 20_000;
    for (let more = 30; performance.now() < until && more > 0; more -= pictures.length < 3 ? 0 : 1) {
      await new Promise((next) => requestAnimationFrame(next));
      const now = look();
      if (now !== pictures.at(-1)) pictures.push(now);
      texts.add(told());
    }
    return { pictures: pictures.length, texts: [...texts].filter(Boolean).length };
  }, text);
  // what was there before, the coarse picture and the fine one
  expect(seen.pictures).toBeGreaterThanOrEqual(3);
  // of the first and of the last
  expect(seen.texts).toBe(2);
});

test('a view deep down has lines, and ticks that differ', async ({ page }) => {
  await open(page);
  // f is 1 here and hardly more: f32 has one digit for it
  await show(page, JSON.stringify({ task: { surface: { f: 'x^2' } }, view: { domain: [1, 1.0000001, 0, 5e-8] } }));
  await expect(page.locator('fall-line .legend')).toContainText('1.0000002');
  // shades, and not a few steps: of 39, and those of lines
  expect(await shadesAt(page, '.ground', 0.4)).toBeGreaterThan(30);
});

test('the ramp is named beside the bar, at every width', async ({ page }) => {
  for (const width of [1280, 390, 328]) {
    await page.setViewportSize({ width, height: 800 });
    await open(page);
    await expect(page.locator('fall-line .ramp')).toHaveText('log scale');
    await expect(page.locator('fall-line .ramp')).toBeVisible();
    await show(page, JSON.stringify({ task: { surface: { f: 'x^2 + y^2' } } }));
    await expect(page.locator('fall-line .ramp')).toHaveText('linear scale');
  }
});

test('one pixel of a canvas is one of the screen, also when that changes', async ({ page }) => {
  await open(page);
  const session = await page.context().newCDPSession(page);
  // so wide that the plane's size does not follow the height; where that stays too, the emulation tells nobody
  await page.setViewportSize({ width: 600, height: 700 });
  for (const [k, deviceScaleFactor] of [1.25, 3, 1].entries()) {
    await session.send('Emulation.setDeviceMetricsOverride', {
      width: 600,
      height: 710 + k,
      deviceScaleFactor,
      mobile: false,
    });
    for (const layer of ['.ground', '.scene']) {
      await expect
        .poll(() =>
          page.locator(`fall-line ${layer}`).evaluate((canvas: HTMLCanvasElement, ratio) => {
            const { width, height } = canvas.getBoundingClientRect();
            return Math.max(Math.abs(canvas.width - width * ratio), Math.abs(canvas.height - height * ratio));
          }, deviceScaleFactor),
        )
        .toBeLessThan(0.05);
    }
    expect(await shadesAt(page, '.ground', 0.4)).toBeGreaterThan(5);
  }
});

test('axes can have scales of their own, which a badge says and takes back', async ({ page }) => {
  await open(page);
  await show(page, JSON.stringify({ task: 'surface', view: { domain: [-10, 10, -1, 1] } }));
  const badge = page.getByRole('button', { name: /same scale on both axes/ });
  await expect(badge).toHaveText('1:1');
  await expect(badge).toHaveAttribute('aria-pressed', 'true');
  await badge.click();
  await expect.poll(() => shownDomain(page)).toEqual([-10, 10, -1, 1]);
  const { width: w, height: h } = await picture(page);
  await expect(badge).toHaveText(`1:${Number(((10 * h) / w).toPrecision(2))}`);
  // over the numbers of an axis, the wheel is for that axis
  const { x, y } = await place(page, 0.5, 0.5);
  await page.mouse.move(x, (await place(page, 0, 1)).y + 12);
  await wheel(page, -100);
  await expect.poll(() => named(page)).not.toEqual([-10, 10, -1, 1]);
  const [x0, x1, y0, y1] = await shownDomain(page);
  expect(x1 - x0).toBeLessThan(16);
  expect([y0, y1]).toEqual([expect.closeTo(-1, 2), expect.closeTo(1, 2)]);
  await page.mouse.move(x, y);
  await badge.click();
  await expect
    .poll(async () => {
      const [a, b, c, d] = await shownDomain(page);
      return (d - c) / h / ((b - a) / w);
    })
    .toBeCloseTo(1, 6);
});
