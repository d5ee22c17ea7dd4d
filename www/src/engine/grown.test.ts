import { expect, it } from 'vitest';
import { grown } from './grown';

it('a list grows in its room, what was seen of it stays, and going back leaves that alone', () => {
  const none = new Float64Array();
  const three = grown(none, 0, [1, 2, 3]);
  const five = grown(three, 3, [4, 5]);
  expect([...three, ...five]).toEqual([1, 2, 3, 1, 2, 3, 4, 5]);
  expect(five.buffer).toBe(three.buffer);
  expect(grown(five, 5, [])).toBe(five);
  // back to the second, and on another way
  const other = grown(five, 2, [9]);
  expect([...other]).toEqual([1, 2, 9]);
  expect([...five]).toEqual([1, 2, 3, 4, 5]);
  expect([...grown(five, 2, [])]).toEqual([1, 2]);
});

it('a long list is moved to more room, seldom', () => {
  let list: Float64Array = new Float64Array();
  const rooms = new Set<unknown>();
  for (let k = 0; k < 5000; k++) {
    list = grown(list, k, [k]);
    rooms.add(list.buffer);
  }
  expect([...list]).toEqual(Array.from({ length: 5000 }, (_, k) => k));
  expect(rooms.size).toBeLessThan(8);
});
