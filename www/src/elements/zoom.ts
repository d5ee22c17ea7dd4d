// What zooms and pans the plane is fetched when somebody comes near it, or wants it; what the hand did meanwhile is done
// once it is here.

import type { Hands } from './gestures/gestures';
import type { Plane } from './plane';

/** Listens on the plane's frame until the signal ends. Returns what fetches it without a hand. */
export function zoomable(plane: Plane, to: Hands, signal: AbortSignal): () => void {
  const { frame } = plane.parts;
  const missed: Event[] = [];
  let state: 'asleep' | 'waking' | 'awake' = 'asleep';
  const wake = () => {
    if (state !== 'asleep') return;
    state = 'waking';
    void import('./gestures/gestures').then(
      ({ gestures }) => {
        state = 'awake';
        if (signal.aborted) return;
        gestures(plane, to, signal);
        for (const event of missed) frame.dispatchEvent(event);
      },
      // the next time it is tried again
      () => {
        state = 'asleep';
      },
    );
  };
  const miss = (event: Event) => {
    const { ctrlKey, metaKey, touches } = event as Event & Partial<WheelEvent & TouchEvent>;
    // a pinch ends with one finger less
    if (state === 'awake' || !(touches ? touches.length > 1 || missed.length > 0 : ctrlKey || metaKey)) return;
    event.preventDefault();
    // a copy: what has gone its way tells of no element in here any more
    missed.push(new (event.constructor as typeof Event)(event.type, event));
    wake();
  };
  for (const type of ['pointerenter', 'focus']) frame.addEventListener(type, wake, { signal });
  for (const type of ['wheel', 'touchstart', 'touchmove', 'touchend']) {
    frame.addEventListener(type, miss, { signal, passive: false });
  }
  return wake;
}
