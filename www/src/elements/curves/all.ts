// An answer for every run: asked for together, and told once all are there.

import type { Result } from '../../engine/client';
import type { Answer } from '../../panels/panel';

export type Telling<T> = Promise<Result<T | undefined>>;

/** An answer for every run, and the question that it belongs to. */
export interface Told<T> {
  readonly key: string;
  readonly runs: readonly T[];
}

/** Asks for every run; undefined until all answers to just this question are here, or to the last one that began alike. */
export function ofAll<T>(
  answer: Answer<Told<T>>,
  key: string,
  count: number,
  tell: (run: number) => Telling<T>,
  about?: string,
): readonly T[] | undefined {
  const told = answer.of(key, async () => {
    const runs: T[] = [];
    for (let run = 0; run < count; run++) {
      const result = await tell(run);
      if ('failed' in result) return result;
      // newer ones are on their way
      if (result.ok === undefined) return { ok: undefined };
      runs.push(result.ok);
    }
    return { ok: { key, runs } };
  });
  return told?.key === key || (about !== undefined && told?.key.startsWith(about)) ? told.runs : undefined;
}
