// The runs: what each is, how it looks on the plane, how it does now, and its settings.

import { html, nothing, svg, type TemplateResult } from 'lit';
import { format } from '../draw/format';
import type { Ink } from '../draw/inks';
import { type Setting, slider } from './slider';

export interface RunView {
  readonly name: string;
  readonly ink: Ink;
  /** Undefined once the run has no loss to show. */
  readonly loss: number | undefined;
  /** Why it is out of the race, or of sight: the chip turns grey. */
  readonly out: TemplateResult | string | undefined;
  readonly rate: Setting | undefined;
  /** What was changed on its way. */
  readonly changes?: TemplateResult | undefined;
  readonly unfolded: boolean;
  /** While it is being changed: the field in place of the name. */
  readonly naming?: TemplateResult | undefined;
  /** What is unfolded, once it is there. */
  readonly more?: TemplateResult | string | undefined;
}

/** What can be done with runs, by their number. */
export interface RunHands {
  select(run: number): void;
  unfold(run: number, open: boolean): void;
  /** Takes a run by its line, to put it elsewhere. */
  grab(event: PointerEvent, run: number): void;
  /** What can be done with a run, or, without one, what can be added; at the button that was pressed. */
  offer(button: EventTarget | null, run?: number): void;
}

export interface RunWords {
  readonly title: string;
  readonly loss: string;
  readonly more: string;
  readonly add: string;
  readonly menu: (name: string) => string;
}

/** More than these are folded to a line each. */
const roomy = 6;

/** `isFull`: none can be added. */
export function runList(runs: readonly RunView[], hands: RunHands, words: RunWords, isFull: boolean): TemplateResult {
  return html`<h2 class="unseen">${words.title}</h2>
    <div class=${runs.length > roomy ? 'many' : ''}>
      ${runs.map(
        ({ name, naming, ink, loss, out, rate, changes, unfolded, more }, k) => html`<section
          class="run ${out ? 'out' : ''}" aria-label=${name} style="--run: ${ink.color}"
          @focusin=${() => hands.select(k)} @pointerdown=${() => hands.select(k)}
        >
          <header>
            ${swatch(ink, (event) => hands.grab(event, k))}
            ${naming ?? html`<h3 title=${name}>${name}</h3>`}
            <span class="loss"
              ><span>${words.loss}</span> <b>${loss === undefined ? '–' : format(loss)}</b></span
            >
            <button
              type="button" class="quiet" aria-label=${words.menu(name)}
              @click=${(event: Event) => hands.offer(event.currentTarget, k)}
            >⋯</button>
          </header>
          ${out ? html`<p class="reason">${out}</p>` : nothing}
          ${rate ? slider(rate) : nothing} ${changes ?? nothing}
          <details
            ?open=${unfolded} @toggle=${(event: Event) => hands.unfold(k, (event.target as HTMLDetailsElement).open)}
          >
            <summary><span>${words.more}</span></summary>
            ${more ?? nothing}
          </details>
        </section>`,
      )}
    </div>
    ${
      isFull
        ? nothing
        : html`<button
            type="button" class="word" @click=${(event: Event) => hands.offer(event.currentTarget)}
          >${words.add}</button>`
    }`;
}

/** The run's line as it is on the plane: colour, dash and marker. */
function swatch({ color, dash, marker }: Ink, grab: (event: PointerEvent) => void): TemplateResult {
  return html`<svg class="swatch" viewBox="0 0 36 14" width="36" aria-hidden="true" @pointerdown=${grab}>
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
