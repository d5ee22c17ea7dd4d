// The library's formulas in MathML, as they stand beside the surface's name.

import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { formulas } from '../document/formulas.gen';

/** As many signs as leave room beside them on a phone. */
const roomy = 16;

/** `long`: a narrow figure has no room for it. */
export function formula(surface: string, long = false): TemplateResult | undefined {
  const text = (formulas as Readonly<Record<string, string>>)[surface];
  // several lines have no room here at all
  if (!text || text.includes('<mtable')) return undefined;
  const letters = text.replace(/<[^>]*>/g, '').length;
  return html`<span class=${long || letters > roomy ? 'math long' : 'math'}>${unsafeHTML(text)}</span>`;
}
