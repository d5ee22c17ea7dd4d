// Posts in real sites: every form of the kit, in narrow and wide columns, light and dark; and the page's own instructions.

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import * as sites from '../embed/sites';
import { violations } from './axe';
import { expect, open, test } from './figure';

const text = JSON.stringify({
  task: { surface: { f: 'x^2/100 + y^2', start: [-8, 2], steps: 120 } },
  runs: [{ optimizer: { gd: { lr: 0.95 } } }, { optimizer: { momentum: { lr: 0.2 } } }],
});
const other = text.replace('0.95', '0.5');
const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 10"><rect width="16" height="10" fill="teal"/></svg>';
const columns = [328, 720] as const;

interface Figure extends HTMLElement {
  snapshot?(): { document: string } | undefined;
}

async function linkOf(document: string): Promise<string> {
  const bytes = new Blob([document]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return `#1.${Buffer.from(await new Response(bytes).arrayBuffer()).toString('base64url')}`;
}

/** The learning rates that figures show; undefined where one does not stand. */
const rates = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('fall-line')].map((one) => {
      const shown = (one as unknown as Figure).snapshot?.()?.document;
      return shown && JSON.parse(shown).runs[0].optimizer.gd.lr;
    }),
  );
const themes = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('fall-line')].map((one) =>
      one.shadowRoot?.querySelector('.app')?.getAttribute('data-theme'),
    ),
  );

// a site is built once, not by each of several workers
test.describe.configure({ mode: 'default' });

/** Everything that moved what was there, from the first byte on. */
const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    Object.assign(window, { shifts: [] as unknown[] });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; sources: { node?: Element }[] })[])
        (window as unknown as { shifts: unknown[] }).shifts.push({
          value: entry.value,
          nodes: entry.sources.map(({ node }) => node?.nodeName),
        });
    }).observe({ type: 'layout-shift', buffered: true });
  });
const shifts = (page: Page) =>
  page.evaluate(() => (window as unknown as { shifts: { value: number; nodes: (string | undefined)[] }[] }).shifts);

/** Every figure is scrolled to, and comes to stand. */
async function standing(page: Page): Promise<void> {
  for (const one of await page.locator('fall-line').all()) {
    await one.scrollIntoViewIfNeeded();
    await expect(one.locator('.u-wrap > canvas')).toBeVisible({ timeout: 15_000 });
  }
}

async function narrowly(page: Page, column: number): Promise<void> {
  await page.setViewportSize({ width: column, height: 1000 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(column);
}

/** What `{...}` holds in each way to write. */
const forms: Readonly<Record<sites.Maker, (link: string) => string>> = {
  hugo: (link) => `글이 먼저 나와요.

{{< fall-line src="valley.json" title="두 갈래 \\"길\\" <b>" picture="valley.svg" >}}

그 뒤에도 *글*이 이어져요.

{{< fall-line link="${link}" lang="en" theme="dark" >}}

{{< fall-line-document title="글 안의 문서" >}}
${other.replace('{"task"', '{\n\n"task"').replace('}}}]}', '}}}],"title":"</script><b>\\"*별*\\""}')}
{{< /fall-line-document >}}

끝이에요.
`,
  jekyll: (link) => `글이 먼저 나와요.

{% include embed/fall-line.html src='/assets/valley.json' title='두 갈래 "길" <b>' picture='/assets/valley.svg' %}

그 뒤에도 *글*이 이어져요.

{% include embed/fall-line.html link='${link}' lang='en' theme='dark' %}

{% capture valley %}
${other.replace('{"task"', '{\n\n"task"').replace('}}}]}', '}}}],"title":"</script><b>\\"*별*\\""}')}
{% endcapture %}
{% include embed/fall-line.html document=valley title='글 안의 문서' %}

끝이에요.
`,
};

for (const maker of ['hugo', 'jekyll'] as const) {
  test.describe(maker, () => {
    let line: sites.Served;
    let blog: sites.Served;
    let root = '';

    test.beforeAll(async () => {
      const why = sites.missing(maker);
      test.skip(why !== undefined, why);
      line = await sites.serve(sites.dist);
      const base = `${line.url}embed/${sites.version}/`;
      root = sites.place({});
      // the address is known once it is served, and stands in the site
      blog = await sites.serve(join(root, 'out'), '/blog/');
      const kit = (name: string) => sites.kitFile(name, base);
      sites.write(root, {
        ...sites.fresh(maker, blog.url),
        ...(maker === 'hugo'
          ? {
              'layouts/shortcodes/fall-line.html': kit('hugo/fall-line.html'),
              'layouts/shortcodes/fall-line-document.html': kit('hugo/fall-line-document.html'),
              'content/posts/forms/valley.json': text,
              'content/posts/forms/valley.svg': picture,
            }
          : {
              '_includes/embed/fall-line.html': kit('jekyll/fall-line.html'),
              'assets/valley.json': text,
              'assets/valley.svg': picture,
            }),
        ...sites.post(maker, 'forms', forms[maker](await linkOf(text))),
        ...sites.post(
          maker,
          'frame',
          `글이에요.\n\n<iframe src="${base}embed.html?height=320${await linkOf(text)}" title="골짜기" loading="lazy" style="width:100%;height:clamp(960px,(740px - 100vw)*9999,1308px);border:0"></iframe>\n<script type="module" src="${base}embed.js"></script>\n\n끝이에요.\n`,
        ),
      });
      sites.build(maker, root);
    });
    test.afterAll(() => {
      line?.close();
      blog?.close();
      if (root) rmSync(root, { recursive: true });
    });

    for (const column of columns)
      test(`every form stands in a column of ${column} px, and nothing moves`, async ({ page }) => {
        const before = line.asked.length;
        // while time runs, numbers change their width within the figure
        await page.emulateMedia({ reducedMotion: 'reduce' });
        await watchShifts(page);
        await narrowly(page, column);
        await page.goto(`${blog.url}posts/forms/`);
        await standing(page);
        expect(await rates(page)).toEqual([0.95, 0.95, 0.5]);
        expect(await themes(page)).toEqual(['light', 'dark', 'light']);
        await page.waitForTimeout(500);
        // what is in figures has no name here
        const moved = await shifts(page);
        expect(moved.filter(({ nodes }) => nodes.some(Boolean))).toEqual([]);
        expect(moved.reduce((sum, { value }) => sum + value, 0)).toBeLessThan(0.001);
        await narrowly(page, column);
        // the page around is Korean, and one figure is told otherwise
        const languages = await page
          .locator('fall-line .app')
          .evaluateAll((all) => all.map((one) => (one as HTMLElement).lang));
        expect(languages).toEqual(['ko', 'en', 'ko']);
        await expect(page.locator('fall-line .story').nth(2)).toHaveText('</script><b>"*별*"');
        const asked = line.asked.slice(before);
        expect(asked.filter((path) => path.endsWith('/fall-line.js')).length).toBe(1);
        // live, as Chirpy has it and as others do
        await page.evaluate(() => (document.documentElement.dataset.mode = 'dark'));
        await expect.poll(() => themes(page)).toEqual(['dark', 'dark', 'dark']);
        await page.evaluate(() => delete document.documentElement.dataset.mode);
        await expect.poll(() => themes(page)).toEqual(['light', 'dark', 'light']);
        await page.evaluate(() => document.documentElement.classList.add('dark'));
        await expect.poll(() => themes(page)).toEqual(['dark', 'dark', 'dark']);
        // several figures have parts of one name, each within a group of its own
        expect((await violations(page)).filter((line) => !line.startsWith('landmark-unique'))).toEqual([]);
      });

    test('a frame stands, as high as its figure', async ({ page }) => {
      await narrowly(page, 720);
      await page.goto(`${blog.url}posts/frame/`);
      const frame = page.frameLocator('iframe');
      await expect(frame.locator('.u-wrap > canvas')).toBeVisible();
      const high = () => page.locator('iframe').evaluate((one) => one.clientHeight);
      const inside = () => frame.locator('body').evaluate((body) => (body as HTMLElement).offsetHeight);
      await expect.poll(async () => Math.abs((await high()) - (await inside()))).toBeLessThan(2);
      await page.evaluate(() => (document.documentElement.dataset.mode = 'dark'));
      await expect(frame.locator('.app')).toHaveAttribute('data-theme', 'dark');
    });

    test('what a feed reader leaves of it is a linked picture, or a link, with whole addresses', async ({ page }) => {
      // Hugo's feed has the post's text in it; of Jekyll it is the post's own
      const feed = maker === 'hugo' ? 'index.xml' : 'posts/forms/index.html';
      const text = readFileSync(join(root, 'out', feed), 'utf8');
      const left = await page.evaluate(
        ([text, kind]) => {
          const parsed = new DOMParser().parseFromString(text, kind as DOMParserSupportedType);
          const html = [...parsed.querySelectorAll('description')].map((one) => one.textContent).join('');
          const post = new DOMParser().parseFromString(html || text, 'text/html');
          // scripts and styles go with what is in them; of elements that it does not know what is in them stays
          for (const one of post.querySelectorAll('script, style, head')) one.remove();
          for (const one of post.querySelectorAll('*')) {
            if (one.localName.includes('-')) one.replaceWith(...one.childNodes);
          }
          for (const one of post.querySelectorAll('[slot]')) one.removeAttribute('slot');
          return {
            links: [...post.querySelectorAll('a')].map((one) => [
              one.getAttribute('href') ?? '',
              one.querySelector('img')?.alt ?? one.textContent ?? '',
            ]),
            images: [...post.querySelectorAll('img')].map((one) => one.getAttribute('src') ?? ''),
            words: post.body.textContent?.replace(/\s+/g, ' ').trim() ?? '',
          };
        },
        [text, maker === 'hugo' ? 'application/xml' : 'text/html'] as const,
      );
      expect(left.links.map(([, says]) => says).slice(-3)).toEqual(['두 갈래 "길" <b>', 'Fall Line', '글 안의 문서']);
      for (const to of [...left.links.map(([to]) => to ?? '').slice(-3), ...left.images]) {
        expect(to).toMatch(/^http:/);
        expect((await page.request.get(to)).status(), to).toBe(200);
      }
      expect(left.images).toHaveLength(1);
      expect(left.words).toContain('그 뒤에도 글이 이어져요.');
      expect(left.words).not.toMatch(/[{}]|task/);
    });

    test('without JavaScript there is the linked picture, or a link', async ({ browser }) => {
      const quiet = await browser.newContext({ javaScriptEnabled: false });
      const page = await quiet.newPage();
      await page.goto(`${blog.url}posts/forms/`);
      const image = page.getByAltText('두 갈래 "길" <b>');
      await expect(image).toBeVisible();
      expect(await image.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
      await expect(page.getByRole('link', { name: 'Fall Line' })).toHaveAttribute('href', /embed\.html#1\./);
      await quiet.close();
    });
  });
}

for (const maker of ['hugo', 'jekyll'] as const)
  test(`three minutes: from a changed scene to a post in a fresh ${maker} site, by what the page says alone`, async ({
    page,
    baseURL,
  }) => {
    const why = sites.missing(maker);
    test.skip(why !== undefined, why);
    const begun = Date.now();
    await open(page);
    const rate = page.locator('fall-line .run .number').first();
    await rate.fill('0.9');
    await rate.press('Enter');
    await page.getByRole('button', { name: 'Put into a blog' }).click();
    const part = page.locator('fall-line .blog');
    await part.getByLabel('Written with').selectOption(maker);
    await part.getByLabel('File name').fill('valley');
    await expect(part.getByText('Measuring')).toHaveCount(0, { timeout: 20_000 });
    const root = sites.place({});
    const blog = await sites.serve(join(root, 'out'));
    sites.write(root, sites.fresh(maker, blog.url));
    // each file goes where the page says it goes
    const paths = await part.locator('.steps code').allTextContents();
    const buttons = await part
      .locator('.steps')
      .getByRole('button', { name: /^Save / })
      .all();
    expect(buttons.length).toBe(paths.length);
    for (const [k, button] of buttons.entries()) {
      const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
      expect(paths[k]).toContain(download.suggestedFilename());
      sites.write(root, { [paths[k] ?? '']: readFileSync(await download.path(), 'utf8') });
    }
    const line = (await part.getByRole('region', { name: 'The lines of the post' }).textContent()) ?? '';
    expect(line).toMatch(/space="\d+ \d+ \d+"/);
    const post = sites.post(maker, 'valley', `앞에 있는 글.\n\n${line}\n\n뒤에 있는 글.\n`);
    sites.write(root, post);
    sites.build(maker, root);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${blog.url}posts/valley/`);
    await standing(page);
    console.log(`${maker}: ${((Date.now() - begun) / 1000).toFixed(1)} s from the page to the post`);
    expect(await rates(page)).toEqual([0.9]);
    const module = page.locator('script[type=module]');
    await expect(module).toHaveAttribute('src', `${baseURL}embed/${sites.version}/fall-line.js`);
    await expect(module).toHaveAttribute('integrity', /^sha384-.{64}$/);
    // from the two sites alone
    expect(
      asked.filter((url) => !url.startsWith(blog.url) && !url.startsWith(baseURL ?? '') && !/^(blob|data):/.test(url)),
    ).toEqual([]);
    blog.close();
    rmSync(root, { recursive: true });
  });

for (const [lang, name] of [
  ['en', 'Put into a blog'],
  ['ko', '블로그에 넣기'],
] as const)
  test(`the part about blogs keeps nobody out, and fits 328 px, ${lang}`, async ({ page }) => {
    await page.setViewportSize({ width: 328, height: 800 });
    await open(page, lang === 'ko' ? '?lang=ko' : '');
    await page.getByRole('button', { name }).click();
    const part = page.locator('fall-line .blog');
    await expect(part.locator('summary').first()).toBeFocused();
    for (const way of ['hugo', 'jekyll', 'html', 'frame', 'react']) {
      await part.locator('select').first().selectOption(way);
      await expect(part.locator('.steps pre').last()).toBeVisible();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(328);
    }
  });

test('a React page shows figures, follows its properties and hears what happens', async ({ page }) => {
  const line = await sites.serve(sites.dist);
  const root = sites.place({
    'FallLine.tsx': sites.kitFile('react/FallLine.tsx', `${line.url}embed/${sites.version}/`),
    'index.html':
      '<!doctype html><title>A page</title><link rel="icon" href="data:,"><div id="root"></div><script type="module" src="./main.tsx"></script>',
    'main.tsx': `import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { FallLine } from './FallLine';
const first = ${text};
const second = ${other};
function Post() {
  const [given, give] = useState<object>(first);
  const [step, go] = useState(0);
  return createElement('main', null,
    createElement('button', { onClick: () => give(second) }, 'Other'),
    createElement('output', null, step),
    createElement(FallLine, { document: given, title: 'A valley', onStep: ({ step }) => go(step) }),
    createElement(FallLine, { link: '${await linkOf(text)}', theme: 'dark', title: 'Another' }));
}
createRoot(document.getElementById('root')!).render(createElement(Post));
`,
  });
  const { build } = await import('vite');
  const alias = Object.fromEntries(['react', 'react-dom'].map((name) => [name, sites.installed(name)]));
  await build({
    root,
    base: './',
    configFile: false,
    logLevel: 'silent',
    resolve: { alias },
    build: { outDir: 'out' },
  });
  const blog = await sites.serve(join(root, 'out'));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(blog.url);
  await standing(page);
  expect(await rates(page)).toEqual([0.95, 0.95]);
  expect(await themes(page)).toEqual(['light', 'dark']);
  await expect(page.locator('output')).toHaveText('120');
  await page.getByRole('button', { name: 'Other' }).click();
  await expect.poll(() => rates(page)).toEqual([0.5, 0.95]);
  expect(line.asked.filter((path) => path.endsWith('/fall-line.js')).length).toBe(1);
  blog.close();
  line.close();
  rmSync(root, { recursive: true });
});
