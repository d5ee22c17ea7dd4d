// What a worker answers: it runs documents, and asks those that have come to their end.

import { answer } from './calls';
import { type Result, tried } from './failure';
import { Sessions } from './sessions';
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
  /** The height of the lowest of them; NaN where none is known. */
  readonly lowest: number;
}

/** One run, finished. */
export interface Trace {
  readonly path: Float64Array;
  readonly loss: Float64Array;
  readonly summary: Summary;
  /** Of networks: how they do on rows held out, after each epoch. */
  readonly held?: { readonly loss: Float64Array | undefined; readonly right: Float64Array | undefined };
  /** Of networks: where it was by the end of each epoch. */
  readonly places?: Places;
}

/** By each step, how much of something was behind; time in microseconds. */
export interface Places {
  readonly updates: Float64Array;
  readonly rows: Float64Array;
  readonly seconds: Float64Array;
}

/** A document, run to its end. */
export interface Finished {
  readonly opened: Opened;
  readonly steps: number;
  readonly runs: readonly Trace[];
  /** Of networks: the names of what there is after each epoch. */
  readonly series?: readonly string[];
  /** Of networks once all runs are at their ends, where it is not too much work. */
  readonly fingerprint: string;
}

/** What a finished session can be asked, by the names of its methods. */
export type Telling = Pick<
  Session,
  | 'arrival'
  | 'asked'
  | 'batch'
  | 'check'
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

/** What can be asked of a worker, by any of several figures. */
export interface EngineApi {
  /** The library of surfaces, once the engine stands. */
  start(module: WebAssembly.Module): Promise<Result<readonly Surface[]>>;
  /** Runs a document to its end; undefined when a newer document of the same figure came in between. */
  run(figure: number, text: string): Promise<Result<Finished | undefined>>;
  /** Reads a document of which only the view is another. */
  look(text: string): Promise<Result<Read>>;
  /** Asks a document's session once it has run to its end; undefined when a newer document came in between. */
  tell(figure: number, text: string, name: keyof Telling, given: readonly unknown[]): Promise<Result<unknown>>;
  /** A figure wants nothing any more. */
  leave(figure: number): void;
  /** Asks a document's session before its first step; it is not kept, and what runs goes on. */
  glance(text: string, name: keyof Telling, given: readonly unknown[]): Promise<Result<unknown>>;
}

/** Answers with this engine. */
export function serve(wasm: typeof Wasm): void {
  const figures = new Map<number, Sessions<Session>>();
  const sessionsOf = (figure: number) => {
    const sessions = figures.get(figure) ?? new Sessions((text) => new wasm.Session(text));
    figures.set(figure, sessions);
    return sessions;
  };
  const read = (text: string): Read => ({ text: wasm.parse(text), resolved: wasm.resolve(text) });

  const api: EngineApi = {
    start: (module) =>
      tried(async () => {
        await wasm.default({ module_or_path: module });
        return wasm.surfaces();
      }),

    run: (figure, given) =>
      tried(async () => {
        const opened = read(given);
        const session = await sessionsOf(figure).run(opened.text);
        return session && finished(session, opened);
      }),

    look: (given) => tried(async () => read(given)),

    tell: (figure, text, name, given) =>
      tried(async () => {
        const session = await sessionsOf(figure).of(text);
        return session && told(session, name, given);
      }),

    leave: (figure) => {
      figures.get(figure)?.close();
      figures.delete(figure);
    },

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

function told(session: Session, name: keyof Telling, given: readonly unknown[]): unknown {
  return (session[name] as (...given: readonly unknown[]) => unknown)(...given);
}

function finished(session: Session, read: Read): Finished {
  const minima = session.minima();
  const [x = Number.NaN, y = Number.NaN] = minima;
  const [lowest = Number.NaN] = session.field([x, x, y, y], 1, 1);
  return {
    opened: { ...read, domain: session.domain(), minima, lowest },
    steps: session.steps,
    runs: Array.from({ length: session.runs }, (_, run) => ({
      path: session.path(run),
      loss: session.series(run, 'loss') ?? new Float64Array(),
      summary: session.summary(run),
    })),
    fingerprint: session.fingerprint(),
  };
}
