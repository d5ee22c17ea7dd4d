// How trials come about: in parts by the pool's workers, coarse ones first, each with one seed after the other.

import type { Json } from '../../document/pointer';
import { studies } from '../../engine/networks';
import { workers } from '../../engine/pool';
import type { Bytes } from '../../engine/serve-train';
import type { SettingsLook, SettingsStudy, Study, StudyLook } from '../../engine/studies';
import { type Standing, Work } from '../maps/work';
import type { Value } from './fields';
import { coarse } from './values';

export interface Axis {
  readonly name: string;
  readonly at: string;
  readonly log: boolean;
  readonly values: readonly Value[];
  /** What stands there for each. */
  readonly json: readonly Json[];
}

export interface Wish {
  /** The same key, the same numbers. */
  readonly key: string;
  readonly text: string;
  readonly run: number;
  /** Across, and upward if there is a second. */
  readonly axes: readonly [Axis] | readonly [Axis, Axis];
  readonly seeds: number;
  readonly series: string;
  readonly best: boolean;
  readonly files: Bytes;
  /** Whether all of it is so much that somebody has to ask for it. */
  readonly heavy: boolean;
  /** Whether the rows are so many that they are not held more than once. */
  readonly wide: boolean;
}

/** What a setting came to with the seeds so far; NaN where it diverged. */
export type Cell = readonly number[];

interface Part {
  /** Which values of the last axis, in the order in which they are tried. */
  readonly own: readonly number[];
  readonly study: SettingsStudy;
  look?: SettingsLook;
}

/** What is known of trials. */
export class Known {
  readonly wish: Wish;
  readonly columns: number;
  readonly rows: number;
  #parts: Part[];
  #across: readonly number[];

  constructor(wish: Wish) {
    this.wish = wish;
    const [across, up] = wish.axes;
    this.columns = across.values.length;
    this.rows = up?.values.length ?? 1;
    this.#across = coarse(this.columns);
    const split = up ?? across;
    const order = coarse(split.values.length);
    const count = wish.wide ? 1 : Math.min(workers, order.length);
    const { text, run, seeds, series, best, files } = wish;
    const field = (axis: Axis, which: readonly number[]) => ({ at: axis.at, values: which.map((k) => axis.json[k]) });
    this.#parts = Array.from({ length: count }, (_, part) => {
      const own = order.filter((_, k) => k % count === part);
      const fields = up ? [field(across, this.#across), field(up, own)] : [field(across, own)];
      return { own, study: { kind: 'settings', text, run, fields, seeds, series, best, files } };
    });
  }

  get studies(): readonly SettingsStudy[] {
    return this.#parts.map(({ study }) => study);
  }

  take(part: number, look: SettingsLook): void {
    const one = this.#parts[part];
    if (one) one.look = look;
  }

  get progress(): number {
    const { length } = this.wish.axes[1]?.values ?? this.wish.axes[0].values;
    return this.#parts.reduce((sum, { look, own }) => sum + (look?.progress ?? 0) * own.length, 0) / length;
  }

  get done(): boolean {
    return this.#parts.every(({ look }) => look?.done);
  }

  get begun(): boolean {
    return this.#parts.some(({ look }) => (look?.progress ?? 0) > 0);
  }

  /** Undefined where none of its seeds is done. */
  cell(column: number, row: number): Cell | undefined {
    const isMap = this.wish.axes.length === 2;
    const split = isMap ? row : column;
    for (const { own, look } of this.#parts) {
      const at = own.indexOf(split);
      if (at < 0 || !look) continue;
      const width = isMap ? this.columns : 1;
      const setting = at * width + (isMap ? this.#across.indexOf(column) : 0);
      const settings = own.length * width;
      const { seeds } = this.wish;
      // all settings with the first seed, then all with the next
      const done = Math.floor(look.progress * settings * seeds + 1e-6);
      const known = Math.max(0, Math.min(seeds, Math.ceil((done - setting) / settings)));
      return known > 0 ? [...look.values.subarray(setting * seeds, setting * seeds + known)] : undefined;
    }
    return undefined;
  }

  /** While a setting is not known yet, the nearest coarser one. */
  near(column: number, row: number): Cell | undefined {
    for (let mask = 1; mask < 32; mask = 2 * mask + 1) {
      const cell = this.cell(column & ~mask, row & ~mask);
      if (cell) return cell;
    }
    return undefined;
  }
}

/** Who types goes on within this. */
const patienceMs = 400;

export class Making extends Work<Study, StudyLook> {
  /** The last of which there is something to see. */
  shown: Known | undefined;
  /** Counts what came. */
  version = 0;
  /** Whether it waits to be asked for. */
  waits = false;
  #wish: Wish | undefined;
  #coming: Known | undefined;

  constructor(changed: () => void) {
    super(changed, studies);
  }

  want(wish: Wish): void {
    if (wish.key === this.#wish?.key) return;
    const isFirst = !this.#wish;
    this.#wish = wish;
    this.waits = wish.heavy;
    this.never('again');
    if (wish.heavy) this.end('stopped');
    else if (isFirst) this.again();
    else this.later('again', patienceMs, () => this.again());
  }

  override again(): void {
    const wish = this.#wish;
    if (!wish) return;
    this.waits = false;
    const known = new Known(wish);
    this.#coming = known;
    this.start(known.studies, (part, look) => {
      if (look.kind === 'settings') known.take(part, look);
      this.version += 1;
      if (this.#coming === known && known.begun) {
        this.shown = known;
        this.#coming = undefined;
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

  protected override end(standing: Standing): void {
    this.#coming = undefined;
    super.end(standing);
  }
}
