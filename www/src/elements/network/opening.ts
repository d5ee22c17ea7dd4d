// A document that takes seconds to be made ready: how far it is, and a way to give it up. It lies over the figure, whatever
// that shows, and moves nothing.

import { html, nothing, render } from 'lit';
import { plain } from '../../draw/format';
import type { Around } from '../subject';
import sheet from './opening.css?inline';
import { netWords } from './words';

export class Opening {
  #around: Around;
  #bar = document.createElement('div');

  constructor(around: Around) {
    this.#around = around;
    this.#bar.className = 'opening';
  }

  /** How far it is, from 0 to 1; undefined where nothing is on its way. */
  show(share: number | undefined): void {
    if (share === undefined) {
      this.#bar.remove();
      return;
    }
    const { roster, words, desk } = this.#around;
    const own = netWords[words().tag].opening;
    render(
      html`<style>${sheet}</style>
        <span role="status">${own.making}</span>
        <progress data-help="net-opening" max="1" .value=${share} aria-label=${own.making}></progress>
        <b aria-hidden="true">${plain(Math.floor(100 * share))}\u00a0%</b>
        ${
          // without anything shown there is nothing to keep
          desk.finished
            ? html`<button type="button" class="word" data-help="net-cancel" @click=${() => this.#giveUp()}>${own.cancel}</button>`
            : nothing
        }`,
      this.#bar,
    );
    const app = roster.figure.renderRoot.querySelector('.app');
    if (this.#bar.parentElement !== app) app?.append(this.#bar);
  }

  #giveUp(): void {
    this.#bar.remove();
    this.#around.desk.giveUp();
  }
}
