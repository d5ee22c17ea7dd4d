// The same experiment as a program, in PyTorch or Keras: its heading, and everything in its place.

import { get, type Json, pointer } from '../../../../document/pointer';
import type { Written } from '../../code/program';
import { type Course, Plan, type Words } from './course';
import { kerasBlocks } from './keras';
import { torchBlocks } from './torch';

/** Writes the program, or says why there is none. */
export function program(library: 'torch' | 'keras', course: Course, words: Words): Written {
  const given = (get(course.document, pointer('given')) ?? {}) as Record<string, Json>;
  if (Object.values(given).some((value) => typeof value !== 'number')) return { why: words.net.drawn };
  const plan = new Plan(library, course, words);
  // rows are written once
  const split = JSON.stringify(plan.lesson(0).parts);
  const alike = plan.runs.filter((run) => JSON.stringify(plan.lesson(run).parts) === split);
  const blocks = library === 'torch' ? torchBlocks(plan, alike) : kerasBlocks(plan, alike);
  return { code: laidOut([heading(plan, alike), ...blocks].filter((lines) => lines.length > 0)) };
}

function heading(plan: Plan, alike: readonly number[]): string[] {
  const { course, runs } = plan;
  const { net } = plan.words;
  const names = course.runs.map(({ name }) => name);
  const field = (name: string) => get(course.document, pointer(name));
  const { inputs, layers } = plan.lesson(0);
  const lines = [
    net.title(names.join(', '), [inputs, ...layers.map(({ units }) => units)].join('-')),
    net.same,
    net.digits,
    ...runs.filter((run) => !alike.includes(run)).map((run) => net.leftOut(names[run] ?? '')),
    ...(Number(field('repeat') ?? 1) > 1 ? [net.seeds] : []),
    ...runs.flatMap((run) =>
      plan
        .changes(run)
        .left.map(({ at, place, value }) => net.leftChange(names[run] ?? '', at, place, JSON.stringify(value))),
    ),
  ];
  // what people wrote must not end its line
  return lines.map((line) => `# ${line.replace(/[\s\p{C}]+/gu, ' ').trim()}`);
}

/** Two empty lines around functions, one elsewhere. */
function laidOut(blocks: readonly (readonly string[])[]): string {
  const isOwn = (lines: readonly string[] | undefined) => /^(def|class) /.test(lines?.[0] ?? '');
  const gap = (k: number) => (isOwn(blocks[k]) || isOwn(blocks[k - 1]) ? '\n\n\n' : '\n\n');
  return `${blocks.map((lines, k) => (k === 0 ? '' : gap(k)) + lines.join('\n')).join('')}\n`;
}
