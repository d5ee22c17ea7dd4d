// Turning the view by hand: a mouse drags, Ctrl or ⌘ with the wheel zooms; one finger turns once a tap has woken the
// picture, so that a page still scrolls over it, and two always zoom; and keys.

import type { View } from './view';

export interface Orbit {
  /** The view is to move by so much. */
  readonly move: (by: Partial<View>) => void;
  readonly rest: () => void;
  /** Whether one finger turns it. */
  readonly woken: (awake: boolean) => void;
}

const degreesPerPixel = 0.4;
const degreesPerKey = 5;
const zoomPerKey = 1.2;
/** A finger that moves less than this has tapped. */
const slack = 8;

type Point = readonly [x: number, y: number];

/** Listens on an element until the signal ends. */
export function orbit(frame: HTMLElement, to: Orbit, signal: AbortSignal): void {
  const down = new Map<number, Point>();
  let [awake, travelled] = [false, 0];
  const wake = (on: boolean) => {
    if (awake === on) return;
    awake = on;
    // what is under way goes on as it began; the next touch is ours
    frame.style.touchAction = on ? 'none' : 'pan-y';
    to.woken(on);
  };
  const on = <K extends keyof HTMLElementEventMap>(name: K, hear: (event: HTMLElementEventMap[K]) => void) =>
    frame.addEventListener(name, hear, { signal, passive: false });

  on('pointerdown', (event) => {
    if (event.button !== 0) return;
    down.set(event.pointerId, [event.clientX, event.clientY]);
    travelled = down.size > 1 ? slack : 0;
    if (event.pointerType !== 'touch') frame.setPointerCapture(event.pointerId);
  });
  on('pointermove', (event) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    const [dx, dy] = [event.clientX - before[0], event.clientY - before[1]];
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    const now: Point = [event.clientX, event.clientY];
    down.set(event.pointerId, now);
    travelled += Math.hypot(dx, dy);
    if (other) to.move({ zoom: Math.max(1, apart(now, other)) / Math.max(1, apart(before, other)) });
    else if (event.pointerType !== 'touch' || awake)
      to.move({ turn: -dx * degreesPerPixel, tilt: dy * degreesPerPixel });
  });
  for (const name of ['pointerup', 'pointercancel'] as const) {
    on(name, (event) => {
      const tap = down.delete(event.pointerId) && name === 'pointerup' && travelled < slack;
      if (tap && event.pointerType === 'touch') wake(true);
    });
  }
  // a touch anywhere else, or leaving it, gives the finger back to the page
  frame.ownerDocument.addEventListener(
    'pointerdown',
    (event) => {
      if (!event.composedPath().includes(frame)) wake(false);
    },
    { signal },
  );
  on('blur', () => wake(false));
  on('wheel', (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1);
    to.move({ zoom: Math.exp(-Math.max(-100, Math.min(100, pixels)) / 300) });
  });
  on('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') wake(false);
    const by = event.shiftKey ? 1 : degreesPerKey;
    const does: Readonly<Record<string, Partial<View> | 'rest'>> = {
      ArrowLeft: { turn: -by },
      ArrowRight: { turn: by },
      ArrowUp: { tilt: by },
      ArrowDown: { tilt: -by },
      '+': { zoom: zoomPerKey },
      '=': { zoom: zoomPerKey },
      '-': { zoom: 1 / zoomPerKey },
      '0': 'rest',
    };
    const what = does[event.key];
    if (!what) return;
    event.preventDefault();
    if (what === 'rest') to.rest();
    else to.move(what);
  });
}

function apart(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
