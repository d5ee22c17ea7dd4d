// Three small buttons in the corner of the plane: larger, smaller, all of it.

import { html, render } from 'lit';
import { icon } from '../../controls/icons';
import type { Language } from '../../text/words';
import css from './gestures.css?inline';
import { words } from './words';

export interface Presses {
  readonly closer: () => void;
  readonly farther: () => void;
  readonly reset: () => void;
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
    show(language: Language, zoomed: boolean): void {
      if (shown === `${language} ${zoomed}`) return;
      shown = `${language} ${zoomed}`;
      const { zoom, closer, farther, whole } = words[language];
      element.ariaLabel = zoom;
      element.classList.toggle('zoomed', zoomed);
      const button = (name: string, sign: unknown, pressed: () => void, still = false) =>
        html`<button class="quiet" type="button" aria-label=${name} title=${name} ?disabled=${still} @click=${pressed}>${sign}</button>`;
      const reset = () => {
        press.reset();
        // a button that cannot be pressed any more cannot keep the focus
        frame.focus({ preventScroll: true });
      };
      render(
        html`<style>${css}</style>
          ${button(closer, signs.closer, press.closer)} ${button(farther, signs.farther, press.farther)}
          ${button(whole, signs.whole, reset, !zoomed)}`,
        element,
      );
    },
  };
}
