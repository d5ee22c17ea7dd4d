// Help in place: while it is open, whatever the hand or the focus is on says in one sentence what it is.

import { html, type LitElement, type TemplateResult } from 'lit';
import type { Language } from '../../text/words';
import { en } from './en';
import sheet from './help.css?inline';
import { ko } from './ko';

export interface HelpWords {
  readonly about: string;
  readonly close: string;
  /** Keys, and what they do. */
  readonly keys: readonly (readonly [keys: string, does: string])[];
  /** By what it is about: a part of the figure, a setting, an optimizer, a panel, what a panel shows. */
  readonly says: Readonly<Record<string, string>>;
}

const words: Readonly<Record<Language, HelpWords>> = { en, ko };

/** Parts of the first picture, which carry no names for help, by their place in it; the first that fits. */
const parts: readonly (readonly [selector: string, about: string])[] = [
  ['.handle', 'start'],
  ['.plane', 'plane'],
  ['.legend', 'ramp'],
  ['.caption .math', 'f'],
  ['.readout', 'readout'],
  ['.curves', 'curve'],
  ['.story', 'story'],
  ['.scrub, .count', 'scrub'],
  ['.run .swatch', 'swatch'],
  ['.run .loss', 'loss'],
  ['.run .reason', 'reason'],
  ['.run header button', 'menu'],
  ['.run > header', 'run'],
  ['.run > details > summary', 'more'],
  ['.runs > button', 'add'],
];

/** What the keyboard comes to by itself. */
const focusable = 'a, button, input, select, textarea, summary, [tabindex]';
/** What has a sentence, a hand or not. */
const told = ['[data-help]', ...parts.map(([selector]) => selector)].join();

export class Help {
  #root: ShadowRoot;
  #changed: () => void;
  #listening = new AbortController();
  #target: Element | undefined;
  /** Quantities that Tab comes to while this is open. */
  #reached: (HTMLElement | SVGElement | MathMLElement)[] = [];

  /** Listens in a figure until it is closed. */
  constructor(root: ShadowRoot, changed: () => void) {
    this.#root = root;
    this.#changed = changed;
    for (const type of ['pointerover', 'focusin'] as const) {
      this.#root.addEventListener(type, (event) => this.#look(event.target), { signal: this.#listening.signal });
    }
  }

  close(): void {
    this.#listening.abort();
    for (const quantity of this.#reached) quantity.removeAttribute('tabindex');
  }

  render(language: Language, close: () => void): TemplateResult {
    const { about, close: shut, says, keys } = words[language];
    const sentence = this.#target && sentenceOf(this.#target, says);
    void (this.#root.host as LitElement).updateComplete.then(() => this.#reach());
    return html`<style>${sheet}</style>
      <aside class="help" lang=${language}>
        <p role="status">${sentence ?? about}</p>
        <button type="button" class="quiet" aria-label=${shut} title=${shut} @click=${close}>×</button>
        <dl>${keys.map(([key, does]) => html`<div><dt>${key}</dt><dd>${does}</dd></div>`)}</dl>
      </aside>`;
  }

  /** Lets Tab come to what is no control, but has a sentence too. */
  #reach(): void {
    if (this.#listening.signal.aborted) return;
    for (const one of this.#root.querySelectorAll<HTMLElement>(told)) {
      if (one.closest(focusable) || one.querySelector(focusable) || one.closest('label, .help, [aria-hidden=true]'))
        continue;
      one.tabIndex = 0;
      this.#reached.push(one);
    }
  }

  #look(target: EventTarget | null): void {
    if (!(target instanceof Element) || target === this.#target || target.closest('.help')) return;
    this.#target = target;
    this.#changed();
  }
}

/** What is known of an element: by its own name or that of what it stands in, else by its place. */
function sentenceOf(target: Element, says: Readonly<Record<string, string>>): string | undefined {
  const known = (name: string | undefined) => (name && Object.hasOwn(says, name) ? says[name] : undefined);
  // the most special name first
  const own = target.closest<HTMLElement>('[data-help]')?.dataset.help?.split(' ').find(known);
  if (own) return known(own);
  const opened = known(target.closest('[aria-controls]')?.getAttribute('aria-controls') ?? undefined);
  if (opened) return opened;
  // a number of the document is named by its pointer: the last key says what it is
  const id = target.closest('.setting, .field')?.querySelector('[id]')?.id;
  const setting = known(id?.split('-').at(-1)) ?? (id?.startsWith('set-') ? known('param') : undefined);
  if (setting) return setting;
  const part = known(parts.find(([selector]) => target.closest(selector))?.[1]);
  return part ?? known(target.closest('.panel')?.id);
}
