// `cargo xtask bench` runs this: the maps' benchmark in Node, then in a headless Chromium.

import { readFileSync } from 'node:fs';
import * as engine from '../../www/src/engine/wasm/whole.js';
import { open } from './chromium.mjs';
import { bench } from './maps.mjs';

const wasm = new URL('../../www/src/engine/wasm/whole_bg.wasm', import.meta.url);

function print(where, { rows, maps }) {
  const line = (cells) =>
    console.log(
      `  ${cells[0].padEnd(22)}${cells
        .slice(1)
        .map((cell) => cell.padStart(13))
        .join('')}`,
    );
  console.log(`\n${where}: ns a step of a particle (× the tight JavaScript)`);
  line(['', 'JavaScript', 'f64', 'f32', 'interpreter', 'same bits']);
  for (const { what, equal, js, f64, f32, interpreter } of rows) {
    const times = [f64, f32, interpreter].map((ns) => `${ns.toFixed(2)} (${(js / ns).toFixed(1)})`);
    line([what, js.toFixed(2), ...times, equal ? 'yes' : 'no']);
  }
  console.log(
    `  Basin map, 512 × 512, 200 steps of Adam: ${maps.f64.toFixed(0)} ms in f64, ${maps.f32.toFixed(0)} in f32`,
  );
}

engine.initSync({ module: readFileSync(wasm) });
print(`Node ${process.version}`, bench(engine));

const { browser, page } = await open(new URL('./', import.meta.url), new URL('./', wasm));
const found = await page.evaluate(async () => {
  const engine = await import('/whole.js');
  await engine.default({ module_or_path: fetch('/whole_bg.wasm') });
  const { bench } = await import('/maps.mjs');
  return bench(engine);
});
print(`Chromium ${browser.version()}`, found);
await browser.close();
