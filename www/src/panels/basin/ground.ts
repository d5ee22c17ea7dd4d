// The map on the plane: kept as one image until something of it changes, since it is drawn with each frame.

import { drawAxes } from '../../draw/axes';
import { type Contour, drawContours } from '../../draw/contours';
import { type Inks, inks as inksOf, type Theme } from '../../draw/inks';
import { drawMinimum } from '../../draw/marks';
import { inside, type Scales } from '../../draw/scales';
import type { Minima } from './minima';
import type { Picture } from './picture';

export interface Layers {
  /** The lowest first. */
  readonly pictures: readonly Picture[];
  /** Counts what is told of them: pictures that are on their way are not shown with every frame. */
  readonly told: number;
  /** What is not what is asked for is faint. */
  readonly fresh: boolean;
  readonly contours: readonly Contour[];
  readonly theme: Theme;
  /** The minima that bear their numbers; those that the plane does not know have no ring yet. */
  readonly numbered: readonly number[];
  readonly known: number;
  readonly minima: Minima;
}

const stale = 0.4;
const font = '600 12px system-ui, sans-serif';

export class Ground {
  #canvas = new OffscreenCanvas(1, 1);
  #made: readonly unknown[] = [];
  /** The lines and numbers of the plane, which stay while the map changes. */
  #lines = new OffscreenCanvas(1, 1);
  #drawn: readonly unknown[] = [];

  draw(ctx: CanvasRenderingContext2D, to: Scales, layers: Layers): void {
    const { pictures, told, fresh, contours, theme, numbered } = layers;
    if (pictures.length === 0) return;
    const ratio = ctx.getTransform().a;
    const key = [to, ratio, contours, theme, fresh, told, numbered.join(), ...pictures];
    if (!same(key, this.#made)) {
      this.#made = key;
      this.#make(to, ratio, layers);
    }
    const { left, top, width, height } = to.box;
    ctx.drawImage(this.#canvas, left, top, width, height);
  }

  #make(to: Scales, ratio: number, { pictures, fresh, contours, theme, numbered, known, minima }: Layers): void {
    const { left, top, width, height } = to.box;
    const ctx = blank(this.#canvas, to, ratio);
    const inks = inksOf[theme];
    ctx.imageSmoothingEnabled = false;
    if (!fresh) ctx.globalAlpha = stale;
    for (const { canvas, plan } of pictures) {
      const [x0, x1, y0, y1] = plan.domain;
      ctx.drawImage(canvas, to.x(x0), to.y(y1), to.x(x1) - to.x(x0), to.y(y0) - to.y(y1));
    }
    ctx.globalAlpha = 1;
    const lines = [to, ratio, contours, theme];
    if (!same(lines, this.#drawn)) {
      this.#drawn = lines;
      const over = blank(this.#lines, to, ratio);
      drawContours(over, contours, to, inks.quiet);
      drawAxes(over, to, inks, left > 0 ? 'outside' : 'inside');
    }
    ctx.drawImage(this.#lines, left, top, width, height);
    for (const number of numbered) {
      const [x, y] = minima.place(number) ?? [Number.NaN, 0];
      if (!inside(to.domain, x, y)) continue;
      if (number > known) drawMinimum(ctx, to.x(x), to.y(y), inks);
      writeNumber(ctx, String(number), to.x(x), to.y(y), inks);
    }
  }
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, k) => one === b[k]);
}

/** The canvas's context, empty, in the plane's CSS pixels. */
function blank(canvas: OffscreenCanvas, { box }: Scales, ratio: number): CanvasRenderingContext2D {
  const { left, top, width, height } = box;
  const [columns, rows] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== columns || canvas.height !== rows) [canvas.width, canvas.height] = [columns, rows];
  // what can be drawn on is alike for both kinds of canvas
  const ctx = canvas.getContext('2d') as unknown as CanvasRenderingContext2D;
  ctx.setTransform(columns / width, 0, 0, rows / height, 0, 0);
  ctx.translate(-left, -top);
  ctx.clearRect(left, top, width, height);
  return ctx;
}

/** Above and left of its minimum: words stand to the right. */
function writeNumber(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, inks: Inks): void {
  ctx.font = font;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 3;
  ctx.strokeStyle = inks.field[1];
  ctx.strokeText(text, x - 12, y - 12);
  ctx.fillStyle = inks.text;
  ctx.fillText(text, x - 12, y - 12);
}
