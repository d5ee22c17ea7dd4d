// The basin map and the sweep: what they say is true, they follow, they can be stopped, and nothing stutters.

import type { Page } from '@playwright/test';
import { violations } from './axe';
import { expect, open, show, shown, snapshot, test } from './figure';

test.use({ viewport: { width: 1440, height: 2000 } });
test.describe.configure({ timeout: 90_000 });

const himmelblau = (more: object = {}, panels = ['basin']) =>
  JSON.stringify({
    task: { surface: { f: 'himmelblau', start: [-1.5, -3.5], steps: 120, ...more } },
    runs: [{ optimizer: { gd: { lr: 0.01 } } }, { optimizer: { momentum: { lr: 0.01, momentum: 0.5 } } }],
    view: { panels },
  });

/** Others may be at work on the machine. */
const patient = { timeout: 20_000 };

const basin = (page: Page) => page.getByRole('region', { name: 'Basin map' });
const sweep = (page: Page) => page.getByRole('region', { name: 'Sweep' });
const made = (page: Page) => expect(basin(page).locator('.map-state')).toHaveText(/starts in .* s/, patient);
const swept = (page: Page, settings = 1536) =>
  expect(sweep(page).locator('.map-state')).toHaveText(`${settings} settings.`, patient);

/** Where a point of the plane is on the screen. */
async function pixel(page: Page, [x, y]: readonly [number, number]): Promise<{ x: number; y: number }> {
  const { domain } = await snapshot(page);
  const box = await page.locator('fall-line .plane').boundingBox();
  if (!box) throw new Error('no plane');
  const unit = (domain[1] - domain[0]) / (box.width - 40);
  return { x: box.x + 40 + (x - domain[0]) / unit, y: box.y + (domain[3] - y) / unit };
}

/** The colours of the topmost layer around a place, none of which is a path's or a contour's alone. */
async function colours(page: Page, at: readonly [number, number]): Promise<number[][]> {
  const { x, y } = await pixel(page, at);
  return page.locator('fall-line .scene').evaluate(
    (canvas: HTMLCanvasElement, [x, y]) => {
      const box = canvas.getBoundingClientRect();
      const copy = new OffscreenCanvas(9, 9).getContext('2d', { willReadFrequently: true })!;
      copy.drawImage(canvas, 4 - (x! - box.x), 4 - (y! - box.y), box.width, box.height);
      const { data } = copy.getImageData(0, 0, 9, 9);
      return Array.from({ length: 81 }, (_, k) => [...data.slice(4 * k, 4 * k + 4)]);
    },
    [x, y],
  );
}

/** The legend: of each minimum its number, place, share in per cent and median of steps, and its two colours. */
async function legend(page: Page) {
  const rows = await basin(page)
    .locator('tbody tr')
    .evaluateAll((all) =>
      all.map((row) => ({
        cells: [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? ''),
        paint: row.querySelector<HTMLElement>('.patch')?.style.background ?? '',
      })),
    );
  return rows
    .filter(({ cells }) => cells.length === 5)
    .map(({ cells, paint }) => ({
      number: Number(cells[1]),
      place: [...(cells[2] ?? '').replaceAll('−', '-').matchAll(/-?\d[\d.]*/g)].map(Number),
      share: Number.parseFloat(cells[3] ?? ''),
      steps: Number(cells[4]),
      colours: [...paint.matchAll(/rgb\((\d+)[, ]+(\d+)[, ]+(\d+)\)/g)].map(([, ...rgb]) => rgb.map(Number)),
    }));
}

const far = (a: readonly number[], b: readonly number[]) => Math.hypot(...b.map((x, k) => x - (a[k] ?? 0)));

test('colours and words say where a run from there really ends', async ({ page }) => {
  await open(page);
  await show(page, himmelblau());
  await made(page);
  const rows = await legend(page);
  expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  const places = [
    [3, 2],
    [-2.81, 3.13],
    [-3.78, -3.28],
    [3.58, -1.85],
  ];
  expect(rows.map(({ place }) => place)).toEqual(places);
  const shares = rows.reduce((sum, { share }) => sum + share, 0);
  expect(shares).toBeGreaterThan(40);
  expect(shares).toBeLessThanOrEqual(100.5);
  for (const row of rows) {
    expect(row.steps).toBeGreaterThan(0);
    expect(row.steps).toBeLessThan(60);
  }

  for (const at of [
    [2.2, 2.9],
    [-1.4, 1.7],
    [-2.6, -1.4],
    [2.4, -0.8],
  ] as const) {
    const there = await pixel(page, at);
    await page.mouse.move(there.x, there.y);
    const says = basin(page).locator('.says');
    await expect(says).toContainText(/^From \(.*, GD comes to minimum \d in about \d+ steps/);
    const [, number, steps] = /minimum (\d) in about (\d+)/.exec((await says.textContent()) ?? '') ?? [];
    const row = rows.find((one) => one.number === Number(number))!;
    const votes = (await colours(page, at)).map((paint) => {
      expect(paint[3]).toBe(255);
      const nearest = rows.toSorted((a, b) => distance(paint, a.colours) - distance(paint, b.colours))[0];
      return nearest?.number === row.number ? 1 : 0;
    });
    expect(
      votes.reduce((a: number, b) => a + b, 0),
      `${at}`,
    ).toBeGreaterThan(55);

    await page.mouse.click(there.x, there.y);
    await expect.poll(async () => far((await shown(page)).task.surface.start ?? [], at)).toBeLessThan(0.1);
    const path = (await snapshot(page)).runs[0]!.path;
    const points = Array.from({ length: path.length / 2 }, (_, k) => path.slice(2 * k, 2 * k + 2));
    const first = points.findLastIndex((point) => far(point, row.place) > 0.09) + 1;
    expect(far(points.at(-1)!, row.place)).toBeLessThan(0.09);
    expect(Number(steps) - first).toBeGreaterThanOrEqual(-1);
    expect(Number(steps) - first).toBeLessThan(9);
    await page.mouse.move(5, 5);
    await expect(says).toContainText(/^From the start \(.*, GD comes to minimum/);
  }
});

/** To a row of shades. */
function distance(paint: readonly number[], [soon, late]: readonly number[][]): number {
  const shades = Array.from({ length: 17 }, (_, k) => soon!.map((c, i) => c + ((late![i] ?? 0) - c) * (k / 16)));
  return Math.min(...shades.map((shade) => far(paint, shade)));
}

test('the map follows the run, and is what was asked for', async ({ page }) => {
  await open(page);
  await show(page, himmelblau());
  await made(page);
  const before = await legend(page);
  const slider = page.getByRole('region', { name: 'GD' }).getByRole('slider', { name: 'Learning rate' });
  const lr = async () => (await shown(page)).runs[0]?.optimizer.gd?.lr;
  await slider.fill('300');
  await expect.poll(lr).toBeLessThan(0.005);
  await expect.poll(async () => (await legend(page)).reduce((sum, { share }) => sum + share, 0)).toBeGreaterThan(90);
  await made(page);
  expect(await legend(page)).not.toEqual(before);
  expect((await legend(page)).map(({ number }) => number)).toEqual([1, 2, 3, 4]);

  // the start moves nothing but itself
  const there = await pixel(page, [1, 1]);
  const said = await basin(page).locator('.map-state').textContent();
  await page.mouse.click(there.x, there.y);
  await expect.poll(async () => far((await shown(page)).task.surface.start ?? [], [1, 1])).toBeLessThan(0.1);
  await page.waitForTimeout(400);
  expect(await basin(page).locator('.map-state').textContent()).toBe(said);

  // more pixels, and then another run
  const pixels = async () => {
    await made(page);
    const [, columns, rows] = /(\d+) × (\d+)/.exec((await basin(page).locator('.map-state').textContent()) ?? '') ?? [];
    return Number(columns) * Number(rows);
  };
  const quick = await pixels();
  await basin(page).getByLabel('Picture').selectOption('Fine');
  await expect.poll(pixels).toBeGreaterThan(3 * quick);
  await basin(page).getByLabel('Optimizer').selectOption('Momentum');
  await expect(basin(page).locator('.says')).toContainText('Momentum');
  const steps = basin(page).getByLabel('Steps');
  await steps.fill('3');
  await steps.press('Enter');
  await expect(basin(page).locator('tbody')).toContainText('At no minimum');
  await steps.fill('many');
  await steps.press('Enter');
  await expect(basin(page).locator('.wrong')).toHaveText('“many” is not a number. Type one like 0.1 or 1e-3.');
  await expect(steps).toHaveAttribute('aria-invalid', 'true');
});

test('what takes long can be stopped, and begun again', async ({ page }) => {
  await open(page);
  // noise: each point goes by itself
  await show(page, himmelblau({ noise: 0.5, steps: 1000 }));
  const state = basin(page).locator('.map-state');
  await expect(state.locator('progress')).toBeVisible();
  await expect
    .poll(() => state.locator('progress').evaluate((bar: HTMLProgressElement) => bar.value))
    .toBeGreaterThan(0);
  await expect.poll(async () => (await colours(page, [3.3, 3]))[0]?.[3], patient).toBe(255);
  await state.getByRole('button', { name: 'Stop' }).click();
  await expect(state).toContainText('Stopped.');
  await expect(state.locator('progress')).toHaveCount(0);
  // the workers are free at once
  await page.evaluate(
    (text) => {
      (document.querySelector('fall-line') as HTMLElement & { text: string }).text = text;
    },
    himmelblau({ steps: 20 }),
  );
  await made(page);
  await show(page, himmelblau({ noise: 0.5, steps: 999 }));
  await state.getByRole('button', { name: 'Stop' }).click();
  await state.getByRole('button', { name: 'Start again' }).click();
  await expect(state.locator('progress')).toBeVisible();

  // the workers are there as long as a panel wants them
  const workers = () => page.workers().filter((worker) => worker.url().includes('worker-maps')).length;
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  expect(workers()).toBe(Math.max(1, Math.min(8, cores - 1)));
  await page.getByRole('button', { name: 'Basin map', exact: true }).click();
  await expect.poll(workers).toBe(0);
});

test('a click or Enter on the sweep takes a setting over, in one edit', async ({ page }) => {
  await open(page);
  await show(page, himmelblau({}, ['sweep']));
  await sweep(page).getByLabel('Optimizer').selectOption('Momentum');
  await sweep(page).getByLabel('Colour').selectOption('Steps to a minimum');
  await swept(page);
  const cells = sweep(page).getByRole('application', { name: 'Momentum: Learning rate against Momentum' });
  const box = (await cells.boundingBox())!;
  const at = (u: number, v: number) => ({
    x: box.x + 46 + u * (box.width - 56),
    y: box.y + box.height - 42 - v * (box.height - 66),
  });
  // low and to the left there is time enough, far right nothing holds
  const says = sweep(page).locator('.says');
  await page.mouse.move(at(0.5, 0.1).x, at(0.5, 0.1).y);
  await expect(says).toContainText(/there in \d+ steps, loss/);
  const [, lr, momentum] = /Learning rate ([\d.]+), Momentum ([\d.]+)/.exec((await says.textContent()) ?? '') ?? [];
  await page.mouse.click(at(0.5, 0.1).x, at(0.5, 0.1).y);
  const run = async () => (await shown(page)).runs[1]?.optimizer.momentum;
  await expect.poll(run).toEqual({ lr: Number(lr), momentum: Number(momentum) });
  expect((await shown(page)).runs[0]?.optimizer).toEqual({ gd: { lr: 0.01 } });
  await page.mouse.move(5, 5);
  await expect(says).toContainText(`Now: Learning rate ${lr}, Momentum ${momentum}: loss`);

  await page.mouse.move(at(0.99, 0.5).x, at(0.99, 0.5).y);
  await expect(says).toContainText('diverges');
  await page.mouse.move(5, 5);

  const before = (await run())!;
  await cells.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await run())!.lr).toBeGreaterThan(before.lr!);
  expect((await run())!.momentum).toBeGreaterThan(before.momentum!);
  expect((await snapshot(page)).playing).toBe(false);
});

test('a sweep has the loss of the run itself, and its ranges are typed', async ({ page }) => {
  await open(page);
  await show(page, himmelblau({}, ['sweep']));
  await sweep(page).getByLabel('Colour').selectOption('Loss at the end');
  await swept(page, 96);
  const type = async (name: string, text: string) => {
    const field = sweep(page).getByLabel(`Learning rate, ${name}`);
    await field.fill(text);
    await field.press('Enter');
  };
  await type('from', '0.001');
  await type('to', '0.02');
  await swept(page, 96);
  const cells = sweep(page).getByRole('application', { name: 'GD: Learning rate' });
  await cells.focus();
  await page.keyboard.press('ArrowLeft');
  for (let k = 0; k < 30; k++) await page.keyboard.press('Shift+ArrowLeft');
  const says = sweep(page).locator('.says');
  await expect(says).toContainText('Learning rate 0.001: loss');
  const [, cell] = /loss (\S+) at the end/.exec((await says.textContent()) ?? '') ?? [];
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await shown(page)).runs[0]?.optimizer.gd?.lr).toBe(0.001);
  await expect(says).toHaveText(`Now: Learning rate 0.001: loss ${cell} at the end.`);
  await type('to', '-1');
  await expect(sweep(page).locator('.wrong')).toContainText('Type a number from 0.001 to');
  await type('to', '0.5');
  await expect(sweep(page).locator('.wrong')).toHaveCount(0);
});

test('no task is longer than 50 ms while a slider moves, runs play and maps are made', async ({ page, browser }) => {
  await open(page, '', 'no-preference');
  await show(page, himmelblau({ steps: 300 }, ['basin', 'sweep']));
  await basin(page).getByLabel('Picture').selectOption('Fine');
  await made(page);
  await swept(page, 96);
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  await page.getByRole('button', { name: 'Restart' }).click();
  await page.getByRole('button', { name: 'Play' }).click();
  const slider = page.getByRole('region', { name: 'GD' }).getByRole('slider', { name: 'Learning rate' });
  for (let k = 0; k < 20; k++) {
    await slider.fill(String(300 + 15 * k));
    await page.waitForTimeout(30);
  }
  await made(page);
  interface Event {
    readonly name: string;
    readonly tid: number;
    readonly pid: number;
    readonly args: { readonly name?: string };
    readonly tdur?: number;
  }
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: Event[] };
  const mains = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const frames = traceEvents.filter(
    ({ name, pid, tid }) => name === 'FireAnimationFrame' && mains.some((main) => main.pid === pid && main.tid === tid),
  );
  const { pid, tid } = frames[0]!;
  const tasks = traceEvents.filter((e) => e.name.endsWith('RunTask') && e.pid === pid && e.tid === tid);
  // the processor's own time: the clock would count whoever shares the machine
  const ms = (of: Event[]) => of.map(({ tdur = 0 }) => tdur / 1000).sort((a, b) => a - b);
  expect(frames.length).toBeGreaterThan(30);
  expect(ms(tasks).at(-1)).toBeLessThan(50);
  expect(ms(frames)[Math.floor(0.95 * frames.length)]).toBeLessThan(8);
});

test.describe('where kernels may not be compiled', () => {
  test.use({ expected: [/Content Security Policy/] });

  test('a map is made all the same', async ({ page }) => {
    await page.route(/worker-maps/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({
        response,
        headers: { ...response.headers(), 'content-security-policy': "default-src 'self'" },
      });
    });
    await open(page);
    await show(page, himmelblau());
    await made(page);
    await expect(basin(page).locator('.map-state')).toContainText('without compiled code');
    expect((await legend(page)).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });
});

test.describe('where a worker breaks down', () => {
  test.use({ expected: [/broken/] });

  test('its part is made again, once, and then told', async ({ page }) => {
    let broken = 0;
    let most = 1;
    await page.route(/worker-maps/, (route) => {
      broken += 1;
      if (broken > most) return route.continue();
      return route.fulfill({ contentType: 'text/javascript', body: 'onmessage = () => { throw new Error("broken") }' });
    });
    await open(page);
    await show(page, himmelblau());
    await made(page);
    expect(broken).toBeGreaterThan(1);
    most = Infinity;
    await page.reload();
    await page.waitForFunction(() => (document.querySelector('fall-line') as { snapshot?(): unknown })?.snapshot?.());
    await show(page, himmelblau());
    const state = basin(page).locator('.map-state');
    await expect(state.getByRole('alert')).toContainText('broken');
    most = 0;
    await state.getByRole('button', { name: 'Start again' }).click();
    await made(page);
  });
});

for (const [theme, lang, width] of [
  ['light', 'en', 1440],
  ['dark', 'ko', 390],
  ['dark', 'en', 820],
  ['light', 'ko', 328],
] as const) {
  test(`nothing is found by axe and nothing hangs over at ${width}, ${theme}, ${lang}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 1200 });
    await open(page, `?lang=${lang}&theme=${theme}`);
    await show(page, himmelblau({}, ['basin', 'sweep']));
    await expect(page.locator('fall-line .basin tbody tr').nth(3)).toBeVisible();
    await expect(page.locator('fall-line .sweep .ramp-map')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
  });
}
