// What a page does about what happens in it. Where it is one figure's, the address holds the document that is shown: the
// page's own address, or that with the document after it.

import { encode } from '../document/link';
import { carry, isLink } from './lead';

/** A hand that moves a slider makes one change. */
const restMs = 300;

const [figure] = document.querySelectorAll('fall-line');
const offer = document.querySelector<HTMLElement>('#offer');
/** A lesson has several figures, and they are no part of its address. */
const isAlone = offer !== null;

let waiting: ReturnType<typeof setTimeout> | undefined;
/** Counts what is shown: an address that was made too late is not written. */
let turn = 0;

const hearing: Readonly<Record<string, (event: Event) => void>> = {
  hashchange: () => {
    leave();
    if (!isAlone) return;
    carry();
    offer.hidden = true;
    // the same link again is opened again
    figure?.removeAttribute('src');
    if (isLink(location.hash)) figure?.setAttribute('src', location.hash);
  },
  'fall-line-change': () => {
    leave();
    if (isAlone) waiting = setTimeout(() => void keep(), restMs);
  },
  'fall-line-fail': () => {
    if (isAlone) offer.hidden = !isLink(location.hash);
  },
  click: ({ target }) => {
    const button = (target as Element | null)?.closest<HTMLElement>('[data-does]');
    if (button?.dataset.does === 'copy') void copy(button);
    if (button?.dataset.does === 'take') take();
    if (button?.dataset.does === 'blog') void blog();
  },
  /** Help is asked for from anywhere, but where one types; what has the focus in a figure is the figure's own. */
  keydown: (event) => {
    const { key, target } = event as KeyboardEvent;
    if (key !== '?' || (target as Element).closest?.('fall-line, input, select, textarea')) return;
    figure?.dispatchEvent(new KeyboardEvent('keydown', { key }));
  },
};

export function hear(event: Event): void {
  hearing[event.type]?.(event);
}

function leave(): void {
  turn += 1;
  clearTimeout(waiting);
}

/** Nothing was opened, so there is nothing to go back to. */
async function keep(): Promise<void> {
  const now = turn;
  const link = await linkTo();
  if (now !== turn) return;
  history.replaceState(history.state, '', link);
  carry();
  const kind = figure?.text.includes('"network":') ? 1 : 0;
  for (const [k, way] of document.querySelectorAll('#kinds a').entries()) way.ariaCurrent = k === kind ? 'true' : null;
}

/** The address of what is shown. */
async function linkTo(): Promise<string> {
  const text = figure?.text ?? '';
  const own = figure?.querySelector('script')?.textContent ?? '';
  const page = `${location.origin}${location.pathname}${location.search}`;
  return plain(text) === plain(own) ? page : page + (await encode(text));
}

/** The page's own document stands in a script, with other letters for what could end that. */
const plain = (text: string) => JSON.stringify(JSON.parse(text));

async function copy(button: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(await linkTo());
  } catch {
    // the panel shows the link, to be copied by hand
    return take();
  }
  const { textContent } = button;
  button.textContent = button.dataset.done ?? '';
  setTimeout(() => {
    button.textContent = textContent;
  }, 2000);
}

/** The panel of the figure that has all of it. */
function take(): void {
  figure?.shadowRoot?.querySelector<HTMLElement>('[aria-controls=panel-export][aria-expanded=false]')?.click();
}

/** A part of it, which comes when the panel does. */
async function blog(): Promise<void> {
  take();
  const longest = 5000;
  for (const begun = performance.now(); performance.now() - begun < longest; ) {
    const part = figure?.shadowRoot?.querySelector<HTMLDetailsElement>('.panel .blog');
    if (part) {
      part.open = true;
      part.scrollIntoView({ block: 'start' });
      return part.querySelector('summary')?.focus({ preventScroll: true });
    }
    await new Promise(requestAnimationFrame);
  }
}
