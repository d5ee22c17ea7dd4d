// The steps of a run as CSV, gathered piece by piece so that the engine stays free for what is newer.

import type { Host } from '../panel';

/** Steps asked for at once: a few hundredths of a second of the engine's time. */
const atOnce = 500;

/** All steps from `first` to `last` under one row of names; undefined where the document changed meanwhile. */
export async function steps(
  host: Host,
  run: number,
  first: number,
  last: number,
  heard: (share: number) => void,
): Promise<Blob | undefined> {
  const text = host.finished?.opened.text;
  const parts: string[] = [];
  for (let from = first; from <= last; from += atOnce) {
    const result = await host.tell('table', run, from, Math.min(last, from + atOnce - 1));
    if ('failed' in result || result.ok === undefined || host.finished?.opened.text !== text) return undefined;
    const rows = result.ok;
    parts.push(from === first ? rows : rows.slice(rows.indexOf('\n') + 1));
    heard((from + atOnce - first) / (last - first + 1));
  }
  return new Blob(parts, { type: 'text/csv' });
}

/** Copies what is still being gathered: the browser wants to be asked while the press is fresh. False where it refuses. */
export async function copy(text: Promise<Blob>): Promise<boolean> {
  try {
    const plain = text.then((blob) => new Blob([blob], { type: 'text/plain' }));
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': plain })]);
    return true;
  } catch {
    return false;
  }
}
