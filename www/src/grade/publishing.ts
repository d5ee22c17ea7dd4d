// Making the two files of an exercise, in a worker of those that grade.

import { engineAt } from '../engine/load';
import { Pool } from '../engine/pool';
import gradeUrl from '../engine/wasm/grade_bg.wasm?url';
import type { GradeApi } from './serve';
import address from './worker?worker&url';

const pool = new Pool<GradeApi>(address, engineAt(gradeUrl));

/** `parts` are the answers and the rules that no link holds; the salt is 32 hexadecimal digits. */
export function publish(document: string, parts: unknown, salt: string) {
  const bytes = Uint8Array.from(salt.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return pool.during(() => pool.ask(0, (api) => api.publish(document, JSON.stringify(parts), bytes)));
}
