// What of a run can be tried with other values: its rule's numbers, its batch, its layers, its first weights, its penalty.

import { get, type Json, pointer, set } from '../../document/pointer';
import { choiceAt } from '../../document/runs';
import type { Asked } from '../network/asked';
import { activations, type Layer, mostLayers } from '../network/layers';
import { layersIn, placeIn } from '../network/place';
import type { Learner } from '../panel';
import { axisOf, limitsOf, othersOf } from '../sweep/ranges';

export type Value = number | string;

/** From where to where, in how many values. */
export type Span = readonly [from: number, to: number, count: number];

/** Numbers that can stand in a field. */
export interface Numbers {
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
  readonly whole: boolean;
}

export interface Field {
  /** What the document calls it. */
  readonly name: string;
  /** By another key, it is another rule's or stands among other rows. */
  readonly key: string;
  /** Where it stands within the run; two that stand in one place cannot be tried together. */
  readonly at: string;
  readonly numbers?: Numbers;
  /** Words that can stand there. */
  readonly words: readonly string[];
  /** What is tried unless somebody says otherwise: a range, or one by one. */
  readonly usual: { readonly span: Span } | { readonly list: readonly Value[] };
  readonly now: Value | undefined;
  /** What stands there for a value. */
  readonly json: (value: Value) => Json;
}

/** Rates are tried in so many values, by half decades, so that the one that holds is among them; other numbers in fewer. */
const counts = { lr: 7, other: 6 };
const schemes = ['xavier', 'he', 'lecun', 'normal', 'zeros'];

/** In the order in which they are offered; the rate is first. */
export function fieldsOf({ document, run, optimizer }: Asked, lesson: Learner['lesson']): readonly Field[] {
  const of = (name: string) => get(document, placeIn(document, run, name));
  const own = (name: string) => pointer('with', name);
  const hypers = ['lr', ...othersOf(optimizer.values)].filter((name) => typeof optimizer.values[name] === 'number');
  const rows = lesson.parts[0];
  const layers = layersIn(document, run);
  const last = layers.at(-1) ?? { units: 8, activation: 'tanh' };
  const penalty = (of('penalty') ?? {}) as Record<string, Json>;
  const init = choiceAt(document, placeIn(document, run, 'init')).kind;
  const same = (key: 'units' | 'activation') =>
    layers.every((layer) => layer[key] === last[key]) && layers.length > 0 ? last[key] : undefined;
  const whole = (low: number, high: number, log: boolean): Numbers => ({ low, high, log, whole: true });
  const relayer = (change: (layer: Layer) => Layer) => layers.map(change) as unknown as Json;
  const fields: Field[] = hypers.map((name) => {
    const value = Number(optimizer.values[name]);
    const { from, to, log } = axisOf(name, value, 2);
    return {
      name,
      key: `${optimizer.kind} ${name}`,
      at: pointer('optimizer', '*', name),
      numbers: { ...limitsOf(name), log, whole: false },
      words: [],
      usual: { span: [from, to, name === 'lr' ? counts.lr : counts.other] },
      now: value,
      json: (to) => to,
    };
  });
  fields.push({
    name: 'batch',
    key: `batch ${rows}`,
    at: own('batch'),
    numbers: whole(1, Math.max(1, rows), true),
    words: ['all'],
    usual: { list: [...[1, 4, 16, 64, 256].filter((size) => size < rows), 'all'] },
    now: (of('batch') ?? 'all') as Value,
    json: (to) => to,
  });
  if (layers.length > 0) {
    fields.push(
      {
        name: 'units',
        key: 'units',
        at: own('layers'),
        numbers: whole(1, 1024, true),
        words: [],
        usual: { list: [1, 2, 4, 8, 16] },
        now: same('units'),
        json: (to) => relayer((layer) => ({ ...layer, units: Number(to) })),
      },
      {
        name: 'activation',
        key: 'activation',
        at: own('layers'),
        words: Object.keys(activations),
        usual: { list: ['sigmoid', 'tanh', 'relu', 'elu', 'gelu'] },
        now: same('activation'),
        json: (to) => relayer((layer) => ({ ...layer, activation: String(to) })),
      },
    );
  }
  fields.push({
    name: 'depth',
    key: 'depth',
    at: own('layers'),
    numbers: whole(0, mostLayers, false),
    words: [],
    usual: { list: [0, 1, 2, 3, 4] },
    now: layers.length,
    json: (to) => Array.from({ length: Number(to) }, (_, k) => layers[k] ?? last) as unknown as Json,
  });
  if (init !== 'values')
    fields.push({
      name: 'init',
      key: 'init',
      at: own('init'),
      words: schemes,
      usual: { list: ['xavier', 'he', 'lecun', 'normal'] },
      now: init || undefined,
      json: (to) => to,
    });
  for (const name of ['l2', 'l1'])
    fields.push({
      name,
      key: name,
      at: own('penalty'),
      numbers: { low: 0, high: 1e6, log: true, whole: false },
      words: [],
      usual: { list: [0, 0.0001, 0.001, 0.01, 0.1] },
      now: Number(penalty[name] ?? 0),
      json: (to) => ({ ...penalty, [name]: to }),
    });
  return fields;
}

/** The document with a value taken over: into the run, or into what all share where there is but this run. */
export function taken(document: Json, { run, optimizer }: Asked, field: Field, value: Value): Json {
  const [, where, ...rest] = field.at.split('/');
  if (where === 'optimizer') {
    return set(document, pointer('runs', run, 'optimizer', optimizer.kind, rest.at(-1) ?? ''), value);
  }
  const name = rest[0] ?? '';
  const alone = ((get(document, pointer('runs')) ?? []) as Json[]).length === 1;
  const at = alone ? placeIn(document, run, name) : pointer('runs', run, 'with', name);
  return set(document, at, field.json(value));
}
