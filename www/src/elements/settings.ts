// A run's settings as the page shows them: read from the document with all defaults written out.

import { rangeOf, type Setting } from '../controls/slider';
import { get, type Json, pointer } from '../document/pointer';
import { optimizerOf } from '../document/runs';
import { plain, typed } from '../draw/format';
import { type Domain, inside } from '../draw/scales';
import type { Trace } from '../engine/client';
import { type Editing, settingOf } from '../panels/setting';
import { textOf, type Words } from '../text/words';
import { leftAt } from './story';

/** The learning rate; undefined where it is no number. */
export function rateSetting(run: number, { summary }: Trace, editing: Editing): Setting | undefined {
  const { document, words } = editing;
  const { kind, values } = optimizerOf(document, run);
  const { lr } = values;
  if (typeof lr !== 'number') return undefined;
  const { limit } = summary;
  const at = pointer('runs', run, 'optimizer', kind, 'lr');
  const letter = get(document, pointer('view', 'symbols', 'lr'));
  return {
    ...settingOf(
      at,
      letter ? `${words.runs.rate} ${letter}` : words.runs.rate,
      lr,
      () => rangeOf(lr, limit),
      editing,
      `${at} ${limit}`,
    ),
    limit: limit === null ? undefined : { value: limit, text: words.runs.limit(legible(limit)) },
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
    const { code, params, why } = status.diverged;
    return words.engine(code, params, why);
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
