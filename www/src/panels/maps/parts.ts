// The parts that both maps' panels are made of: which run, how far it is, and fields for numbers.

import { html, nothing, type TemplateResult } from 'lit';
import { choice } from '../../controls/choice';
import { plain, readNumber, shortened, typed } from '../../draw/format';
import type { Host } from '../panel';
import { mapWords } from './words';

/** Which run the map is of: the one that is selected. */
export function runChoice(host: Host): TemplateResult | typeof nothing {
  if (host.names.length < 2) return nothing;
  return choice({
    label: mapWords[host.words.tag].run,
    value: String(host.selected),
    options: host.names.map((text, k) => ({ value: String(k), text })),
    change: (value) => host.select(Number(value)),
  });
}

export interface State {
  /** From 0 to 1 while it is on its way. */
  readonly progress: number | undefined;
  readonly says: string;
  readonly alarm: boolean;
  /** What was stopped or failed can be begun again. */
  readonly over: boolean;
  readonly stop: () => void;
  readonly again: () => void;
}

/** One line that keeps its height: how far it is, or what came of it. */
export function stateLine({ words }: Host, { progress, says, alarm, over, stop, again }: State): TemplateResult {
  const own = mapWords[words.tag];
  const button = (text: string, press: () => void) =>
    html`<button class="word" type="button" @click=${press}>${text}</button>`;
  return html`<div class="map-state">
    ${progress === undefined ? nothing : html`<progress max="1" .value=${progress} aria-label=${own.progress}></progress>`}
    <span class=${alarm ? 'alarm' : ''} role=${alarm ? 'alert' : nothing}>${says}</span>
    ${over ? button(own.again, again) : progress === undefined ? nothing : button(own.stop, stop)}
  </div>`;
}

export interface Field {
  readonly id: string;
  readonly label: string;
  /** What it is called where the label alone would not say. */
  readonly name?: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Only whole numbers. */
  readonly whole?: boolean;
  readonly change: (value: number) => void;
}

/** Numbers typed into a panel, and what was wrong with them. */
export class Fields {
  #host: Host;
  #wrong = new Map<string, { readonly text: string; readonly why: string }>();

  constructor(host: Host) {
    this.#host = host;
  }

  field({ id, label, name, value, low, high, whole, change }: Field): TemplateResult {
    const own = mapWords[this.#host.words.tag];
    const wrong = this.#wrong.get(id);
    const type = (event: Event) => {
      const { value: text } = event.target as HTMLInputElement;
      const number = readNumber(text);
      const fits = number !== undefined && number >= low && number <= high && !(whole && number % 1 !== 0);
      if (fits) {
        this.#wrong.delete(id);
        change(number);
      } else {
        const why = number === undefined ? own.notANumber(shortened(text, 24)) : own.outOf(plain(low), plain(high));
        this.#wrong.set(id, { text, why });
      }
      this.#host.update();
    };
    return html`<label class="map-field"><span>${label}</span><input
        class="number" type="text" inputmode="decimal" autocomplete="off" spellcheck="false"
        aria-label=${name ?? nothing} aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${wrong ? `${id}-wrong` : nothing}
        .value=${wrong ? wrong.text : typed(value)} @change=${type}
      />${wrong ? html`<span class="wrong" id="${id}-wrong">${wrong.why}</span>` : nothing}</label>`;
  }
}
