// What a network says of pictures: the class of each, and how sure it is of it.

import type { Lesson } from '../../engine/trainer';

export interface Said {
  readonly class: number;
  /** A probability; of a network that is trained on squares, the value of that class. */
  readonly sure: number;
}

/** How much it gives to each class, of what comes out for one picture. */
export function shares(out: ArrayLike<number>, { loss }: Pick<Lesson, 'loss'>): readonly number[] {
  if (out.length > 1) return Array.from(out);
  const one = out[0] ?? 0;
  // one output says of two classes
  return loss === 'binary_cross_entropy' ? [1 - one, one] : [-one, one];
}

export function saidOf(out: ArrayLike<number>, lesson: Pick<Lesson, 'loss'>): Said {
  const all = shares(out, lesson);
  let best = 0;
  // of equals the first; of two that one output tells apart, the second
  for (const [k, share] of all.entries()) {
    const isMore = share > (all[best] ?? 0) || (out.length === 1 && share === all[best]);
    if (isMore) best = k;
  }
  return { class: best, sure: all[best] ?? 0 };
}

/** Whether what comes out are probabilities. */
export const isShare = ({ loss }: Pick<Lesson, 'loss'>) => loss !== 'mean_squared';

export function className({ class_names }: Pick<Lesson, 'class_names'>, k: number): string {
  return class_names[k] ?? String(k);
}
