// The lessons: Markdown files in lessons/, by number, name and language. A new one is picked up by itself.
//
//   # Momentum                         the title, and under it a line that says what it is about
//   > …
//   {below 1 0.01} steps               a number of the run of the exhibit before, or else the first: elements/title.ts
//   ```scene zigzag                    an exhibit: a scene by its name, or a document in the lines
//   ```predict zigzag                  a question, its answers (- [x] is the right one), and after --- what is seen then
//   ```exercise zigzag                 something to bring about, and the goal: `goal: below 0 0.01 <= 40`; then what is
//                                      said until it is reached and afterwards, with {} for the number

import { readdirSync, readFileSync } from 'node:fs';
import { Html, html } from '../src/text/html';
import type { Language } from '../src/text/words';
import { exercises } from './exercises';
import { type At, type Page, place } from './frame';
import { inline, markdown, type Reading, titled } from './markdown';
import { cards, exhibit } from './parts';
import { canonical, told } from './runs';
import { sceneOf, scenes } from './scenes';
import { words } from './words';

export interface Lesson {
  readonly number: number;
  /** "momentum". */
  readonly key: string;
  readonly title: string;
  readonly lead: string;
  readonly rest: string;
}

const folder = new URL('../lessons/', import.meta.url);

export function lessons(language: Language): readonly Lesson[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(`.${language}.md`))
    .sort()
    .map((name) => {
      const [, number = '', key = ''] = /^(\d+)-([\w-]+)\.\w+\.md$/.exec(name) ?? [];
      if (!key) throw new Error(`a lesson is called 04-rate.en.md, not ${name}`);
      return { number: Number(number), key, ...titled(readFileSync(new URL(name, folder), 'utf8')) };
    });
}

export function lessonPage(lesson: Lesson, language: Language): Page {
  const { number, key, title, lead } = lesson;
  return {
    path: `l/${key}/`,
    language,
    title: `${title} · ${words[language].name}`,
    description: lead,
    picture: scenes.find((scene) => scene.lesson === number)?.stem ?? 'arrival',
    kind: 'lesson',
    way: 'lessons',
    main: (at) => {
      const all = lessons(language);
      const k = all.findIndex((one) => one.key === key);
      const way = (to: Lesson | undefined, rel: string) =>
        to &&
        html`<a rel="${rel}" href="${at.to(place(language, `l/${to.key}/`))}">${words[language].lesson(to.number)}: ${to.title}</a>`;
      return html`<main class="lesson prose">
      <p class="number">${words[language].lesson(number)}</p>
      <h1>${title}</h1>
      <p class="lead">${lead}</p>
      ${new Text(lesson, language, at).html}
      <nav class="scenes" aria-labelledby="more"><h2 id="more">${words[language].scenes}</h2>${cards(
        scenes.filter((scene) => scene.lesson === number),
        language,
        at,
      )}${exercises
        .filter((exercise) => exercise.lesson === number)
        .map(
          (exercise) =>
            html`<p><a class="all" href="${at.to(place(language, `e/${exercise.key}/`))}">${words[language].exercise}: ${exercise.name[language]}</a></p>`,
        )}</nav>
      <nav class="on" aria-label="${words[language].lessons}">${way(all[k - 1], 'prev')}${way(all[k + 1], 'next')}</nav>
    </main>`;
    },
  };
}

/** A lesson's text on its way to HTML. */
class Text {
  readonly html: Html;
  #language: Language;
  #at: At;
  #where: string;
  #path: string;
  /** The document of the last exhibit, or else the first: whose numbers are told. */
  #document: string;
  #questions = 0;

  constructor({ number, key, rest }: Lesson, language: Language, at: At) {
    this.#language = language;
    this.#at = at;
    this.#where = `lesson ${number}, ${language}`;
    this.#path = `l/${key}/`;
    const [, name = '', lines = ''] = /^```(?:scene|predict|exercise) *(.*)\n([\s\S]*?)^```$/m.exec(rest) ?? [];
    this.#document = this.#shown(name.trim(), lines).document;
    this.html = markdown(rest, { ...this.#reading, block: (...given) => this.#block(...given) });
  }

  get #reading(): Reading {
    return {
      to: (path) => this.#at.to(place(this.#language, path)),
      told: (braces) => {
        const number = told(braces, this.#document, this.#language);
        if (number === undefined || number === braces) throw new Error(`${this.#where}: ${braces} means nothing`);
        return number;
      },
    };
  }

  #block(kind: string, name: string, lines: string): Html | undefined {
    if (kind === 'scene') return this.#live(name, lines);
    if (kind === 'predict') return this.#predict(name, lines);
    if (kind === 'exercise') return this.#exercise(name, lines);
    return undefined;
  }

  /** What an exhibit shows: a scene, or the document that stands in a line of its own. */
  #shown(name: string, lines: string): { document: string; stem?: string; path: string } {
    const [document] = /^\{.*\}$/m.exec(lines) ?? [];
    if (document) return { document, path: this.#path };
    const scene = sceneOf(name);
    return { document: scene.document, stem: scene.stem, path: `s/${scene.key}/` };
  }

  #live(name: string, lines: string): Html {
    const { document, stem, path } = this.#shown(name, lines);
    this.#document = document;
    const [language, at] = [this.#language, this.#at];
    const { alone } = words[language];
    return html`<div class="live">${exhibit({ text: canonical(document), stem, path, language, at })}${
      stem && html`<p class="alone"><a href="${at.to(place(language, path))}">${alone}</a></p>`
    }</div>`;
  }

  #predict(name: string, lines: string): Html {
    const [asked = '', seen = ''] = lines.split(/^---$/m);
    const [question = '', ...answers] = asked.split(/^- \[(?=[ x]\])/m);
    if (answers.filter((answer) => answer.startsWith('x')).length !== 1)
      throw new Error(`${this.#where}: one answer of ${question.trim()} is right`);
    this.#questions += 1;
    const group = `question-${this.#questions}`;
    // what it asks about is not told before
    const { predict, look, right, wrong } = words[this.#language];
    const live = this.#live(name, lines);
    return html`<div class="predict">
  <fieldset><legend><strong>${predict}</strong> ${inline(question.trim(), this.#reading)}</legend>
  ${answers.map(
    (answer) =>
      html`<label${new Html(answer.startsWith('x') ? ' data-right' : '')}><input type="radio" name="${group}"> <span>${inline(answer.slice(2).trim(), this.#reading)}</span></label>`,
  )}</fieldset>
  <details><summary>${look}</summary>
  <p class="verdict"><span class="as">${right}</span><span class="other">${wrong}</span></p>
  ${live}
  ${markdown(seen, this.#reading)}</details>
</div>`;
  }

  #exercise(name: string, lines: string): Html {
    const { exercise } = words[this.#language];
    const live = this.#live(name, lines);
    const [text = '', ...said] = lines.replace(/^\{.*\}$/m, '').split(/^(?:goal|not yet|reached): /m);
    const [goal = '', open = '', reached = ''] = said.map((one) => one.trim());
    if (!/^\w+ \d+( [\d.e-]+)? (<=|>=|<|>) [\d.e-]+$/.test(goal)) throw new Error(`${this.#where}: ${goal} is no goal`);
    return html`<section class="exercise">
  <h2>${exercise}</h2>
  ${markdown(text, this.#reading)}
  <p class="goal" role="status" data-goal="${goal}" data-open="${open}" data-reached="${reached}"></p>
  ${live}
</section>`;
  }
}
