// The picture to take along: what is seen on the plane, with its axes, what the runs are, and a sentence; in pixels and
// as SVG, by the same drawing.

import { traceContours } from '../../draw/contours';
import { shadesOf } from '../../draw/field';
import { inkOfRun, inks as inksOf, type Theme } from '../../draw/inks';
import * as insets from '../../draw/inset';
import { type Heights, heights, levels, type Ramp } from '../../draw/levels';
import { drawGround, drawScene, type Layers, type Relief, type Scene } from '../../draw/picture';
import { type Domain, type Scales, scales } from '../../draw/scales';
import { contextOf, png, svg } from './drawing';
import { type Context, edge, font, legendOf, line, linesOf, type Placed, placed, write } from './legend';

/** What is to be seen. */
export interface Sight {
  readonly domain: Domain;
  /** The size of the plane on the page, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly minima: Float64Array;
  readonly start: readonly [number, number];
  /** Those that are drawn, each with its number among all. */
  readonly runs: readonly {
    readonly run: number;
    /** Which of the looks it has. */
    readonly slot: number;
    readonly name: string;
    readonly path: Float64Array;
    readonly loss: Float64Array;
  }[];
  readonly selected: number;
  readonly step: number;
  readonly words: Scene['words'];
  readonly layers: Layers;
  readonly sentence: string | undefined;
  /** The step and the ramp in words. */
  readonly at: string;
  readonly ramp: Readonly<Record<Ramp, string>>;
}

export interface Look {
  readonly theme: Theme;
  /** Frame, ticks and numbers. */
  readonly axes: boolean;
  /** The runs' names and the sentence below. */
  readonly legend: boolean;
}

/** The heights over what is seen. */
export interface Field {
  readonly values: Float64Array;
  readonly columns: number;
  readonly rows: number;
}

const ramp: Ramp = 'log';
const gutter = { left: 40, bottom: 24 };

/** Cells fine enough for smooth lines, in a small file. */
export function gridOf({ width, height }: Pick<Sight, 'width' | 'height'>): Pick<Field, 'columns' | 'rows'> {
  const cell = Math.max(1.5, Math.sqrt((width * height) / 60_000));
  return { columns: Math.max(1, Math.round(width / cell)), rows: Math.max(1, Math.round(height / cell)) };
}

/** A picture, laid out. */
export class Picture {
  readonly width: number;
  readonly height: number;

  #sight: Sight;
  #look: Look;
  #measure: Context;
  #to: Scales;
  #heights: Heights | undefined;
  #relief: Relief & { readonly shades: OffscreenCanvas | undefined };
  #legend: readonly Placed[] = [];
  #sentence: readonly string[] = [];
  /** Where the first row below stands. */
  #below: number;

  constructor(sight: Sight, look: Look, { values, columns, rows }: Field) {
    [this.#sight, this.#look, this.#measure] = [sight, look, contextOf(1, 1)];
    this.#heights = heights(values, ramp);
    const grid = { domain: sight.domain, columns, rows };
    this.#relief = {
      domain: sight.domain,
      shades: this.#heights && shadesOf(values, grid, this.#heights, inksOf[look.theme]),
      contours: traceContours(values, grid, this.#heights ? levels(this.#heights) : []),
    };
    const [left, bottom] = look.axes ? [gutter.left, gutter.bottom] : [0, 0];
    const across = left + sight.width;
    const air = look.axes || look.legend ? edge : 0;
    this.#to = scales(sight.domain, { left: air + left, top: air, width: sight.width, height: sight.height });
    if (look.legend) {
      const legend = { ...sight, heights: this.#heights, ramp: sight.ramp[ramp] };
      this.#legend = placed(legendOf(legend, look.theme, this.#measure), across);
      this.#sentence = linesOf(sight.sentence ?? '', font, across, this.#measure);
    }
    this.#below = air + sight.height + bottom + 12 + line / 2;
    this.width = Math.round(across + 2 * air);
    const shown = this.#rows > 0 ? 12 + this.#rows * line : 0;
    this.height = Math.round(sight.height + bottom + shown + 2 * air);
  }

  /** So many pixels a CSS pixel. */
  png(scale: number): Promise<Blob> {
    return png((ctx) => this.#draw(ctx), this.width, this.height, scale);
  }

  svg(title: string): Blob {
    return svg((ctx) => this.#draw(ctx), this.width, this.height, title);
  }

  get #rows(): number {
    return (this.#legend.at(-1)?.row ?? -1) + 1 + this.#sentence.length;
  }

  #draw(ctx: Context): void {
    const inks = inksOf[this.#look.theme];
    const [to, relief, left] = [this.#to, this.#relief, this.#look.axes || this.#look.legend ? edge : 0];
    const margin = this.#look.axes ? 'outside' : 'none';
    ctx.fillStyle = inks.ground;
    ctx.fillRect(0, 0, this.width, this.height);
    drawGround(ctx, { scales: to, relief, inks, margin });
    const { layers, selected, ...sight } = this.#sight;
    const runs = sight.runs.map((one) => ({ ...one, ink: inkOfRun(one.slot, this.#look.theme) }));
    // the selected one lies on top
    runs.sort((a, b) => Number(a.run === selected) - Number(b.run === selected));
    drawScene(
      ctx,
      { ...sight, ...layers, runs, scales: to, contours: relief.contours, moving: false, inks, margin },
      { insets },
    );
    for (const { draw, x, row } of this.#legend) draw(ctx, left + x, this.#below + row * line);
    const first = this.#rows - this.#sentence.length;
    this.#sentence.forEach((text, k) => {
      write(ctx, text, left, this.#below + (first + k) * line, font, inks.text);
    });
  }
}
