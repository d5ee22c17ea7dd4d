// Why a rate is suggested, or none.

import type { FinderLook } from '../../engine/studies';

export type Reason =
  /** The smoothed loss was least at a rate, ten times the suggested one; past another it ran away. */
  | {
      readonly kind: 'found';
      readonly rate: number;
      readonly least: number;
      readonly loss: number;
      readonly past: number | undefined;
    }
  /** It falls nowhere, and rises or breaks off in the end. */
  | { readonly kind: 'none' }
  /** It is still as it was, or still falling, at the last. */
  | { readonly kind: 'low' };

/** As many updates it takes until the smoothed loss is one. */
const settles = 10;
/** What is least among the last of so many is not a valley. */
const edge = 0.05;
/** A loss that has not fallen by this share has not fallen. */
const fall = 0.05;

/** What a search that is done has found. */
export function reasonOf({ rates, smooth, suggested }: FinderLook, updates: number): Reason {
  const count = smooth.length;
  if (suggested === undefined) return { kind: 'none' };
  // the engine knows from where on the smoothed loss is smooth
  const best = rates.findIndex((rate) => rate >= 9.999 * suggested);
  const [first = 0, least = 0] = [smooth[Math.min(settles, best)], smooth[best]];
  const ended = count < updates;
  if (least > (1 - fall) * first) {
    const rises = ended || (smooth[count - 1] ?? 0) > (1 + fall) * first;
    return { kind: rises ? 'none' : 'low' };
  }
  if (!ended && best >= (1 - edge) * (count - 1)) return { kind: 'low' };
  const past = ended ? rates[count - 1] : undefined;
  return { kind: 'found', rate: suggested, least: rates[best] ?? 0, loss: least, past };
}
