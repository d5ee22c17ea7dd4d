// The values of a field that are tried: by a range and their count, or one by one as they were typed.

import { readNumber } from '../../draw/format';
import type { Field, Numbers, Span, Value } from './fields';

/** More than these nobody tells apart. */
export const mostValues = 24;

/** Both ends exactly, the others in two digits; whole numbers once each. */
export function spread([from, to, count]: Span, { log, whole }: Numbers): readonly number[] {
  const isLog = log && from > 0 && to > 0;
  const values = Array.from({ length: count }, (_, k) => {
    if (k === 0) return from;
    if (k === count - 1) return to;
    const share = k / (count - 1);
    const value = isLog ? from * (to / from) ** share : from + (to - from) * share;
    return whole ? Math.round(value) : Number(value.toPrecision(2));
  });
  return [...new Set(values)];
}

/** What was typed, with commas or spaces between; the first piece that cannot stand there, or undefined for too many. */
export function read(
  text: string,
  { numbers, words }: Field,
): { readonly values: readonly Value[] } | { readonly wrong: string | undefined } {
  const values: Value[] = [];
  for (const piece of text.split(/[,;\s]+/).filter(Boolean)) {
    const number = readNumber(piece);
    const word = words.find((one) => one === piece.toLowerCase().replace(' ', '_'));
    if (word !== undefined) values.push(word);
    else if (number !== undefined && numbers && fits(number, numbers)) values.push(number);
    else return { wrong: piece };
  }
  const once = [...new Set(values)];
  if (once.length === 0) return { wrong: text };
  return once.length > mostValues ? { wrong: undefined } : { values: once };
}

function fits(number: number, { low, high, whole }: Numbers): boolean {
  return number >= low && number <= high && !(whole && number % 1 !== 0);
}

/** What is tried where nothing was typed; and the range that is offered in its place. */
export function usualOf({ usual, numbers }: Field): {
  readonly list: readonly Value[];
  readonly span: Span | undefined;
} {
  if ('span' in usual) return { list: numbers ? spread(usual.span, numbers) : [], span: usual.span };
  const known = usual.list.filter((value) => typeof value === 'number');
  const [from, to] = [known.find((value) => value > 0 || !numbers?.log) ?? 1, known.at(-1) ?? 1];
  return { list: usual.list, span: numbers && [from, Math.max(to, from), Math.max(2, known.length)] };
}

/** Every so manieth first, then those between: 0, 4, 2, 6, 1, 3, 5, 7. */
export function coarse(count: number): readonly number[] {
  const order: number[] = [];
  let stride = 1;
  while (stride < count) stride *= 2;
  for (; stride >= 1; stride /= 2) {
    for (let k = 0; k < count; k += stride) if (!order.includes(k)) order.push(k);
  }
  return order;
}
