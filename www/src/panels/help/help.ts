// Help in place: while it is open, whatever the hand or the focus is on says in one sentence what it is.

import { html, type TemplateResult } from 'lit';
import type { Language } from '../../text/words';
import sheet from './help.css?inline';
import { words } from './words';

/** Parts of the figure by their place in it; the first that fits. */
const parts: readonly (readonly [selector: string, about: string])[] = [
  ['.plane', 'plane'],
  ['.legend', 'ramp'],
  ['.caption', 'surface'],
  ['.curves', 'chart'],
  ['.story', 'story'],
  ['.scrub', 'scrub'],
  ['.time .choice', 'speed'],
  ['.run .swatch', 'grip'],
  ['.run .loss', 'loss'],
  ['.run .choice', 'optimizer'],
];

export class Help {
  #root: ParentNode & EventTarget;
  #changed: () => void;
  #listening = new AbortController();
  #target: Element | undefined;

  /** Listens in a figure until it is closed. */
  constructor(root: ParentNode & EventTarget, changed: () => void) {
    this.#root = root;
    this.#changed = changed;
    for (const type of ['pointerover', 'focusin'] as const) {
      this.#root.addEventListener(type, (event) => this.#look(event.target), { signal: this.#listening.signal });
    }
  }

  close(): void {
    this.#listening.abort();
  }

  render(language: Language, close: () => void): TemplateResult {
    const { about, close: shut, says, keys } = words[language];
    const sentence = this.#target && sentenceOf(this.#target, says);
    return html`<style>${sheet}</style>
      <aside class="help" lang=${language}>
        <p role="status">${sentence ?? about}</p>
        <button type="button" class="quiet" aria-label=${shut} title=${shut} @click=${close}>×</button>
        <dl>${keys.map(([key, does]) => html`<div><dt>${key}</dt><dd>${does}</dd></div>`)}</dl>
      </aside>`;
  }

  #look(target: EventTarget | null): void {
    if (!(target instanceof Element) || target === this.#target || target.closest('.help')) return;
    this.#target = target;
    this.#changed();
  }
}

/** What an element says of itself; else what is known of its place. Undefined where there is nothing to say. */
function sentenceOf(target: Element, says: Readonly<Record<string, string>>): string | undefined {
  const own = target.closest<HTMLElement>('[data-says]')?.dataset.says;
  if (own) return own;
  const about = target.closest<HTMLElement>('[data-help]')?.dataset.help;
  if (about) return says[about];
  const controls = target.closest('[aria-controls]')?.getAttribute('aria-controls');
  if (controls && says[controls]) return says[controls];
  // a slider's field is named by its pointer: the last key says what it is
  const setting = target.closest('.setting')?.querySelector('[id^="set-"]')?.id.split('-').at(-1);
  if (setting && says[setting]) return says[setting];
  const part = parts.find(([selector]) => target.closest(selector))?.[1];
  if (part) return says[part];
  const panel = target.closest('.panel')?.id;
  return panel && says[panel];
}
