// How a search for a rate comes about: anew whenever what it is of changes; the last one stays until there is something
// of the next.

import { studies } from '../../engine/networks';
import type { FinderLook, FinderStudy, Study, StudyLook } from '../../engine/studies';
import { Work } from '../maps/work';

export interface Wish {
  /** The same key, the same numbers. */
  readonly key: string;
  readonly study: FinderStudy;
}

/** Who types or drags goes on within this. */
const patienceMs = 250;

export class Making extends Work<Study, StudyLook> {
  /** What is shown, and what it is of. */
  shown: { readonly wish: Wish; readonly look: FinderLook } | undefined;
  #wish: Wish | undefined;

  constructor(changed: () => void) {
    super(changed, studies);
  }

  want(wish: Wish): void {
    if (wish.key === this.#wish?.key) return;
    const isFirst = !this.#wish;
    this.#wish = wish;
    if (isFirst) this.again();
    else this.later('again', patienceMs, () => this.again());
  }

  override again(): void {
    const wish = this.#wish;
    if (!wish) return;
    this.start([wish.study], (_, look) => {
      if (look.kind !== 'finder' || wish !== this.#wish) return;
      this.shown = { wish, look };
      if (look.done) this.end('done');
    });
  }

  override get progress(): number {
    return this.current ? (this.shown?.look.progress ?? 0) : 0;
  }

  /** Whether what is seen is what is asked for. */
  get current(): boolean {
    return this.shown?.wish === this.#wish;
  }
}
