// What a worker does: runs documents in slices of a few milliseconds, so that a newer request cancels an older one.

import { answer } from './calls';
import { type Result, toFailure } from './failure';
import { turn } from './turn';
import type * as Wasm from './wasm/whole';
import type { Session, Summary, Surface } from './wasm/whole';

/** A document that was accepted. */
export interface Read {
  /** The canonical document. */
  readonly text: string;
  /** The document with every default written out. */
  readonly resolved: string;
}

/** The same before its first update. */
export interface Opened extends Read {
  /** The part of the plane that is worth seeing. */
  readonly domain: Float64Array;
  readonly minima: Float64Array;
}

/** One run, finished. */
export interface Trace {
  readonly path: Float64Array;
  readonly loss: Float64Array;
  readonly summary: Summary;
}

/** A document, run to its end. */
export interface Finished {
  readonly opened: Opened;
  readonly steps: number;
  readonly runs: readonly Trace[];
  readonly fingerprint: string;
}

/** What a finished session can be asked, by the names of its methods. */
export type Telling = Pick<
  Session,
  | 'arrival'
  | 'batch'
  | 'columns'
  | 'distances'
  | 'evaluations'
  | 'field'
  | 'fitted'
  | 'formulas'
  | 'moment'
  | 'probe'
  | 'rates'
  | 'result'
  | 'rule'
  | 'series'
  | 'slopes'
  | 'sources'
  | 'spread'
  | 'summary'
  | 'table'
  | 'worked'
>;

const sliceMs = 6;
/** Updates between two looks at the clock: at first few, then what a slice can hold. */
const firstBatch = 256;

/** What can be asked of a worker. */
export interface EngineApi {
  /** The library of surfaces, once the engine stands. */
  start(module: WebAssembly.Module): Promise<Result<readonly Surface[]>>;
  /** Runs a document to its end; undefined when a newer document came in between. */
  run(text: string): Promise<Result<Finished | undefined>>;
  /** Reads a document of which only the view is another. */
  look(text: string): Promise<Result<Read>>;
  /** Asks a document's session once it has run to its end; undefined when a newer document came in between. */
  tell(text: string, name: keyof Telling, given: readonly unknown[]): Promise<Result<unknown>>;
  /** Asks a document's session before its first step; it is not kept, and what runs goes on. */
  glance(text: string, name: keyof Telling, given: readonly unknown[]): Promise<Result<unknown>>;
}

/** Answers with this engine. */
export function serve(wasm: typeof Wasm): void {
  let newest = 0;
  /** The last session that came to its end, of a document without its view: that changes nothing of it. */
  let kept: { readonly core: string; readonly session: Session } | undefined;

  /** Runs to the end, or takes what has run already; undefined when a newer document came in between. */
  async function ran(text: string): Promise<Session | undefined> {
    newest += 1;
    const mine = newest;
    const core = withoutView(text);
    if (kept?.core === core) return kept.session;
    const session = new wasm.Session(text);
    let batch = firstBatch;
    for (let running = true; running; ) {
      const from = performance.now();
      while (running && performance.now() - from < sliceMs) running = session.step(batch);
      batch = Math.min(2 * batch, 65_536);
      if (running) await turn();
      if (mine !== newest) {
        session.free();
        return undefined;
      }
    }
    kept?.session.free();
    kept = { core, session };
    return session;
  }

  const read = (text: string): Read => ({ text: wasm.parse(text), resolved: wasm.resolve(text) });

  const api: EngineApi = {
    start: (module) =>
      tried(async () => {
        await wasm.default({ module_or_path: module });
        return wasm.surfaces();
      }),

    run: (given) =>
      tried(async () => {
        const opened = read(given);
        const session = await ran(opened.text);
        return session && finished(session, opened);
      }),

    look: (given) => tried(async () => read(given)),

    tell: (text, name, given) =>
      tried(async () => {
        const session = kept?.core === withoutView(text) ? kept.session : await ran(text);
        return session && told(session, name, given);
      }),

    glance: (text, name, given) =>
      tried(async () => {
        const session = new wasm.Session(text);
        const answer = told(session, name, given);
        session.free();
        return answer;
      }),
  };
  answer({ ...api });
}

async function tried<T>(question: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: await question() };
  } catch (error) {
    return { failed: toFailure(error) };
  }
}

function told(session: Session, name: keyof Telling, given: readonly unknown[]): unknown {
  return (session[name] as (...given: readonly unknown[]) => unknown)(...given);
}

function withoutView(text: string): string {
  const { view: _, ...rest } = JSON.parse(text) as { view?: unknown };
  return JSON.stringify(rest);
}

function finished(session: Session, read: Read): Finished {
  return {
    opened: { ...read, domain: session.domain(), minima: session.minima() },
    steps: session.steps,
    runs: Array.from({ length: session.runs }, (_, run) => ({
      path: session.path(run),
      loss: session.series(run, 'loss') ?? new Float64Array(),
      summary: session.summary(run),
    })),
    fingerprint: session.fingerprint(),
  };
}
