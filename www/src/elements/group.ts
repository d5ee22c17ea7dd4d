// Figures of a page that go together: `<fall-line group="a" share="step start">`. What one of them shows or is given, the
// others of its group take over, as far as they share it.

import { get, type Json, pointer } from '../document/pointer';
import type { Told } from './outside';

export interface Member extends HTMLElement {
  readonly group: string | null;
  /** "step", "start" or both, which is what it is where nothing is said. */
  readonly share: string | null;
  readonly step: number;
  /** With every default written out. */
  readonly resolved: Json;
  go(step: number): void;
  edit(at: string, value: Json): void;
}

const startAt = pointer('task', 'surface', 'start');
const members = new Set<Member>();
/** What was taken over from others: hearing of that must not send it back. */
const taken = new WeakMap<Member, string>();
let isLed = false;

export function join(figure: Member, signal: AbortSignal): void {
  members.add(figure);
  signal.addEventListener('abort', () => members.delete(figure));
  figure.addEventListener('fall-line-step', ({ target }) => target === figure && leadStep(figure), { signal });
  figure.addEventListener('fall-line-change', ({ target }) => target === figure && leadStart(figure), { signal });
}

function others(leader: Member, what: keyof Told | 'start'): Member[] {
  const shares = ({ share }: Member) => !share || share.split(/\s+/).includes(what);
  if (!shares(leader)) return [];
  return [...members].filter((one) => one !== leader && one.group === leader.group && shares(one));
}

function leadStep(leader: Member): void {
  // the others' steps are told while they are led
  if (isLed) return;
  isLed = true;
  for (const one of others(leader, 'step')) if (one.step !== leader.step) one.go(leader.step);
  isLed = false;
}

function leadStart(leader: Member): void {
  const start = get(leader.resolved, startAt);
  const text = JSON.stringify(start);
  if (start === undefined || taken.get(leader) === text) return;
  taken.delete(leader);
  for (const one of others(leader, 'start')) {
    if (JSON.stringify(get(one.resolved, startAt)) === text) continue;
    taken.set(one, text);
    one.edit(startAt, start);
  }
}
