// The colours of maps, which come with them: calm beside the runs' colours, and told apart by the colour-blind.

import type { Theme } from './inks';

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** How light and how vivid: of what is there at once, and of what takes all steps. Paths and contours stay readable on all between. */
const shades = {
  light: { soon: [0.905, 0.075], late: [0.825, 0.1] },
  dark: { soon: [0.28, 0.065], late: [0.42, 0.09] },
} as const satisfies Record<Theme, unknown>;

/** Blue, yellow, pink and green differ for every eye; then those between. */
const hues = [260, 95, 347, 160, 50, 215, 305, 125] as const;
/** Only the first two may be as vivid as that: the others are loud sooner. */
const loud = 0.82;

/** So many minima have a colour of their own. */
export const basinColours = hues.length;

/** A minimum's colour by its number among the colours, for paths that take this share of the steps to get there. */
export function basinInk(colour: number, share: number, theme: Theme): Rgb {
  const { soon, late } = shades[theme];
  const [light, chroma] = [mix(soon[0], late[0], share), mix(soon[1], late[1], share)];
  const turn = colour % hues.length;
  return oklch(light, turn < 2 ? chroma : loud * chroma, hues[turn] ?? 0);
}

/** Stripes for what diverged and dots for what ended at no minimum: on the first, the second. */
export const plainInks: Record<
  Theme,
  { readonly diverged: readonly [Rgb, Rgb]; readonly nowhere: readonly [Rgb, Rgb] }
> = {
  light: {
    diverged: [oklch(0.93, 0.004, 230), oklch(0.84, 0.008, 230)],
    nowhere: [oklch(0.95, 0.004, 230), oklch(0.84, 0.008, 230)],
  },
  dark: {
    diverged: [oklch(0.24, 0.008, 230), oklch(0.36, 0.012, 230)],
    nowhere: [oklch(0.22, 0.008, 230), oklch(0.36, 0.012, 230)],
  },
};

/** From the best, which stands out from the page, to the worst: between blue and sand, in even steps for every eye. */
export function sweepInk(share: number, theme: Theme): Rgb {
  const [best, worst] = sweepEnds[theme];
  const ab = (end: readonly number[]) => polar(end[1] ?? 0, end[2] ?? 0);
  const [[a, b], [c, d]] = [ab(best), ab(worst)];
  return oklab(mix(best[0], worst[0], share), mix(a, c, share), mix(b, d, share)) ?? [0, 0, 0];
}

const sweepEnds = {
  light: [
    [0.42, 0.1, 258],
    [0.93, 0.06, 95],
  ],
  dark: [
    [0.9, 0.08, 95],
    [0.34, 0.08, 258],
  ],
} as const satisfies Record<Theme, unknown>;

export function css([r, g, b]: Rgb): string {
  return `rgb(${r} ${g} ${b})`;
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

/** As vivid as a screen can show it, and no more. */
function oklch(light: number, chroma: number, hue: number): Rgb {
  for (let c = chroma; c > 0; c -= 0.004) {
    const rgb = oklab(light, ...polar(c, hue));
    if (rgb) return rgb;
  }
  return oklab(light, 0, 0) ?? [0, 0, 0];
}

function polar(chroma: number, hue: number): [a: number, b: number] {
  return [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
}

/** A colour of Ottosson's OKLab, where equal steps look equal; undefined where screens do not show it. */
function oklab(light: number, a: number, b: number): Rgb | undefined {
  const cube = (p: number, q: number) => (light + p * a + q * b) ** 3;
  const l = cube(0.3963377774, 0.2158037573);
  const m = cube(-0.1055613458, -0.0638541728);
  const s = cube(-0.0894841775, -1.291485548);
  const rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const slack = 1e-4;
  return rgb.every((x) => x >= -slack && x <= 1 + slack) ? (rgb.map(byte) as unknown as Rgb) : undefined;
}

function byte(x: number): number {
  const s = x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.max(0, Math.min(1, s)));
}
