// The path of a run on the sheet: what is left of it once it is thinned lies ready, and a step shows more or less of it.

import type { Object3D } from 'three';
import type { Ink } from '../../draw/inks';
import { lastDrawn, older, strongSteps } from '../../draw/path';
import type { Scales } from '../../draw/scales';
import { trailOf, upTo } from '../../draw/trail';
import { drape, Strand, spotOn } from './drape';
import { type Canvas, Lines } from './lines';
import type { Relief, Room } from './relief';
import { mixed, rgb } from './rgb';

/** How much paler a path is where something hides it. */
const paler = 0.65;

/** Steps, and how many pieces there are up to each. */
interface Ready {
  readonly to: readonly number[];
  readonly pieces: readonly number[];
}

export class Track {
  #path: Float64Array;
  #relief: Relief;
  #room: Room;
  #segments: Ready;
  #dots: Ready;
  #young = new Strand();
  #step: number | undefined = -1;
  #oldLines: Lines;
  #youngLines: Lines;
  #dotLines: Lines;

  constructor(parent: Object3D, path: Float64Array, among: number, relief: Relief, room: Room, scales: Scales) {
    this.#path = path;
    this.#relief = relief;
    this.#room = room;
    const trail = trailOf(path, scales, among);
    const [old, dots] = [new Strand(), new Strand()];
    const segments = trail.from.map((from, k) => {
      this.#lay(old, from, trail.to[k] ?? from);
      return old.count;
    });
    this.#segments = { to: trail.to, pieces: segments };
    this.#dots = {
      to: trail.dots,
      pieces: trail.dots.map((k) => {
        const spot = spotOn(relief, room, path[2 * k] ?? 0, path[2 * k + 1] ?? 0);
        if (spot) dots.add(spot, spot);
        return dots.count;
      }),
    };
    this.#oldLines = new Lines(parent, 3);
    this.#youngLines = new Lines(parent, 3);
    this.#dotLines = new Lines(parent, 1);
    this.#oldLines.take(old);
    this.#dotLines.take(dots);
  }

  /** Shows the path up to a step; without one, nothing of it. */
  follow(step: number | undefined): void {
    if (step === this.#step) return;
    this.#step = step;
    if (step === undefined) {
      for (const lines of [this.#oldLines, this.#youngLines, this.#dotLines]) lines.show(0);
      return;
    }
    const last = lastDrawn(this.#path, step, this.#relief.domain);
    const young = Math.max(0, last - strongSteps);
    const shown = ({ to, pieces }: Ready, until: number) => pieces[upTo(to, until) - 1] ?? 0;
    this.#oldLines.show(shown(this.#segments, young));
    this.#dotLines.show(shown(this.#dots, last));
    this.#young.clear();
    for (let k = young; k < last; k++) this.#lay(this.#young, k, k + 1);
    this.#youngLines.take(this.#young);
  }

  draw(ink: Ink, order: number, canvas: Canvas): void {
    const { color, casing, dash } = ink;
    const pens = (share: number) => [
      { color: mixed(color, casing, paler), width: 2, dash, behind: true },
      { color: rgb(casing), width: 6 },
      { color: mixed(color, casing, share), width: 2, dash },
    ];
    this.#oldLines.draw(pens(1 - older.resting), order, canvas);
    this.#youngLines.draw(pens(0), order, canvas);
    this.#dotLines.draw([{ color: rgb(color), width: 5 }], order + 0.5, canvas);
  }

  stop(): void {
    this.#oldLines.stop();
    this.#youngLines.stop();
    this.#dotLines.stop();
  }

  #lay(strand: Strand, from: number, to: number): void {
    const at = (k: number) => [this.#path[2 * k] ?? 0, this.#path[2 * k + 1] ?? 0] as const;
    drape(strand, this.#relief, this.#room, at(from), at(to));
  }
}
