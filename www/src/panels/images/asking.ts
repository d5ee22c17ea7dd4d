// Questions of the panel of pictures, and answers that belong together.

import { get, pointer } from '../../document/pointer';
import { choiceAt } from '../../document/runs';
import type { Result } from '../../engine/client';
import type { Host, Learner } from '../panel';
import { shown } from '../parts/shown';
import type { Size } from './picture';

/** Some rows: their pictures, what they are, and what the network says of each. */
export interface Shown {
  /** Which data they are of. */
  readonly of: string;
  readonly rows: Uint32Array;
  readonly pixels: Float32Array;
  readonly outputs: Float32Array;
}

export function imageOf({ lesson }: Learner): Size | undefined {
  return lesson.image ?? undefined;
}

/** What all rows are: classes, by their numbers. */
export interface Targets {
  readonly of: string;
  readonly are: ArrayLike<number>;
}

/** Names the rows: they are the same while this is. */
export function dataKey({ finished }: Host, { run }: Learner): string {
  const document = finished ? shown(finished) : null;
  const task = (name: string) => get(document, pointer('task', 'network', name)) ?? null;
  return JSON.stringify([task('data'), task('test'), task('validation'), get(document, '/seed') ?? null, run]);
}

export function kindOf({ finished }: Host): string {
  return choiceAt(finished ? shown(finished) : null, pointer('task', 'network', 'data')).kind;
}

/** Some rows with what is said of them; nothing of what is here no more. */
export async function ask(learner: Learner, of: string, rows: Uint32Array): Promise<Result<Shown | undefined>> {
  const [pixels, outputs] = await Promise.all([learner.ask('inputs', rows), learner.ask('says', rows, learner.epoch)]);
  if ('failed' in pixels) return pixels;
  if ('failed' in outputs) return outputs;
  return { ok: pixels.ok && outputs.ok && { of, rows, pixels: pixels.ok, outputs: outputs.ok } };
}

export async function askTargets(learner: Learner, of: string): Promise<Result<Targets | undefined>> {
  const targets = await learner.ask('targets');
  return 'ok' in targets ? { ok: targets.ok && { of, are: targets.ok } } : targets;
}
