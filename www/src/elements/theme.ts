// The theme of a page of somebody else, and how it is watched: figures that come after this module do so.

import type { Theme } from '../draw/inks';
import { type Found, watchWith } from './outside';

/** A page that changes its colours slowly has them by then. */
const fadedMs = 400;
const darkness = matchMedia('(prefers-color-scheme: dark)');
/** How pages write their theme on themselves: data-mode="dark", class="theme-dark", … */
const written = /^(?:theme-|color-)?(dark|light)(?:-mode|-theme)?$/;

const reads = new Set<() => void>();
const changes = new MutationObserver(look);
darkness.addEventListener('change', look);

/** Says what is found around a figure, now and whenever it changes; what comes back ends that. One watch is for all. */
function watchAround(figure: HTMLElement, found: (what: Found) => void): () => void {
  const read = () => found({ theme: themeAround(figure), ground: groundBehind(figure) });
  reads.add(read);
  for (const element of ancestors(figure)) changes.observe(element, { attributes: true });
  read();
  return () => reads.delete(read);
}

/** Who hears of it writes later: the page is styled once, however many there are. */
function look(): void {
  const all = () => {
    for (const read of reads) read();
  };
  all();
  setTimeout(all, fadedMs);
}

/** What a page says of its theme, on the elements around or by their colour scheme; else what lies behind; else the reader's. */
export function themeAround(figure: Element): Theme {
  const around = [...ancestors(figure)];
  for (const element of around) {
    const { mode, theme, colorMode, bsTheme } = (element as HTMLElement).dataset;
    for (const word of [mode, theme, colorMode, bsTheme, ...element.classList]) {
      const [, said] = written.exec(word ?? '') ?? [];
      if (said) return said as Theme;
    }
  }
  for (const element of around) {
    const { colorScheme, backgroundColor } = getComputedStyle(element);
    if (colorScheme === 'dark' || colorScheme === 'light') return colorScheme;
    const seen = opaque(backgroundColor);
    if (seen) return 0.3 * seen[0] + 0.6 * seen[1] + 0.1 * seen[2] < 110 ? 'dark' : 'light';
  }
  return darkness.matches ? 'dark' : 'light';
}

/** The colour behind something, where there is one. */
function groundBehind(figure: Element): string | undefined {
  for (const element of ancestors(figure)) {
    const { backgroundColor } = getComputedStyle(element);
    if (opaque(backgroundColor)) return backgroundColor;
  }
  return undefined;
}

function opaque(color: string): [red: number, green: number, blue: number] | undefined {
  const [red = 0, green = 0, blue = 0, seen = 1] = /^rgba?\((.*)\)/.exec(color)?.[1]?.split(',').map(Number) ?? [
    0, 0, 0, 0,
  ];
  return seen > 0.9 ? [red, green, blue] : undefined;
}

/** From the inside out, through shadow roots. */
function* ancestors(element: Element): Generator<Element> {
  for (let at: Node | null = element.parentNode; at; at = at.parentNode ?? (at as Partial<ShadowRoot>).host ?? null) {
    if (at instanceof Element) yield at;
  }
}

watchWith(watchAround);
