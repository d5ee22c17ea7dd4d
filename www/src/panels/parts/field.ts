// A number, or a formula of constants, that is typed into a line of its own; and what was wrong with it.

import { html, nothing, type TemplateResult } from 'lit';
import type { Json } from '../../document/pointer';
import { readNumber, typed } from '../../draw/format';
import type { Refused } from '../panel';

export interface FieldView {
  readonly id: string;
  readonly label: string;
  /** What help calls it, where its id does not say. */
  readonly about?: string;
  readonly at: string;
  readonly value: Json | undefined;
  readonly refused: Refused | undefined;
  readonly change: (value: Json) => void;
}

export function field({ id, label, about, at, value, refused, change }: FieldView): TemplateResult {
  const wrong = refused?.at === at ? refused : undefined;
  const text = wrong?.text ?? (typeof value === 'number' ? typed(value) : String(value ?? ''));
  const type = (event: Event) => {
    const { value: entered } = event.target as HTMLInputElement;
    change(readNumber(entered) ?? entered.trim());
  };
  // not held to it by each look: what is being typed stays while time runs
  return html`<div class="field" data-help=${about ?? nothing}>
    <label for=${id}>${label}</label>
    <input
      id=${id} class="number" type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
      aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${wrong ? `${id}-wrong` : nothing}
      .value=${text} @change=${type}
    />
    ${wrong ? html`<p class="wrong" id="${id}-wrong">${wrong.why}</p>` : nothing}
  </div>`;
}
