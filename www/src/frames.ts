// What a page with frames of figures may load beside them: frames become as high as their figures, and get its theme.
//
//   <iframe src="…/embed.html#1.…" title="…"></iframe>  <script type="module" src="…/embed.js"></script>

import { themeAround } from './elements/theme';

const [least, most] = [120, 4000];

/** Those that have said how high they are: nobody else is told anything. */
const known = new Set<HTMLIFrameElement>();

function theme(frame: HTMLIFrameElement): void {
  frame.contentWindow?.postMessage({ fallLine: 'theme', theme: themeAround(frame) }, '*');
}

addEventListener('message', ({ source, data }: MessageEvent<{ fallLine?: unknown; height?: unknown } | null>) => {
  if (typeof data !== 'object' || data?.fallLine !== 'height') return;
  const frame = [...document.querySelectorAll('iframe')].find(({ contentWindow }) => contentWindow === source);
  const height = Number(data.height);
  if (!frame || !Number.isFinite(height)) return;
  if (!known.has(frame)) theme(frame);
  known.add(frame);
  frame.style.height = `${Math.min(most, Math.max(least, Math.ceil(height)))}px`;
});

const changed = () => {
  for (const frame of known) theme(frame);
};
new MutationObserver(changed).observe(document.documentElement, { attributes: true });
new MutationObserver(changed).observe(document.body, { attributes: true });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
