// Parts that several pages have: a figure with what stands in its place without JavaScript, and cards of scenes.

import { Html, html, type Part } from '../src/text/html';
import type { Language } from '../src/text/words';
import { type At, place } from './frame';
import { sentence } from './runs';
import { type Scene, scenes } from './scenes';
import { words } from './words';

/** How large the pictures of scenes are. */
const size = new Html('width="320" height="224"');

/** The picture of a scene, as the theme wants it. */
export function picture(stem: string, at: At): Html {
  return html`<picture><source media="(prefers-color-scheme: dark)" srcset="${at.picture(stem, 'dark')}"><img src="${at.picture(stem, 'light')}" alt="" ${size} loading="lazy"></picture>`;
}

export interface Exhibit {
  readonly text: string;
  /** Of its picture; without one there are words only. */
  readonly stem?: string | undefined;
  /** Its own page. */
  readonly path: string;
  readonly language: Language;
  readonly at: At;
  /** What the page is about: all that opens panels stands there. */
  readonly whole?: boolean;
}

/** A live figure; its picture and its sentence stand there for whoever has no JavaScript. */
export function exhibit({ text, stem, path, language, at, whole }: Exhibit): Html {
  const said = sentence(text, language) ?? '';
  return html`<fall-line${new Html(whole ? ' dock' : '')}><script type="application/json">${json(text)}</script><a href="${at.to(place(language, path))}">${
    stem && picture(stem, at)
  }<p>${said}</p></a></fall-line>`;
}

/** JSON within a script: what could end that is written otherwise. */
function json(text: string): Html {
  return new Html(text.replaceAll('<', '\\u003c'));
}

export function cards(shown: readonly Scene[], language: Language, at: At): Part {
  return html`<ol class="cards">${shown.map(
    ({ key, name, stem }) =>
      html`<li><a href="${at.to(place(language, `s/${key}/`))}">${picture(stem, at)}${name[language]}</a></li>`,
  )}</ol>`;
}

const many = 3;

/** The scenes that come next; after the last ones, the first. */
export function strip(after: number, language: Language, at: At): Html {
  const { next, scenes: name, allScenes } = words[language];
  const shown = Array.from({ length: many }, (_, k) => scenes[(after + 1 + k) % scenes.length] as Scene);
  return html`<nav id="scenes" class="far" aria-label="${name}">
        <h2>${next}</h2>
        ${cards(shown, language, at)}
        <a class="all" href="${at.to(place(language, 's/'))}">${allScenes}</a>
      </nav>`;
}
