// A formula as it is typed: what is not accepted stays as it is, marked where it is wrong, with the reason under it.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Host, Refused } from '../panel';

export interface EditorView {
  readonly id: string;
  readonly label: string;
  /** As the document has it. */
  readonly text: string;
  readonly change: (text: string) => void;
}

export class Editor {
  #host: Host;
  #at: string;
  #path: string;
  /** What was typed, until the document has it or something else. */
  #typed: string | undefined;
  #wrong: Refused | undefined;
  /** What the document had when the typed text was refused. */
  #kept = '';

  /** `at` is the pointer of what is edited, `path` what the engine calls it. */
  constructor(host: Host, at: string, path: string) {
    this.#host = host;
    this.#at = at;
    this.#path = path;
  }

  /** As if it had been typed. */
  type(text: string, change: EditorView['change']): void {
    this.#typed = text;
    change(text);
    this.#host.update();
  }

  render({ id, label, text, change }: EditorView): TemplateResult {
    this.#settle(text);
    const [value, wrong] = [this.#typed ?? text, this.#wrong];
    const [from, to] = (wrong?.path === this.#path && wrong.span) || [value.length, value.length];
    return html`<div class="editor">
      <label for=${id}>${label}</label>
      <div class="sheet">
        <div class="marks" aria-hidden="true">${value.slice(0, from)}${
          wrong ? html`<mark>${value.slice(from, to) || ' '}</mark>` : nothing
        }${value.slice(to)}${'\n'}</div>
        <textarea
          id=${id} rows="1" autocomplete="off" autocapitalize="off" spellcheck="false"
          aria-invalid=${wrong ? 'true' : 'false'} aria-describedby="${id}-wrong"
          .value=${live(value)} @input=${(event: Event) => this.type((event.target as HTMLTextAreaElement).value, change)}
        ></textarea>
      </div>
      <p class="wrong" id="${id}-wrong" aria-live="polite">${wrong?.why ?? ''}</p>
    </div>`;
  }

  /** What has become of the text that was typed. */
  #settle(text: string): void {
    if (this.#typed === undefined) return;
    const { refused } = this.#host;
    if (text === this.#typed) {
      this.#wrong = undefined;
    } else if (refused?.at === this.#at && refused.text === this.#typed) {
      [this.#wrong, this.#kept] = [refused, text];
    } else if (!this.#wrong || text !== this.#kept) {
      [this.#typed, this.#wrong] = [undefined, undefined];
    }
  }
}
