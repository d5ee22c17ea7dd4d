// Files of rows, before a document names them: looked at in a worker, so that the page never waits for a large one.

import { failure, type Result } from './failure';
import { studies } from './networks';
import type { Sighted, TableLook } from './serve-train';

export type { Sighted, TableLook } from './serve-train';
export type { FileSight } from './wasm/train';

/** Larger ones hold more than any network here could learn from. */
export const mostBytes = 128 << 20;

/** What a file is, its hash, and its bytes. */
export async function sight(file: File): Promise<Result<Sighted>> {
  if (file.size > mostBytes) return { failed: failure('file_size', `${file.name} is too large`) };
  return studies.during(() => studies.ask(0, (api) => api.sight(file)));
}

/** The rows of a table: `target` counts from 1, `numbers` says what the numbers of that column are. */
export function tableOf(
  file: File,
  target: number,
  numbers: boolean | undefined,
  scaled: boolean,
): Promise<Result<TableLook>> {
  return studies.during(() => studies.ask(0, (api) => api.table(file, target, numbers, scaled)));
}
