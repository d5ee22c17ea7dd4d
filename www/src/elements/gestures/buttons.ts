// Small buttons in the corner of the plane: larger, smaller, all of it, and whether its axes share a scale.

import { html, render } from 'lit';
import { icon } from '../../controls/icons';
import { plain } from '../../draw/format';
import type { Scales } from '../../draw/scales';
import type { Language } from '../../text/words';
import css from './gestures.css?inline';
import { words } from './words';

export interface Presses {
  readonly closer: () => void;
  readonly farther: () => void;
  readonly reset: () => void;
  readonly unlock: () => void;
}

const signs = {
  closer: icon('M7.2 3h1.6v4.2H13v1.6H8.8V13H7.2V8.8H3V7.2h4.2z'),
  farther: icon('M3 7.2h10v1.6H3z'),
  whole: icon('M2 2h5v1.6H3.6V7H2zM9 2h5v5h-1.6V3.6H9zM2 9h1.6v3.4H7V14H2zM12.4 9H14v5H9v-1.6h3.4z'),
};

/** Puts them on the plane; nothing that is done to them is done to it. */
export function buttons(frame: HTMLElement, press: Presses) {
  const element = document.createElement('div');
  element.className = 'zoom';
  element.role = 'group';
  frame.append(element);
  for (const type of ['pointerdown', 'click'] as const) {
    element.addEventListener(type, (event) => event.stopPropagation());
  }
  let shown = '';
  return {
    element,
    /** `unlocked`: the scales, where each axis has its own. */
    show(language: Language, zoomed: boolean, unlocked: Scales | undefined): void {
      const ratio = `1:${unlocked ? plain(Number(stretch(unlocked).toPrecision(2))) : 1}`;
      const key = [language, zoomed, unlocked !== undefined, ratio].join();
      if (shown === key) return;
      shown = key;
      const { zoom, closer, farther, whole, equal } = words[language];
      element.ariaLabel = zoom;
      element.classList.toggle('zoomed', zoomed || unlocked !== undefined);
      const button = (about: string, name: string, sign: unknown, pressed: () => void, still = false) =>
        html`<button
          class="quiet" type="button" aria-label=${name} title=${name} data-help=${about} ?disabled=${still} @click=${pressed}
        >${sign}</button>`;
      const reset = () => {
        press.reset();
        // a button that cannot be pressed any more cannot keep the focus
        frame.focus({ preventScroll: true });
      };
      render(
        html`<style>${css}</style>
          ${button('zoom-in', closer, signs.closer, press.closer)} ${button('zoom-out', farther, signs.farther, press.farther)}
          ${button('zoom-all', whole, signs.whole, reset, !zoomed)}
          <button
            class="quiet ratio" type="button" aria-pressed=${unlocked === undefined} aria-label=${equal(ratio)}
            title=${equal(ratio)} data-help="zoom-ratio" @click=${press.unlock}
          >${ratio}</button>`,
        element,
      );
    },
  };
}

/** How many pixels a unit has upwards for each that it has to the side. */
function stretch({ domain: [x0, x1, y0, y1], box }: Scales): number {
  return (box.height / (y1 - y0)) * ((x1 - x0) / box.width);
}
