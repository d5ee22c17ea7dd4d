// How busy the page's main thread is while four runs play as fast as it goes and the basin map follows a slider: by
// Chromium's own trace. `node tests/bench/frames.mjs`, after a build.

import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { preview } from 'vite';

const seconds = 8;
const scene = {
  task: { surface: { f: 'himmelblau', start: [-1, -1.5], steps: 2000 } },
  runs: [
    { optimizer: { gd: { lr: 0.005 } } },
    { optimizer: { momentum: { lr: 0.002 } } },
    { optimizer: { rmsprop: { lr: 0.02 } } },
    { optimizer: { adam: { lr: 0.05 } } },
  ],
};

const server = await preview({
  root: fileURLToPath(new URL('../../www/', import.meta.url)),
  preview: { port: 0, host: '127.0.0.1' },
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH || undefined,
  args: [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.goto(`http://127.0.0.1:${server.httpServer.address().port}/`);
await page.waitForFunction(() => document.querySelector('fall-line')?.snapshot?.());

/** The main thread's tasks, in ms, and the gaps between frames, while `busy` runs. */
async function traced(busy) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  const done = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', {
    categories: 'toplevel,disabled-by-default-devtools.timeline,devtools.timeline',
  });
  const gaps = await page.evaluate(busy, seconds * 1000);
  await session.send('Tracing.end');
  await done;
  const main = events.find(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const ours = events.find(({ name, pid }) => name === 'FireAnimationFrame' && threads.some((one) => one.pid === pid));
  const { pid, tid } = ours ?? main;
  const tasks = events
    .filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X' && /RunTask$/.test(event.name))
    .map(({ ts, dur }) => ({ at: ts / 1000, ms: (dur ?? 0) / 1000 }));
  return { tasks, gaps };
}

const share = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;

function told(name, { tasks, gaps }) {
  const from = Math.min(...tasks.map(({ at }) => at));
  const frames = new Map();
  for (const { at, ms } of tasks) {
    const frame = Math.floor((at - from) / (1000 / 60));
    frames.set(frame, (frames.get(frame) ?? 0) + ms);
  }
  const work = [...frames.values()].sort((a, b) => a - b);
  const late = gaps.filter((gap) => gap > 20).length / gaps.length;
  const longest = Math.max(...tasks.map(({ ms }) => ms));
  console.log(
    `${name}: work a frame median ${share(work, 0.5).toFixed(1)} ms, p95 ${share(work, 0.95).toFixed(1)}; ` +
      `longest task ${longest.toFixed(0)} ms; ${(100 * late).toFixed(1)} % of ${gaps.length} frames over 20 ms`,
  );
}

/** Gaps between frames for so long. */
const idle = (ms) =>
  new Promise((resolve) => {
    const gaps = [];
    const began = performance.now();
    let last = began;
    const tick = (now) => {
      gaps.push(now - last);
      last = now;
      if (now - began < ms) requestAnimationFrame(tick);
      else resolve(gaps);
    };
    requestAnimationFrame(tick);
  });

told('idle', await traced(idle));

await page.evaluate((document_) => {
  const figure = document.querySelector('fall-line');
  figure.document = { ...document_, view: { panels: ['basin'] } };
}, scene);
await page.waitForTimeout(2500);
await page.evaluate(() => {
  const root = document.querySelector('fall-line').shadowRoot;
  const speed = root.querySelector('.time select');
  speed.value = [...speed.options].at(-1).value;
  speed.dispatchEvent(new Event('change', { bubbles: true }));
});
told(
  'four runs, the basin map following',
  await traced(
    (ms) =>
      new Promise((resolve) => {
        const figure = document.querySelector('fall-line');
        const root = figure.shadowRoot;
        const play = root.querySelector('.time .main');
        const slider = root.querySelector('.run input[type=range]');
        const gaps = [];
        const began = performance.now();
        let [last, moved] = [began, began];
        const tick = (now) => {
          gaps.push(now - last);
          last = now;
          if (!figure.snapshot().playing) play.click();
          if (now - moved > 400) {
            moved = now;
            slider.value = String(300 + 200 * Math.sin(now / 700));
            slider.dispatchEvent(new Event('input', { bubbles: true }));
          }
          if (now - began < ms) requestAnimationFrame(tick);
          else resolve(gaps);
        };
        requestAnimationFrame(tick);
      }),
  ),
);
await browser.close();
await server.close();
