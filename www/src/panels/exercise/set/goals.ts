// What is to be reached: a list of goals, each as a sentence with its fields under it.

import { html, nothing, type TemplateResult } from 'lit';
import { choice } from '../../../controls/choice';
import { below } from '../../../document/locks';
import { get, type Json, pointer, set } from '../../../document/pointer';
import { choiceAt, optimizerOf } from '../../../document/runs';
import { plain } from '../../../draw/format';
import type { Host } from '../../panel';
import { field } from '../../parts/field';
import { goalsOf, goalText } from '../goals';
import { controlsOf } from './free';
import type { Secrets } from './secrets';
import { settingWords } from './words';

const goalsAt = pointer('goals');
const controlsAt = pointer('controls');
const most = 32;
const counted = ['parameters', 'evaluations', 'rows'] as const;
const rows = ['test', 'training', 'validation'] as const;

type Kind = ReturnType<typeof goalsOf>[number]['kind'];

/** By the task; what is asked in words has its goal with the question. */
const kinds: Readonly<Record<'surface' | 'network', readonly Kind[]>> = {
  surface: ['loss', 'reach', 'beats', 'diverges', 'stays', 'at_most', 'edge', 'follows'],
  network: ['accuracy', 'loss', 'beats', 'diverges', 'at_most'],
};

/** A rule to begin with, which goes nowhere. */
const beginning = (lr: Json) => `param lr = ${lr}\nw = w`;

export class Goals {
  #host: Host;
  #secrets: Secrets;
  #edit: (at: string, value: Json | undefined) => void;
  #next: Kind = 'loss';

  constructor(host: Host, secrets: Secrets, edit: (at: string, value: Json | undefined) => void) {
    [this.#host, this.#secrets, this.#edit] = [host, secrets, edit];
  }

  render(): TemplateResult {
    const own = settingWords[this.#host.words.tag];
    const goals = goalsOf(this.#host.document);
    const can = this.#kinds;
    if (!can.includes(this.#next)) this.#next = can[0] ?? 'loss';
    return html`${goals.map((goal, k) => this.#goal(goal, k))}
      <div class="row">
        ${choice({
          label: own.newGoal,
          about: 'set-goal-kind',
          value: this.#next,
          options: can.map((value) => ({ value, text: own.goals[value] })),
          change: (kind) => {
            this.#next = kind as Kind;
            this.#host.update();
          },
        })}
        <button type="button" class="word" data-help="set-goal-add" ?disabled=${goals.length >= most} @click=${() => this.#add()}>
          ${own.addGoal}
        </button>
      </div>
      ${this.#next === 'follows' ? html`<p class="note">${own.reference(this.#host.names[this.#host.selected] ?? '')}</p>` : nothing}
      ${goals.length > 0 ? this.#score() : nothing}
      ${this.#said(goalsAt)}`;
  }

  get #kinds(): readonly Kind[] {
    const { document, names } = this.#host;
    const all = kinds[get(document, pointer('task', 'network')) === undefined ? 'surface' : 'network'];
    return all.filter((kind) => kind !== 'beats' || names.length > 1);
  }

  #goal(goal: ReturnType<typeof goalsOf>[number], k: number): TemplateResult {
    const own = settingWords[this.#host.words.tag];
    const { kind, fields } = goal;
    const text = goalText(goal, this.#host);
    return html`<div class="block" role="group" aria-label=${own.goal(k + 1)}>
      <div class="head"><h3>${plain(k + 1)}. ${text}</h3>
        <button
          type="button" class="quiet" data-help="remove" aria-label=${own.removeGoal(k + 1)} title=${own.removeGoal(k + 1)}
          @click=${() => this.#remove(k)}
        >×</button></div>
      ${
        kind === 'answer'
          ? html`<p class="note">${own.withQuestion(Number(fields.question ?? 0) + 1)}</p>`
          : html`<div class="numbers">${this.#fields(kind, fields, k)} ${this.#line(kind, 'points', k)}</div>
            ${kind === 'follows' ? this.#rule(Number(fields.run ?? 0)) : nothing}`
      }
    </div>`;
  }

  #fields(kind: Kind, fields: { readonly [name: string]: Json | undefined }, k: number): unknown {
    const own = settingWords[this.#host.words.tag];
    const line = (...keys: (string | number)[]) => this.#line(kind, keys.join('/'), k, keys);
    const run = (name: 'run' | 'than' = 'run') => this.#run(name, fields[name] ?? 0, goalsAt + pointer(k, kind, name));
    switch (kind) {
      case 'loss':
        return [run(), line('below'), line('by')];
      case 'reach':
        return [run(), line('point', 0), line('point', 1), line('within'), line('by')];
      case 'accuracy':
        return [
          run(),
          this.#pick(own.field.on, fields.on ?? 'test', rows, own.on, (to) =>
            this.#edit(`${goalsAt}/${k}/accuracy/on`, to),
          ),
          line('above'),
          line('by'),
        ];
      case 'beats':
        return [run(), run('than'), line('margin')];
      case 'stays':
        return [run(), ...[0, 1, 2, 3].map((n) => line('inside', n))];
      case 'at_most': {
        const what = counted.find((name) => fields[name] !== undefined && fields[name] !== null) ?? 'evaluations';
        const to = (name: string) => {
          const { [what]: count, ...rest } = fields;
          this.#edit(`${goalsAt}/${k}/at_most`, { ...rest, [name]: count ?? 100 } as Json);
        };
        return [this.#pick(own.field.what, what, counted, own.counted, to), line(what)];
      }
      case 'edge':
        return [run(), line('within')];
      default:
        return [run()];
    }
  }

  #pick<T extends string>(
    label: string,
    value: Json,
    options: readonly T[],
    named: Readonly<Record<T, string>>,
    change: (to: string) => void,
  ): TemplateResult {
    const list = options.map((one) => ({ value: one, text: named[one] }));
    return choice({ label, about: 'set-goal-field', value: String(value), options: list, change });
  }

  /** Only where there are several. */
  #run(name: 'run' | 'than', value: Json, at: string): TemplateResult | typeof nothing {
    const { names } = this.#host;
    if (names.length < 2) return nothing;
    const own = settingWords[this.#host.words.tag];
    const options = names.map((text, k) => ({ value: String(k), text }));
    return html`${choice({
      label: own.field[name],
      about: 'set-goal-run',
      value: String(value),
      options,
      change: (to) => this.#edit(at, Number(to)),
    })}${this.#said(at)}`;
  }

  #line(kind: Kind, name: string, k: number, keys: readonly (string | number)[] = [name]): TemplateResult {
    const own = settingWords[this.#host.words.tag];
    const { document, refused } = this.#host;
    const at = goalsAt + pointer(k, kind, ...keys);
    const isFree = name === 'by' || name === 'points' || name === 'margin' || (kind === 'edge' && name === 'within');
    // what is left empty has its default
    const change = (value: Json) => this.#edit(at, isFree && value === '' ? undefined : value);
    const label = own.field[name as keyof typeof own.field] ?? own.counted[name as keyof typeof own.counted] ?? name;
    const about = name === 'points' ? 'set-points' : `set-goal-${keys[0]}`;
    const value = get(document, at) ?? undefined;
    return field({ id: `set-goal-${k}-${keys.join('-')}`, about, label, at, value, refused, change });
  }

  /** The rule that is to be found: it leaves the document for the key, and can come back to be mended. */
  #rule(run: number): TemplateResult {
    const own = settingWords[this.#host.words.tag];
    const { document, words, names } = this.#host;
    const at = pointer('runs', run, 'optimizer');
    const reference = this.#secrets.references.get(run);
    const take = () => this.#edit('', this.#taken(document, run));
    const putBack = () => {
      const controls = controlsOf(document)?.filter((one) => !below(one, [at]));
      const back = set(document, at, reference ?? null);
      // while it is mended, it need not be a text
      this.#edit('', controls ? set(back, controlsAt, [...controls, at]) : back);
    };
    const button = (about: string, text: string, press: () => void) =>
      html`<button type="button" class="word" data-help=${about} @click=${press}>${text}</button>`;
    if (reference === undefined) {
      return html`<p class="note">${own.away(names[run] ?? '')}</p>
        <div class="row">${button('set-take', own.take, take)}</div>`;
    }
    const { kind, values } = choiceAt(reference, '');
    const { text, ...rest } = values;
    const numbers = Object.entries(rest).map(([name, value]) => `${name} = ${value}`);
    return html`<p class="note">${own.taken}</p>
      <pre tabindex="0" data-help="set-reference" role="region" aria-label=${own.referenceName}>${
        typeof text === 'string' ? text : `${words.optimizer[kind] ?? kind}\n${numbers.join('\n')}`
      }</pre>
      <div class="row">${button('set-back', own.back, putBack)} ${button('set-take', own.takeAgain, take)}</div>`;
  }

  /** The document once the key has a run's rule: what may be changed of that is its text. */
  #taken(document: Json, run: number): Json {
    const at = pointer('runs', run, 'optimizer');
    const optimizer = get(document, at);
    if (optimizer === undefined) return document;
    this.#secrets.references.set(run, optimizer);
    const { lr } = optimizerOf(document, run).values;
    const begun = set(document, at, { written: { text: beginning(lr ?? 0.1) } });
    const controls = controlsOf(document);
    const kept = controls?.filter((one) => !below(one, [at])) ?? [];
    const to = below(at, kept) ? kept : [...kept, at + pointer('written')];
    return controls ? set(begun, controlsAt, to) : begun;
  }

  #score(): TemplateResult {
    const own = settingWords[this.#host.words.tag];
    const at = pointer('exercise', 'points');
    const { document, refused } = this.#host;
    return field({
      id: 'set-score',
      about: 'set-score',
      label: own.score,
      at,
      value: get(document, at) ?? undefined,
      refused,
      change: (value) => this.#edit(at, value === '' ? undefined : value),
    });
  }

  #said(at: string): TemplateResult | typeof nothing {
    const { refused } = this.#host;
    return refused?.at === at ? html`<p class="wrong" role="alert">${refused.why}</p>` : nothing;
  }

  #remove(k: number): void {
    const goals = (get(this.#host.document, goalsAt) ?? []) as readonly Json[];
    this.#edit(goalsAt, goals.filter((_, n) => n !== k) as Json);
  }

  #add(): void {
    const goals = (get(this.#host.document, goalsAt) ?? []) as readonly Json[];
    const to = [...goals, { [this.#next]: this.#fresh(this.#next) }];
    // the rule that is to be written leaves the document as its goal comes
    if (this.#next === 'follows')
      this.#edit('', set(this.#taken(this.#host.document, this.#host.selected), goalsAt, to));
    else this.#edit(goalsAt, to);
  }

  /** What is worth asking for, of what is shown. */
  #fresh(kind: Kind): Json {
    const { finished, document, selected: run, domain, names } = this.#host;
    const own = run > 0 ? { run } : {};
    switch (kind) {
      case 'loss': {
        const best = finished?.runs[run]?.loss.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY) ?? 1;
        const half = Number.isFinite(best) ? Number((best / 2).toPrecision(1)) : 0.1;
        return { ...own, below: half };
      }
      case 'reach': {
        const [x = 0, y = 0] = finished?.opened.minima ?? [];
        return { ...own, point: [x, y].map((one) => Number(one.toPrecision(6))), within: 0.1 };
      }
      case 'accuracy':
        return {
          ...own,
          above: 0.9,
          on: get(document, pointer('task', 'network', 'test')) === 0 ? 'training' : 'test',
        };
      case 'beats':
        return { ...own, than: names.findIndex((_, k) => k !== run) };
      case 'stays':
        return { ...own, inside: [...(domain ?? [-1, 1, -1, 1])].map((one) => Number(one.toPrecision(3))) };
      case 'at_most':
        return get(document, pointer('task', 'network')) === undefined
          ? { evaluations: finished?.steps ?? 100 }
          : { parameters: 100 };
      default:
        return own;
    }
  }
}

/** The reference stands in the document still: then a link holds the solution. */
export function isGiven(document: Json, run: number, reference: Json): boolean {
  const [now, then] = [choiceAt(document, pointer('runs', run, 'optimizer')), choiceAt(reference, '')];
  return JSON.stringify(sorted(now)) === JSON.stringify(sorted(then));
}

/** Whether it is one of the page's own rules, not one that was written. */
export function isKnown(reference: Json | undefined): boolean {
  return reference !== undefined && choiceAt(reference, '').kind !== 'written';
}

function sorted({ kind, values }: { kind: string; values: Record<string, Json> }): Json {
  return [
    kind,
    ...Object.keys(values)
      .sort()
      .map((name) => [name, values[name] ?? null]),
  ];
}

/** With the runs of goals as they stand, the first that has none. */
export function withoutReference(document: Json, secrets: Secrets): number | undefined {
  const follows = goalsOf(document).filter(({ kind }) => kind === 'follows');
  return follows.map(({ fields }) => Number(fields.run ?? 0)).find((run) => !secrets.references.has(run));
}
