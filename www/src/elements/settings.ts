// A run's settings as the page shows them: read from the document with all defaults written out.

import { memoryRange, type Range, rangeOf, type Setting } from '../controls/slider';
import { get, type Json, pointer } from '../document/pointer';
import { plain, shortened, typed } from '../draw/format';
import { type Domain, inside } from '../draw/scales';
import type { Trace } from '../engine/client';
import type { Refused } from '../panels/panel';
import { textOf, type Words } from '../text/words';
import { leftAt } from './story';

export interface Editing {
  readonly document: Json;
  readonly words: Words;
  readonly refused: Refused | undefined;
  /** Ranges by pointer, kept so that a slider does not move under the hand. */
  readonly ranges: Map<string, Range>;
  readonly edit: (at: string, value: Json) => void;
  readonly refuse: (refused: Refused) => void;
}

/** The key of a run's optimizer, and its hyper-parameters. */
export function optimizerOf(document: Json, run: number): { kind: string; values: Record<string, Json> } {
  const optimizer = get(document, pointer('runs', run, 'optimizer'));
  if (typeof optimizer === 'string') return { kind: optimizer, values: {} };
  const [kind = '', values = {}] = Object.entries((optimizer ?? {}) as Record<string, Json>)[0] ?? [];
  return { kind, values: values as Record<string, Json> };
}

/** The learning rate, and the rest. */
export function settingsOf(
  run: number,
  trace: Trace,
  editing: Editing,
): { rate: Setting | undefined; more: Setting[] } {
  const { kind, values } = optimizerOf(editing.document, run);
  const all = Object.entries(values)
    .filter((entry): entry is [string, number] => typeof entry[1] === 'number')
    .map(([name, value]) => setting(run, kind, name, value, trace.summary.limit, editing));
  const rate = all.find(({ name }) => name === 'lr');
  return { rate, more: all.filter((one) => one !== rate) };
}

/** Hyper-parameters that are never 1, but may come close. */
const memories = new Set(['momentum', 'beta', 'beta1', 'beta2', 'decay']);

/** One setting, with the name of its field. */
function setting(
  run: number,
  kind: string,
  name: string,
  value: number,
  limit: number | null,
  { words, refused, ranges, edit, refuse }: Editing,
): Setting & { readonly name: string } {
  const at = pointer('runs', run, 'optimizer', kind, name);
  const label = words.setting[name] ?? name;
  const isRate = name === 'lr';
  const key = isRate ? `${at} ${limit}` : at;
  const range =
    ranges.get(key) ??
    (isRate ? rangeOf(value, limit) : memories.has(name) ? memoryRange(value) : rangeOf(value, null));
  ranges.set(key, range);
  return {
    name,
    id: `set${at.replace(/\//g, '-')}`,
    label,
    fieldLabel: words.runs.value(label),
    value,
    range,
    limit: isRate && limit !== null ? { value: limit, text: words.runs.limit(legible(limit)) } : undefined,
    wrong: refused?.at === at ? { text: refused.text, why: refused.why } : undefined,
    change: (next) => edit(at, next),
    refuse: (text) => refuse({ at, text, why: words.runs.notANumber(shortened(text, 24)) }),
  };
}

/** What was typed, as it stands in the field after the engine refused it. */
export function refusedText(value: Json): string {
  return typeof value === 'number' ? typed(value) : String(value);
}

/** The names of the runs: the document's own, else the optimizer's; where two would be alike with the rate, or with a number. */
export function namesOf(document: Json, runs: readonly Trace[], words: Words): string[] {
  const names = runs.map(({ summary }, k) => {
    const own = textOf(get(document, pointer('runs', k, 'name')), words.tag);
    return own || (words.optimizer[summary.optimizer] ?? summary.optimizer);
  });
  return names.map((name, k) => {
    const alike = [...names.keys()].filter((other) => names[other] === name);
    if (alike.length < 2) return name;
    const rates = alike.map((other) => optimizerOf(document, other).values.lr);
    const told = new Set(rates).size === alike.length && rates.every((lr) => typeof lr === 'number');
    const at = alike.indexOf(k);
    return `${name} ${told ? plain(rates[at] as number) : at + 1}`;
  });
}

/** Why a run is out at this step, in words; undefined while it is in the picture. */
export function outBecause(
  run: Trace,
  rate: number | undefined,
  step: number,
  domain: Domain,
  words: Words,
): string | undefined {
  const { status, limit } = run.summary;
  if (typeof status === 'object' && step >= status.diverged.at) {
    return words.engine(status.diverged.code, status.diverged.params) ?? status.diverged.why;
  }
  const left = leftAt(run.path, domain, step);
  if (left === undefined) return undefined;
  if (left === 0) return words.runs.outside;
  return limit !== null && rate !== undefined && rate > limit
    ? words.runs.overLimit(legible(limit))
    : words.runs.left(left);
}

/** Whether a run ends outside the picture: its loss must not set the scale of the curves. */
export function endsOutside({ path, summary }: Trace, domain: Domain): boolean {
  const last = path.length - 2;
  return typeof summary.status === 'object' || !inside(domain, path[last] ?? 0, path[last + 1] ?? 0);
}

/** Three digits say enough beside a slider. */
function legible(x: number): number {
  return Number(x.toPrecision(3));
}
