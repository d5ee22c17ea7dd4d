// What an exercise lets a hand change: its `controls` are pointers, and each unlocks all below it. How the document is
// shown is never locked.

import { get, type Json, keysOf, pointer } from './pointer';

const always = [pointer('view'), pointer('hand_in')];

/** Whether an exercise is being set: its panel is open, and nothing is locked. */
export function isBeingSet(document: Json): boolean {
  const panels = get(document, pointer('view', 'panels')) as readonly Json[] | null | undefined;
  return panels?.includes('exercise') ?? false;
}

/** The pointers that are unlocked; undefined where all is. */
function open(document: Json): readonly string[] | undefined {
  const controls = get(document, pointer('controls')) as readonly string[] | null | undefined;
  if (!controls || isBeingSet(document)) return undefined;
  // with a rule's text, its parameters are open
  return [...controls.map((at) => at.replace(/\/written\/text$/, '/written')), ...always];
}

/** Whether a place is one of these, or lies below one. */
export const below = (at: string, places: readonly string[]) =>
  places.some((place) => at === place || at.startsWith(`${place}/`));

/** Whether what stands at a pointer may be changed, or something below it. */
export function mayChange(document: Json, at: string): boolean {
  const places = open(document);
  return !places || below(at, places) || places.some((place) => place.startsWith(`${at}/`));
}

/** The first place, if there is one, in which a document differs from another that locks it. A student's own seed may differ. */
export function lockedChange(of: Json, to: Json): string | undefined {
  const places = open(of);
  const own = get(of, pointer('exercise', 'seed_by_student')) === true ? [pointer('seed')] : [];
  return places && differing(of, to, [], [...places, ...own]);
}

/** With so many keys on the way. */
function differing(
  was: Json | undefined,
  is: Json | undefined,
  keys: string[],
  places: readonly string[],
): string | undefined {
  const at = pointer(...keys);
  if (was === is || below(at, places)) return undefined;
  if (at === pointer('changes')) return (is as Json[] | undefined)?.map((one) => unlikely(one, places)).find(Boolean);
  const isDeep = (value: Json | undefined) => typeof value === 'object' && value !== null;
  if (!isDeep(was) || !isDeep(is) || Array.isArray(was) !== Array.isArray(is)) return at;
  const all = new Set([...Object.keys(was as object), ...Object.keys(is as object)]);
  for (const key of all) {
    const [before, now] = [was, is].map((value) => (value as { [key: string]: Json })[key]);
    const found = differing(before, now, [...keys, key], places);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What is changed on the way may be what may be changed at the start. */
function unlikely(change: Json, places: readonly string[]): string | undefined {
  const { run = 0, set = {} } = change as { run?: number; set?: { [key: string]: Json } };
  return Object.keys(set)
    .map((own) => pointer('runs', run, ...keysOf(own)))
    .find((at) => !below(at, places));
}

/** Whether the edge of stability is to be found: then nothing may tell it. */
export function hidesEdge(document: Json): boolean {
  const goals = (get(document, pointer('goals')) ?? []) as readonly Json[];
  return goals.some((goal) => goal === 'edge' || get(goal, pointer('edge')) !== undefined);
}
