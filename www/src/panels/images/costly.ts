// The rows that cost a run most: looked for anew when time stands still, or when that is asked for.

import type { Study, StudyLook, WorstLook } from '../../engine/studies';
import { Work } from '../maps/work';
import type { Learner } from '../panel';

/** As many as are looked at. */
const most = 12;
/** Time stands still when so long nothing has changed. */
const stillMs = 400;

export class Costly extends Work<Study, StudyLook> {
  found: WorstLook | undefined;
  /** What it was found of, and after how many epochs. */
  foundOf = '';
  epoch = 0;

  #wanted: { readonly learner: Learner; readonly part: number } | undefined;
  #key = '';
  #begun = '';

  constructor(changed: () => void, learner: Learner) {
    super(changed, learner.shop);
    this.standing = 'done';
  }

  /** What is to be known; it is begun when it has not changed for a while, at once where there is nothing yet. */
  want(learner: Learner, part: number): void {
    this.#wanted = { learner, part };
    const key = `${learner.key} ${part}`;
    if (key === this.#key) return;
    this.#key = key;
    if (this.#begun && key !== this.#begun) this.later('still', stillMs, () => this.again());
    else this.again();
  }

  /** Whether it is of what is shown now. */
  get isNow(): boolean {
    return this.#begun === this.#key;
  }

  get progress(): number {
    return this.found?.progress ?? 0;
  }

  again(): void {
    if (!this.#wanted) return;
    this.never('still');
    this.#begun = this.#key;
    const { learner, part } = this.#wanted;
    const { run, group, epoch, pupils } = learner;
    const after = epoch ?? pupils[run]?.progress.epochs ?? 0;
    const begun = this.#begun;
    this.start(
      [{ kind: 'worst', group, run, epoch, part, count: most }],
      (_, look) => {
        if (look.kind !== 'worst' || !look.done) return;
        [this.found, this.foundOf, this.epoch] = [look, begun, after];
        this.end('done');
      },
      () => learner.placeOf(run),
    );
  }
}
