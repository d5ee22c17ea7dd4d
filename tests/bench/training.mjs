// How fast the page trains while its picture is live, beside the same engine alone in a worker, and how busy the page's
// main thread is meanwhile. `node tests/bench/training.mjs [rounds] [of which alone]`, after a build.
//
// Both take turns on the same machine. Others share it, so time in which a worker waited for a processor, as Linux tells
// it, is taken off: what is left is its own, and its waiting for the page.

import { readdirSync, readFileSync } from 'node:fs';
import { launch, site } from '../chromium.mjs';
import { share, traced } from './trace.mjs';

const rounds = Number(process.argv[2] ?? 7);
const only = process.argv[3];
/** After the first update, so that both are warm. */
const warmMs = 500;

const network = (data, layers, batch, epochs, optimizer) => ({
  task: { network: { data, layers, batch, epochs } },
  runs: [{ optimizer }],
});
const relu = (units) => [{ units, activation: 'relu' }];
/** How long each is trained a turn: epochs end, but not all of them. */
const shapes = [
  {
    name: 'circle, 2-4-2-1 tanh, batch 10',
    ms: 1000,
    document: network('circle', [{ units: 4 }, { units: 2 }], 10, 100_000, { gd: { lr: 0.03 } }),
  },
  { name: 'digits, 64-32-10, batch 32', ms: 3000, document: network('digits', relu(32), 32, 20_000, 'adam') },
  {
    name: '60,000 strokes, 784-128-10, batch 64',
    ms: 5000,
    document: network({ strokes: { samples: 60_000 } }, relu(128), 64, 20, 'adam'),
  },
];

const { url, close } = await site();
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const session = await browser.newBrowserCDPSession();

const wasm = new URL('../../www/src/engine/wasm/', import.meta.url);
const own = {
  'bare.html': ['text/html', () => '<!doctype html><title>bare</title>'],
  'bare.js': ['text/javascript', () => `(${bare})()`],
  'train.js': ['text/javascript', () => readFileSync(new URL('train.js', wasm))],
  'train_bg.wasm': ['application/wasm', () => readFileSync(new URL('train_bg.wasm', wasm))],
  'digits.bin': [
    'application/octet-stream',
    () => readFileSync(new URL('../../crates/fall-line/data/digits.bin', import.meta.url)),
  ],
};
for (const [name, [contentType, body]] of Object.entries(own)) {
  await context.route(`${url}bare/${name}`, (route) => route.fulfill({ contentType, body: body() }));
}

/** A worker with the engine and nothing else: tells how many updates it has made, when asked, by a counter that is shared. */
function bare() {
  const train = async ({ document, ms }) => {
    const engine = await import('/bare/train.js');
    await engine.default({ module_or_path: fetch('/bare/train_bg.wasm') });
    const files = new engine.Files();
    for (const name of engine.files(document)) {
      files.put(name, new Uint8Array(await (await fetch('/bare/digits.bin')).arrayBuffer()));
    }
    const training = new engine.Training(document, files);
    training.step(0);
    let [updates, goes] = [1, true];
    const until = (end) => {
      while (goes && performance.now() < end) {
        const began = performance.now();
        goes = training.step(updates);
        const took = performance.now() - began;
        updates = took < 3 ? 2 * updates : took > 6 ? Math.max(1, updates >> 1) : updates;
      }
      return { at: performance.now(), updates: training.progress(0).updates };
    };
    // between them is time to look at the processor's own account
    const step = async (to) => {
      globalThis.postMessage(to);
      await new Promise((goOn) => globalThis.addEventListener('message', goOn, { once: true }));
    };
    until(performance.now() + 500);
    await step('warm');
    const before = { at: performance.now(), updates: training.progress(0).updates };
    const after = until(before.at + ms);
    globalThis.postMessage({ ms: after.at - before.at, updates: after.updates - before.updates });
  };
  globalThis.addEventListener('message', ({ data }) => void train(data).catch(reportError), { once: true });
}

/** Of all threads of renderers that are workers: nanoseconds at work and waiting for a processor. */
async function account() {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const threads = new Map();
  for (const { id } of processInfo.filter(({ type }) => type === 'renderer')) {
    for (const thread of readdirSync(`/proc/${id}/task`)) {
      const of = (file) => readFileSync(`/proc/${id}/task/${thread}/${file}`, 'utf8').trim();
      if (!/Dedicated/.test(of('comm'))) continue;
      const [worked, waited] = of('schedstat').split(' ').map(Number);
      threads.set(`${id}/${thread}`, { worked, waited });
    }
  }
  return { at: performance.now(), threads };
}

/** Of the busiest worker since an account: which part of the time it worked, and waited for a processor. */
async function busiest(before) {
  const ms = performance.now() - before.at;
  const found = [...(await account()).threads].map(([thread, { worked, waited }]) => {
    const then = before.threads.get(thread) ?? { worked: 0, waited: 0 };
    return { worked: (worked - then.worked) / 1e6 / ms, waited: (waited - then.waited) / 1e6 / ms };
  });
  return found.sort((a, b) => b.worked - a.worked)[0];
}

async function alone({ document, ms }) {
  const page = await context.newPage();
  await page.goto(`${url}bare/bare.html`);
  await page.evaluate(
    (given) =>
      new Promise((warm, failed) => {
        globalThis.worker = new Worker('/bare/bare.js', { type: 'module' });
        globalThis.worker.onmessage = warm;
        globalThis.worker.onerror = ({ message }) => failed(new Error(message));
        globalThis.worker.postMessage(given);
      }).then(() => undefined),
    { document: JSON.stringify(document), ms },
  );
  const before = await account();
  const told = await page.evaluate(
    () =>
      new Promise((done) => {
        globalThis.worker.onmessage = ({ data }) => done(data);
        globalThis.worker.postMessage('go on');
      }),
  );
  const busy = await busiest(before);
  await page.close();
  return { ...told, ...busy };
}

/** Hears what workers answer: how many updates a run has, and when that was told. */
function hearing() {
  const Plain = globalThis.Worker;
  globalThis.heard = { updates: 0, at: 0, first: undefined, messages: 0 };
  globalThis.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data: { value } }) => {
        const { heard } = globalThis;
        heard.messages += 1;
        const progress = value?.ok instanceof Map ? value.ok.get(0)?.progress : undefined;
        if (!progress) return;
        [heard.updates, heard.at] = [progress.updates, performance.now()];
        if (progress.updates > 0) heard.first ??= heard.at;
      });
    }
  };
}

/** The page with a network that learns as fast as it goes. */
async function playing(document) {
  const page = await context.newPage();
  await page.addInitScript(hearing);
  await page.goto(url);
  await page.locator('fall-line .dock button').first().waitFor();
  await page.evaluate((given) => {
    globalThis.document.querySelector('fall-line').document = given;
  }, document);
  await page.locator('fall-line .net canvas').waitFor();
  await page.evaluate(() => {
    const speed = globalThis.document.querySelector('fall-line').shadowRoot.querySelector('.time select');
    speed.value = [...speed.options].at(-1).value;
    speed.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.waitForFunction((ms) => performance.now() - globalThis.heard.first > ms, warmMs, { timeout: 60_000 });
  return page;
}

async function shown({ document, ms }) {
  const page = await playing(document);
  const before = await account();
  const told = await page.evaluate(async (ms) => {
    const now = () => ({ ...globalThis.heard });
    // from one answer to another
    const next = async (after) => {
      while (globalThis.heard.at <= after) {
        if (performance.now() > after + 30_000) throw new Error('nothing is learned any more: all epochs are over');
        await new Promise((turn) => setTimeout(turn, 1));
      }
      return now();
    };
    const from = await next(performance.now());
    const to = await next(from.at + ms);
    return { ms: to.at - from.at, updates: to.updates - from.updates, messages: to.messages - from.messages };
  }, ms);
  const busy = await busiest(before);
  await page.close();
  return { ...told, ...busy };
}

function gaps(ms) {
  const gaps = [];
  const began = performance.now();
  let last = began;
  return new Promise((resolve) => {
    const tick = (now) => {
      gaps.push(now - last);
      last = now;
      if (now - began < ms) requestAnimationFrame(tick);
      else resolve(gaps);
    };
    requestAnimationFrame(tick);
  });
}

const number = (value, digits = 1) => value.toFixed(digits);
const median = (values) => share(values, 0.5);

for (const shape of shapes.filter(({ name }) => !only || name.includes(only))) {
  const { name, ms, document } = shape;
  const { batch } = document.task.network;
  const found = { page: [], bare: [], share: [], wall: [], busy: [], messages: [] };
  for (let round = 0; round < rounds; round++) {
    const [page, own] =
      round % 2
        ? [await shown(shape), await alone(shape)]
        : await alone(shape).then(async (own) => [await shown(shape), own]);
    // what waited for a processor is nobody's
    const rate = ({ updates, ms, waited }) => (1000 * batch * updates) / (ms * (1 - waited));
    found.page.push(rate(page));
    found.bare.push(rate(own));
    found.share.push(rate(page) / rate(own));
    found.wall.push(page.updates / page.ms / (own.updates / own.ms));
    found.busy.push(page.worked / (1 - page.waited));
    found.messages.push((1000 * page.messages) / page.ms);
  }
  const page = await playing(document);
  const { tasks, frames, result } = await traced(page, gaps, Math.max(ms, 1500));
  await page.close();
  const both = (kind) => {
    const values = frames.map((frame) => (kind === 'ours' ? frame.all - (frame.canvas ?? 0) : (frame[kind] ?? 0)));
    return `${number(share(values, 0.5))} / ${number(share(values, 0.95))}`;
  };
  const longest = (clock) => Math.max(...tasks.map((task) => task[clock])).toFixed(0);
  const late = result.filter((gap) => gap > 20).length / result.length;
  console.log(`${name}
  rows a second: the page ${number(median(found.page), 0)}, the engine alone ${number(median(found.bare), 0)}: ${number(100 * median(found.share))} % (by rounds ${found.share.map((one) => number(100 * one, 0)).join(' ')}; by the clock ${number(100 * median(found.wall))} %)
  its worker at work ${number(100 * median(found.busy))} % of the time; ${number(median(found.messages), 0)} messages a second
  work a frame, median / p95: ${both('all')} ms; canvas ${both('canvas')}, without it ${both('ours')}: script ${both('script')}, style, layout and paint ${both('page')}, rest ${both('rest')}
  longest task ${longest('cpu')} ms of the processor, ${longest('wall')} by the clock; ${number(1000 / (result.reduce((sum, gap) => sum + gap, 0) / result.length))} frames a second, ${number(100 * late)} % of them over 20 ms`);
}

await browser.close();
await close();
