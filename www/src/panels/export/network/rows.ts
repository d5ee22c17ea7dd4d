// The rows as a file that a program reads: inputs as the data have them, what should come out, and what each row is for.

import type { Lesson } from '../../../engine/serve-train';
import type { Learner } from '../../panel';
import { type Cell, line } from '../table';
import { short } from './weights';

type Asked = Pick<Learner, 'lesson' | 'isPlane' | 'ask'>;

/** More numbers than this are no table. */
export const mostNumbers = 16_000_000;
/** Rows that are asked for at once. */
const atOnce = 500;

/** What the columns are called. */
export function columnsOf({ width, names, classes, numbers = 1 }: Lesson, isPlane: boolean): string[] {
  const inputs = Array.from(
    { length: width },
    (_, k) => names[k]?.replace(/[\s\p{C}]+/gu, ' ') ?? (isPlane ? ['x', 'y'][k] : undefined) ?? `x${k + 1}`,
  );
  const targets = classes
    ? ['class']
    : Array.from({ length: numbers }, (_, k) => (numbers > 1 ? `target${k + 1}` : 'target'));
  return [...inputs, ...targets, 'part'];
}

/** All rows in their order; `told` hears the share that is done, and says whether to go on. Undefined where it ended early. */
export async function rowsCsv(learner: Asked, told: (share: number) => boolean): Promise<Blob | undefined> {
  const { lesson, isPlane } = learner;
  const [targets, held] = await Promise.all([learner.ask('targets'), partsOf(learner)]);
  if (!('ok' in targets && targets.ok && held)) return undefined;
  const { width, rows, classes, numbers = 1 } = lesson;
  const each = classes ? 1 : numbers;
  const parts: BlobPart[] = [line(columnsOf(lesson, isPlane))];
  for (let from = 0; from < rows; from += atOnce) {
    if (!told(from / rows)) return undefined;
    const some = Uint32Array.from({ length: Math.min(atOnce, rows - from) }, (_, k) => from + k);
    const inputs = await learner.ask('inputs', some);
    if (!('ok' in inputs && inputs.ok)) return undefined;
    let text = '';
    for (const [k, row] of some.entries()) {
      const cells: Cell[] = [...inputs.ok.subarray(k * width, (k + 1) * width)].map(short);
      for (const target of targets.ok.subarray(row * each, (row + 1) * each))
        cells.push(classes ? target : short(target));
      text += line([...cells, held[row]]);
    }
    parts.push(new Blob([text]));
    await new Promise((next) => setTimeout(next));
  }
  return new Blob(parts, { type: 'text/csv' });
}

/** Of each row whether it is to train on (0), for choosing (1) or for the test (2). */
export async function partsOf({ ask, lesson }: Pick<Learner, 'ask' | 'lesson'>): Promise<Uint8Array | undefined> {
  const held = new Uint8Array(lesson.rows);
  for (const part of [1, 2]) {
    if (!lesson.parts[part]) continue;
    const rows = await ask('part', part);
    if (!('ok' in rows && rows.ok)) return undefined;
    for (const row of rows.ok) held[row] = part;
  }
  return held;
}
