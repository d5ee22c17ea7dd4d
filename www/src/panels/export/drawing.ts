// A picture as a file: in pixels or as SVG, by the same drawing.

import type { Context } from './legend';
import { type Part, SvgContext } from './svg';

/** So many pixels a CSS pixel. */
export async function png(draw: (ctx: Context) => void, width: number, height: number, scale: number): Promise<Blob> {
  const ctx = contextOf(width * scale, height * scale);
  ctx.scale(scale, scale);
  draw(ctx);
  return (ctx.canvas as unknown as OffscreenCanvas).convertToBlob({ type: 'image/png' });
}

export function svg(draw: (ctx: Context) => void, width: number, height: number, title: string): Blob {
  const ctx = new SvgContext(contextOf(1, 1), addressOf);
  draw(ctx as unknown as Context);
  return new Blob([ctx.document(width, height, title)], { type: 'image/svg+xml' });
}

/** A canvas to draw on; both kinds draw alike. */
export function contextOf(width: number, height: number): Context {
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
