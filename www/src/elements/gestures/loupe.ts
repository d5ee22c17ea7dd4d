// The loupe: while a finger holds the start, what is around it, larger, where the finger does not hide it.

import { drawMinimum, drawStart } from '../../draw/marks';
import { drawNewest } from '../../draw/newest';
import { older } from '../../draw/path';
import { drawRelief, pointText } from '../../draw/picture';
import { scales as scalesOf } from '../../draw/scales';
import type { Plane } from '../plane';
import type { Point } from '../pointing';

const size = 96;
const zoom = 4;
/** Between the start and the loupe's edge. */
const gap = 22;

export class Loupe {
  #frame: HTMLElement;
  #canvas: HTMLCanvasElement | undefined;

  constructor(frame: HTMLElement) {
    this.#frame = frame;
  }

  /** From now on it is shown with each picture. */
  hold(): void {
    if (this.#canvas) return;
    this.#canvas = document.createElement('canvas');
    this.#canvas.className = 'loupe';
    this.#canvas.hidden = true;
    this.#frame.append(this.#canvas);
  }

  hide(): void {
    this.#canvas?.remove();
    this.#canvas = undefined;
  }

  draw({ relief, scene, scales, inks }: Plane, start: Point): void {
    const ctx = this.#canvas?.getContext('2d');
    if (!this.#canvas || !ctx || !scales || !scene || !relief) return;
    const [x, y] = [scales.x(start[0]), scales.y(start[1])];
    const ratio = devicePixelRatio;
    this.#canvas.width = this.#canvas.height = Math.round(size * ratio);
    this.#canvas.hidden = false;
    // above where there is room, else beside, away from the nearer edge
    const above = y - gap - size >= 0;
    const { left: edge, width, top, height } = scales.box;
    const side = x - edge > width / 2 ? x - gap - size : x + gap;
    const left = above ? Math.max(edge, Math.min(edge + width - size, x - size / 2)) : side;
    const at = above ? y - gap - size : Math.max(top, Math.min(top + height - size, y - size / 2));
    this.#canvas.style.translate = `${left}px ${at}px`;

    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const part = size / zoom / 2;
    const [[x0, y1], [x1, y0]] = [scales.at(x - part, y - part), scales.at(x + part, y + part)];
    const to = scalesOf([x0, x1, y0, y1], { left: 0, top: 0, width: size, height: size });
    drawRelief(ctx, relief, to, inks);
    const { minima, runs, step } = scene;
    for (let k = 0; k < minima.length; k += 2) {
      drawMinimum(ctx, to.x(minima[k] ?? 0), to.y(minima[k + 1] ?? 0), inks);
    }
    for (const { path, ink } of runs) drawNewest(ctx, path, step, to, ink, older.resting);
    drawStart(ctx, size / 2, size / 2, inks);
    ctx.font = '500 11px system-ui, sans-serif';
    ctx.textAlign = 'center';
    ctx.lineWidth = 4;
    ctx.lineJoin = 'round';
    ctx.strokeStyle = inks.field[1];
    ctx.fillStyle = inks.label;
    const text = pointText(...start, 3);
    ctx.strokeText(text, size / 2, size - 22);
    ctx.fillText(text, size / 2, size - 22);
  }
}
