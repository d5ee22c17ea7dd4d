// An exercise, for whoever does it: what is to be done, the goals as far as the page can see them, hints, questions, and
// the file that is handed in. What is answered stands here alone: no link has it, and no name either.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from '../../controls/live';
import type { Exercise as Written } from '../../document/experiment.gen';
import { isBeingSet } from '../../document/locks';
import { get, type Json, pointer } from '../../document/pointer';
import { plain, readNumber, shortened } from '../../draw/format';
import type { Problem } from '../../engine/client';
import { textOf } from '../../text/words';
import { Answer, type Host } from '../panel';
import { save } from '../parts/save';
import css from './exercise.css?inline';
import { goalText, written } from './goals';
import { type HandIn, handedIn, idOf } from './handed';
import { Prose } from './prose';
import { exerciseWords } from './words';

/** How a goal stands, by what the page can see. */
export interface Verdict {
  /** Null: only the key can tell. */
  readonly reached: boolean | null;
  readonly points: number;
  readonly why: string;
}

/** What the figure does for it. */
export interface Figure {
  /** The verdicts on what is shown, and on what is answered. */
  judge(answers: readonly Json[]): Promise<readonly Verdict[] | undefined>;
  /** What it is for a student. */
  asked(student: string): Promise<Problem | undefined>;
  /** What was asked first has been answered. */
  begin(): void;
  /** Shows all settings of a run. */
  unfold(run: number): void;
}

type Question = NonNullable<Written['questions']>[number];
type Plain = { readonly text?: Json; readonly kind?: Json; readonly first?: boolean; readonly reveal?: Json };

const seedAt = pointer('seed');

export class Exercise {
  #host: Host;
  #figure: Figure;
  #prose: Prose;
  #verdicts: Answer<readonly Verdict[]>;
  #numbers: Answer<{ readonly of: string; readonly problem: Problem | undefined }>;
  /** Of which exercise all below is. */
  #of = '';
  #answers: Json[] = [];
  #hints = 0;
  #student = '';
  /** Whose problem is shown, where everybody has their own. */
  #owner = '';
  #seed: Json | undefined;
  #wrong = '';
  /** What was typed in place of a number, by question. */
  #slips = new Map<number, string>();
  #saved = '';
  #isBegun = false;
  #tried = new Set<string>();
  /** How often it had been tried before. */
  #before = 0;

  constructor(host: Host, figure: Figure) {
    this.#host = host;
    this.#figure = figure;
    this.#prose = new Prose(() => host.update());
    this.#verdicts = new Answer(host);
    this.#numbers = new Answer(host);
  }

  /** Whether something is to be said before time may go. */
  get waits(): boolean {
    return !isBeingSet(this.#host.document) && this.#isAsking;
  }

  get #isAsking(): boolean {
    this.#settle();
    return this.#isOwn && !this.#owner ? true : !this.#isBegun && this.#questions.some(({ first }) => first);
  }

  /** The document's own title, where that tells nothing of what happens. */
  get title(): string | undefined {
    const title = textOf(get(this.#host.document, pointer('title')), this.#host.words.tag);
    return title?.includes('{') ? undefined : title;
  }

  render(): TemplateResult {
    this.#settle();
    const own = exerciseWords[this.#host.words.tag];
    return html`<style>${css}</style>
      <section class="exercise" aria-label=${own.title}>
        ${this.#isOwn ? this.#whose() : nothing}
        <div class="task">${this.#said(this.#written.text)}${this.#given()}</div>
        ${this.#questioned()} ${this.#goals()} ${this.#hinted()}
        ${this.#isOwn && !this.#owner ? nothing : this.#handing()}
      </section>`;
  }

  get #written(): { readonly text?: Json; readonly hints?: readonly Json[]; readonly questions?: readonly Question[] } {
    return (get(this.#host.document, pointer('exercise')) ?? {}) as never;
  }

  get #questions(): readonly Plain[] {
    return (this.#written.questions ?? []) as readonly Plain[];
  }

  get #isOwn(): boolean {
    return get(this.#host.document, pointer('exercise', 'seed_by_student')) === true;
  }

  /** Where everybody has another one, whether a document is this student's. */
  #isMine(text: string): boolean {
    return !this.#isOwn || (this.#owner !== '' && get(JSON.parse(text) as Json, seedAt) === this.#seed);
  }

  /** Another exercise begins anew; another try of the same one is counted. */
  #settle(): void {
    const { document, finished } = this.#host;
    const of = JSON.stringify([get(document, pointer('exercise')), get(document, pointer('goals'))]);
    if (of !== this.#of) {
      [this.#of, this.#answers, this.#hints, this.#owner, this.#saved] = [of, [], 0, '', ''];
      [this.#isBegun, this.#tried, this.#before] = [false, new Set(), 0];
      this.#slips.clear();
      // nobody has to look for what may be changed
      if (!isBeingSet(document)) for (const run of folded(document)) this.#figure.unfold(run);
    }
    const text = finished?.opened.text;
    if (text !== undefined && !this.#tried.has(text) && this.#isMine(text)) this.#tried.add(text);
  }

  /** Goes on from what was handed in. */
  restore(handIn: Json | undefined): void {
    this.#settle();
    const { student = '', answers = [], attempts = 0 } = (handIn ?? {}) as Partial<HandIn>;
    if (!handIn) return;
    // what was handed in was the last of them, and is tried again
    [this.#student, this.#answers, this.#before] = [student, [...answers], Math.max(0, attempts - 1)];
    this.#isBegun = this.#questions.every(({ first }, n) => !first || (this.#answers[n] ?? null) !== null);
    if (this.#isOwn && student) void this.#claim();
    this.#host.update();
  }

  /** Which exercise it is. */
  get of(): string {
    this.#settle();
    return this.#of;
  }

  /** Whether somebody has done something for it. */
  get isBegun(): boolean {
    return this.#student !== '' || this.#attempts > 1 || this.#answers.some((answer) => answer !== null);
  }

  /** The file as it would be handed in now. */
  get work(): string | undefined {
    return this.#handed(this.#owner || this.#student.trim())?.text;
  }

  get #attempts(): number {
    return this.#before + this.#tried.size;
  }

  #handed(student: string): ReturnType<typeof handedIn> | undefined {
    const { finished } = this.#host;
    if (!finished) return undefined;
    const answers = this.#questions.map((_, k) => this.#answers[k] ?? null);
    const { fingerprint, opened } = finished;
    return handedIn(opened.text, { student, answers, attempts: this.#attempts, fingerprint });
  }

  #said(text: Json | undefined): TemplateResult | typeof nothing {
    const said = textOf(text, this.#host.words.tag);
    return said ? this.#prose.of(said) : nothing;
  }

  /** Its numbers, as they came out for what is shown. */
  get #asked(): Problem | undefined {
    const key = this.#host.finished?.opened.text;
    if (key === undefined) return undefined;
    const answer = this.#numbers.of(key, async () => ({ ok: { of: key, problem: await this.#figure.asked('') } }));
    // nobody is shown another one's numbers
    return answer?.of === key && this.#isMine(key) ? answer.problem : undefined;
  }

  /** The constants that the task speaks of. */
  #given(): TemplateResult | typeof nothing {
    const own = exerciseWords[this.#host.words.tag];
    const given = Object.entries(this.#asked?.given ?? {});
    if (given.length === 0 || (this.#isOwn && !this.#owner)) return nothing;
    const number = (value: number) => plain(Number(value.toPrecision(12)));
    return html`<p class="given">${this.#isOwn ? own.yours : own.given}
      ${given.map(([name, value]) => html`<span><var>${name}</var> = ${number(value)}</span>`)}</p>`;
  }

  /** Everybody has another one: whose it is comes first. */
  #whose(): TemplateResult {
    const own = exerciseWords[this.#host.words.tag];
    if (this.#owner) return html`<p class="whose">${own.ownIs(this.#owner)}</p>`;
    return html`<form class="whose" @submit=${(event: Event) => void this.#claim(event)}>
      <p>${own.own}</p>
      ${this.#studentField('exercise-owner')}
      <button type="submit" class="word">${own.begin}</button>
    </form>`;
  }

  #studentField(id: string): TemplateResult {
    const own = exerciseWords[this.#host.words.tag];
    return html`<div class="field">
      <label for=${id}>${own.student}</label>
      <input
        id=${id} class="number" type="text" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="200"
        aria-invalid=${this.#wrong ? 'true' : 'false'} aria-describedby=${this.#wrong ? `${id}-wrong` : nothing}
        .value=${live(this.#student)}
        @input=${(event: Event) => {
          [this.#student, this.#wrong] = [(event.target as HTMLInputElement).value, ''];
          this.#host.update();
        }}
      />
      ${this.#wrong ? html`<p class="wrong" id="${id}-wrong" role="alert">${this.#wrong}</p>` : nothing}
    </div>`;
  }

  /** The id that was typed; without one, that is said. */
  get #named(): string | undefined {
    if (idOf(this.#student)) return this.#student.trim();
    this.#wrong = exerciseWords[this.#host.words.tag].noStudent;
    this.#host.update();
    return undefined;
  }

  async #claim(event?: Event): Promise<void> {
    event?.preventDefault();
    const student = this.#named;
    const seed = student && (await this.#figure.asked(student))?.seed;
    if (!student || seed === undefined || seed === '') return;
    [this.#owner, this.#seed] = [student, seed];
    if (get(this.#host.document, seedAt) !== seed) this.#host.edit(seedAt, seed);
    this.#started();
  }

  #started(): void {
    this.#host.update();
    if (!this.waits) this.#figure.begin();
  }

  #questioned(): TemplateResult | typeof nothing {
    const questions = this.#questions;
    if (questions.length === 0) return nothing;
    const own = exerciseWords[this.#host.words.tag];
    return html`${this.#isAsking && !(this.#isOwn && !this.#owner) ? html`<p class="first">${own.first}</p>` : nothing}
      <ol class="questions" aria-label=${own.questions}>
        ${questions.map((question, k) => html`<li>${this.#question(question, k)}</li>`)}
      </ol>`;
  }

  #question({ text, kind, first, reveal }: Plain, k: number): TemplateResult {
    const own = exerciseWords[this.#host.words.tag];
    const answer = this.#answers[k] ?? null;
    const choices = get({ kind: kind ?? null }, '/kind/choice/of') as readonly Json[] | undefined;
    const isFormula = kind === 'formula' || get({ kind: kind ?? null }, '/kind/formula') !== undefined;
    // what was said first stays said
    const isOver = first === true && this.#isBegun;
    const id = `exercise-answer-${k}`;
    const slip = this.#slips.get(k);
    const change = (to: Json) => this.#answer(k, to);
    const take = (typed: string) => {
      this.#slips.delete(k);
      if (!isFormula && isNoNumber(typed, this.#asked?.given)) this.#slips.set(k, typed);
      change(typed === '' || this.#slips.has(k) ? null : isFormula ? typed : (readNumber(typed) ?? typed));
    };
    return html`<div class="asked" id="${id}-asked">${this.#said(text)}</div>
      ${
        choices
          ? html`<div class="choices" role="radiogroup" aria-labelledby="${id}-asked">${choices.map(
              (one, n) =>
                html`<label><input
                    type="radio" name=${id} .checked=${live(answer === n)} ?disabled=${isOver} @change=${() => change(n)}
                  /><span>${this.#said(one)}</span></label>`,
            )}</div>`
          : html`<div class="field"><label for=${id}>${isFormula ? own.formula : own.answer}</label><input
                id=${id} class="number" type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-describedby="${id}-asked ${id}-wrong" aria-invalid=${slip === undefined ? 'false' : 'true'}
                ?disabled=${isOver} .value=${live(slip ?? (answer === null ? '' : String(answer)))}
                @change=${(event: Event) => take((event.target as HTMLInputElement).value.trim())}
              />${slip === undefined ? nothing : html`<p class="wrong" id="${id}-wrong" role="alert">${this.#host.words.runs.notANumber(shortened(slip, 24))}</p>`}</div>`
      }
      ${answer !== null && reveal && (!first || this.#isBegun) ? html`<div class="reveal">${this.#said(reveal)}</div>` : nothing}`;
  }

  #answer(k: number, to: Json): void {
    const length = this.#questions.length;
    this.#answers = Array.from({ length }, (_, n) => (n === k ? to : (this.#answers[n] ?? null)));
    const isAnswered = this.#questions.every(({ first }, n) => !first || this.#answers[n] !== null);
    const waited = this.waits;
    if (isAnswered) this.#isBegun = true;
    if (waited) this.#started();
    else this.#host.update();
  }

  #goals(): TemplateResult | typeof nothing {
    const { document, finished } = this.#host;
    const goals = written(this.#asked?.goals ?? get(document, pointer('goals')));
    if (goals.length === 0 || this.waits) return nothing;
    const own = exerciseWords[this.#host.words.tag];
    const key = JSON.stringify([
      finished?.fingerprint,
      finished?.opened.text,
      this.#answers,
      finished?.runs.map(({ loss }) => loss.length),
    ]);
    const verdicts = this.#verdicts.of(key, async () => ({ ok: await this.#figure.judge(this.#answers) }));
    const sum = (all: readonly { points: number }[] = []) =>
      plain(Number(all.reduce((whole, { points }) => whole + points, 0).toFixed(6)));
    return html`<h2>${own.goals}</h2>
      <ul class="goals">
        ${goals.map((goal, k) => {
          const verdict = verdicts?.[k];
          const state = verdict?.reached === true ? 'reached' : verdict?.reached === null ? 'unknown' : 'open';
          return html`<li class=${state}>
            <span class="mark" aria-hidden="true">${{ reached: '✓', open: '○', unknown: '?' }[state]}</span>
            <span>${goalText(goal, this.#host)}${verdict ? html` <span class="points">${own.points(plain(verdict.points))}</span>` : nothing}
              <span class="why">${verdict?.why || own.state[state]}</span></span>
            <span class="unseen">${own.state[state]}</span>
          </li>`;
        })}
      </ul>
      <p class="score" role="status">${verdicts ? own.score(sum(verdicts.filter(({ reached }) => reached)), sum(verdicts), sum(verdicts.filter(({ reached }) => reached === null))) : nothing}</p>
      <p class="hint">${own.tries(this.#attempts)} ${own.provisional}</p>`;
  }

  #hinted(): TemplateResult | typeof nothing {
    const hints = this.#written.hints ?? [];
    if (hints.length === 0) return nothing;
    const own = exerciseWords[this.#host.words.tag];
    const more = () => {
      this.#hints += 1;
      this.#host.update();
    };
    return html`<ol class="hints" aria-live="polite">${hints.slice(0, this.#hints).map((one) => html`<li>${this.#said(one)}</li>`)}</ol>
      ${
        this.#hints < hints.length
          ? html`<button type="button" class="word" @click=${more}>${own.hint(this.#hints + 1, hints.length)}</button>`
          : nothing
      }`;
  }

  #handing(): TemplateResult {
    const own = exerciseWords[this.#host.words.tag];
    const open = this.#questions.filter((_, k) => (this.#answers[k] ?? null) === null).length;
    return html`<details class="handing">
      <summary>${own.handIn}</summary>
      <form @submit=${(event: Event) => this.#save(event)}>
        <p>${own.handInWhat}</p>
        ${open > 0 ? html`<p class="missing">${own.missing(open)}</p>` : nothing}
        ${this.#owner ? nothing : this.#studentField('exercise-student')}
        <button type="submit" class="word">${own.save}</button>
        <p role="status">${this.#saved && own.saved(this.#saved)}</p>
      </form>
    </details>`;
  }

  #save(event: Event): void {
    event.preventDefault();
    const student = this.#owner || this.#named;
    const handed = student && this.#handed(student);
    if (!handed) return;
    const { name, text } = handed;
    save(new Blob([text], { type: 'application/json' }), name);
    this.#saved = name;
    this.#host.update();
  }
}

/** A number may be a formula of what is given; a word that is not given, or a comma for a point, is none. */
function isNoNumber(typed: string, given: object = {}): boolean {
  const isWord = /^\p{L}[\p{L}\p{N}_]*$/u.test(typed) && !['pi', 'e', ...Object.keys(given)].includes(typed);
  return isWord || /^[+\-−]?\d*,\d+$/.test(typed);
}

/** The runs of which more may be changed than their rate, but not all. */
function folded(document: Json): Set<number> {
  const controls = (get(document, pointer('controls')) ?? []) as readonly string[];
  const inner = controls.map((at) => /^\/runs\/(\d+)\/(?!optimizer\/\w+\/lr$)/.exec(at)?.[1]);
  return new Set(inner.filter((run) => run !== undefined).map(Number));
}
