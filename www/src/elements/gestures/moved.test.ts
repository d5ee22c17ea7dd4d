import { describe, expect, it } from 'vitest';
import { type Domain, fitDomain, scales } from '../../draw/scales';
import { moved, rounded } from './moved';

const box = { left: 40, top: 0, width: 800, height: 400 };
const of = (domain: Domain) => scales(fitDomain(domain, box), box);

/** What a document takes, as its limits say. */
function taken([x0, x1, y0, y1]: Domain): boolean {
  const far = Math.max(...[x0, x1, y0, y1].map(Math.abs));
  const wide = (a: number, b: number) => b - a >= 1e-9 * far && b - a >= 1e-100;
  return far <= 1e100 && wide(x0, x1) && wide(y0, y1);
}

describe('a picture that is moved', () => {
  it('has under the hand what it had, at the size asked for', () => {
    const before = of([-10, 10, -5, 5]);
    for (const times of [0.3, 1, 4]) {
      const after = scales(moved(before, [140, 90], [600, 310], times), box);
      const [x, y] = before.at(140, 90);
      expect([after.x(x), after.y(y)]).toEqual([expect.closeTo(600, 6), expect.closeTo(310, 6)]);
      expect(before.unit / after.unit).toBeCloseTo(times, 9);
    }
  });

  it('goes as far as a document does, and from there back again', () => {
    for (const [start, times] of [
      [[-1, 1, -1, 1], 3],
      [[2, 3, 7, 8], 3],
      [[-1e50, 1e50, 4, 5], 1 / 3],
    ] as const) {
      let at = of(start);
      for (let k = 0; k < 400; k++) {
        at = scales(moved(at, [300, 200], [300, 200], times), box);
        expect(taken(rounded(at)), at.domain.join()).toBe(true);
      }
      const end = at.unit;
      const back = scales(moved(at, [300, 200], [310, 200], 1 / times), box);
      expect(back.unit).not.toBe(end);
      const beside = scales(moved(at, [300, 200], [310, 200]), box);
      expect(taken(rounded(beside))).toBe(true);
    }
  });

  it('is written down in few digits, less than half a pixel off', () => {
    for (const domain of [
      [-9.87654321, 8.7654321, -1, 1],
      [1.00000012345, 1.00000023456, 0, 1e-7],
      [-1e-40 / 3, 1e-40 / 3, 0, 1e-41],
      [1e60 / 3, 1e60, 0, 1],
    ] as const) {
      const at = of(domain);
      rounded(at).forEach((edge, k) => {
        expect(Math.abs(edge - (at.domain[k] ?? 0))).toBeLessThan(at.unit / 2);
        expect(String(edge).length).toBeLessThan(20);
      });
    }
  });
});
