// Where the page's address leads: read before the figure stands.

import { chooseLanguage } from '../text/words';

const query = new URLSearchParams(location.search);
const figures = document.querySelectorAll('fall-line');

/** A document of its own, or settings of TensorFlow Playground. */
export const isLink = (hash: string) => /^#\w+[.=]/.test(hash);

/** The same page in another language shows the same document. */
export function carry(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('#languages a'))
    link.hash = isLink(location.hash) ? location.hash : '';
}

function go(to: string): void {
  for (const one of figures) one.remove();
  query.delete('s');
  query.delete('lang');
  location.replace(`${to}?${query}${location.hash}`);
}

// Scenes and languages were parts of this one address once; and a reader is met in their language.
const isFront = 'front' in document.documentElement.dataset;
const scene = isFront && query.get('s');
const korean = isFront && chooseLanguage([query.get('lang'), ...navigator.languages]) === 'ko';
if (scene || korean) go((korean ? 'ko/' : './') + (scene ? `s/${encodeURIComponent(scene)}/` : ''));
else if (isLink(location.hash)) {
  // of several figures none is the link's
  if (figures.length > 1) go(document.querySelector('header a')?.getAttribute('href') ?? './');
  else figures[0]?.setAttribute('src', location.hash);
  carry();
}
