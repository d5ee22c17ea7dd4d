// Small pictures of the library's surfaces: asked of the engine one after the other, drawn one a frame, kept for the page.

import { drawContours, traceContours } from '../../draw/contours';
import { shadesOf } from '../../draw/field';
import type { Inks } from '../../draw/inks';
import { heights, levels } from '../../draw/levels';
import { fitDomain, scales } from '../../draw/scales';
import type { Surface } from '../../engine/client';
import type { Host } from '../panel';
import { paper } from '../parts/drawn';

const [columns, rows] = [64, 48];
const cells = { left: 0, top: 0, width: columns, height: rows };

/** Heights by formula. What could not be had is asked again next time. */
const known = new Map<string, Float64Array>();

export class Thumbnails {
  #host: Host;
  #waiting = new Map<HTMLCanvasElement, Surface>();
  #drawing = false;
  #themes = new WeakMap<HTMLCanvasElement, Inks>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** The canvas shall show the surface, in the colours of now. */
  show(canvas: HTMLCanvasElement, surface: Surface): void {
    if (this.#themes.get(canvas) === this.#host.inks) return;
    this.#waiting.set(canvas, surface);
    if (!this.#drawing) void this.#work();
  }

  stop(): void {
    this.#waiting.clear();
  }

  async #work(): Promise<void> {
    this.#drawing = true;
    for (const [canvas, surface] of this.#waiting) {
      const values = await this.#heights(surface);
      // closed meanwhile
      if (!this.#waiting.delete(canvas)) break;
      const { inks } = this.#host;
      if (!values || !draw(canvas, surface, values, inks)) continue;
      this.#themes.set(canvas, inks);
      await new Promise(requestAnimationFrame);
    }
    this.#drawing = false;
  }

  async #heights({ f, domain }: Surface): Promise<Float64Array | undefined> {
    const kept = known.get(f);
    if (kept) return kept;
    const text = JSON.stringify({ task: { surface: { f, steps: 0 } } });
    const part = Float64Array.from(fitDomain(domain, cells));
    const answer = await this.#host.glance(text, 'field', part, columns, rows);
    if ('failed' in answer) return undefined;
    known.set(f, answer.ok);
    return answer.ok;
  }
}

/** Whether there was something to draw on. */
function draw(canvas: HTMLCanvasElement, surface: Surface, values: Float64Array, inks: Inks): boolean {
  const sheet = paper(canvas);
  if (!sheet) return false;
  const { ctx, width, height } = sheet;
  const of = heights(values, 'log');
  if (!of) return true;
  const domain = fitDomain(surface.domain, cells);
  const grid = { domain, columns, rows };
  ctx.imageSmoothingQuality = 'high';
  ctx.drawImage(shadesOf(values, grid, of, inks), 0, 0, width, height);
  const to = scales(domain, { left: 0, top: 0, width, height });
  const few = levels(of).filter((_, k) => k % 2 === 1);
  ctx.globalAlpha = 0.8;
  drawContours(ctx, traceContours(values, grid, few), to, inks.contour);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = inks.text;
  ctx.lineWidth = 1.2;
  for (const [x, y] of surface.minima.slice(0, 12)) {
    ctx.beginPath();
    ctx.arc(to.x(x), to.y(y), 2.5, 0, 2 * Math.PI);
    ctx.stroke();
  }
  return true;
}
