// The probe and the slices: their numbers against those worked out by hand, and what a person can do with them.

import type { Locator, Page } from '@playwright/test';
import { violations } from './axe';
import { expect, open, show, shown, snapshot, test } from './figure';

const text = '#1B262C';
const gutter = { left: 40, bottom: 24 };

type Point = readonly [number, number];

const documentOf = (f: string, start: Point, panels: readonly string[]) =>
  JSON.stringify({
    task: { surface: { f, start, steps: 20 } },
    runs: [
      { optimizer: { gd: { lr: 0.001 } } },
      { optimizer: { momentum: { lr: 0.001 } } },
      { optimizer: { adam: { lr: 0.1 } } },
    ],
    view: { panels, at: 0 },
  });

const probe = (page: Page) => page.locator('fall-line .panel.probe');
const slices = (page: Page) => page.locator('fall-line .panel.slices');

/** A number as the page prints it. */
const read = (printed: string | null) => {
  const [mantissa = '', power] = (printed ?? '').trim().replace(/−/g, '-').split('×10');
  const exponent = [...(power ?? '⁰')].map((c) => (c === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join('');
  return Number(mantissa) * 10 ** Number(exponent);
};
const numberIn = async (place: Locator) => read(await place.textContent());

/** All that the probe says of its point, in the order of its rows. */
async function told(page: Page) {
  const rows = probe(page).locator('dl.numbers').first().locator('dd');
  const all = await rows.evaluateAll((dds) =>
    dds.map((dd) => (dd.children.length ? [...dd.children].map((one) => one.textContent) : [dd.textContent])),
  );
  const [f, dx, dy, size, hessian, curvatures] = all.map((row) => row.map(read));
  return { f: f?.[0], dx: dx?.[0], dy: dy?.[0], size: size?.[0], hessian, curvatures };
}

/** Where a point of the plane is on the canvas, and on the screen. */
async function placer(page: Page) {
  const [x0, x1, y0, y1] = (await snapshot(page)).domain;
  const box = await page.locator('fall-line .scene').boundingBox();
  if (!box) throw new Error('no plane');
  const [width, height] = [box.width - gutter.left, box.height - gutter.bottom];
  const on = ([x, y]: Point): Point => [gutter.left + ((x - x0) / (x1 - x0)) * width, ((y1 - y) / (y1 - y0)) * height];
  const screen = (at: Point): Point => [box.x + on(at)[0], box.y + on(at)[1]];
  return { on, screen };
}

/** Whether the canvas has about this colour within a pixel of a place: a thin line is never all of its ink. */
function inked(page: Page, [x, y]: Point, colour: string): Promise<boolean> {
  const ink = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return page.locator('fall-line .scene').evaluate(
    (canvas: HTMLCanvasElement, at) => {
      const copy = new OffscreenCanvas(3, 3).getContext('2d', { willReadFrequently: true });
      copy?.drawImage(canvas, 1 - Math.floor(at.x), 1 - Math.floor(at.y));
      const data = copy?.getImageData(0, 0, 3, 3).data ?? [];
      return Array.from({ length: 9 }, (_, k) => [...data.slice(4 * k, 4 * k + 4)]).some(
        ([r = 0, g = 0, b = 0, a = 0]) => a > 200 && at.ink.every((c, i) => Math.abs(c - ([r, g, b][i] ?? 0)) < 24),
      );
    },
    { x, y, ink },
  );
}

/** Where a slice has nothing but this ink: columns to the right, rows up; the start, which has it too, is left out. */
function pixels(page: Page, axis: number, colour: string): Promise<[x: number, y: number][]> {
  return slices(page)
    .locator('canvas')
    .nth(axis)
    .evaluate((canvas: HTMLCanvasElement, ink) => {
      const { width, height } = canvas;
      const copy = new OffscreenCanvas(width, height).getContext('2d');
      copy?.drawImage(canvas, 0, 0);
      const data = copy?.getImageData(0, 0, width, height - 40).data ?? [];
      const found: [number, number][] = [];
      for (let k = 0; k < data.length / 4; k++) {
        const rgb = [...data.slice(4 * k, 4 * k + 3)].map((c) => c.toString(16).padStart(2, '0')).join('');
        if (data[4 * k + 3] === 255 && `#${rgb}`.toUpperCase() === ink) found.push([k % width, -Math.floor(k / width)]);
      }
      return found;
    }, colour);
}

/** How steeply the tangent of a slice climbs on the screen. */
async function climb(page: Page, axis: number): Promise<number> {
  const found = await pixels(page, axis, text);
  const mean = (all: number[]) => all.reduce((a, b) => a + b, 0) / all.length;
  const [mx, my] = [mean(found.map(([x]) => x)), mean(found.map(([, y]) => y))];
  return mean(found.map(([x, y]) => (x - mx) * (y - my))) / mean(found.map(([x]) => (x - mx) ** 2));
}

async function pin(page: Page, x: number, y: number): Promise<void> {
  await probe(page).getByRole('combobox', { name: 'Point' }).selectOption({ label: 'Pinned' });
  for (const [name, value] of [
    ['x', x],
    ['y', y],
  ] as const) {
    const field = probe(page).getByRole('textbox', { name: `${name}, value` });
    await field.fill(String(value));
    await field.press('Enter');
  }
}

async function turn(page: Page, degrees: number): Promise<void> {
  const field = probe(page).getByRole('textbox', { name: 'Direction u, degrees, value' });
  await field.fill(String(degrees));
  await field.press('Enter');
}

test.beforeEach(async ({ page }) => {
  // high enough that nothing scrolls under the mouse
  await page.setViewportSize({ width: 1280, height: 2000 });
  await open(page);
});

test('under the mouse stands what one works out by hand, with the formulas', async ({ page }) => {
  await show(page, documentOf('x^2/20 + y^2', [-7, 2], ['probe']));
  // at the start while there is no mouse: 49/20 + 4, x/10, 2y
  await expect.poll(() => told(page)).toMatchObject({ f: 6.45, dx: -0.7, dy: 4, hessian: [0.1, 0, 0, 2] });
  expect(await told(page)).toMatchObject({ size: 4.061, curvatures: [0.1, 2] });
  const formulas = await probe(page).locator('.formula').allTextContents();
  expect(formulas.map((one) => one.replace(/[\s⁢]/g, ''))).toEqual(['x220+y2', 'x10', '2y']);
  // 2/λ, 2(1 + 0.9)/λ, and Adam claims none
  await expect(probe(page).locator('.limits dd')).toHaveText(['1.000', '1.900', 'none claimed']);

  const { screen } = await placer(page);
  await page.mouse.move(...screen([4, -1]));
  await expect.poll(async () => (await told(page)).f).toBeCloseTo(1.8, 1);
  const [x, y] = ((await probe(page).locator('.at').textContent()) ?? '').replace(/[()]/g, '').split(',').map(read);
  const { f, dx, dy } = await told(page);
  expect(f).toBeCloseTo((x ?? 0) ** 2 / 20 + (y ?? 0) ** 2, 2);
  expect(dx).toBeCloseTo((x ?? 0) / 10, 3);
  expect(dy).toBeCloseTo(2 * (y ?? 0), 2);
  await page.mouse.move(2, 2);
  await expect.poll(() => told(page)).toMatchObject({ f: 6.45, dx: -0.7, dy: 4 });
});

test('a pinned point on himmelblau: slopes, Hessian, curvatures, limits, and all digits to take along', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await show(page, documentOf('himmelblau', [-1, -1], ['probe']));
  await pin(page, 1, 2);
  // u = x² + y − 11 = −8, v = x + y² − 7 = −2: f = u² + v², 4xu + 2v, 2u + 4yv; 12x² + 4y − 42, 4x + 4y, 4x + 12y² − 26
  await expect.poll(() => told(page)).toMatchObject({ f: 68, dx: -36, dy: -32, hessian: [-22, 12, 12, 26] });
  const [least, most] = [2 - Math.sqrt(24 ** 2 + 12 ** 2), 2 + Math.sqrt(24 ** 2 + 12 ** 2)];
  expect((await told(page)).curvatures).toEqual([least, most].map((one) => Number(one.toPrecision(4))));
  const limits = probe(page).locator('.limits dd');
  expect(await numberIn(limits.nth(0))).toBeCloseTo(2 / most, 4);
  expect(await numberIn(limits.nth(1))).toBeCloseTo(3.8 / most, 4);

  await probe(page).getByRole('button', { name: 'Copy with all digits' }).click();
  await expect(probe(page).getByRole('status')).toHaveText('Copied.');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const values = new Map(copied.split('\n').map((line) => line.split('\t') as [string, string]));
  expect([values.get('f'), values.get('∂f/∂x'), values.get('|∇f|')]).toEqual(['68', '-36', String(Math.hypot(36, 32))]);
  expect(Number(values.get('λ₁'))).toBeCloseTo(least, 12);

  // the top of the hill bends down every way: no rate is too large
  await pin(page, -0.27, -0.92);
  await expect(limits).toHaveText(Array(3).fill('no limit: f never bends up here'));
});

test('the tangent lies along the contour, and the gradient at a right angle to it', async ({ page }) => {
  await show(page, documentOf('himmelblau', [4.5, -4.5], ['probe']));
  await probe(page).getByLabel('Direction dial').uncheck();
  await pin(page, 1, 2);
  await expect.poll(async () => (await told(page)).f).toBe(68);
  const { on } = await placer(page);
  const [px, py] = on([1, 2]);
  const along = Math.atan2(-32, -36);
  const at = (pixels: number, angle: number): Point => [px + pixels * Math.cos(angle), py - pixels * Math.sin(angle)];
  const quarter = Math.PI / 2;
  for (const pixels of [-76, -50, 50, 76]) {
    expect(await inked(page, at(pixels, along + quarter), text), `tangent at ${pixels}`).toBe(true);
    for (const off of [-0.12, 0.12]) expect(await inked(page, at(pixels, along + quarter + off), text)).toBe(false);
  }
  // uphill there is an arrow, downhill none
  expect(await inked(page, at(14, along), text)).toBe(true);
  expect(await inked(page, at(-14, along), text)).toBe(false);
});

test('the dial: greatest along the gradient, least against it, zero across', async ({ page }) => {
  // the gradient at (3, 2) is (3, 4), as long as 5
  await show(page, documentOf('x^2/2 + y^2', [3, 2], ['probe']));
  const slope = probe(page).locator('.slope b');
  const bearing = probe(page).locator('.bearing');
  const up = (Math.atan2(4, 3) * 180) / Math.PI;
  for (const [degrees, value, words] of [
    [up, 5, /greatest/],
    [up + 180, -5, /least/],
    [up + 90, 0, /zero/],
    [0, 3, /Turn u/],
    [450, 4, /Turn u/],
  ] as const) {
    await turn(page, degrees);
    await expect(bearing).toHaveText(words);
    expect(await numberIn(slope)).toBeCloseTo(value, 3);
  }
  const bar = probe(page).locator('.bar');
  const [whole, part] = [await bar.boundingBox(), await bar.locator('span').boundingBox()];
  expect((part?.width ?? 0) / (whole?.width ?? 1)).toBeCloseTo(0.4, 1);
  expect((part?.x ?? 0) - (whole?.x ?? 0)).toBeCloseTo((whole?.width ?? 0) / 2, -1);

  // by hand, from the right to near the gradient: it lets go exactly there
  const { screen } = await placer(page);
  await turn(page, 0);
  const [cx, cy] = screen([3, 2]);
  const ring = (degrees: number): Point => [
    cx + 56 * Math.cos((degrees * Math.PI) / 180),
    cy - 56 * Math.sin((degrees * Math.PI) / 180),
  ];
  await page.mouse.move(...ring(0));
  await page.mouse.down();
  await page.mouse.move(...ring(30), { steps: 5 });
  await page.mouse.move(...ring(up + 1.5), { steps: 5 });
  await expect(bearing).toHaveText(/greatest/);
  await page.mouse.up();
  expect(await numberIn(slope)).toBe(5);
  await page.mouse.move(...ring(100), { steps: 5 });
  expect(await numberIn(slope)).toBe(5);
  expect((await shown(page)).task.surface.start).toEqual([3, 2]);
});

test('pinned, the plane is pressed for the point, and the start stays', async ({ page }) => {
  await show(page, documentOf('x^2/20 + y^2', [-7, 2], ['probe']));
  await probe(page).getByRole('combobox', { name: 'Point' }).selectOption({ label: 'Pinned' });
  const { screen } = await placer(page);
  await page.mouse.move(...screen([5, -3]));
  await page.mouse.down();
  await expect.poll(async () => (await told(page)).dx).toBeCloseTo(0.5, 1);
  await page.mouse.move(...screen([2, -3]), { steps: 4 });
  await page.mouse.up();
  await page.mouse.move(...screen([-5, 3]), { steps: 4 });
  await expect.poll(async () => (await told(page)).dx).toBeCloseTo(0.2, 1);
  expect((await shown(page)).task.surface.start).toEqual([-7, 2]);
});

test('arrows at the ball: downhill, the velocity, and the step it takes; and a field of them', async ({ page }) => {
  await show(page, documentOf('x^2/20 + y^2', [-7, 2], ['probe']));
  await page.getByRole('slider', { name: 'Step', exact: true }).fill('6');
  await page.locator('fall-line .run').nth(1).getByRole('slider').focus();
  for (const name of [/downhill/, /momentum|velocity/, /next step/]) await probe(page).getByLabel(name).check();
  const { path } = (await snapshot(page)).runs[1]!;
  const all = await (async () => {
    await page.getByRole('slider', { name: 'Step', exact: true }).fill('20');
    const whole = (await snapshot(page)).runs[1]!.path;
    await page.getByRole('slider', { name: 'Step', exact: true }).fill('6');
    return whole;
  })();
  const [x = 0, y = 0] = path.slice(-2);
  const way = (k: number) => [0, 1].map((i) => (all[2 * k + 2 + i] ?? 0) - (all[2 * k + i] ?? 0));
  const vectors = async () =>
    (await probe(page).locator('.arrow .value').allTextContents()).map((one) =>
      one.replace(/[()]/g, '').split(',').map(read),
    );
  const four = (vector: readonly number[]) => vector.map((one) => Number(one.toPrecision(4)));
  // a velocity is the step before
  await expect.poll(vectors).toEqual([four([-x / 10, -2 * y]), four(way(5)), four(way(6))]);
  await expect(probe(page).getByLabel(/velocity/)).toBeChecked();

  const ink = '#55636B';
  const [{ on }, at] = [await placer(page), [4, 2] as const];
  const field = () => inked(page, [on(at)[0], on(at)[1] + 8], ink);
  expect(await field()).toBe(false);
  await probe(page).getByLabel('Field of −∇f').check();
  await expect.poll(field).toBe(true);
  expect(await inked(page, [on(at)[0], on(at)[1] - 5], ink)).toBe(false);
});

test('slices show both slopes, and a drag in one moves the start along it', async ({ page }) => {
  await show(page, documentOf('himmelblau', [1, 2], ['slices']));
  const slope = slices(page).locator('.slope b');
  await expect.poll(async () => [await numberIn(slope.nth(0)), await numberIn(slope.nth(1))]).toEqual([-36, -32]);

  const along = slices(page).getByRole('slider', { name: 'Start, along x' });
  const box = await along.boundingBox();
  if (!box) throw new Error('no slice');
  const [x0, x1] = (await snapshot(page)).domain;
  const at = (x: number) => box.x + 18 + ((x - x0) / (x1 - x0)) * (box.width - 36);
  await page.mouse.move(at(1), box.y + 40);
  await page.mouse.down();
  await page.mouse.move(at(2.4), box.y + 60, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => (await shown(page)).task.surface.start).toEqual([expect.closeTo(2.4, 0), 2]);
  const [x = 0] = (await shown(page)).task.surface.start ?? [];
  expect(Math.abs(x - 2.4)).toBeLessThan(0.06);
  await expect.poll(() => numberIn(slope.nth(0))).toBeCloseTo(4 * x * (x * x + 2 - 11) + 2 * (x + 4 - 7), 1);

  // both charts have the same heights, so how their tangents climb on the screen tells the slopes apart
  const [across, up] = [await climb(page, 0), await climb(page, 1)];
  const [, , y0, y1] = (await snapshot(page)).domain;
  const slopes = [await numberIn(slope.nth(0)), await numberIn(slope.nth(1))] as const;
  expect(across / up / ((slopes[0] * (x1 - x0)) / (slopes[1] * (y1 - y0)))).toBeCloseTo(1, 1);
  expect(Math.sign(across)).toBe(Math.sign(slopes[0]));

  // on a slope that is the same everywhere the tangent covers the slice
  const curve = '#6D7B83';
  expect((await pixels(page, 0, curve)).length).toBeGreaterThan(100);
  await show(page, documentOf('2*x - y', [1, 2], ['slices']));
  await expect.poll(async () => (await pixels(page, 0, curve)).length).toBe(0);
  expect((await pixels(page, 1, curve)).length).toBe(0);
  expect(await climb(page, 1)).toBeLessThan(0);
});

test('the keyboard alone pins, moves, turns, and takes the start along', async ({ page }) => {
  await show(page, documentOf('x^2/20 + y^2', [-7, 2], []));
  await page.getByRole('button', { name: 'Probe' }).press('Enter');
  await page.getByRole('button', { name: 'Slices' }).press('Enter');
  const point = probe(page).getByRole('combobox', { name: 'Point' });
  await point.focus();
  await page.keyboard.press('ArrowDown');
  await expect(point).toHaveValue('pinned');
  await page.keyboard.press('Tab');
  const before = (await told(page)).dx ?? 0;
  for (let k = 0; k < 5; k++) await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await told(page)).dx).toBeGreaterThan(before + 0.05);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowUp');
  await expect.poll(async () => (await told(page)).dy).toBeGreaterThan(4);

  const x = probe(page).getByRole('textbox', { name: 'x, value' });
  await x.fill('two');
  await x.press('Enter');
  await expect(probe(page).getByText('“two” is not a number')).toBeVisible();
  await x.fill('2');
  await x.press('Enter');
  await expect.poll(async () => (await told(page)).dx).toBe(0.2);

  await probe(page).getByRole('slider', { name: 'Direction u, degrees' }).press('ArrowRight');
  await expect(probe(page).getByRole('textbox', { name: 'Direction u, degrees, value' })).toHaveValue('36');
  const field = probe(page).getByLabel('Field of −∇f');
  await field.press('Space');
  await expect(field).toBeChecked();
  expect((await snapshot(page)).playing).toBe(false);

  const step = (await snapshot(page)).step;
  await slices(page).getByRole('slider', { name: 'Start, along y' }).press('ArrowUp');
  await expect.poll(async () => (await shown(page)).task.surface.start?.[1]).toBeGreaterThan(2);
  expect((await shown(page)).task.surface.start?.[0]).toBe(-7);
  expect((await snapshot(page)).step).toBe(step);
});

for (const theme of ['light', 'dark']) {
  for (const [lang, width] of [
    ['en', 328],
    ['ko', 1280],
  ] as const) {
    test(`nothing is found by axe, and nothing is too wide, ${theme}, ${lang}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await open(page, `?lang=${lang}&theme=${theme}`);
      await show(page, documentOf('ackley', [2, 2], ['probe', 'slices']));
      await probe(page).locator('.place select').selectOption('pinned');
      for (const box of await probe(page).getByRole('checkbox').all()) await box.check();
      await expect(slices(page).locator('canvas').first()).toBeVisible();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
  }
}
