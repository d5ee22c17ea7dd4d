// What a program is written of, asked of the runs that learn.

import type { Json } from '../../../../document/pointer';
import type { Learner } from '../../../panel';
import { columnsOf, partsOf } from '../rows';
import { short, type Values } from '../weights';
import type { Course } from './course';

/** More numbers than these are read from files. */
const [mostRows, mostWeights] = [4000, 1500];

type Asked = Pick<Learner, 'lesson' | 'isPlane' | 'pupils' | 'ask' | 'askOf'>;

/** The first weights of all runs, as JSON. */
export async function firsts(learner: Asked): Promise<string[] | undefined> {
  const all: string[] = [];
  for (const { name } of learner.pupils) {
    const told = await learner.askOf(name, 'values', 0);
    if (!('ok' in told && told.ok)) return undefined;
    all.push(told.ok);
  }
  return all;
}

/** All that a program is written of; undefined where another document came in between. */
export async function courseOf(learner: Asked, document: Json, names: readonly string[]): Promise<Course | undefined> {
  const { lesson, pupils, isPlane } = learner;
  const sizes = pupils.map(({ progress }) => progress.parameters);
  const isWritten = sizes.every((size) => size <= mostWeights);
  const all = isWritten ? await firsts(learner) : [];
  if (!all) return undefined;
  const first = (run: number) => (isWritten ? shortened(JSON.parse(all[run] ?? '[]') as Values[]) : undefined);
  const each = lesson.width + (lesson.numbers ?? 1);
  const rows = lesson.rows * each <= mostRows ? await rowsOf(learner) : undefined;
  if (rows === null) return undefined;
  return {
    document,
    isPlane,
    columns: columnsOf(lesson, isPlane),
    runs: pupils.map((pupil, run) => ({ name: names[run] ?? '', lesson: pupil.lesson, first: first(run) })),
    rows,
  };
}

async function rowsOf(learner: Asked): Promise<Course['rows'] | null> {
  const every = Uint32Array.from({ length: learner.lesson.rows }, (_, row) => row);
  const [inputs, targets, held] = await Promise.all([
    learner.ask('inputs', every),
    learner.ask('targets'),
    partsOf(learner),
  ]);
  if (!('ok' in inputs && inputs.ok && 'ok' in targets && targets.ok && held)) return null;
  const isClasses = learner.lesson.classes !== undefined;
  return {
    inputs: inputs.ok,
    targets: isClasses ? targets.ok : [...targets.ok].map(short),
    held,
  };
}

/** In as few digits as say the same. */
function shortened(values: readonly Values[]): Values[] {
  return values.map(({ weights, bias }) => ({ weights: weights.map((row) => row.map(short)), bias: bias.map(short) }));
}
