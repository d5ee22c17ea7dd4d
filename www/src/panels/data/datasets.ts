// Which rows a document has, and what goes with them: generated ones know what suits them, columns of one's own are guessed at.

import { datasets } from '../../document/datasets.gen';
import { get, type Json, pointer } from '../../document/pointer';
import type { Surface } from '../../engine/client';
import { suit } from '../suited';
import { surfaceAt, surfaceOf } from '../surfaces';

export type Generated = keyof typeof datasets;
export type Kind = 'none' | Generated | 'columns';

export const generated = Object.keys(datasets) as Generated[];
export const dataAt = pointer('task', 'surface', 'data');

type Fields = { [key: string]: Json };

export function kindOf(document: Json): Kind {
  const data = get(document, dataAt);
  return ((data && Object.keys(data)[0]) as Kind | undefined) ?? 'none';
}

/** What the rows were drawn with, while that is what the formula is about. */
export function truthOf(document: Json): readonly [x: number, y: number] | undefined {
  return naturalOf(document)?.truth;
}

/** The document with rows that are drawn; surface and start are what suits them. */
export function generate(kind: Generated, document: Json, surfaces: readonly Surface[]): Json {
  const { f: _, start: __, ...task } = get(document, pointer('task', 'surface')) as Fields;
  return suit(document, { ...task, data: { [kind]: {} } }, rateOf(document, surfaces), datasets[kind].lr);
}

/** The document with columns of one's own. A formula that already speaks of them stays. */
export function fill(columns: Readonly<Record<string, readonly number[]>>, document: Json): Json {
  const { f, ...task } = get(document, pointer('task', 'surface')) as Fields;
  const before = (get(document, pointer('task', 'surface', 'data', 'columns')) ?? {}) as Fields;
  const names = Object.keys(columns);
  const same = names.join() === Object.keys(before).join();
  const data = { columns: columns as unknown as Json };
  return suit(document, { ...task, f: (same && f) || lossOf(columns), data }, 1, 1);
}

/** The loss of a line through two columns; of two classes, where the last knows but 0 and 1; of one column, its mean and, as a logarithm, its spread. */
function lossOf(columns: Readonly<Record<string, readonly number[]>>): string {
  const names = Object.keys(columns);
  const [u, v] = [names[0] ?? '', names.at(-1) ?? ''];
  if (names.length < 2) return `y + (${u} - x)^2/2*exp(-2y)`;
  const classes = columns[v]?.every((value) => value === 0 || value === 1);
  return classes ? `softplus(x*${u} + y) - ${v}*(x*${u} + y)` : `(x*${u} + y - ${v})^2`;
}

/** A learning rate that suits what is minimised now, where one is known. */
function rateOf(document: Json, surfaces: readonly Surface[]): number | undefined {
  return surfaceOf(document, surfaces)?.lr ?? naturalOf(document)?.lr;
}

function naturalOf(document: Json): (typeof datasets)[Generated] | undefined {
  const natural = datasets[kindOf(document) as Generated];
  return natural?.f === get(document, surfaceAt) ? natural : undefined;
}
