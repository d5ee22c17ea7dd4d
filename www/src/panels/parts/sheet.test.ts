import { expect, it } from 'vitest';
import { moved, parts } from './sheet';

it('marks what is wrong, and where something is missing', () => {
  expect(parts('w = q*g', undefined)).toEqual(['w = q*g', '', '']);
  expect(parts('w = q*g', [4, 5])).toEqual(['w = ', 'q', '*g']);
  expect(parts('w = w -', [7, 7])).toEqual(['w = w -', '\u00a0', '']);
  expect(parts('w = \nv', [4, 4])).toEqual(['w = ', '\u00a0', '\nv']);
  expect(parts('a b', [2, 2])).toEqual(['a ', 'b', '']);
  // a line's end that is itself in the way
  expect(parts('w =\nv', [3, 4]).join('')).toBe('w =\nv');
});

it('keeps a mark on its letters while one types elsewhere', () => {
  const rows: [before: string, span: [number, number], after: string, marked: string][] = [
    ['w = q*g', [4, 5], 'ww = q*g', 'q'],
    ['w = q*g', [4, 5], 'w = q*g + 1', 'q'],
    ['w = q*g', [4, 5], 'w = qq*g', 'qq'],
    ['w = q*g', [4, 5], 'w = *g', ''],
    ['w = q*g', [4, 5], 'q*g', 'q'],
    ['w = abc', [4, 7], 'w = abxc', 'abxc'],
  ];
  for (const [before, span, after, marked] of rows) {
    expect(after.slice(...(moved(span, before, after) ?? [0, 0])), after).toBe(marked);
  }
  expect(moved(undefined, 'a', 'b')).toBeUndefined();
});
