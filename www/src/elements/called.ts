// What a surface is called that is none of the library's, with its formula after it: one's own, or a mean over rows, by
// what is fitted and to how many.

import { html, type TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';
import { get, type Json, pointer } from '../document/pointer';
import { plain } from '../draw/format';
import { dataAt, kindOf, truthOf } from '../panels/data/datasets';
import { keyOf } from '../panels/parts/formulas';
import { shown } from '../panels/parts/shown';
import { surfaceAt, surfaceOf } from '../panels/surfaces';
import type { Language } from '../text/words';
import type { FigureView } from './figure';
import { formula, roomy, set } from './math';

export interface Called {
  readonly name: string;
  readonly formula: unknown;
}

interface Names {
  /** By dataset; `mean` where the formula is one's own. */
  readonly fits: Readonly<Record<string, string>>;
  readonly mean: string;
  readonly own: string;
  readonly rows: (count: number) => string;
}

const words: Readonly<Record<Language, Names>> = {
  en: {
    fits: { line: 'Line fit', logistic: 'Two classes', sine: 'Wave fit', columns: 'Table' },
    mean: 'Mean loss',
    own: 'Own formula',
    rows: (count) => `${plain(count)} ${count === 1 ? 'row' : 'rows'}`,
  },
  ko: {
    fits: { line: '직선 맞추기', logistic: '두 클래스 나누기', sine: '파동 맞추기', columns: '표' },
    mean: '평균 손실',
    own: '직접 쓴 식',
    rows: (count) => `${plain(count)}행`,
  },
};

type Asked = Pick<FigureView, 'document' | 'finished' | 'formulas' | 'surfaces' | 'words'>;

/** Undefined for a surface of the library. */
export function called(view: Asked): Called | undefined {
  const { document } = view;
  const kind = kindOf(document);
  const { fits, mean, own, rows } = words[view.words.tag];
  if (kind === 'none') {
    return surfaceOf(document, view.surfaces) ? undefined : { name: own, formula: printed(view) };
  }
  const other = kind !== 'columns' && !truthOf(document);
  const name = (other ? undefined : fits[kind]) ?? mean;
  const [columns] = Object.values(get(document, dataAt + pointer('columns')) ?? {}) as Json[][];
  const count = columns?.length ?? get(document, dataAt + pointer(kind, 'samples'));
  return {
    name: typeof count === 'number' ? `${name}, ${rows(count)}` : name,
    formula: (other ? undefined : formula(kind, true)) ?? printed(view),
  };
}

const most = 50;
/** What the engine has said, by what it was asked about. */
const known = new Map<string, Promise<TemplateResult>>();

/** As it was typed, until the engine says how it is printed. */
function printed({ document, finished, formulas }: Asked): unknown {
  const f = get(document, surfaceAt);
  const typed = html`<span class=${`${f}`.length > roomy ? 'math long' : 'math'}>${f}</span>`;
  // what is on its way is not what the engine can be asked about
  if (!finished || get(shown(finished), surfaceAt) !== f) return typed;
  const key = keyOf(finished);
  const asked =
    known.get(key) ??
    formulas()?.then((told) => {
      const mathml = 'ok' in told && told.ok?.f.mathml;
      if (!mathml) known.delete(key);
      return (mathml && set(mathml)) || typed;
    });
  if (!asked) return typed;
  if (known.size > most) known.clear();
  known.set(key, asked);
  return until(asked, typed);
}
