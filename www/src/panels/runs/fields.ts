// Rows of a run's settings: numbers on sliders, or as formulas of constants; choices, words about errors.

import { html, nothing, type TemplateResult } from 'lit';
import { choice } from '../../controls/choice';
import { icons } from '../../controls/icons';
import { memoryRange, type Range, rangeOf, type Setting, slider } from '../../controls/slider';
import { get, type Json } from '../../document/pointer';
import { typed } from '../../draw/format';
import type { Host } from '../panel';
import { field } from '../parts/field';
import { shown } from '../parts/shown';
import { idOf, settingOf } from '../setting';
import { type RunsWords, words as table } from './words';

export function wordsOf(host: Host): RunsWords {
  return table[host.words.tag];
}

/** Where the document that is shown says something else than the default. */
export class Shown {
  #host: Host;
  #text = '';
  #canonical: Json = null;

  constructor(host: Host) {
    this.#host = host;
  }

  /** With every default written out. */
  get full(): Json {
    const { finished } = this.#host;
    return finished ? shown(finished) : null;
  }

  says(at: string): boolean {
    const { text } = this.#host.finished?.opened ?? { text: 'null' };
    if (text !== this.#text) [this.#text, this.#canonical] = [text, JSON.parse(text) as Json];
    return get(this.#canonical, at) !== undefined;
  }
}

/** Hyper-parameters that are never 1, but may come close. */
const memories = new Set(['momentum', 'beta', 'beta1', 'beta2', 'decay']);

/** What a hand may want of a hyper-parameter. */
export function reach(name: string, value: number): Range {
  if (memories.has(name) && value >= 0 && value < 1) return memoryRange(value);
  if (value > 0) return rangeOf(value, null);
  if (value < 0) return { kind: 'linear', low: 2 * value, high: -2 * value };
  return { kind: 'linear', low: 0, high: name === 'weight_decay' ? 0.1 : 1 };
}

export interface NumberRow {
  readonly at: string;
  readonly label: string;
  readonly value: Json | undefined;
  readonly range: (value: number) => Range;
  /** Whether the value is another than the default, so that there is a way back. */
  readonly own: boolean;
}

/** A number on a slider; what is a formula stays its text. */
export function number(host: Host, { at, label, value, range, own }: NumberRow): TemplateResult | typeof nothing {
  if (!host.may(at) && value !== null && value !== undefined) return stillRow(label, value);
  if (typeof value === 'string') return typedRow(host, at, label, value, own ? wordsOf(host).reset(label) : undefined);
  if (typeof value !== 'number') return nothing;
  const setting = settingOf(at, label, value, () => range(value), host);
  return slider(own ? resettable(host, at, setting) : setting);
}

/** What an exercise leaves as it is. */
function stillRow(label: string, value: Json): TemplateResult {
  const text = typeof value === 'number' ? typed(value) : String(value);
  return html`<div class="setting still"><span class="label">${label}</span><b>${text}</b></div>`;
}

export function resettable(host: Host, at: string, setting: Setting): Setting {
  const label = wordsOf(host).reset(setting.label);
  const press = () => host.edit(at, undefined);
  return {
    ...setting,
    beside: html`<button
      type="button" class="quiet reset" data-help="reset" aria-label=${label} title=${label} @click=${press}
    >${icons.restart}</button>`,
  };
}

/** A value that is typed, with a way to be rid of it. */
export function typedRow(
  host: Host,
  at: string,
  label: string,
  value: Json,
  away?: string,
  change = (typed: Json) => host.edit(at, typed),
): TemplateResult {
  if (!host.may(at)) return stillRow(label, value);
  return html`<div class="own" data-help=${at.slice(at.lastIndexOf('/') + 1)}>
    ${field({ id: idOf(at), label, at, value, refused: host.refused, change })}
    ${away ? remove(away, () => host.edit(at, undefined)) : nothing}
  </div>`;
}

/** `about` is what help calls it. */
export function pick(
  about: string,
  label: string,
  value: string,
  options: Names,
  change: (value: string) => void,
  still = false,
) {
  const list = Object.entries(options).map(([value, text]) => ({ value, text }));
  return choice({ label, about, value, options: list, still, change });
}

type Names = Readonly<Record<string, string>>;

export function remove(label: string, press: () => void): TemplateResult {
  return html`<button
    type="button" class="quiet" data-help="remove" aria-label=${label} title=${label} @click=${press}
  >×</button>`;
}

/** Why something was refused that has no field of its own. */
export function trouble(host: Host, ...places: readonly string[]): TemplateResult | typeof nothing {
  const { refused } = host;
  return refused && places.includes(refused.at) ? html`<p class="wrong" role="status">${refused.why}</p>` : nothing;
}
