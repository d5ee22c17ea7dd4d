// Long jobs in a worker: each is done in slices, shows how far it is when that is asked, and is dropped when nobody wants
// it any more.

import { type Result, toFailure, tried } from './failure';
import { turn } from './turn';

/** How far a job is. */
export interface Look {
  /** From 0 to 1. */
  readonly progress: number;
  readonly done: boolean;
}

/** Something that is made piece by piece. */
export interface Making<L extends Look> {
  /** About so much more, in its own measure; true while there is more. */
  advance(amount: number): boolean;
  look(done: boolean): L;
  free(): void;
  /** The first slice is so large; none is smaller than the second. */
  readonly slices?: readonly [first: number, least: number];
}

/** What can be asked of a worker that does jobs: `P` says what to make, `L` how it is. */
export interface JobsApi<P, L> {
  /** Begins a part of an owner's job; parts of the owner's older jobs are dropped. Answers as `look` does. */
  begin(owner: number, job: number, number: number, part: P): Promise<Result<L | undefined>>;
  /** How far it is, when it is time to show that; undefined once it is dropped. */
  look(owner: number, job: number, number: number): Promise<Result<L | undefined>>;
  /** Drops all that is made for an owner. */
  drop(owner: number): void;
}

const sliceMs = 10;
/** Looks follow each other so slowly at least; the first one comes sooner. */
const betweenMs = 1000 / 15;
const firstMs = 40;

interface Task<L extends Look> {
  readonly owner: number;
  readonly job: number;
  readonly number: number;
  readonly making: Making<L>;
  /** What a slice can hold. */
  budget: number;
  due: number;
  running: boolean;
  failed?: unknown;
  show?: (look: Result<L | undefined>) => void;
}

/** Does jobs with what makes a part. */
export function jobs<P, L extends Look>(make: (part: P) => Making<L> | undefined): JobsApi<P, L> {
  let tasks: Task<L>[] = [];
  let busy = false;

  function drop(unwanted: (task: Task<L>) => boolean): void {
    for (const task of tasks.filter(unwanted)) {
      task.making.free();
      task.show?.({ ok: undefined });
    }
    tasks = tasks.filter((task) => !unwanted(task));
  }

  /** Goes on with all parts in turn until none is left to make. */
  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let k = 0; tasks.some(({ running }) => running); k++) {
      const running = tasks.filter((task) => task.running);
      const task = running[k % running.length] as Task<L>;
      advance(task);
      show(task);
      await turn();
    }
    busy = false;
  }

  function advance(task: Task<L>): void {
    const from = performance.now();
    try {
      task.running = task.making.advance(task.budget);
    } catch (error) {
      task.running = false;
      task.failed = error;
    }
    const took = performance.now() - from;
    const faster = Math.max(0.5, Math.min(2, sliceMs / Math.max(took, 0.1)));
    const [, least] = slicesOf(task.making);
    task.budget = Math.max(least, Math.min(1 << 28, Math.round(task.budget * faster)));
  }

  /** Tells who has asked, when it is time. */
  function show(task: Task<L>): void {
    const now = performance.now();
    if (!task.show || (task.running && now < task.due)) return;
    const tell = task.show;
    delete task.show;
    task.due = now + betweenMs;
    const { failed, making, running } = task;
    tell(failed === undefined ? { ok: making.look(!running) } : { failed: toFailure(failed) });
    if (!running) drop((other) => other === task);
  }

  function look(owner: number, job: number, number: number): Promise<Result<L | undefined>> {
    const task = tasks.find((one) => one.owner === owner && one.job === job && one.number === number);
    if (!task) return Promise.resolve({ ok: undefined });
    return new Promise((answered) => {
      task.show = answered;
      if (!task.running) show(task);
    });
  }

  return {
    async begin(owner, job, number, part) {
      const now = performance.now();
      const older = tasks.filter((task) => task.owner === owner && task.job !== job);
      // the next look is not sooner because the job is new: what follows a slider would be shown each time
      const due = Math.max(now + firstMs, ...older.map((task) => Math.min(task.due, now + betweenMs)));
      drop((task) => older.includes(task));
      const made = await tried(() => make(part));
      if ('failed' in made) return made;
      if (!made.ok) return { ok: undefined };
      const [budget] = slicesOf(made.ok);
      tasks.push({ owner, job, number, making: made.ok, budget, due, running: true });
      void work();
      return look(owner, job, number);
    },

    look,

    drop(owner) {
      drop((task) => task.owner === owner);
    },
  };
}

function slicesOf<L extends Look>({ slices = [20_000, 1000] }: Making<L>): readonly [number, number] {
  return slices;
}
