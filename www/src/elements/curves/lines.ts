// What the curves draw: a quantity of each run, where its values stand, thinned, and the axis that it is drawn on.

import type { Chosen } from '../../panels/chosen';

/** What a curve is of. */
export type Quantity = Chosen<'curves'>['quantity'];
export type Scale = 'log' | 'linear';
/** What it is drawn against. */
export type Against = Chosen<'curves'>['against'];

/** A quantity of one run. */
export interface Line {
  readonly values: Float64Array;
  /** The step of the first value: what belongs to an update has none at the start. */
  readonly first: 0 | 1;
  /** Where each step stands: so many gradients computed, or rows gone through. Without, steps are counted. */
  readonly places: Float64Array | undefined;
  /** Where it will end, where that is not its last place yet. */
  readonly end?: number | undefined;
  /** Whether it stays in the picture: a run that flies off must not set the scale. */
  readonly stays: boolean;
}

/** More points than this would only share pixels. */
const mostPoints = 2000;
/** As many as double precision tells apart from the start. */
const mostDecades = 16;

/** Where a step of the run stands on the axis. */
export function placeOf({ places }: Line, step: number): number {
  return places ? (places[Math.min(step, places.length - 1)] ?? 0) : step;
}

/** The last step of the run that stands no farther than this on the axis. */
export function stepAt({ places }: Line, place: number): number {
  if (!places) return Math.round(place);
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

export function valueAt({ values, first }: Line, step: number): number | undefined {
  return values[step - first];
}

/** Where the axis ends: at the last step asked for, or the farthest place. */
export function endOf(lines: readonly Line[], steps: number): number {
  const ends = lines.map(({ places, end }) => (places ? (end ?? places.at(-1) ?? 0) : steps));
  return Math.max(1, ...ends);
}

/** Whether all values have a place on a logarithmic axis, but for zeros on the way. */
export function positive(lines: readonly Line[]): boolean {
  return (
    lines.every(({ values }) => values.every((value) => !(value < 0))) &&
    lines.some(({ values }) => (values[0] ?? 0) > 0)
  );
}

/** How many decades the values of all lines go through. */
export function decades(lines: readonly Line[]): number {
  let [low, high] = [Infinity, 0];
  for (const { values, stays } of lines) {
    if (!stays) continue;
    for (const value of values) {
      if (value > 0 && value < low) low = value;
      if (value > high) high = value;
    }
  }
  return high > low ? Math.log10(high / low) : 0;
}

/** The axis, fixed from the finished runs that stay in the picture; one that flies off is cut where it leaves. */
export function boundsOf(lines: readonly Line[], scale: Scale, fromZero: boolean): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const { values } of lines.filter(({ stays }) => stays)) {
    for (const value of values) {
      if (scale === 'log' && value === 0) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  const start = lines[0]?.values[0] ?? 1;
  if (!(high >= low)) [low, high] = scale === 'log' ? [start / 100, start * 1000] : [start - 1, start + 1];
  if (scale === 'linear') {
    const air = (high - low || Math.abs(high) || 1) * 0.05;
    return [fromZero && low >= 0 ? 0 : low - air, high + air];
  }
  const top = Math.ceil(Math.log10(high) - 1e-9);
  const bottom = Math.max(Math.floor(Math.log10(low) + 1e-9), top - mostDecades);
  return [10 ** Math.min(bottom, top - 1), 10 ** top];
}

/** Places and one column a line: null is a gap, undefined no value at this place. */
export type Columns = (number | null | undefined)[][];

/**
 * Long lines are thinned to the highest and the lowest of each stretch, which no peak escapes. Where places are
 * gradients computed, a line may have no value at some.
 */
export function columns(lines: readonly Line[], end: number, scale: Scale): Columns {
  const stride = Math.max(1, Math.ceil((end + 1) / mostPoints));
  const count = stride === 1 ? end + 1 : 2 * Math.ceil((end + 1) / (2 * stride));
  const at = Array.from({ length: count }, (_, k) => k * stride);
  const shown = (value: number) => (scale === 'log' && !(value > 0) ? null : value);
  const column = (line: Line) => {
    const all = new Array<number | null | undefined>(count).fill(undefined);
    const { values, first } = line;
    if (stride === 1) {
      values.forEach((value, k) => {
        all[placeOf(line, k + first)] = shown(value);
      });
      return all;
    }
    for (let k = 0; k < values.length; ) {
      const stretch = Math.floor(placeOf(line, k + first) / (2 * stride));
      let [low, high] = [values[k] ?? 0, values[k] ?? 0];
      for (; k < values.length && Math.floor(placeOf(line, k + first) / (2 * stride)) === stretch; k++) {
        const value = values[k] ?? 0;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      [all[2 * stretch], all[2 * stretch + 1]] = [shown(high), shown(low)];
    }
    return all;
  };
  return [at, ...lines.map(column)];
}
