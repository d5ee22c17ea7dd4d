// axe-core finds nothing, in every theme, language and layout; also where something failed.

import { violations } from './axe';
import { expect, open, test } from './figure';

for (const width of [1440, 820, 390]) {
  for (const theme of ['light', 'dark']) {
    for (const lang of ['en', 'ko']) {
      test(`nothing is found at ${width}, ${theme}, ${lang}`, async ({ page }) => {
        await page.setViewportSize({ width, height: 900 });
        await open(page, `?lang=${lang}&theme=${theme}`);
        await page.locator('fall-line summary').first().click();
        const field = page.locator('fall-line .number').first();
        await field.fill('1.2');
        await field.press('Enter');
        await expect(page.locator('fall-line .reason')).toBeVisible();
        expect(await violations(page)).toEqual([]);
      });
    }
  }
}

for (const theme of ['light', 'dark']) {
  test(`nothing is found in a failure, ${theme}`, async ({ page }) => {
    await open(page, `?theme=${theme}`);
    await page.evaluate(() => {
      (document.querySelector('fall-line') as HTMLElement & { text: string }).text = '{"task": }';
    });
    await expect(page.locator('fall-line .failure mark')).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}

for (const theme of ['light', 'dark']) {
  for (const lang of ['en', 'ko']) {
    test(`nothing is found in the panels of surface and data, ${theme}, ${lang}`, async ({ page }) => {
      test.slow();
      await open(page, `?lang=${lang}&theme=${theme}`);
      await page.locator('fall-line .dock button').nth(0).click();
      await page.locator('fall-line .dock button').nth(1).click();
      for (const summary of await page.locator('fall-line .panel summary').all()) await summary.click();
      await page.locator('#formula').fill('x^2 + cost(y)');
      await expect(page.locator('#formula-wrong')).not.toBeEmpty();
      expect(await violations(page)).toEqual([]);
      const kind = page.locator('fall-line .panel.data select').first();
      await kind.selectOption('line');
      await expect(page.locator('fall-line .scatter')).toBeVisible();
      await kind.selectOption('columns');
      await page.locator('#table').fill('a,b\n1,2\n3,"');
      await expect(page.locator('#table-read')).not.toBeEmpty();
      expect(await violations(page)).toEqual([]);
    });
  }
}
