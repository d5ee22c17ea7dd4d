// The caption of the curves: what they are of, on which scale, against what.

import { html, type TemplateResult } from 'lit';
import { choice } from '../../controls/choice';
import type { Choosing } from '../../panels/chosen';
import type { CurveWords } from '../../text/curves';
import type { Against, Quantity, Scale } from './lines';

export interface Caption {
  readonly quantity: Quantity;
  readonly scale: Scale;
  readonly against: Against;
  readonly words: CurveWords;
  /** What there is to show. */
  readonly there: readonly Quantity[];
  /** What it can be drawn against. */
  readonly axes: readonly Against[];
  /** Whether the values have a place on a logarithmic scale. */
  readonly hasLog: boolean;
  readonly choose: (to: Choosing<'curves'>) => void;
}

export function caption({ words, quantity, scale, against, there, axes, hasLog, choose }: Caption): TemplateResult {
  const quantities = only(words.quantities, there);
  const { log, ...linear } = words.scales;
  return html`${select('quantity', words.quantity, quantity, quantities, (to) => choose({ quantity: to, log: undefined }))}
    ${select('scale', words.scale, scale, hasLog ? words.scales : linear, (to) => choose({ log: to === 'log' }))}
    ${select('against', words.against, against, only(words.axes, axes), (to) => choose({ against: to }))}`;
}

function only<K extends string>(
  texts: { readonly [key in K]?: string },
  keys: readonly K[],
): Partial<Record<K, string>> {
  return Object.fromEntries(keys.map((key) => [key, texts[key]])) as Partial<Record<K, string>>;
}

function select<K extends string>(
  about: 'quantity' | 'scale' | 'against',
  label: string,
  value: K,
  texts: { readonly [key in K]?: string },
  change: (to: K) => void,
): TemplateResult {
  const options = Object.entries<string | undefined>(texts).map(([key, text = '']) => ({ value: key, text }));
  return choice({ label, quiet: true, about: `curve-${about}`, value, options, change: (to) => change(to as K) });
}
