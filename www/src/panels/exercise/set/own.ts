// One problem for all, or a seed of their own each: what is drawn then, and how it looks to a student.

import { html, nothing, type TemplateResult } from 'lit';
import { checkbox } from '../../../controls/checkbox';
import { choice } from '../../../controls/choice';
import { live } from '../../../controls/live';
import { get, type Json, pointer } from '../../../document/pointer';
import { entriesOf, panelOf, panelsAt } from '../../chosen';
import type { Host } from '../../panel';
import { say } from '../../parts/say';
import { isDrawn, studentText } from './student';
import { settingWords } from './words';

const ownAt = pointer('exercise', 'seed_by_student');
const seedAt = pointer('seed');
const example = '2026-0001';

export class Own {
  #host: Host;
  #edit: (at: string, value: Json | undefined) => void;
  #student = '';
  /** Whose problem is shown, and the seed by which that is known. */
  #seen: { readonly student: string; readonly seed: number } | undefined;
  #why = '';

  constructor(host: Host, edit: (at: string, value: Json | undefined) => void) {
    [this.#host, this.#edit] = [host, edit];
  }

  render(): TemplateResult {
    const own = settingWords[this.#host.words.tag];
    const { document } = this.#host;
    const isOwn = get(document, ownAt) === true;
    const given = Object.entries((get(document, pointer('given')) ?? {}) as { [name: string]: Json });
    return html`${choice({
      label: own.whose,
      about: 'set-own',
      value: isOwn ? 'own' : 'one',
      options: [
        { value: 'one', text: own.one },
        { value: 'own', text: own.each },
      ],
      change: (to) => this.#edit(ownAt, to === 'own'),
    })}
    ${
      isOwn
        ? html`<p class="note">${own.drawnWhat}</p>
          ${given.map(([name, value]) => this.#constant(name, value))}
          ${isDrawn(document) ? nothing : html`<p class="wrong">${own.nothingDrawn}</p>`}
          ${this.#constants()} ${this.#preview()}`
        : nothing
    }`;
  }

  #constant(name: string, value: Json): TemplateResult | typeof nothing {
    const own = settingWords[this.#host.words.tag];
    const at = pointer('given', name);
    const [from, to] = [get(value, '/from'), get(value, '/to')];
    const isNumber = typeof value === 'number';
    if (!isNumber && (typeof from !== 'number' || typeof to !== 'number')) return nothing;
    const change = (on: boolean) => {
      if (!on) return this.#edit(at, Number(((Number(from) + Number(to)) / 2).toPrecision(4)));
      const far = Number(value) === 0 ? 1 : Math.abs(Number(value)) / 2;
      this.#edit(at, { from: Number(value) - far, to: Number(value) + far });
    };
    return checkbox({ label: own.draw(name), on: !isNumber, about: 'set-draw', change });
  }

  /** Bounds and new ones stand with the surface. */
  #constants(): TemplateResult | typeof nothing {
    const { document } = this.#host;
    if (get(document, pointer('task', 'network'))) return nothing;
    const entries = entriesOf(document);
    if (entries.some((entry) => panelOf(entry) === 'surface')) return nothing;
    const open = () => this.#host.edit(panelsAt, ['surface', ...entries] as Json);
    return html`<button type="button" class="word" data-help="set-constants" @click=${open}>
      ${settingWords[this.#host.words.tag].constants}
    </button>`;
  }

  #preview(): TemplateResult {
    const own = settingWords[this.#host.words.tag];
    const seed = get(this.#host.document, seedAt);
    const seen = this.#seen?.seed === seed ? this.#seen?.student : undefined;
    const submit = (event: Event) => {
      event.preventDefault();
      if (this.#student.trim()) void this.#show(this.#student.trim());
    };
    const button = (about: string, text: string, press: () => void) =>
      html`<button type="button" class="word" data-help=${about} @click=${press}>${text}</button>`;
    return html`<form class="row" @submit=${submit}>
        ${button('set-as', own.as(example), () => void this.#show(example))}
        <label class="short" data-help="set-as-other">${own.other}<input
          class="number" type="text" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="200"
          .value=${live(this.#student)}
          @input=${(event: Event) => {
            this.#student = (event.target as HTMLInputElement).value;
          }}
        /></label>
        <button type="submit" class="word" data-help="set-as-other">${own.show}</button>
        ${seed === 0 ? nothing : button('set-as-written', own.asWritten, () => this.#host.edit(seedAt, undefined))}
      </form>
      <p class="note" role="status">${seen === undefined ? nothing : own.seen(seen)}</p>
      ${this.#why ? html`<p class="wrong" role="alert">${this.#why}</p>` : nothing}`;
  }

  async #show(student: string): Promise<void> {
    const { finished } = this.#host;
    if (!finished) return;
    const asked = await (await this.#host.grader()).asked(studentText(finished), student);
    this.#why = 'failed' in asked ? say(asked.failed, this.#host.words) : '';
    if ('ok' in asked) {
      this.#seen = { student, seed: asked.ok.seed };
      this.#host.edit(seedAt, asked.ok.seed);
    }
    this.#host.update();
  }
}
