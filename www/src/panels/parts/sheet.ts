// Text that a machine reads, typed by hand: a textarea with what is wrong underlined at its place, and why under it.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from '../../controls/live';

/** [start, end) in a text. */
export type Span = readonly [start: number, end: number];

export interface Sheet {
  readonly id: string;
  readonly label: string;
  /** What help calls it. */
  readonly about: string;
  readonly text: string;
  readonly wrong: { readonly why: string; readonly span?: Span | undefined } | undefined;
  readonly change: (text: string) => void;
  /** Escape was pressed. */
  readonly leave?: () => void;
}

export function sheet({ id, label, about, text, wrong, change, leave }: Sheet): TemplateResult {
  const [before, bad, after] = parts(text, wrong?.span);
  const keys = (event: KeyboardEvent) => {
    if (!leave || event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    leave();
  };
  return html`<div class="editor" data-help=${about}>
    <label for=${id}>${label}</label>
    <div class="sheet">
      <div class="marks" aria-hidden="true">${before}${bad ? html`<mark>${bad}</mark>` : nothing}${after}${'\n'}</div>
      <textarea
        id=${id} rows="1" autocomplete="off" autocapitalize="off" spellcheck="false"
        aria-invalid=${wrong ? 'true' : 'false'} aria-describedby="${id}-wrong"
        .value=${live(text)} @input=${(event: Event) => change((event.target as HTMLTextAreaElement).value)}
        @keydown=${keys}
      ></textarea>
    </div>
    <p class="wrong" id="${id}-wrong" aria-live="polite">${wrong?.why ?? ''}</p>
  </div>`;
}

/** What stands before, under and after the mark. What is missing at a line's end is marked as one space. */
export function parts(text: string, span: Span | undefined): [string, string, string] {
  if (!span) return [text, '', ''];
  const [start, end] = span;
  const bad = text.slice(start, end) || text.slice(start, start + 1).trim();
  return [text.slice(0, start), bad || '\u00a0', text.slice(start + bad.length)];
}

/** Where a place is after an edit, until it is known anew: before what was typed as it was, after it moved along. */
export function moved(span: Span | undefined, before: string, after: string): Span | undefined {
  if (!span) return undefined;
  const [shorter, change] = [Math.min(before.length, after.length), after.length - before.length];
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const start = span[0] <= head ? span[0] : Math.max(head, span[0] + change);
  const end = span[1] < before.length - tail ? Math.min(span[1], head) : span[1] + change;
  return [start, Math.max(start, end)];
}
