// How heights become levels and shades: linear, or equal steps in log(f − fmin + c), whichever suits what is shown.

export type Ramp = 'linear' | 'log';

/** A monotone map from heights to 0…1, its inverse, and what it is called. */
export interface Heights {
  readonly ramp: Ramp;
  readonly low: number;
  readonly high: number;
  /** The c of log(f − fmin + c): where the steps turn from linear to logarithmic. */
  readonly offset: number;
  readonly shade: (f: number) => number;
  readonly height: (shade: number) => number;
}

/** `c` is this part of the whole span: about three decades of steps. */
const offsetShare = 1e-3;

/** Where the lowest of twelve linear steps would be more of the picture than this, what happens in it has no lines. */
const mostLow = 1 / 5;

/** The span of the finite values of a field: linear, unless most lines would then stand far above the lowest ground. */
export function heights(values: Float64Array, wanted?: Ramp): Heights | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const f of values) {
    if (f < low) low = f;
    if (f > high) high = f;
  }
  if (!(high > low)) return undefined;
  const span = high - low;
  let flat = 0;
  for (const f of values) if (f < low + span / 12) flat += 1;
  const ramp = wanted ?? (flat > mostLow * values.length ? 'log' : 'linear');
  if (ramp === 'linear') {
    return { ramp, low, high, offset: 0, shade: (f) => (f - low) / span, height: (s) => low + s * span };
  }
  const offset = span * offsetShare;
  const bottom = Math.log(offset);
  const decades = Math.log(span + offset) - bottom;
  return {
    ramp,
    low,
    high,
    offset,
    shade: (f) => (Math.log(Math.max(0, f - low) + offset) - bottom) / decades,
    height: (s) => low + Math.exp(bottom + s * decades) - offset,
  };
}

/** The lowest height in words: next to the span, a sampled 10⁻⁵ is nothing. */
export function lowest({ low, high }: Heights): number {
  return Math.abs(low) < 1e-4 * (high - low) ? 0 : low;
}

/**
 * The lines to draw: 10 to 14 round heights on a linear ramp, 12 equal steps on a logarithmic one. `beyond`: the same, and
 * those that follow them on higher and lower ground, by threes, so that every third is still the same.
 */
export function levels(of: Heights, beyond = false): number[] {
  const more = beyond ? 12 : 0;
  if (of.ramp === 'log') return Array.from({ length: 12 + more }, (_, k) => of.height((k + 1) / 13));
  const step = roundStep(of.high - of.low);
  const [first, last] = [Math.floor(of.low / step) + 1, Math.ceil(of.high / step)];
  return Array.from({ length: last - first + 2 * more }, (_, k) => (first - more + k) * step);
}

/** The step that cuts the span into 10 to 14 lines and has the fewest digits. */
function roundStep(span: number): number {
  const power = 10 ** Math.floor(Math.log10(span / 12));
  const steps = [1, 2, 5, 10, 2.5, 4, 3, 6, 8, 1.5, 7, 9, 1.2].map((digit) => digit * power);
  return steps.find((step) => span / step >= 10.5 && span / step <= 14) ?? span / 12;
}
