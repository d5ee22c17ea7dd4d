// A network's document as far as its data go.

import { get, type Json, pointer } from '../../document/pointer';
import { choiceAt } from '../../document/runs';
import type { Host } from '../panel';

export const taskAt = pointer('task');
export const at = (...keys: (string | number)[]) => pointer('task', 'network', ...keys);

export const kindOf = ({ document }: Pick<Host, 'document'>): string => choiceAt(document, at('data')).kind;

/** Rows, each with one target. */
export interface Rows {
  readonly inputs: readonly (readonly number[])[];
  readonly targets: readonly number[];
  /** Numbers to be met; as lists, a document cannot mean classes by them. */
  readonly listed: boolean;
}

/** Those of the document, where each has one target. */
export function rowsIn({ document }: Pick<Host, 'document'>): Rows | undefined {
  const rows = get(document, at('data', 'rows')) as unknown as
    | { inputs: Rows['inputs']; targets: readonly (number | readonly number[])[] }
    | undefined;
  if (!rows) return undefined;
  const listed = rows.targets.some((target) => typeof target !== 'number');
  if (rows.targets.some((target) => typeof target !== 'number' && target.length !== 1)) return undefined;
  return { inputs: rows.inputs, targets: rows.targets.flat(), listed };
}

/** A document holds 256 KiB in all; room is left for what else is in it. */
const mostLetters = 200_000;

/** Rows as data of a document, if they fit. */
export function rowsData({ inputs, targets, listed }: Rows): Json | undefined {
  const data = { rows: { inputs, targets: listed ? targets.map((target) => [target]) : targets } } as unknown as Json;
  // a number takes two letters at least
  if (inputs.length * ((inputs[0]?.length ?? 0) + 1) * 2 > mostLetters) return undefined;
  return JSON.stringify(data).length <= mostLetters ? data : undefined;
}
