// What the page knows of a run that learns in a worker: it grows by what each answer tells.

import type { Places } from './clock';
import { firstOf, grown } from './grown';
import type { Trace } from './serve';
import type { Begun, Learned } from './serve-train';

/** What a run is while it learns, with all that is known of how it has done. */
export interface Pupil extends Omit<Begun, 'from' | 'places'> {
  readonly name: number;
  readonly places: Places;
  /** With the first seed, once it is at its end. */
  readonly fingerprint?: string;
}

const none = new Float64Array();

export function pupilOf(begun: Begun, name: number): Pupil {
  const places = { updates: none, microseconds: none };
  return learnedMore({ ...begun, name, series: {}, places }, begun);
}

/** With what has come since. */
export function learnedMore(pupil: Pupil, more: Learned | undefined): Pupil {
  // what was asked before it went back comes too late
  if (!more || more.from > pupil.places.updates.length) return pupil;
  const { from, progress } = more;
  const series = Object.fromEntries(
    Object.entries(more.series).map(([name, values]) => [
      name,
      grown(pupil.series[name] ?? none, firstOf(name, from), values),
    ]),
  );
  const places = {
    updates: grown(pupil.places.updates, from, more.places.updates),
    microseconds: grown(pupil.places.microseconds, from, more.places.microseconds),
  };
  const { fingerprint: _, ...rest } = pupil;
  return { ...rest, progress, series, places };
}

/** The same as curves and the figure know runs. */
export function trace({ progress, series, places, lesson, fingerprint = '' }: Pupil): Trace {
  const { name, optimizer, evaluations, epochs } = progress;
  // time goes by epochs here
  const status =
    typeof progress.status === 'object' ? { diverged: { ...progress.status.diverged, at: epochs } } : progress.status;
  return {
    path: new Float64Array(),
    loss: series.loss ?? new Float64Array(),
    places: {
      updates: places.updates,
      // seldom asked for, and as long as the way
      get rows() {
        return places.updates.map((_, epoch) => epoch * lesson.parts[0]);
      },
      seconds: places.microseconds,
    },
    held: { loss: series.test_loss, right: series.test_accuracy },
    summary: { name, optimizer, status, evaluations, fingerprint, limit: null },
  };
}
