// What a figure takes from around it where neither it nor its document says: the language and the theme.

import { get, type Json, pointer } from '../document/pointer';
import type { Theme } from '../draw/inks';
import { chooseLanguage, type Language } from '../text/words';

export function languageOf(figure: HTMLElement, document: Json): Language {
  const around = figure.parentElement?.closest('[lang]')?.getAttribute('lang');
  return chooseLanguage([
    figure.getAttribute('lang'),
    String(get(document, pointer('view', 'lang'))),
    around,
    ...navigator.languages,
  ]);
}

/** Its own attribute, the document's choice, or the theme around it; `auto` is the last. */
export function themeOf(figure: { readonly theme: string | null }, document: Json, around: Theme): Theme {
  const wanted = figure.theme ?? get(document, pointer('view', 'theme'));
  return wanted === 'light' || wanted === 'dark' ? wanted : around;
}
