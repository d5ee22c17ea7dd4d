// Zooming by wheel or fingers before what does it has been fetched: it is fetched then, and does what was missed.

/** Returns what does what was missed, and ends it. */
export function early(frame: HTMLElement, wake: () => void, signal: AbortSignal): () => void {
  const missed: Event[] = [];
  let over = false;
  for (const type of ['wheel', 'touchstart', 'touchmove', 'touchend']) {
    const hear = (event: Event) => {
      const { ctrlKey, metaKey, touches } = event as Event & Partial<WheelEvent & TouchEvent>;
      // a pinch ends with one finger less
      if (over || !(touches ? touches.length > 1 || missed.length > 0 : ctrlKey || metaKey)) return;
      event.preventDefault();
      // a copy: what has gone its way tells of no element in here any more
      missed.push(new (event.constructor as typeof Event)(type, event));
      wake();
    };
    frame.addEventListener(type, hear, { signal, passive: false });
  }
  return () => {
    over = true;
    for (const event of missed) frame.dispatchEvent(event);
  };
}
