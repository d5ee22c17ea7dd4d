// The texts of an exercise as they are typed: in one language, or a tab for each. What is typed comes into the document
// when the hand rests.

import { html, nothing, type TemplateResult } from 'lit';
import { checkbox } from '../../../controls/checkbox';
import { live } from '../../../controls/live';
import { get, type Json, pointer, set } from '../../../document/pointer';
import { type Language, textOf } from '../../../text/words';
import type { Host } from '../../panel';
import { settingWords } from './words';

const restMs = 300;
const exerciseAt = pointer('exercise');
const languages: readonly Language[] = ['en', 'ko'];

export interface Written {
  readonly id: string;
  readonly label: string;
  /** What help calls it. */
  readonly about: string;
  readonly at: string;
  /** So many lines to begin with; without, it is one line. */
  readonly rows?: number;
  /** Shown where there is nothing yet. */
  readonly sample?: string;
}

interface Draft {
  readonly at: string;
  readonly text: string;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export class Texts {
  #host: Host;
  #edit: (at: string, value: Json | undefined) => void;
  /** What is being typed, by its element. */
  #drafts = new Map<string, Draft>();
  /** Chosen by hand; until then as the document is written. */
  #both: boolean | undefined;
  #language: Language | undefined;

  constructor(host: Host, edit: (at: string, value: Json | undefined) => void) {
    this.#host = host;
    this.#edit = edit;
  }

  get isBoth(): boolean {
    return this.#both ?? placesOf(this.#host.document).some((at) => isObject(get(this.#host.document, at)));
  }

  /** The one that is typed. */
  get language(): Language {
    return this.#language ?? this.#host.words.tag;
  }

  /** Languages in which something is not said that is said in the other. */
  get missing(): readonly Language[] {
    if (!this.isBoth) return [];
    const { document } = this.#host;
    const texts = placesOf(document).map((at) => get(document, at) ?? '');
    const said = (text: Json, tag: Language) => (typeof text === 'string' ? text : (get(text, `/${tag}`) ?? ''));
    return languages.filter((tag) => texts.some((text) => textOf(text, tag) && !said(text, tag)));
  }

  field({ id, label, about, at, rows, sample = '' }: Written): TemplateResult {
    const tag = this.language;
    const name = `${id}-${tag}`;
    const { refused } = this.#host;
    const known = this.#read(at);
    const draft = this.#drafts.get(name);
    const wrong = refused?.at === at && draft ? refused.why : undefined;
    // taken back since
    if (draft && !draft.timer && !wrong && draft.text !== known) this.#drafts.delete(name);
    const text = (draft?.timer || wrong ? draft?.text : undefined) ?? known;
    const type = (event: Event) => this.#type(name, at, (event.target as HTMLTextAreaElement).value);
    const flush = () => this.#send(name);
    const parts = [wrong ? 'true' : 'false', wrong ? `${id}-wrong` : nothing] as const;
    return html`<div class="field" data-help=${about}>
      <label for=${id}>${label}${this.isBoth ? html` <span class="tag">${settingWords[this.#host.words.tag].tongue[tag]}</span>` : nothing}</label>
      ${
        rows
          ? html`<textarea
              id=${id} class="number" rows=${rows} style="--rows: ${rows}" lang=${tag} placeholder=${sample} aria-invalid=${parts[0]} aria-describedby=${parts[1]}
              .value=${live(text)} @input=${type} @blur=${flush}
            ></textarea>`
          : html`<input
              id=${id} class="number" type="text" autocomplete="off" lang=${tag} placeholder=${sample} aria-invalid=${parts[0]}
              aria-describedby=${parts[1]} .value=${live(text)} @input=${type} @change=${flush}
            />`
      }
      ${wrong ? html`<p class="wrong" id="${id}-wrong">${wrong}</p>` : nothing}
    </div>`;
  }

  /** Whether there are both languages, and which one is typed. */
  tabs(): TemplateResult {
    const { both } = settingWords[this.#host.words.tag];
    return html`${checkbox({ label: both, on: this.isBoth, about: 'set-both', change: (on) => this.#speak(on) })}
    ${this.tongues()}`;
  }

  /** Which one is typed, where there are both. */
  tongues(): TemplateResult | typeof nothing {
    if (!this.isBoth) return nothing;
    const own = settingWords[this.#host.words.tag];
    const pick = (tag: Language) => {
      this.flush();
      this.#language = tag;
      this.#host.update();
    };
    const keys = (event: KeyboardEvent) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      const next = languages[(languages.indexOf(this.language) + by + languages.length) % languages.length] ?? 'en';
      pick(next);
      const list = (event.currentTarget as HTMLElement).querySelectorAll('button');
      list[languages.indexOf(next)]?.focus();
    };
    return html`<div class="tabs" role="tablist" aria-label=${own.both} @keydown=${keys}>
            ${languages.map(
              (tag) =>
                html`<button
                  type="button" role="tab" data-help="set-tongue" aria-selected=${tag === this.language}
                  tabindex=${tag === this.language ? 0 : -1} @click=${() => pick(tag)}
                >${own.tongue[tag]}</button>`,
            )}
          </div>`;
  }

  /** All that has been typed is in the document. */
  flush(): void {
    for (const name of [...this.#drafts.keys()]) this.#send(name);
  }

  stop(): void {
    this.flush();
    this.#drafts.clear();
  }

  #read(at: string): string {
    const text = get(this.#host.document, at) ?? '';
    if (typeof text === 'string') return text;
    const own = get(text, `/${this.language}`);
    return typeof own === 'string' ? own : '';
  }

  #type(name: string, at: string, text: string): void {
    clearTimeout(this.#drafts.get(name)?.timer);
    this.#drafts.set(name, { at, text, timer: setTimeout(() => this.#send(name), restMs) });
  }

  #send(name: string): void {
    const draft = this.#drafts.get(name);
    if (!draft?.timer) return;
    clearTimeout(draft.timer);
    draft.timer = undefined;
    if (draft.text === this.#read(draft.at)) return;
    const tag = name.slice(-2) as Language;
    this.#edit(draft.at, this.isBoth ? withText(get(this.#host.document, draft.at), tag, draft.text) : draft.text);
  }

  #speak(both: boolean): void {
    this.flush();
    this.#both = both;
    const { document, words } = this.#host;
    const tag = both ? words.tag : this.language;
    const to = placesOf(document).reduce((left, at) => {
      const text = get(document, at) ?? '';
      if (both === isObject(text) || text === '') return left;
      return set(left, at, both ? withText('', tag, text as string) : (textOf(text, tag) ?? ''));
    }, document);
    if (to !== document) this.#edit(exerciseAt, get(to, exerciseAt));
    this.#language = undefined;
    this.#host.update();
  }
}

function isObject(text: Json | undefined): boolean {
  return typeof text === 'object' && text !== null;
}

/** A text for all languages was one of the other. */
function withText(old: Json | undefined, tag: Language, text: string): Json {
  const other = tag === 'en' ? 'ko' : 'en';
  const before = typeof old === 'string' ? (old ? { [other]: old } : {}) : ((old ?? {}) as { [key: string]: Json });
  const all = Object.entries({ ...before, [tag]: text }).filter(([, said]) => said !== '');
  return all.length > 0 ? Object.fromEntries(all) : '';
}

/** Where an exercise has texts. */
function placesOf(document: Json): string[] {
  const at = (...keys: (string | number)[]) => pointer('exercise', ...keys);
  const list = (...keys: (string | number)[]) => [...((get(document, at(...keys)) ?? []) as Json[]).keys()];
  return [
    at('text'),
    ...list('hints').map((k) => at('hints', k)),
    ...list('questions').flatMap((k) => [
      at('questions', k, 'text'),
      at('questions', k, 'reveal'),
      ...list('questions', k, 'kind', 'choice', 'of').map((n) => at('questions', k, 'kind', 'choice', 'of', n)),
    ]),
  ];
}
