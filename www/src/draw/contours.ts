// Contour lines: traced on the field's grid, drawn as hairlines, every third one labelled.

import { contours as trace } from 'd3-contour';
import { format } from './format';
import type { Label } from './labels';
import type { Scales } from './scales';

/** One height and its lines, in units of the plane: x, y, x, y, … */
export interface Contour {
  readonly level: number;
  readonly lines: readonly Float64Array[];
}

/** Traces a field of `columns` × `rows` cells over the scales' domain. */
export function traceContours(
  values: Float32Array,
  columns: number,
  rows: number,
  scales: Scales,
  levels: readonly number[],
): Contour[] {
  const [x0, x1, y0, y1] = scales.domain;
  const [kx, ky] = [(x1 - x0) / columns, (y1 - y0) / rows];
  // d3 closes lines along the border of the grid: those pieces are dropped here.
  const border = (i: number, j: number) => i <= 0.5 || j <= 0.5 || i >= columns - 0.5 || j >= rows - 0.5;
  return trace()
    .size([columns, rows])
    .thresholds([...levels])(values as unknown as number[])
    .map(({ value, coordinates }) => ({
      level: value,
      lines: coordinates.flat().flatMap((ring) => open(ring as [number, number][], border)),
    }))
    .map(({ level, lines }) => ({
      level,
      lines: lines.map((line) => Float64Array.from(line.flatMap(([i, j]) => [x0 + i * kx, y1 - j * ky]))),
    }));
}

type Grid = readonly [i: number, j: number];

/** A ring cut where it runs along the border. */
function open(ring: readonly Grid[], border: (i: number, j: number) => boolean): Grid[][] {
  const pieces: Grid[][] = [];
  let piece: Grid[] = [];
  ring.forEach((point, k) => {
    const before = ring[k - 1];
    if (before && border(...before) && border(...point)) {
      pieces.push(piece);
      piece = [];
    }
    piece.push(point);
  });
  pieces.push(piece);
  const [first, last] = [pieces[0], pieces.at(-1)];
  // A ring that starts in the middle of a line comes back to it at the end.
  const start = ring[0];
  if (pieces.length > 1 && first && last && start && !border(...start)) {
    pieces[0] = [...last, ...first.slice(1)];
    pieces.pop();
  }
  return pieces.filter((p) => p.length > 1);
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
    ctx.beginPath();
    for (const line of lines) {
      for (let i = 0; i < line.length; i += 2) {
        const [x, y] = [to.x(line[i] ?? 0), to.y(line[i + 1] ?? 0)];
        if (i === 0) ctx.moveTo(x, y);
        else ctx.lineTo(x, y);
      }
    }
    ctx.stroke();
  });
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
        text: format(level, 2),
        kind: 'contour' as const,
        places: [0.62, 0.38, 0.7, 0.3, 0.8, 0.2, 0.5, 0.9, 0.1].map((share) => {
          const i = 2 * Math.floor(share * (points - 1));
          return { x: to.x(longest[i] ?? 0), y: to.y(longest[i + 1] ?? 0), align: 'center' as const };
        }),
      },
    ];
  });
}
