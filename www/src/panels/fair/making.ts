// How a comparison comes about: all rates of all optimizers first, then the best of each with fresh seeds.

import { studies } from '../../engine/networks';
import type { Bytes } from '../../engine/serve-train';
import type { SettingsStudy, Study, StudyLook } from '../../engine/studies';
import { Work } from '../maps/work';
import { bestOf, type Contestant, contestants, type Terms, textOf } from './contest';

export class Making extends Work<Study, StudyLook> {
  terms: Terms | undefined;
  all: readonly Contestant[] = [];
  #files: Bytes = new Map();
  /** Of both halves, how far each part is. */
  #parts: [number[], number[]] = [[], []];

  constructor(changed: () => void) {
    super(changed, studies);
    this.standing = 'stopped';
  }

  compare(terms: Terms, files: Bytes): void {
    [this.terms, this.#files] = [terms, files];
    this.again();
  }

  override again(): void {
    const { terms } = this;
    if (!terms) return;
    this.all = contestants(terms);
    this.#parts = [this.all.map(() => 0), this.all.map(() => 0)];
    const text = textOf(terms, false);
    const parts = this.all.map(({ run, rates }): SettingsStudy => this.#study(text, run, rates, 1, 'validation_loss'));
    this.start(parts, (part, look) => {
      const one = this.all[part];
      if (look.kind !== 'settings' || !one) return;
      const known = Math.round(look.progress * one.rates.length);
      one.losses = one.rates.map((_, k) => (k < known ? look.values[k] : undefined));
      this.#parts[0][part] = look.progress;
      if (this.#parts[0].every((done) => done === 1)) queueMicrotask(() => this.#judge(terms));
    });
  }

  /** How far it is, from 0 to 1. */
  override get progress(): number {
    const { terms, all } = this;
    const work = [terms?.rates ?? 1, terms?.seeds ?? 1];
    const sum = this.#parts.reduce((sum, parts, half) => sum + parts.reduce((a, b) => a + b, 0) * (work[half] ?? 1), 0);
    return all.length > 0 ? sum / (all.length * ((work[0] ?? 1) + (work[1] ?? 1))) : 0;
  }

  #judge(terms: Terms): void {
    if (terms !== this.terms || this.standing !== 'making') return;
    const text = textOf(terms, true);
    const judged = this.all.flatMap((one) => {
      const best = bestOf(one);
      return best === undefined ? [] : [{ one, rate: one.rates[best] ?? 0 }];
    });
    if (judged.length === 0) {
      this.end('done');
      return;
    }
    this.#parts[1] = judged.map(() => 0);
    const parts = judged.map(({ one, rate }) => this.#study(text, one.run, [rate], terms.seeds, terms.measure));
    this.start(parts, (part, look) => {
      const one = judged[part]?.one;
      if (look.kind !== 'settings' || !one) return;
      one.scores = [...look.values.subarray(0, Math.round(look.progress * terms.seeds))];
      this.#parts[1][part] = look.progress;
      if (this.#parts[1].every((done) => done === 1)) this.end('done');
    });
  }

  #study(text: string, run: number, rates: readonly number[], seeds: number, series: string): SettingsStudy {
    const fields = [{ at: '/optimizer/*/lr', values: rates }];
    return { kind: 'settings', text, run, fields, seeds, series, best: false, files: this.#files };
  }
}
