// The library's formulas in MathML, as they stand beside the surface's name.

import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { formulas } from '../document/formulas.gen';

/** As many signs as leave room beside them on a phone. */
export const roomy = 16;
/** Longer ones are not read over a picture. */
const most = 400;

/** `long`: a narrow figure has no room for it. */
export function formula(surface: string, long = false): TemplateResult | undefined {
  return set((formulas as Readonly<Record<string, string>>)[surface] ?? '', long);
}

/** A formula beside a name; undefined where it has no room at all. */
export function set(mathml: string, long = false): TemplateResult | undefined {
  const letters = mathml.replace(/<[^>]*>/g, '').length;
  // nor have several lines
  if (letters === 0 || letters > most || mathml.includes('<mtable')) return undefined;
  return html`<span class=${long || letters > roomy ? 'math long' : 'math'}>${unsafeHTML(mathml)}</span>`;
}
