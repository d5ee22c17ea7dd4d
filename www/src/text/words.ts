// The shape of the word tables, and the choice between them.

import type { Panel } from '../document/experiment.gen';
import type { DockWords } from './dock';
import { en } from './en';

/** What English has, every language has; English has some of it elsewhere. */
export type Words = typeof en & { readonly dock?: DockWords };
export type Language = 'en' | 'ko';

/** What is always there: entries of `view.panels` only hold what is chosen of it. */
export type Always = 'curves' | 'output' | 'stop';

/** What can be opened. */
export type PanelName = Exclude<Extract<Panel, string>, Always>;

export type Params = Readonly<Record<string, string>>;

/** How a run came out, for the sentence above the picture. */
export interface Outcome {
  readonly name: string;
  readonly kind: 'below' | 'dips' | 'above' | 'left' | 'outside' | 'diverged';
  readonly step: number;
}

/** English is always here; another language comes when it is wanted, beside the engine. */
const tables: Partial<Record<Language, Words>> = { en };

/** The words of a language, once they are here. */
export function wordsIn(language: Language): Words | undefined {
  return tables[language];
}

export async function loadWords(language: Language): Promise<Words> {
  tables[language] ??= (await import('./ko')).ko;
  return tables[language];
}

/** The first language of the list that the page speaks: "ko-KR" is Korean, all unknown ones are English. */
export function chooseLanguage(wanted: readonly (string | null | undefined)[]): Language {
  for (const tag of wanted) {
    const language = tag?.toLowerCase().split('-')[0];
    if (language === 'ko' || language === 'en') return language;
  }
  return 'en';
}

/** A text of a document: one string for all, or one a language. */
export function textOf(text: unknown, language: Language): string | undefined {
  if (typeof text === 'string') return text;
  if (typeof text !== 'object' || text === null) return undefined;
  const { [language]: own, en: english, ko: korean } = text as Partial<Record<Language, string>>;
  return own ?? english ?? korean;
}
