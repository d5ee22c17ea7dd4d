// The library's formulas in MathML, as they stand beside the surface's name. They come after the page's first code.

import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';

let known: Readonly<Record<string, string>> = {};

/** Settles once there are formulas to show; where they cannot be had, the name stands alone. */
export const formulasReady: Promise<void> = import('../document/formulas.gen').then(
  ({ formulas }) => {
    known = formulas;
  },
  () => undefined,
);

/** As many signs as leave room beside them on a phone. */
const roomy = 16;

/** `long`: a narrow figure has no room for it. */
export function formula(surface: string, long = false): TemplateResult | undefined {
  const text = known[surface];
  if (!text) return undefined;
  // several lines have no room here at all
  if (text.includes('<mtable')) return undefined;
  const letters = text.replace(/<[^>]*>/g, '').length;
  return html`<span class=${long || letters > roomy ? 'math long' : 'math'}>${unsafeHTML(text)}</span>`;
}
