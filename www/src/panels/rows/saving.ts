// Rows as a CSV file to keep: every input, the target, and which part each row belongs to.

import type { Learner } from '../panel';

/** Numbers that are written between two looks at what else there is to do. */
const atOnce = 20_000;

export const splits = ['train', 'validation', 'test'] as const;

/** What is in the first line. */
export function headOf({ lesson }: Pick<Learner, 'lesson'>): string[] {
  const { width, names, image, numbers } = lesson;
  const input = (k: number) => names[k] ?? (image ? `pixel_${Math.floor(k / image[1])}_${k % image[1]}` : `x${k + 1}`);
  const targets = numbers && numbers > 1 ? Array.from({ length: numbers }, (_, k) => `target_${k + 1}`) : [];
  const target = lesson.classes === undefined ? 'target' : 'class';
  return [...Array.from({ length: width }, (_, k) => input(k)), ...(targets.length > 0 ? targets : [target]), 'split'];
}

/** Undefined where it is not wanted any more, or cannot be had; `tell` says how much is done, and whether to go on. */
export async function csvOf(learner: Learner, tell: (share: number) => boolean): Promise<Blob | undefined> {
  const { lesson } = learner;
  const { rows, width, numbers = 1 } = lesson;
  const [targets, ...parts] = await Promise.all([
    learner.ask('targets'),
    ...splits.map((_, part) => learner.ask('part', part)),
  ]);
  if (!('ok' in targets) || !targets.ok) return undefined;
  const split = new Uint8Array(rows);
  for (const [k, part] of parts.entries()) {
    if (!('ok' in part) || !part.ok) return undefined;
    for (const row of part.ok) split[row] = k;
  }
  const are = targets.ok;
  const target = (row: number) => {
    if (lesson.classes !== undefined) return quoted(lesson.class_names[are[row] ?? 0] ?? String(are[row]));
    return Array.from(are.slice(row * numbers, (row + 1) * numbers), digits).join(',');
  };
  const text = [`${headOf(learner).map(quoted).join(',')}\n`];
  const some = Math.max(1, Math.floor(atOnce / width));
  for (let first = 0; first < rows; first += some) {
    const count = Math.min(some, rows - first);
    const inputs = await learner.ask(
      'inputs',
      Uint32Array.from({ length: count }, (_, k) => first + k),
    );
    if (!('ok' in inputs) || !inputs.ok || !tell((first + count) / rows)) return undefined;
    let lines = '';
    for (let k = 0; k < count; k++) {
      const row = first + k;
      const own = Array.from(inputs.ok.subarray(k * width, (k + 1) * width), digits).join(',');
      lines += `${own},${target(row)},${splits[split[row] ?? 0]}\n`;
    }
    text.push(lines);
    await new Promise((next) => setTimeout(next));
  }
  return new Blob(text, { type: 'text/csv' });
}

/** In as few digits as give back the same number. */
export function digits(value: number): string {
  if (Number.isInteger(value)) return String(value + 0);
  for (let count = 6; count < 9; count++) {
    const text = Number(value.toPrecision(count));
    if (Math.fround(text) === value) return String(text);
  }
  return String(Number(value.toPrecision(9)));
}

/** A cell that holds what separates cells stands in quotes. */
function quoted(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
