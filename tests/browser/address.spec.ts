// The address holds the document that is shown, whoever made it; and no address does harm.

import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, open, pictured, snapshot, test } from './figure';

interface Published {
  readonly what: string;
  readonly link: string;
  /** Where it leads, from the site's root. */
  readonly at: string;
  readonly document?: unknown;
  /** What is in the document, where that is the site's own and may be set right. */
  readonly has?: readonly string[];
}

const published = JSON.parse(
  readFileSync(new URL('../links/published.json', import.meta.url), 'utf8'),
) as readonly Published[];

const linkTo = (text: string) => `#1.${deflateRawSync(text).toString('base64url')}`;
const hash = (page: Page) => page.evaluate(() => location.hash);
const lengthOf = (page: Page) => page.evaluate(() => history.length);

test('every link that was ever published opens', async ({ page, baseURL }) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(published.length).toBeGreaterThanOrEqual(17);
  for (const { what, link, at, document, has = [] } of published) {
    await page.goto('about:blank');
    await page.goto(link);
    await page.waitForURL((url) => url.href.replace(/#.*/s, '') === `${baseURL}${at}`);
    await pictured(page);
    const text = (await snapshot(page)).document;
    if (document) expect(JSON.parse(text), what).toEqual(document);
    for (const part of has) expect(text, what).toContain(part);
  }
});

test('what is changed is in the address, what is taken back leaves it, and back goes to what was opened before', async ({
  page,
}) => {
  await open(page);
  const lr = page.getByRole('region', { name: 'GD' }).getByRole('slider', { name: 'Learning rate' });
  const length = await lengthOf(page);
  await lr.focus();
  for (let k = 0; k < 5; k++) await page.keyboard.press('ArrowLeft');
  await expect.poll(() => hash(page)).toMatch(/^#1\./);
  expect(await lengthOf(page)).toBe(length);
  const changed = (await snapshot(page)).document;

  // whoever opens the address sees the same
  const other = await page.context().newPage();
  await other.goto(page.url());
  await pictured(other);
  expect((await snapshot(other)).document).toBe(changed);
  await other.close();

  await page.keyboard.press('Control+z');
  await expect.poll(() => hash(page)).toBe('');
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => hash(page)).toMatch(/^#1\./);

  // another link is opened here, then a scene; back leads to each as it was left
  await page.evaluate((link) => {
    location.hash = link;
  }, linkTo('{"task":{"surface":{"f":"bowl"}}}'));
  await expect.poll(async () => (await snapshot(page)).document).toContain('"bowl"');
  await page.locator('#scenes a').first().click();
  await page.waitForURL('**/s/slices/');
  await pictured(page);
  await page.goBack();
  await pictured(page);
  expect((await snapshot(page)).document).toContain('"bowl"');
  await page.goBack();
  await expect.poll(async () => (await snapshot(page)).document).toBe(changed);
  expect(await hash(page)).toMatch(/^#1\./);
});

test('the other language shows the same document', async ({ page }) => {
  await open(page, 's/zigzag/');
  await page.getByRole('region', { name: 'GD' }).getByRole('slider', { name: 'Learning rate' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => hash(page)).toMatch(/^#1\./);
  const changed = (await snapshot(page)).document;
  await page.getByRole('link', { name: '한국어' }).click();
  await page.waitForURL('**/ko/s/zigzag/#1.*');
  await pictured(page);
  expect((await snapshot(page)).document).toBe(changed);
  await page.getByRole('link', { name: 'English' }).click();
  await page.waitForURL(/\d\/s\/zigzag\/#1\./);
  await pictured(page);
  expect((await snapshot(page)).document).toBe(changed);
});

test('a link on the page of several figures opens where there is one', async ({ page }) => {
  await page.goto(`ko/l/rate/${linkTo('{"task":{"surface":{"f":"bowl"}}}')}`);
  await page.waitForURL('**/ko/#1.*');
  await pictured(page);
  expect((await snapshot(page)).document).toContain('"bowl"');
});

test('the buttons copy the link, and open what else can be taken along', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, 's/zigzag/?theme=dark');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/s\/zigzag\/\?theme=dark$/);
  await page.getByRole('button', { name: 'Picture, data, code' }).click();
  await expect(page.getByRole('region', { name: 'Take along' })).toBeVisible();
});

/** The same numbers each time, from 0 up to 1. */
function* chances(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

const harm = '<img src=x onerror="globalThis.harmed=1"><script>globalThis.harmed=1</script>';
const hostile = [
  { title: harm, task: { surface: { f: 'bowl', steps: 20 } }, runs: [{ name: harm, optimizer: 'gd' }] },
  { title: { en: harm, ko: harm }, task: { surface: { f: harm } } },
  { task: { surface: { f: 'x^2', steps: 20 } }, runs: [{ optimizer: { written: { text: harm } } }] },
  { title: '</script><script>globalThis.harmed=1</script>', task: { network: { data: harm } } },
  { task: { surface: { f: 'x^2 + y^2', start: [-1, 2], steps: 30 } }, view: { panels: [harm, 'table'] } },
].map((one) => JSON.stringify(one));

/** A few letters changed, taken out, put in or cut off. */
function mutated(text: string, chance: Iterator<number, never>): string {
  const draw = (n: number) => Math.floor(chance.next().value * n);
  const letters = [...text];
  for (let k = draw(3); k >= 0; k--) {
    const at = draw(letters.length);
    const letter = String.fromCharCode(33 + draw(94));
    const ways = [
      () => letters.splice(at, 1, letter),
      () => letters.splice(at, 1 + draw(4)),
      () => letters.splice(at, 0, letter, letter),
      () => letters.splice(Math.max(8, at)),
    ];
    ways[draw(ways.length)]?.();
  }
  return letters.join('');
}

test.describe('links that were damaged or made to harm', () => {
  // what an address holds is no address for anything else
  test.use({ expected: [] });

  test('do nothing, say what is wrong and offer the way on, 300 of them', async ({ page }) => {
    test.setTimeout(240_000);
    const chance = chances(7);
    const links = Array.from({ length: 300 }, (_, k) => {
      const [whole, text] = [published[k % 9]?.link.replace(/^[^#]*/, '') ?? '', hostile[k % hostile.length] ?? ''];
      if (k < hostile.length) return linkTo(text);
      return k % 2 ? `#1.${mutated(whole.slice(3), chance)}` : linkTo(mutated(text, chance));
    });
    const away: string[] = [];
    page.on('request', (request) => {
      if (!/^(http:\/\/127\.0\.0\.1|blob:|data:)/.test(request.url())) away.push(request.url());
    });
    page.on('dialog', (dialog) => {
      away.push(dialog.message());
      void dialog.dismiss();
    });
    await open(page);
    let failed = 0;
    for (const link of links) {
      const began = Date.now();
      const said = await page.evaluate(
        (hash) =>
          new Promise<string>((done) => {
            for (const name of ['open', 'fail'])
              addEventListener(`fall-line-${name}`, () => done(name), { once: true });
            location.hash = '';
            location.hash = hash;
          }),
        link,
      );
      expect(Date.now() - began, link).toBeLessThan(2000);
      const offer = page.locator('#offer');
      if (said === 'fail') {
        failed += 1;
        const alert = page.locator('fall-line [role=alert]');
        await expect(alert, link).toContainText(/\p{L}{3,}.*\./u);
        await expect(offer, link).toBeVisible();
      } else await expect(offer, link).toBeHidden();
      expect(await page.evaluate(() => 'harmed' in globalThis), link).toBe(false);
    }
    expect(away).toEqual([]);
    expect(failed).toBeGreaterThan(150);
    console.log(`${failed} of ${links.length} links opened nothing`);
    // and the page lives
    await page.locator('#offer a').first().click();
    await pictured(page);
    expect((await snapshot(page)).document).toContain('x^2/100 + y^2');
  });
});
