// Moving the start: a mouse anywhere on the plane, one finger on the start, a tap, or the arrow keys.

import { niceStep, type Scales, tidy } from '../draw/scales';

export type Point = readonly [x: number, y: number];

export interface Pointing {
  readonly scales: () => Scales | undefined;
  readonly start: () => Point | undefined;
  readonly move: (to: Point) => void;
  /** A press on the plane that something else may want; true where it has taken it. */
  readonly press: (at: Point) => boolean;
  /** Where the mouse is over the picture. */
  readonly hover: (at: Point | undefined) => void;
}

/** Pixels that a finger may tremble before it drags, and how far above it the start is then held. */
const slack = 4;
const lift = 40;

/** Listens on the plane's frame and on the start's handle until the signal ends. */
export function point(frame: HTMLElement, handle: HTMLElement, to: Pointing, signal: AbortSignal): void {
  let grip: { readonly id: number; dx: number; dy: number; readonly touch: boolean; x: number; y: number } | undefined;

  const pixel = (event: MouseEvent): Point => {
    const box = frame.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const moveTo = ([px, py]: Point) => {
    const scales = to.scales();
    if (!scales) return;
    const { left, top, width, height } = scales.box;
    const at = scales.at(clamp(px, left, left + width), clamp(py, top, top + height));
    const step = niceStep(scales.unit) / 10;
    to.move([snap(at[0], step), snap(at[1], step)]);
  };

  frame.addEventListener(
    'pointerdown',
    (event) => {
      const [scales, start] = [to.scales(), to.start()];
      const onHandle = event.target === handle;
      const touch = event.pointerType === 'touch';
      if (!scales || !start || event.button !== 0 || (touch && !onHandle)) return;
      const [px, py] = pixel(event);
      if (!onHandle && to.press(scales.at(px, py))) return;
      // Taken by the handle, the start keeps its distance to the pointer; taken anywhere else, it comes.
      const [dx, dy] = onHandle ? [scales.x(start[0]) - px, scales.y(start[1]) - py] : [0, 0];
      grip = { id: event.pointerId, dx, dy, touch, x: px, y: py };
      frame.setPointerCapture(event.pointerId);
      if (!onHandle) moveTo([px, py]);
    },
    { signal },
  );
  frame.addEventListener(
    'pointermove',
    (event) => {
      const [px, py] = pixel(event);
      if (event.pointerType !== 'touch') to.hover(to.scales()?.at(px, py));
      if (!grip || event.pointerId !== grip.id) return;
      if (grip.touch && Math.hypot(px - grip.x, py - grip.y) < slack) return;
      moveTo([px + grip.dx, py + grip.dy - (grip.touch ? lift : 0)]);
    },
    { signal },
  );
  frame.addEventListener('pointerleave', () => to.hover(undefined), { signal });
  for (const type of ['pointerup', 'pointercancel'] as const) {
    frame.addEventListener(
      type,
      () => {
        grip = undefined;
      },
      { signal },
    );
  }
  // A tap sets the start too; a mouse has set it when it was pressed.
  frame.addEventListener(
    'click',
    (event) => {
      if ((event as PointerEvent).pointerType !== 'touch' || event.target === handle) return;
      const at = pixel(event);
      const here = to.scales()?.at(...at);
      if (here && !to.press(here)) moveTo(at);
    },
    { signal },
  );
  frame.addEventListener(
    'keydown',
    (event) => {
      const by = arrows[event.key];
      const [scales, start] = [to.scales(), to.start()];
      if (!by || !scales || !start || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      const step = niceStep(scales.unit * 8) / (event.shiftKey ? 10 : 1);
      to.move([snap(start[0] + by[0] * step, step), snap(start[1] + by[1] * step, step)]);
    },
    { signal },
  );
}

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

function snap(value: number, step: number): number {
  return tidy(Math.round(value / step) * step, step);
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
