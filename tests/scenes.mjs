// `cargo xtask scenes` runs this: the pictures of all scenes, or of those that are named, as the built page draws them.

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch, site } from './chromium.mjs';

const folder = new URL('../www/scenes/', import.meta.url);
const wanted = process.argv.slice(2);
const stems = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length))
  .filter((stem) => wanted.length === 0 || wanted.includes(stem));

const { url, close } = await site();
const browser = await launch();
/** Small ones in both themes for the page, and a large one for whoever shows a link. */
const kinds = [
  { kind: 'light', width: 352 },
  { kind: 'dark', width: 352 },
  { kind: 'card', width: 624, large: { width: 600, height: 315 } },
];
for (const { kind, width, large } of kinds) {
  const page = await browser.newPage({
    viewport: { width, height: 900 },
    deviceScaleFactor: large ? 2 : 1,
    reducedMotion: 'reduce',
  });
  // no words and no numbers, which would be in one language and too small
  await page.addInitScript(() => {
    for (const write of ['fillText', 'strokeText']) CanvasRenderingContext2D.prototype[write] = () => {};
  });
  for (const stem of stems) {
    const path = stem === 'arrival' ? '' : `s/${stem.replace(/^\w+?-/, '')}/`;
    await page.goto(`${url}${path}?theme=${kind === 'dark' ? 'dark' : 'light'}`);
    await page.waitForFunction(() => document.querySelector('fall-line')?.snapshot?.());
    await page.evaluate((large) => {
      const figure = document.querySelector('fall-line');
      const { task, runs, view, seed } = figure.document;
      figure.setAttribute('height', '200');
      figure.document = { task, seed, runs, view: { domain: view?.domain, panels: view?.panels } };
      if (large) {
        const style = document.createElement('style');
        style.textContent = `.layout.layout { --plane: ${large.height}px } :is(.plane, .net) { width: ${large.width}px }`;
        figure.shadowRoot.append(style);
      }
    }, large);
    const plane = page.locator('fall-line :is(.plane, .net)');
    // what learns has a loss when it is done; what a panel draws comes in its own time
    const learns = page.locator('fall-line:has(.net) .run b', { hasText: '–' });
    await learns.first().waitFor({ state: 'detached', timeout: 120_000 });
    await page.waitForTimeout(1500);
    const name = fileURLToPath(new URL(`${stem}.${kind}.jpg`, folder));
    await plane.scrollIntoViewIfNeeded();
    const { x, y, height } = await plane.boundingBox();
    const whole = { x, y: y + (height - (large?.height ?? 0)) / 2, ...large };
    const options = { path: name, type: 'jpeg', quality: large ? 72 : 82 };
    await (large ? page.screenshot({ ...options, clip: whole }) : plane.screenshot(options));
    console.log(`  ${name.slice(fileURLToPath(folder).length)}`);
  }
  await page.close();
}
await browser.close();
await close();
