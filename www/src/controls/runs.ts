// The runs: what each is, how it looks on the plane, how it does now, and its settings.

import { html, nothing, svg, type TemplateResult } from 'lit';
import { format } from '../draw/format';
import type { Ink } from '../draw/inks';
import { choice } from './choice';
import { type Setting, slider } from './slider';

export interface RunView {
  readonly name: string;
  readonly ink: Ink;
  /** Undefined once the run has no loss to show. */
  readonly loss: number | undefined;
  /** Why it is out of the race: the chip turns grey. */
  readonly out: string | undefined;
  readonly optimizer: string;
  readonly rate: Setting | undefined;
  readonly more: readonly Setting[];
  readonly select: () => void;
  readonly setOptimizer: (optimizer: string) => void;
}

export interface RunWords {
  readonly title: string;
  readonly loss: string;
  readonly rule: string;
  readonly more: string;
}

export function runList(
  runs: readonly RunView[],
  optimizers: readonly { readonly value: string; readonly text: string }[],
  words: RunWords,
): TemplateResult {
  return html`<h2 class="unseen">${words.title}</h2>
    ${runs.map(
      (run) => html`<section
        class="run ${run.out ? 'out' : ''}" aria-label=${run.name} style="--run: ${run.ink.color}"
        @focusin=${run.select} @pointerdown=${run.select}
      >
        <header>
          ${swatch(run.ink)}
          <h3 title=${run.name}>${run.name}</h3>
          <span class="loss"><span>${words.loss}</span> <b>${run.loss === undefined ? '–' : format(run.loss)}</b></span>
        </header>
        ${run.out ? html`<p class="reason">${run.out}</p>` : nothing}
        ${run.rate ? slider(run.rate) : nothing}
        <details>
          <summary>${words.more}</summary>
          ${choice({ label: words.rule, value: run.optimizer, options: optimizers, change: run.setOptimizer })}
          ${run.more.map(slider)}
        </details>
      </section>`,
    )}`;
}

/** The run's line as it is on the plane: colour, dash and marker. */
function swatch({ color, dash, marker }: Ink): TemplateResult {
  return html`<svg class="swatch" viewBox="0 0 36 14" width="36" height="14" aria-hidden="true">
    <line x1="0" y1="7" x2="36" y2="7" stroke=${color} stroke-width="2" stroke-dasharray=${dash.join(' ')} />
    ${svg`<path d=${markerPaths[marker]} transform="translate(18 7)" fill=${color} stroke="var(--ground)" stroke-width="1.5" paint-order="stroke" />`}
  </svg>`;
}

const markerPaths: Record<Ink['marker'], string> = {
  circle: 'M5 0A5 5 0 1 1-5 0 5 5 0 1 1 5 0z',
  square: 'M-4.5-4.5h9v9h-9z',
  triangle: 'M0-5.7 5.5 4h-11z',
  diamond: 'M0-6.2 6.2 0 0 6.2-6.2 0z',
  cross: 'M0-2.7 2.6-5.2 5.2-2.6 2.7 0 5.2 2.6 2.6 5.2 0 2.7-2.6 5.2-5.2 2.6-2.7 0-5.2-2.6-2.6-5.2z',
  plus: 'M-1.9-5.5h3.8v3.6h3.6v3.8H1.9v3.6h-3.8V1.9h-3.6v-3.8h3.6z',
};
