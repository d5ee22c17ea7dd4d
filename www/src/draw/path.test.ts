import { describe, expect, it } from 'vitest';
import { inkOfRun } from './inks';
import { insetOf } from './inset';
import { drawNewest } from './newest';
import { drawPath, exitOf, lastDrawn, older, spacedDots } from './path';
import { scales } from './scales';
import { lastInside, trailOf } from './trail';

const box = { left: 0, top: 0, width: 100, height: 100 };
const to = scales([0, 10, 0, 10], box);
const ink = inkOfRun(0, 'light');

/** A context that writes down what is asked of it. */
function recorder(): {
  ctx: CanvasRenderingContext2D;
  calls: [string, ...unknown[]][];
  strokes: { color: unknown; alpha: unknown; points: number }[];
} {
  const calls: [string, ...unknown[]][] = [];
  const strokes: { color: unknown; alpha: unknown; points: number }[] = [];
  const state: Record<string, unknown> = {};
  let points = 0;
  const ctx = new Proxy(state, {
    get: (_, name: string) =>
      name in state
        ? state[name]
        : (...args: unknown[]) => {
            calls.push([name, ...args]);
            if (name === 'beginPath') points = 0;
            if (name === 'lineTo') points += 1;
            if (name === 'stroke') strokes.push({ color: state.strokeStyle, alpha: state.globalAlpha, points });
          },
    set: (_, name: string, value) => {
      state[name] = value;
      return true;
    },
  }) as unknown as CanvasRenderingContext2D;
  return { ctx, calls, strokes };
}

const walk = (n: number, step: number) =>
  Float64Array.from({ length: 2 * (n + 1) }, (_, k) => (k % 2 ? 5 : (k / 2) * step));

describe('a path', () => {
  it('is one point a step, in pixels, up to the step', () => {
    const { ctx, calls } = recorder();
    drawNewest(ctx, Float64Array.from([1, 1, 2, 3, 4, 4]), 2, to, ink, older.moving);
    const lines = calls.filter(([name]) => name === 'moveTo' || name === 'lineTo').slice(0, 3);
    expect(lines).toEqual([
      ['moveTo', 10, 90],
      ['lineTo', 20, 70],
      ['lineTo', 40, 60],
    ]);
    const short = recorder();
    drawNewest(short.ctx, Float64Array.from([1, 1, 2, 3, 4, 4]), 1, to, ink, older.moving);
    expect(short.strokes.map(({ points }) => points)).toEqual([1, 1]);
  });

  it('has an edge in the ground’s colour under it; the last 20 steps are strong, older ones at 40 %, at rest at 80', () => {
    const { ctx, strokes } = recorder();
    drawNewest(ctx, walk(50, 0.1), 50, to, ink, older.moving);
    expect(strokes.filter(({ color }) => color === ink.color)).toEqual([
      { color: ink.color, alpha: 0.4, points: 30 },
      { color: ink.color, alpha: 1, points: 20 },
    ]);
    expect(strokes.slice(0, 2).every(({ color }) => color === ink.casing)).toBe(true);
    const resting = recorder();
    drawNewest(resting.ctx, walk(50, 0.1), 50, to, ink, older.resting);
    expect(resting.strokes.filter(({ color }) => color === ink.color)[0]?.alpha).toBe(0.8);
  });

  it('has dots only where they are 6 pixels apart', () => {
    const dots = spacedDots(walk(50, 0.1), 1, 50, to);
    const gaps = dots.slice(1).map((k, i) => k - (dots[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(6);
    expect(spacedDots(walk(9, 1), 1, 9, to)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('that flies off ends at the edge, with the step that took it out', () => {
    const path = Float64Array.from([5, 5, 5, 8, 5, -40, 5, 1e9, 5, -1e300]);
    expect(lastDrawn(path, 4, to.domain)).toBe(2);
    expect(exitOf(path, 4, to)).toEqual({ step: 2, x: 50, y: 100, angle: Math.PI / 2 });
    expect(exitOf(path, 1, to)).toBeUndefined();
    const { ctx, calls } = recorder();
    drawNewest(ctx, path, 4, to, ink, older.moving);
    for (const [, x, y] of calls.filter(([name]) => name === 'lineTo')) {
      expect(Math.max(Math.abs(Number(x)), Math.abs(Number(y)))).toBeLessThanOrEqual(100);
    }
  });

  it('that comes back is drawn to its end', () => {
    const path = Float64Array.from([5, 5, 5, 12, 5, 6]);
    expect(lastDrawn(path, 2, to.domain)).toBe(2);
    expect(exitOf(path, 2, to)).toBeUndefined();
    expect(exitOf(path, 1, to)?.step).toBe(1);
  });

  it('of a step past the end of a stopped run is the whole of it', () => {
    expect(lastDrawn(Float64Array.from([1, 1, 2, 2]), 90, to.domain)).toBe(1);
  });
});

describe('a trail', () => {
  const bounce = (n: number) => Float64Array.from({ length: 2 * (n + 1) }, (_, k) => (k % 4 < 2 ? 2 : 8));

  it('of a short path is the whole of it', () => {
    const { from, to: end } = trailOf(walk(9, 1), to);
    expect([from, end]).toEqual([
      [0, 1, 2, 3, 4, 5, 6, 7, 8],
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ]);
  });

  it('of a path that bounces for ever is one line and two dots', () => {
    const { from, to: end, dots } = trailOf(bounce(10_000), to);
    expect([from, end, dots]).toEqual([[0], [1], [1, 2]]);
    const { ctx, strokes } = recorder();
    drawPath(ctx, bounce(10_000), 10_000, to, ink, older.resting, trailOf(bounce(10_000), to));
    expect(strokes.map(({ points }) => points)).toEqual([1, 20, 1, 20]);
  });

  it('stays short however wild the path, and still goes wherever it ends', () => {
    let seed = 1;
    const random = () => {
      seed = (seed * 16807) % 2147483647;
      return (seed / 2147483647) * 10;
    };
    const wild = Float64Array.from({ length: 200_000 }, random);
    [wild[150_000], wild[150_001]] = [9.99, 9.99];
    const { to: end, dots } = trailOf(wild, to, 8);
    expect(end.length).toBeLessThan(600);
    expect(dots.length).toBeLessThanOrEqual(250);
    const ends = new Set(
      end.map((k) => `${Math.floor((wild[2 * k] ?? 0) / 3.2)} ${Math.floor((10 - (wild[2 * k + 1] ?? 0)) / 3.2)}`),
    );
    expect(ends.size).toBe(16);
  });

  it('knows the last step inside without walking back to it', () => {
    const path = Float64Array.from([0, 0, 50, 0, 5, 5, 50, 0, 60, 0, 70, 0]);
    expect([0, 1, 2, 3, 4, 5].map((k) => lastInside(path, k, to.domain))).toEqual([0, 0, 2, 2, 2, 2]);
    expect(lastInside(Float64Array.from([50, 0, 60, 0]), 1, to.domain)).toBe(-1);
  });
});

describe('the newest of a path', () => {
  it('is as much of the way as fits, from its end, and there and back for ever is one line', () => {
    const bounce = Float64Array.from({ length: 4002 }, (_, k) => (k % 4 < 2 ? 2 : 8));
    const { ctx, strokes } = recorder();
    drawNewest(ctx, bounce, 2000, to, ink, older.moving);
    expect(strokes.map(({ points }) => points)).toEqual([1, 20, 1, 20]);
    let seed = 1;
    const random = () => {
      seed = (seed * 16807) % 2147483647;
      return (seed / 2147483647) * 10;
    };
    const wild = recorder();
    drawNewest(wild.ctx, Float64Array.from({ length: 4002 }, random), 2000, to, ink, older.moving);
    const [old = 0] = wild.strokes.map(({ points }) => points);
    expect(old).toBeGreaterThan(40);
    expect(old).toBeLessThan(160);
  });
});

describe('the inset', () => {
  const line = (path: Float64Array) => ({ path, ink });

  it('comes when all runs are within 12 pixels, and holds the last 20 steps', () => {
    const spiral = (r: number) =>
      Float64Array.from({ length: 62 }, (_, k) => 2 + (k % 2 ? Math.sin(k) : Math.cos(k)) * r);
    const inset = insetOf([line(spiral(0.04)), line(spiral(0.05))], 30, to, box);
    expect(inset?.zoom).toBe(20);
    expect(insetOf([line(spiral(0.04)), line(walk(30, 0.3))], 30, to, box)).toBeUndefined();
    expect(insetOf([line(spiral(0.04))], 30, to, box)).toBeUndefined();
    expect(insetOf([line(spiral(0.04)), line(spiral(0.05))], 5, to, box)).toBeUndefined();
  });

  it('covers no path: it stands in a corner that is free, and where none is there is none', () => {
    const from = (...points: number[]) =>
      [0.04, 0.05].map((r) =>
        line(
          Float64Array.from([
            ...points,
            ...Array.from({ length: 62 }, (_, k) => 2 + (k % 2 ? Math.sin(k) : Math.cos(k)) * r),
          ]),
        ),
      );
    const place = (...points: number[]) => {
      const { left, top } = insetOf(from(...points), 30, to, box)?.scales.box ?? {};
      return left !== undefined && top !== undefined && [left > 20, top > 20];
    };
    expect(place()).toEqual([true, false]);
    expect(place(9, 9)).toEqual([true, true]);
    expect(place(9, 9, 9, 1)).toEqual([false, false]);
    expect(place(9, 9, 9, 1, 1, 9)).toBe(false);
  });
});
