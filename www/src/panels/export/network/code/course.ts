// What is to be written as a program: a document of a network, its rows and first weights; and what the runs share.

import { get, type Json, pointer } from '../../../../document/pointer';
import type { Lesson } from '../../../../engine/serve-train';
import { chosen } from '../../code/experiment';
import { libraries } from '../../code/libraries';
import { pythonName } from '../../code/names';
import { type Named, python } from '../../code/python';
import { type Schedule, scheduleOf } from '../../code/schedules';
import { readFormula } from '../../code/tree';
import type { CodeWords } from '../../code/words';
import type { Values } from '../weights';
import { type Changes, changesFor, piecewise } from './changes';
import type { NetCodeWords } from './words';

/** An experiment with networks. */
export interface Course {
  /** With every default written out. */
  readonly document: Json;
  readonly isPlane: boolean;
  /** What the columns of the file of rows are called. */
  readonly columns: readonly string[];
  readonly runs: readonly {
    readonly name: string;
    readonly lesson: Lesson;
    /** None where they are read from a file. */
    readonly first: readonly Values[] | undefined;
  }[];
  /** All rows, row after row, or none where they are read from a file. */
  readonly rows:
    | { readonly inputs: Float32Array; readonly targets: ArrayLike<number>; readonly held: Uint8Array }
    | undefined;
}

export const rowsFile = 'fall-line-rows.csv';
export const weightsFile = 'fall-line-first-weights.json';

export interface Words {
  readonly code: CodeWords;
  readonly net: NetCodeWords;
}

/** What the parts of a program ask of an experiment. */
export class Plan {
  readonly course: Course;
  readonly words: Words;
  readonly library: 'torch' | 'keras';
  /** Functions of the program's own that are needed, and the modules. */
  readonly needed = new Set<string>();
  /** Functions of schedules, by their lines. */
  readonly schedules = new Map<string, readonly string[]>();

  constructor(library: 'torch' | 'keras', course: Course, words: Words) {
    [this.library, this.course, this.words] = [library, course, words];
  }

  get runs(): readonly number[] {
    return this.course.runs.map((_, run) => run);
  }

  of(run: number, ...path: readonly string[]): Json | undefined {
    return get(this.course.document, pointer('runs', run, ...path));
  }

  /** A field of the task, or what a run has in its place. */
  task(run: number, field: string): Json | undefined {
    return this.of(run, 'with', field) ?? get(this.course.document, pointer('task', 'network', field));
  }

  lesson(run: number): Lesson {
    return this.course.runs[run]?.lesson as Lesson;
  }

  optimizer(run: number): ReturnType<typeof chosen> {
    return chosen(this.of(run, 'optimizer'));
  }

  /** How many rows an update sees, where these are not all. */
  batch(run: number): number | undefined {
    const batch = this.task(run, 'batch');
    return typeof batch === 'number' && batch < this.lesson(run).parts[0] ? batch : undefined;
  }

  /** Whether each epoch of a run has an order of its own, where a batch is not all rows. */
  shuffles(run: number): boolean {
    const later = [...this.changes(run).settings.values()].some(({ batch = 'None' }) => batch !== 'None');
    return (later || this.batch(run) !== undefined) && this.task(run, 'shuffle') !== false;
  }

  get seed(): number {
    const seed = get(this.course.document, pointer('seed'));
    return typeof seed === 'number' ? seed : Number((seed as { shuffle?: number } | undefined)?.shuffle ?? 0);
  }

  /** Constants of the document that are numbers. */
  get given(): readonly (readonly [name: string, value: number])[] {
    const given = (get(this.course.document, pointer('given')) ?? {}) as Record<string, Json>;
    return Object.entries(given).flatMap(([name, value]) =>
      typeof value === 'number' ? [[name, value] as const] : [],
    );
  }

  constant(name: string): Named | undefined {
    const known = this.given.some(([one]) => one === name);
    return known ? { text: pythonName(name, noSurfaces), kind: 'constant' } : undefined;
  }

  /** The first run with the same first weights: they are drawn alike where networks are alike. */
  origin(run: number): number {
    const key = (one: number) => {
      const { inputs, layers } = this.lesson(one);
      return JSON.stringify([inputs, layers, this.task(one, 'init')]);
    };
    return this.runs.findIndex((one) => key(one) === key(run));
  }

  /** A number of the document, or a formula of its constants. */
  number(value: Json | undefined): string {
    if (typeof value !== 'string') return String(value);
    const place = {
      library: libraries.torch,
      arrays: false,
      slopes: 'none',
      named: (name: string) => this.constant(name),
      need: (name: string) => void this.needed.add(name),
    } as const;
    return python(readFormula(value, noSurfaces).value, place).text;
  }

  /** The features of a run as Python, of values `x` and `y`; none where the rows are what the network sees. */
  features(run: number): readonly string[] {
    const features = (this.task(run, 'features') ?? []) as readonly string[];
    if (!this.course.isPlane || (features.length === 2 && features[0] === 'x' && features[1] === 'y')) return [];
    return features.map((text) => {
      const { lets, value } = readFormula(text, noSurfaces);
      const names = new Map<string, Named>([
        ['x', { text: 'x', kind: 'value' }],
        ['y', { text: 'y', kind: 'value' }],
      ]);
      const place = {
        library: this.library === 'torch' ? libraries.torch : libraries.numpy,
        arrays: true,
        slopes: 'none',
        named: (name: string) => names.get(name) ?? this.constant(name),
        need: (name: string) => void this.needed.add(name),
      } as const;
      for (const { name, value } of lets) {
        const { text, kind } = python(value, place);
        names.set(name, { text: `(${text})`, kind });
      }
      const { text: written, kind } = python(value, place);
      return kind === 'value' ? written : `${written} + 0 * x`;
    });
  }

  schedule(run: number): Schedule {
    const { kind, values } = chosen(this.of(run, 'schedule'));
    const schedule = scheduleOf(kind, values, (value) => this.number(value), this.words.code);
    if (schedule.define) this.schedules.set(schedule.define.lines.join('\n'), schedule.define.lines);
    return schedule;
  }

  /** The learning rate of an update as a function of t and epoch, where it is not always the same. */
  rate(run: number): string | undefined {
    const { factor } = this.schedule(run);
    const { rates } = this.changes(run);
    const warmup = Number(this.of(run, 'warmup') ?? 0);
    const lr = this.optimizer(run).values.lr;
    if ((!factor && warmup === 0 && rates.length === 0) || lr === undefined) return undefined;
    const now = piecewise(
      this.number(lr),
      rates.map(({ at, value }) => ({ at, text: this.number(value) })),
    );
    const time = this.of(run, 'schedule_per') === 'epoch' ? 'epoch' : 't';
    const { kind } = chosen(this.of(run, 'schedule'));
    const parts = [
      rates.length > 0 && (factor || warmup > 0) ? `(${now})` : now,
      kind === 'plateau' ? 'plateau.factor' : factor?.(time),
      warmup > 0 && `min(1, ${time} / ${warmup})`,
    ];
    return parts.filter(Boolean).join(' * ');
  }

  /** What makes a plateau hear the losses. */
  plateau(run: number): string | undefined {
    const { kind, values } = chosen(this.of(run, 'schedule'));
    if (kind !== 'plateau') return undefined;
    this.needed.add('Plateau');
    const fields = ['factor', 'patience', 'threshold', 'floor'].map((name) => this.number(values[name]));
    return `Plateau(${fields.join(', ')})`;
  }

  /** What it changes on the way. */
  changes(run: number): Changes {
    return changesFor(this, run);
  }

  clip(run: number): string | undefined {
    const clip = this.of(run, 'clip');
    return clip === null || clip === undefined ? undefined : this.number(clip);
  }

  penalty(run: number): { readonly l1: number; readonly l2: number } {
    const { l1 = 0, l2 = 0 } = (this.task(run, 'penalty') ?? {}) as { l1?: number; l2?: number };
    return { l1, l2 };
  }
}

export const noSurfaces: ReadonlySet<string> = new Set();
