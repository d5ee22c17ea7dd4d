// The picture to take along: what is seen on the plane, with its axes, what the runs are, and a sentence; in pixels and
// as SVG, by the same drawing.

import { traceContours } from '../../draw/contours';
import { shadesOf } from '../../draw/field';
import { inkOfRun, inks as inksOf, type Theme } from '../../draw/inks';
import * as insets from '../../draw/inset';
import { type Heights, heights, levels, type Ramp } from '../../draw/levels';
import { drawGround, drawScene, type Layers, type Relief, type Scene } from '../../draw/picture';
import { type Domain, type Scales, scales } from '../../draw/scales';
import { type Context, legendOf, linesOf, type Placed, write } from './legend';
import { type Part, SvgContext } from './svg';

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
const edge = 16;
const gutter = { left: 40, bottom: 24 };
const line = 24;
const font = '14px system-ui, sans-serif';

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
      this.#legend = legendOf(
        { ...sight, heights: this.#heights, ramp: sight.ramp[ramp] },
        look.theme,
        across,
        this.#measure,
      );
      this.#sentence = linesOf(sight.sentence ?? '', font, across, this.#measure);
    }
    this.#below = air + sight.height + bottom + 12 + line / 2;
    this.width = Math.round(across + 2 * air);
    const shown = this.#rows > 0 ? 12 + this.#rows * line : 0;
    this.height = Math.round(sight.height + bottom + shown + 2 * air);
  }

  /** So many pixels a CSS pixel. */
  async png(scale: number): Promise<Blob> {
    const ctx = contextOf(this.width * scale, this.height * scale);
    ctx.scale(scale, scale);
    this.#draw(ctx);
    return (ctx.canvas as unknown as OffscreenCanvas).convertToBlob({ type: 'image/png' });
  }

  svg(title: string): Blob {
    const ctx = new SvgContext(this.#measure, addressOf);
    this.#draw(ctx as unknown as Context);
    return new Blob([ctx.document(this.width, this.height, title)], { type: 'image/svg+xml' });
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

/** A canvas to draw on; both kinds draw alike. */
function contextOf(width: number, height: number): Context {
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('no canvas');
  return context as unknown as Context;
}

/** An image as part of a file. */
function addressOf(image: CanvasImageSource, [x, y, width, height] = sizeOf(image)): string {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext('2d')?.drawImage(image, x, y, width, height, 0, 0, width, height);
  return canvas.toDataURL('image/png');
}

function sizeOf(image: CanvasImageSource): Part {
  const { width, height } = image as { readonly width: number; readonly height: number };
  return [0, 0, width, height];
}
