// What is set of rows and updates: how many rows, how noisy, how many an update sees.

import { html, nothing, type TemplateResult } from 'lit';
import { type Range, slider } from '../../controls/slider';
import { get, pointer } from '../../document/pointer';
import { shortened } from '../../draw/format';
import type { Host } from '../panel';
import { batches } from '../parts/batch';
import { reseedData } from '../parts/reseed';
import type { Generated } from './datasets';
import type { DataWords } from './words';

const batchAt = pointer('task', 'surface', 'batch');
const noiseAt = pointer('task', 'surface', 'noise');
const sizes = [1, 16, 32];

/** How noisy rows may become by hand; by typing there is no end. */
const noises: Record<Generated, number> = { line: 3, logistic: 3, sine: 1 };

export class Settings {
  #host: Host;
  /** Kept, so that a slider does not move under the hand. */
  #ranges = new Map<string, Range>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Of rows that are drawn. */
  rows(kind: Generated, words: DataWords): TemplateResult {
    const at = (name: string) => pointer('task', 'surface', 'data', kind, name);
    const spread = this.#slider(at('noise'), words.noise, { kind: 'linear', low: 0, high: noises[kind] });
    return html`${this.#slider(at('samples'), words.samples, { kind: 'log', low: 10, high: 2000, whole: true })}
      <div data-help="data-noise">${spread}</div>
      ${this.#slider(at('outliers'), words.outliers, { kind: 'linear', low: 0, high: 0.5 })}
      ${this.#host.may(pointer('seed')) ? html`<button class="word" type="button" data-help="data-reseed" @click=${() => reseedData(this.#host)}>${words.reseed}</button>` : nothing}`;
  }

  /** Of updates; the batch only where there are rows. */
  updates(rows: number, words: DataWords): TemplateResult {
    const noise = this.#slider(noiseAt, words.gradient, { kind: 'linear', low: 0, high: 2 });
    if (rows === 0) return noise;
    const batch = get(this.#host.document, batchAt);
    const size = typeof batch === 'number' ? batch : rows;
    const choose = (wanted: number) => this.#host.edit(batchAt, wanted >= rows ? 'all' : wanted);
    return html`${this.#slider(batchAt, words.size, { kind: 'log', low: 1, high: rows, whole: true }, size, choose)}
      ${this.#host.may(batchAt) ? batches({ label: words.size, sizes, rows, every: words.every, size, choose }) : nothing}
      ${noise}`;
  }

  #slider(
    at: string,
    label: string,
    range: Range,
    value = Number(get(this.#host.document, at)),
    change = (next: number) => this.#host.edit(at, next),
  ): TemplateResult {
    const { refused, words, refuse } = this.#host;
    const key = `${at} ${range.high}`;
    const own = this.#ranges.get(key) ?? (value > range.high ? { ...range, high: 2 * value } : range);
    this.#ranges.set(key, own);
    return slider({
      id: `data${at.replace(/\//g, '-')}`,
      label,
      fieldLabel: words.runs.value(label),
      value,
      range: own,
      still: !this.#host.may(at),
      wrong: refused?.at === at ? { text: refused.text, why: refused.why } : undefined,
      change,
      refuse: (text) => refuse({ at, text, why: words.runs.notANumber(shortened(text, 24)) }),
    });
  }
}
