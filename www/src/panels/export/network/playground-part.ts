// An address of TensorFlow Playground: its network is opened here, and what differs is listed.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from '../../../controls/live';
import { type Opened, readPlayground, site } from '../../../document/playground';
import { get, type Json, pointer } from '../../../document/pointer';
import type { Host } from '../../panel';
import type { NetExportWords } from './words';

export class Playground {
  #host: Host;
  #text = '';
  #opened: Opened | undefined;

  constructor(host: Host) {
    this.#host = host;
    // the page itself may have been opened with such settings
    if (!/^#\w+=/.test(location.hash)) return;
    this.#text = site + location.hash;
    this.#opened = readPlayground(this.#text);
  }

  render(words: NetExportWords): TemplateResult {
    const opened = this.#opened;
    const { refused } = this.#host;
    const why =
      opened && 'wrong' in opened ? words.playgroundWrong[opened.wrong] : refused?.at === '' ? refused.why : undefined;
    const submit = (event: Event) => {
      event.preventDefault();
      this.#open();
    };
    return html`<h3>${words.playground}</h3>
      <p class="about">${words.playgroundAbout}</p>
      <form class="row playground" @submit=${submit}>
        <label>${words.playgroundLabel}<input
          class="number" data-help="export-playground" inputmode="url" autocomplete="off" autocapitalize="off" spellcheck="false"
          placeholder="https://playground.tensorflow.org/#…" .value=${live(this.#text)}
          aria-invalid=${why ? 'true' : 'false'} aria-describedby="playground-said"
          @input=${(event: Event) => {
            this.#text = (event.target as HTMLInputElement).value;
          }}
        /></label>
        <button class="word" data-help="export-playground">${words.playgroundOpen}</button>
      </form>
      <div id="playground-said" aria-live="polite">
        ${why ? html`<p class="wrong">${why}</p>` : nothing}
        ${
          opened && 'differs' in opened && !why
            ? html`<p class="about">${words.differs}</p>
              <ul class="differs">${opened.differs.map((one) => html`<li>${words.difference(one)}</li>`)}</ul>`
            : nothing
        }
      </div>`;
  }

  #open(): void {
    this.#opened = readPlayground(this.#text);
    if ('document' in this.#opened) {
      const view = get(this.#host.document, pointer('view')) ?? {};
      this.#host.edit('', { ...(this.#opened.document as { [key: string]: Json }), view });
    }
    this.#host.update();
  }
}
