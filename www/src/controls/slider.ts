// One number: a native range for the hand, a field for typing, and what was wrong with what was typed.

import { html, nothing, type TemplateResult } from 'lit';
import { plain, readNumber, typed } from '../draw/format';
import { niceStep, tidy } from '../draw/scales';
import { live } from './live';

/** Linear from `low` to `high`, by decades, or, for a memory such as 0.9 or 0.999, by decades of what is missing to 1. */
export interface Range {
  readonly kind: 'linear' | 'log' | 'memory';
  readonly low: number;
  readonly high: number;
  /** Whole numbers only. */
  readonly whole?: boolean;
}

/** To 1.25 × the largest stable rate where that is known; else a decade to either side of the rate that the scene came with. */
export function rangeOf(value: number, limit: number | null): Range {
  if (limit !== null && limit > 0) return { kind: 'linear', low: 0, high: 1.25 * limit };
  const middle = value > 0 ? value : 0.1;
  return { kind: 'log', low: middle / 10, high: middle * 10 };
}

/** What is never 1, but may come close. */
export function memoryRange(value: number): Range {
  return { kind: 'memory', low: 0, high: value > 0.99 ? 0.9999 : 0.999 };
}

/** Where a value stands on the slider, 0 to 1. */
export function share(value: number, range: Range): number {
  const { kind, low, high } = range;
  const part =
    kind === 'linear'
      ? (value - low) / (high - low)
      : kind === 'log'
        ? Math.log(value / low) / Math.log(high / low)
        : Math.log(1 - value) / Math.log(1 - high);
  return Math.max(0, Math.min(1, Number.isNaN(part) ? 0 : part));
}

/** The value at a place on the slider, rounded to what a hand can mean. */
export function valueAt(part: number, range: Range): number {
  const { kind, low, high, whole } = range;
  if (kind === 'log') {
    const value = Number((low * (high / low) ** part).toPrecision(2));
    return whole ? Math.round(value) : value;
  }
  const exact = kind === 'linear' ? low + part * (high - low) : 1 - (1 - high) ** part;
  const step = kind === 'linear' ? stepOf(range) : digitOf(1 - exact);
  return tidy(Math.round(exact / step) * step, step);
}

/** One press of an arrow: about a hundredth of the range, or, held with Shift, a tenth of that. */
export function nudged(value: number, by: number, fine: boolean, range: Range): number {
  const { kind, low, high, whole } = range;
  const coarse = kind === 'linear' ? 2 * stepOf(range) : digitOf(kind === 'log' ? value || low : 1 - value);
  const step = whole ? (fine ? 1 : Math.ceil(coarse / 2)) : fine ? coarse / 10 : coarse;
  const next = tidy(Math.round(value / step + by) * step, step);
  if (kind === 'log') return next > 0 ? next : value;
  return Math.max(low, Math.min(high, next));
}

/** What a hand can tell apart on a linear slider. */
function stepOf({ low, high, whole }: Range): number {
  const step = niceStep((high - low) / 250);
  return whole ? Math.max(1, step) : step;
}

/** One in the second digit of a number. */
function digitOf(value: number): number {
  return 10 ** (Math.floor(Math.log10(value) + 1e-9) - 1);
}

export interface Setting {
  readonly id: string;
  readonly label: string;
  readonly fieldLabel: string;
  readonly value: number;
  readonly range: Range;
  /** It may not be changed. */
  readonly still?: boolean;
  /** The largest stable value, marked on the slider, and its words. */
  readonly limit?: { readonly value: number; readonly text: string } | undefined;
  /** What is wrong with what was typed, and the text that was. */
  readonly wrong?: { readonly text: string; readonly why: string } | undefined;
  /** Stands beside the label. */
  readonly beside?: TemplateResult;
  readonly change: (value: number) => void;
  /** Something was typed that is no number. */
  readonly refuse: (text: string) => void;
}

const resolution = 1000;

export function slider(setting: Setting): TemplateResult {
  const { id, label, fieldLabel, value, range, still, limit, wrong, beside, change, refuse } = setting;
  if (still) return html`<div class="setting still"><span class="label">${label}</span><b>${typed(value)}</b></div>`;
  const at = share(value, range);
  const drag = (event: Event) => change(valueAt(Number((event.target as HTMLInputElement).value) / resolution, range));
  const keys = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    change(nudged(value, by, event.shiftKey, range));
  };
  const type = (event: Event) => {
    const { value: text } = event.target as HTMLInputElement;
    const number = readNumber(text);
    if (number === undefined) refuse(text);
    else change(number);
  };
  return html`<div class="setting" style="--at: ${at}">
    <span class="label"><label for=${id}>${label}</label>${beside}</span>
    <span class="track">
      <input
        id=${id} type="range" min="0" max=${resolution} step="1"
        .value=${live(String(Math.round(at * resolution)))}
        aria-valuetext=${plain(value)}
        @input=${drag} @keydown=${keys}
      />
      ${limit ? html`<span class="limit" style="--at: ${share(limit.value, range)}">${limit.text}</span>` : nothing}
    </span>
    <input
      class="number" type="text" inputmode="decimal" autocomplete="off" spellcheck="false"
      aria-label=${fieldLabel} aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${wrong ? `${id}-wrong` : nothing}
      .value=${wrong ? wrong.text : typed(value)}
      @change=${type}
    />
    ${wrong ? html`<p class="wrong" id="${id}-wrong">${wrong.why}</p>` : nothing}
  </div>`;
}
