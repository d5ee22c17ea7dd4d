// A figure in a page of somebody else: another origin, a policy, other styles, many of them.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './figure';
import { type Posts, posts } from './posts';

const dist = fileURLToPath(new URL('../../www/dist/', import.meta.url));
const documentOf = (start = [-8, 2], steps = 120) =>
  JSON.stringify({
    task: { surface: { f: 'x^2/100 + y^2', start, steps } },
    runs: [{ optimizer: { gd: { lr: 0.95 } } }, { optimizer: { momentum: { lr: 0.2 } } }],
  });
const child = (text = documentOf()) => `<script type="application/json">${text}</script>`;
const load = (address: string) => `<script type="module" src="${address}"></script>`;
/** The exact line that the documentation gives. */
const policyOf = (site: string) =>
  `default-src 'none'; script-src ${site} 'wasm-unsafe-eval'; worker-src blob: ${site}; connect-src ${site}; style-src 'unsafe-inline'; img-src data:`;

/** A figure as a test sees it. */
interface Figure extends HTMLElement {
  text: string;
  step: number;
  snapshot?(): { playing: boolean; step: number; steps: number; fingerprint: string; document: string } | undefined;
  play(): void;
  pause(): void;
  go(step: number): void;
  edit(at: string, value: unknown): void;
}

let blog: Posts;
test.beforeAll(async () => {
  blog = await posts();
});
test.afterAll(() => blog.close());
test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: 'reduce' }));

/** What figures show; asked from outside, since a policy may forbid what a page would be asked with. */
const shown = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('fall-line')].map((one) => {
      const { step, playing, fingerprint, document } = (one as unknown as Figure).snapshot?.() ?? {};
      return fingerprint === undefined ? undefined : { step, playing, fingerprint, document };
    }),
  );

async function standing(page: Page, count = 1): Promise<void> {
  await expect
    .poll(async () => (await shown(page)).filter(Boolean).length, { timeout: 15_000 })
    .toBeGreaterThanOrEqual(count);
}

test('a module from another origin runs under a strict policy, with panels, maps and networks', async ({ page }) => {
  await page.goto(
    blog.page(
      `<fall-line panels="probe table basin">${child()}</fall-line>${load(`${blog.site}/fall-line.js`)}`,
      policyOf(blog.site),
    ),
  );
  await standing(page);
  await expect(page.locator('fall-line .u-wrap > canvas')).toBeVisible();
  await expect(page.locator('fall-line .worked')).toBeVisible();
  await page.evaluate(() => {
    const figure = document.querySelector('fall-line') as unknown as Figure;
    figure.edit('/task/surface/f', 'x^2 + 3*y^4');
  });
  await expect(page.locator('fall-line .caption select')).toHaveValue('x^2 + 3*y^4');
  await page.evaluate(() => {
    const figure = document.querySelector('fall-line') as unknown as Figure;
    figure.text = '{"task": {"network": {"data": "xor", "layers": [{"units": 4}], "epochs": 20}}}';
  });
  await expect(page.locator('fall-line .net').first()).toBeVisible();
});

test('the module that has all in itself stands alone', async ({ page }) => {
  await page.goto(blog.page(`<fall-line>${child()}</fall-line>${load(`${blog.site}/alone/fall-line.one.js`)}`));
  await standing(page);
  await expect(page.locator('fall-line .u-wrap > canvas')).toBeVisible();
  await expect(page.locator('fall-line .dock summary')).toBeVisible();
});

test('what an embed weighs', () => {
  const weigh = (name: string) => gzipSync(readFileSync(name), { level: 9 }).length;
  const folder = `${dist}${new URL(blog.version).pathname}`;
  const text = readFileSync(`${folder}/fall-line.js`, 'utf8');
  const started = [...text.matchAll(/assets\/((?:worker-lean|lean_bg|rolldown-runtime)-[\w-]+\.(?:js|wasm))/g)];
  const names = new Set(started.map(([, name]) => `${folder}/assets/${name}`));
  expect(names.size).toBeGreaterThanOrEqual(2);
  const beside = [`${folder}/fall-line.js`, ...names].reduce((sum, name) => sum + weigh(name), 0);
  const alone = weigh(`${folder}/fall-line.one.js`);
  console.log(`an embed's first picture: ${beside} of 100000 bytes; all in one module: ${alone} of 150000`);
  expect(beside).toBeLessThanOrEqual(100_000);
  expect(alone).toBeLessThanOrEqual(150_000);
});

test('two copies of the module are one element', async ({ page }) => {
  await page.goto(
    blog.page(
      `<fall-line>${child()}</fall-line>${load(`${blog.site}/fall-line.js`)}${load(`${blog.version}/fall-line.one.js`)}`,
    ),
  );
  await standing(page);
});

for (const [width, lang, more] of [
  [328, 'ko', '더 보기'],
  [720, 'en', 'More'],
] as const) {
  test(`what opens panels is folded in an embed, unless panels are asked for, at ${width}`, async ({ page }) => {
    const figures = ['', ' panels="probe"'].map((asks) => `<fall-line${asks} lang="${lang}">${child()}</fall-line>`);
    await page.setViewportSize({ width: width + 40, height: 3600 });
    const style = `<style>fall-line { display: block; width: ${width}px }</style>`;
    await page.goto(blog.page(`${figures.join('')}${load(`${blog.site}/fall-line.js`)}`, undefined, style));
    await standing(page, 2);
    const [first, second] = [0, 1].map((k) => page.locator('fall-line').nth(k)) as [Locator, Locator];
    const probe = (figure: Locator) => figure.locator('.dock [aria-controls=panel-probe]');
    await expect(second.locator('.panel.probe h2')).toBeVisible();
    await expect(probe(second)).toBeVisible();
    const unfold = first.locator('.dock summary');
    await expect(unfold).toHaveText(more);
    await expect(probe(first)).toBeHidden();
    await expect(first.locator('.turns button')).toHaveCount(3);
    // nothing is kept free for what is folded
    const under = await first.evaluate((figure) => {
      const bottom = figure.shadowRoot?.querySelector('.dock summary')?.getBoundingClientRect().bottom ?? 0;
      return figure.getBoundingClientRect().bottom - bottom;
    });
    expect(under).toBeLessThan(40);
    await unfold.press('Enter');
    await probe(first).press('Enter');
    await expect(first.locator('.panel.probe h2')).toBeVisible();
    await expect(probe(first)).toBeVisible();
    // what is closed leaves the hand where it was
    await first.locator('.panel.probe header button').press('Enter');
    await expect(first.locator('.panel')).toHaveCount(0);
    await expect(probe(first)).toBeFocused();
    await unfold.press('Enter');
    await expect(probe(first)).toBeHidden();
  });
}

test('figures follow the theme of the page, live; what they are told comes first', async ({ page }) => {
  // what is far does not look around yet
  await page.setViewportSize({ width: 740, height: 3600 });
  const figures = ['', 'theme="dark"', 'theme="auto"'].map((theme) => `<fall-line ${theme}>${child()}</fall-line>`);
  await page.goto(blog.page(`${figures.join('')}${load(`${blog.site}/fall-line.js`)}`));
  await standing(page, 3);
  const themes = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('fall-line')].map((one) =>
        one.shadowRoot?.querySelector('.app')?.getAttribute('data-theme'),
      ),
    );
  const steps: readonly (readonly [string, string])[] = [
    ['document.documentElement.dataset.mode = "dark"', 'dark'],
    ['delete document.documentElement.dataset.mode', 'light'],
    ['document.body.className = "dark"', 'dark'],
    ['document.body.className = ""', 'light'],
    ['document.documentElement.style.colorScheme = "dark"', 'dark'],
    ['document.documentElement.style.colorScheme = ""', 'light'],
    ['document.body.style.background = "#111"', 'dark'],
    ['document.body.style.background = "rgb(250 250 250)"', 'light'],
  ];
  for (const [change, theme] of steps) {
    await page.evaluate(change);
    await expect.poll(themes, change).toEqual([theme, 'dark', theme]);
  }
});

test('styles go neither in nor out, but for the variables that are meant to', async ({ page }) => {
  const hostile = `<style>* { color: red !important; font-size: 40px; display: inline; box-sizing: content-box; text-transform: uppercase }
    fall-line { --fall-line-text: rgb(1 2 3); --fall-line-font: monospace }</style>`;
  await page.goto(
    blog.page(`<p>Around</p><fall-line>${child()}</fall-line>${load(`${blog.site}/fall-line.js`)}`, undefined, hostile),
  );
  await standing(page);
  const story = page.locator('fall-line .story');
  await expect(story).toHaveCSS('color', 'rgb(1, 2, 3)');
  await expect(story).toHaveCSS('font-size', '16px');
  await expect(story).toHaveCSS('text-transform', 'none');
  await expect(story).toHaveCSS('font-family', 'monospace');
  await expect(page.locator('p').first()).toHaveCSS('color', 'rgb(255, 0, 0)');
});

test('figures of a group share the step or the start', async ({ page }) => {
  const figure = (share: string, start: number[], steps: number) =>
    `<fall-line group="a" share="${share}">${child(documentOf(start, steps))}</fall-line>`;
  await page.goto(
    blog.page(
      `${figure('step start', [-8, 2], 120)}${figure('step', [-3, 1], 50)}${figure('start', [4, 2], 60)}${load(`${blog.site}/fall-line.js`)}
      <style>fall-line { float: left; width: 33% }</style>`,
    ),
  );
  await standing(page, 3);
  const go = (at: number, step: number) =>
    page.evaluate(
      ([at, step]) => (document.querySelectorAll('fall-line')[at as number] as unknown as Figure).go(step as number),
      [at, step],
    );
  const steps = async () => (await shown(page)).map((one) => one?.step);
  await go(2, 60);
  await go(0, 20);
  await expect.poll(steps).toEqual([20, 20, 60]);
  await go(0, 100);
  await expect.poll(steps).toEqual([100, 50, 60]);
  await go(1, 7);
  await expect.poll(steps).toEqual([7, 7, 60]);
  const starts = async () =>
    (await shown(page)).map(
      (one) => (JSON.parse(one?.document ?? '{}') as { task: { surface: { start: number[] } } }).task.surface.start,
    );
  await page.evaluate(() =>
    (document.querySelector('fall-line') as unknown as Figure).edit('/task/surface/start', [5, -1]),
  );
  await expect.poll(starts).toEqual([
    [5, -1],
    [-3, 1],
    [5, -1],
  ]);
});

test('the author’s letters stand at the slider and in the rule', async ({ page }) => {
  const document = { ...JSON.parse(documentOf()), view: { symbols: { lr: 'α', momentum: 'μ' } } };
  await page.goto(
    blog.page(`<fall-line>${child(JSON.stringify(document))}</fall-line>${load(`${blog.site}/fall-line.js`)}`),
  );
  await standing(page);
  await expect(page.getByText('Learning rate α').first()).toBeVisible();
  await page.getByText('More settings').nth(1).click();
  await expect(page.locator('fall-line .formula mi', { hasText: 'α' }).first()).toBeVisible();
  await expect(page.locator('fall-line .formula mi', { hasText: 'μ' }).first()).toBeVisible();
  await expect(page.locator('fall-line .formula mi', { hasText: 'η' })).toHaveCount(0);
  await expect(page.locator('fall-line .letters')).toContainText('α learning rate');
});

test('what happens is heard outside, and what is asked outside happens', async ({ page }) => {
  await page.goto(
    blog.page(`<fall-line>${child(documentOf([-8, 2], 9))}</fall-line>${load(`${blog.site}/fall-line.js`)}`),
  );
  await page.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    for (const name of ['open', 'change', 'step', 'done'])
      document.addEventListener(`fall-line-${name}`, (event) => {
        const { text, ...rest } = (event as CustomEvent<{ text?: string }>).detail;
        heard.push(text === undefined ? [name, rest] : [name, JSON.parse(text).runs[0].optimizer]);
      });
  });
  await standing(page);
  const heard = () => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard);
  await page.evaluate(() => {
    const figure = document.querySelector('fall-line') as unknown as Figure;
    figure.go(7);
    figure.edit('/runs/0/optimizer/gd/lr', 0.5);
  });
  await expect.poll(heard).toContainEqual(['change', { gd: { lr: 0.5 } }]);
  await page.evaluate(() => (document.querySelector('fall-line') as unknown as Figure).play());
  await expect.poll(heard).toContainEqual(['done', { step: 9, steps: 9 }]);
  const all = await heard();
  expect(all).toContainEqual(['step', { step: 7, steps: 9 }]);
});

test('thirty figures: workers are few, what is not seen is not begun, and none keeps the page', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const figures = Array.from({ length: 30 }, (_, k) => `<fall-line>${child(documentOf([-8 + k / 4, 2]))}</fall-line>`);
  await page.goto(
    blog.page(
      `${figures.join('<p>Some text between.</p>')}<script>
        window.longest = 0;
        new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) longest = Math.max(longest, duration); })
          .observe({ entryTypes: ['longtask'] });
      </script>${load(`${blog.site}/fall-line.js`)}`,
    ),
  );
  await standing(page, 1);
  await page.waitForTimeout(500);
  expect((await shown(page)).filter(Boolean).length).toBeLessThan(6);
  // what is far has written nothing, and keeps its room
  const far = await page.evaluate(() =>
    [...document.querySelectorAll('fall-line')].slice(8).map((one) => ({
      written: one.shadowRoot?.querySelectorAll('.app *:not(.layout, .kept, slot)').length,
      room: one.clientHeight,
    })),
  );
  expect(far.filter(({ written, room }) => written !== 0 || room < 700)).toEqual([]);
  for (let k = 0; k < 30; k++) {
    await page.evaluate((k) => document.querySelectorAll('fall-line')[k]?.scrollIntoView(), k);
    await expect.poll(async () => Boolean((await shown(page))[k])).toBe(true);
  }
  expect(page.workers().length).toBeLessThanOrEqual(4);
  // of those that were scrolled past none moves
  expect((await shown(page)).filter((one) => one?.playing).length).toBeLessThan(4);
  const engines = blog.asked.filter((path) => path.includes('lean_bg'));
  console.log(`the longest task of thirty: ${await page.evaluate('longest')} ms; engines fetched: ${engines.length}`);
});

test('networks of a page learn in the same workers; none is disturbed by another, nor by one that goes', async ({
  page,
}) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.setViewportSize({ width: 1600, height: 2800 });
  const network = (seed: number) =>
    JSON.stringify({
      task: { network: { data: 'circle', layers: [{ units: 4 }], epochs: 40 } },
      runs: [{ optimizer: { gd: { lr: 0.1 } } }, { optimizer: { adam: { lr: 0.01 } } }],
      seed,
    });
  const figures = [1, 2, 1, 2, 1, 2, 1, 2].map((seed) => `<fall-line>${child(network(seed))}</fall-line>`);
  const style = '<style>fall-line { float: left; width: 25% }</style>';
  await page.goto(blog.page(`${figures.join('')}${load(`${blog.site}/fall-line.js`)}`, undefined, style));
  await standing(page, 8);
  const cores = await page.evaluate(() => Math.min(8, navigator.hardwareConcurrency));
  // beside them those that all figures begin with
  expect(page.workers().length).toBeLessThanOrEqual(cores + 4);
  const prints = async () => (await shown(page)).map((one) => (one?.step === 40 ? one.fingerprint : ''));
  await page.evaluate(() => document.querySelector('fall-line')?.remove());
  await expect.poll(async () => (await prints()).every(Boolean), { timeout: 30_000 }).toBe(true);
  const [two, one, ...others] = await prints();
  expect(one).not.toBe(two);
  expect(others).toEqual([two, one, two, one, two]);
  await page.evaluate(() => document.querySelectorAll('fall-line').forEach((figure) => void figure.remove()));
  await expect.poll(() => page.workers().length).toBe(0);
});

test('the host keeps its wheel and its keys; what is out of sight costs nothing', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.setViewportSize({ width: 720, height: 600 });
  await page.goto(
    blog.page(
      `<script>window.frames_ = 0; const ask = requestAnimationFrame; requestAnimationFrame = (f) => { frames_++; return ask(f); };
        window.keys = []; addEventListener('keydown', ({ key, defaultPrevented }) => keys.push([key, defaultPrevented]));</script>
      <fall-line>${child()}</fall-line><p style="height: 3000px">After</p>${load(`${blog.site}/fall-line.js`)}`,
    ),
  );
  await standing(page);
  await expect(page.locator('fall-line .u-wrap > canvas')).toBeVisible();
  for (const key of [' ', 'ArrowRight', '?']) await page.keyboard.press(key);
  expect(await page.evaluate('keys')).toEqual([
    [' ', false],
    ['ArrowRight', false],
    ['?', false],
  ]);
  await page.evaluate(() => scrollTo(0, 0));
  await page.locator('fall-line .plane').hover();
  await page.mouse.wheel(0, 300);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(200);
  await page.evaluate(() => scrollTo(0, 3000));
  await expect.poll(async () => (await shown(page))[0]?.playing).toBe(false);
  const before = await page.evaluate('frames_');
  await page.waitForTimeout(700);
  expect(await page.evaluate('frames_')).toBe(before);
  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(async () => (await shown(page))[0]?.playing).toBe(true);
});

test('a frame becomes as high as its figure, follows the theme, and nobody else is believed', async ({ page }) => {
  await page.goto(
    blog.page(
      `<iframe src="${blog.site}/embed.html?lang=en" title="A valley" style="width:328px;border:0"></iframe>
      <iframe id="other" srcdoc="<script>parent.postMessage({fallLine:'height',height:1e9},'*')</script>" title="Another"></iframe>
      ${load(`${blog.site}/embed.js`)}`,
      undefined,
      '<script>document.documentElement.dataset.mode = "dark"</script>',
    ),
  );
  const frame = page.frameLocator('iframe').first();
  await expect(frame.locator('[role=alert]')).toContainText('no experiment');
  const link = await page.evaluate(async (text) => {
    const bytes = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
    const letters = String.fromCharCode(...new Uint8Array(await new Response(bytes).arrayBuffer()));
    return `#1.${btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
  }, documentOf());
  await page
    .locator('iframe')
    .first()
    .evaluate((frame, link) => ((frame as HTMLIFrameElement).src += link), link);
  await expect(frame.locator('.plane')).toBeVisible();
  await expect(frame.locator('.app')).toHaveAttribute('data-theme', 'dark');
  const height = () =>
    page
      .locator('iframe')
      .first()
      .evaluate((frame) => frame.clientHeight);
  await expect.poll(height).toBeGreaterThan(500);
  const body = await frame.locator('body').evaluate((body) => body.scrollHeight);
  expect(Math.abs((await height()) - body)).toBeLessThan(2);
  expect(await page.locator('#other').evaluate((frame) => frame.clientHeight)).toBeLessThanOrEqual(4000);
  await page.waitForTimeout(600);
  expect(Math.abs((await height()) - (await frame.locator('body').evaluate((body) => body.scrollHeight)))).toBeLessThan(
    2,
  );
});

test('before the module comes, and without JavaScript, there is a linked picture; nothing jumps when it comes', async ({
  page,
  browser,
}) => {
  const image = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 10"><rect width="16" height="10" fill="teal"/></svg>')}`;
  const body = `<style>fall-line { display: block; min-height: 1180px }</style>
    <fall-line>${child()}<a slot="picture" href="${blog.site}/"><img src="${image}" alt="Two paths down a valley" style="width:100%"></a></fall-line><p>After</p>`;
  const bare = await browser.newContext({ javaScriptEnabled: false });
  const quiet = await bare.newPage();
  await quiet.goto(blog.page(body + load(`${blog.site}/fall-line.js`)));
  await expect(quiet.getByAltText('Two paths down a valley')).toBeVisible();
  await bare.close();
  await page.setViewportSize({ width: 740, height: 1400 });
  await page.goto(
    blog.page(
      `${body}<script>window.shift = 0; new PerformanceObserver((list) => { for (const { value } of list.getEntries()) shift += value;})
        .observe({ type: 'layout-shift', buffered: true });</script>${load(`${blog.site}/fall-line.js`)}`,
    ),
  );
  await standing(page);
  await expect(page.locator('fall-line .u-wrap > canvas')).toBeVisible();
  await page.waitForTimeout(300);
  expect(await page.evaluate('shift')).toBe(0);
});

test('the page that is one file opens from a disk, networks and panels too', async ({ page }) => {
  await page.goto(`file://${dist}fall-line.html`);
  await standing(page);
  await expect(page.locator('fall-line .u-wrap > canvas')).toBeVisible();
  const scenes = page.locator('#scene');
  const names = await scenes.locator('option').allTextContents();
  expect(names.length).toBeGreaterThan(30);
  await scenes.selectOption({ index: names.length - 1 });
  await expect(page.locator('fall-line .caption')).toBeVisible();
  await page.locator('#language').selectOption({ index: 1 });
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await expect.poll(async () => (await shown(page)).filter(Boolean).length, { timeout: 20_000 }).toBe(1);
});
