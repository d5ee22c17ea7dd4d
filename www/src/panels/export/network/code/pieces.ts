// What programs in both libraries have in common: rows and first weights as literals, a plateau, and names of what is shared.

import { float } from '../../code/python';
import { short } from '../weights';
import { type Plan, rowsFile, weightsFile } from './course';

/** Texts as functions of a program: those that are alike are one, the others are numbered. */
export class Shared {
  #name: string;
  #all: string[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  /** What the one with this text is called. */
  called(text: string): string {
    let at = this.#all.indexOf(text);
    if (at < 0) at = this.#all.push(text) - 1;
    return at === 0 ? this.#name : `${this.#name}_${at + 1}`;
  }

  /** Each, with its name. */
  get all(): readonly (readonly [name: string, text: string])[] {
    return this.#all.map((text) => [this.called(text), text]);
  }
}

/** Numbers in lines that are not too long. */
export function listed(numbers: Iterable<number>, indent: number): string {
  const lines = [''];
  for (const value of numbers) {
    const next = `${Number.isInteger(value) && Math.abs(value) < 1e21 ? String(value + 0) : float(value)}, `;
    if ((lines.at(-1) ?? '').length + next.length > 96 - indent) lines.push('');
    lines[lines.length - 1] += next;
  }
  return lines.map((text) => `${' '.repeat(indent)}${text.trimEnd()}`).join('\n');
}

export function plateauLines(doc: string): string[] {
  return `class Plateau:
    """${doc}"""

    def __init__(self, by, patience, threshold, floor):
        self.by, self.patience, self.threshold, self.floor = by, patience, threshold, floor
        self.factor, self.best, self.bad = 1.0, None, 0

    def heard(self, loss):
        if self.best is None or loss < self.best - self.threshold * abs(self.best):
            self.best, self.bad = loss, 0
        else:
            self.bad += 1
        if self.bad > self.patience:
            self.factor, self.bad = max(self.floor, self.by * self.factor), 0`.split('\n');
}

/** What the rows are, and where. */
export function rowsComment({ course: { columns, rows }, words: { net } }: Plan): string {
  const names = columns.length > 12 ? [...columns.slice(0, 2), '…', ...columns.slice(-2, -1)] : columns.slice(0, -1);
  // what people call columns must not end the line
  const list = names.join(', ').replace(/[\s\p{C}]+/gu, ' ');
  return `# ${rows ? net.rows(list) : net.rowsFile(list, rowsFile)}`;
}

/** The parts that have rows: what their measures' names begin with, and their numbers. */
export function partsOf(plan: Plan): readonly (readonly [name: string, part: number])[] {
  const all = [
    ['', 0],
    ['validation_', 1],
    ['test_', 2],
  ] as const;
  return all.filter(([, part]) => plan.lesson(0).parts[part] > 0);
}

/** The rows of a part, number after number. */
export function rowsOf(plan: Plan, part: number): number[] {
  const { rows } = plan.course;
  const { width, classes, numbers = 1 } = plan.lesson(0);
  const each = classes ? 1 : numbers;
  const all: number[] = [];
  for (const [row, of] of rows?.held.entries() ?? []) {
    if (of !== part) continue;
    for (let k = 0; k < width; k++) all.push(short(rows?.inputs[row * width + k] ?? 0));
    for (let k = 0; k < each; k++) all.push(rows?.targets[row * each + k] ?? 0);
  }
  return all;
}

export function weightsComment({ course, words: { net } }: Plan): string {
  return `# ${course.runs.some(({ first }) => !first) ? net.weightsFile(weightsFile) : net.weights}`;
}

/** First weights: written out, or read from the file that has those of all runs. */
export function firstText(plan: Plan, run: number): string {
  const first = plan.course.runs[run]?.first;
  if (!first) return `json.load(open("${weightsFile}"))[${plan.origin(run)}]`;
  const layers = first.map(({ weights, bias }) =>
    [
      '    {',
      '        "weights": [',
      ...weights.map((row) => `            ${list(row, 12)},`),
      '        ],',
      `        "bias": ${list(bias, 8)},`,
      '    },',
    ].join('\n'),
  );
  return `[\n${layers.join('\n')}\n]`;
}

/** In one line where that fits. */
function list(numbers: readonly number[], indent: number): string {
  const lines = listed(numbers, indent + 4);
  return lines.includes('\n') ? `[\n${lines}\n${' '.repeat(indent)}]` : `[${lines.trim().replace(/,$/, '')}]`;
}
