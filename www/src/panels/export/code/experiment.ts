// What is to be written as a program, and what its parts share while it is.

import { get, type Json, pointer } from '../../../document/pointer';
import type { Sources } from '../../../engine/client';
import type { Library } from './libraries';
import { pythonName } from './names';
import { type Named, python } from './python';
import { readFormula } from './tree';
import type { CodeWords } from './words';

/** An experiment that has run to its end. */
export interface Ran {
  /** With every default written out. */
  readonly document: Json;
  readonly sources: Sources;
  readonly runs: readonly {
    readonly name: string;
    /** x0, y0, x1, y1, …: as far as it is finite. */
    readonly path: ArrayLike<number>;
    /** The step that leads to no finite number. */
    readonly diverged?: number | undefined;
  }[];
}

/** A program that is being written. */
export class Draft {
  readonly library: Library;
  readonly ran: Ran;
  readonly words: CodeWords;
  /** The names of the library's surfaces. */
  readonly surfaces: ReadonlySet<string>;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Whether some run sees only some rows an update. */
  readonly batched: boolean;
  /** Modules and functions of its own that the program uses; true where one is called with many numbers at once. */
  readonly needed = new Map<string, boolean>();
  /** Functions of schedules, by name. */
  readonly schedules = new Map<string, readonly string[]>();

  constructor(library: Library, ran: Ran, words: CodeWords) {
    this.library = library;
    this.ran = ran;
    this.words = words;
    this.surfaces = new Set(Object.keys(ran.sources.library));
    this.columns = Object.keys(ran.sources.columns);
    this.rows = ran.sources.columns[this.columns[0] ?? '']?.length ?? 0;
    this.batched = ran.runs.some((_, run) => this.batch(run) !== undefined);
  }

  need(name: string, arrays = false): void {
    this.needed.set(name, arrays || (this.needed.get(name) ?? false));
  }

  /** A name of the experiment as Python's. */
  name(name: string): string {
    return pythonName(name, this.surfaces);
  }

  /** A constant. */
  constant(name: string): Named | undefined {
    return name in this.ran.sources.given ? { text: this.name(name), kind: 'constant' } : undefined;
  }

  /** A number of the document, or a formula of its constants. */
  number(value: Json | undefined): string {
    if (typeof value !== 'string') return String(value);
    const named = (name: string) => this.constant(name);
    const need = (name: string) => this.need(name);
    const place = { library: this.library, arrays: false, slopes: 'none', named, need } as const;
    return python(readFormula(value, this.surfaces).value, place).text;
  }

  /** A field of a run. */
  of(run: number, ...path: readonly string[]): Json | undefined {
    return get(this.ran.document, pointer('runs', run, ...path));
  }

  /** A field of the task, or what a run has in its place. */
  task(run: number, field: string): Json | undefined {
    return this.of(run, 'with', field) ?? get(this.ran.document, pointer('task', 'surface', field));
  }

  /** How many rows an update sees, where these are not all. */
  batch(run: number): number | undefined {
    const batch = this.task(run, 'batch');
    return typeof batch === 'number' && batch < this.rows ? batch : undefined;
  }

  /** What a run's surface and its gradient are called: runs with the same formula share them. */
  functions(run: number): { readonly f: string; readonly gradient: string } {
    const { runs } = this.ran.sources;
    const number = [...new Set(runs.map(({ f }) => f))].indexOf(runs[run]?.f ?? '');
    const end = number > 0 ? `_${number + 1}` : '';
    return { f: `f${end}`, gradient: `gradient${end}` };
  }
}

/** A choice of a document: its key, and its fields. */
export function chosen(choice: Json | undefined): {
  readonly kind: string;
  readonly values: Readonly<Record<string, Json>>;
} {
  if (typeof choice === 'string') return { kind: choice, values: {} };
  const [kind = '', values = {}] = Object.entries((choice ?? {}) as Record<string, Json>)[0] ?? [];
  return { kind, values: values as Record<string, Json> };
}
