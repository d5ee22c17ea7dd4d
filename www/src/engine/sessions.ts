// Sessions of documents, run in slices of a few milliseconds; only a newer document to run ends an older one.

import { turn } from './turn';

/** What is needed of an engine's session. */
export interface Running {
  /** Some more updates; false once it has come to its end. */
  step(updates: number): boolean;
  free(): void;
}

const sliceMs = 6;
/** Updates between two looks at the clock: at first few, then what a slice can hold. */
const firstBatch = 256;

/** A document on its way: whose turn it is, and what comes of it. */
interface Under<S> {
  turn: number;
  ends: Promise<S | undefined>;
}

export class Sessions<S extends Running> {
  #open: (text: string) => S;
  #newest = 0;
  /** The last that came to its end, of a document without its view: that changes nothing of it. */
  #kept: { readonly core: string; readonly session: S } | undefined;
  #under = new Map<string, Under<S>>();

  constructor(open: (text: string) => S) {
    this.#open = open;
  }

  /** Runs a document to its end; undefined when a newer one to run came in between. */
  run(text: string): Promise<S | undefined> {
    return this.#want(text, true);
  }

  /** The session of a document at its end, to be asked; what runs meanwhile goes on. */
  of(text: string): Promise<S | undefined> {
    return this.#want(text, false);
  }

  /** Nobody wants any of them any more. */
  close(): void {
    this.#newest += 1;
    this.#kept?.session.free();
    this.#kept = undefined;
  }

  async #want(text: string, isNew: boolean): Promise<S | undefined> {
    const core = withoutView(text);
    const known = this.#under.get(core);
    const isUnder = known?.turn === this.#newest;
    if (isNew) this.#newest += 1;
    if (this.#kept?.core === core) return this.#kept.session;
    if (known && isUnder) {
      known.turn = this.#newest;
      return known.ends;
    }
    const under: Under<S> = { turn: this.#newest, ends: Promise.resolve(undefined) };
    this.#under.set(core, under);
    under.ends = this.#go(core, text, under).finally(() => {
      if (this.#under.get(core) === under) this.#under.delete(core);
    });
    return under.ends;
  }

  async #go(core: string, text: string, under: Readonly<Under<S>>): Promise<S | undefined> {
    const session = this.#open(text);
    let batch = firstBatch;
    for (let running = true; running; ) {
      const from = performance.now();
      while (running && performance.now() - from < sliceMs) running = session.step(batch);
      batch = Math.min(2 * batch, 65_536);
      if (running) await turn();
      if (under.turn !== this.#newest) {
        session.free();
        return undefined;
      }
    }
    this.#kept?.session.free();
    this.#kept = { core, session };
    return session;
  }
}

function withoutView(text: string): string {
  const { view: _, ...rest } = JSON.parse(text) as { view?: unknown };
  return JSON.stringify(rest);
}
