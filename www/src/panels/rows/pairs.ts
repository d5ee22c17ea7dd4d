// Images and the classes that go with them, among files that were handed in together in any order.

import type { FileSight } from '../../engine/tables';

/** Images or classes. */
export interface Part {
  readonly name: string;
  readonly sight: FileSight;
}

export interface Pair {
  readonly images: Part;
  readonly labels: Part;
}

const countOf = ({ sight }: Part): number =>
  'images' in sight ? sight.images[0] : 'labels' in sight ? sight.labels : 0;

/** How much of two names is alike, from their beginnings: "train-images…" goes with "train-labels…". */
function alike(a: string, b: string): number {
  let k = 0;
  while (k < a.length && k < b.length && a[k] === b[k]) k++;
  return k;
}

/**
 * The largest first. Of equally many, those whose names begin alike; where one of each is left over, they are taken for
 * each other's, and the engine says what is wrong with them.
 */
export function pairsOf(parts: readonly Part[]): { readonly pairs: readonly Pair[]; readonly rest: readonly Part[] } {
  const images = parts.filter(({ sight }) => 'images' in sight).toSorted((a, b) => countOf(b) - countOf(a));
  let labels = parts.filter(({ sight }) => 'labels' in sight);
  const pairs: Pair[] = [];
  const rest: Part[] = [];
  const take = (one: Part, other: Part) => {
    pairs.push({ images: one, labels: other });
    labels = labels.filter((part) => part !== other);
  };
  for (const one of images) {
    const [best] = labels
      .filter((other) => countOf(other) === countOf(one))
      .toSorted((a, b) => alike(b.name, one.name) - alike(a.name, one.name));
    if (best) take(one, best);
    else rest.push(one);
  }
  const [image, label] = [rest[0], labels[0]];
  if (image && label && rest.length === 1 && labels.length === 1) {
    take(image, label);
    return { pairs, rest: [] };
  }
  return { pairs, rest: [...rest, ...labels] };
}
