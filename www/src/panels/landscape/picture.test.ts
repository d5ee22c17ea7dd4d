import { expect, test } from 'vitest';
import type { LandscapeLook } from '../../engine/studies';
import { cellAt, landOf, middleOf, scalesOf } from './picture';

/** A bowl with its lowest place at (0.5, −0.25), without a value in one corner. */
function look(side: number): LandscapeLook {
  const domain = Float64Array.of(-1, 1, -1, 1);
  const at = (k: number) => -1 + (2 * (k + 0.5)) / side;
  const values = Float32Array.from({ length: side * side }, (_, k) =>
    k === 0 ? Number.NaN : Math.hypot(at(k % side) - 0.5, -at(Math.floor(k / side)) + 0.25),
  );
  return { kind: 'landscape', progress: 1, done: true, domain, path: new Float64Array(), values, kept: 1 };
}

test('its lowest cell is where it is lowest, and cells lie where their middles are', () => {
  for (const side of [16, 64]) {
    const land = landOf(look(side), side);
    const [a, b] = middleOf(land, land.lowest);
    expect(Math.hypot(a - 0.5, b + 0.25)).toBeLessThan(2 / side);
    for (const cell of [0, 5, land.lowest, side * side - 1]) expect(cellAt(land, middleOf(land, cell))).toBe(cell);
    expect(cellAt(land, [1.01, 0])).toBeUndefined();
    expect(land.contours.length).toBeGreaterThan(8);
    const to = scalesOf(land, 400, 300);
    expect(to.x(1) - to.x(-1)).toBeCloseTo(to.y(-1) - to.y(1), 9);
    expect(to.y(-1)).toBeLessThanOrEqual(300);
  }
});
