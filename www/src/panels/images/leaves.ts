// Leafing through more than is shown at once.

import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../../controls/icons';
import type { Host } from '../panel';
import { imagesWords } from './words';

export class Leaves {
  #host: Host;
  #size: number;
  #first = 0;

  constructor(host: Host, size: number) {
    this.#host = host;
    this.#size = size;
  }

  /** Which of so many are shown. */
  of(all: number): { readonly first: number; readonly count: number } {
    const first = this.#first < all ? this.#first : 0;
    return { first, count: Math.min(this.#size, all - first) };
  }

  /** Buttons to go on and back, and where it stands; nothing where all of them are shown. */
  render(
    all: number,
    where: (from: number, to: number, all: number) => string,
    about: string,
  ): TemplateResult | typeof nothing {
    if (all <= this.#size) return nothing;
    const words = imagesWords[this.#host.words.tag];
    const { first, count } = this.of(all);
    const last = Math.floor((all - 1) / this.#size) * this.#size;
    const turn = (to: number, sign: TemplateResult, name: string) =>
      html`<button
        type="button" class="quiet" data-help=${about} aria-label=${name} title=${name}
        @click=${() => {
          this.#first = to;
          this.#host.update();
        }}
      >${sign}</button>`;
    return html`<div class="leaves">
      ${turn(first === 0 ? last : first - this.#size, icons.back, words.back)}
      ${turn(first + this.#size < all ? first + this.#size : 0, icons.forward, words.others)}
      <span data-help=${about}>${where(first + 1, first + count, all)}</span>
    </div>`;
  }
}
