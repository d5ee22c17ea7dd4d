// The static pages: all there, in both languages, in any folder of any host, with and without JavaScript.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { violations } from './axe';
import { expect, pictured, snapshot, test } from './figure';

const www = fileURLToPath(new URL('../../www/', import.meta.url));
const dist = join(www, 'dist');
const keysOf = (folder: string, end: string) =>
  readdirSync(join(www, folder))
    .filter((name) => /^\d/.test(name) && name.endsWith(end))
    .map((name) => name.slice(0, -end.length).replace(/^\w+?-/, ''));
const scenes = keysOf('scenes', '.json').map((key) => `s/${key}/`);
const lessons = keysOf('lessons', '.en.md').map((key) => `l/${key}/`);
const exercises = keysOf('exercises', '.json').map((key) => `e/${key}/`);
const places = ['', 's/', 'l/', 'e/', 'about/', ...scenes, ...lessons, ...exercises];

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);
const one = (text: string, pattern: RegExp) => pattern.exec(text)?.[1] ?? '';

/** Of a JPEG: what the header of its first frame says. */
function sizeOf(file: string): number[] {
  const bytes = readFileSync(file);
  let at = 2;
  while (at < bytes.length && (bytes[at + 1] ?? 0) !== 0xc0) at += 2 + bytes.readUInt16BE(at + 2);
  return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
}

test('every scene and lesson has its page in both languages, which name each other and need nothing that is not there', () => {
  expect(lessons.length).toBeGreaterThanOrEqual(3);
  expect(keysOf('lessons', '.ko.md').map((key) => `l/${key}/`)).toEqual(lessons);
  const titles = new Set<string>();
  for (const place of places) {
    for (const lang of ['en', 'ko']) {
      const path = `${lang === 'ko' ? 'ko/' : ''}${place}`;
      const file = join(dist, path, 'index.html');
      const text = readFileSync(file, 'utf8');
      expect(one(text, /<html lang="(\w+)"/), path).toBe(lang);
      const title = one(text, /<title>(.+)<\/title>/);
      titles.add(title);
      expect(one(text, /property="og:title" content="(.+?)"/), path).toBe(title);
      const description = one(text, /name="description" content="(.+?)"/);
      expect(one(text, /property="og:description" content="(.+?)"/), path).toBe(description);
      expect(description.length, path).toBeGreaterThan(10);
      expect(/[가-힣]/.test(description), path).toBe(lang === 'ko');
      const at = (address: string) => relative(dist, resolve(dirname(file), address.replace(/[?#].*/, '') || '.'));
      const others = all(text, /<a href="([^"]+)" lang="\w+" hreflang="\w+"/g).map(at);
      expect(others, path).toEqual([place, `ko/${place}`].map((to) => to.replace(/\/$/, '')));
      const card = one(text, /property="og:image" content="(.+?)"/);
      expect(sizeOf(join(dist, at(card))), path).toEqual([1200, 630]);
      // whatever stands in its place: relative, and there
      const addresses = all(text, /(?:src|href|srcset|og:image" content)="(.*?)"/g);
      for (const address of addresses.filter((to) => !to.startsWith('https://'))) {
        expect(address, path).toMatch(/^(?!\/|#|[a-z]+:)/);
        const to = join(dist, at(address));
        expect(existsSync(to) && (!statSync(to).isDirectory() || existsSync(join(to, 'index.html'))), address).toBe(
          true,
        );
      }
      // nothing is left of what numbers stand for, no script runs that is no file, and formulas are what all browsers draw
      const prose = text.replace(/<script type="application\/json">.*?<\/script>/g, '');
      expect(prose, path).not.toMatch(/\{\w+ \d|<!--|undefined|NaN/);
      expect(
        all(prose, /<script([^>]*)>/g).every((attributes) => attributes.includes('src=')),
        path,
      ).toBe(true);
      const drawn = /^(math|mrow|mi|mo|mn|mtext|mspace|msup|msub|msubsup|mover|munder|mfrac|msqrt|mtable|mtr|mtd)$/;
      const formulas = all(prose, /<math.*?>(.*?)<\/math>/gs).join('');
      expect(all(formulas, /<(\w+)/g).filter((name) => !drawn.test(name))).toEqual([]);
      if (place.startsWith('l/') && place !== 'l/') expect(prose).toContain('<math');
    }
  }
  expect(titles.size).toBeGreaterThan(places.length * 1.9);
});

/** As GitHub Pages serves a project: in a folder, with the page for what is missing, and a slash after folders. */
async function served(): Promise<{ url: string; server: Server }> {
  const types: Readonly<Record<string, string>> = {
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.wasm': 'application/wasm',
    '.svg': 'image/svg+xml',
    '.jpg': 'image/jpeg',
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '').replace(/\?.*/, ''));
    const inner = /^\/fall-line(\/.*)$/.exec(path)?.[1];
    let file = join(dist, inner ?? 'nothing');
    const isFolder = existsSync(file) && statSync(file).isDirectory();
    if (inner && isFolder && !path.endsWith('/')) {
      response.writeHead(301, { location: `${path}/` }).end();
      return;
    }
    if (isFolder) file = join(file, 'index.html');
    const isThere = inner !== undefined && existsSync(file);
    response.writeHead(isThere ? 200 : 404, {
      'content-type': types[isThere ? extname(file) : '.html'] ?? 'text/plain',
    });
    response.end(readFileSync(isThere ? file : join(dist, '404.html')));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fall-line/`, server };
}

test.describe('in a folder of a host', () => {
  let site: Awaited<ReturnType<typeof served>>;
  test.beforeAll(async () => {
    site = await served();
  });
  test.afterAll(() => site.server.close());
  test.use({ expected: [/404/] });

  test('all is found: pages, engine, panels, the other language', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const missed: string[] = [];
    page.on('response', (response) => {
      if (response.status() >= 400) missed.push(response.url());
    });
    await page.goto(`${site.url}ko/l/momentum`);
    await page.waitForURL('**/fall-line/ko/l/momentum/');
    await page.getByRole('link', { name: 'English' }).click();
    await page.waitForURL('**/fall-line/l/momentum/');
    await page.getByRole('link', { name: 'Momentum cancels the zigzag' }).first().click();
    await page.waitForURL('**/fall-line/s/zigzag/');
    await pictured(page);
    await page.getByRole('button', { name: 'Sweep' }).click();
    await expect(page.getByRole('region', { name: 'Sweep' }).locator('canvas').first()).toBeVisible();
    await page.getByRole('link', { name: 'Network', exact: true }).click();
    await page.waitForURL('**/fall-line/s/network/');
    await pictured(page);
    await page.getByRole('combobox', { name: 'Theme' }).first().selectOption('dark');
    await page.getByRole('link', { name: '한국어' }).click();
    await page.waitForURL('**/fall-line/ko/s/network/?theme=dark');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await pictured(page);
    await page.getByRole('link', { name: 'Fall Line' }).click();
    await page.waitForURL('**/fall-line/ko/?theme=dark');
    expect(missed).toEqual([]);
    await page.goto(`${site.url}s/nothing/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
    await expect(page.getByRole('link', { name: '장면 모두 보기' })).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('there is a picture, what it shows in words, and every way on', async ({ page }) => {
    const seen = (image: HTMLImageElement) => image.naturalWidth > 0 && image.offsetWidth > 100;
    await page.goto('ko/s/zigzag/');
    const figure = page.locator('fall-line');
    await expect(figure.getByText(/경사하강법은 109걸음, 모멘텀은 50걸음/)).toBeVisible();
    await expect.poll(() => figure.locator('img').evaluate(seen)).toBe(true);
    await page.getByRole('link', { name: '얼마나 기억할까' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('얼마나 기억할까');
    await page.getByRole('link', { name: '수업', exact: true }).first().click();
    await page.getByRole('link', { name: '모멘텀' }).click();
    await expect(page.locator('math').first()).toBeVisible();
    const answer = page.getByText('50걸음이에요.');
    await expect(answer).toBeHidden();
    await page.getByText('실행해서 확인하기').click();
    await expect(answer).toBeVisible();
  });
});

for (const theme of ['light', 'dark']) {
  test(`nothing is found on any kind of page, ${theme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const path of ['s/batch/', 'ko/s/', 'ko/l/', 'about/', '404.html', 'l/rate/', 'ko/l/adam/']) {
      for (const width of [1280, 340]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`${path}?theme=${theme}`);
        const figures = await page.locator('fall-line').count();
        if (figures) await pictured(page);
        for (const summary of await page.locator('.predict summary').all()) await summary.click();
        // figures of one page have the same parts by the same names
        const found = (await violations(page)).filter((line) => figures < 2 || !line.startsWith('landmark-unique '));
        expect(found, `${path} ${width}`).toEqual([]);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(over, `${path} ${width}`).toBeLessThanOrEqual(0);
      }
    }
  });
}

test('a lesson by keyboard: guess, look, and reach the goal', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('l/rate/');
  await pictured(page);
  const right = page.getByRole('radio', { name: 'It swings to and fro for ever.' });
  await page.getByRole('radio').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(right).toBeChecked();
  const look = page.getByText('Run it and see');
  const verdict = page.getByText('As you expected.');
  await expect(verdict).toBeHidden();
  await page.keyboard.press('Tab');
  await expect(look).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(verdict).toBeVisible();
  await expect(page.getByText('Not what you expected?')).toBeHidden();
  await expect(page.locator('.predict fall-line .story')).toContainText('1.1 neither settles nor flies off');

  const goal = page.getByRole('status').filter({ hasText: '31' });
  await expect(goal).toHaveText('Wanted: at most 31 steps. Now: –.');
  const field = page.locator('.exercise fall-line').getByRole('textbox', { name: 'Learning rate, value' });
  for (const [rate, said] of [
    ['0.5', 'Wanted: at most 31 steps. Now: 54.'],
    ['0.9', '30 steps. Well chosen.'],
  ] as const) {
    await field.focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(rate);
    await page.keyboard.press('Enter');
    await expect(page.locator('.goal')).toHaveText(said);
  }
  // the lesson is no place for a document
  expect(await page.evaluate(() => location.hash)).toBe('');
  expect((await snapshot(page)).runs).toHaveLength(3);
});
