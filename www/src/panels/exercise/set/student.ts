// The student's document: what is shown, without what is only for whoever sets it.

import { get, type Json, pointer } from '../../../document/pointer';
import type { Finished } from '../../../engine/client';
import { entriesOf, panelOf } from '../../chosen';

/** Its canonical text, from the canonical text of what is shown. */
export function studentText({ opened }: Pick<Finished, 'opened'>): string {
  const document = JSON.parse(opened.text) as { [key: string]: Json };
  delete document.hand_in;
  // each student has a seed of their own, whichever was looked at
  if (get(document, pointer('exercise', 'seed_by_student')) === true) delete document.seed;
  const { panels: _, ...view } = (document.view ?? {}) as { [key: string]: Json };
  const panels = entriesOf(document).filter((entry) => panelOf(entry) !== 'exercise') as unknown as Json[];
  const kept = { ...view, ...(panels.length > 0 && { panels }) };
  // canonical: keys in order, defaults left out
  const sorted = Object.fromEntries(Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1)));
  delete document.view;
  return JSON.stringify(Object.keys(sorted).length > 0 ? { ...document, view: sorted } : document);
}

/** Whether a seed changes anything: rows, noise or constants are drawn. */
export function isDrawn(document: Json): boolean {
  if (get(document, pointer('task', 'network'))) return true;
  const at = (name: string) => get(document, pointer('task', 'surface', name));
  const data = at('data');
  const isTable = get(data ?? null, '/columns') !== undefined;
  const text = JSON.stringify([get(document, pointer('given')), get(document, pointer('runs'))]);
  return (!!data && (!isTable || at('batch') !== 'all')) || (at('noise') ?? 0) !== 0 || /"(from|noise)":/.test(text);
}
