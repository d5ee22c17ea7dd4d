// A page in a headless Chromium that finds files by their names in given folders. It is alone in its origin, which makes
// its clock fine.

import { readFileSync } from 'node:fs';
import { launch } from '../chromium.mjs';

const TYPES = { mjs: 'text/javascript', js: 'text/javascript', wasm: 'application/wasm' };
const ALONE = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

function file(folders, name) {
  for (const folder of folders) {
    try {
      return readFileSync(new URL(name, folder));
    } catch {
      // the next folder may have it
    }
  }
  return '<!doctype html>';
}

export async function open(...folders) {
  const browser = await launch();
  const page = await browser.newPage();
  await page.route('**/*', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    const contentType = TYPES[name.split('.').at(-1)] ?? 'text/html';
    return route.fulfill({ contentType, headers: ALONE, body: file(folders, name || 'none') });
  });
  await page.goto('http://bench.localhost/');
  return { browser, page };
}
