// A run's rule: its formula as it is published, and its text where it is written by hand.

import { html, nothing, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { lineColumn } from '../../document/locate';
import { get, type Json, pointer } from '../../document/pointer';
import { optimizerOf } from '../../document/runs';
import { typed } from '../../draw/format';
import type { Rule } from '../../engine/client';
import { Answer, type Host, type Refused } from '../panel';
import { moved, type Sheet, sheet } from '../parts/sheet';
import { pairsOf, symbolsOf } from '../parts/symbols';
import { type Shown, wordsOf } from './fields';

/** What a rule's text calls by a word, and formulas by a letter. */
const usual: Readonly<Record<string, string>> = { lr: 'η', momentum: 'α', decay: 'ρ', weight_decay: 'λ' };
/** So long after the last letter a text is tried. */
const restMs = 250;

/** A text on its way into the document. */
interface Draft {
  text: string;
  readonly original: string;
  open: boolean;
  /** What the engine was asked last, until it has answered. */
  sent: string | undefined;
  /** What is wrong with it, and where, stays until it is known to be right. */
  wrong: Sheet['wrong'];
  timer: ReturnType<typeof setTimeout> | undefined;
}

export interface RuleDoes {
  /** Puts a run with this text beside a run. */
  readonly copy: (run: number, text: string) => void;
  /** Moves the focus within a run, once that is on the page. */
  readonly focus: (run: number, selector: string) => void;
}

export class Rules {
  #host: Host;
  #shown: Shown;
  #answers = new Map<number, Answer<Rule>>();
  #drafts = new Map<number, Draft>();
  #does: RuleDoes;

  constructor(host: Host, shown: Shown, does: RuleDoes) {
    this.#host = host;
    this.#shown = shown;
    this.#does = does;
  }

  /** The rule as the engine has it, once it has told. */
  of(run: number): Rule | undefined {
    const host = this.#host;
    if (!host.finished) return undefined;
    let answer = this.#answers.get(run);
    if (!answer) {
      answer = new Answer(host);
      this.#answers.set(run, answer);
    }
    const pairs = pairsOf(symbolsOf(host.document, usual));
    const { learner } = host;
    return answer.of(`${run} ${host.finished.opened.text}`, () =>
      learner ? learner.askOf(run, 'rule', pairs) : host.tell('rule', run, pairs),
    );
  }

  render(run: number): TemplateResult {
    const host = this.#host;
    const words = wordsOf(host);
    const name = host.names[run] ?? '';
    const rule = this.of(run);
    const draft = this.#heard(run);
    const lines = rule?.lines ?? [];
    // ρ may also be what a rule itself calls rho
    const known = ['w', 'g', '∇f', 't', 'η', ...(rule?.params ?? []).map(({ name }) => usual[name])];
    const meanings = host.learner ? { ...words.letters, ...words.netLetters } : words.letters;
    const letters = Object.entries(meanings)
      .filter(([letter]) => known.includes(letter))
      .map(([letter, meaning]) => [this.#own(letter), meaning])
      .filter(([letter]) => lines.join().includes(`<mi>${letter}</mi>`));
    return html`<div class="formula" role="group" tabindex="0" aria-label=${words.formula(name)} data-help="rule">
        ${lines.map((line) => html`<div>${unsafeHTML(line)}</div>`)}
      </div>
      <p class="letters" data-help="rule">${letters.map(([letter, meaning]) => html`<span><i>${letter}</i> ${meaning}</span> `)}</p>
      ${draft?.open ? this.#editing(run, draft) : nothing}
      ${
        draft?.open || !this.#mayEdit(run)
          ? nothing
          : html`<button type="button" class="word edit" data-help="rule-edit" ?disabled=${!rule} @click=${() => this.#start(run, rule)}>
              ${words.edit}
            </button>`
      }`;
  }

  /** A rule of one's own where it may be changed; of another, where one may stand beside it. */
  #mayEdit(run: number): boolean {
    const { document, may } = this.#host;
    const runs = (get(document, pointer('runs')) ?? []) as Json[];
    return may(this.#textOf(run) === undefined ? pointer('runs', runs.length) : `${this.#at(run)}/text`);
  }

  /** What stands in the place of a usual letter. */
  #own(letter: string): string {
    const [name = ''] = Object.entries(usual).find(([, usual]) => usual === letter) ?? [];
    return symbolsOf(this.#host.document)[name] ?? letter;
  }

  /** Opens the text of a run that is written by hand. */
  open(run: number): void {
    const text = this.#textOf(run);
    const draft = this.#drafts.get(run);
    if (draft) draft.open = true;
    else if (text !== undefined) {
      this.#drafts.set(run, { text, original: text, open: true, sent: undefined, wrong: undefined, timer: undefined });
    }
  }

  /** Runs have other numbers now; −1: gone. */
  move(to: (run: number) => number): void {
    const moved = [...this.#drafts].map(([run, draft]) => [to(run), draft] as const).filter(([run]) => run >= 0);
    this.#drafts = new Map(moved);
  }

  reset(): void {
    for (const { timer } of this.#drafts.values()) clearTimeout(timer);
    this.#drafts.clear();
  }

  #at(run: number): string {
    return pointer('runs', run, 'optimizer', 'written');
  }

  /** The text that is shown. */
  #textOf(run: number): string | undefined {
    const text = get(this.#shown.full, `${this.#at(run)}/text`);
    return typeof text === 'string' ? text : undefined;
  }

  #start(run: number, rule: Rule | undefined): void {
    if (this.#textOf(run) === undefined && rule) {
      this.#does.copy(run, withValues(rule.text, optimizerOf(this.#host.document, run).values));
    } else {
      this.open(run);
      this.#does.focus(run, 'textarea');
    }
  }

  /** The draft, once what the engine has said of it is taken in. */
  #heard(run: number): Draft | undefined {
    const draft = this.#drafts.get(run);
    const text = this.#textOf(run);
    if (!draft || text === undefined) {
      this.#drafts.delete(run);
      return undefined;
    }
    const { refused } = this.#host;
    if (draft.sent !== undefined) {
      if (refused?.at === this.#at(run)) {
        draft.wrong = this.#wrong(refused, draft);
        draft.sent = undefined;
      } else if (text === draft.sent) [draft.wrong, draft.sent] = [undefined, undefined];
    } else if (!draft.timer && !draft.wrong) draft.text = text;
    return draft;
  }

  /** Its line is said too: columns of the engine count through the whole text, and a mark is only seen. */
  #wrong({ path, span, why }: Refused, { sent = '', text }: Draft): Sheet['wrong'] {
    if (!span || !path?.endsWith('.text')) return { why };
    const { line } = lineColumn(sent, span[0]);
    return { why: wordsOf(this.#host).line(line, why.replace(/^column \d+: /i, '')), span: moved(span, sent, text) };
  }

  #editing(run: number, draft: Draft): TemplateResult {
    const words = wordsOf(this.#host);
    const { wrong, text, original } = draft;
    const type = (next: string, rest = restMs) => {
      clearTimeout(draft.timer);
      if (wrong) draft.wrong = { why: wrong.why, span: moved(wrong.span, text, next) };
      draft.text = next;
      draft.timer = setTimeout(() => this.#send(draft), rest);
      this.#host.update();
    };
    const leave = () => {
      draft.open = false;
      this.#does.focus(run, '.edit');
    };
    return html`${sheet({
      id: `rule-${run}`,
      about: 'rule-text',
      label: words.text,
      text,
      wrong,
      change: type,
      leave,
    })}
    <p class="letters" data-help="rule-text">${words.language}</p>
    <div class="adds">
      <button type="button" class="word" data-help="rule-done" @click=${leave}>${words.done}</button>
      <button type="button" class="word" data-help="rule-original" ?disabled=${text === original} @click=${() => type(original, 0)}>
        ${words.original}
      </button>
    </div>`;
  }

  #send(draft: Draft): void {
    draft.timer = undefined;
    // it may have moved meanwhile
    const run = [...this.#drafts].find(([, one]) => one === draft)?.[0];
    if (run === undefined) return;
    draft.sent = draft.text;
    const at = this.#at(run);
    const { values } = optimizerOf(this.#host.document, run);
    // what a slider has set stays, as long as the text knows of it
    const kept = Object.entries(values).filter(
      ([name]) => this.#shown.says(at + pointer(name)) && (name === 'lr' || declares(draft.text, name)),
    );
    this.#host.edit(at, { ...Object.fromEntries(kept), text: draft.text });
  }
}

/** Whether a text has a parameter of this name. */
export function declares(text: string, name: string): boolean {
  const lines = text.match(/\bparam\b[^\n;]*/g) ?? [];
  return lines.some((line) => new RegExp(`[\\s,]${name}\\s*=`).test(line));
}

/** A published text that says the run's own values, so that it stands for itself. */
export function withValues(text: string, values: Readonly<Record<string, Json>>): string {
  return text.replace(/^param .*$/m, (line) =>
    line.replace(/(\w+) = [^,]*/g, (same, name: string) => {
      const value = values[name];
      if (typeof value === 'string') return `${name} = ${value}`;
      return typeof value === 'number' ? `${name} = ${typed(value)}` : same;
    }),
  );
}
