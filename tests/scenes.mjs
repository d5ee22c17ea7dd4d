// `cargo xtask scenes` runs this: the pictures of all scenes, or of those that are named, as the built page draws them.

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch, site } from './chromium.mjs';

const folder = new URL('../www/scenes/', import.meta.url);
const wanted = process.argv.slice(2);
const stems = readdirSync(folder)
  .filter((name) => /^[0-9].*\.json$/.test(name))
  .map((name) => name.slice(0, -'.json'.length))
  .filter((stem) => wanted.length === 0 || wanted.includes(stem));

const { url, close } = await site();
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 352, height: 700 }, reducedMotion: 'reduce' });
// no words and no numbers, which would be in one language and too small
await page.addInitScript(() => {
  for (const write of ['fillText', 'strokeText']) CanvasRenderingContext2D.prototype[write] = () => {};
});
for (const theme of ['light', 'dark']) {
  for (const stem of stems) {
    await page.goto(`${url}?s=${stem.replace(/^\w+?-/, '')}&theme=${theme}`);
    await page.waitForFunction(() => document.querySelector('fall-line')?.snapshot?.());
    await page.evaluate(() => {
      const figure = document.querySelector('fall-line');
      const { task, runs, view, seed } = figure.document;
      figure.setAttribute('height', '200');
      figure.document = { task, seed, runs, view: { domain: view?.domain, panels: view?.panels } };
    });
    const plane = page.locator('fall-line :is(.plane, .net)');
    // what learns has a loss when it is done; what a panel draws comes in its own time
    const learns = page.locator('fall-line:has(.net) .run b', { hasText: '–' });
    await learns.first().waitFor({ state: 'detached', timeout: 120_000 });
    await page.waitForTimeout(1500);
    const name = fileURLToPath(new URL(`${stem}.${theme}.jpg`, folder));
    await plane.screenshot({ path: name, type: 'jpeg', quality: 82 });
    console.log(`  ${name.slice(fileURLToPath(folder).length)}`);
  }
}
await browser.close();
await close();
