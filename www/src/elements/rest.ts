// What comes after the first picture: keys, the curves, the panels' buttons, and what both draw on the plane.

import type { Layers } from '../draw/picture';
import { turn } from '../engine/turn';
import type { Host, Panel } from '../panels/panel';
import type { Curves } from './curves/curves';
import type { Desk } from './desk';
import type { Dock, Panels } from './dock';
import type { Ground } from './ground';

/** The figure that it comes to. */
export interface Pictured {
  readonly root: ShadowRoot;
  readonly desk: Desk;
  readonly ground: Ground;
  readonly host: Promise<Host>;
  readonly panels: () => Panels | undefined;
  readonly drawSoon: () => void;
}

/** One part after the other, of all figures: between two of them the page is heard. */
let last = Promise.resolve();
const alone = () => {
  last = last.then(turn);
  return last;
};

export class Rest {
  /** What has no state of its own, once it is there. */
  soon: typeof import('./soon') | undefined;
  dock: Dock | undefined;
  curves: Curves | undefined;

  /** What panels and curves draw on the plane. */
  readonly layers: Layers = {
    under: (...given) => {
      for (const panel of this.dock?.open ?? []) panel.under?.(...given);
    },
    over: (...given) => {
      for (const panel of this.dock?.open ?? []) panel.over?.(...given);
      this.curves?.over(...given);
    },
  };

  readonly press: NonNullable<Panel['press']> = (at) => this.dock?.open.some((panel) => panel.press?.(at)) ?? false;

  /** Fetches it, once there is a place for the curves that has none yet; true when it has come. */
  async come({ root, desk, ground, host, panels, drawSoon }: Pictured): Promise<boolean> {
    const place = root.querySelector<HTMLElement>('.curves');
    if (!place || this.curves) return false;
    const [curves, soon, seen] = await Promise.all([
      // what draws them may not be had: all else goes on
      import('./curves/curves').catch(() => undefined),
      import('./soon'),
      host,
    ]);
    await alone();
    if (!place.isConnected) return false;
    this.soon = soon;
    ground.later = { insets: soon, wakes: soon.wakesOf() };
    this.dock ??= new soon.Dock(seen, desk, root, panels);
    seen.update();
    await alone();
    if (!place.isConnected || this.curves) return false;
    // of a module that broke down WebKit gives an empty one, the second time
    this.curves = curves?.Curves && new curves.Curves(place, seen, drawSoon);
    return true;
  }

  /** There is no picture any more, and no curves. */
  clear(): void {
    this.curves?.stop();
    this.curves = undefined;
  }

  stop(): void {
    this.dock?.stop();
    this.dock = undefined;
  }
}
