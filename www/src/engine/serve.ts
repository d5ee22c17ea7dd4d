// What a worker does: runs documents in slices of a few milliseconds, so that a newer request cancels an older one.

import { answer } from './calls';
import { type Result, toFailure } from './failure';
import type * as Wasm from './wasm/whole';
import type { Session, Summary, Surface } from './wasm/whole';

/** A document that was accepted, before its first update. */
export interface Opened {
  /** The canonical document. */
  readonly text: string;
  /** The document with every default written out. */
  readonly resolved: string;
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

export interface Grid {
  readonly domain: Float64Array;
  readonly columns: number;
  readonly rows: number;
}

const sliceMs = 6;
/** Updates between two looks at the clock: at first few, then what a slice can hold. */
const firstBatch = 256;

/** What can be asked of a worker. */
export interface EngineApi {
  /** The library of surfaces, once the engine stands. */
  start(module: WebAssembly.Module): Promise<Result<readonly Surface[]>>;
  /** Runs a document to its end; undefined when a newer document came in between. */
  run(text: string): Promise<Result<Finished | undefined>>;
  /** The heights of a document's surface at the middles of a grid's cells. */
  field(text: string, grid: Grid): Result<Float32Array>;
}

/** Answers with this engine. */
export function serve(wasm: typeof Wasm): void {
  let newest = 0;
  const api: EngineApi = {
    async start(module) {
      try {
        await wasm.default({ module_or_path: module });
        return { ok: wasm.surfaces() };
      } catch (error) {
        return { failed: toFailure(error) };
      }
    },

    async run(text) {
      newest += 1;
      const mine = newest;
      let session: Session | undefined;
      try {
        const opened = { text: wasm.parse(text), resolved: wasm.resolve(text) };
        session = new wasm.Session(text);
        let batch = firstBatch;
        for (let running = true; running; ) {
          const from = performance.now();
          while (running && performance.now() - from < sliceMs) running = session.step(batch);
          batch = Math.min(2 * batch, 65_536);
          if (running) await turn();
          if (mine !== newest) return { ok: undefined };
        }
        return { ok: finished(session, opened) };
      } catch (error) {
        return { failed: toFailure(error) };
      } finally {
        session?.free();
      }
    },

    field(text, { domain, columns, rows }) {
      let session: Session | undefined;
      try {
        session = new wasm.Session(text);
        return { ok: session.field(domain, columns, rows) };
      } catch (error) {
        return { failed: toFailure(error) };
      } finally {
        session?.free();
      }
    },
  };
  answer({ ...api });
}

function finished(session: Session, { text, resolved }: { text: string; resolved: string }): Finished {
  return {
    opened: { text, resolved, domain: session.domain(), minima: session.minima() },
    steps: session.steps,
    runs: Array.from({ length: session.runs }, (_, run) => ({
      path: session.path(run),
      loss: session.series(run, 'loss') ?? new Float64Array(),
      summary: session.summary(run),
    })),
    fingerprint: session.fingerprint(),
  };
}

const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

/** One turn of the message loop: what has arrived meanwhile is heard first. */
function turn(): Promise<void> {
  return new Promise((done) => {
    waiting.push(done);
    port2.postMessage(null);
  });
}
