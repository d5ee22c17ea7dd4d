// The code of a network's experiment, and the files that it reads.

import { html, nothing, type TemplateResult } from 'lit';
import type { Json } from '../../../document/pointer';
import { Answer, type Host } from '../../panel';
import { save } from '../../parts/save';
import type { Written } from '../code/program';
import { codeWords } from '../code/words';
import { codePart, type Place } from '../pieces';
import type { Taking } from '../taking';
import { type Course, rowsFile, weightsFile } from './code/course';
import { courseOf, firsts } from './code/gathered';
import { program } from './code/program';
import { netCodeWords } from './code/words';
import { mostNumbers, rowsCsv } from './rows';
import type { NetExportWords } from './words';

const libraries = { torch: 'PyTorch', keras: 'Keras' } as const;

export class Code {
  #host: Host;
  #taking: Taking<Place>;
  #courses: Answer<{ readonly text: string; readonly course: Course }>;
  #written: { readonly key: string; readonly written: Written } | undefined;
  /** How much of the rows has been written. */
  #writing: number | undefined;

  constructor(host: Host, taking: Taking<Place>) {
    [this.#host, this.#taking] = [host, taking];
    this.#courses = new Answer(host);
  }

  close(): void {
    this.#writing = undefined;
  }

  render(words: NetExportWords, library: keyof typeof libraries): TemplateResult {
    const course = this.#course();
    return codePart(
      this.#host,
      this.#taking,
      libraries,
      library,
      course && this.#program(course, library),
      this.#files(course, words),
    );
  }

  #files(course: Course | undefined, words: NetExportWords): TemplateResult | typeof nothing {
    const [rows, weights] = [course?.rows === undefined, course?.runs.some(({ first }) => !first) ?? false];
    const lesson = this.#host.learner?.lesson;
    if (!course || !lesson || !(rows || weights)) return nothing;
    const isLarge = rows && lesson.rows * lesson.width > mostNumbers;
    return html`<p class="about">${words.needs(weights, rows)}</p>
      <div class="row">
        ${weights ? html`<button class="word" type="button" data-help="export-first-weights" @click=${() => void this.#weights()}>${words.firstWeights}</button>` : nothing}
        ${
          rows && !isLarge
            ? html`<button class="word" type="button" data-help="export-rows" @click=${() => void this.#rows()}>${
                this.#writing === undefined ? words.rows : words.writing(Math.floor(100 * this.#writing))
              }</button>`
            : nothing
        }
      </div>
      ${isLarge ? html`<p>${words.tooManyRows(lesson.rows)}</p>` : nothing}`;
  }

  /** Of the document that is shown; while another is asked for, the last. */
  #course(): Course | undefined {
    const { finished, learner } = this.#host;
    if (!finished || !learner) return undefined;
    const { text, resolved } = finished.opened;
    const names = [...this.#host.names];
    return this.#courses.of(`${text} ${names}`, async () => {
      const course = await courseOf(learner, JSON.parse(resolved) as Json, names);
      return { ok: course && { text, course } };
    })?.course;
  }

  #program(course: Course, library: keyof typeof libraries): Written {
    const { tag } = this.#host.words;
    const key = `${library} ${tag}`;
    const known = this.#written;
    if (known?.key === key && this.#of === course) return known.written;
    const written = program(library, course, { code: codeWords[tag], net: netCodeWords[tag] });
    [this.#written, this.#of] = [{ key, written }, course];
    return written;
  }

  /** What the last program is of. */
  #of: Course | undefined;

  async #weights(): Promise<void> {
    const { learner } = this.#host;
    if (!learner) return;
    const all = await firsts(learner);
    if (!all) return this.#taking.fail('code');
    this.#taking.save(new Blob([`[${all.join(',\n')}]\n`], { type: 'application/json' }), weightsFile);
  }

  /** Pressed again, it ends. */
  async #rows(): Promise<void> {
    const { learner, update } = { learner: this.#host.learner, update: () => this.#host.update() };
    if (this.#writing !== undefined || !learner) {
      this.#writing = undefined;
      return update();
    }
    this.#writing = 0;
    update();
    const key = this.#host.finished?.opened.text;
    const blob = await rowsCsv(learner, (share) => {
      if (this.#writing === undefined || key !== this.#host.finished?.opened.text) return false;
      if (Math.floor(100 * share) !== Math.floor(100 * this.#writing)) update();
      this.#writing = share;
      return true;
    });
    const ended = this.#writing === undefined;
    this.#writing = undefined;
    if (blob) save(blob, rowsFile);
    else if (!ended) this.#taking.fail('code');
    update();
  }
}
