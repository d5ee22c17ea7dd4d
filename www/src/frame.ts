// The page in a frame: one figure, which tells the page around how high it is and what happens, and hears what to do.
//
//   embed.html?lang=ko&theme=dark&height=280&panels=table#1.…        embed.html?src=valley.json

import './embed';

/** What the page around may say. */
interface Heard {
  readonly fallLine?: unknown;
  readonly theme?: unknown;
  readonly step?: unknown;
  readonly text?: unknown;
}

const figure = document.querySelector('fall-line') as HTMLElementTagNameMap['fall-line'];
const query = new URLSearchParams(location.search);
for (const name of ['lang', 'theme', 'height', 'panels']) {
  const value = query.get(name);
  if (value !== null) figure.setAttribute(name, value);
}
/** A frame is as high as its figure, so the figure must not go by the height of the frame. */
function size(): void {
  if (query.get('height') === null) {
    figure.height = String(Math.round(Math.min(420, Math.max(224, 0.5 * innerWidth))));
  }
}
size();
addEventListener('resize', size);
document.documentElement.lang = query.get('lang') ?? document.documentElement.lang;
const src = () => (location.hash.length > 1 ? location.hash : query.get('src'));
figure.src = src();
addEventListener('hashchange', () => {
  figure.src = src();
});

const say = (what: string, more: object) => parent.postMessage({ fallLine: what, ...more }, '*');
if (parent !== window) {
  new ResizeObserver(() => say('height', { height: document.body.offsetHeight })).observe(document.body);
  for (const name of ['open', 'change', 'step', 'done'] as const) {
    figure.addEventListener(`fall-line-${name}`, (event) => say(name, (event as CustomEvent<object>).detail));
  }
  addEventListener('message', ({ source, data }: MessageEvent<Heard | null>) => {
    if (source !== parent || typeof data !== 'object' || !data) return;
    const { fallLine, theme, step, text } = data;
    if (fallLine === 'theme' && query.get('theme') === null && (theme === 'light' || theme === 'dark')) {
      figure.theme = theme;
      document.documentElement.style.colorScheme = theme;
    } else if (fallLine === 'play') figure.play();
    else if (fallLine === 'pause') figure.pause();
    else if (fallLine === 'go' && typeof step === 'number') figure.go(step);
    else if (fallLine === 'document' && typeof text === 'string') figure.text = text;
  });
}
