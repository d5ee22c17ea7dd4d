// What is really on the canvases: the colour of a pixel, at a place that is computed from the path.

import type { Page } from '@playwright/test';
import { expect, open, show, snapshot, test } from './figure';

/** As the design has them; the page's own table is what is tested. */
const inks = {
  light: ['#005F99', '#B24400', '#00714F'],
  dark: ['#5FB3E8', '#FF8A4C', '#35C79A'],
} as const;
/** Room left of and under the picture for the numbers of its axes, on a wide page. */
const gutter = { left: 40, bottom: 24 };
const step = 4;

const three = JSON.stringify({
  title: 'three runs',
  task: { surface: { f: 'x^2/100 + y^2', start: [-8, 2], steps: 40 } },
  runs: [
    { optimizer: { gd: { lr: 0.95 } } },
    { optimizer: { momentum: { lr: 0.2 } } },
    { optimizer: { gd: { lr: 0.05 } } },
  ],
});

type Layer = '.ground' | '.scene' | '.u-wrap > canvas';

/** The colours around a place of a canvas, in CSS pixels, row by row: "#RRGGBB", or "" where nothing is drawn. */
function colours(page: Page, layer: Layer, x: number, y: number, reach = 0): Promise<string[]> {
  return page.locator(`fall-line ${layer}`).evaluate(
    (canvas: HTMLCanvasElement, at) => {
      const side = 2 * at.reach + 1;
      const [left, top] = [Math.floor(at.x) - at.reach, Math.floor(at.y) - at.reach];
      // read from a copy, so that the page's own canvas stays as it is
      const copy = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
      copy?.drawImage(canvas, -left, -top);
      const data = copy?.getImageData(0, 0, side, side).data ?? [];
      return Array.from({ length: side * side }, (_, k) => {
        const [r = 0, g = 0, b = 0, a = 0] = data.slice(4 * k, 4 * k + 4);
        return a === 0 ? '' : `#${((r << 16) | (g << 8) | b).toString(16).padStart(6, '0').toUpperCase()}`;
      });
    },
    { x, y, reach },
  );
}

/** Where a point of the plane is on the canvas. */
async function placer(page: Page): Promise<(x: number, y: number) => [number, number]> {
  const [x0, x1, y0, y1] = (await snapshot(page)).domain;
  const box = await page.locator('fall-line .scene').boundingBox();
  const [width, height] = [(box?.width ?? 0) - gutter.left, (box?.height ?? 0) - gutter.bottom];
  return (x, y) => [gutter.left + ((x - x0) / (x1 - x0)) * width, ((y1 - y) / (y1 - y0)) * height];
}

const brightness = (colour: string) =>
  [1, 3, 5].reduce((sum, at) => sum + Number.parseInt(colour.slice(at, at + 2), 16), 0) / 3;
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

test('what is drawn on the way is what is drawn at once, also on the way back', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await open(page);
  // from the start on, so that nothing is drawn yet; two runs that still go on, the second with dashes
  const task = { surface: { f: 'x^2/100 + y^2', start: [-8, 2], steps: 200 } };
  const runs = [{ optimizer: { gd: { lr: 0.3 } } }, { optimizer: { momentum: { lr: 0.02 } } }];
  await show(page, JSON.stringify({ task, runs, view: { at: 0 } }));
  const slider = page.getByRole('slider', { name: 'Step' });
  /** How many pixels are clearly others than they were at the picture of a name, or keeps this one under the name. */
  const others = (name: string, keep = false) =>
    page.evaluate(
      async ([name, keep]) => {
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        const canvas = document.querySelector('fall-line')?.shadowRoot?.querySelector('.scene') as HTMLCanvasElement;
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
        copy?.drawImage(canvas, 0, 0);
        const data = copy?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
        const pictures = globalThis as unknown as Record<string, Uint8ClampedArray>;
        if (keep) pictures[name] = data;
        const before = pictures[name] ?? new Uint8ClampedArray();
        let count = 0;
        for (let k = 0; k < data.length; k += 4) {
          if ([0, 1, 2, 3].some((c) => Math.abs((data[k + c] ?? 0) - (before[k + c] ?? 0)) > 64)) count += 1;
        }
        return count;
      },
      [name, keep] as const,
    );
  for (let step = 0; step <= 60; step += 12) {
    await slider.fill(String(step));
    await others('grown', true);
  }
  await slider.fill('140');
  expect(await others('grown')).toBeGreaterThan(500);
  await slider.fill('60');
  // where two pieces of a line meet, its edge may be a little heavier
  expect(await others('grown')).toBeLessThan(12);
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.beforeEach(async ({ page }) => {
      await page.setViewportSize({ width: 1280, height: 900 });
      await open(page, `?theme=${theme}`);
      await show(page, three);
      await page.getByRole('slider', { name: 'Step' }).fill(String(step));
    });

    test('each run’s ball is in its colour where its path is at the step, and its chip is alike', async ({ page }) => {
      const { runs } = await snapshot(page);
      const place = await placer(page);
      for (const [k, { path }] of runs.entries()) {
        const at = place(path[2 * step] ?? 0, path[2 * step + 1] ?? 0);
        expect(await colours(page, '.scene', ...at), `run ${k}`).toEqual([inks[theme][k]]);
        const stroke = await page
          .locator('fall-line .swatch line')
          .nth(k)
          .evaluate((line) => getComputedStyle(line).stroke);
        const [r, g, b] = (stroke.match(/\d+/g) ?? []).map(Number);
        expect(`#${[r, g, b].map((c) => (c ?? 0).toString(16).padStart(2, '0')).join('')}`.toUpperCase()).toBe(
          inks[theme][k],
        );
      }
    });

    test('the line of the first run goes straight from step to step', async ({ page }) => {
      const [run] = (await snapshot(page)).runs;
      const place = await placer(page);
      // the first step lies under the third run
      for (let k = 2; k <= step; k++) {
        const [a, b] = [k - 1, k].map((n) => place(run?.path[2 * n] ?? 0, run?.path[2 * n + 1] ?? 0));
        const middle = [0.3, 0.7].map((part) => [0, 1].map((i) => (a?.[i] ?? 0) * (1 - part) + (b?.[i] ?? 0) * part));
        for (const [x = 0, y = 0] of middle) {
          expect(await colours(page, '.scene', x, y, 1), `step ${k}`).toContain(inks[theme][0]);
        }
      }
    });

    test('the third run’s triangle points up', async ({ page }) => {
      const path = (await snapshot(page)).runs[2]?.path ?? [];
      const [x, y] = (await placer(page))(path[2 * step] ?? 0, path[2 * step + 1] ?? 0);
      for (const side of [-4, 4]) {
        expect(await colours(page, '.scene', x + side, y + 3)).toEqual([inks[theme][2]]);
        expect(await colours(page, '.scene', x + side, y - 4)).not.toEqual([inks[theme][2]]);
      }
    });

    test('low ground is darker than high ground, in the shades of the theme', async ({ page }) => {
      const [, x1, , y1] = (await snapshot(page)).domain;
      const place = await placer(page);
      const shade = async (x: number, y: number) =>
        mean((await colours(page, '.ground', ...place(x, y), 4)).map(brightness));
      const [low, high] = [await shade(0, 0), await shade(0.93 * x1, 0.93 * y1)];
      expect(low).toBeLessThan(high - 15);
      if (theme === 'light') expect(low).toBeGreaterThan(180);
      else expect(high).toBeLessThan(90);
    });

    test('the curve of the second run is in its colour at its own height', async ({ page }) => {
      // the first falls to about 0.2, the second stays at 4.64: two decades, from 0.1 to 10
      await show(
        page,
        JSON.stringify({
          task: { surface: { f: 'x^2/100 + y^2', start: [-8, 2], steps: 50 } },
          runs: [{ optimizer: { gd: { lr: 0.5 } } }, { optimizer: { momentum: { lr: 1e-9 } } }],
        }),
      );
      const chart = page.locator('fall-line .chart');
      const [over, canvas] = [
        await chart.locator('.u-over').boundingBox(),
        await chart.locator('.u-wrap > canvas').boundingBox(),
      ];
      if (!over || !canvas) throw new Error('no curves');
      const x = over.x - canvas.x + over.width / 2;
      const y = over.y - canvas.y + over.height * (1 - (Math.log10(4.64) + 1) / 2);
      await expect.poll(() => colours(page, '.u-wrap > canvas', x, y, 6)).toContain(inks[theme][1]);
      expect(await colours(page, '.u-wrap > canvas', x, y, 6)).not.toContain(inks[theme][0]);
    });
  });
}
