// How busy the page's main thread is while four runs play as fast as it goes and the basin map follows a slider, and how
// soon a slider is answered. `node tests/bench/frames.mjs`, after a build.
//
// Times are the main thread's own processor time, from Chromium's trace. Headless Chromium has no GPU: what is drawn on
// canvases becomes pixels on the main thread too ("canvas"), which elsewhere is the GPU's work; it is told apart, and
// counted. A page that only clears a canvas of the same size and lays one picture on it shows what is the least.

import { launch, site } from '../chromium.mjs';
import { share, traced } from './trace.mjs';

const ms = Number(process.argv[2] ?? 8) * 1000;
/** What a frame should take at most, in ms, nineteen times of twenty. */
const goal = 8;
const runs = [
  { optimizer: { gd: { lr: 0.005 } } },
  { optimizer: { momentum: { lr: 0.002 } } },
  { optimizer: { rmsprop: { lr: 0.02 } } },
  { optimizer: { adam: { lr: 0.05 } } },
];
const scene = (steps, noise = 0, view = {}) => ({
  task: { surface: { f: 'himmelblau', start: [-1, -1.5], steps, noise } },
  runs,
  view,
});

const { url, close } = await site();
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.goto(url);
await page.locator('fall-line .u-wrap > canvas').waitFor();
await page.locator('fall-line .dock button').first().waitFor();

const number = (value) => value.toFixed(1);

function told(name, { tasks, frames, result: gaps }) {
  const of = (kind) => frames.map((frame) => frame[kind] ?? 0);
  const both = (values) => `${number(share(values, 0.5))} / ${number(share(values, 0.95))}`;
  const ours = frames.map(({ all, canvas = 0 }) => all - canvas);
  const late = gaps.filter((gap) => gap > 20).length / gaps.length;
  const longest = (clock) => Math.max(...tasks.map((task) => task[clock])).toFixed(0);
  const within = (values) => `${number((100 * values.filter((ms) => ms <= goal).length) / values.length)} %`;
  console.log(`${name}
  work a frame, median / p95: ${both(of('all'))} ms, ${within(of('all'))} within ${goal}; without canvas ${both(ours)}, ${within(ours)}
  of it canvas ${both(of('canvas'))}, script ${both(of('script'))}, style, layout and paint ${both(of('page'))}, rest ${both(of('rest'))}
  longest task ${longest('cpu')} ms of the processor, ${longest('wall')} by the clock; ${number(100 * late)} % of ${gaps.length} frames over 20 ms`);
}

/** Gaps between frames for so long, with something done in each. */
function frames({ ms, what }) {
  const figure = document.querySelector('fall-line');
  const root = figure?.shadowRoot;
  const slide = (slider, part) => {
    slider.value = String(Number(slider.min) + part * (Number(slider.max) - Number(slider.min)));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const gaps = [];
  const began = performance.now();
  let [last, moved] = [began, began];
  const does = {
    nothing() {},
    play(now) {
      const [play, slider] = ['.time .main', '.run input[type=range]'].map((one) => root.querySelector(one));
      if (play.getAttribute('aria-label') !== globalThis.pause) play.click();
      if (now - moved < 400) return;
      moved = now;
      slide(slider, 0.3 + 0.2 * Math.sin(now / 700));
    },
    drag(now) {
      slide(root.querySelector('.run input[type=range]'), 0.3 + 0.2 * Math.sin(now / 700));
    },
    scrub(now) {
      slide(root.querySelector('.time input[type=range]'), 0.5 + 0.5 * Math.sin(now / 500));
    },
    blit() {
      const ctx = document.querySelector('canvas').getContext('2d');
      ctx.clearRect(0, 0, ctx.canvas.width, ctx.canvas.height);
      ctx.drawImage(globalThis.picture, 0, 0);
    },
  };
  return new Promise((resolve) => {
    const tick = (now) => {
      gaps.push(now - last);
      last = now;
      does[what](now);
      if (now - began < ms) requestAnimationFrame(tick);
      else resolve(gaps);
    };
    requestAnimationFrame(tick);
  });
}

async function show(document_) {
  await page.evaluate((given) => {
    document.querySelector('fall-line').document = given;
  }, document_);
  await page.waitForTimeout(2500);
}

/** Milliseconds from a slider's event to the first frame that begins with something else on the plane, for every slider. */
function answers() {
  const root = document.querySelector('fall-line').shadowRoot;
  const canvas = root.querySelector('.scene');
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
  const pixels = () => {
    copy.clearRect(0, 0, canvas.width, canvas.height);
    copy.drawImage(canvas, 0, 0);
    return new Uint32Array(copy.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
  };
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  return (async () => {
    const found = [];
    for (const slider of root.querySelectorAll('.run input[type=range], .time input[type=range]')) {
      for (const part of [0.31, 0.57, 0.44]) {
        await rest(700);
        await frame();
        const before = pixels();
        const began = performance.now();
        slider.value = String(Number(slider.min) + part * (Number(slider.max) - Number(slider.min)));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        let same = true;
        while (same && performance.now() - began < 2000) {
          await frame();
          const now = performance.now();
          same = pixels().every((pixel, k) => pixel === before[k]);
          if (!same) found.push({ slider: slider.id || 'step', ms: now - began });
        }
        if (same) found.push({ slider: slider.id || 'step', ms: Infinity });
      }
    }
    return found;
  })();
}

function toldAnswers(name, found) {
  const of = (step) => {
    const times = found.filter(({ slider }) => (slider === 'step') === step).map(({ ms }) => ms);
    return `${share(times, 0.5).toFixed(0)} ms (median), ${Math.max(...times).toFixed(0)} at most`;
  };
  console.log(`${name}\n  a learning rate is seen after ${of(false)}; a step after ${of(true)}`);
}

await page.waitForTimeout(2500);
told('the page at rest', await traced(page, frames, { ms, what: 'nothing' }));

await show(scene(2000, 0, { panels: ['basin'] }));
toldAnswers('four runs of 2,000 steps and the basin map', await page.evaluate(answers));

await page.evaluate(() => {
  const root = document.querySelector('fall-line').shadowRoot;
  const speed = root.querySelector('.time select');
  speed.value = [...speed.options].at(-1).value;
  speed.dispatchEvent(new Event('change', { bubbles: true }));
  // what the button is called while time runs
  globalThis.pause = 'Pause';
});
told(
  'four runs of 2,000 steps as fast as it goes, the basin map following a slider',
  await traced(page, frames, { ms, what: 'play' }),
);
told('the same slider without a pause', await traced(page, frames, { ms, what: 'drag' }));

// with noise, so that no step looks like another
await show(scene(10_000, 10));
toldAnswers('four runs of 10,000 steps', await page.evaluate(answers));
told('scrubbing along 10,000 steps', await traced(page, frames, { ms, what: 'scrub' }));

const box = await page.locator('fall-line .scene').boundingBox();
await page.setContent(`<canvas width="${box.width}" height="${box.height}"></canvas>`);
await page.evaluate(() => {
  const { width, height } = document.querySelector('canvas');
  globalThis.picture = new OffscreenCanvas(width, height);
  globalThis.picture.getContext('2d').fillRect(width / 4, height / 4, width / 2, height / 2);
});
told(`one picture laid on a canvas of ${box.width} × ${box.height}`, await traced(page, frames, { ms, what: 'blit' }));

await browser.close();
await close();
