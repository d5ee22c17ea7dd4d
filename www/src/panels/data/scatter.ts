// The rows as points, what each run fits to them at the current step, and the rows of the current batch.

import { html, type TemplateResult } from 'lit';
import { get, pointer } from '../../document/pointer';
import { plain } from '../../draw/format';
import { inkOfRun } from '../../draw/inks';
import { type Box, type Scales, scales, ticks } from '../../draw/scales';
import type { Finished, Telling } from '../../engine/client';
import type { Host } from '../panel';
import { drawn, paper } from '../parts/drawn';
import { shown } from '../parts/shown';
import { truthOf } from './datasets';
import type { DataWords } from './words';

export type Columns = ReturnType<Telling['columns']>;

/** What is shown across and up: numbers of columns; without one across, the rows' numbers. */
export interface Axes {
  readonly across: number | undefined;
  readonly up: number;
}

/** What belongs to one step. */
interface Step {
  readonly batch: Uint32Array;
  /** By run; heights over `places`. */
  readonly fits: readonly (Float64Array | undefined)[];
  readonly truth: Float64Array | undefined;
  readonly places: Float64Array;
}

/** Points that a picture can show, and runs that it can tell apart. */
const mostPoints = 4000;
const mostFits = 6;
const samples = 97;
const room = { left: 44, right: 10, top: 8, bottom: 26 };

export class Scatter {
  #host: Host;
  #canvas: HTMLCanvasElement | undefined;
  #columns: Columns = [];
  #axes: Axes = { across: 0, up: 1 };
  #step: Step | undefined;
  /** What `#step` belongs to, and whether another one is on its way. */
  #of: readonly unknown[] = [];
  #asking = false;
  #rows: { readonly key: readonly unknown[]; readonly picture: OffscreenCanvas } | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  /** How many rows the update to the current step saw. */
  get seen(): number {
    return this.#step?.batch.length ?? 0;
  }

  /** Whether a line says what is fitted. */
  get fits(): boolean {
    return this.#others().length === 0;
  }

  render(columns: Columns, axes: Axes, words: DataWords): TemplateResult {
    if (columns !== this.#columns) this.#step = undefined;
    [this.#columns, this.#axes] = [columns, axes];
    const label = words.picture(columns[0]?.[1].length ?? 0, this.#name(axes.up), this.#name(axes.across));
    return html`<canvas
      class="scatter" role="img" data-help="data-picture" aria-label=${label}
      ${drawn((canvas) => {
        this.#canvas = canvas;
        this.frame();
      })}
    ></canvas>`;
  }

  /** Draws, and asks for what the picture lacks: one question at a time, so that the newest step is always next. */
  frame(): void {
    const { finished, step, selected } = this.#host;
    const key = [finished, step, selected, this.#host.seen.join(), this.#columns, this.#axes.across, this.#axes.up];
    const fresh = key.every((value, k) => value === this.#of[k]);
    this.#draw();
    if (fresh || this.#asking || !finished || !this.#columns.length) return;
    this.#asking = true;
    void this.#ask(finished).then((answer) => {
      this.#asking = false;
      this.#of = key;
      const seen = this.seen;
      if (answer) this.#step = answer;
      this.frame();
      // the words beside the picture
      if (this.seen !== seen) this.#host.update();
    });
  }

  #name(column: number | undefined): string | undefined {
    return column === undefined ? undefined : this.#columns[column]?.[0];
  }

  async #ask(finished: Finished): Promise<Step | undefined> {
    const { step, selected } = this.#host;
    const { across, up } = this.#axes;
    const [low, high] = this.#span(across);
    const places = Float64Array.from({ length: samples }, (_, k) => low + ((high - low) * k) / (samples - 1));
    const curve = async (run: number, x: number | undefined, y: number | undefined) => {
      if (x === undefined || y === undefined) return undefined;
      const answer = await this.#host.tell('fitted', run, x, y, across, up, places);
      return 'ok' in answer ? answer.ok : undefined;
    };
    const drawnRuns = (this.fits ? this.#host.seen : []).filter((k) => k === selected || k < mostFits);
    const fits: (Float64Array | undefined)[] = [];
    const truth = truthOf(shown(finished));
    const [batch, through] = await Promise.all([
      this.#host.tell('batch', selected, step),
      truth && curve(0, ...truth),
      ...drawnRuns.map(async (k) => {
        const path = finished.runs[k]?.path ?? new Float64Array();
        const at = 2 * Math.min(step, path.length / 2 - 1);
        fits[k] = await curve(k, path[at], path[at + 1]);
      }),
    ]);
    if ('failed' in batch || !batch.ok) return undefined;
    return { batch: batch.ok, fits, truth: through, places };
  }

  /** Columns that the formula uses and the picture does not show: with those, no line says it all. */
  #others(): string[] {
    const f = String(get(this.#host.document, pointer('task', 'surface', 'f')) ?? '');
    const used = new Set(f.match(/[A-Za-z_]\w*/g));
    return this.#columns
      .filter((_, k) => k !== this.#axes.across && k !== this.#axes.up)
      .map(([name]) => name)
      .filter((name) => used.has(name));
  }

  #values(column: number | undefined): ArrayLike<number> {
    const rows = this.#columns[0]?.[1].length ?? 0;
    return column === undefined
      ? Float64Array.from({ length: rows }, (_, k) => k + 1)
      : (this.#columns[column]?.[1] ?? []);
  }

  /** The least and the greatest value, with a little room. */
  #span(column: number | undefined): [low: number, high: number] {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const values = this.#values(column);
    for (let k = 0; k < values.length; k++) {
      const value = values[k] ?? 0;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (!(high > low)) return [low - 1, high + 1];
    const more = 0.06 * (high - low);
    return [low - more, high + more];
  }

  #draw(): void {
    const canvas = this.#canvas;
    const sheet = canvas?.isConnected ? paper(canvas) : undefined;
    if (!sheet || !this.#columns.length) return;
    const { ctx, width, height } = sheet;
    const { theme, inks, selected, finished } = this.#host;
    const box: Box = {
      left: room.left,
      top: room.top,
      width: width - room.left - room.right,
      height: height - room.top - room.bottom,
    };
    if (box.width < 20 || box.height < 20) return;
    const key = [this.#columns, this.#axes.across, this.#axes.up, inks, width, height, ctx.canvas.width];
    if (!this.#rows?.key.every((value, k) => value === key[k])) {
      const picture = new OffscreenCanvas(ctx.canvas.width, ctx.canvas.height);
      const under = picture.getContext('2d');
      if (!under) return;
      under.scale(ctx.canvas.width / width, ctx.canvas.height / height);
      this.#drawRows(under, this.#to(box));
      this.#rows = { key, picture };
    }
    ctx.drawImage(this.#rows.picture, 0, 0, width, height);
    const [to, step] = [this.#to(box), this.#step];
    if (!step || !finished) return;
    ctx.save();
    ctx.beginPath();
    ctx.rect(box.left, box.top, box.width, box.height);
    ctx.clip();
    const { color, casing } = inkOfRun(this.#host.slot(selected), theme);
    this.#drawBatch(ctx, to, step.batch, color);
    if (step.truth) line(ctx, to, step.places, step.truth, { color: inks.quiet, width: 1.5, dash: [1, 4] });
    for (const [k, fit] of step.fits.entries()) {
      const ink = inkOfRun(this.#host.slot(k), theme);
      if (fit && k !== selected) line(ctx, to, step.places, fit, { ...ink, width: 1.5, alpha: 0.45 });
    }
    const own = step.fits[selected];
    if (own) {
      line(ctx, to, step.places, own, { color: casing, width: 5, dash: [] });
      line(ctx, to, step.places, own, { color, width: 2.5, dash: inkOfRun(this.#host.slot(selected), theme).dash });
    }
    ctx.restore();
  }

  #to(box: Box): Scales {
    const [x0, x1] = this.#span(this.#axes.across);
    const [y0, y1] = this.#span(this.#axes.up);
    return scales([x0, x1, y0, y1], box);
  }

  #drawRows(ctx: OffscreenCanvasRenderingContext2D, to: Scales): void {
    const { inks } = this.#host;
    const { box, domain } = to;
    const [x0, x1, y0, y1] = domain;
    ctx.fillStyle = inks.field[1];
    ctx.fillRect(box.left, box.top, box.width, box.height);
    ctx.font = '12px system-ui, sans-serif';
    ctx.fillStyle = inks.quiet;
    ctx.textAlign = 'center';
    for (const x of ticks(x0, x1, box.width / 56)) ctx.fillText(plain(x), to.x(x), box.top + box.height + 15);
    ctx.textAlign = 'right';
    ctx.textBaseline = 'middle';
    for (const y of ticks(y0, y1, box.height / 40)) ctx.fillText(plain(y), box.left - 6, to.y(y));
    ctx.fillStyle = inks.label;
    ctx.textAlign = 'left';
    ctx.fillText(this.#name(this.#axes.up) ?? '', box.left + 6, box.top + 12);
    ctx.textAlign = 'right';
    ctx.fillText(this.#name(this.#axes.across) ?? '', box.left + box.width - 6, box.top + box.height - 12);
    ctx.fillStyle = inks.contour;
    const [across, up] = [this.#values(this.#axes.across), this.#values(this.#axes.up)];
    const every = Math.ceil(up.length / mostPoints);
    const radius = up.length > 400 ? 1.6 : 2.4;
    for (let row = 0; row < up.length; row += every) dot(ctx, to, across[row] ?? 0, up[row] ?? 0, radius);
  }

  /** Nothing stands out where all rows are meant. */
  #drawBatch(ctx: CanvasRenderingContext2D, to: Scales, batch: Uint32Array, color: string): void {
    const [across, up] = [this.#values(this.#axes.across), this.#values(this.#axes.up)];
    if (batch.length >= up.length) return;
    ctx.fillStyle = color;
    const every = Math.ceil(batch.length / mostPoints);
    for (let k = 0; k < batch.length; k += every) {
      const row = batch[k] ?? 0;
      dot(ctx, to, across[row] ?? 0, up[row] ?? 0, batch.length > 400 ? 2.2 : 4);
    }
  }
}

function dot(
  ctx: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  to: Scales,
  x: number,
  y: number,
  radius: number,
): void {
  ctx.beginPath();
  ctx.arc(to.x(x), to.y(y), radius, 0, 2 * Math.PI);
  ctx.fill();
}

interface Stroke {
  readonly color: string;
  readonly width: number;
  readonly dash: readonly number[];
  readonly alpha?: number;
}

/** What is far outside is cut to a height that a canvas can draw; what is no number is left out. */
function line(ctx: CanvasRenderingContext2D, to: Scales, xs: Float64Array, ys: Float64Array, stroke: Stroke): void {
  ctx.strokeStyle = stroke.color;
  ctx.lineWidth = stroke.width;
  ctx.globalAlpha = stroke.alpha ?? 1;
  ctx.lineJoin = 'round';
  ctx.setLineDash([...stroke.dash]);
  ctx.beginPath();
  let down = false;
  for (const [k, x] of xs.entries()) {
    const y = to.y(ys[k] ?? Number.NaN);
    if (Number.isNaN(y)) down = false;
    else if (down) ctx.lineTo(to.x(x), Math.max(-1e5, Math.min(1e5, y)));
    else {
      ctx.moveTo(to.x(x), Math.max(-1e5, Math.min(1e5, y)));
      down = true;
    }
  }
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}
