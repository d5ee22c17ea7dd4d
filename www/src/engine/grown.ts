// Lists that grow while they are looked at: what was told before stays where it is, so that only what is new is sent.

/** Room for so many at least. */
const least = 256;

/** The first so many of a list, and then more; where there is room behind them they are not copied. */
export function grown(known: Float64Array, kept: number, more: ArrayLike<number>): Float64Array {
  const length = kept + more.length;
  if (kept === known.length && more.length === 0) return known;
  const fits = kept === known.length && known.byteOffset === 0 && known.buffer.byteLength >= 8 * length;
  const room = fits ? known : new Float64Array(Math.max(least, 2 ** Math.ceil(Math.log2(length + 1))));
  if (!fits) room.set(known.subarray(0, kept));
  const list = new Float64Array(room.buffer, 0, length);
  list.set(more, kept);
  return list;
}

/** Which entry of a series is an epoch's: what belongs to its last update has none before the first. */
export function firstOf(name: string, epoch: number): number {
  return name === 'lr' || name === 'gradient_norm' ? Math.max(0, epoch - 1) : epoch;
}
