// Every page of the site, in both languages.

import { type Html, html } from '../src/text/html';
import type { Language } from '../src/text/words';
import { aboutPage } from './about';
import { exercisePage, exercises, exercisesPage } from './exercises';
import { type At, languages, type Page, place, render, type Site } from './frame';
import { lessonPage, lessons } from './lessons';
import { cards, exhibit, strip } from './parts';
import { canonical, sentence } from './runs';
import { arrival, type Scene, scenes } from './scenes';
import { lessonNames, words } from './words';

/** What the built site has beside what Vite makes: each file's path with its text. */
export function built(template: string, site: Site): Map<string, string> {
  const files = new Map<string, string>();
  for (const page of pages()) {
    const path = place(page.language, page.path);
    files.set(page.kind === 'missing' ? '404.html' : `${path}index.html`, render(page, template, site));
  }
  return files;
}

export function pages(): Page[] {
  return languages.flatMap((language) => [
    frontPage(language),
    scenesPage(language),
    ...scenes.map((scene, k) => scenePage(scene, k, language)),
    lessonsPage(language),
    ...lessons(language).map((lesson) => lessonPage(lesson, language)),
    exercisesPage(language),
    ...exercises.map((exercise) => exercisePage(exercise, language)),
    aboutPage(language),
    ...(language === 'en' ? [missingPage()] : []),
  ]);
}

function frontPage(language: Language): Page {
  const { name, what } = words[language];
  const titles = { en: 'gradient descent to watch and touch', ko: '눈으로 보고 만져 보는 경사하강법' };
  return {
    path: '',
    language,
    title: `${name}: ${titles[language]}`,
    description: what,
    picture: arrival.stem,
    kind: 'front',
    way: 'surface',
    main: (at) => figurePage(canonical(arrival.document), arrival.stem, '', -1, language, at),
  };
}

function scenePage(scene: Scene, k: number, language: Language): Page {
  const text = canonical(scene.document);
  const path = `s/${scene.key}/`;
  return {
    path,
    language,
    title: `${scene.name[language]} · ${words[language].name}`,
    description: sentence(scene.document, language) ?? words[language].what,
    picture: scene.stem,
    kind: 'scene',
    way: text.includes('"network":') ? 'network' : 'surface',
    main: (at) => figurePage(text, scene.stem, path, k, language, at, scene),
  };
}

/** A page that is one figure: what it shows, what can be done with it, and where to go next. */
function figurePage(
  text: string,
  stem: string,
  path: string,
  k: number,
  language: Language,
  at: At,
  scene?: Scene,
): Html {
  const { offer, own, allScenes, share, copy, copied, blog, take } = words[language];
  const to = (inner: string) => at.to(place(language, inner));
  return html`<main>
      ${scene && html`<h1>${scene.name[language]}</h1>`}
      ${exhibit({ text, stem, path, language, at, whole: true })}
      <p id="offer" hidden>${offer} <a class="all" href="${to(path)}">${own}</a><a class="all" href="${to('s/')}">${allScenes}</a></p>
      <div id="share" role="group" aria-label="${share}">
        <button type="button" data-does="copy" data-done="${copied}">${copy}</button>
        <button type="button" data-does="blog">${blog}</button>
        <button type="button" data-does="take">${take}</button>
      </div>
      ${strip(k, language, at)}
    </main>`;
}

function scenesPage(language: Language): Page {
  const { scenes: title, scenesWhat, name, read } = words[language];
  const there = new Map(lessons(language).map(({ number, key }) => [number, key]));
  return {
    path: 's/',
    language,
    title: `${title} · ${name}`,
    description: scenesWhat(scenes.length),
    picture: arrival.stem,
    kind: 'plain',
    way: 'scenes',
    main: (at) => html`<main class="index">
      <h1>${title}</h1>
      <p>${scenesWhat(scenes.length)}</p>
      ${lessonNames[language].map((lesson, k) => {
        const own = scenes.filter((scene) => scene.lesson === k + 1);
        const key = there.get(k + 1);
        return (
          own.length > 0 &&
          html`<section>
        <h2><span>${k + 1}</span> ${lesson} ${key && html`<a href="${at.to(place(language, `l/${key}/`))}">${read}</a>`}</h2>
        ${cards(own, language, at)}
      </section>`
        );
      })}
    </main>`,
  };
}

function lessonsPage(language: Language): Page {
  const { lessons: title, lessonsWhat, name } = words[language];
  return {
    path: 'l/',
    language,
    title: `${title} · ${name}`,
    description: lessonsWhat,
    picture: arrival.stem,
    kind: 'plain',
    way: 'lessons',
    main: (at) => html`<main class="index">
      <h1>${title}</h1>
      <p>${lessonsWhat}</p>
      <ol class="lessons">${lessons(language).map(
        ({ number, key, title: own, lead }) =>
          html`<li value="${number}"><a href="${at.to(place(language, `l/${key}/`))}">${own}</a> <p>${lead}</p></li>`,
      )}</ol>
    </main>`,
  };
}

/** One for both languages: a host has but one, and nobody knows in which language it was missed. */
function missingPage(): Page {
  const { missing, name } = words.en;
  return {
    path: '',
    language: 'en',
    title: `${missing} · ${name}`,
    description: words.en.missingWhat,
    picture: arrival.stem,
    kind: 'missing',
    main: (at) => html`<main class="prose">
      ${languages.map((language) => {
        const { missing: title, missingWhat, allScenes, allLessons } = words[language];
        const to = (inner: string) => at.to(place(language, inner));
        const text = html`<p>${missingWhat}</p>
        <p><a href="${to('')}">${name}</a> · <a href="${to('s/')}">${allScenes}</a> · <a href="${to('l/')}">${allLessons}</a></p>`;
        return language === 'en'
          ? html`<h1>${title}</h1>${text}`
          : html`<section lang="${language}"><h2>${title}</h2>${text}</section>`;
      })}
    </main>`,
  };
}
