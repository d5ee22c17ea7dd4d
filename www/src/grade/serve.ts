// What a worker of graders does: reads files, judges pieces of them, and makes the report. Bytes in, texts out.

import { answer } from '../engine/calls';
import { type Result, tried } from '../engine/failure';
import type * as Wasm from '../engine/wasm/grade';
import type { Grading, Report } from '../engine/wasm/grade';
import { say } from '../text/ko-engine';

export type { Report } from '../engine/wasm/grade';

/** An exercise, with the teacher's key and the list of a course where they are there. */
export interface Course {
  readonly exercise: string;
  readonly key: string | undefined;
  readonly roster: Uint8Array | undefined;
  /** Files that the exercise names. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export interface GradeApi {
  start(module: WebAssembly.Module): Promise<Result<undefined>>;
  /** What a text is: an exercise, a key, something handed in. */
  kind(text: string): Promise<Result<string | undefined>>;
  /** Takes a course; how many students it has, and which files it still wants. */
  begin(course: Course): Promise<Result<{ readonly students: number; readonly wants: readonly string[] }>>;
  /** Makes the two files of an exercise. */
  publish(
    document: string,
    parts: string,
    salt: Uint8Array,
  ): Promise<Result<{ readonly document: string; readonly key: string }>>;
  /** What is in a file, piece by piece. */
  pieces(name: string, bytes: Uint8Array): Promise<Result<readonly string[]>>;
  /** Judges pieces, one after the other. */
  judge(pieces: readonly string[]): Promise<Result<readonly string[]>>;
  /** The report of all that was judged; in Korean with Korean sentences. */
  report(judged: readonly string[], korean: boolean, site: string | undefined): Promise<Result<Report>>;
}

export function serveGrading(wasm: typeof Wasm): void {
  let grading: Grading | undefined;
  const begun = (): Grading => {
    if (!grading) throw new Error('no exercise was given');
    return grading;
  };
  const api: GradeApi = {
    start: (module) => tried(async () => void (await wasm.default({ module_or_path: module }))),
    kind: (text) => tried(() => wasm.kind(text)),
    begin: ({ exercise, key, roster, files }) =>
      tried(() => {
        const next = new wasm.Grading(exercise, key, roster);
        grading?.free();
        grading = next;
        for (const [name, bytes] of files) next.put(name, bytes);
        return { students: next.students, wants: next.wants().filter((name) => !files.has(name)) };
      }),
    publish: (given, parts, salt) =>
      tried(() => {
        const [document = '', key = ''] = wasm.publish(given, parts, salt);
        return { document, key };
      }),
    pieces: (name, bytes) => tried(() => begun().pieces(name, bytes)),
    judge: (pieces) => tried(() => pieces.flatMap((piece) => begun().judge(piece) ?? [])),
    report: (judged, korean, site) =>
      tried(() =>
        begun().report([...judged], korean, site, (code, params, message) => {
          return (korean && say(JSON.parse(code), JSON.parse(params))) || message;
        }),
      ),
  };
  answer({ ...api });
}
