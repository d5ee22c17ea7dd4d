import { expect, it } from 'vitest';
import { contrast, inks, type Theme } from './inks';
import { basinColours, basinInk, plainInks, type Rgb, sweepInk } from './map-inks';

const themes: Theme[] = ['light', 'dark'];
const hex = (rgb: Rgb) => `#${rgb.map((c) => c.toString(16).padStart(2, '0')).join('')}`;
const colours = Array.from({ length: basinColours }, (_, k) => k);

it('paths and contours stay readable on every colour of a map', () => {
  for (const theme of themes) {
    const { diverged, nowhere } = plainInks[theme];
    const shades = [0, 0.5, 1].flatMap((share) => colours.map((k) => basinInk(k, share, theme)));
    for (const ground of [...shades, ...diverged, ...nowhere].map(hex)) {
      for (const line of [...inks[theme].runs, inks[theme].quiet]) {
        expect(contrast(line, ground), `${line} on ${ground}`).toBeGreaterThanOrEqual(3);
      }
      expect(contrast(inks[theme].text, ground)).toBeGreaterThan(4.5);
    }
  }
});

it('no minimum looks more important than another', () => {
  for (const theme of themes) {
    for (const share of [0, 0.5, 1]) {
      const light = colours.map((k) => lab(linear(basinInk(k, share, theme)))[0] ?? 0);
      expect(Math.max(...light) - Math.min(...light)).toBeLessThan(5);
    }
  }
});

it('the first four minima are told apart by the colour-blind, all by others', () => {
  for (const theme of themes) {
    for (const share of [0, 1]) {
      const least = (count: number, see: (c: Rgb) => number[]) => {
        const seen = colours.slice(0, count).map((k) => lab(see(basinInk(k, share, theme))));
        return Math.min(...seen.flatMap((a, i) => seen.slice(0, i).map((b) => apart(a, b))));
      };
      const far = share === 0 ? 6 : 11;
      for (const see of [protanope, deuteranope]) expect(least(4, see), `${theme} ${share}`).toBeGreaterThan(far);
      expect(least(basinColours, linear), `${theme} ${share}`).toBeGreaterThan(8);
    }
  }
});

it('a sweep goes from what stands out to what does not, evenly for every eye', () => {
  for (const theme of themes) {
    const shares = Array.from({ length: 21 }, (_, k) => k / 20);
    for (const see of [linear, protanope, deuteranope]) {
      const seen = shares.map((share) => lab(see(sweepInk(share, theme))));
      const steps = seen.slice(1).map((b, k) => apart(seen[k] ?? b, b));
      expect(Math.min(...steps), theme).toBeGreaterThan(0.35 * Math.max(...steps));
    }
    const contrasts = shares.map((share) => contrast(hex(sweepInk(share, theme)), inks[theme].ground));
    expect(contrasts.every((c, k) => k === 0 || c < (contrasts[k - 1] ?? 0))).toBe(true);
  }
});

/** What is left of a colour for an eye without one kind of cone (Viénot, Brettel and Mollon, 1999), in linear light. */
const linear = (c: Rgb) => c.map((x) => (x / 255) ** 2.2);
const protanope = (c: Rgb) => reduce(c, [0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]);
const deuteranope = (c: Rgb) => reduce(c, [0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]);

function reduce(c: Rgb, ...rows: number[][]): number[] {
  const light = linear(c);
  return rows.map((row) => row.reduce((sum, m, k) => sum + m * (light[k] ?? 0), 0));
}

function lab([r = 0, g = 0, b = 0]: number[]): number[] {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function apart(a: number[], b: number[]): number {
  return Math.hypot(...a.map((x, k) => x - (b[k] ?? 0)));
}
