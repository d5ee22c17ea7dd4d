// A grid of square cells over a part of the plane: where heights are asked for.

import type { Box, Domain } from './scales';

export interface Grid {
  readonly domain: Domain;
  readonly columns: number;
  readonly rows: number;
}

/** Cells of `cell` pixels, and one more past each edge of the picture: lines and shades go on to the frame. */
export function gridOf([x0, x1, y0, y1]: Domain, { width, height }: Box, cell: number): Grid {
  const [columns, rows] = [Math.ceil(width / cell) + 2, Math.ceil(height / cell) + 2];
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  const w = (((x1 - x0) / width) * cell * columns) / 2;
  const h = (((y1 - y0) / height) * cell * rows) / 2;
  return { domain: [x - w, x + w, y - h, y + h], columns, rows };
}
