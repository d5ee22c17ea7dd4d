// The magnified corner: when all runs are within a few pixels of each other, what they do there.

import { plain } from './format';
import type { Ink, Inks } from './inks';
import { drawBall } from './marks';
import { drawNewest } from './newest';
import { older, strongSteps } from './path';
import { type Box, fitDomain, type Scales, scales } from './scales';
import { trailOf } from './trail';

/** One run as it is drawn. */
export interface Line {
  readonly path: Float64Array;
  readonly ink: Ink;
}

/** Runs nearer to each other than this cannot be told apart. */
const near = 12;
const zooms = [5, 10, 20, 40, 100, 200, 400, 1000] as const;
const largest = 112;
/** Smaller than this it shows nothing. */
const smallest = 40;
/** Pixels between it and a path. */
const clear = 8;

export interface Inset {
  readonly zoom: number;
  readonly scales: Scales;
}

/** The inset for this step, or undefined while the runs are apart, are at their start, or are one alone. */
export function insetOf(lines: readonly Line[], step: number, to: Scales, room: Box): Inset | undefined {
  if (lines.length < 2 || step === 0) return undefined;
  const now = lines.map(({ path }) => pointAt(path, step));
  const [xs, ys] = [now.map(([x]) => to.x(x)), now.map(([, y]) => to.y(y))];
  const spread = Math.hypot(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  if (!(spread <= near) || step < strongSteps) return undefined;

  const middle = [mean(now.map(([x]) => x)), mean(now.map(([, y]) => y))] as const;
  let reach = 0;
  for (const { path } of lines) {
    for (let k = step - strongSteps; k <= step; k++) {
      const [x, y] = pointAt(path, k);
      reach = Math.max(reach, Math.abs(x - middle[0]), Math.abs(y - middle[1]));
    }
  }
  // the whole paths, also what is still to come: it must not jump aside when a run arrives
  const taken = lines.flatMap(({ path }) =>
    [0, ...trailOf(path, to, lines.length).dots].map(
      (k) => [to.x(path[2 * k] ?? 0), to.y(path[2 * k + 1] ?? 0)] as const,
    ),
  );
  const free = ({ left, top, width, height }: Box) =>
    !taken.some(
      ([x, y]) => x > left - clear && x < left + width + clear && y > top - clear && y < top + height + clear,
    );
  const most = Math.min(largest, Math.round(room.height * 0.45));
  const box = [most, Math.round(most * 0.75)]
    .filter((size) => size >= smallest)
    .flatMap((size) => corners(to, middle, room, size))
    .find(free);
  if (!box) return undefined;
  const size = box.width;
  const fits = size / 2 / (reach / to.unit);
  const zoom = [...zooms].reverse().find((z) => z <= fits);
  if (!zoom) return undefined;
  const half = (size / 2 / zoom) * to.unit;
  const domain = fitDomain([middle[0] - half, middle[0] + half, middle[1] - half, middle[1] + half], box);
  return { zoom, scales: scales(domain, box) };
}

export function drawInset(
  ctx: CanvasRenderingContext2D,
  inset: Inset,
  lines: readonly Line[],
  step: number,
  inks: Inks,
  font: string,
): void {
  const { left, top, width, height } = inset.scales.box;
  ctx.save();
  ctx.fillStyle = inks.ground;
  ctx.fillRect(left, top, width, height);
  ctx.strokeStyle = inks.edge;
  ctx.lineWidth = 1;
  ctx.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1);
  ctx.beginPath();
  ctx.rect(left + 1, top + 1, width - 2, height - 2);
  ctx.clip();
  for (const { path, ink } of lines) {
    drawNewest(ctx, path, step, inset.scales, ink, older.moving);
    const [x, y] = pointAt(path, step);
    drawBall(ctx, inset.scales.x(x), inset.scales.y(y), ink, inks.ground);
  }
  ctx.font = font;
  ctx.fillStyle = inks.quiet;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'top';
  ctx.fillText(`×${plain(inset.zoom)}`, left + 7, top + 6);
  ctx.restore();
}

/** The corners of the room, those first that are farthest from what it magnifies. */
function corners(to: Scales, middle: readonly [number, number], room: Box, size: number): Box[] {
  const air = 6;
  const right = to.x(middle[0]) <= room.left + room.width / 2 + 1;
  const low = to.y(middle[1]) < room.top + room.height / 2 - 1;
  return [
    [right, low],
    [right, !low],
    [!right, low],
    [!right, !low],
  ].map(([right, low]) => ({
    left: right ? room.left + room.width - size - air : room.left + air,
    top: low ? room.top + room.height - size - air : room.top + air,
    width: size,
    height: size,
  }));
}

function pointAt(path: Float64Array, step: number): readonly [number, number] {
  const k = Math.max(0, Math.min(step, path.length / 2 - 1));
  return [path[2 * k] ?? 0, path[2 * k + 1] ?? 0];
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
