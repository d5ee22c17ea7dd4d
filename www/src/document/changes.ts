// Changes on a run's way: they stand in the document, so that they replay.

import { get, type Json, pointer, set } from './pointer';

export const changesAt = pointer('changes');

interface Change {
  readonly run: number;
  /** After how many updates. */
  readonly at: number;
  readonly set: Readonly<Record<string, Json>>;
}

/** A place within a run. */
export interface Place {
  readonly run: number;
  /** Where in that. */
  readonly own: string;
}

/**
 * What a run may change on its way: its rule, its schedule, how long gradients are, its batch and its penalty. Of what
 * all share it is a change of each run that has none of its own. Undefined where the document says something else there:
 * what a run is and learns from. A penalty is changed as a whole.
 */
export function placesOf(document: Json, at: string): readonly Place[] | undefined {
  const [, run, own] =
    /^\/runs\/(\d+)(\/(?:optimizer|schedule|schedule_per|warmup|clip)(?:\/.*)?|\/with\/(?:batch|penalty))(?:\/l[12])?$/.exec(
      at,
    ) ?? [];
  if (own !== undefined) return [{ run: Number(run), own }];
  const [, name = ''] = /^\/task\/network\/(batch|penalty)(?:\/l[12])?$/.exec(at) ?? [];
  if (!name) return undefined;
  const runs = (get(document, '/runs') ?? []) as readonly Json[];
  const places = runs.flatMap((one, run) =>
    get(one, pointer('with', name)) === undefined ? [{ run, own: pointer('with', name) }] : [],
  );
  return places.length > 0 ? places : undefined;
}

export function changesOf(document: Json): readonly Change[] {
  return (get(document, changesAt) ?? []) as unknown as readonly Change[];
}

/**
 * The document with a value set from an update on. What was set there of the same before is replaced, and what was to be
 * changed later within it is gone with what it was in.
 */
export function changing(document: Json, run: number, at: number, own: string, value: Json): Json {
  const cleared = without(document, { run, own }, at);
  const here = (one: Change) => one.run === run && one.at === at;
  const changes = changesOf(cleared);
  const known = changes.find(here);
  const change: Change = { run, at, set: { ...known?.set, [own]: value } };
  const others = changes.filter((one) => !here(one));
  const all = [...others, change].sort((a, b) => a.run - b.run || a.at - b.at);
  return set(document, changesAt, all as unknown as Json);
}

/** The document without one of its changes, and without what was changed within that. */
export function unchanging(document: Json, run: number, at: number, own: string): Json {
  const cleared = without(document, { run, own }, at);
  return written(
    document,
    changesOf(cleared).map((one) => (one.run === run && one.at === at ? { ...one, set: omit(one.set, own) } : one)),
  );
}

/** Without changes that lead below a place, from an update on, until the place itself is changed again. */
export function without(document: Json, { run, own }: Place, from: number): Json {
  const changes = changesOf(document);
  const again = changes.filter((one) => one.run === run && one.at > from && own in one.set).map(({ at }) => at);
  const until = Math.min(Number.POSITIVE_INFINITY, ...again);
  return written(
    document,
    changes.map((one) => {
      if (one.run !== run || one.at < from || one.at >= until) return one;
      const below = Object.keys(one.set).filter((place) => place.startsWith(`${own}/`));
      return below.length > 0 ? { ...one, set: omit(one.set, ...below) } : one;
    }),
  );
}

function omit(from: Change['set'], ...places: readonly string[]): Change['set'] {
  return Object.fromEntries(Object.entries(from).filter(([place]) => !places.includes(place)));
}

function written(document: Json, changes: readonly Change[]): Json {
  const all = changes.filter((one) => Object.keys(one.set).length > 0);
  const same = all.length === changesOf(document).length && all.every((one, k) => one === changesOf(document)[k]);
  return same ? document : set(document, changesAt, all.length > 0 ? (all as unknown as Json) : undefined);
}

/** The document with a value of a run from its start, and no change of it on the way. */
export function fromStart(document: Json, run: number, own: string, value: Json): Json {
  const changed = changesOf(document).filter((one) => one.run === run && own in one.set);
  const rest = changed.reduce((left, { at }) => unchanging(left, run, at, own), document);
  return set(rest, pointer('runs', run) + own, value);
}

/** What a run has there after so many updates, where a change says it. */
export function valueAfter(document: Json, run: number, own: string, updates: number): Json | undefined {
  return due(document, run, updates).findLast((one) => own in one.set)?.set[own];
}

/** When that was last changed. */
export function changedAt(document: Json, run: number, own: string, updates: number): number | undefined {
  return due(document, run, updates).findLast((one) => own in one.set)?.at;
}

/**
 * The document as it is once runs have made so many updates each: without changes on the way. What all runs share is what
 * the first has that has none of its own.
 */
export function after(document: Json, updates: (run: number) => number): Json {
  let now = set(document, changesAt, []);
  const runs = (get(document, '/runs') ?? []) as readonly Json[];
  for (const run of runs.keys()) {
    for (const change of due(document, run, updates(run))) {
      // what leads into a choice after what makes it
      for (const own of Object.keys(change.set).sort()) now = within(now, run, own, change.set[own] ?? null);
    }
  }
  for (const name of ['batch', 'penalty']) {
    const own = pointer('with', name);
    const shared = runs.flatMap((one, run) => (get(one, own) === undefined ? [run] : []));
    const first = shared[0] === undefined ? undefined : get(now, pointer('runs', shared[0]) + own);
    if (first === undefined) continue;
    now = set(now, pointer('task', 'network', name), first);
    for (const run of shared) {
      const place = pointer('runs', run) + own;
      if (JSON.stringify(get(now, place)) === JSON.stringify(first)) now = set(now, place, undefined);
    }
  }
  return now;
}

function due(document: Json, run: number, updates: number): readonly Change[] {
  const own = changesOf(document).filter((one) => one.run === run && one.at <= updates);
  return own.toSorted((a, b) => a.at - b.at);
}

/** A choice may be written as its bare name. */
function within(document: Json, run: number, own: string, value: Json): Json {
  const [, choice = ''] = /^(\/(?:optimizer|schedule))\//.exec(own) ?? [];
  const at = pointer('runs', run);
  const name = choice && get(document, at + choice);
  const whole = typeof name === 'string' && name ? set(document, at + choice, { [name]: {} }) : document;
  return set(whole, at + own, value);
}
