import { describe, expect, it } from 'vitest';
import { tickTexts } from './axes';
import { traceContours } from './contours';
import { paintField } from './field';
import { readNumber } from './format';
import { gridOf } from './grid';
import { contrast, dark, inkOfRun, inks, light } from './inks';
import { around, placeLabels } from './labels';
import { heights, levels, lowest } from './levels';
import { clip, fitDomain, niceStep, scales, ticks, tidy } from './scales';

const box = { left: 0, top: 0, width: 200, height: 100 };

describe('scales', () => {
  it('give both axes the same pixels a unit and show the whole domain', () => {
    for (const domain of [
      [-10, 10, -6, 6],
      [-6, 6, -6, 6],
      [0, 1, 0, 9],
    ] as const) {
      const shown = fitDomain(domain, box);
      const to = scales(shown, box);
      expect(to.x(1) - to.x(0)).toBeCloseTo(to.y(0) - to.y(1), 9);
      expect(shown[0]).toBeLessThanOrEqual(domain[0]);
      expect(shown[3]).toBeGreaterThanOrEqual(domain[3]);
    }
  });

  it('stay finite however large, small or far the domain is', () => {
    for (const far of [1.7e308, Infinity]) {
      const to = scales(fitDomain([-far, far, -far, far], box), box);
      for (const value of [...to.domain, to.x(0), to.y(0), to.x(1), to.unit]) expect(value).toBeLessThan(Infinity);
      expect(to.x(0)).toBeCloseTo(100, 6);
    }
    const point = fitDomain([1e9, 1e9, 0, 0], box);
    expect(point[1]).toBeGreaterThan(point[0]);
  });

  it('find the point under a pixel again', () => {
    const to = scales([-10, 10, -5, 5], box);
    const [x, y] = to.at(to.x(3.25), to.y(-1.5));
    expect([x, y]).toEqual([3.25, -1.5]);
  });

  it('tick in steps of 1, 2 and 5', () => {
    expect(ticks(-10, 10, 10)).toEqual([-10, -8, -6, -4, -2, 0, 2, 4, 6, 8, 10]);
    expect(ticks(0, 0.35, 4)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(Object.is(ticks(-1, 1, 2)[1], 0)).toBe(true);
    expect([0.3, 0.7, 1, 4, 11].map(niceStep)).toEqual([0.5, 1, 1, 5, 20]);
    expect(tidy(3 * 0.1, 0.1)).toBe(0.3);
  });

  it('tick in views however deep, and say in common what would be too long', () => {
    const fits = (text: string) => text.length <= 5;
    const rows: [number, number][] = [
      [-10, 10],
      [0.998, 1.002],
      [-1e-40, 1e-40],
      [1.0000001, 1.0000003],
      [-3 - 2e-9, -3 + 4e-9],
      [4e12, 9e12],
      [1e99, 3e99],
    ];
    for (const [low, high] of rows) {
      const values = ticks(low, high, 8);
      expect(values.length, `${low}`).toBeGreaterThan(2);
      const { texts, common } = tickTexts(values, fits);
      expect(new Set(texts).size).toBe(values.length);
      for (const text of texts) expect(text.length, text).toBeLessThanOrEqual(5);
      const [, power = '10⁰', sign = '+', base = '0'] = /^×(10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)(?: ([+−]) (.+))?$/.exec(common) ?? [];
      values.forEach((value, k) => {
        const [times, least] = [readNumber(texts[k] ?? '') ?? 0, readNumber(base) ?? 0];
        const told = times * (readNumber(power) ?? 1) + (sign === '+' ? least : -least);
        expect(Math.abs(told - value), `${texts[k]} ${common}`).toBeLessThan((high - low) / 100);
      });
    }
    expect(tickTexts([-2, 0, 2], fits)).toEqual({ texts: ['−2', '0', '2'], common: '' });
  });

  it('cut segments at the edge and keep ends that lie inside to the bit', () => {
    expect(clip([0, 1, 0, 1], 0.1, 0.3, 0.7, 0.9)).toEqual([0.1, 0.3, 0.7, 0.9]);
    expect(clip([0, 1, 0, 1], 0.5, 0.5, 0.5, 1e300)).toEqual([0.5, 0.5, 0.5, 1]);
    expect(clip([0, 1, 0, 1], 2, 0, 2, 1)).toBeUndefined();
    expect(clip([0, 1, 0, 1], -1, 2, 2, 5)).toBeUndefined();
  });
});

describe('levels', () => {
  const values = Float64Array.from({ length: 1001 }, (_, k) => k / 10);

  it('are 10 to 14 round heights on a linear ramp', () => {
    for (const span of [0.7, 1, 3, 12, 37, 41.5, 99, 250, 6800]) {
      const lines = levels(heights(Float64Array.from([0, span]), 'linear')!);
      expect(lines.length, String(span)).toBeGreaterThanOrEqual(10);
      expect(lines.length, String(span)).toBeLessThanOrEqual(14);
    }
  });

  it('are equal steps of log(f − fmin + c) on a logarithmic ramp', () => {
    const of = heights(values, 'log')!;
    const steps = levels(of).map((f) => Math.log(f - of.low + of.offset));
    expect(steps.length).toBe(12);
    const gaps = steps.slice(1).map((s, k) => s - (steps[k] ?? 0));
    for (const gap of gaps) expect(gap).toBeCloseTo(gaps[0] ?? 0, 9);
  });

  it('shade from 0 to 1, and there and back is the same', () => {
    for (const ramp of ['linear', 'log'] as const) {
      const of = heights(values, ramp)!;
      expect(of.shade(0)).toBeCloseTo(0, 9);
      expect(of.shade(100)).toBeCloseTo(1, 9);
      expect(of.height(of.shade(42))).toBeCloseTo(42, 4);
    }
  });

  it('are linear unless what happens at the bottom would then have no lines', () => {
    const over = (f: (x: number, y: number) => number) =>
      heights(
        Float64Array.from({ length: 10_000 }, (_, k) => f((k % 100) / 50 - 0.99, Math.floor(k / 100) / 50 - 0.99)),
      )?.ramp;
    expect(over((x, y) => x * x + y * y)).toBe('linear');
    expect(over((x, y) => x * x - y * y)).toBe('linear');
    // flat ground above is no reason: its lines would stand in the holes anyway
    expect(over((x, y) => 1 - Math.exp(-40 * (x * x + y * y)))).toBe('linear');
    expect(over((x, y) => (x * x) / 100 + y * y)).toBe('log');
    expect(over((x, y) => (x * x + y * y) ** 3)).toBe('log');
  });

  it('go on past what was measured, at the same heights and with the same ones marked', () => {
    for (const ramp of ['linear', 'log'] as const) {
      const of = heights(values, ramp)!;
      const [own, all] = [levels(of), levels(of, true)];
      const at = all.findIndex((level) => Math.abs(level - (own[0] ?? 0)) < 1e-9);
      expect(at % 3).toBe(0);
      own.forEach((level, k) => {
        expect(all[at + k]).toBeCloseTo(level, 9);
      });
      expect(all.at(-1)).toBeGreaterThan(1.5 * of.high);
      expect([...all].sort((a, b) => a - b)).toEqual(all);
    }
  });

  it('leave out what is not a number, and a flat surface has none', () => {
    expect(heights(Float64Array.from([Number.NaN, 1, 3]), 'linear')?.low).toBe(1);
    expect(heights(Float64Array.from([2, 2]), 'log')).toBeUndefined();
    expect(lowest(heights(Float64Array.from([1e-5, 37]), 'log')!)).toBe(0);
  });
});

describe('the field', () => {
  it('is darkest where the ground is low, in both themes, and lets holes show through', () => {
    const values = Float64Array.from([0, 1, Number.NaN]);
    const of = heights(values, 'linear')!;
    for (const theme of [light, dark]) {
      const pixels = new Uint8ClampedArray(12);
      paintField(pixels, values, of, theme);
      expect(pixels[0]).toBeLessThan(pixels[4] ?? 0);
      expect([pixels[3], pixels[7], pixels[11]]).toEqual([255, 255, 0]);
    }
  });
});

describe('colours', () => {
  it('keep their contrast: text 4.5, lines 3 on all of the field', () => {
    for (const theme of [light, dark]) {
      for (const text of [theme.text, theme.quiet, theme.alarm])
        expect(contrast(text, theme.ground)).toBeGreaterThan(4.5);
      for (const ground of theme.field) {
        expect(contrast(theme.label, ground)).toBeGreaterThan(4.5);
        for (const line of [theme.contour, ...theme.runs])
          expect(contrast(line, ground), line).toBeGreaterThanOrEqual(3);
      }
      expect(contrast(theme.edge, theme.ground)).toBeGreaterThanOrEqual(3);
    }
  });

  it('of runs can be told apart by the colour-blind, and by marker and dash without colour', () => {
    for (const { runs } of Object.values(inks)) {
      for (const [a, b] of pairs(runs.slice(0, 3))) {
        for (const see of [protanope, deuteranope]) expect(distance(see(a), see(b)), `${a} ${b}`).toBeGreaterThan(18);
      }
    }
    const looks = Array.from({ length: 32 }, (_, k) => inkOfRun(k, 'light'));
    const told = new Set(looks.map(({ color, dash, marker }) => [color, dash, marker].join('|')));
    expect(told.size).toBe(32);
    expect(new Set(looks.slice(0, 6).map(({ marker }) => marker)).size).toBe(6);
    expect(new Set(looks.slice(0, 6).map(({ dash }) => dash.join())).size).toBe(6);
  });
});

describe('contours', () => {
  const domain = [-4, 4, -2, 2] as const;
  const grid = gridOf(domain, { left: 0, top: 0, width: 160, height: 80 }, 2);
  const sampled = (f: (x: number, y: number) => number) => {
    const { columns, rows } = grid;
    const [x0, x1, y0, y1] = grid.domain;
    return Float64Array.from({ length: columns * rows }, (_, k) =>
      f(x0 + (((k % columns) + 0.5) / columns) * (x1 - x0), y1 - ((Math.floor(k / columns) + 0.5) / rows) * (y1 - y0)),
    );
  };
  const ends = (line: Float64Array) => [line.slice(0, 2), line.slice(-2)].map((end) => [...end]);

  it('follow the height that they are of: in rings, or from one side of the frame to another', () => {
    const [inner, outer] = traceContours(
      sampled((x, y) => x * x + y * y),
      grid,
      [1, 9],
    );
    expect(inner?.lines.length).toBe(1);
    const [first, last] = ends(inner!.lines[0]!);
    expect(first).toEqual(last);
    // a circle of radius 3 leaves the frame: two arcs are left of it, and both go on to its edge
    expect(outer?.lines.length).toBe(2);
    for (const line of outer!.lines) {
      for (const [, y = 0] of ends(line)) expect(Math.abs(y)).toBeGreaterThanOrEqual(2);
    }
    for (const { level, lines } of [inner!, outer!]) {
      for (const line of lines) {
        for (let k = 0; k < line.length; k += 2) {
          expect(Math.hypot(line[k] ?? 0, line[k + 1] ?? 0)).toBeCloseTo(Math.sqrt(level), 2);
        }
      }
    }
  });

  it('on a saddle turn around low ground or around high ground, never across each other', () => {
    const [low, high] = traceContours(
      sampled((x, y) => x * y + 1e-3 * x),
      grid,
      [-0.01, 0.01],
    );
    for (const [{ lines }, sign] of [
      [low!, -1],
      [high!, 1],
    ] as const) {
      expect(lines.length).toBe(2);
      for (const line of lines) {
        for (let k = 0; k < line.length; k += 2)
          expect(sign * (line[k] ?? 0) * (line[k + 1] ?? 0)).toBeGreaterThan(-0.02);
      }
    }
  });

  it('end where there is no height', () => {
    const [one] = traceContours(
      sampled((x, y) => (x < 0 ? Number.NaN : x * x + y * y)),
      grid,
      [1],
    );
    expect(one?.lines.length).toBe(1);
    for (const [x = 1] of ends(one!.lines[0]!)) expect(x).toBeLessThan(0.1);
  });
});

describe('labels', () => {
  const width = (text: string) => 6 * text.length;
  const at = (kind: 'start' | 'current' | 'minimum' | 'contour', text: string) => ({
    kind,
    text,
    places: [{ x: 50, y: 50, align: 'center' as const }],
  });

  it('give way by priority: start, current, minimum, contour', () => {
    const order = ['contour', 'minimum', 'current', 'start'] as const;
    for (let n = 1; n <= 4; n++) {
      const placed = placeLabels(
        order.slice(0, n).map((kind) => at(kind, kind)),
        box,
        [],
        [],
        width,
      );
      expect(placed.map(({ label }) => label.kind)).toEqual([order[n - 1]]);
    }
  });

  it('take another place where one is free, and keep off points, paths and the frame', () => {
    const label = { kind: 'start' as const, text: 'start', places: around(195, 50, 10) };
    expect(placeLabels([label], box, [], [], width)[0]?.place.align).not.toBe('left');
    const point = [{ left: 40, top: 40, width: 20, height: 20 }];
    expect(placeLabels([at('minimum', 'm')], box, point, [], width)).toEqual([]);
    expect(placeLabels([at('contour', 'c')], box, [], point, width)).toEqual([]);
    expect(placeLabels([at('minimum', 'm')], box, [], point, width).length).toBe(1);
  });
});

type Rgb = readonly [number, number, number];

/** What is left of a colour for an eye without one kind of cone (Viénot, Brettel and Mollon, 1999), in linear light. */
const protanope = (hex: string) => reduce(hex, [0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]);
const deuteranope = (hex: string) => reduce(hex, [0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]);

function reduce(hex: string, ...rows: Rgb[]): Rgb {
  const n = Number.parseInt(hex.slice(1), 16);
  const linear = [n >> 16, (n >> 8) & 255, n & 255].map((c) => (c / 255) ** 2.2);
  return rows.map((row) => row.reduce((sum, m, k) => sum + m * (linear[k] ?? 0), 0)) as unknown as Rgb;
}

/** Distance in CIE L*a*b*. */
function distance(a: Rgb, b: Rgb): number {
  const [p, q] = [lab(a), lab(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function pairs(list: readonly string[]): [string, string][] {
  return list.flatMap((a, k) => list.slice(k + 1).map((b): [string, string] => [a, b]));
}
