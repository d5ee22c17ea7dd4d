// The picture while a hand moves it. The two canvases are moved and scaled as they are, which costs next to nothing;
// the axes are drawn anew for each frame; and as soon as they come, coarse heights on the same levels lie under it all.

import { drawAxes } from '../../draw/axes';
import { traceContours } from '../../draw/contours';
import { shadesOf } from '../../draw/field';
import { gridOf } from '../../draw/grid';
import { levels } from '../../draw/levels';
import { drawRelief } from '../../draw/picture';
import { type Box, type Domain, type Scales, scales } from '../../draw/scales';
import type { Plane } from '../plane';

/** Coarse heights: how long they may take, pixels of a cell, and how far they reach past the picture. */
const coarse = { ms: 20, cell: 7, reach: 1.6 } as const;
/** So many points are drawn anew for each frame; more are moved with their canvas. */
const fewPoints = 600;
/** A canvas that is shown so much larger or smaller is drawn anew. */
const blurred = 1.5;

export class Motion {
  #plane: Plane;
  /** Under the ground, and the scales in which it was drawn. */
  #far = document.createElement('canvas');
  #farScales: Scales | undefined;
  #axes = document.createElement('canvas');
  #moving = false;
  #hurrying = false;

  constructor(plane: Plane) {
    this.#plane = plane;
  }

  /** Shows another part of the plane at once. */
  show(domain: Domain): void {
    const plane = this.#plane;
    const { frame, ground, scene } = plane.parts;
    if (!this.#moving) {
      this.#moving = true;
      frame.prepend(this.#far);
      scene.after(this.#axes);
      for (const canvas of [this.#far, ground, scene]) canvas.style.willChange = 'transform';
    }
    plane.hold(domain);
    const was = plane.drawnScales.scene;
    const to = plane.scales;
    if (!to) return;
    if (plane.points < fewPoints || !was || distorted(was, to) > blurred) plane.redrawScene();
    else this.place();
    void this.#hurry();
  }

  /** Something was drawn: lays the canvases where what is on them is now, until all of it is drawn for what is shown. */
  place(): void {
    const { parts, scales: to, drawnScales, inks, margin } = this.#plane;
    if (!this.#moving || !to) return;
    if (drawnScales.ground === to) {
      this.#end();
      return;
    }
    lay(parts.ground, drawnScales.ground, to);
    lay(parts.scene, drawnScales.scene, to);
    lay(this.#far, this.#farScales, to);
    // too coarse by now to be better than what is under it
    const worn = drawnScales.ground && this.#farScales && distorted(drawnScales.ground, to) > 2 * blurred;
    parts.ground.style.visibility = worn ? 'hidden' : '';
    const { clientWidth, clientHeight } = parts.frame;
    const ctx = sized(this.#axes, clientWidth, clientHeight, devicePixelRatio);
    if (ctx) drawAxes(ctx, to, inks, margin);
  }

  #end(): void {
    this.#moving = false;
    this.#farScales = undefined;
    this.#far.remove();
    this.#axes.remove();
    for (const { style } of [this.#plane.parts.ground, this.#plane.parts.scene]) {
      style.transform = style.clipPath = style.willChange = style.visibility = '';
    }
  }

  /** Coarse heights for wherever the hand is, one after the other. */
  async #hurry(): Promise<void> {
    if (this.#hurrying) return;
    this.#hurrying = true;
    const { survey } = this.#plane;
    for (let to = this.#plane.scales; this.#moving && to && !this.#reaches(to); to = this.#plane.scales) {
      const box = grown(to.box, coarse.reach);
      const around = scales(grownDomain(to.domain, coarse.reach), box);
      const cell = Math.max(coarse.cell, Math.sqrt((box.width * box.height) / survey.cells(coarse.ms)));
      const grid = gridOf(around.domain, box, cell);
      const values = await survey.heights(grid, () => this.#moving);
      const { heights: of, inks } = this.#plane;
      if (!values || !of) break;
      const shades = shadesOf(values, grid, of, inks);
      const relief = { domain: grid.domain, shades, contours: traceContours(values, grid, levels(of, true)) };
      const ctx = sized(this.#far, box.width, box.height, 1);
      if (!ctx) break;
      drawRelief(ctx, relief, around, inks);
      this.#farScales = around;
      this.place();
    }
    this.#hurrying = false;
  }

  /** Whether the coarse heights are still good for this. */
  #reaches(to: Scales): boolean {
    const far = this.#farScales;
    if (!far || distorted(far, to) > blurred) return false;
    const [x0, x1, y0, y1] = to.domain;
    // a part of what lies around is kept for the next frames
    const [w, h] = [(x1 - x0) / 10, (y1 - y0) / 10];
    const [a, b, c, d] = far.domain;
    return x0 - w > a && x1 + w < b && y0 - h > c && y1 + h < d;
  }
}

/** How many times larger or smaller it is now than when it was drawn. */
function distorted(was: Scales, now: Scales): number {
  const [a, b, c, d] = was.domain;
  const [x, y] = [(now.x(b) - now.x(a)) / was.box.width, (now.y(c) - now.y(d)) / was.box.height];
  return Math.max(x, 1 / x, y, 1 / y);
}

/** Moves and scales a canvas from what it was drawn for to what is shown, and hides what is past the picture. */
function lay({ style }: HTMLCanvasElement, was: Scales | undefined, now: Scales): void {
  if (!was) return;
  const [x0, x1, y0, y1] = was.domain;
  const { left, top, width, height } = was.box;
  // its frame stays behind
  const edge = 1;
  const [kx, ky] = [(now.x(x1) - now.x(x0)) / width, (now.y(y0) - now.y(y1)) / height];
  const [dx, dy] = [now.x(x0) - kx * left, now.y(y1) - ky * top];
  style.transformOrigin = '0 0';
  style.transform = `matrix(${kx}, 0, 0, ${ky}, ${dx}, ${dy})`;
  // in the canvas's own pixels: its picture, as far as that is in the picture
  const from = [
    Math.max(left + edge, (now.box.left - dx) / kx),
    Math.max(top + edge, (now.box.top - dy) / ky),
  ] as const;
  const until = [
    Math.max(from[0], Math.min(left + width - edge, (now.box.left + now.box.width - dx) / kx)),
    Math.max(from[1], Math.min(top + height - edge, (now.box.top + now.box.height - dy) / ky)),
  ] as const;
  const corners = [from, [until[0], from[1]], until, [from[0], until[1]]] as const;
  style.clipPath = `polygon(${corners.map(([x, y]) => `${x}px ${y}px`).join()})`;
}

function sized(canvas: HTMLCanvasElement, width: number, height: number, ratio: number) {
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const ctx = canvas.getContext('2d');
  ctx?.scale(ratio, ratio);
  return ctx;
}

function grown({ width, height }: Box, times: number): Box {
  return { left: 0, top: 0, width: Math.round(width * times), height: Math.round(height * times) };
}

/** The same middle, so many times as wide and high. */
function grownDomain([x0, x1, y0, y1]: Domain, times: number): Domain {
  const [w, h] = [((x1 - x0) * (times - 1)) / 2, ((y1 - y0) * (times - 1)) / 2];
  return [x0 - w, x1 + w, y0 - h, y1 + h];
}
