// Formulas beside names: the first figure's is here, all others come when one is asked for.

import { html, type TemplateResult } from 'lit';
import { later } from './later';

type Formula = typeof import('./math').formula;

const waiting = new Set<() => void>();
/** Where they cannot be had, the name stands alone. */
const all = later(
  async () => (await import('./math')).formula,
  () => {
    for (const here of waiting) here();
    waiting.clear();
  },
);

/** As the library has it, which a test holds. */
const valley = html`<span class="math"><math><mrow><mfrac><msup><mi>x</mi><mn>2</mn></msup><mn>100</mn></mfrac><mo>+</mo><msup><mi>y</mi><mn>2</mn></msup></mrow></math></span>`;

/** A surface's formula; where it has to be fetched, `here` hears when it has come. */
export function formula(here: () => void, ...[surface, ...more]: Parameters<Formula>): TemplateResult | undefined {
  if (surface === 'valley' && more.length === 0) return valley;
  const known = all();
  if (!known) waiting.add(here);
  return known?.(surface, ...more);
}
