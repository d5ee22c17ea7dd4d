// Rows as a file to keep.

import type { Columns } from './scatter';

/** Rows that are written between two looks at what else there is to do. */
const atOnce = 2000;

/** CSV with a header, every digit of every number. */
export async function csvOf(columns: Columns): Promise<Blob> {
  const parts = [`${columns.map(([name]) => name).join(',')}\n`];
  const rows = columns[0]?.[1].length ?? 0;
  for (let first = 0; first < rows; first += atOnce) {
    let part = '';
    for (let row = first; row < Math.min(rows, first + atOnce); row++) {
      part += `${columns.map(([, values]) => String((values[row] ?? 0) + 0)).join(',')}\n`;
    }
    parts.push(part);
    await new Promise((next) => setTimeout(next));
  }
  return new Blob(parts, { type: 'text/csv' });
}

export async function save(columns: Columns): Promise<void> {
  const address = URL.createObjectURL(await csvOf(columns));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'rows.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
