// A network's parameters as a file: read, looked at, and what is wrong with one that does not fit.

import type { Json } from '../../../document/pointer';
import type { Lesson } from '../../../engine/serve-train';

/** Of one layer: a row of weights an output, and the biases. */
export interface Values {
  readonly weights: readonly (readonly number[])[];
  readonly bias: readonly number[];
}

/** What is wrong: what there should be, and what there is. `layer` counts from 1. */
export type Wrong =
  | { readonly kind: 'json'; readonly at: string }
  | { readonly kind: 'form' }
  | { readonly kind: 'layers' | 'large'; readonly wanted: number; readonly found: number }
  | {
      readonly kind: 'outputs' | 'inputs' | 'bias';
      readonly layer: number;
      readonly wanted: number;
      readonly found: number;
    }
  | { readonly kind: 'number'; readonly layer: number; readonly found: string };

/** As long as a document may be, in bytes; a little of it is for the rest. */
const most = 255 * 1024;
/** More than any file of weights that fits has. */
export const mostBytes = 4 * 1024 * 1024;

/** Outputs and inputs, layer by layer. */
function sizesOf({ inputs, layers }: Pick<Lesson, 'inputs' | 'layers'>): readonly (readonly [number, number])[] {
  return layers.map(({ units }, k) => [units, k === 0 ? inputs : (layers[k - 1]?.units ?? 0)]);
}

/** Reads a file: what a document's `init` takes, or what is wrong with it. `rest` is how long the document is without. */
export function readWeights(
  text: string,
  lesson: Pick<Lesson, 'inputs' | 'layers'>,
  rest: number,
): { readonly values: readonly Values[] } | { readonly wrong: Wrong } {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch (error) {
    return { wrong: { kind: 'json', at: String((error as Error).message).slice(0, 80) } };
  }
  const list = listOf(json);
  if (!list) return { wrong: { kind: 'form' } };
  const sizes = sizesOf(lesson);
  if (list.length !== sizes.length) return { wrong: { kind: 'layers', wanted: sizes.length, found: list.length } };
  const values: Values[] = [];
  for (const [k, [outputs, inputs]] of sizes.entries()) {
    const one = readLayer(list[k], k + 1, outputs, inputs);
    if ('wrong' in one) return one;
    values.push(one.values);
  }
  const found = JSON.stringify(values).length + rest;
  return found > most ? { wrong: { kind: 'large', wanted: most, found } } : { values };
}

/** The layers, also where they stand within a document. */
function listOf(json: Json): readonly Json[] | undefined {
  if (Array.isArray(json)) return json;
  const values =
    (json as { values?: Json } | null)?.values ?? (json as { init?: { values?: Json } } | null)?.init?.values;
  return Array.isArray(values) ? values : undefined;
}

function readLayer(
  json: Json | undefined,
  layer: number,
  outputs: number,
  inputs: number,
): { readonly values: Values } | { readonly wrong: Wrong } {
  const { weights, bias = Array(outputs).fill(0) } = (json ?? {}) as { weights?: Json; bias?: Json };
  if (!Array.isArray(weights) || !Array.isArray(bias)) return { wrong: { kind: 'form' } };
  if (weights.length !== outputs) return { wrong: { kind: 'outputs', layer, wanted: outputs, found: weights.length } };
  for (const row of weights) {
    if (!Array.isArray(row)) return { wrong: { kind: 'form' } };
    if (row.length !== inputs) return { wrong: { kind: 'inputs', layer, wanted: inputs, found: row.length } };
  }
  if (bias.length !== outputs) return { wrong: { kind: 'bias', layer, wanted: outputs, found: bias.length } };
  const odd = [...(weights as Json[][]).flat(), ...bias].find(
    (x) => typeof x !== 'number' || !Number.isFinite(Math.fround(x)),
  );
  if (odd !== undefined) return { wrong: { kind: 'number', layer, found: (JSON.stringify(odd) ?? '').slice(0, 40) } };
  return {
    values: { weights: (weights as number[][]).map((row) => row.map(short)), bias: (bias as number[]).map(short) },
  };
}

/** The same number of 32 bits in as few digits as say it. */
export function short(value: number): number {
  const single = Math.fround(value);
  for (let digits = 6; digits < 9; digits++) {
    const fewer = Number(single.toPrecision(digits));
    if (Math.fround(fewer) === single) return fewer;
  }
  return Number(single.toPrecision(9));
}
