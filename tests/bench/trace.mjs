// What the main thread of a page does, from Chromium's own trace: in the processor's time, since the clock also counts
// whoever shares the machine.

/** What a task's parts are for, by the names of their events; the innermost that has a name here counts. */
const kinds = [
  // without a GPU, what was drawn on canvases becomes pixels here, on the main thread
  ['canvas', /^(LayerTreeHost::DoUpdateLayers|.*RenderingContext2D::FinalizeFrame|Canvas2D\w*::.*)$/],
  ['page', /^(UpdateLayoutTree|Layout|PrePaint|Paint|Layerize|Commit|WebFrameWidgetImpl::UpdateLifecycle)$/],
  [
    'script',
    /^(FunctionCall|FireAnimationFrame|TimerFire|HandlePostMessage|EventDispatch|RunMicrotasks|MinorGC|MajorGC|V8.*)$/,
  ],
];
const categories = 'toplevel,blink,cc,devtools.timeline,disabled-by-default-devtools.timeline';

/** Does something on the page, and gives the main thread's frames and tasks meanwhile, and what came of it. */
export async function traced(page, busy, given) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  const done = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', { categories });
  const result = await page.evaluate(busy, given);
  await session.send('Tracing.end');
  await done;
  await session.detach();
  return { ...sorted(events), result };
}

function sorted(events) {
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const on = ({ pid, tid }) => mains.some((main) => main.pid === pid && main.tid === tid);
  const { pid, tid } = events.find((event) => event.name === 'FireAnimationFrame' && on(event));
  const own = events
    .filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X')
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const [tasks, frames] = [[], []];
  const around = [];
  // a frame ends with the task that makes it
  let [frame, made] = [{ all: 0 }, false];
  for (const { name, ts, dur = 0, tdur = 0 } of own) {
    while (around.length > 0 && around.at(-1).until <= ts) around.pop();
    const parent = around.at(-1);
    const kind = kinds.find(([, names]) => names.test(name))?.[0] ?? parent?.kind ?? 'rest';
    around.push({ until: ts + dur, kind });
    const ms = tdur / 1000;
    if (!parent) {
      if (made) {
        frames.push(frame);
        [frame, made] = [{ all: 0 }, false];
      }
      tasks.push({ cpu: ms, wall: dur / 1000 });
      frame.all += ms;
    }
    // what is counted for a part is taken from what it is a part of
    else frame[parent.kind] -= ms;
    frame[kind] = (frame[kind] ?? 0) + ms;
    made ||= name === 'ProxyMain::BeginMainFrame';
  }
  // the first began before anybody looked
  return { tasks, frames: frames.slice(1) };
}

/** The value that a share of all do not exceed. */
export function share(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}
