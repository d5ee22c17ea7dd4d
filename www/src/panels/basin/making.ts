// How a basin map comes about: quickly and roughly while things change, then as well as was asked; the last one stays until then.

import type { Theme } from '../../draw/inks';
import type { Box, Domain } from '../../draw/scales';
import { type MapLook, type MapPart, maps } from '../../engine/maps';
import type { Asked } from '../maps/asked';
import { type Standing, Work } from '../maps/work';
import { Minima } from './minima';
import { Picture, type Plan } from './picture';

/** What is to be seen. */
export interface Wish {
  readonly asked: Asked;
  readonly domain: Domain;
  readonly box: Box;
  /** Canvas pixels a CSS pixel. */
  readonly ratio: number;
  /** The part of the plane that the surface is shown in by default. */
  readonly around: ArrayLike<number>;
  readonly steps: number;
  readonly fine: boolean;
  readonly theme: Theme;
}

/** A rough picture, and the good one that comes over it. */
interface Pair {
  readonly key: string;
  readonly rough: Picture;
  good?: Picture;
}

/** CSS pixels of a pixel of a rough map, and the most pixels of a fine one. */
const rough = 2;
const mostPixels = 1_000_000;
/** Nothing changes any more when nothing has changed for so long. */
const restMs = 300;
/** A newer wish waits so long for the first picture of an older one: a slider shows something on its way. */
const patienceMs = 250;
/** A map that is not what is asked for looks so after this. */
const staleMs = 150;
/** Ends nearer than this share of the diagonal are the same minimum's, as the engine has it. */
const nearShare = 0.005;

export class Making extends Work<MapPart, MapLook> {
  readonly minima = { of: '', all: new Minima() };
  /** Milliseconds that were worked on the map. */
  took = 0;

  #changed: () => void;
  #wish: Wish | undefined;
  #wished = '';
  #shown: Pair | undefined;
  #coming: Pair | undefined;
  #changedAt = Number.NEGATIVE_INFINITY;
  #begunAt = 0;
  #staleAt = 0;

  constructor(changed: () => void) {
    super(changed, maps);
    this.#changed = changed;
  }

  /** Says what is to be seen now; cheap where that is what it was. */
  want(wish: Wish): void {
    const key = JSON.stringify([wish.asked.motion, wish.domain, wish.box, wish.ratio, wish.steps]);
    const before = this.#wish;
    this.#wish = wish;
    for (const pair of [this.#shown, this.#coming]) {
      pair?.rough.show(wish.theme);
      pair?.good?.show(wish.theme);
    }
    if (key === this.#wished) {
      if (before?.fine !== wish.fine && this.standing !== 'failed') this.#improve();
      return;
    }
    const now = performance.now();
    if (this.#shown?.key === this.#wished) this.#staleAt = now;
    this.#wished = key;
    this.#changedAt = now;
    const early = this.standing === 'making' && this.#coming && now - this.#begunAt < patienceMs;
    if (!early) this.#begin();
    else
      this.later('begin', this.#begunAt + patienceMs - now, () => this.#coming?.key !== this.#wished && this.#begin());
  }

  override again(): void {
    this.#begin();
  }

  override get progress(): number {
    const pair = this.#coming ?? this.#shown;
    return pair ? 0.3 * pair.rough.progress + 0.7 * (pair.good?.progress ?? 0) : 0;
  }

  /** What there is to see, the lowest first. */
  get pictures(): Picture[] {
    if (!this.#shown) return this.#coming ? [this.#coming.rough] : [];
    const { rough, good } = this.#shown;
    return !good ? [rough] : good.done ? [good] : [rough, good];
  }

  /** Whether what is seen is what is asked for, or was a moment ago. */
  get fresh(): boolean {
    return this.#shown?.key === this.#wished || performance.now() - this.#staleAt < staleMs;
  }

  /** The best that is whole: what numbers are read from. */
  get best(): Picture | undefined {
    return this.#shown?.good?.done ? this.#shown.good : this.#shown?.rough;
  }

  /** A rough picture of what is wished now. */
  #begin(): void {
    const wish = this.#wish;
    if (!wish) return;
    if (this.minima.of !== wish.asked.surface) {
      this.minima.of = wish.asked.surface;
      this.minima.all = new Minima();
      // its minima are another surface's
      this.#shown = undefined;
    }
    const plan = planOf(wish, rough, true, true);
    const pair: Pair = { key: this.#wished, rough: new Picture(plan, this.minima.all, wish.theme) };
    this.#coming = pair;
    this.#make(pair.rough, () => {
      if (this.#coming === pair && pair.rough.covered) {
        this.#shown = pair;
        this.#coming = undefined;
        this.#staleAt = performance.now();
        this.later('begin', 0, () => pair.key !== this.#wished && this.#begin());
      }
      if (pair.rough.done) this.#improve();
    });
    this.later('stale', staleMs, () => this.#changed());
  }

  /** The good picture over the rough one, once nothing changes. */
  #improve(): void {
    const [wish, pair] = [this.#wish, this.#shown];
    if (!wish || !pair?.rough.done || pair.key !== this.#wished) return;
    const cell = wish.fine
      ? Math.max(1 / wish.ratio, Math.sqrt((wish.box.width * wish.box.height) / mostPixels))
      : rough;
    const good = pair.good;
    // where every point goes by itself, the rough one is as good as it gets
    const enough = cell >= rough && !pair.rough.single;
    if (enough || (good?.done && good.plan.cell === cell)) {
      if (enough) delete pair.good;
      this.end('done');
      return;
    }
    const rest = this.#changedAt + restMs - performance.now();
    if (rest > 0) {
      this.later('improve', rest, () => this.#improve());
      return;
    }
    const picture = new Picture(planOf(wish, cell, false, false), this.minima.all, wish.theme);
    pair.good = picture;
    this.#make(picture, () => picture.done && this.end('done'));
  }

  #make(picture: Picture, heard: () => void): void {
    const from = performance.now();
    if (picture.plan.filled) [this.#begunAt, this.took] = [from, 0];
    const before = this.took;
    this.start(picture.parts, (part, look) => {
      if (look.kind === 'basin') picture.take(part, look);
      this.took = before + performance.now() - from;
      heard();
    });
  }

  protected override end(standing: Standing): void {
    this.never('improve');
    super.end(standing);
  }
}

function planOf({ asked, domain, box, steps, around }: Wish, cell: number, single: boolean, filled: boolean): Plan {
  const { text, run } = asked;
  const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = Array.from(around);
  return {
    text,
    run,
    domain,
    columns: Math.max(1, Math.round(box.width / cell)),
    rows: Math.max(1, Math.round(box.height / cell)),
    steps,
    single,
    filled,
    near: nearShare * Math.hypot(x1 - x0, y1 - y0),
    cell,
  };
}
