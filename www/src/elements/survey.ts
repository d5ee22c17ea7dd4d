// Getting heights: in bands that take the worker a moment each, so that others are heard in between; coarse ones first
// where all of them take long.

import type { Grid } from '../draw/grid';
import type { Domain } from '../draw/scales';

/** Asks the engine for heights; undefined when it has none to give. */
export type AskField = (domain: Domain, columns: number, rows: number) => Promise<Float64Array | undefined>;

const bandMs = 30;
/** Who waits longer wants to see something first. */
const patienceMs = 120;
/** Before it is known: milliseconds a cell of a surface over many rows. */
const unknown = 0.01;

export class Survey {
  #ask: AskField;
  #cost = unknown;

  constructor(ask: AskField) {
    this.#ask = ask;
  }

  /** Another surface: what its heights cost is not known yet. */
  forget(): void {
    this.#cost = unknown;
  }

  /** How many cells there is time for. */
  cells(ms: number): number {
    return Math.max(400, ms / this.#cost);
  }

  /** Row by row from the top; undefined as soon as they are not wanted any more. `first` hears of coarse ones. */
  async heights(
    grid: Grid,
    wanted: () => boolean,
    first?: (grid: Grid, values: Float64Array) => unknown,
  ): Promise<Float64Array | undefined> {
    const { domain, columns, rows } = grid;
    const [x0, x1, y0, y1] = domain;
    const values = new Float64Array(columns * rows);
    for (let row = 0; row < rows; ) {
      const count = Math.min(rows - row, Math.ceil(this.cells(bandMs) / columns));
      const y = (row: number) => y1 - ((y1 - y0) * row) / rows;
      const from = performance.now();
      const band = await this.#ask([x0, x1, y(row + count), y(row)], columns, count);
      if (!band || !wanted()) return undefined;
      this.#cost = (performance.now() - from) / band.length;
      values.set(band, row * columns);
      row += count;
      const rest = columns * (rows - row);
      if (!first || rest < this.cells(patienceMs)) continue;
      const part = Math.min(0.25, Math.sqrt(this.cells(bandMs) / (columns * rows)));
      const coarse = { domain, columns: Math.ceil(columns * part), rows: Math.ceil(rows * part) };
      const few = await this.heights(coarse, wanted);
      if (few) await first(coarse, few);
      if (!wanted()) return undefined;
      first = undefined;
    }
    return values;
  }
}
