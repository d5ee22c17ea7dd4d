// A surface's formula with its derivatives, as formulas to be read.

import { html, nothing, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { get, type Json, pointer } from '../../document/pointer';
import type { Finished, Telling } from '../../engine/client';
import { Answer, type Host } from '../panel';
import { asMean } from './mean';
import { shown } from './shown';

type Told = ReturnType<Telling['formulas']>;

/** Longer ones would take the page's time to be laid out, and nobody could read them. */
const mostLetters = 30_000;

export class Formulas {
  #host: Host;
  #told: Answer<Told>;

  constructor(host: Host) {
    this.#host = host;
    this.#told = new Answer(host);
  }

  /** `long` stands for what is too long. */
  render(long: string): TemplateResult | typeof nothing {
    const { finished } = this.#host;
    if (!finished) return nothing;
    const told = this.#told.of(keyOf(finished), () => this.#host.tell('formulas'));
    if (!told) return nothing;
    const mean = (mathml: string) => asMean(mathml, shown(finished), this.#host.words.tag);
    const lines = [
      ['<mrow><mi>f</mi></mrow>', 'f', told.f.mathml],
      [slope('x'), '∂f/∂x', told.gradient[0].mathml],
      [slope('y'), '∂f/∂y', told.gradient[1].mathml],
    ] as const;
    return html`<div class="formulas">
      ${lines.map(
        ([name, label, mathml]) =>
          html`<div class="math" tabindex="0" role="group" aria-label=${label} data-help=${label}>${
            mathml.length > mostLetters
              ? html`${unsafeHTML(`<math>${name}</math>`)} <span>${long}</span>`
              : unsafeHTML(mean(mathml).replace('<math>', `<math>${name}<mo>=</mo>`))
          }</div>`,
      )}
    </div>`;
  }
}

/** Names what is minimised: the same key, the same formulas. */
export function keyOf(finished: Finished): string {
  const document = shown(finished);
  const data = get(document, pointer('task', 'surface', 'data')) as { [key: string]: Json } | undefined;
  const columns = Object.keys(data?.columns ?? data ?? {});
  return JSON.stringify([get(document, pointer('task', 'surface', 'f')), columns, get(document, pointer('given'))]);
}

function slope(by: 'x' | 'y'): string {
  return `<mfrac><mrow><mo>∂</mo><mi>f</mi></mrow><mrow><mo>∂</mo><mi>${by}</mi></mrow></mfrac>`;
}
