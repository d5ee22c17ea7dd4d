// How a landscape comes about: coarse first, then finer, where the run stands; made anew once time rests elsewhere.

import type { LandscapeLook, LandscapeStudy, Study, StudyLook } from '../../engine/studies';
import { Work } from '../maps/work';
import type { Learner } from '../panel';

export interface Wish {
  /** The same key, the same numbers. */
  readonly key: string;
  readonly run: number;
  /** The run as it is now; undefined while nothing is there. */
  readonly learner: () => Pick<Learner, 'group' | 'epoch' | 'placeOf'> | undefined;
  readonly seed: number | undefined;
  readonly radius: number;
  /** How many epochs the run has done there. */
  readonly epochs: number;
}

/** Cells along a side. */
const sides = [16, 32, 64];
const cells = (side: number) => side * side;
const all = sides.reduce((sum, side) => sum + cells(side), 0);
/** Time that has not moved for so long stands still. */
const restMs = 300;

export class Making extends Work<Study, StudyLook> {
  shown: { readonly wish: Wish; readonly look: LandscapeLook; readonly side: number } | undefined;
  /** Whether it is begun only when time stands still. */
  waits = false;
  #wish: Wish | undefined;
  #done = 0;
  #under = 0;

  constructor(changed: () => void, shop: Learner['shop']) {
    super(changed, shop);
  }

  want(wish: Wish): void {
    if (wish.key === this.#wish?.key) return;
    const isFirst = !this.#wish;
    this.#wish = wish;
    // what was being made is of another time: who learns has the worker to himself
    if (!isFirst) this.end('making');
    this.waits = true;
    this.later('again', isFirst ? 0 : restMs, () => this.again());
  }

  override again(): void {
    this.waits = false;
    this.#done = 0;
    if (this.#wish) this.#pass(this.#wish, 0);
  }

  override get progress(): number {
    return (this.#done + this.#under) / all;
  }

  /** Whether what is seen is what is asked for. */
  get current(): boolean {
    return this.shown?.wish === this.#wish;
  }

  #pass(wish: Wish, number: number): void {
    const side = sides[number];
    const learner = wish.learner();
    if (!side || !learner) {
      this.end('done');
      return;
    }
    const { run, seed, radius } = wish;
    const { group, epoch } = learner;
    const part: LandscapeStudy = { kind: 'landscape', group, run, epoch, seed, radius, columns: side, rows: side };
    this.#under = 0;
    this.start(
      [part],
      (_, look) => {
        if (look.kind !== 'landscape' || wish !== this.#wish) return;
        this.#under = look.progress * cells(side);
        // the first shows as it grows; a finer one when it is whole
        if (look.done || number === 0) this.shown = { wish, look, side };
        if (!look.done) return;
        this.#done += cells(side);
        this.#pass(wish, number + 1);
      },
      () => learner.placeOf(run),
    );
  }
}
