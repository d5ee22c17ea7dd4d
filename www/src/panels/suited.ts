// Another surface under the same runs: what of the document goes along with it.

import { get, type Json, pointer, set } from '../document/pointer';
import type { Surface } from '../engine/client';
import { surfaceOf } from './surfaces';

type Fields = { [key: string]: Json };

/**
 * The document with another surface of the library; it comes with its own start, and without data. A title told of the
 * old one, but an exercise keeps its own.
 */
export function pick(to: Surface, document: Json, surfaces: readonly Surface[]): Json {
  const { data: _, ...task } = get(document, pointer('task', 'surface')) as Fields;
  const surface = { ...task, f: to.f, start: [...to.start] };
  const isExercise = Object.keys(get(document, pointer('controls')) ?? []).length > 0;
  const untold = to.f === task.f || isExercise ? document : set(document, pointer('title'), undefined);
  return suit(untold, surface, surfaceOf(document, surfaces)?.lr, to.lr);
}

/**
 * The document with another task, and with learning rates that suit it as the old ones suited the old: a rate that
 * descends a valley leaves a steeper surface with the first step. Where nothing is known of the old, they are those that
 * suit the new. Rules that scale their own steps keep theirs.
 */
export function suit(document: Json, surface: Fields, from: number | undefined, to: number): Json {
  const { runs, view, ...rest } = document as Fields & { runs: (Fields & { optimizer: Fields })[]; view: Fields };
  // the part of the plane was the old surface's
  const { domain: _, ...shown } = view;
  const suited = runs.map((run) => {
    const [[kind, values] = ['', {}]] = Object.entries(run.optimizer) as [string, Fields][];
    const { lr, momentum } = values;
    if (!followsSlope.has(kind) || typeof lr !== 'number') return run;
    const rate = from ? (lr * to) / from : to * (1 - (Number(momentum) || 0));
    return { ...run, optimizer: { [kind]: { ...values, lr: Number(rate.toPrecision(2)) } } };
  });
  return { ...rest, task: { surface }, runs: suited, view: shown };
}

/** Optimizers whose steps are as long as the slope is steep. */
const followsSlope = new Set(['gd', 'momentum', 'momentum_ema', 'nesterov']);
