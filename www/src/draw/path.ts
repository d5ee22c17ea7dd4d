// The path of a run: one point a step, with an edge in the ground's colour, thinned where steps share pixels.

import type { Ink, Marker } from './inks';
import { type Cut, clip, type Domain, inside, type Scales } from './scales';
import { dotSpacing, lastInside, type Trail, upTo } from './trail';
import type { Wake } from './wake';

/** Steps that are drawn at full strength; older ones fade. */
export const strongSteps = 20;
/** How strong older steps are: while time runs the eye follows the ball, at rest it follows the way. */
export const older = { moving: 0.4, resting: 0.8 } as const;
/** About how large a step's dot is, in pixels. */
export const dotSize = 5;

/**
 * Adds the path of one run up to `step` to `ctx`, older steps as strong as `faded` and thinned to their `trail`. Where the
 * picture is drawn again and again, they come from their `wake`.
 */
export function drawPath(
  ctx: CanvasRenderingContext2D,
  path: Float64Array,
  step: number,
  to: Scales,
  ink: Ink,
  faded: number,
  trail: Trail,
  wake?: Wake,
): void {
  const last = lastDrawn(path, step, to.domain);
  const young = Math.max(0, last - strongSteps);
  const strokeOld = () => strokeTrail(ctx, path, trail, young, to);
  wake?.follow(ctx, { path, trail, to, ink }, young);

  const pen = pens(ctx, ink);
  pen.casing();
  ctx.globalAlpha = faded;
  if (!wake) strokeOld();
  ctx.globalAlpha = 0.9;
  strokeSteps(ctx, path, young, last, to);

  pen.line();
  ctx.globalAlpha = faded;
  if (wake) wake.draw(ctx);
  else strokeOld();
  ctx.globalAlpha = 1;
  if (wake) ctx.lineDashOffset = wake.phase(young);
  strokeSteps(ctx, path, young, last, to);
  ctx.setLineDash([]);
  ctx.lineDashOffset = 0;

  const dots = upTo(trail.dots, young - 1);
  ctx.fillStyle = ink.color;
  ctx.globalAlpha = faded;
  if (!wake) markSteps(ctx, path, trail.dots.slice(0, dots), to, ink.marker);
  ctx.globalAlpha = 1;
  markSteps(ctx, path, spacedDots(path, Math.max(1, young), last, to, trail.dots[dots - 1]), to, ink.marker);
}

/** What a path is drawn with: its edge in the ground's colour, then its line. */
export function pens(
  ctx: CanvasRenderingContext2D,
  { casing, color, dash }: Ink,
): Record<'casing' | 'line', () => void> {
  const pen = (style: string, width: number, dash: readonly number[]) => () => {
    ctx.lineJoin = 'round';
    ctx.lineCap = 'butt';
    ctx.strokeStyle = style;
    ctx.lineWidth = width;
    ctx.setLineDash([...dash]);
  };
  return { casing: pen(casing, 6, []), line: pen(color, 2, dash) };
}

/** Where a path leaves the picture for good, up to `step`: the point on the edge, its direction and the step outside. */
export interface Exit {
  readonly step: number;
  readonly x: number;
  readonly y: number;
  /** Radians, on the screen. */
  readonly angle: number;
}

export function exitOf(path: Float64Array, step: number, to: Scales): Exit | undefined {
  const end = Math.min(step, path.length / 2 - 1);
  const last = lastDrawn(path, step, to.domain);
  if (last > end || last === 0) return undefined;
  const [bx, by] = [path[2 * last] ?? 0, path[2 * last + 1] ?? 0];
  if (inside(to.domain, bx, by)) return undefined;
  const [ax, ay] = [path[2 * last - 2] ?? 0, path[2 * last - 1] ?? 0];
  const cut = clip(to.domain, ax, ay, bx, by);
  if (!cut) return undefined;
  const [x, y] = [to.x(cut[2]), to.y(cut[3])];
  return { step: last, x, y, angle: Math.atan2(y - to.y(ay), x - to.x(ax)) };
}

/** An arrowhead with its point at the exit. */
export function drawExit(ctx: CanvasRenderingContext2D, exit: Exit, ink: Ink): void {
  ctx.save();
  ctx.translate(exit.x, exit.y);
  ctx.rotate(exit.angle);
  ctx.beginPath();
  ctx.moveTo(0, 0);
  ctx.lineTo(-12, -6);
  ctx.lineTo(-9, 0);
  ctx.lineTo(-12, 6);
  ctx.closePath();
  ctx.lineWidth = 4;
  ctx.lineJoin = 'round';
  ctx.strokeStyle = ink.casing;
  ctx.stroke();
  ctx.fillStyle = ink.color;
  ctx.fill();
  ctx.restore();
}

/** The steps from `first` to `last` whose dots are far enough from the dot before; `before` is one already drawn. */
export function spacedDots(path: Float64Array, first: number, last: number, to: Scales, before?: number): number[] {
  const out: number[] = [];
  let [px, py] = [Infinity, Infinity];
  if (before !== undefined) [px, py] = [to.x(path[2 * before] ?? 0), to.y(path[2 * before + 1] ?? 0)];
  for (let k = first; k <= last; k++) {
    const [vx, vy] = [path[2 * k] ?? 0, path[2 * k + 1] ?? 0];
    if (!inside(to.domain, vx, vy)) continue;
    const [x, y] = [to.x(vx), to.y(vy)];
    if (Math.hypot(x - px, y - py) < dotSpacing) continue;
    out.push(k);
    [px, py] = [x, y];
  }
  return out;
}

/**
 * The last step to draw: `step`, or, when the path is outside by then, the step that took it out.
 * What comes after would only be lines across the picture that lead nowhere.
 */
export function lastDrawn(path: Float64Array, step: number, domain: Domain): number {
  const end = Math.min(step, path.length / 2 - 1);
  return Math.min(lastInside(path, end, domain) + 1, end);
}

/** Traces a marker of about `size` pixels around a point; the caller fills or strokes it. */
export function traceMarker(ctx: CanvasRenderingContext2D, marker: Marker, x: number, y: number, size: number): void {
  const r = size / 2;
  switch (marker) {
    case 'circle':
      ctx.moveTo(x + r, y);
      ctx.arc(x, y, r, 0, 2 * Math.PI);
      return;
    case 'square':
      ctx.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
      return;
    default:
      polygon(
        ctx,
        (corners[marker] ?? []).map(([i, j]) => [x + i * r, y + j * r] as const),
      );
  }
}

const arm = 0.38;
const tip = 1.1;
const plus = [
  [-arm, -tip],
  [arm, -tip],
  [arm, -arm],
  [tip, -arm],
  [tip, arm],
  [arm, arm],
  [arm, tip],
  [-arm, tip],
  [-arm, arm],
  [-tip, arm],
  [-tip, -arm],
  [-arm, -arm],
] as const;
const corners: Partial<Record<Marker, readonly (readonly [number, number])[]>> = {
  triangle: [
    [0, -1.15],
    [1.1, 0.8],
    [-1.1, 0.8],
  ],
  diamond: [
    [0, -1.25],
    [1.25, 0],
    [0, 1.25],
    [-1.25, 0],
  ],
  plus,
  cross: plus.map(([i, j]) => [(i - j) * Math.SQRT1_2, (i + j) * Math.SQRT1_2] as const),
};

function polygon(ctx: CanvasRenderingContext2D, points: readonly (readonly [number, number])[]): void {
  points.forEach(([x, y], k) => {
    if (k === 0) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
  });
  ctx.closePath();
}

function strokeSteps(ctx: CanvasRenderingContext2D, path: Float64Array, from: number, last: number, to: Scales): void {
  if (last <= from) return;
  ctx.beginPath();
  const line = liner(ctx, path, to);
  for (let k = from; k < last; k++) line(k, k + 1);
  ctx.stroke();
}

function strokeTrail(ctx: CanvasRenderingContext2D, path: Float64Array, trail: Trail, last: number, to: Scales): void {
  const count = upTo(trail.to, last);
  if (count === 0) return;
  ctx.beginPath();
  const line = liner(ctx, path, to);
  for (let k = 0; k < count; k++) line(trail.from[k] ?? 0, trail.to[k] ?? 0);
  ctx.stroke();
}

/** Adds the segment between two steps, as far as it lies in the picture. */
function liner(ctx: CanvasRenderingContext2D, path: Float64Array, to: Scales): (a: number, b: number) => void {
  let [px, py] = [Number.NaN, Number.NaN];
  return (a, b) => {
    const cut = cutStep(path, a, b, to);
    if (!cut) return;
    const [ax, ay, bx, by] = cut;
    // One line as long as it is unbroken, so that its dashes run on.
    if (ax !== px || ay !== py) ctx.moveTo(ax, ay);
    ctx.lineTo(bx, by);
    [px, py] = [bx, by];
  };
}

/** The segment between two steps in pixels, as far as it lies in the picture. */
export function cutStep(path: Float64Array, a: number, b: number, to: Scales): Cut | undefined {
  const cut = clip(to.domain, path[2 * a] ?? 0, path[2 * a + 1] ?? 0, path[2 * b] ?? 0, path[2 * b + 1] ?? 0);
  return cut && [to.x(cut[0]), to.y(cut[1]), to.x(cut[2]), to.y(cut[3])];
}

export function markSteps(
  ctx: CanvasRenderingContext2D,
  path: Float64Array,
  steps: readonly number[],
  to: Scales,
  marker: Marker,
): void {
  if (steps.length === 0) return;
  ctx.beginPath();
  for (const k of steps) traceMarker(ctx, marker, to.x(path[2 * k] ?? 0), to.y(path[2 * k + 1] ?? 0), dotSize);
  ctx.fill();
}
