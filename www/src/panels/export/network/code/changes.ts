// What an experiment changes on its way, as far as code makes the same changes; what it does not is said.

import { changesOf } from '../../../../document/changes';
import type { Json } from '../../../../document/pointer';
import { chosen } from '../../code/experiment';
import type { Plan } from './course';

/** A change that code does not make. */
export interface Left {
  readonly at: number;
  readonly place: string;
  readonly value: Json;
}

export interface Changes {
  /** Learning rates from after an update on. */
  readonly rates: readonly { readonly at: number; readonly value: Json }[];
  /** Arguments of `train` by the update after which they are others. */
  readonly settings: ReadonlyMap<number, Readonly<Record<string, string>>>;
  readonly left: readonly Left[];
}

export function changesFor(plan: Plan, run: number): Changes {
  const rates: { at: number; value: Json }[] = [];
  const settings = new Map<number, Record<string, string>>();
  const left: Left[] = [];
  const { kind } = chosen(plan.of(run, 'optimizer'));
  const all = plan.lesson(run).parts[0];
  const ends = new Ends(all, plan.batch(run) ?? all);
  // within another rule all is that rule's
  let isOther = false;
  for (const { at, set } of changesOf(plan.course.document).filter((one) => one.run === run)) {
    for (const place of Object.keys(set).sort()) {
      const value = set[place] ?? null;
      const made = madeOf(place, value, at);
      if (made === 'left') left.push({ at, place, value });
      else if (made === 'rate') rates.push({ at, value });
      else settings.set(at, { ...settings.get(at), ...made });
    }
  }
  return { rates, settings, left };

  function madeOf(place: string, value: Json, at: number): 'left' | 'rate' | Record<string, string> {
    if (place === '/optimizer') isOther = true;
    const isOwn = plan.library === 'torch';
    if (place === `/optimizer/${kind}/lr` && !isOther) return 'rate';
    if (place === '/with/batch' && ends.reaches(at)) {
      const rows = typeof value === 'number' && value < all ? value : undefined;
      ends.turn(at, rows ?? all);
      return { batch: String(rows ?? 'None') };
    }
    if (place === '/with/penalty' && isOwn) {
      const { l1 = 0, l2 = 0 } = (value ?? {}) as { l1?: Json; l2?: Json };
      return { l1: plan.number(l1), l2: plan.number(l2) };
    }
    if (place === '/clip' && isOwn) return { clip: value === null ? 'None' : plan.number(value) };
    return 'left';
  }
}

/** What `train` is to change, by the update after which it does. */
export function changesText(plan: Plan, run: number): string {
  const { settings } = plan.changes(run);
  if (settings.size === 0) return 'None';
  const fields = (of: Readonly<Record<string, string>>) =>
    Object.entries(of).map(([name, text]) => `"${name}": ${text}`);
  return `{${[...settings].map(([at, of]) => `${at}: {${fields(of).join(', ')}}`).join(', ')}}`;
}

/** Which updates end an epoch, while batches change between them. */
class Ends {
  #rows: number;
  #each: number;
  #from = 0;

  constructor(rows: number, batch: number) {
    this.#rows = rows;
    this.#each = Math.ceil(rows / batch);
  }

  /** Whether a batch changes there between two epochs; within one no other is certain any more. */
  reaches(at: number): boolean {
    if ((at - this.#from) % this.#each !== 0) this.#each = Number.POSITIVE_INFINITY;
    return this.#each < Number.POSITIVE_INFINITY;
  }

  turn(at: number, batch: number): void {
    [this.#from, this.#each] = [at, Math.ceil(this.#rows / batch)];
  }
}

/** A value that is another after some updates, as Python of t: that of the first update is 1. */
export function piecewise(first: string, later: readonly { readonly at: number; readonly text: string }[]): string {
  const [next, ...others] = later;
  if (!next) return first;
  return `${first} if t <= ${next.at} else ${piecewise(next.text, others)}`;
}
