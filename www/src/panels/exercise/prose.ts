// Text of a document that is Markdown: made into HTML once, with its formulas once what draws them is there. Whoever
// wrote the document is not believed: there is no HTML in it, and what is no formula stays its text.

import { type TemplateResult, html as template } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { type Html, html } from '../../text/html';
import { markdown } from '../../text/markdown';

type Tex = typeof import('../../text/tex').math;

export class Prose {
  #again: () => void;
  #tex: Tex | undefined;
  #asked = false;
  #made = new Map<string, string>();

  /** `again` is called when formulas can be drawn. */
  constructor(again: () => void) {
    this.#again = again;
  }

  of(text: string): TemplateResult {
    if (text.includes('$') && !this.#asked) void this.#fetch();
    const known = this.#made.get(text) ?? markdown(text, { math: (tex, isBlock) => this.#math(tex, isBlock) }).text;
    this.#made.set(text, known);
    return template`${unsafeHTML(known)}`;
  }

  async #fetch(): Promise<void> {
    this.#asked = true;
    this.#tex = (await import('../../text/tex').catch(() => undefined))?.math;
    this.#made.clear();
    this.#again();
  }

  #math(tex: string, isBlock: boolean): Html {
    try {
      if (this.#tex) return this.#tex(tex, isBlock);
    } catch {
      // it is no TeX: it is shown as it was written
    }
    return html`<code>${tex}</code>`;
  }
}
