// The contour through the point: all places as high as it.

import { type Contour, strokeLines, traceContours } from '../../draw/contours';
import { type Grid, gridOf } from '../../draw/grid';
import type { Scales } from '../../draw/scales';
import { Answer, type Host } from '../panel';
import type { Pace } from '../parts/pace';
import { answered, surfaceKey } from './asking';

/** Heights over what the plane shows. */
interface Field {
  readonly values: Float64Array;
  readonly grid: Grid;
}

/** Pixels a cell: coarser than the ground's, since it is traced anew in each frame. */
const cell = 5;

export class Level {
  #host: Host;
  #field: Answer<Field>;
  #traced: { readonly field: Field; readonly height: number; readonly lines: Contour['lines'] } | undefined;

  constructor(host: Host, pace: Pace) {
    this.#host = host;
    this.#field = new Answer(pace);
  }

  draw(ctx: CanvasRenderingContext2D, height: number, scales: Scales): void {
    const field = this.#ask(scales);
    if (!field) return;
    if (this.#traced?.field !== field || this.#traced.height !== height) {
      const [contour] = traceContours(field.values, field.grid, [height]);
      this.#traced = { field, height, lines: contour?.lines ?? [] };
    }
    ctx.lineJoin = 'round';
    ctx.strokeStyle = this.#host.inks.label;
    ctx.lineWidth = 1.5;
    strokeLines(ctx, this.#traced.lines, scales);
  }

  #ask(scales: Scales): Field | undefined {
    const grid = gridOf(scales.domain, scales.box, cell);
    const { domain, columns, rows } = grid;
    return this.#field.of(`${domain} ${columns} ${rows} ${surfaceKey(this.#host)}`, async () =>
      answered(await this.#host.tell('field', Float64Array.from(domain), columns, rows), (values) => ({
        values,
        grid,
      })),
    );
  }
}
