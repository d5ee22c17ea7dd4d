// What lies behind the newest steps of a run, kept as a picture that is only added to: so a frame of a long path costs
// what is new in it. Fetched after the first picture; until then, and where a picture is drawn once, paths are drawn whole.

import type { Ink } from './inks';
import { cutStep, dotSize, markSteps, pens } from './path';
import { type Cut, inside, type Scales } from './scales';
import { type Trail, upTo } from './trail';

/** Past this many runs their pictures would fill the memory. */
const mostRuns = 8;
/** So many segments at once: one stroke of thousands takes several times as long. */
const piece = 64;

/** The wakes of a picture that is drawn again and again, by the order of its runs. */
export function wakesOf(): (run: number, among: number) => Wake | undefined {
  const wakes: Wake[] = [];
  return (run, among) => {
    wakes.length = Math.min(wakes.length, among);
    if (among > mostRuns) return undefined;
    wakes[run] ??= new Wake();
    return wakes[run];
  };
}

/** A path as far as it is thinned. */
export interface Behind {
  readonly path: Float64Array;
  readonly trail: Trail;
  readonly to: Scales;
  readonly ink: Ink;
}

export class Wake {
  #ctx = layer();
  #of: readonly unknown[] = [];
  #segments = 0;
  #dots = 0;
  #left = 0;
  #top = 0;
  /** Pixels from the start to each step, as far as they are in the picture; none where nothing is dashed. */
  #along = new Float32Array();

  /** Goes on to this step: adds what is new, or begins again where it is another path or was farther on. */
  follow(ctx: CanvasRenderingContext2D, behind: Behind, until: number): void {
    const { path, trail, ink } = behind;
    const { a, d, e, f } = ctx.getTransform();
    const of = [path, trail, ink.color, ink.casing, ink.marker, a, d, e, f];
    const [segments, dots] = [upTo(trail.to, until), upTo(trail.dots, until - 1)];
    const goesOn = segments >= this.#segments && dots >= this.#dots && of.every((one, k) => one === this.#of[k]);
    if (!goesOn) {
      this.#of = of;
      this.#begin(behind, a, d, e, f);
    }
    const pen = pens(this.#ctx, ink);
    pen.casing();
    // under every line that is there already
    this.#ctx.globalCompositeOperation = 'destination-over';
    this.#stroke(behind, segments);
    pen.line();
    this.#ctx.globalCompositeOperation = 'source-over';
    this.#stroke(behind, segments);
    this.#ctx.fillStyle = ink.color;
    markSteps(this.#ctx, path, trail.dots.slice(this.#dots, dots), behind.to, ink.marker);
    [this.#segments, this.#dots] = [segments, dots];
  }

  /** How far the pattern of the dashes has come at a step. */
  phase(step: number): number {
    return this.#along[step] ?? 0;
  }

  draw(ctx: CanvasRenderingContext2D): void {
    if (this.#segments === 0) return;
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.drawImage(this.#ctx.canvas, this.#left, this.#top);
    ctx.restore();
  }

  /** Empty, and as large as the whole trail: its pixels are the canvas's. */
  #begin(behind: Behind, a: number, d: number, e: number, f: number): void {
    const { left, top, right, bottom } = extent(behind);
    [this.#left, this.#top] = [Math.floor(left * a + e), Math.floor(top * d + f)];
    const width = Math.max(1, Math.ceil(right * a + e) - this.#left);
    const height = Math.max(1, Math.ceil(bottom * d + f) - this.#top);
    const { canvas } = this.#ctx;
    // another size empties it too
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    this.#ctx.setTransform(1, 0, 0, 1, 0, 0);
    this.#ctx.clearRect(0, 0, width, height);
    this.#ctx.setTransform(a, 0, 0, d, e - this.#left, f - this.#top);
    [this.#segments, this.#dots] = [0, 0];
    this.#along = behind.ink.dash.length > 0 ? along(behind) : new Float32Array();
  }

  /** Strokes what is new, in pieces. Each begins a pixel before its first step, so that the corner is round. */
  #stroke(behind: Behind, until: number): void {
    const [ctx, { trail }] = [this.#ctx, behind];
    let [qx, qy, px, py] = [0, 0, Number.NaN, Number.NaN];
    let open = 0;
    for (let k = Math.max(0, this.#segments - 1); k < until; k++) {
      const cut = pixels(behind, k);
      if (!cut) continue;
      const [ax, ay, bx, by] = cut;
      if (k >= this.#segments) {
        const joined = ax === px && ay === py;
        if (!joined || open === 0 || open === piece) {
          if (open > 0) ctx.stroke();
          open = 0;
          const lead = joined ? 1 / Math.max(1, Math.hypot(px - qx, py - qy)) : 0;
          ctx.beginPath();
          ctx.moveTo(ax + (qx - ax) * lead, ay + (qy - ay) * lead);
          ctx.lineDashOffset = this.phase(trail.from[k] ?? 0) - (joined ? 1 : 0);
          if (joined) ctx.lineTo(ax, ay);
        }
        ctx.lineTo(bx, by);
        open += 1;
      }
      [qx, qy, px, py] = cut;
    }
    if (open > 0) ctx.stroke();
  }
}

function layer(): CanvasRenderingContext2D {
  const ctx = new OffscreenCanvas(1, 1).getContext('2d');
  if (!ctx) throw new Error('no canvas');
  // what can be drawn on is alike for both kinds of canvas
  return ctx as unknown as CanvasRenderingContext2D;
}

function pixels({ path, trail, to }: Behind, k: number): Cut | undefined {
  return cutStep(path, trail.from[k] ?? 0, trail.to[k] ?? 0, to);
}

/** Where the whole trail lies, with room for what is drawn around it. */
function extent(behind: Behind): { left: number; top: number; right: number; bottom: number } {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const { box } = behind.to;
  const add = (x: number, y: number) => {
    // what is cut of a step of beyond all numbers may lie anywhere
    if (!(x >= box.left - 1 && x <= box.left + box.width + 1 && y >= box.top - 1 && y <= box.top + box.height + 1))
      return;
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  };
  for (const k of behind.trail.from.keys()) {
    const [ax, ay, bx, by] = pixels(behind, k) ?? [];
    if (ax === undefined || ay === undefined || bx === undefined || by === undefined) continue;
    add(ax, ay);
    add(bx, by);
  }
  const { path, to, trail } = behind;
  for (const k of trail.dots) add(to.x(path[2 * k] ?? 0), to.y(path[2 * k + 1] ?? 0));
  if (left > right) return { left: 0, top: 0, right: 0, bottom: 0 };
  return { left: left - dotSize, top: top - dotSize, right: right + dotSize, bottom: bottom + dotSize };
}

function along({ path, to }: Behind): Float32Array<ArrayBuffer> {
  const out = new Float32Array(path.length / 2);
  const { domain } = to;
  let length = 0;
  let [px, py] = [path[0] ?? 0, path[1] ?? 0];
  for (let k = 1; k < out.length; k++) {
    const [vx, vy] = [path[2 * k] ?? 0, path[2 * k + 1] ?? 0];
    // a step that is cut begins a line of its own
    if (inside(domain, px, py) && inside(domain, vx, vy)) {
      length += Math.hypot(to.x(vx) - to.x(px), to.y(vy) - to.y(py));
    }
    out[k] = length;
    [px, py] = [vx, vy];
  }
  return out;
}
