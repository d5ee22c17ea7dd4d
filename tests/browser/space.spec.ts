// The 3-D view: what is where is computed here anew from the angles, and read back from what the screen shows.

import { violations } from './axe';
import { expect, open, show, snapshot, test, unfold } from './figure';
import {
  apart,
  bowl,
  gd,
  ink,
  linear,
  middleOf,
  panel,
  picture,
  placer,
  pointAt,
  room,
  solid,
  stand,
  standing,
  step,
} from './space';

/** Reading pixels back makes the graphics driver complain. */
test.use({ viewport: { width: 760, height: 900 } });

/** Without a graphics card every picture of it takes a while. */
test.describe.configure({ timeout: 90_000 });

test('what draws it comes when it is opened, and goes when it is closed', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await open(page);
  const button = page.getByRole('button', { name: '3-D', exact: true });
  expect(fetched.filter((url) => /stage-|space-/.test(url))).toEqual([]);
  await unfold(page);
  await button.click();
  await standing(page);
  expect(fetched.filter((url) => /stage-/.test(url))).toHaveLength(1);
  // a browser has about sixteen contexts; one too many takes the oldest away and warns
  for (let k = 0; k < 17; k++) {
    const canvas = await solid(page).elementHandle();
    await button.click();
    await expect(panel(page)).toHaveCount(0);
    const lost = await canvas?.evaluate((one) => (one as HTMLCanvasElement).getContext('webgl2')?.isContextLost());
    expect(lost).toBe(true);
    await button.click();
    await expect(room(page).locator('canvas')).toHaveCount(2);
  }
});

for (const [name, turn, tilt] of [
  ['Reset view', -28, 52],
  ['From above', 0, 90],
  ['Along y', 0, 0],
  ['Along x', 90, 0],
] as const) {
  test(`the ball and its path are where parallel lines of sight put them: ${name}`, async ({ page }) => {
    await stand(page);
    await linear(page);
    await panel(page).getByRole('button', { name }).click();
    const place = await placer(page, turn, tilt);
    const path = (await snapshot(page)).runs[0]?.path ?? [];
    const at = place(...pointAt(path, step));
    const hidden = tilt === 0;
    await expect(async () => {
      const seen = await picture(page);
      if (hidden) {
        // behind the wall a shadow of itself: two fifths of its colour, three of the wall's
        expect(apart(seen.at(at[0], at[1] - 4), '#83ADC6')).toBeLessThan(10);
        return;
      }
      const ball = middleOf(seen, gd, at, 8);
      expect(ball?.[0]).toBeCloseTo(at[0], -0.3);
      expect(ball?.[1]).toBeCloseTo(at[1], -0.3);
      // drawn by the graphics card: the way from the first to the second step
      const [a, b] = [pointAt(path, 0), pointAt(path, 1)];
      const [x, y] = place((a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
      const near = [-1, 0, 1].flatMap((i) => [-1, 0, 1].map((j) => seen.at(x + i, y + j)));
      expect(Math.min(...near.map((colour) => apart(colour, gd)))).toBeLessThan(24);
    }).toPass({ timeout: 20_000 });
  });
}

test('a run that is hidden on the plane is hidden here, its path too', async ({ page }) => {
  const runs = [{ optimizer: { gd: { lr: 0.1 } } }, { name: 'Other', optimizer: { gd: { lr: 0.4 } } }];
  await stand(page, bowl({ runs }));
  const orange = async () => (await picture(page)).colours.filter((colour) => apart(colour, '#B24400') < 24).length;
  await expect.poll(orange).toBeGreaterThan(150);
  await page.getByRole('button', { name: 'Other: change' }).click();
  await page.getByRole('button', { name: 'Hide' }).click();
  await expect.poll(orange).toBe(0);
});

test('keys, the mouse and the wheel turn it; 0 goes back; time stands still and the page scrolls', async ({ page }) => {
  await stand(page);
  const frame = page.getByRole('application', { name: 'The surface in three dimensions' });
  const seen = panel(page).locator('#space-seen');
  await expect(seen).toHaveText('Seen 28° to the left, 52° above the floor.');
  await frame.focus();
  const shot = async () => (await picture(page, 2)).colours.join();
  const first = await shot();
  await page.keyboard.press('ArrowRight');
  await expect(seen).toHaveText('Seen 23° to the left, 52° above the floor.');
  await expect.poll(shot).not.toBe(first);
  await page.keyboard.press('Shift+ArrowUp');
  await expect(seen).toHaveText('Seen 23° to the left, 53° above the floor.');
  await page.keyboard.press('+');
  await expect(seen).toHaveText('Seen 23° to the left, 53° above the floor, 1.2 times as large.');
  await page.keyboard.press('0');
  await expect(seen).toHaveText('Seen 28° to the left, 52° above the floor.');
  await expect.poll(shot).toBe(first);

  const box = (await room(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 20, box.y + box.height / 2 - 10, { steps: 4 });
  await page.mouse.up();
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2);
  await expect(seen).toHaveText('Seen 36° to the left, 48° above the floor.');

  await page.evaluate(() => scrollTo(0, 0));
  await page.setViewportSize({ width: 760, height: 500 });
  await room(page).scrollIntoViewIfNeeded();
  await room(page).hover();
  const before = await page.evaluate(() => scrollY);
  await page.mouse.wheel(0, -120);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeLessThan(before);
  await expect(seen).toHaveText('Seen 36° to the left, 48° above the floor.');
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -60);
  await page.keyboard.up('Control');
  await expect(seen).toHaveText('Seen 36° to the left, 48° above the floor, 1.2 times as large.');
  expect((await snapshot(page)).step).toBe(step);
});

test('the tangent plane touches along both slopes, and slices run across the whole sheet', async ({ page }) => {
  await stand(page);
  await linear(page);
  await panel(page).getByRole('button', { name: 'From above' }).click();
  const place = await placer(page, 0, 90);
  const [x, y] = pointAt((await snapshot(page)).runs[0]?.path ?? [], step);
  const [x0, x1, y0] = (await snapshot(page)).domain;
  const far = place(x0 + 0.1 * (x1 - x0), y);
  const low = place(x, y0 + 0.5);
  const dark = async (at: readonly [number, number]) => {
    const seen = await picture(page);
    return [-1, 0, 1].some((j) => [-1, 0, 1].some((i) => apart(seen.at(at[0] + i, at[1] + j), ink) < 24));
  };
  expect([await dark(far), await dark(low)]).toEqual([false, false]);
  await panel(page).getByRole('checkbox', { name: 'Slices' }).check();
  await expect.poll(() => dark(far)).toBe(true);
  await expect.poll(() => dark(low)).toBe(true);

  await panel(page).getByRole('checkbox', { name: 'Slices' }).uncheck();
  const beside = place(x - 0.35, y - 0.35);
  const blue = async () => {
    const [r = 0, , b = 0] = ((await picture(page)).at(...beside).match(/\w\w/g) ?? []).map((c) =>
      Number.parseInt(c, 16),
    );
    return b - r;
  };
  expect(await blue()).toBeLessThan(20);
  await panel(page).getByRole('checkbox', { name: 'Tangent plane' }).check();
  await expect.poll(blue).toBeGreaterThan(35);
});

test('it follows time without asking the engine, edits and the theme, and draws only what has changed', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const counted = globalThis as unknown as { draws: number; fields: number };
    counted.draws = 0;
    counted.fields = 0;
    const { drawElements } = WebGL2RenderingContext.prototype;
    WebGL2RenderingContext.prototype.drawElements = function (...given) {
      counted.draws += 1;
      return drawElements.apply(this, given);
    };
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (...given: unknown[]) {
      if (JSON.stringify(given[0])?.includes('"field"')) counted.fields += 1;
      return postMessage.apply(this, given as Parameters<typeof postMessage>);
    };
  });
  const counted = () =>
    page.evaluate(() => {
      const { draws, fields } = globalThis as unknown as { draws: number; fields: number };
      return { draws, fields };
    });
  await stand(page);
  await linear(page);
  await panel(page).getByRole('button', { name: 'From above' }).click();
  const settled = async () => {
    const now = await counted();
    await page.waitForTimeout(400);
    expect(await counted()).toEqual(now);
    return now;
  };
  let before = { draws: 0, fields: 0 };
  await expect(async () => {
    before = await settled();
  }).toPass({ timeout: 20_000 });

  const ball = async (k: number, colour = gd) => {
    const place = await placer(page, 0, 90);
    return middleOf(await picture(page), colour, place(...pointAt((await snapshot(page)).runs[0]?.path ?? [], k)), 8);
  };
  for (const k of [4, 5, 6, 7]) await page.getByRole('slider', { name: 'Step' }).fill(String(k));
  await expect.poll(() => ball(7)).toBeDefined();
  const after = await counted();
  expect(after.draws).toBeGreaterThan(before.draws);
  expect(after.fields).toBe(before.fields);

  // an edit of the run moves the ball on the same sheet; another surface is another sheet
  const rate = page.locator('fall-line .number').first();
  await rate.fill('0.02');
  await rate.press('Enter');
  await expect.poll(async () => (await snapshot(page)).runs[0]?.path[2]).toBeCloseTo(2.88, 9);
  await expect.poll(() => ball(7)).toBeDefined();
  expect((await counted()).fields).toBe(before.fields);
  const ground = (await picture(page)).at(200, 200);
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  await expect.poll(async () => apart((await picture(page)).at(200, 200), ground)).toBeGreaterThan(80);
  await expect.poll(() => ball(7, '#5FB3E8')).toBeDefined();
  const sheet = (await picture(page, 3)).colours.join();
  await show(page, bowl({ task: { surface: { f: 'x^2 - y^2', start: [3, 2], steps: 30 } } }));
  await expect.poll(async () => (await picture(page, 3)).colours.join()).not.toBe(sheet);
});

test.describe('under a finger', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 700 } });

  test('one finger scrolls the page until a tap has woken the picture; two zoom', async ({ page }) => {
    await stand(page);
    const seen = panel(page).locator('#space-seen');
    const rest = 'Seen 28° to the left, 52° above the floor.';
    const touch = await page.context().newCDPSession(page);
    const drag = async (...fingers: { from: [number, number]; to: [number, number] }[]) => {
      const points = (part: number) =>
        fingers.map(({ from, to }, id) => ({
          id,
          x: from[0] + (to[0] - from[0]) * part,
          y: from[1] + (to[1] - from[1]) * part,
        }));
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points(0) });
      for (const part of [0.25, 0.5, 0.75, 1])
        await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: points(part) });
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    const middle = async (): Promise<[number, number]> => {
      const box = (await room(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      return [box.x + box.width / 2, box.y + box.height / 2];
    };
    let [x, y] = await middle();
    const scrolled = await page.evaluate(() => scrollY);
    await drag({ from: [x, y], to: [x, y + 120] });
    await expect.poll(() => page.evaluate(() => scrollY)).toBeLessThan(scrolled);
    await drag({ from: [x - 40, y], to: [x + 40, y] });
    await expect(seen).toHaveText(rest);

    await room(page).scrollIntoViewIfNeeded();
    [x, y] = await middle();
    await drag({ from: [x - 30, y], to: [x - 60, y] }, { from: [x + 30, y], to: [x + 60, y] });
    await expect(seen).toHaveText(/ 2 times as large/);
    await page.touchscreen.tap(x, y);
    await expect(room(page)).toHaveAttribute('data-awake', '');
    const still = await page.evaluate(() => scrollY);
    await drag({ from: [x, y], to: [x + 50, y + 25] });
    await expect(seen).toHaveText(/Seen 48° to the left, 62° above/);
    expect(await page.evaluate(() => scrollY)).toBe(still);
    await page.locator('fall-line .panel.space h2').tap();
    await expect(room(page)).not.toHaveAttribute('data-awake', '');
  });
});

test.describe('without WebGL', () => {
  for (const [lang, says] of [
    ['en', 'WebGL is missing or switched off'],
    ['ko', 'WebGL을 쓸 수 없어서'],
  ] as const) {
    test(`a plain message stands in its place, and all else works, ${lang}`, async ({ page }) => {
      const fetched: string[] = [];
      page.on('request', (request) => fetched.push(request.url()));
      await page.addInitScript(() => {
        const { getContext } = HTMLCanvasElement.prototype;
        HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...given: unknown[]) {
          return kind.startsWith('webgl') ? null : getContext.call(this, kind as '2d', ...(given as []));
        } as typeof getContext;
      });
      await open(page, `?lang=${lang}`);
      await show(page, bowl());
      await expect(panel(page).locator('.message')).toContainText(says);
      await expect(room(page)).toHaveCount(0);
      expect(fetched.filter((url) => /stage-/.test(url))).toEqual([]);
      await page.locator('fall-line .scrub input').fill('9');
      expect((await snapshot(page)).step).toBe(9);
      expect(await violations(page)).toEqual([]);
    });
  }
});

test('when the browser takes the graphics memory back, that is said, and it can be shown again', async ({ page }) => {
  await stand(page);
  await solid(page).evaluate((canvas: HTMLCanvasElement) =>
    canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext(),
  );
  await expect(panel(page).locator('.message')).toContainText('Nothing is lost');
  await panel(page).getByRole('button', { name: 'Show again' }).click();
  await standing(page);
});

for (const theme of ['light', 'dark']) {
  for (const [lang, width] of [
    ['en', 1280],
    ['ko', 360],
  ] as const) {
    test(`axe finds nothing, ${theme}, ${lang}, ${width}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await stand(page, bowl(), `?lang=${lang}&theme=${theme}`);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
  }
}
