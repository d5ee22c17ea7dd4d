import { beforeEach, describe, expect, it, vi } from 'vitest';
import { inkOfRun } from './inks';
import { drawPath, older } from './path';
import { scales } from './scales';
import { trailOf } from './trail';
import { type Wake, wakesOf } from './wake';

const to = scales([0, 100, 0, 100], { left: 0, top: 0, width: 100, height: 100 });
const dashed = inkOfRun(1, 'light');
type Call = readonly [string, ...unknown[]];

/** A context that writes down what is asked of it, with the style at that time. */
function recorder() {
  const calls: Call[] = [];
  const state: Record<string, unknown> = { canvas: { width: 1, height: 1 } };
  const ctx = new Proxy(state, {
    get: (_, name: string) =>
      name in state
        ? state[name]
        : (...args: unknown[]) => {
            const { strokeStyle, lineDashOffset, globalCompositeOperation } = state;
            calls.push([
              name,
              ...args,
              ...(name === 'stroke' ? [strokeStyle, lineDashOffset, globalCompositeOperation] : []),
            ]);
            return name === 'getTransform' ? { a: 1, d: 1, e: 0, f: 0 } : undefined;
          },
    set: (_, name: string, value) => {
      state[name] = value;
      return true;
    },
  }) as unknown as CanvasRenderingContext2D;
  return { ctx, calls, of: (name: string) => calls.filter(([one]) => one === name) };
}

describe('a wake', () => {
  const scene = recorder();
  let kept = recorder();
  let wake: Wake;
  beforeEach(() => {
    kept = recorder();
    vi.stubGlobal(
      'OffscreenCanvas',
      class {
        getContext = () => kept.ctx;
      },
    );
    wake = wakesOf()(0, 4) as Wake;
  });

  /** Three pixels a step to the right, up and down. */
  const path = Float64Array.from({ length: 2 * 31 }, (_, k) => (k % 2 ? 50 + ((k - 1) % 4) : 1.5 * k));
  const follow = (until: number, of = path) => {
    kept.calls.length = 0;
    wake.follow(scene.ctx, { path: of, trail: trailOf(of, to), to, ink: dashed }, until);
  };
  const lines = () => kept.of('lineTo').length;

  it('has the size of a picture where a path leaves all bounds', () => {
    for (const far of [1e30, -1e160, 1e308, Number.MAX_VALUE]) {
      follow(3, Float64Array.from([50, 50, 60, far, far, 20, -far, far, 30, 40]));
      const { width, height } = kept.ctx.canvas;
      expect([width, height].every((side) => side >= 1 && side <= 110)).toBe(true);
    }
  });

  it('is only added to as the step goes on, from a pixel before', () => {
    follow(10);
    expect(kept.of('clearRect').length).toBe(1);
    expect(lines()).toBe(2 * 10);
    follow(12);
    expect(kept.of('clearRect')).toEqual([]);
    // both pens: the corner, then two steps
    expect(lines()).toBe(2 * 3);
    const [, x, y] = kept.of('moveTo')[0] as [string, number, number];
    expect(Math.hypot(x - 30, y - 50)).toBeCloseTo(1, 6);
    follow(12);
    expect(lines()).toBe(0);
  });

  it('begins again where the step goes back, and where it is another path', () => {
    follow(10);
    follow(9);
    expect([kept.of('clearRect').length, lines()]).toEqual([1, 2 * 9]);
    follow(9, path.slice());
    expect([kept.of('clearRect').length, lines()]).toEqual([1, 2 * 9]);
  });

  it('lays the edge under every line, and goes on with the dashes where they were', () => {
    follow(10);
    follow(12);
    const [edge, line] = kept.of('stroke');
    expect(edge?.[1]).toBe(dashed.casing);
    expect(edge?.[3]).toBe('destination-over');
    expect(line?.[1]).toBe(dashed.color);
    expect(line?.[3]).toBe('source-over');
    const step = Math.hypot(3, 2);
    expect(line?.[2]).toBeCloseTo(10 * step - 1, 4);
    expect(wake.phase(12)).toBeCloseTo(12 * step, 4);
  });

  it('is laid on the picture as strong as older steps are, under the newest', () => {
    const { ctx, calls } = recorder();
    drawPath(ctx, path, 30, to, dashed, older.moving, trailOf(path, to), wake);
    const names = calls.map(([name]) => name);
    expect(names.filter((name) => name === 'drawImage').length).toBe(1);
    expect(names.indexOf('drawImage')).toBeGreaterThan(names.indexOf('stroke'));
    expect(names.indexOf('drawImage')).toBeLessThan(names.lastIndexOf('stroke'));
    expect(calls.filter(([name]) => name === 'stroke').length).toBe(2);
  });

  it('is kept for up to eight runs', () => {
    const all = wakesOf();
    expect(all(7, 8)).toBe(all(7, 8));
    expect(all(0, 9)).toBeUndefined();
  });
});
