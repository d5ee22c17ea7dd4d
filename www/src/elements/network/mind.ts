// What a network says and learns from, asked of the trainer where that is not known yet.

import { get, type Json, pointer } from '../../document/pointer';
import type { Domain } from '../../draw/scales';
import type { Result } from '../../engine/client';
import type { Lesson, Trainer } from '../../engine/trainer';
import type { Rows, Thought } from './diagram';

/** Data of the plane are drawn in about these. */
export const domain: Domain = [-6, 6, -6, 6];

/** Cells of what each unit says, along a side. */
const finest = 56;
/** What the engine tells at once, of all units. */
const mostCells = 2 ** 22;
/** What is held out: for choosing, for the test. */
const heldOut = [1, 2] as const;
const featuresAt = pointer('task', 'network', 'features');

export class Mind {
  thought: Thought | undefined;
  rows: Rows | undefined;
  #works: Trainer;
  /** What they are of. */
  #thoughtOf = '';
  #rowsOf = '';

  constructor(works: Trainer) {
    this.#works = works;
  }

  /** What comes next is of something else. */
  forget(): void {
    [this.#thoughtOf, this.#rowsOf] = ['', ''];
  }

  /** A run as it was at the end of an epoch, without one as it is now; gone where another document has come. */
  async look(
    text: string,
    document: Json,
    run: number,
    epoch: number | undefined,
  ): Promise<Result<'known' | 'gone' | 'new'>> {
    const works = this.#works;
    const pupil = works.pupils[run];
    if (!pupil) return { ok: 'gone' };
    const { lesson, progress } = pupil;
    const key = `${text} ${run} ${epoch ?? progress.updates}`;
    if (key === this.#thoughtOf) return { ok: 'known' };
    const { group } = works;
    const all = layersOf(lesson).reduce((sum, count) => sum + count, -lesson.inputs);
    const cells = Math.min(finest, Math.floor(Math.sqrt(mostCells / Math.max(1, all))));
    const [units, weights] = await Promise.all([
      works.ask(run, 'plane', Float64Array.from(domain), cells, cells, epoch),
      works.ask(run, 'weights', epoch),
    ]);
    if ('failed' in units) return units;
    if ('failed' in weights) return weights;
    if (!weights.ok) return { ok: 'gone' };
    if (units.ok) await this.#read(`${text} ${run}`, run);
    const part = lesson.parts[2] > 0 ? 2 : 0;
    const said = units.ok || !lesson.classes ? undefined : await works.ask(run, 'confusion', part, epoch);
    if (works.group !== group) return { ok: 'gone' };
    this.thought = {
      layers: layersOf(lesson),
      features: units.ok ? ((get(document, featuresAt) ?? []) as string[]) : [],
      weights: weights.ok,
      units: units.ok,
      cells,
      confusion: said && 'ok' in said ? said.ok : undefined,
      classes: lesson.classes,
      most: this.rows?.most ?? 1,
    };
    this.#thoughtOf = key;
    return { ok: 'new' };
  }

  /** The rows that it learns from, once a document. */
  async #read(key: string, run: number): Promise<void> {
    if (key === this.#rowsOf) return;
    const works = this.#works;
    const [targets, ...split] = await Promise.all([
      works.ask(run, 'targets'),
      ...heldOut.map((part) => works.ask(run, 'part', part)),
    ]);
    const count = works.pupils[run]?.lesson.rows ?? 0;
    const points = await works.ask(
      run,
      'inputs',
      Uint32Array.from({ length: count }, (_, row) => row),
    );
    if (!('ok' in targets && 'ok' in points && targets.ok && points.ok)) return;
    const held = new Uint8Array(count);
    for (const part of split) if ('ok' in part) for (const row of part.ok ?? []) held[row] = 1;
    // one after the other: there may be more than a call takes
    let most = 1e-6;
    for (const target of targets.ok) most = Math.max(most, Math.abs(target));
    this.rows = { points: points.ok, targets: targets.ok, held, most };
    this.#rowsOf = key;
  }
}

/** Units from layer to layer, what it sees first. */
export function layersOf({ inputs, layers }: Lesson): number[] {
  return [inputs, ...layers.map(({ units }) => units)];
}
