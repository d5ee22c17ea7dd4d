// Usual sizes of a batch to press, up to all rows.

import { html, type TemplateResult } from 'lit';

export interface Batches {
  readonly label: string;
  readonly sizes: readonly number[];
  /** How many rows there are, and what all of them are called. */
  readonly rows: number;
  readonly every: string;
  /** How many rows an update sees now. */
  readonly size: number;
  readonly choose: (size: number) => void;
}

export function batches({ label, sizes, rows, every, size, choose }: Batches): TemplateResult {
  const preset = (wanted: number, text: string) =>
    html`<button
      class="word" type="button" aria-pressed=${Math.min(size, rows) === wanted} @click=${() => choose(wanted)}
    >${text}</button>`;
  return html`<div class="presets" role="group" data-help="batch" aria-label=${label}>
    ${sizes.filter((one) => one < rows).map((one) => preset(one, String(one)))} ${preset(rows, every)}
  </div>`;
}
