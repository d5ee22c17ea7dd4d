// A network as a picture: what it sees, its units with what each says over the plane, and what comes out, large; weights
// are lines, as wide as they are strong.

import { drawAxes } from '../../draw/axes';
import type { Inks } from '../../draw/inks';
import { type Box, type Domain, type Scales, scales, ticks } from '../../draw/scales';
import { fullest, mixed, type Tones, tonesOf } from '../../draw/tones';
import { endsOf, type Hit } from './hit';
import { finer, outcome } from './outcome';

/** What there is to draw of a run at one time. */
export interface Thought {
  /** Units from layer to layer, what it sees first. */
  readonly layers: readonly number[];
  /** What it sees, where that is of the plane: formulas. */
  readonly features: readonly string[];
  /** Layer after layer: weights output by output, then biases. */
  readonly weights: Float32Array;
  /** What each unit says at the centres of cells, the outputs last; none where the data are of no plane. */
  readonly units: Float32Array | undefined;
  readonly cells: number;
  /** Where there is no plane: of each class in turn, how often each class was said. */
  readonly confusion: Uint32Array | undefined;
  /** How many classes, or undefined where numbers come out. */
  readonly classes: number | undefined;
  /** What a full colour stands for where numbers come out. */
  readonly most: number;
}

/** Rows of the plane: where they are, what they should be, and whether they are held out. */
export interface Rows {
  readonly points: Float32Array;
  readonly targets: Uint32Array | Float32Array;
  readonly held: Uint8Array;
  /** The largest of the targets. */
  readonly most: number;
}

export interface Column {
  readonly x: number;
  /** How large a unit is drawn. */
  readonly size: number;
  /** The middles of those that are drawn. */
  readonly y: readonly number[];
  /** How many there are. */
  readonly count: number;
}

export interface Plan {
  /** What it sees, then the hidden layers. */
  readonly columns: readonly Column[];
  /** The picture of what comes out. */
  readonly out: Box;
  readonly height: number;
}

const gap = 8;
/** Room for the numbers of the axes. */
const gutter = { left: 28, bottom: 22 };
const [largest, least] = [44, 14];

/** Where everything stands in a picture of this size. */
export function planOf(width: number, height: number, layers: readonly number[]): Plan {
  const side = Math.round(
    Math.max(80, Math.min(height - gutter.bottom - 2, (layers.length > 4 ? 0.46 : 0.56) * width)),
  );
  const out = {
    left: width - side - 1,
    top: Math.round((height - gutter.bottom - side) / 2),
    width: side,
    height: side,
  };
  const seen = layers.slice(0, -1);
  const room = out.left - gutter.left - 16;
  const size = Math.max(
    // in deep ones as small as there is room for
    Math.min(least, Math.floor(room / seen.length) - 2),
    Math.min(
      largest,
      Math.floor((height - gutter.bottom) / Math.max(...seen) - gap),
      Math.floor(room / seen.length / 1.6),
    ),
  );
  const fit = Math.max(1, Math.floor((height - gutter.bottom + gap) / (size + gap)));
  const columns = seen.map((count, k): Column => {
    const drawn = Math.min(count, fit);
    const top = (height - gutter.bottom - drawn * (size + gap) + gap) / 2;
    return {
      x: Math.round(seen.length === 1 ? 0 : (k * (room - size)) / (seen.length - 1)),
      size,
      y: Array.from({ length: drawn }, (_, i) => Math.round(top + i * (size + gap) + size / 2)),
      count,
    };
  });
  return { columns, out, height };
}

/** Under columns that have no room for all: how many more there are. */
export interface More {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const moreSize = 11;

/** On two lines where one has no room; what would touch another even so is left out. */
export function moreOf({ columns, height }: Pick<Plan, 'columns' | 'height'>): readonly More[] {
  const placed: More[] = [];
  for (const { x, y, size, count } of columns) {
    if (count <= y.length) continue;
    const text = `+${count - y.length}`;
    const width = 0.64 * moreSize * text.length;
    const left = Math.max(0, x + (size - width) / 2);
    const free = [height - 2, height - 2 - moreSize].find((line) =>
      placed.every((one) => one.y !== line || one.x + one.width < left),
    );
    if (free !== undefined) placed.push({ text, x: left, y: free, width });
  }
  return placed;
}

export class Diagram {
  /** Whether what comes out is painted in flat areas. */
  flat = false;
  plan: Plan | undefined;
  #canvas: HTMLCanvasElement;
  /** One cell a pixel, for each number of cells along a side. */
  #small = new Map<number, readonly [OffscreenCanvasRenderingContext2D, ImageData]>();

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  /** How the plane lies in the picture of what comes out. */
  scales(domain: Domain): Scales | undefined {
    return this.plan && scales(domain, this.plan.out);
  }

  /** `marked` is what a hand is at. */
  draw(thought: Thought, rows: Rows | undefined, domain: Domain, inks: Inks, marked?: Hit): void {
    const canvas = this.#canvas;
    const { clientWidth: width, clientHeight: height } = canvas;
    const ctx = canvas.getContext('2d');
    if (!ctx || width === 0) return;
    const ratio = devicePixelRatio;
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, width, height);
    this.plan = planOf(width, height, thought.layers);
    this.paint(ctx, this.plan, thought, rows, domain, inks, marked);
  }

  /** In CSS pixels. */
  get size(): readonly [width: number, height: number] {
    const { clientWidth, clientHeight } = this.#canvas;
    return [clientWidth, clientHeight];
  }

  /** The same on another canvas. */
  paint(
    ctx: CanvasRenderingContext2D,
    plan: Plan,
    thought: Thought,
    rows: Rows | undefined,
    domain: Domain,
    inks: Inks,
    marked?: Hit,
  ): void {
    const tones = tonesOf(inks);
    lines(ctx, plan, thought, inks, marked);
    let unit = -(thought.layers[0] ?? 0);
    for (const { x, y, size, count } of plan.columns) {
      for (const [i, middle] of y.entries()) {
        const box = { left: x, top: middle - size / 2, width: size, height: size };
        if (unit < 0) this.#seen(ctx, box, thought.features[i] ?? '', inks);
        else this.#map(ctx, box, thought, unit + i, tones, inks);
      }
      unit += count;
    }
    ctx.fillStyle = inks.quiet;
    ctx.font = `${moreSize}px system-ui, sans-serif`;
    ctx.textAlign = 'left';
    for (const { text, x, y } of moreOf(plan)) ctx.fillText(text, x, y);
    const { out } = plan;
    this.#result(ctx, out, thought, unit, tones, inks);
    const to = scales(domain, out);
    if (rows) dots(ctx, to, rows, thought, inks);
    ctx.strokeStyle = inks.edge;
    ctx.lineWidth = 1;
    ctx.strokeRect(out.left + 0.5, out.top + 0.5, out.width - 1, out.height - 1);
    if (!rows) return;
    // numbers, and not the lines that end beside them
    ctx.fillStyle = inks.ground;
    for (const v of ticks(domain[2], domain[3], out.height / 48)) ctx.fillRect(out.left - 24, to.y(v) - 7, 24, 14);
    drawAxes(ctx, to, inks, 'outside');
  }

  /** What it sees of the plane is a formula. */
  #seen(ctx: CanvasRenderingContext2D, box: Box, feature: string, inks: Inks): void {
    ctx.fillStyle = inks.button;
    ctx.fillRect(box.left, box.top, box.width, box.height);
    const text = feature.replaceAll('^2', '²').replaceAll('^3', '³').replaceAll('*', '·');
    ctx.fillStyle = inks.text;
    ctx.font = `italic ${Math.round(box.height * 0.5)}px serif`;
    // a long one is written small, or not at all
    const wide = ctx.measureText(text).width / (box.width - 6);
    ctx.font = `italic ${Math.round((box.height * 0.5) / Math.max(1, wide))}px serif`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    if (wide < 4) ctx.fillText(text, box.left + box.width / 2, box.top + box.height / 2 + 1);
    ctx.textBaseline = 'alphabetic';
    frame(ctx, box, inks);
  }

  #map(
    ctx: CanvasRenderingContext2D,
    box: Box,
    { units, cells }: Thought,
    unit: number,
    tones: Tones,
    inks: Inks,
  ): void {
    const values = units?.subarray(unit * cells * cells, (unit + 1) * cells * cells);
    if (values?.length) {
      let [most, squares] = [1e-6, 0];
      for (const value of values) {
        if (Math.abs(value) > most) most = Math.abs(value);
        squares += value * value;
      }
      // one far corner does not make all else pale
      most = Math.max(1e-6, Math.min(most, 1.5 * Math.sqrt(squares / values.length)));
      const { shades } = tones;
      const middle = shades.length >> 1;
      this.#paint(ctx, box, cells, (pixels) => {
        for (let cell = 0; cell < pixels.length; cell++) {
          const share = Math.max(-1, Math.min(1, (values[cell] ?? 0) / most));
          pixels[cell] = shades[Math.round(middle + share * middle)] ?? 0;
        }
      });
    } else {
      ctx.fillStyle = inks.button;
      ctx.fillRect(box.left, box.top, box.width, box.height);
    }
    frame(ctx, box, inks);
  }

  #result(ctx: CanvasRenderingContext2D, box: Box, thought: Thought, first: number, tones: Tones, inks: Inks): void {
    const { units, cells, classes } = thought;
    if (!units) {
      ctx.fillStyle = inks.button;
      ctx.fillRect(box.left, box.top, box.width, box.height);
      if (thought.confusion) matrix(ctx, box, thought.confusion, classes ?? 0, tones, inks);
      return;
    }
    const said = units.subarray(first * cells * cells);
    // edges of flat areas are as sharp as the screen
    const fine = this.flat ? finer : 1;
    this.#paint(ctx, box, fine * cells, (pixels) => outcome(pixels, { ...thought, said, flat: this.flat }, tones));
  }

  #paint(ctx: CanvasRenderingContext2D, box: Box, cells: number, fill: (pixels: Uint32Array) => void): void {
    const [on, image] = this.#small.get(cells) ?? small(cells);
    this.#small.set(cells, [on, image]);
    fill(new Uint32Array(image.data.buffer));
    on.putImageData(image, 0, 0);
    ctx.imageSmoothingEnabled = true;
    ctx.drawImage(on.canvas, box.left, box.top, box.width, box.height);
  }
}

function small(cells: number): readonly [OffscreenCanvasRenderingContext2D, ImageData] {
  const on = new OffscreenCanvas(cells, cells).getContext('2d') as OffscreenCanvasRenderingContext2D;
  return [on, on.createImageData(cells, cells)];
}

function frame(ctx: CanvasRenderingContext2D, { left, top, width, height }: Box, { edge }: Inks): void {
  ctx.strokeStyle = edge;
  ctx.lineWidth = 1;
  ctx.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1);
}

/** A line for each weight between units that are drawn; the outputs all lead to the large picture. */
function lines(
  ctx: CanvasRenderingContext2D,
  { columns, out }: Plan,
  { layers, weights, units }: Thought,
  inks: Inks,
  marked: Hit | undefined,
): void {
  let start = 0;
  for (let k = 1; k < layers.length; k++) {
    const [before, after] = [layers[k - 1] ?? 0, layers[k] ?? 0];
    const [from, to] = [columns[k - 1], columns[k]];
    if (!from) return;
    const ends = to?.y ?? endsOf(out, after);
    const [x0, x1] = [from.x + from.size, to?.x ?? out.left - (units ? 0 : 22)];
    for (const [j, y1] of ends.entries()) {
      for (const [i, y0] of from.y.entries()) {
        const weight = weights[start + j * before + i] ?? 0;
        const size = Math.abs(weight);
        ctx.strokeStyle = inks.runs[weight < 0 ? 1 : 0] ?? '';
        ctx.globalAlpha = Math.min(0.9, 0.15 + 0.5 * size);
        ctx.lineWidth = Math.min(6, 0.5 + 1.6 * size);
        if (marked?.layer === k && marked.unit === j && (marked.from ?? i) === i) {
          ctx.globalAlpha = 1;
          ctx.lineWidth += 2;
        }
        ctx.beginPath();
        ctx.moveTo(x0, y0);
        const bend = (x1 - x0) / 2;
        ctx.bezierCurveTo(x0 + bend, y0, x1 - bend, y1, x1, y1);
        ctx.stroke();
      }
    }
    start += (before + 1) * after;
  }
  ctx.globalAlpha = 1;
}

/** What each class, down, was taken for, across: as a share of its rows. */
function matrix(
  ctx: CanvasRenderingContext2D,
  { left, top, width, height }: Box,
  counts: Uint32Array,
  classes: number,
  tones: Tones,
  inks: Inks,
): void {
  const [w, h] = [width / classes, height / classes];
  ctx.font = `${Math.min(13, Math.round(w / 3))}px system-ui, sans-serif`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (let is = 0; is < classes; is++) {
    const row = counts.subarray(is * classes, (is + 1) * classes);
    const all = row.reduce((sum, count) => sum + count, 0);
    for (const [said, count] of row.entries()) {
      const [r = 0, g = 0, b = 0] = mixed(
        tones.none,
        tones.ends[said === is ? 1 : 0] ?? tones.none,
        Math.sqrt(count / Math.max(1, all)),
      );
      ctx.fillStyle = `rgb(${r} ${g} ${b})`;
      ctx.fillRect(left + said * w, top + is * h, w - 1, h - 1);
      if (count === 0 || w < 20) continue;
      ctx.fillStyle = inks.text;
      ctx.fillText(String(count), left + (said + 0.5) * w, top + (is + 0.5) * h);
    }
    ctx.fillStyle = inks.quiet;
    ctx.fillText(String(is), left - 10, top + (is + 0.5) * h);
    ctx.fillText(String(is), left + (is + 0.5) * w, top + height + 12);
  }
  ctx.textBaseline = 'alphabetic';
}

/** As many points as can be told apart. */
const mostDots = 800;

function dots(ctx: CanvasRenderingContext2D, to: Scales, rows: Rows, { classes, most }: Thought, inks: Inks): void {
  const { points, targets, held } = rows;
  const count = Math.min(mostDots, held.length);
  const { left, top, width, height } = to.box;
  const radius = width < 200 ? 2 : 3;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  const tones = tonesOf(inks);
  for (let k = 0; k < count; k++) {
    const target = targets[k] ?? 0;
    const [r = 0, g = 0, b = 0] =
      classes === undefined
        ? mixed(
            tones.none,
            tones.ends[target < 0 ? 0 : 1] ?? tones.none,
            Math.min(1, Math.abs(target) / most) / fullest,
          )
        : (tones.ends[target % tones.ends.length] ?? tones.none);
    const color = `rgb(${r} ${g} ${b})`;
    ctx.beginPath();
    ctx.arc(to.x(points[2 * k] ?? 0), to.y(points[2 * k + 1] ?? 0), radius, 0, 2 * Math.PI);
    ctx.lineWidth = held[k] ? 1.5 : 1;
    ctx.fillStyle = held[k] ? inks.ground : color;
    ctx.strokeStyle = held[k] ? color : inks.ground;
    ctx.fill();
    ctx.stroke();
  }
  ctx.restore();
}
