// What formulas show for the names of hyper-parameters: the document's own letters before the usual ones.

import { get, type Json, pointer } from '../../document/pointer';

export type Symbols = Readonly<Record<string, string>>;

export function symbolsOf(document: Json, usual: Symbols = {}): Symbols {
  return { ...usual, ...(get(document, pointer('view', 'symbols')) as Record<string, string> | null) };
}

/** As the engine takes them, which ends each with a space. */
export function pairsOf(symbols: Symbols): string {
  return Object.entries(symbols)
    .flat()
    .map((word) => word.replaceAll(' ', '\u00a0'))
    .join(' ');
}
