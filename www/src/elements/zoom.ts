// What zooms and pans the plane is fetched when somebody comes near it, or wants it; what the hand did meanwhile is done
// once it is here.

import type { Hands } from './gestures/gestures';
import type { Plane } from './plane';

/** Listens on the plane's frame until the signal ends. Returns what fetches it without a hand. */
export function zoomable(plane: Plane, to: Hands, signal: AbortSignal): () => void {
  const { frame } = plane.parts;
  const missed: Event[] = [];
  let [coming, here] = [false, false];
  const wake = () => {
    if (coming) return;
    coming = true;
    void import('./gestures/gestures').then(
      ({ gestures }) => {
        here = true;
        gestures(plane, to, signal);
        for (const event of missed) frame.dispatchEvent(event);
      },
      // the next time it is tried again
      () => {
        coming = false;
      },
    );
  };
  const hear = (event: Event) => {
    if (here) return;
    const { ctrlKey, metaKey, touches } = event as Event & Partial<WheelEvent & TouchEvent>;
    // a pinch ends with one finger less
    if (touches ? touches.length > 1 || missed[0] : ctrlKey || metaKey) {
      event.preventDefault();
      // a copy: what has gone its way tells of no element in here any more
      missed.push(new (event.constructor as typeof Event)(event.type, event));
    }
    wake();
  };
  for (const type of ['pointerenter', 'focus', 'wheel', 'touchstart', 'touchmove', 'touchend']) {
    frame.addEventListener(type, hear, { signal, passive: false });
  }
  return wake;
}
