// Where time stops by itself: after an epoch, or where the first run is at its target. Going on is one press.

import type { Trainer } from '../../engine/trainer';
import { chosen } from '../../panels/chosen';
import { goalOf, valued } from '../../panels/race/goal';
import { firstAt } from '../../panels/race/results';
import type { Around } from '../subject';
import { netWords } from './words';

interface Stood {
  readonly epoch: number;
  /** Who is at the target; undefined where the epoch was asked for. */
  readonly run?: number;
}

export class Stop {
  #around: Around;
  #works: Trainer;
  /** The last epoch that was looked at. */
  #seen = 0;
  #stood: Stood | undefined;

  constructor(around: Around, works: Trainer) {
    [this.#around, this.#works] = [around, works];
  }

  /** Nothing needs to be learned beyond this while time runs. */
  get until(): number {
    const { epoch } = chosen(this.#around.desk, 'stop');
    const { playing, step } = this.#around.player;
    return playing && epoch !== undefined && epoch > step ? epoch : Number.POSITIVE_INFINITY;
  }

  /** Another epoch may be shown: stops there if that is where to stop. */
  look(): void {
    const { player } = this.#around;
    const { step, playing } = player;
    const from = this.#seen;
    this.#seen = step;
    if (step !== this.#stood?.epoch) this.#stood = undefined;
    const due = playing && step > from ? this.#due(from + 1, step) : undefined;
    if (!due || due.epoch >= player.steps) return;
    // time is on its way through this frame
    queueMicrotask(() => {
      player.nudge(due.epoch - player.step);
      [this.#seen, this.#stood] = [due.epoch, due];
    });
  }

  /** Why it stands, while it does. */
  get says(): string | undefined {
    const { player, words, names, desk } = this.#around;
    const stood = this.#stood;
    if (!stood || player.playing) return undefined;
    const own = netWords[words().tag].stopped;
    const { run, epoch } = stood;
    if (run === undefined) return own.epoch(epoch);
    const { on, target } = goalOf(desk, this.#works.pupils[0]?.series);
    return own.target(epoch, names()[run] ?? '', valued(on, target));
  }

  /** The first reason to stop from one epoch to another. */
  #due(from: number, to: number): Stood | undefined {
    const { epoch = 0, there } = chosen(this.#around.desk, 'stop');
    const asked: Stood[] = epoch > 0 ? [{ epoch }] : [];
    return [...asked, ...(there ? this.#first(to) : [])]
      .filter((one) => one.epoch >= from && one.epoch <= to)
      .toSorted((a, b) => a.epoch - b.epoch)[0];
  }

  /** Who of those that are seen is at the target first, and when. */
  #first(to: number): Stood[] {
    const { pupils } = this.#works;
    const { desk, roster } = this.#around;
    const { on, target } = goalOf(desk, pupils[0]?.series);
    const reached = pupils.flatMap(({ series, name }): Stood[] => {
      const epoch = roster.hidden.has(name) ? undefined : firstAt(on, target, series[on] ?? [], 0, to);
      return epoch === undefined ? [] : [{ epoch, run: name }];
    });
    return reached.toSorted((a, b) => a.epoch - b.epoch).slice(0, 1);
  }
}
