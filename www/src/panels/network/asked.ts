// What long questions are asked of: a finished document of a network and a run of it, by all that answers depend on.

import { get, type Json, pointer } from '../../document/pointer';
import { choiceAt } from '../../document/runs';
import type { Host } from '../panel';

/** A run of a finished document. */
export interface Asked {
  readonly text: string;
  readonly run: number;
  /** With every default written out. */
  readonly document: Json;
  readonly optimizer: { readonly kind: string; readonly values: Readonly<Record<string, Json>> };
  /** Names all that the run learns by but its optimizer, its schedule and its changes. */
  readonly lesson: string;
  /** Names how it goes about it. */
  readonly manner: string;
}

let last: Asked | undefined;

/** Of the run that is selected; cheap to ask again of the same document. */
export function asked({ finished, learner }: Pick<Host, 'finished' | 'learner'>): Asked | undefined {
  if (!finished || !learner) return undefined;
  const { text, resolved } = finished.opened;
  const { run } = learner;
  if (last?.text === text && last.run === run) return last;
  const document = JSON.parse(resolved) as Json;
  const {
    name: _,
    with: own,
    optimizer: __,
    ...course
  } = (get(document, pointer('runs', run)) ?? {}) as Record<string, Json>;
  const { task, seed, given, changes } = document as Record<string, Json>;
  const optimizer = choiceAt(document, pointer('runs', run, 'optimizer'));
  const lesson = JSON.stringify([task, seed, given, own]);
  const manner = JSON.stringify([optimizer, course, changes]);
  last = { text, run, document, optimizer, lesson, manner };
  return last;
}
