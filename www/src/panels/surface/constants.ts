// Constants that formulas know by name: a slider for each, ways to add and to take away.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from '../../controls/live';
import { type Range, slider } from '../../controls/slider';
import { get, type Json, pointer } from '../../document/pointer';
import { plain, readNumber, shortened } from '../../draw/format';
import { Answer, type Host } from '../panel';
import { field } from '../parts/field';
import { nameOf } from '../probe/asking';
import type { SurfaceWords } from './words';

const givenAt = pointer('given');

/** Numbers by name, or what they are drawn from. */
type Given = readonly (readonly [name: string, value: Json])[];

export class Constants {
  #host: Host;
  #values: Answer<Record<string, number>>;
  #ranges = new Map<string, Range>();
  /** What is being typed of the next one. */
  #next = { name: '', value: '1' };
  #added: string | undefined;
  #open: boolean;

  constructor(host: Host) {
    this.#host = host;
    this.#values = new Answer(host);
    this.#open = Object.keys((get(host.document, givenAt) ?? {}) as object).length > 0;
  }

  render(words: SurfaceWords): TemplateResult {
    const { document, refused } = this.#host;
    const given: Given = Object.entries((get(document, givenAt) ?? {}) as Record<string, Json>);
    // it has been added
    if (given.some(([name]) => name === this.#added)) [this.#next.name, this.#added] = ['', undefined];
    const wrong = refused?.at === givenAt ? refused : undefined;
    const own = given.some(([name]) => wrong?.path === `given.${name}`);
    return html`<details
      class="constants" data-help="given" .open=${this.#open}
      @toggle=${(event: Event) => {
        this.#open = (event.target as HTMLDetailsElement).open;
      }}
    >
      <summary>${words.constants}</summary>
      <p class="hint">${words.constantsHint}</p>
      ${given.map(([name, value]) => this.#constant(name, value, given, words))}
      <form
        class="add"
        @submit=${(event: Event) => {
          event.preventDefault();
          this.#add(given, words);
        }}
      >
        ${this.#input('name', words.name, wrong !== undefined && !own)}
        ${this.#input('value', words.value, false)}
        <button class="word" type="submit" data-help="given-add">${words.add}</button>
      </form>
      ${wrong && !own ? html`<p class="wrong" id="given-wrong">${wrong.why}</p>` : nothing}
    </details>`;
  }

  #constant(name: string, value: Json, given: Given, words: SurfaceWords): TemplateResult {
    const { refused, words: all } = this.#host;
    const wrong = refused?.at === givenAt && refused.path === `given.${name}` ? refused : undefined;
    const change = (next: Json) => this.#set(given.map(([key, old]) => [key, key === name ? next : old]));
    const remove = html`<button
      class="quiet" type="button" data-help="remove" aria-label=${words.remove(name)} title=${words.remove(name)}
      @click=${() => this.#set(given.filter(([key]) => key !== name))}
    >×</button>`;
    if (typeof value !== 'number') return html`<div class="constant">${this.#drawn(name, value, words)}${remove}</div>`;
    const range = this.#ranges.get(name) ?? around(value);
    this.#ranges.set(name, range);
    const setting = slider({
      id: `given-${name}`,
      label: name,
      fieldLabel: all.runs.value(name),
      value,
      range,
      wrong: wrong && { text: wrong.text, why: wrong.why },
      change: (next) => change(next),
      refuse: (text) =>
        this.#host.refuse({ at: givenAt, path: `given.${name}`, text, why: all.runs.notANumber(shortened(text, 24)) }),
    });
    return html`<div class="constant">${setting}${remove}</div>`;
  }

  /** What it has been drawn as, and from where to where it is drawn. */
  #drawn(name: string, bounds: Json, words: SurfaceWords): TemplateResult {
    const { finished, refused } = this.#host;
    const values = this.#values.of(nameOf(finished?.runs), async () => {
      const told = await this.#host.tell('sources');
      return 'failed' in told ? told : { ok: told.ok?.given };
    });
    const value = values?.[name];
    // in steps it has few
    const digits = get(bounds, pointer('step')) === undefined ? 4 : 12;
    const bound = (key: 'from' | 'to' | 'step') => {
      const at = givenAt + pointer(name, key);
      // a step may be left out
      const change = (next: Json) => this.#host.edit(at, key === 'step' && next === '' ? undefined : next);
      return field({
        id: `given-${name}-${key}`,
        about: `given-${key}`,
        label: words.bounds[key],
        at,
        value: get(bounds, pointer(key)),
        refused,
        change,
      });
    };
    return html`<div class="drawn" data-help="given-drawn" role="group" aria-label=${name}>
      <p><b>${name}</b> = ${value === undefined ? '…' : plain(Number(value.toPrecision(digits)))}, ${words.drawn}</p>
      ${bound('from')} ${bound('to')} ${bound('step')}
    </div>`;
  }

  #input(key: 'name' | 'value', label: string, wrong: boolean): TemplateResult {
    return html`<label data-help="given-${key}">${label}<input
      class="number" type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
      aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${wrong ? 'given-wrong' : nothing}
      .value=${live(this.#next[key])}
      @input=${(event: Event) => {
        this.#next[key] = (event.target as HTMLInputElement).value;
      }}
    /></label>`;
  }

  #add(given: Given, words: SurfaceWords): void {
    const name = this.#next.name.trim();
    const value = readNumber(this.#next.value);
    const refuse = (text: string, why: string) => this.#host.refuse({ at: givenAt, text, why });
    if (value === undefined)
      refuse(this.#next.value, this.#host.words.runs.notANumber(shortened(this.#next.value, 24)));
    else if (given.some(([key]) => key === name)) refuse(name, words.twice(name));
    else {
      this.#added = name;
      this.#set([...given, [name, value]]);
    }
  }

  /** Made of entries: no name is special. */
  #set(given: Given): void {
    this.#host.edit(givenAt, Object.fromEntries(given));
  }
}

/** As far as the value to either side, and so far beyond zero that a sign can change. */
function around(value: number): Range {
  const far = Math.max(1, Math.abs(value));
  return { kind: 'linear', low: value > 0 ? 0 : value - far, high: value < 0 ? 0 : value + far };
}
