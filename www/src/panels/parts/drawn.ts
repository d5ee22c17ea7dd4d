// A canvas that hears when its template is rendered: <canvas ${drawn((canvas) => …)}></canvas>.

import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

export const drawn = directive(
  class extends Directive {
    render(_draw: (canvas: HTMLCanvasElement) => void): typeof noChange {
      return noChange;
    }

    override update(part: ElementPart, [draw]: [(canvas: HTMLCanvasElement) => void]): typeof noChange {
      // its size is known once the whole template stands
      queueMicrotask(() => draw(part.element as HTMLCanvasElement));
      return noChange;
    }
  },
);

/** The canvas in CSS pixels, cleared, as sharp as the screen; undefined while it is not to be seen. */
export function paper(
  canvas: HTMLCanvasElement,
): { ctx: CanvasRenderingContext2D; width: number; height: number } | undefined {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const ctx = canvas.getContext('2d');
  if (!ctx || !width || !height) return undefined;
  const ratio = Math.min(3, devicePixelRatio || 1);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  ctx.scale(canvas.width / width, canvas.height / height);
  return { ctx, width, height };
}
