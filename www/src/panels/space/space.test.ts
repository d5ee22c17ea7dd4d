import { describe, expect, it } from 'vitest';
import { heights } from '../../draw/levels';
import { drape, hides, Strand, stride } from './drape';
import { heightTicks } from './frame';
import { border, gridOver, outer, type Relief, riseAt, roomOver, tilts, triangles } from './relief';
import { tileAt } from './tile';
import { between, dot, moved, sight, views } from './view';

/** A sheet with these rises over x 0…2, y 0…1, three corners wide, two high. */
const small = (...rises: number[]): Relief => ({
  domain: [0, 2, 0, 1],
  columns: 3,
  rows: 2,
  rises: new Float32Array(rises),
});

/** A sheet of a function over −1…1, 0…1 high. */
function sheet(f: (x: number, y: number) => number, side = 81): Relief {
  const at = (k: number) => (2 * k) / (side - 1) - 1;
  const rises = Float32Array.from({ length: side * side }, (_, k) => f(at(k % side), -at(Math.floor(k / side))));
  return { domain: [-1, 1, -1, 1], columns: side, rows: side, rises };
}

describe('the sheet', () => {
  it('has corners on the border of what the plane shows, in nearly square cells', () => {
    for (const domain of [
      [-10, 10, -6, 6],
      [0, 1, 0, 300],
      [1e6, 1e6 + 1, -1e-9, 1e-9],
    ] as const) {
      const grid = gridOver(domain);
      const [x0, x1, y0, y1] = outer(grid);
      const [dx, dy] = [(x1 - x0) / grid.columns, (y1 - y0) / grid.rows];
      expect(x0 + dx / 2).toBeCloseTo(domain[0], 9);
      expect(y1 - dy / 2).toBeCloseTo(domain[3], 9);
      expect(grid.columns * grid.rows).toBeGreaterThan(15_000);
      expect(grid.columns * grid.rows).toBeLessThan(24_000);
    }
    const { columns, rows } = gridOver([-10, 10, -6, 6]);
    expect(columns / rows).toBeCloseTo(20 / 12, 1);
  });

  it('is as high between its corners as the triangles that are drawn', () => {
    const relief = small(0, 1, 0, 0, 0, 1);
    expect(riseAt(relief, 0, 1)).toBe(0);
    expect(riseAt(relief, 1, 1)).toBe(1);
    expect(riseAt(relief, 2, 0)).toBe(1);
    // on the diagonal between 1 at the top and 0 at the bottom left
    expect(riseAt(relief, 0.5, 0.5)).toBeCloseTo(0.5, 9);
    expect(riseAt(relief, 0.75, 0.25)).toBeCloseTo(0.25, 9);
    expect(riseAt(relief, 2.1, 0)).toBeNaN();
  });

  it('has holes where f has no value, in the triangles, under lines and in its walls', () => {
    const relief = small(0, 0, Number.NaN, 0, 0, 0);
    expect([...triangles(relief)]).toEqual([0, 3, 1, 1, 3, 4]);
    expect(riseAt(relief, 1.9, 0.9)).toBeNaN();
    const strand = new Strand();
    drape(strand, relief, roomOver(relief.domain), [0, 1], [2, 1]);
    expect(strand.count).toBe(1);
    expect(border(relief)).toEqual([0, 1, 2, 5, 4, 3]);
  });

  it('has the slopes of what it shows', () => {
    const relief = sheet((x, y) => 0.5 + 0.2 * x - 0.3 * y + 0.1 * x * x);
    const room = roomOver(relief.domain);
    const [sx, sy] = tilts(relief, room, 0.5, 0.1);
    expect(sx / room.tall).toBeCloseTo(0.3, 4);
    expect(sy / room.tall).toBeCloseTo(-0.3, 4);
    // at the border there is only one side
    expect(tilts(relief, room, 1, 1)[1] / room.tall).toBeCloseTo(-0.3, 4);
    const tile = tileAt(relief, room, 0.5, 0.1);
    expect((tile?.along[0][1] ?? 0) / (tile?.along[0][0] ?? 1)).toBeCloseTo(sx, 6);
    expect(tileAt(relief, room, 3, 0)).toBeUndefined();
  });

  it('carries lines in pieces no longer than a cell, cut at its border', () => {
    const relief = sheet((x) => x * x);
    const room = roomOver(relief.domain);
    const strand = new Strand();
    drape(strand, relief, room, [-3, 0], [3, 0]);
    expect(strand.count).toBe(80);
    const { pieces } = strand;
    expect([pieces[0], pieces[80 * stride - 4]]).toEqual([-1, 1]);
    expect(pieces[1]).toBeCloseTo(room.tall, 6);
    expect(pieces[40 * stride + 1]).toBeCloseTo(0, 6);
    // the dash goes on from piece to piece
    expect(pieces[79 * stride + 6]).toBeGreaterThan(2);
  });

  it('hides what lies behind a ridge, and not from above', () => {
    const relief = sheet((x) => (Math.abs(x) < 0.1 ? 1 : 0));
    const room = roomOver(relief.domain);
    const spot = room.place(-0.3, 0, 0);
    const seen = (turn: number, tilt: number) =>
      hides(relief, room, spot, sight({ turn, tilt, zoom: 1 }, room, box).toward);
    expect(seen(90, 20)).toBe(true);
    expect(seen(-90, 20)).toBe(false);
    expect(seen(0, 90)).toBe(false);
  });
});

const box = { left: 10, top: 20, width: 400, height: 300 };

describe('the view', () => {
  const room = roomOver([-10, 10, -6, 6]);
  const { wide, deep, tall } = room;
  const corners = [-wide, wide].flatMap((x) => [0, tall].flatMap((y) => [-deep, deep].map((z) => [x, y, z] as const)));

  it('shows the whole room from everywhere, and fills the box', () => {
    for (let turn = -180; turn < 180; turn += 17) {
      for (let tilt = 0; tilt <= 90; tilt += 15) {
        const { at } = sight({ turn, tilt, zoom: 1 }, room, box);
        const [xs, ys] = [corners.map((c) => at(c)[0]), corners.map((c) => at(c)[1])];
        const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
        expect(left).toBeGreaterThan(box.left - 1e-6);
        expect(right).toBeLessThan(box.left + box.width + 1e-6);
        expect(top).toBeGreaterThan(box.top - 1e-6);
        expect(bottom).toBeLessThan(box.top + box.height + 1e-6);
        expect(Math.max((right - left) / box.width, (bottom - top) / box.height)).toBeCloseTo(1, 9);
      }
    }
  });

  it('is the plane’s from above, and true to height from the side', () => {
    const above = sight(views.top, room, box);
    const [cx, cy] = above.at(room.place(0, 0, 0.3));
    const [px, py] = above.at(room.place(5, 3, 0.9));
    expect([px - cx, cy - py]).toEqual([
      expect.closeTo(10 * above.scale * 0.05, 6),
      expect.closeTo(10 * above.scale * 0.03, 6),
    ]);
    const front = sight(views.front, room, box);
    expect(front.at(room.place(5, 3, 0))[0]).toBeCloseTo(front.at(room.place(5, -6, 1))[0], 9);
    expect(front.at(room.place(5, 3, 0))[1] - front.at(room.place(1, 1, 1))[1]).toBeCloseTo(tall * front.scale, 9);
    const side = sight(views.side, room, box);
    expect(side.at(room.place(0, 6, 0))[0]).toBeGreaterThan(side.at(room.place(0, -6, 0))[0]);
  });

  it('turns with right angles between its directions, within its limits', () => {
    const { right, up, toward } = sight(views.rest, room, box);
    for (const [a, b] of [
      [right, up],
      [up, toward],
      [toward, right],
    ] as const) {
      expect(dot(a, b)).toBeCloseTo(0, 12);
      expect(dot(a, a)).toBeCloseTo(1, 12);
    }
    expect(moved(views.rest, { turn: 400, tilt: 400, zoom: 1e9 })).toEqual({ turn: 12, tilt: 90, zoom: 5 });
    expect(between({ ...views.rest, turn: 170 }, { ...views.rest, turn: -150 }, 0.5).turn).toBeCloseTo(-170, 9);
  });
});

it('heights are marked with round numbers that lie on the axis, the lower before the higher', () => {
  for (const [low, high] of [
    [0, 37],
    [-959.64, 1049],
    [1, 90_000],
    [-1, -0.999],
    [0, 1e-12],
  ] as const) {
    for (const ramp of ['log', 'linear'] as const) {
      const of = heights(new Float64Array([low, high]), ramp);
      const marks = heightTicks(of, 4);
      expect(marks.length, `${low} ${high} ${ramp}`).toBeGreaterThan(1);
      expect([...marks].sort((a, b) => a - b)).toEqual(marks);
      for (const f of marks) {
        const at = of?.shade(f) ?? -1;
        expect(at).toBeGreaterThanOrEqual(-0.01);
        expect(at).toBeLessThanOrEqual(1.01);
      }
    }
  }
});
