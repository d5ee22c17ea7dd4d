// What is asked of whoever grades, while an exercise is set.

import type { Json } from '../../document/pointer';
import type { Problem } from '../../engine/client';
import type { Result } from '../../engine/failure';
import type { Verdict } from './exercise';

/** What no link holds: the right answers by question, and the rules that are to be found. */
export interface Parts {
  readonly answers: readonly Json[];
  readonly references: readonly { readonly run: number; readonly optimizer: Json }[];
}

/** The two files of an exercise, as JSON texts. */
export interface Published {
  readonly document: string;
  readonly key: string;
}

export interface Grader {
  /** How the goals stand in what is shown; undefined where nobody can say yet. */
  judge(): Promise<readonly Verdict[] | undefined>;
  /** What the exercise that this document is, is for a student. */
  asked(document: string, student: string): Promise<Result<Problem>>;
  /** The salt is 32 hexadecimal digits. */
  publish(document: string, parts: Parts, salt: string): Promise<Result<Published>>;
}
