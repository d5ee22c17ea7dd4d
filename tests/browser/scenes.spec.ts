// The scenes: each is picked up by itself, opens, and says its sentence with numbers from its own run.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, pictured, test } from './figure';

const folder = new URL('../../www/scenes/', import.meta.url);
const scenes = readdirSync(folder)
  .filter((name) => /^[0-9].*\.json$/.test(name))
  .map((name) => ({
    key: name.slice(0, -'.json'.length).replace(/^\w+?-/, ''),
    ...(JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as {
      name: Record<string, string>;
      document: { title: Record<string, string> };
    }),
  }));

test.use({ viewport: { width: 1100, height: 800 } });

test('each scene has its pictures', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const pictures = files.flatMap((name) =>
    ['light', 'dark', 'card'].map((kind) => name.replace('json', `${kind}.jpg`)),
  );
  expect(pictures.filter((name) => !existsSync(new URL(name, folder)))).toEqual([]);
});

for (const lang of ['en', 'ko'] as const) {
  test(`each scene says its sentence, ${lang}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const { key, document } of scenes) {
      await page.goto(`${lang === 'ko' ? 'ko/' : ''}s/${key}/`);
      await pictured(page);
      // what stands between the braces is as it was written; a brace stands for something
      const parts = document.title[lang]!.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      await expect(page.locator('fall-line .story'), key).toHaveText(new RegExp(`^${parts.join('[^{}]+')}$`));
    }
  });
}

test('the strip shows the next three, whose pictures come when one comes near, and leads to all', async ({ page }) => {
  await page.goto(`s/${scenes[1]!.key}/`);
  await pictured(page);
  const links = page.locator('#scenes li a');
  await expect(links).toHaveText(scenes.slice(2, 5).map(({ name }) => name.en!));
  await links.first().scrollIntoViewIfNeeded();
  const seen = (image: HTMLImageElement) => image.complete && image.naturalWidth;
  for (const image of await links.locator('img').all()) await expect.poll(() => image.evaluate(seen)).toBe(320);
  await links.first().click();
  await expect(links).toHaveText(scenes.slice(3, 6).map(({ name }) => name.en!));
  await page.getByRole('link', { name: 'All scenes' }).click();
  await expect(page.locator('main li a')).toHaveText(scenes.map(({ name }) => name.en!));
  expect(scenes.length).toBeGreaterThanOrEqual(12);
});
