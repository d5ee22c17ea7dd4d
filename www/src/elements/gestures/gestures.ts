// Zooming and panning, for mouse, fingers and keys; and a loupe under the finger that holds the start. The picture
// follows the hand; the document hears of it once, when the hand has let go.

import { type Domain, type Scales, scales } from '../../draw/scales';
import type { Words } from '../../text/words';
import type { Plane } from '../plane';
import type { Point } from '../pointing';
import { buttons } from './buttons';
import { Loupe } from './loupe';
import { Motion } from './motion';
import { moved, rounded } from './moved';

export interface Hands {
  readonly start: () => Point | undefined;
  readonly move: (start: Point) => void;
  /** Whether the document names the part of the plane that is shown. */
  readonly zoomed: () => boolean;
  /** The document shall name it; undefined: it shall not. */
  readonly settle: (domain: Domain | undefined) => void;
  readonly toggle: () => void;
  readonly words: () => Words;
}

/** How much larger a press of a button or a key makes it, and a notch of a wheel at most. */
const stepUp = 1.6;
const notch = 25;
/** Milliseconds of quiet after which a wheel or a key has come to rest. */
const rest = 250;
/** Two taps are one double tap within so many milliseconds, and pixels. */
const double = { ms: 400, mouse: 6, touch: 28 } as const;
/** Milliseconds that the buttons stay after a touch. */
const offered = 3000;

/** Listens on the plane's frame until the signal ends. */
export function gestures(plane: Plane, to: Hands, signal: AbortSignal): void {
  const { frame } = plane.parts;
  const motion = new Motion(plane);
  let next: Domain | undefined;
  let drawing = 0;
  let resting: ReturnType<typeof setTimeout> | undefined;

  const on = <K extends keyof HTMLElementEventMap>(
    type: K,
    hear: (event: HTMLElementEventMap[K]) => void,
    capture = false,
  ) => frame.addEventListener(type, hear, { signal, capture, passive: false });
  const pixel = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const { left, top } = frame.getBoundingClientRect();
    return [clientX - left, clientY - top];
  };

  /** Where the picture will be with the next frame. */
  const now = (): Scales | undefined => (next && plane.scales ? scales(next, plane.scales.box) : plane.scales);
  const middle = ({ box }: Pick<Scales, 'box'>): Point => [box.left + box.width / 2, box.top + box.height / 2];

  /** Takes the point under `from` to `until`, and makes all `times` as large, `high` times in height. */
  const shift = (from: Point, until: Point, times = 1, high = times) => {
    const shown = now();
    if (!shown) return;
    clearTimeout(resting);
    next = moved(shown, from, until, times, high);
    drawing ||= requestAnimationFrame(() => {
      drawing = 0;
      if (next) motion.show(next);
    });
  };
  const stop = () => {
    clearTimeout(resting);
    cancelAnimationFrame(drawing);
    [drawing, next] = [0, undefined];
  };
  const settle = () => {
    const shown = next && now();
    stop();
    if (!shown) return;
    const domain = rounded(shown);
    plane.look(domain);
    to.settle(domain);
  };
  const settleSoon = () => {
    clearTimeout(resting);
    resting = setTimeout(settle, rest);
  };
  const zoom = (times: number, at?: Point) => {
    const box = plane.scales?.box;
    if (!box) return;
    const [x, y] = at ?? middle({ box });
    // over the numbers of one axis, where each has its own scale, only that one
    const [besides, below] = [plane.stretched && x < box.left, plane.stretched && y > box.top + box.height];
    shift([x, y], [x, y], besides ? 1 : times, below ? 1 : times);
    settleSoon();
  };
  const reset = () => {
    const shown = now();
    stop();
    if (to.zoomed()) {
      plane.look(shown?.domain);
      to.settle(undefined);
    } else plane.look(undefined);
  };
  signal.addEventListener('abort', stop);

  const unlock = () => {
    plane.stretched = !plane.stretched;
    plane.look(undefined);
  };
  const panel = buttons(frame, { closer: () => zoom(stepUp), farther: () => zoom(1 / stepUp), reset, unlock });
  const loupe = new Loupe(frame);
  const refresh = () => {
    motion.place();
    panel.show(to.words().tag, to.zoomed() || next !== undefined, plane.stretched ? plane.scales : undefined);
    const start = to.start();
    if (start) loupe.draw(plane, start);
  };
  plane.drawn = refresh;
  refresh();
  // Under a finger there is little room: the buttons stay for a moment after a touch that may want them.
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const offer = (stays = false) => {
    clearTimeout(leaving);
    panel.element.classList.remove('away');
    if (!stays) leaving = setTimeout(() => panel.element.classList.add('away'), offered);
  };
  if (matchMedia('(hover: none)').matches) offer();
  signal.addEventListener('abort', () => clearTimeout(leaving));
  on('click', (event) => offer((event as PointerEvent).pointerType !== 'touch'), true);
  on('keydown', () => offer(true), true);
  const mine = (event: Event) => !panel.element.contains(event.target as Node);

  // The wheel: with Ctrl or ⌘, as a trackpad's pinch is told too; alone it scrolls the page.
  on('wheel', (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const by = event.deltaY * (event.deltaMode === 0 ? 1 : notch);
    zoom(Math.exp(-0.01 * Math.max(-notch, Math.min(notch, by))), pixel(event));
  });

  // The mouse: the middle or the right button, or the left one with Shift or the space bar.
  let grip: { readonly id: number; at: Point } | undefined;
  let space: 'up' | 'down' | 'used' = 'up';
  let before: Point | undefined;
  on(
    'pointerdown',
    (event) => {
      if (!mine(event)) return;
      before = to.start();
      if (pinched) event.stopPropagation();
      if (event.pointerType === 'touch') return;
      if (event.button === 0 && !event.shiftKey && space === 'up') return;
      event.stopPropagation();
      if (space === 'down') space = 'used';
      grip = { id: event.pointerId, at: pixel(event) };
      frame.setPointerCapture(event.pointerId);
      frame.classList.add('panning');
      frame.focus({ preventScroll: true });
    },
    true,
  );
  on(
    'pointermove',
    (event) => {
      if (pinched) event.stopPropagation();
      if (grip?.id !== event.pointerId) return;
      const at = pixel(event);
      shift(grip.at, at);
      grip.at = at;
    },
    true,
  );
  for (const type of ['pointerup', 'pointercancel'] as const) {
    on(type, (event) => {
      if (grip?.id !== event.pointerId) return;
      grip = undefined;
      frame.classList.remove('panning');
      settle();
    });
  }
  // no scrolling by the middle button, and no menu where the right one has panned
  on('mousedown', (event) => {
    if (event.button === 1) event.preventDefault();
  });
  on('contextmenu', (event) => {
    if (event.button === 2 && mine(event)) event.preventDefault();
  });

  // Twice at the same place: all of it again, and the start where it was before the first.
  let tap: { readonly time: number; readonly at: Point; readonly start: Point | undefined } | undefined;
  on(
    'click',
    (event) => {
      if (!mine(event) || event.shiftKey) return;
      const at = pixel(event);
      const near = (event as PointerEvent).pointerType === 'touch' ? double.touch : double.mouse;
      const first = tap;
      tap = { time: event.timeStamp, at, start: before };
      if (!first || event.timeStamp - first.time > double.ms || !to.zoomed()) return;
      if (Math.hypot(at[0] - first.at[0], at[1] - first.at[1]) > near) return;
      tap = undefined;
      event.stopPropagation();
      const start = to.start();
      if (first.start && start?.join() !== first.start.join()) to.move(first.start);
      reset();
    },
    true,
  );

  // Two fingers; one scrolls the page, or holds the start.
  let pinch: { readonly middle: Point; readonly apart: number } | undefined;
  let pinched = false;
  const fingers = (event: TouchEvent) => {
    const [a, b] = [...event.touches].filter((touch) => frame.contains(touch.target as Node)).map(pixel);
    if (!a || !b || !event.cancelable) return;
    event.preventDefault();
    const is = {
      middle: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const,
      apart: Math.max(20, Math.hypot(a[0] - b[0], a[1] - b[1])),
    };
    if (pinch) shift(pinch.middle, is.middle, is.apart / pinch.apart);
    [pinch, pinched] = [is, true];
    loupe.hide();
  };
  on('touchstart', (event) => {
    pinch = undefined;
    fingers(event);
  });
  on('touchmove', fingers);
  for (const type of ['touchend', 'touchcancel'] as const) {
    on(type, (event) => {
      if (pinch) {
        settle();
        offer();
      }
      pinch = undefined;
      if (event.touches.length === 0) pinched = false;
    });
  }
  on('pointermove', (event) => {
    // taken hold of by the start alone
    if (event.pointerType !== 'touch' || pinched || !frame.hasPointerCapture(event.pointerId)) return;
    loupe.hold();
    panel.element.classList.add('away');
  });
  on('lostpointercapture', () => loupe.hide());

  // Keys.
  on(
    'keydown',
    (event) => {
      const { key, altKey, ctrlKey, metaKey } = event;
      const arrow = arrows[key];
      if (key === ' ' && frame.matches(':hover') && event.target === frame && !(altKey || ctrlKey || metaKey)) {
        // whether it plays or takes hold is known when it is let go
        if (space === 'up') space = 'down';
      } else if (arrow && (altKey || ctrlKey) && plane.scales) {
        const [x, y] = middle(plane.scales);
        shift([x, y], [x - arrow[0], y - arrow[1]]);
        settleSoon();
      } else if (altKey || ctrlKey || metaKey) return;
      else if (key === '+' || key === '=') zoom(stepUp);
      else if (key === '-' || key === '_') zoom(1 / stepUp);
      else if (key === '0') reset();
      else if (!arrow || mine(event)) return;
      event.stopPropagation();
      // the arrows of a button are its own
      if (!arrow || mine(event)) event.preventDefault();
    },
    true,
  );
  on('keyup', (event) => {
    if (event.key !== ' ' || space === 'up') return;
    if (space === 'down') to.toggle();
    space = 'up';
  });
  on('blur', () => {
    space = 'up';
  });
}

/** Pixels that a picture moves by a key. */
const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: [-60, 0],
  ArrowRight: [60, 0],
  ArrowUp: [0, -60],
  ArrowDown: [0, 60],
};
