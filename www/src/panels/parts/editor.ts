// A formula as it is typed: what is not accepted stays as it is, marked where it is wrong, with the reason under it.

import type { TemplateResult } from 'lit';
import type { Host, Refused } from '../panel';
import { sheet } from './sheet';

export interface EditorView {
  readonly id: string;
  readonly label: string;
  /** What help calls it. */
  readonly about: string;
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

  render({ id, label, about, text, change }: EditorView): TemplateResult {
    this.#settle(text);
    const wrong = this.#wrong;
    return sheet({
      id,
      label,
      about,
      text: this.#typed ?? text,
      wrong: wrong && { why: wrong.why, span: wrong.path === this.#path ? wrong.span : undefined },
      change: (typed) => this.type(typed, change),
    });
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
