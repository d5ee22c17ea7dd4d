// The runs as the figure has them beside the document: which is selected, which are hidden or unfolded, and the module
// that knows all of their settings, fetched when the first is wanted.

import type { LitElement } from 'lit';
import type { Host } from '../panels/panel';
import type { RunParts } from '../panels/runs/runs';

export class Roster {
  selected!: number;
  hidden!: ReadonlySet<number>;
  unfolded!: ReadonlySet<number>;
  /** Of runs that have moved in the list: which of the looks each has kept. */
  slots!: readonly number[];
  parts: RunParts | undefined;
  /** Where the module could not be fetched: wanting it again tries again. */
  missing = false;

  readonly figure: LitElement;
  /** Shows what is new. */
  readonly changed: () => void;
  #host: () => Promise<Host>;

  constructor(figure: LitElement, host: () => Promise<Host>, changed: () => void) {
    this.figure = figure;
    this.#host = host;
    this.changed = changed;
    this.reset();
  }

  /** Another document from outside. */
  reset(): void {
    [this.selected, this.hidden, this.unfolded, this.slots] = [0, new Set(), new Set(), []];
    this.parts?.reset();
  }

  /** A document with so many runs is shown. */
  adopt(runs: number): void {
    this.parts?.adopt();
    this.selected = Math.max(0, Math.min(this.selected, runs - 1));
  }

  /** Of all runs, or what each of them has, those that are drawn and told of. */
  seen<T>(runs: readonly T[]): T[] {
    return runs.filter((_, run) => !this.hidden.has(run));
  }

  /** Which of the looks a run has. */
  slot(run: number): number {
    return this.slots[run] ?? run;
  }

  select(run: number): void {
    if (this.selected === run) return;
    this.selected = run;
    this.changed();
  }

  unfold(run: number, open: boolean): void {
    if (this.unfolded.has(run) === open) return;
    const others = [...this.unfolded].filter((other) => other !== run);
    this.unfolded = new Set(open ? [...others, run] : others);
    void this.#want();
  }

  async offer(button: EventTarget | null, run?: number): Promise<void> {
    (await this.#want())?.offer(button, run);
  }

  async grab(event: PointerEvent, run: number): Promise<void> {
    (await this.#want())?.grab(event, run);
  }

  async #want(): Promise<RunParts | undefined> {
    try {
      this.parts ??= (await import('../panels/runs/runs')).open(await this.#host(), this);
    } catch {
      this.missing = true;
    }
    this.changed();
    return this.parts;
  }
}
