// The plane on the page: two canvases, kept crisp and in size; asks for the field it needs and draws by calling draw/.

import { drawColourBar } from '../draw/colourbar';
import { type Contour, traceContours } from '../draw/contours';
import { paintField } from '../draw/field';
import { inkOfRun, inks as inksOf, type Theme } from '../draw/inks';
import { type Heights, heights, levels, type Ramp } from '../draw/levels';
import { drawGround, drawScene, type Run, type Scene } from '../draw/picture';
import { type Box, type Domain, fitDomain, inside, type Scales, scales } from '../draw/scales';

export interface PlaneData {
  /** Names the surface: the same key, the same heights. */
  readonly surface: string;
  readonly ramp: Ramp;
  readonly domain: Domain;
  readonly minima: Float64Array;
  readonly start: readonly [number, number];
  readonly runs: readonly { readonly name: string; readonly path: Float64Array }[];
  readonly selected: number;
}

/** What is drawn under the paths, and over everything. */
export interface Layers {
  readonly under: Layer;
  readonly over: (ctx: CanvasRenderingContext2D, scales: Scales) => void;
}

/** Draws on the plane, in CSS pixels, clipped to the picture. */
export type Layer = (ctx: CanvasRenderingContext2D, scales: Scales, contours: readonly Contour[]) => void;

/** Asks the engine for heights; undefined when it has none to give. */
export type AskField = (domain: Domain, columns: number, rows: number) => Promise<Float32Array | undefined>;

export interface Parts {
  readonly frame: HTMLElement;
  readonly ground: HTMLCanvasElement;
  readonly scene: HTMLCanvasElement;
  readonly bar: HTMLCanvasElement;
  readonly handle: HTMLElement;
}

interface Traced {
  readonly key: string;
  readonly scales: Scales;
  readonly heights: Heights | undefined;
  readonly levels: readonly number[];
  readonly contours: readonly Contour[];
  readonly values: Float32Array;
  readonly columns: number;
  readonly rows: number;
}

/** CSS pixels a cell of the field: fine enough for smooth lines, a small part of the work, and never too many cells. */
const cellOf = ({ width, height }: Box) => Math.max(width < 500 ? 1.5 : 2.5, Math.sqrt((width * height) / mostCells));
const mostCells = 1_000_000;
/** Room for numbers left of and under the picture; without it they stand inside. */
const gutter = { left: 40, bottom: 24 };

export class Plane {
  theme: Theme = 'light';
  words: Scene['words'] = { start: '', minimum: '', exit: String };

  #parts: Parts;
  #ask: AskField;
  #layers: Layers;
  #changed: () => void;
  #data: PlaneData | undefined;
  #traced: Traced | undefined;
  #asked = '';
  #step = 0;
  #moving = false;
  #observer = new ResizeObserver(() => void this.#trace());

  /** `changed` hears when a new part of the surface is shown. */
  constructor(parts: Parts, ask: AskField, layers: Layers, changed: () => void) {
    this.#parts = parts;
    this.#ask = ask;
    this.#layers = layers;
    this.#changed = changed;
    this.#observer.observe(parts.frame);
  }

  stop(): void {
    this.#observer.disconnect();
  }

  /** What is shown now, once there is a picture. */
  get scales(): Scales | undefined {
    return this.#traced?.scales;
  }

  get heights(): Heights | undefined {
    return this.#traced?.heights;
  }

  show(data: PlaneData): void {
    this.#data = data;
    void this.#trace();
    this.drawStep(this.#step);
  }

  /** Draws everything anew: colours or words have changed. */
  redraw(): void {
    this.#drawGround();
    this.drawStep(this.#step);
  }

  drawStep(step: number, moving = this.#moving): void {
    this.#step = step;
    this.#moving = moving;
    const [data, traced] = [this.#data, this.#traced];
    if (!data || !traced) return;
    const runs: Run[] = data.runs.map((run, k) => ({ ...run, ink: inkOfRun(k, this.theme) }));
    const [selected] = runs.splice(data.selected, 1);
    if (selected) runs.push(selected);
    drawScene(this.#context(this.#parts.scene), {
      scales: traced.scales,
      contours: traced.contours,
      minima: data.minima,
      start: data.start,
      runs,
      step,
      moving,
      inks: inksOf[this.theme],
      margin: this.#margin,
      words: this.words,
      ...this.#layers,
    });
    const { handle } = this.#parts;
    // a start outside the picture has nothing to take hold of, and must not make the page wide
    handle.hidden = !inside(traced.scales.domain, ...data.start);
    if (handle.hidden) return;
    handle.style.translate = `${traced.scales.x(data.start[0])}px ${traced.scales.y(data.start[1])}px`;
  }

  get #margin(): 'outside' | 'inside' {
    return getComputedStyle(this.#parts.frame).getPropertyValue('--axes').trim() === 'inside' ? 'inside' : 'outside';
  }

  /** The picture's rectangle in the canvas. */
  get #box(): Box {
    const { clientWidth: width, clientHeight: height } = this.#parts.frame;
    if (this.#margin === 'inside') return { left: 0, top: 0, width, height };
    return { left: gutter.left, top: 0, width: width - gutter.left, height: height - gutter.bottom };
  }

  async #trace(): Promise<void> {
    const [data, box] = [this.#data, this.#box];
    if (!data || box.width < 40 || box.height < 40) return;
    const domain = fitDomain(data.domain, box);
    const cell = cellOf(box);
    const columns = Math.max(1, Math.floor(box.width / cell));
    const rows = Math.max(1, Math.floor(box.height / cell));
    const key = JSON.stringify([data.surface, domain, columns, rows, data.ramp, box, devicePixelRatio]);
    if (key === this.#asked) return;
    this.#asked = key;
    const values = await this.#ask(domain, columns, rows);
    if (!values || key !== this.#asked) return;
    const to = scales(domain, box);
    const of = heights(values, data.ramp);
    const lines = of ? levels(of) : [];
    const contours = traceContours(values, columns, rows, to, lines);
    this.#traced = { key, scales: to, heights: of, levels: lines, contours, values, columns, rows };
    this.redraw();
    this.#changed();
  }

  #drawGround(): void {
    const traced = this.#traced;
    if (!traced) return;
    const inks = inksOf[this.theme];
    let field: OffscreenCanvas | undefined;
    if (traced.heights) {
      field = new OffscreenCanvas(traced.columns, traced.rows);
      const image = new ImageData(traced.columns, traced.rows);
      paintField(image.data, traced.values, traced.heights, inks);
      field.getContext('2d')?.putImageData(image, 0, 0);
      const { bar } = this.#parts;
      drawColourBar(this.#context(bar), bar.clientWidth, bar.clientHeight, traced.heights, traced.levels, inks);
    }
    const { scales: to, contours } = traced;
    drawGround(this.#context(this.#parts.ground), { scales: to, field, contours, inks, margin: this.#margin });
  }

  /** The canvas's context, cleared, in CSS pixels. */
  #context(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
    const { clientWidth, clientHeight } = canvas;
    const ratio = devicePixelRatio;
    const [width, height] = [Math.round(clientWidth * ratio), Math.round(clientHeight * ratio)];
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, clientWidth, clientHeight);
    return context;
  }
}
