// One of a few: a native select with its label.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from './live';

export interface Choice {
  readonly label: string;
  /** The label is read out, but not shown. */
  readonly quiet?: boolean;
  /** What help calls it. */
  readonly about?: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  /** It may not be changed. */
  readonly still?: boolean;
  readonly change: (value: string) => void;
}

export function choice({ label, quiet, about, value, options, still, change }: Choice): TemplateResult {
  const said = options.find((one) => one.value === value)?.text;
  if (still)
    return html`<p class="choice" data-help=${about ?? nothing}><span class=${quiet ? 'unseen' : ''}>${label}</span><b>${said}</b></p>`;
  return html`<label class="choice" data-help=${about ?? nothing}
    ><span class=${quiet ? 'unseen' : ''}>${label}</span
    ><select @change=${(event: Event) => change((event.target as HTMLSelectElement).value)}>
      ${options.map((one) => html`<option value=${one.value} .selected=${live(one.value === value)}>${one.text}</option>`)}
    </select></label
  >`;
}
