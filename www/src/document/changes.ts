// Changes on a run's way: they stand in the document, so that they replay.

import { get, type Json, pointer, set } from './pointer';

export const changesAt = pointer('changes');

interface Change {
  readonly run: number;
  /** After how many updates. */
  readonly at: number;
  readonly set: Readonly<Record<string, Json>>;
}

/** Where a hyper-parameter stands: of which run, and where in that. */
export function hyperparameter(at: string): { readonly run: number; readonly own: string } | undefined {
  const [, run, own] = /^\/runs\/(\d+)(\/optimizer\/[^/]+\/[^/]+)$/.exec(at) ?? [];
  return own === undefined ? undefined : { run: Number(run), own };
}

export function changesOf(document: Json): readonly Change[] {
  return (get(document, changesAt) ?? []) as unknown as readonly Change[];
}

/** The document with a value set from an update on. What was set there of the same before is replaced. */
export function changing(document: Json, run: number, at: number, own: string, value: Json): Json {
  const here = (one: Change) => one.run === run && one.at === at;
  const changes = changesOf(document);
  const known = changes.find(here);
  const change: Change = { run, at, set: { ...known?.set, [own]: value } };
  const others = changes.filter((one) => !here(one));
  const all = [...others, change].sort((a, b) => a.run - b.run || a.at - b.at);
  return set(document, changesAt, all as unknown as Json);
}

/** The document without one of its changes. */
export function unchanging(document: Json, run: number, at: number, own: string): Json {
  const all = changesOf(document).flatMap((one): readonly Change[] => {
    if (one.run !== run || one.at !== at) return [one];
    const { [own]: _, ...rest } = one.set;
    return Object.keys(rest).length > 0 ? [{ ...one, set: rest }] : [];
  });
  return set(document, changesAt, all.length > 0 ? (all as unknown as Json) : undefined);
}

/** The document with a value of a run from its start, and no change of it on the way. */
export function fromStart(document: Json, run: number, own: string, value: Json): Json {
  const changed = changesOf(document).filter((one) => one.run === run && own in one.set);
  const rest = changed.reduce((left, { at }) => unchanging(left, run, at, own), document);
  return set(rest, pointer('runs', run) + own, value);
}

/** What a run has there after so many updates, where a change says it. */
export function valueAfter(document: Json, run: number, own: string, updates: number): Json | undefined {
  const due = changesOf(document).filter((one) => one.run === run && one.at <= updates && own in one.set);
  const last = due.toSorted((a, b) => a.at - b.at).at(-1);
  return last?.set[own];
}
