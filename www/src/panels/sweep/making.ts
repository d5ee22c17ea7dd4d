// How a sweep comes about: in parts by the pool's workers; the last one stays until there is something of the next.

import { type MapLook, type MapPart, maps, type SweepLook, type SweepPart, workers } from '../../engine/maps';
import { type Standing, Work } from '../maps/work';
import { type Axis, valueAt } from './ranges';

export interface Wish {
  /** The same key, the same numbers. */
  readonly key: string;
  readonly text: string;
  readonly run: number;
  readonly rate: Axis;
  readonly other: { readonly name: string; readonly axis: Axis } | undefined;
  readonly steps: number;
  readonly below: number | undefined;
}

export type Outcome = 'missed' | 'reached' | 'diverged';

export interface Cell {
  readonly outcome: Outcome;
  readonly value: number;
  readonly steps: number;
}

const outcomes: readonly (Outcome | undefined)[] = [undefined, 'missed', 'reached', 'diverged'];
/** A newer wish waits so long for the first picture of an older one. */
const patienceMs = 250;
/** What is not what is asked for looks so after this. */
const staleMs = 150;

/** What is known of a sweep. */
export class Known {
  readonly wish: Wish;
  readonly parts: readonly SweepPart[];
  #looks: (SweepLook | undefined)[];
  #height: number;

  constructor(wish: Wish) {
    this.wish = wish;
    const { text, run, rate, other, steps, below } = wish;
    const rows = other?.axis.count ?? 1;
    this.#height = Math.ceil(rows / Math.min(workers, rows));
    this.parts = Array.from({ length: Math.ceil(rows / this.#height) }, (_, k): SweepPart => {
      const [first, last] = [k * this.#height, Math.min(rows, (k + 1) * this.#height) - 1];
      const span = other && ([valueAt(other.axis, first), valueAt(other.axis, last)] as const);
      return {
        kind: 'sweep',
        text,
        run,
        rates: [rate.from, rate.to],
        columns: rate.count,
        rows: last - first + 1,
        steps,
        ...(span && { other: { name: other.name, values: span, log: other.axis.log } }),
        ...(below !== undefined && { below }),
      };
    });
    this.#looks = this.parts.map(() => undefined);
  }

  take(part: number, look: SweepLook): void {
    this.#looks[part] = look;
  }

  get rows(): number {
    return this.wish.other?.axis.count ?? 1;
  }

  get progress(): number {
    return this.#looks.reduce((sum, look) => sum + (look?.progress ?? 0), 0) / this.#looks.length;
  }

  get done(): boolean {
    return this.#looks.every((look) => look?.done);
  }

  get begun(): boolean {
    return this.#looks.every((look) => look?.outcomes[0]);
  }

  /** What came of a setting; while that is not known yet, of the nearest coarser one. */
  cell(column: number, row: number): Cell | undefined {
    const look = this.#looks[Math.floor(row / this.#height)];
    const within = row % this.#height;
    for (let coarse = 0; look && coarse < 8; coarse = 2 * coarse + 1) {
      const k = (within & ~coarse) * this.wish.rate.count + (column & ~coarse);
      const outcome = outcomes[look.outcomes[k] ?? 0];
      if (outcome) return { outcome, value: look.values[k] ?? 0, steps: look.steps[k] ?? 0 };
    }
    return undefined;
  }
}

export class Making extends Work<MapPart, MapLook> {
  constructor(changed: () => void) {
    super(changed, maps);
  }

  /** The last of which there is something to see. */
  shown: Known | undefined;
  /** Counts what came. */
  version = 0;

  #wish: Wish | undefined;
  #coming: Known | undefined;
  #begunAt = Number.NEGATIVE_INFINITY;

  /** Says what is to be seen now; cheap where that is what it was. */
  want(wish: Wish): void {
    if (wish.key === this.#wish?.key) return;
    this.#wish = wish;
    const wait = this.#coming ? this.#begunAt + patienceMs - performance.now() : 0;
    this.never('again');
    if (wait <= 0) this.again();
    else this.later('again', wait, () => this.again());
  }

  override again(): void {
    const wish = this.#wish;
    if (!wish || (this.standing === 'making' && this.shown?.wish === wish)) return;
    const known = new Known(wish);
    this.#coming = known;
    this.#begunAt = performance.now();
    this.start(known.parts, (part, look) => {
      if (look.kind === 'sweep') known.take(part, look);
      this.version += 1;
      if (this.#coming === known && known.begun) {
        this.shown = known;
        this.#coming = undefined;
        if (wish !== this.#wish) this.again();
      }
      if (this.shown === known && known.done) this.end('done');
    });
  }

  override get progress(): number {
    return (this.#coming ?? this.shown)?.progress ?? 0;
  }

  /** Whether what is seen is what is asked for. */
  get current(): boolean {
    return this.shown?.wish === this.#wish;
  }

  /** Or was a moment ago. */
  get fresh(): boolean {
    return this.current || performance.now() - this.#begunAt < staleMs;
  }

  protected override end(standing: Standing): void {
    this.#coming = undefined;
    super.end(standing);
  }
}
