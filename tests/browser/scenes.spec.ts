// The scenes: each is picked up by itself, opens, and says its sentence with numbers from its own run.

import { readdirSync, readFileSync } from 'node:fs';
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

for (const lang of ['en', 'ko'] as const) {
  test(`each scene says its sentence, ${lang}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const { key, document } of scenes) {
      await page.goto(`?s=${key}&lang=${lang}`);
      await pictured(page);
      // what stands between the braces is as it was written; a brace stands for something
      const parts = document.title[lang]!.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      await expect(page.locator('fall-line .story'), key).toHaveText(new RegExp(`^${parts.join('[^{}]+')}$`));
    }
  });
}

test('the strip shows the next three, then all, and leads on', async ({ page }) => {
  await page.goto(`?s=${scenes[1]!.key}`);
  const links = page.locator('#scenes a:visible');
  await expect(links).toHaveText(scenes.slice(2, 5).map(({ name }) => name.en!));
  await links.first().click();
  await expect(links).toHaveText(scenes.slice(3, 6).map(({ name }) => name.en!));
  await page.getByRole('button', { name: 'All scenes' }).click();
  await expect(links).toHaveCount(scenes.length);
  await expect(links.first()).toBeFocused();
  expect(scenes.length).toBeGreaterThanOrEqual(12);
});
