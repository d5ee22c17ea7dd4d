// What a surface is called that is a mean over rows: by what is fitted and to how many, and its formula after it.

import { html, type TemplateResult } from 'lit';
import { get, type Json, pointer } from '../document/pointer';
import { plain } from '../draw/format';
import { dataAt, kindOf, truthOf } from '../panels/data/datasets';
import { surfaceAt } from '../panels/suited';
import type { Language } from '../text/words';
import { formula } from './formulas';

export interface Called {
  readonly name: string;
  readonly formula: TemplateResult | undefined;
}

interface Names {
  /** By dataset; `mean` where the formula is one's own. */
  readonly fits: Readonly<Record<string, string>>;
  readonly mean: string;
  readonly rows: (count: number) => string;
}

const words: Readonly<Record<Language, Names>> = {
  en: {
    fits: { line: 'Line fit', logistic: 'Two classes', sine: 'Wave fit', columns: 'Table' },
    mean: 'Mean loss',
    rows: (count) => `${plain(count)} ${count === 1 ? 'row' : 'rows'}`,
  },
  ko: {
    fits: { line: '직선 맞추기', logistic: '두 클래스 나누기', sine: '파동 맞추기', columns: '표' },
    mean: '평균 손실',
    rows: (count) => `${plain(count)}행`,
  },
};

/** Undefined where there are no rows. */
export function called(document: Json, language: Language): Called | undefined {
  const kind = kindOf(document);
  if (kind === 'none') return undefined;
  const { fits, mean, rows } = words[language];
  const own = kind !== 'columns' && !truthOf(document);
  const name = (own ? undefined : fits[kind]) ?? mean;
  const [columns] = Object.values(get(document, dataAt + pointer('columns')) ?? {}) as Json[][];
  const count = columns?.length ?? get(document, dataAt + pointer(kind, 'samples'));
  return {
    name: typeof count === 'number' ? `${name}, ${rows(count)}` : name,
    formula:
      (own ? undefined : formula(kind, true)) ?? html`<span class="math long">${get(document, surfaceAt)}</span>`,
  };
}
