// What is chosen within a panel: it stands in the panel's entry of `view.panels`, so that whoever opens a link sees it too.

import type { Panel as Entry } from '../document/experiment.gen';
import { get, type Json, pointer } from '../document/pointer';
import type { Always } from '../text/words';
import type { Host } from './panel';

export const panelsAt = pointer('view', 'panels');

const always: readonly Always[] = ['curves', 'output', 'stop'];

/** What can stand in `view.panels`. */
export type EntryName = Extract<Entry, string>;
type Fields<N extends EntryName> = Extract<Entry, Record<N, object>>[N];

/** As the engine has them. A field that is not here has a default that depends on what is shown. */
export const defaults = {
  surface: {},
  data: {},
  probe: { dial: true, angle: 30, downhill: false, carried: false, step: false, field: false },
  slices: {},
  table: { run: 0, exact: false },
  basin: { run: 0, fine: false },
  sweep: { run: 0, below: 0.01 },
  space: { turn: -28, tilt: 52, zoom: 1, tile: false, cuts: false },
  network: {},
  layers: { weights: false, own: false },
  images: { part: 'test' },
  landscape: { plane: 'random', seed: 0, radius: 1 },
  finder: { rates: [1e-5, 10], updates: 400 },
  trials: { seeds: 3, best: false },
  race: {},
  fair: { rates: 7, seeds: 5 },
  batches: {},
  export: { library: 'numpy' },
  exercise: {},
  curves: { quantity: 'loss', against: 'steps' },
  output: { flat: false },
  stop: { there: false },
} satisfies { readonly [N in EntryName]: Fields<N> };

export type Chosen<N extends EntryName> = Fields<N> &
  Required<Pick<Fields<N>, keyof (typeof defaults)[N] & keyof Fields<N>>>;
/** What is undefined goes back to its default. */
export type Choosing<N extends EntryName> = { readonly [K in keyof Fields<N>]?: Fields<N>[K] | undefined };

/** The panel of an entry. */
export function panelOf(entry: Entry): EntryName {
  return typeof entry === 'string' ? entry : (Object.keys(entry)[0] as EntryName);
}

/** The entries of a document. */
export function entriesOf(document: Json): readonly Entry[] {
  return (get(document, panelsAt) ?? []) as readonly Entry[];
}

/** What is chosen in a panel, with its defaults. */
export function chosen<N extends EntryName>({ document }: Pick<Host, 'document'>, name: N): Chosen<N> {
  const entry = entriesOf(document).find((one) => panelOf(one) === name);
  const fields = typeof entry === 'object' ? Object.values(entry)[0] : {};
  return { ...defaults[name], ...fields } as Chosen<N>;
}

/** Chooses something; nothing is run for it. A panel that has been closed meanwhile stays closed. */
export function choose<N extends EntryName>(
  host: Pick<Host, 'document' | 'edit' | 'update'>,
  name: N,
  to: Choosing<N>,
): void {
  const entries = entriesOf(host.document);
  const found = entries.findIndex((one) => panelOf(one) === name);
  // of what is always there an entry comes and goes with what is chosen
  const isAlways = (always as readonly string[]).includes(name);
  if (found < 0 && !isAlways) return;
  const known: Readonly<Record<string, unknown>> = defaults[name];
  const fields = Object.entries({ ...chosen(host, name), ...to }).filter(
    ([field, value]) => value !== undefined && value !== known[field],
  );
  const bare = isAlways ? undefined : name;
  const value = fields.length > 0 ? { [name]: Object.fromEntries(fields) as Json } : bare;
  if (found < 0 && value === undefined) return;
  if (get(host.document, panelsAt)) host.edit(panelsAt + pointer(found < 0 ? entries.length : found), value);
  else host.edit(panelsAt, [value as Json]);
  host.update();
}
