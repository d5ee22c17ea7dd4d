// A figure over time: what it is given, in which order, and what is left when it goes.

import { expect, open, pictured, show, snapshot, test } from './figure';

const bowl = (steps: number, more = '') => `{"task":{"surface":{"f":"x^2 + y^2","steps":${steps}}}${more}}`;

test('the view says at which step and how high', async ({ page }) => {
  await open(page);
  await show(page, bowl(90, ',"view":{"at":37,"height":333}'));
  const { step, playing } = await snapshot(page);
  expect([step, playing]).toEqual([37, false]);
  const height = () => page.locator('fall-line .app').evaluate((app) => (app as HTMLElement).style.cssText);
  expect(await height()).toContain('333px');
  await page.evaluate(() => document.querySelector('fall-line')?.setAttribute('height', '99999999'));
  await expect.poll(height).toContain('4000px');
});

test('the last document given is the one that is shown', async ({ page }) => {
  await open(page);
  await page.evaluate(
    ([slow, fast]) => {
      const figure = document.querySelector('fall-line') as HTMLElement & { text: string };
      figure.text = slow ?? '';
      figure.text = fast ?? '';
    },
    [bowl(1_000_000), bowl(5)],
  );
  await expect.poll(async () => (await snapshot(page)).steps).toBe(5);
  await page.waitForTimeout(1500);
  expect((await snapshot(page)).steps).toBe(5);
});

test('a document of no use is refused in words, and reading it back gives what was given', async ({ page }) => {
  await open(page);
  const alert = page.locator('fall-line [role=alert]');
  for (const [property, value, says] of [
    ['text', 'undefined', 'must be JSON text'],
    ['text', '5', 'must be JSON text'],
    // an object is a document, whichever way it comes
    ['text', '({ task: "hill" })', 'hill'],
    ['document', 'undefined', 'or a plain object'],
    ['document', '(() => 1)', 'or a plain object'],
    ['document', '({ task: "surface", runs: [{ optimizer: { gd: { lr: NaN } } }] })', 'NaN'],
  ] as const) {
    await page.evaluate(`document.querySelector('fall-line').${property} = ${value}`);
    await expect(alert).toContainText(says);
    await show(page, bowl(6));
    await pictured(page);
    await expect(alert).toHaveCount(0);
    await show(page, bowl(7));
  }
  await page.evaluate(() => {
    (document.querySelector('fall-line') as HTMLElement & { text: string }).text = '{"task":"hill"}';
  });
  await expect(alert).toContainText('hill');
  expect(await page.evaluate('document.querySelector("fall-line").text')).toBe('{"task":"hill"}');
});

test('an address that is none is a failure with words, and taking it away reads the child', async ({ page }) => {
  await open(page);
  await page.evaluate((child) => {
    document.body.insertAdjacentHTML(
      'beforeend',
      `<fall-line id="second" src="http://["><script type="application/json">${child}</script></fall-line>`,
    );
  }, bowl(8));
  const second = page.locator('#second');
  // what is far from being seen is not begun
  await second.scrollIntoViewIfNeeded();
  await expect(second.locator('[role=alert]')).toContainText('http://[');
  await second.evaluate((figure) => figure.removeAttribute('src'));
  await expect(second.locator('.plane')).toBeVisible();
});

test('a figure that goes takes its workers along, even while they start', async ({ page }) => {
  await open(page);
  await expect.poll(() => page.workers().length).toBe(1);
  const network = JSON.stringify({ task: { network: { data: 'circle', layers: [{ units: 4 }], epochs: 50 } } });
  const left = await page.evaluate(
    async (texts) => {
      const [{ Worker }, live] = [globalThis, new Set()];
      globalThis.Worker = class extends Worker {
        constructor(...given: ConstructorParameters<typeof Worker>) {
          super(...given);
          live.add(this);
        }
        override terminate() {
          live.delete(this);
          super.terminate();
        }
      };
      const left: number[] = [];
      for (let k = 0; k < 24; k++) {
        const figure = document.createElement('fall-line') as HTMLElement & { text: string };
        figure.text = texts[k % 2]!;
        document.body.append(figure);
        // near to being seen, or it would not begin
        figure.scrollIntoView();
        await new Promise((done) => setTimeout(done, 10 * k));
        figure.text = texts[(k >> 1) % 2]!;
        await new Promise((done) => setTimeout(done, k));
        figure.remove();
        for (let tries = 0; tries < 5 || (live.size > 0 && tries < 60); tries++) {
          await new Promise((done) => setTimeout(done, 50));
        }
        left.push(live.size);
      }
      return left;
    },
    [bowl(9), network],
  );
  expect(left.filter((count) => count > 0)).toEqual([]);
  await page.evaluate(() => document.querySelector('fall-line')?.remove());
  await expect.poll(() => page.workers().length).toBe(0);
});

test('what is removed while it moves, and changed while it is away, is all there when it comes back', async ({
  page,
}) => {
  await open(page);
  const start = async () => (await snapshot(page)).runs[0]?.path[0] ?? 0;
  for (const away of [0, 50, 300]) {
    await show(page, bowl(200));
    await page.evaluate(async (ms) => {
      const figure = document.querySelector('fall-line') as HTMLElement & {
        play(): void;
        edit(at: string, value: unknown): void;
      };
      const { parentElement, nextSibling } = figure;
      figure.play();
      await new Promise((done) => setTimeout(done, ms));
      figure.remove();
      figure.lang = 'ko';
      figure.edit('/task/surface/steps', 100);
      await new Promise((done) => setTimeout(done, ms));
      figure.lang = 'en';
      parentElement?.insertBefore(figure, nextSibling);
    }, away);
    await expect(async () => expect((await snapshot(page)).steps).toBe(100)).toPass({ timeout: 15_000 });
    await expect(page.locator('fall-line [role=alert]')).toHaveCount(0);
    const before = await start();
    const box = await page.locator('fall-line .plane').boundingBox();
    await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) * 0.75, (box?.y ?? 0) + (box?.height ?? 0) * 0.4);
    await expect.poll(start).not.toBe(before);
  }
});

test.describe('an address', () => {
  test.use({ expected: [/503/] });

  test('an address that did not answer is asked again, after a move too; what is given later is what is shown', async ({
    page,
  }) => {
    let [asked, answers] = [0, false];
    await page.route('**/given.json', async (route) => {
      asked += 1;
      if (answers) await route.fulfill({ json: JSON.parse(bowl(11)) });
      else await route.fulfill({ status: 503 });
    });
    await open(page);
    // while it is written anew nothing is shown
    const steps = () =>
      snapshot(page).then(
        ({ steps }) => steps,
        () => 0,
      );
    await page.evaluate(() => document.querySelector('fall-line')?.setAttribute('src', 'given.json'));
    await expect(page.locator('fall-line [role=alert]')).toContainText('503');
    answers = true;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(steps).toBe(11);
    // moved while it is on its way
    const before = asked;
    await page.evaluate(async () => {
      const figure = document.querySelector('fall-line')!;
      figure.setAttribute('src', './given.json');
      await 0;
      figure.parentElement?.insertBefore(figure, figure.nextSibling);
    });
    await expect.poll(() => asked).toBeGreaterThan(before);
    await expect.poll(steps).toBe(11);
    await page.evaluate((text) => {
      const figure = document.querySelector('fall-line') as HTMLElement & { text: string };
      figure.setAttribute('src', 'given.json?later');
      figure.text = text;
    }, bowl(12));
    await expect.poll(steps).toBe(12);
    await page.waitForTimeout(500);
    expect(await steps()).toBe(12);
  });
});
