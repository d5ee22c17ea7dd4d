// Over which values a sweep goes: ranges to begin with, and where on an axis a value stands.

import type { Json } from '../../document/pointer';

export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly log: boolean;
}

/** Between which numbers the ends of a range may lie. */
export interface Limits {
  readonly low: number;
  readonly high: number;
}

/** Hyper-parameters that are never 1, but may come close. */
const memories = new Set(['momentum', 'beta', 'beta1', 'beta2', 'decay']);
/** Those that make sense over many sizes. */
const sizes = new Set(['lr', 'eps', 'weight_decay']);

/** What else can be swept: the other hyper-parameters that are numbers, memories first. */
export function othersOf(values: Readonly<Record<string, Json>>): string[] {
  const names = Object.keys(values).filter((name) => name !== 'lr' && typeof values[name] === 'number');
  return names.sort((a, b) => Number(memories.has(b)) - Number(memories.has(a)));
}

/** Around the value that it has, in round numbers; a learning rate that has a limit, not far past it. */
export function axisOf(name: string, value: number, count: number, limit?: number): Axis {
  if (memories.has(name)) return { from: 0, to: value > 0.99 ? 0.9999 : 0.99, count, log: false };
  if (sizes.has(name)) {
    const middle = value > 0 ? value : 0.01;
    // rates that are far too large all do the same
    const [below, above] = name === 'lr' ? [100, 10] : [1000, 1000];
    const [low, high] =
      name === 'lr' && limit
        ? [Math.min(middle / 2, limit / 100), Math.max(middle, limit) * 2]
        : [middle / below, middle * above];
    const to = Math.min(limitsOf(name).high, Number(high.toPrecision(1)));
    return { from: Number(low.toPrecision(1)), to, count, log: true };
  }
  if (value >= 0 && value <= 1) return { from: 0, to: 1, count, log: false };
  return { from: Math.min(0, 2 * value), to: Math.max(0, 2 * value), count, log: false };
}

export function limitsOf(name: string): Limits {
  if (memories.has(name)) return { low: 0, high: 0.999999 };
  if (name === 'eps') return { low: 1e-300, high: 1 };
  return sizes.has(name) ? { low: 1e-12, high: 1e6 } : { low: -1e6, high: 1e6 };
}

/** As the engine has it: both ends exactly. */
export function valueAt({ from, to, count, log }: Axis, number: number): number {
  if (number <= 0) return from;
  if (number >= count - 1) return to;
  const share = number / (count - 1);
  return log ? from * (to / from) ** share : from + (to - from) * share;
}

/** Where a value stands, 0 in the middle of the first cell, 1 in that of the last. */
export function shareOf({ from, to, log }: Axis, value: number): number {
  if (from === to) return value === from ? 0 : Number.NaN;
  return log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
}

/** The powers of ten on a logarithmic axis, with 2 and 5 times them where there are few, or as many as there is room for. */
export function logTicks({ from, to }: Pick<Axis, 'from' | 'to'>, most: number): number[] {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const first = Math.floor(Math.log10(low) - 1e-9);
  const powers = Array.from({ length: Math.ceil(Math.log10(high)) - first + 1 }, (_, k) => first + k);
  const inside = (digits: readonly number[]) =>
    powers
      .flatMap((p) => digits.map((d) => Number(`${d}e${p}`)))
      .filter((v) => v >= low * 0.9999 && v <= high * 1.0001);
  const [all, few] = [inside([1, 2, 5]), inside([1])];
  if (all.length <= most) return all;
  const every = Math.max(1, Math.ceil(few.length / most));
  return few.filter((_, k) => k % every === 0);
}
