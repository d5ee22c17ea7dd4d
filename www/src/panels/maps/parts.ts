// The parts that both maps' panels are made of: how far it is, and fields for numbers.

import { html, nothing, type TemplateResult } from 'lit';
import { plain, readNumber, shortened, typed } from '../../draw/format';
import type { Failure } from '../../engine/failure';
import type { Host } from '../panel';
import { mapWords } from './words';
import type { Progress } from './work';

/** One line that keeps its height: how far it is, or what came of it; `done` once it is made. */
export function stateLine({ words }: Host, work: Progress, done: string): TemplateResult {
  const { standing, progress, failure, broke } = work;
  const own = mapWords[words.tag];
  const why = ({ code, params, message }: Failure) =>
    code.startsWith('wasm_') ? own.unfetched : words.engine(code, params, message);
  const says = {
    making: broke ? own.broke : '',
    done,
    stopped: own.stopped,
    failed: failure ? why(failure) : '',
  };
  const button = (text: string, about: string, press: () => void) =>
    html`<button class="word" type="button" data-help="map-${about}" @click=${press}>${text}</button>`;
  const [making, alarm] = [standing === 'making', standing === 'failed'];
  return html`<div class="map-state" data-help="map-state">
    ${making ? html`<progress max="1" .value=${progress} aria-label=${own.progress}></progress>` : nothing}
    <span class=${alarm ? 'alarm' : ''} role=${alarm ? 'alert' : nothing}>${says[standing]}</span>
    ${making ? button(own.stop, 'stop', () => work.stop()) : standing === 'done' ? nothing : button(own.again, 'again', () => work.again())}
  </div>`;
}

export interface Field {
  readonly id: string;
  readonly label: string;
  /** What help calls it. */
  readonly about: string;
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

  field({ id, label, about, name, value, low, high, whole, change }: Field): TemplateResult {
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
    return html`<label class="map-field" data-help=${about}><span>${label}</span><input
        class="number" type="text" inputmode="decimal" autocomplete="off" spellcheck="false"
        aria-label=${name ?? nothing} aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${wrong ? `${id}-wrong` : nothing}
        .value=${wrong ? wrong.text : typed(value)} @change=${type}
      />${wrong ? html`<span class="wrong" id="${id}-wrong">${wrong.why}</span>` : nothing}</label>`;
  }
}
