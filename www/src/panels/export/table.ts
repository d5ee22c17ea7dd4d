// The paths as rows: a step a row, as CSV and as JSON; made in pieces, so that the page stays awake.

export interface Told {
  readonly name: string;
  readonly path: ArrayLike<number>;
  readonly loss: ArrayLike<number>;
  /** Of the update that leads on from a step; none at the end. */
  readonly lr: ArrayLike<number>;
  readonly gradientNorm: ArrayLike<number>;
}

export const columns = ['run', 'step', 'x', 'y', 'f', 'lr', 'gradient_norm'] as const;

export type Cell = string | number | undefined;

function* rows(runs: readonly Told[]): Generator<readonly Cell[]> {
  for (const { name, path, loss, lr, gradientNorm } of runs) {
    for (let k = 0; k < loss.length; k++)
      yield [name, k, path[2 * k], path[2 * k + 1], loss[k], lr[k], gradientNorm[k]];
  }
}

/** RFC 4180: commas, quotes where needed, lines that end as the standard says. */
export function line(cells: readonly Cell[]): string {
  const cell = (value: Cell) => {
    const text = value === undefined ? '' : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${cells.map(cell).join(',')}\r\n`;
}

export function* csv(runs: readonly Told[]): Generator<string> {
  yield line(columns);
  for (const row of rows(runs)) yield line(row);
}

/** A list with an object a step. */
export function* json(runs: readonly Told[]): Generator<string> {
  let before = '[\n';
  for (const row of rows(runs)) {
    const entries = columns.map((name, k) => `"${name}": ${JSON.stringify(row[k] ?? null)}`);
    yield `${before}{${entries.join(', ')}}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

const sliceMs = 8;

/** All of it as a file, in slices of a few milliseconds. */
export async function file(parts: Iterable<string>, type: string): Promise<Blob> {
  const blobs: Blob[] = [];
  let [now, from] = [[] as string[], performance.now()];
  for (const part of parts) {
    now.push(part);
    if (now.length % 256 !== 0 || performance.now() - from < sliceMs) continue;
    blobs.push(new Blob([now.join('')]));
    await new Promise((done) => setTimeout(done));
    [now, from] = [[], performance.now()];
  }
  return new Blob([...blobs, now.join('')], { type });
}
