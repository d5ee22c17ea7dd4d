// How high a figure is in somebody else's column: measured on one that nobody sees, so that a page can keep that free.

/** On phones, in wide columns, and in wide columns under a finger; in CSS pixels. */
export type Space = readonly [narrow: number, wide: number, touch: number];

/** Of two optimizers on a surface. */
export const usualSpace: Space = [1156, 912, 992];

const columns = { narrow: 328, wide: 720 };
/** What widths.css says of a finger, and of a mouse. */
const hands = {
  touch: '.layout { --touch: 44px !important; --thumb: 24px !important; --field-size: 16px !important }',
  mouse: '.layout { --touch: 36px !important; --thumb: 18px !important; --field-size: 14px !important }',
};
const told = ['open', 'change', 'fail', 'step', 'done'].map((name) => `fall-line-${name}`);
const longestMs = 6000;

interface Figure extends HTMLElement {
  text: string;
  pause(): void;
  go(step: number): void;
}

/** Undefined where it does not come to stand. */
export async function spaceOf(
  text: string,
  lang: string,
  height: number,
  signal: AbortSignal,
): Promise<Space | undefined> {
  const heights: number[] = [];
  for (const [column, hand] of [
    [columns.narrow, hands.touch],
    [columns.wide, hands.mouse],
    [columns.wide, hands.touch],
  ] as const) {
    const one = await heightOf(text, lang, height, column, hand, signal);
    if (one === undefined) return undefined;
    heights.push(Math.ceil(one));
  }
  return heights as unknown as Space;
}

async function heightOf(
  text: string,
  lang: string,
  height: number,
  column: number,
  hand: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  const place = document.createElement('div');
  place.style.cssText = `position:fixed;inset:0 auto auto 0;width:${column}px;visibility:hidden;pointer-events:none`;
  place.inert = true;
  // what happens in it is nobody's business
  for (const name of told) place.addEventListener(name, (event) => event.stopPropagation());
  const figure = document.createElement('fall-line') as Figure;
  figure.setAttribute('lang', lang);
  figure.setAttribute('height', String(height));
  figure.text = text;
  place.attachShadow({ mode: 'open' }).append(figure);
  document.body.append(place);
  try {
    const style = document.createElement('style');
    style.textContent = hand;
    figure.shadowRoot?.append(style);
    const begun = performance.now();
    let last = 0;
    while (performance.now() - begun < longestMs && !signal.aborted) {
      await new Promise((done) => setTimeout(done, 60));
      figure.pause();
      if (!figure.shadowRoot?.querySelector('.curves canvas, .curves svg')) continue;
      const now = figure.offsetHeight;
      if (now === last) return now;
      last = now;
    }
    return undefined;
  } finally {
    place.remove();
  }
}
