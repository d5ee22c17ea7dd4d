// How things are taken along: a file is saved, a text copied, and what could not be done is said where it was asked for.

import { html, nothing, type TemplateResult } from 'lit';
import type { Host } from '../panel';
import { save } from '../parts/save';
import { exportWords } from './words';

/** How long a button says that it has copied. */
const saidMs = 2000;

/** `Place` names the parts of the panel. */
export class Taking<Place extends string> {
  /** What has just been copied. */
  copied: Place | undefined;
  #host: Host;
  #wrong: { readonly about: Place; readonly why: string; readonly text?: string } | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  close(): void {
    clearTimeout(this.#silence);
  }

  save(blob: Blob, name: string): void {
    this.#wrong = undefined;
    save(blob, name);
    this.#host.update();
  }

  /** Where that is not allowed, a short text is shown to be copied by hand. */
  async copy(what: Place, text: string, short = false): Promise<void> {
    clearTimeout(this.#silence);
    try {
      await navigator.clipboard.writeText(text);
      this.#wrong = undefined;
      this.copied = what;
      this.#silence = setTimeout(() => {
        this.copied = undefined;
        this.#host.update();
      }, saidMs);
      this.#host.update();
    } catch {
      this.copied = undefined;
      this.say(what, this.#words.notCopied, short ? text : undefined);
    }
  }

  say(about: Place, why: string, text?: string): void {
    this.#wrong = { about, why, ...(text === undefined ? {} : { text }) };
    this.#host.update();
  }

  /** It did not work, and there is no more to say. */
  fail(about: Place): void {
    this.say(about, this.#words.notMade);
  }

  /** What went wrong in a part. */
  trouble(about: Place): TemplateResult | typeof nothing {
    const wrong = this.#wrong;
    if (wrong?.about !== about) return nothing;
    return html`<p class="wrong" role="alert">${wrong.why}</p>
      ${wrong.text ? html`<input class="number" readonly data-help="export-by-hand" aria-label=${wrong.why} .value=${wrong.text} />` : nothing}`;
  }

  /** For those who listen. */
  said(): TemplateResult {
    return html`<p class="unseen" aria-live="polite">${this.copied ? this.#words.copied : ''}</p>`;
  }

  get #words() {
    return exportWords[this.#host.words.tag];
  }
}

export function button(about: string, text: string, press: () => void, disabled = false): TemplateResult {
  return html`<button class="word" type="button" data-help="export-${about}" ?disabled=${disabled} @click=${press}>${text}</button>`;
}
