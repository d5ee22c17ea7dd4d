// What a goal asks for, in words.

import type { Goal } from '../../document/experiment.gen';
import { get, type Json, pointer } from '../../document/pointer';
import { plain } from '../../draw/format';
import type { Host } from '../panel';
import { exerciseWords } from './words';

/** A goal of a document with all defaults: its kind and its fields. */
interface Written {
  readonly kind: keyof (typeof exerciseWords)['en']['goal'];
  readonly fields: { readonly [name: string]: Json | undefined };
}

export const goalsOf = (document: Json) => written(get(document, pointer('goals')));

export function written(goals: unknown): readonly Written[] {
  return ((goals ?? []) as readonly Goal[]).map((goal) => {
    const [[kind, fields] = ['diverges', {}]] = typeof goal === 'string' ? [[goal, {}]] : Object.entries(goal);
    return { kind: kind as Written['kind'], fields: (fields ?? {}) as Written['fields'] };
  });
}

const numeric = (value: Json | undefined) => (typeof value === 'number' ? plain(value) : String(value ?? ''));
const share = (value: Json | undefined) =>
  typeof value === 'number' ? `${plain(Number((100 * value).toFixed(6)))} %` : numeric(value);

export function goalText(
  { kind, fields }: Written,
  { names, words, learner }: Pick<Host, 'names' | 'words' | 'learner'>,
): string {
  const own = exerciseWords[words.tag];
  const run = names[Number(fields.run ?? 0)] ?? '';
  const within = (learner ? own.epochs : own.steps)(numeric(fields.by));
  const by = fields.by === undefined || fields.by === null ? '' : within;
  const list = (fields.inside ?? fields.point ?? []) as readonly Json[];
  switch (kind) {
    case 'loss':
      return own.goal.loss(run, numeric(fields.below), by);
    case 'reach':
      return own.goal.reach(run, `(${list.map(numeric).join(', ')})`, numeric(fields.within), by);
    case 'accuracy':
      return own.goal.accuracy(run, own.on[(fields.on ?? 'test') as keyof typeof own.on], share(fields.above), by);
    case 'beats':
      return own.goal.beats(run, names[Number(fields.than)] ?? '', fields.margin ? numeric(fields.margin) : '');
    case 'diverges':
      return own.goal.diverges(run);
    case 'stays':
      return own.goal.stays(run, list.slice(0, 2).map(numeric).join(' … '), list.slice(2).map(numeric).join(' … '));
    case 'at_most': {
      const [what = 'parameters', count] =
        Object.entries(fields).find(
          ([name, value]) => name in own.counted && typeof value !== 'undefined' && value !== null,
        ) ?? [];
      return own.goal.at_most(own.counted[what as keyof typeof own.counted], numeric(count));
    }
    case 'edge':
      return own.goal.edge(run, share(fields.within ?? 0.01));
    case 'answer':
      return own.goal.answer(plain(Number(fields.question ?? 0) + 1));
    case 'follows':
      return own.goal.follows(run);
  }
}
