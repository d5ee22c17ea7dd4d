// What is asked: each question with its right answer beside it, which goes into the key and not into the document.

import { html, nothing, type TemplateResult } from 'lit';
import { checkbox } from '../../../controls/checkbox';
import { choice } from '../../../controls/choice';
import { live } from '../../../controls/live';
import { get, type Json, pointer, set } from '../../../document/pointer';
import { readNumber } from '../../../draw/format';
import { Answer, type Host } from '../../panel';
import { field } from '../../parts/field';
import { say } from '../../parts/say';
import { type Kind, kindOf, questionsOf, type Secrets } from './secrets';
import type { Texts } from './texts';
import { settingWords } from './words';

const goalsAt = pointer('goals');
const questionsAt = pointer('exercise', 'questions');
const most = 20;
const kinds: readonly Kind[] = ['number', 'formula', 'choice'];

/** The goal that judges a question, by its place. */
export function judging(document: Json, question: number): number {
  return goalsIn(document).findIndex((goal) => get(goal, '/answer') !== undefined && asked(goal) === question);
}

const goalsIn = (document: Json) => (get(document, goalsAt) ?? []) as readonly Json[];
const asked = (goal: Json) => Number(get(goal, '/answer/question') ?? 0);

export class Questions {
  #host: Host;
  #texts: Texts;
  #secrets: Secrets;
  #edit: (at: string, value: Json | undefined) => void;
  #wrong = new Map<number, Answer<string>>();

  constructor(host: Host, texts: Texts, secrets: Secrets, edit: (at: string, value: Json | undefined) => void) {
    [this.#host, this.#texts, this.#secrets, this.#edit] = [host, texts, secrets, edit];
  }

  render(): TemplateResult {
    const own = settingWords[this.#host.words.tag];
    const questions = questionsOf(this.#host.document);
    const add = () => this.#set(questionsAt, [...questions, { text: '' }] as Json);
    return html`${questions.map((_, k) => this.#question(k))}
      <button type="button" class="word" data-help="set-question-add" ?disabled=${questions.length >= most} @click=${add}>
        ${own.addQuestion}
      </button>`;
  }

  #question(k: number): TemplateResult {
    const own = settingWords[this.#host.words.tag];
    const { document } = this.#host;
    const question = questionsOf(document)[k] ?? {};
    const kind = kindOf(question);
    const at = questionsAt + pointer(k);
    const shape = (to: string) => this.#set(`${at}/kind`, to === 'choice' ? { choice: { of: ['', ''] } } : to);
    return html`<div class="block" role="group" aria-label=${own.question(k + 1)}>
      <div class="head"><h3>${own.question(k + 1)}</h3>
        <button
          type="button" class="quiet" data-help="remove" aria-label=${own.removeQuestion(k + 1)} title=${own.removeQuestion(k + 1)}
          @click=${() => this.#remove(k)}
        >×</button></div>
      ${this.#texts.field({ id: `set-question-${k}`, label: own.asks, about: 'set-question', at: `${at}/text`, rows: 2 })}
      ${choice({
        label: own.kind,
        about: 'set-kind',
        value: kind,
        options: kinds.map((value) => ({ value, text: own.kinds[value] })),
        change: shape,
      })}
      ${kind === 'choice' ? this.#options(k, at) : this.#answer(k, kind)}
      ${this.#judged(k, kind)}
      ${checkbox({
        label: own.first,
        on: question.first === true,
        about: 'set-first',
        change: (on) => this.#set(`${at}/first`, on),
      })}
      ${this.#texts.field({ id: `set-reveal-${k}`, label: own.reveal, about: 'set-reveal', at: `${at}/reveal`, rows: 1 })}
    </div>`;
  }

  #options(k: number, at: string): TemplateResult {
    const own = settingWords[this.#host.words.tag];
    const place = `${at}/kind/choice/of`;
    const options = (get(this.#host.document, place) ?? []) as readonly Json[];
    const right = this.#secrets.answer(this.#host.document, k);
    const pick = (value: string, label: string) =>
      html`<input
        type="radio" name="set-right-${k}" data-help="set-right" aria-label=${label} .checked=${live(right === value)}
        @change=${() => this.#right(k, value)}
      />`;
    const without = (n: number) => {
      this.#texts.flush();
      const left = Number(right);
      this.#set(place, options.filter((_, other) => other !== n) as Json);
      if (right !== '') this.#right(k, left === n ? '' : String(left > n ? left - 1 : left));
    };
    return html`<div class="options" role="radiogroup" aria-label=${own.right}>
      ${options.map(
        (_, n) => html`<div class="option">${pick(String(n), own.isRight(n + 1))}
          ${this.#texts.field({ id: `set-option-${k}-${n}`, label: own.option(n + 1), about: 'set-option', at: `${place}/${n}` })}
          <button
            type="button" class="quiet" data-help="remove" ?disabled=${options.length <= 2} aria-label=${own.removeOption(n + 1)}
            title=${own.removeOption(n + 1)} @click=${() => without(n)}
          >×</button></div>`,
      )}
      <label class="checkbox" data-help="set-right">${pick('', own.noneRight)}<span>${own.noneRight}</span></label>
      <button
        type="button" class="word" data-help="set-option-add" ?disabled=${options.length >= most}
        @click=${() => this.#set(`${place}`, [...options, ''])}
      >${own.addOption}</button>
    </div>`;
  }

  #answer(k: number, kind: Kind): TemplateResult {
    const own = settingWords[this.#host.words.tag];
    const right = this.#secrets.answer(this.#host.document, k);
    const why = this.#trouble(k, kind, right);
    const id = `set-right-${k}`;
    // not held to it by each look: what is being typed stays
    return html`<div class="field" data-help="set-right">
      <label for=${id}>${kind === 'formula' ? own.rightFormula : own.right}</label>
      <input
        id=${id} class="number" type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
        aria-invalid=${why ? 'true' : 'false'} aria-describedby=${why ? `${id}-wrong` : nothing} .value=${right}
        @change=${(event: Event) => this.#right(k, (event.target as HTMLInputElement).value.trim())}
      />
      ${why ? html`<p class="wrong" id="${id}-wrong">${why}</p>` : nothing}
    </div>`;
  }

  /** What the engine says of an answer: a number may be a formula of constants. */
  #trouble(k: number, kind: Kind, right: string): string | undefined {
    if (right === '' || (kind === 'number' && readNumber(right) !== undefined)) return undefined;
    const { document, words } = this.#host;
    // on the plane a formula can be tried: as what is minimised, or as where it starts
    if (get(document, pointer('task', 'surface')) === undefined) return undefined;
    let asked = this.#wrong.get(k);
    if (!asked) {
      asked = new Answer(this.#host);
      this.#wrong.set(k, asked);
    }
    const task = kind === 'formula' ? { f: right, start: [0.37, 1.21] } : { f: 'x*y', start: [right, 0] };
    const text = JSON.stringify({ task: { surface: { ...task, steps: 1 } }, given: get(document, '/given') ?? {} });
    const why = asked.of(text, async () => {
      const told = await this.#host.glance(text, 'sources');
      return { ok: 'failed' in told ? say(told.failed, words) : '' };
    });
    return why || undefined;
  }

  /** Its goal: how far off an answer may be, and what it counts. */
  #judged(k: number, kind: Kind): TemplateResult {
    const own = settingWords[this.#host.words.tag];
    const { document, refused } = this.#host;
    const goal = judging(document, k);
    if (goal < 0) return html`<p class="note">${own.notJudged}</p>`;
    const line = (name: 'within' | 'points', label: string) => {
      const at = goalsAt + pointer(goal, 'answer', name);
      const change = (value: Json) => this.#edit(at, value === '' ? undefined : value);
      return field({
        id: `set-answer-${name}-${k}`,
        about: `set-${name}`,
        label,
        at,
        value: get(document, at),
        refused,
        change,
      });
    };
    const isMissing = this.#secrets.answer(document, k) === '';
    return html`${isMissing ? html`<p class="wrong">${own.answerAway}</p>` : nothing}
      <div class="numbers">${kind === 'choice' ? nothing : line('within', own.within)} ${line('points', own.points)}</div>`;
  }

  /** A right answer brings the goal that judges it, and takes it away. */
  #right(k: number, text: string): void {
    const { document } = this.#host;
    this.#secrets.setAnswer(document, k, text);
    const goal = judging(document, k);
    if (text !== '' && goal < 0) this.#edit(goalsAt, [...goalsIn(document), { answer: { question: k } }]);
    else if (text === '' && goal >= 0) this.#edit(goalsAt, goalsIn(document).filter((_, n) => n !== goal) as Json);
    else this.#host.update();
  }

  /** Goals of later questions go along. */
  #remove(k: number): void {
    this.#texts.flush();
    const { document } = this.#host;
    const answers = questionsOf(document).map((_, n) => this.#secrets.answer(document, n));
    const goals = goalsIn(document).flatMap((goal) => {
      if (get(goal, '/answer') === undefined || asked(goal) < k) return [goal];
      return asked(goal) === k ? [] : [set(goal, '/answer/question', asked(goal) - 1)];
    });
    const left = questionsOf(document).filter((_, n) => n !== k);
    this.#edit('', set(set(document, questionsAt, left as Json), goalsAt, goals));
    answers.splice(k, 1);
    for (const [n, answer] of answers.entries()) this.#secrets.setAnswer(this.#host.document, n, answer);
  }

  #set(at: string, value: Json): void {
    this.#texts.flush();
    this.#edit(at, value);
  }
}
