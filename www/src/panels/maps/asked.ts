// What a map is asked of: a finished document and a run, by all that its map depends on.

import { get, type Json, pointer } from '../../document/pointer';
import type { Finished } from '../../engine/client';
import type { Host } from '../panel';

/** A run of a finished document. */
export interface Asked {
  readonly text: string;
  readonly run: number;
  /** How many steps the run takes. */
  readonly steps: number;
  readonly start: readonly [number, number];
  readonly optimizer: { readonly kind: string; readonly values: Readonly<Record<string, Json>> };
  /** Names the surface: the same key, the same minima. */
  readonly surface: string;
  /** Alike for documents that differ only in what no path from another start hears of. */
  readonly motion: string;
  /** Likewise, of paths from the start, whatever the run's hyper-parameters are. */
  readonly course: string;
}

/** Of the run that is selected; cheap to ask again of the same document. */
export function asked({ finished, selected: run }: Pick<Host, 'finished' | 'selected'>): Asked | undefined {
  const last = finished && kept.get(finished);
  if (last?.run === run) return last;
  const path = finished?.runs[run]?.path;
  if (!path) return undefined;
  const document = JSON.parse(finished.opened.resolved) as Json;
  const { start: _, ...surface } = get(document, pointer('task', 'surface')) as Record<string, Json>;
  const { optimizer, name: __, with: own, ...rest } = get(document, pointer('runs', run)) as Record<string, Json>;
  const { start: ___, ...others } = (own ?? {}) as Record<string, Json>;
  const { given, seed, changes } = document as Record<string, Json>;
  const [kind = '', values = {}] = Object.entries((optimizer ?? {}) as Record<string, Json>)[0] ?? [];
  const start: [number, number] = [path[0] ?? 0, path[1] ?? 0];
  // how near is near depends on the part of the plane that the surface is shown in, and that perhaps on the start
  const around = [run, surface, rest, others, given, seed, changes, [...finished.opened.domain]] as Json[];
  const value = {
    text: finished.opened.text,
    run,
    steps: finished.steps,
    start,
    optimizer: { kind, values: values as Record<string, Json> },
    surface: JSON.stringify([surface.f, surface.data, others.f, given, seed]),
    motion: JSON.stringify([...around, optimizer]),
    course: JSON.stringify([...around, kind, start]),
  };
  kept.set(finished, value);
  return value;
}

const kept = new WeakMap<Finished, Asked>();
