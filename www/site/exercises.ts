// The exercises that come with the site, in the order of the lessons: a new file in exercises/ is picked up by itself.

import { readdirSync, readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { get, type Json, pointer, set } from '../src/document/pointer';
import { html } from '../src/text/html';
import { type Language, textOf } from '../src/text/words';
import { type Page, place } from './frame';
import { exhibit } from './parts';
import { canonical } from './runs';
import { arrival, scenes } from './scenes';
import { words } from './words';

export interface Problem {
  /** The name of its file, without the lesson's number: "gradient". */
  readonly key: string;
  /** The lesson that it goes with. */
  readonly lesson: number;
  readonly name: Readonly<Record<Language, string>>;
  readonly document: Json;
}

const folder = new URL('../exercises/', import.meta.url);

export const exercises: readonly Problem[] = readdirSync(folder)
  .sort()
  .map((file) => {
    const [, number = '', key = ''] = /^(\d+)-([\w-]+)\.json$/.exec(file) ?? [];
    if (!key) throw new Error(`an exercise is called 04-edge.json, not ${file}`);
    return { key, lesson: Number(number), ...JSON.parse(readFileSync(new URL(file, folder), 'utf8')) };
  });

const title = ({ document }: Problem, language: Language) => textOf(get(document, pointer('title')), language) ?? '';

/** Of an exercise, and of its lesson: a picture that stands for it. */
const pictureOf = (lesson: number) => scenes.find((scene) => scene.lesson === lesson)?.stem ?? arrival.stem;

export function exercisePage(exercise: Problem, language: Language): Page {
  const { key, lesson, name, document } = exercise;
  const path = `e/${key}/`;
  const { exercises: all, offer, own, copy, copied, share, take } = words[language];
  const k = exercises.indexOf(exercise);
  const next = exercises[(k + 1) % exercises.length] as Problem;
  return {
    path,
    language,
    title: `${name[language]} · ${words[language].name}`,
    description: title(exercise, language),
    picture: pictureOf(lesson),
    kind: 'scene',
    way: 'exercises',
    main: (at) => {
      const to = (inner: string) => at.to(place(language, inner));
      return html`<main>
      <h1>${name[language]}</h1>
      ${exhibit({ text: canonical(JSON.stringify(document)), path, language, at, whole: true })}
      <p id="offer" hidden>${offer} <a class="all" href="${to(path)}">${own}</a><a class="all" href="${to('e/')}">${all}</a></p>
      <div id="share" role="group" aria-label="${share}">
        <button type="button" data-does="copy" data-done="${copied}">${copy}</button>
        <button type="button" data-does="take">${take}</button>
      </div>
      <nav class="far" aria-label="${all}">
        <p><a class="all" href="${to(`e/${next.key}/`)}">${words[language].next}: ${next.name[language]}</a> <a class="all" href="${to('e/')}">${words[language].allExercises}</a></p>
      </nav>
    </main>`;
    },
  };
}

/** The end of a link to a document. */
const link = (document: Json) => `#1.${deflateRawSync(canonical(JSON.stringify(document))).toString('base64url')}`;

export function exercisesPage(language: Language): Page {
  const own = words[language];
  return {
    path: 'e/',
    language,
    title: `${own.exercises} · ${own.name}`,
    description: own.exercisesWhat(exercises.length),
    picture: arrival.stem,
    kind: 'plain',
    way: 'exercises',
    main: (at) => {
      const to = (inner: string) => at.to(place(language, inner));
      // what is set begins as the front page does
      const begun = set(JSON.parse(arrival.document) as Json, pointer('view', 'panels'), ['exercise']);
      return html`<main class="index">
      <h1>${own.exercises}</h1>
      <p>${own.exercisesWhat(exercises.length)}</p>
      <ol class="lessons">${exercises.map(
        (one) =>
          html`<li value="${one.lesson}"><a href="${to(`e/${one.key}/`)}">${one.name[language]}</a> <p>${title(one, language)}</p></li>`,
      )}</ol>
      <h2>${own.teachers}</h2>
      <p>${own.teachersWhat}</p>
      <p><a class="all" href="${to('')}${link(begun)}">${own.setOne}</a> <a class="all" href="${at.to('grade.html')}?lang=${language}">${own.gradeThem}</a></p>
    </main>`;
    },
  };
}
