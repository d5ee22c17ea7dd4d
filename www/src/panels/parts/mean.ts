// With rows of data a formula is that of one row, and what stands for f and its slopes is the mean of all.

import type { Json } from '../../document/pointer';
import type { Language } from '../../text/words';
import { kindOf } from '../data/datasets';

const words: Readonly<Record<Language, string>> = { en: 'mean of', ko: '평균' };

/** The formula as MathML, as what it says of the surface. */
export function asMean(mathml: string, document: Json, language: Language): string {
  if (kindOf(document) === 'none') return mathml;
  return mathml.replace('<math>', `<math><mtext>${words[language]}</mtext><mspace width="0.4em"></mspace>`);
}
