// Contour lines: traced on the field's grid, drawn as hairlines, every third one labelled.

import { apart } from './format';
import type { Grid } from './grid';
import type { Label } from './labels';
import type { Scales } from './scales';
import { upTo } from './trail';

/** One height and its lines, in units of the plane: x, y, x, y, … */
export interface Contour {
  readonly level: number;
  readonly lines: readonly Float64Array[];
}

/** More levels than there are: no height here. */
const hole = 0xffff;

/**
 * Traces ascending levels by marching squares between the centres of the cells. A line crosses the edges between two
 * neighbours; an edge's number is twice its first cell's, and one more where it leads down and not to the right.
 */
export function traceContours(values: Float64Array, grid: Grid, levels: readonly number[]): Contour[] {
  const { columns, rows } = grid;
  const reached = new Uint16Array(values.length);
  for (let k = 0; k < values.length; k++) {
    const f = values[k] ?? Number.NaN;
    reached[k] = Number.isFinite(f) ? upTo(levels, f) : hole;
  }
  /** For each level, from edge to edge, high ground always on the same side. */
  const next = levels.map(() => new Map<number, number>());
  for (let k = 0; k + columns + 1 < columns * rows; k++) {
    if ((k + 1) % columns === 0) continue;
    const a = reached[k] ?? hole;
    const b = reached[k + 1] ?? hole;
    const c = reached[k + columns + 1] ?? hole;
    const d = reached[k + columns] ?? hole;
    if (a === b && b === c && c === d) continue;
    const high = Math.max(a, b, c, d);
    if (high === hole) continue;
    const corners = [k, k + 1, k + columns + 1, k + columns];
    const middle = corners.reduce((sum, corner) => sum + (values[corner] ?? 0), 0) / 4;
    const edges = [2 * k, 2 * (k + 1) + 1, 2 * (k + columns), 2 * k + 1] as const;
    for (let l = Math.min(a, b, c, d); l < high; l++) cross([a > l, b > l, c > l, d > l], edges, middle, l);
  }

  /** Adds what crosses one square, whose corners and edges go clockwise. */
  function cross(above: readonly boolean[], edges: readonly number[], middle: number, l: number): void {
    // on a saddle the line turns around whichever corners the middle does not belong to
    const turn = middle >= (levels[l] ?? 0) ? 3 : 1;
    for (let up = 0; up < 4; up++) {
      if (above[up] || !above[(up + 1) % 4]) continue;
      let down = up;
      do down = (down + turn) % 4;
      while (!above[down] || above[(down + 1) % 4]);
      next[l]?.set(edges[up] ?? 0, edges[down] ?? 0);
    }
  }

  return levels.map((level, l) => ({
    level,
    lines: chains(next[l] ?? new Map()).map((edges) => placed(edges, level, values, grid)),
  }));
}

/** The lines that the pieces make: open ones from their first edge, then rings, which end where they began. */
function chains(next: Map<number, number>): number[][] {
  const inner = new Set(next.values());
  const open = [...next.keys()].filter((edge) => !inner.has(edge));
  const lines: number[][] = [];
  for (const first of [...open, ...next.keys()]) {
    if (!next.has(first)) continue;
    const line: number[] = [];
    for (let edge: number | undefined = first; edge !== undefined; ) {
      line.push(edge);
      const after = next.get(edge);
      next.delete(edge);
      edge = after;
    }
    lines.push(line);
  }
  return lines;
}

/** Where on its edges a line has the height. */
function placed(edges: readonly number[], level: number, values: Float64Array, grid: Grid): Float64Array {
  const { columns, rows, domain } = grid;
  const [x0, x1, y0, y1] = domain;
  const [kx, ky] = [(x1 - x0) / columns, (y1 - y0) / rows];
  const out = new Float64Array(2 * edges.length);
  edges.forEach((edge, n) => {
    const [k, down] = [edge >> 1, edge & 1];
    const [a, b] = [values[k] ?? 0, values[k + (down ? columns : 1)] ?? 0];
    const share = (level - a) / (b - a);
    out[2 * n] = x0 + ((k % columns) + 0.5 + (down ? 0 : share)) * kx;
    out[2 * n + 1] = y1 - (Math.floor(k / columns) + 0.5 + (down ? share : 0)) * ky;
  });
  return out;
}

export function drawContours(
  ctx: CanvasRenderingContext2D,
  contours: readonly Contour[],
  to: Scales,
  color: string,
): void {
  ctx.strokeStyle = color;
  ctx.lineJoin = 'round';
  contours.forEach(({ lines }, k) => {
    ctx.lineWidth = labelled(k) ? 1 : 0.6;
    strokeLines(ctx, lines, to);
  });
}

export function strokeLines(ctx: CanvasRenderingContext2D, lines: Contour['lines'], to: Scales): void {
  ctx.beginPath();
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      const [x, y] = [to.x(line[i] ?? 0), to.y(line[i + 1] ?? 0)];
      if (i === 0) ctx.moveTo(x, y);
      else ctx.lineTo(x, y);
    }
  }
  ctx.stroke();
}

/** Every third line carries its height. */
export function labelled(index: number): boolean {
  return index % 3 === 1;
}

/** Where the heights would be written: on the longest line of each labelled level, at a few places to choose from. */
export function contourLabels(contours: readonly Contour[], to: Scales): Label[] {
  return contours.flatMap(({ level, lines }, k) => {
    if (!labelled(k)) return [];
    const longest = lines.reduce<Float64Array | undefined>((a, b) => (a && a.length >= b.length ? a : b), undefined);
    if (!longest) return [];
    const points = longest.length / 2;
    return [
      {
        text: apart(level, Math.abs(level - (contours[k - 1] ?? contours[k + 1] ?? { level: 0 }).level)),
        kind: 'contour' as const,
        places: [0.62, 0.38, 0.7, 0.3, 0.8, 0.2, 0.5, 0.9, 0.1].map((share) => {
          const i = 2 * Math.floor(share * (points - 1));
          return { x: to.x(longest[i] ?? 0), y: to.y(longest[i + 1] ?? 0), align: 'center' as const };
        }),
      },
    ];
  });
}
