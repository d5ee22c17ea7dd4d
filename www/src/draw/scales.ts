// From the plane's numbers to pixels and back.

/** x0, x1, y0, y1: the part of the plane that is shown. */
export type Domain = readonly [x0: number, x1: number, y0: number, y1: number];

/** A rectangle in CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Scales {
  readonly domain: Domain;
  readonly box: Box;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** The point of the plane under a pixel. */
  readonly at: (px: number, py: number) => [x: number, y: number];
  /** Units of the plane in one pixel. */
  readonly unit: number;
}

/** Farther out, the length of a domain would be no number. */
const farthest = Number.MAX_VALUE / 4;

/** The smallest domain around `domain` that fills `box` with equal pixels a unit on both axes; always one of finite size. */
export function fitDomain(domain: Domain, box: Box): Domain {
  const [x0, x1, y0, y1] = domain.map(reachable) as unknown as Domain;
  const [cx, cy] = [(x0 + x1) / 2, (y0 + y1) / 2];
  // finer than this, neighbouring pixels would be the same number
  const finest = 1e-300 + (Math.abs(cx) + Math.abs(cy)) * 1e-15;
  const unit = Math.max((x1 - x0) / box.width, (y1 - y0) / box.height, finest);
  const [w, h] = [(unit * box.width) / 2, (unit * box.height) / 2];
  return [cx - w, cx + w, cy - h, cy + h].map(reachable) as unknown as Domain;
}

function reachable(value: number): number {
  return Math.max(-farthest, Math.min(farthest, value));
}

export function scales(domain: Domain, box: Box): Scales {
  const [x0, x1, y0, y1] = domain;
  const kx = box.width / (x1 - x0);
  const ky = box.height / (y1 - y0);
  return {
    domain,
    box,
    x: (value) => box.left + (value - x0) * kx,
    y: (value) => box.top + (y1 - value) * ky,
    at: (px, py) => [x0 + (px - box.left) / kx, y1 - (py - box.top) / ky],
    unit: 1 / kx,
  };
}

export function inside(domain: Domain, x: number, y: number): boolean {
  const [x0, x1, y0, y1] = domain;
  return x >= x0 && x <= x1 && y >= y0 && y <= y1;
}

/** A segment from a to b. */
export type Cut = readonly [ax: number, ay: number, bx: number, by: number];

/**
 * The part of the segment a–b that lies in the domain, or undefined. Cut before it is drawn:
 * a canvas loses lines whose ends lie millions of pixels away.
 */
export function clip(domain: Domain, ax: number, ay: number, bx: number, by: number): Cut | undefined {
  if (inside(domain, ax, ay) && inside(domain, bx, by)) return [ax, ay, bx, by];
  const [x0, x1, y0, y1] = domain;
  let [from, to] = [0, 1];
  const [dx, dy] = [bx - ax, by - ay];
  for (const [p, q] of [
    [-dx, ax - x0],
    [dx, x1 - ax],
    [-dy, ay - y0],
    [dy, y1 - ay],
  ] as const) {
    if (p === 0 && q < 0) return undefined;
    if (p < 0) from = Math.max(from, q / p);
    if (p > 0) to = Math.min(to, q / p);
  }
  if (!(from <= to)) return undefined;
  const start = from === 0 ? [ax, ay] : [ax + from * dx, ay + from * dy];
  const end = to === 1 ? [bx, by] : [ax + to * dx, ay + to * dy];
  return [...start, ...end] as unknown as Cut;
}

/** Round steps of 1, 2 or 5 times a power of ten, at most `count` of them in the span. */
export function ticks(low: number, high: number, count: number): number[] {
  const step = niceStep((high - low) / Math.max(1, count));
  const from = Math.ceil(low / step - 1e-9);
  const to = Math.floor(high / step + 1e-9);
  const out: number[] = [];
  // counted apart from k, which stands still where whole numbers no longer differ by 1
  for (let i = 0; i <= count + 1 && from + i <= to; i++) out.push(tidy((from + i) * step, step));
  return out;
}

/** The smallest of 1, 2, 5 × 10ⁿ that is not below `span`. */
export function niceStep(span: number): number {
  const power = 10 ** Math.floor(Math.log10(span));
  const digit = span / power;
  const factor = digit <= 1.0000001 ? 1 : digit <= 2.0000001 ? 2 : digit <= 5.0000001 ? 5 : 10;
  return factor * power;
}

/** `value` rounded to the decimals of `step`, so that 3 × 0.1 is 0.3. */
export function tidy(value: number, step: number): number {
  const digits = Math.max(0, Math.min(100, -Math.floor(Math.log10(step) + 1e-9)));
  return Number(value.toFixed(digits)) + 0;
}
