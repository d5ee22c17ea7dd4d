// A table of numbers as people have it: separated by comma, semicolon or tab, with or without a header.

/** What was read: columns by name, and what was not. */
export interface Table {
  readonly names: readonly string[];
  readonly columns: readonly (readonly number[])[];
  /** What became of names that formulas could not know. */
  readonly renamed: readonly (readonly [from: string, to: string])[];
  /** Columns that hold hardly any numbers. */
  readonly left: readonly string[];
  /** Rows that were left out, with the first reason of each. */
  readonly skipped: readonly Wrong[];
}

/** What is wrong, and where: lines and columns are counted from 1, columns in letters. */
export interface Wrong {
  readonly kind: 'large' | 'empty' | 'open' | 'after' | 'columns' | 'numbers' | 'cells' | 'cell' | 'missing';
  readonly line: number;
  readonly column: number;
  /** What was found, or how much, and what would have been right. */
  readonly found: string;
  readonly wanted: string;
}

/** The document's limits: a table of more letters would hardly fit into one. */
export const limits = { letters: 1 << 18, columns: 16 };

interface Cell {
  readonly text: string;
  readonly column: number;
}

interface Row {
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** `taken` are names that formulas know already. */
export function readTable(text: string, taken: ReadonlySet<string>): Table | { readonly wrong: Wrong } {
  if (text.length > limits.letters) return { wrong: large(text.length) };
  const bare = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(bare);
  const all = rowsOf(bare, separator);
  if ('wrong' in all) return all;
  const [first] = all.rows;
  if (!first) return { wrong: { kind: 'empty', line: 1, column: 1, found: '', wanted: '' } };

  const number = numbers(separator);
  const header = first.cells.some(({ text: cell }) => cell !== '' && number(cell) === undefined);
  const rows = header ? all.rows.slice(1) : all.rows;
  const values = rows.map(({ cells }) => cells.map(({ text: cell }) => number(cell)));
  const width = first.cells.length;
  const titles = first.cells.map(({ text: cell }) => (header ? cell : ''));
  // what is beside the numbers, such as the rows' names, is left; a few cells that are none only cost their rows
  const share = (k: number) => values.filter((row) => row[k] !== undefined).length;
  const places = [...titles.keys()].filter((k) => 2 * share(k) > rows.length);
  const left = titles.filter((title, k) => !places.includes(k) && title !== '');
  const at = { line: first.line, column: 1 };
  if (places.length > limits.columns) {
    return { wrong: { kind: 'columns', ...at, found: String(places.length), wanted: String(limits.columns) } };
  }

  const skipped: Wrong[] = [];
  const columns: number[][] = places.map(() => []);
  for (const [r, row] of rows.entries()) {
    const read = values[r] ?? [];
    const bad = places.find((k) => read[k] === undefined);
    if (row.cells.length !== width) skipped.push(badLength(row, width));
    else if (bad !== undefined) skipped.push(badCell(row, bad));
    else for (const [n, k] of places.entries()) columns[n]?.push(read[k] ?? 0);
  }
  if (!columns[0]?.length) {
    return { wrong: skipped[0] ?? { kind: 'numbers', ...at, found: first.cells[0]?.text ?? '', wanted: '' } };
  }
  const { names, renamed } = named(
    places.map((k) => titles[k] ?? ''),
    taken,
  );
  return { names, columns, renamed, left, skipped };
}

export function large(letters: number): Wrong {
  return { kind: 'large', line: 1, column: 1, found: String(letters), wanted: String(limits.letters) };
}

function badLength({ line, cells }: Row, width: number): Wrong {
  return { kind: 'cells', line, column: 1, found: String(cells.length), wanted: String(width) };
}

function badCell({ line, cells }: Row, bad: number): Wrong {
  const { text, column } = cells[bad] ?? { text: '', column: 1 };
  return { kind: text ? 'cell' : 'missing', line, column, found: text, wanted: '' };
}

/** The separator that the first lines agree on: a tab or semicolon anywhere outside quotes means that commas are decimal. */
function separatorOf(text: string): string {
  const start = text.slice(0, 4096).replace(/"[^"]*"/g, '');
  return start.includes('\t') ? '\t' : start.includes(';') ? ';' : ',';
}

/** The number that a cell holds. Decimal commas are read where commas do not separate. */
function numbers(separator: string): (cell: string) => number | undefined {
  return (cell) => {
    const clean = cell.replace(/^−/, '-');
    const plain = separator === ',' ? clean : clean.replace(/^([+-]?\d*),(\d+)/, '$1.$2');
    if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return undefined;
    const value = Number(plain);
    return Number.isFinite(value) ? value + 0 : undefined;
  };
}

/** Lines cut into cells; a quoted cell may hold separators, line ends and, twice, quotes. */
function rowsOf(text: string, separator: string): { readonly rows: Row[] } | { readonly wrong: Wrong } {
  const rows: Row[] = [];
  let [at, line, lineStart] = [0, 1, 0];
  const wrong = (kind: Wrong['kind'], place: number, found: string) => ({
    wrong: { kind, line, column: place - lineStart + 1, found, wanted: '' },
  });
  const lineEnd = () => (text.startsWith('\r\n', at) ? 2 : text[at] === '\n' || text[at] === '\r' ? 1 : 0);
  const skip = (pattern: RegExp) => {
    pattern.lastIndex = at;
    pattern.test(text);
    at = pattern.lastIndex;
  };
  const space = separator === '\t' ? / */y : /[ \t]*/y;
  const cellEnd = new RegExp(`[^${separator}\\r\\n]*`, 'y');

  while (at < text.length) {
    const row = { line, cells: [] as Cell[] };
    for (;;) {
      skip(space);
      const [start, column] = [at, at - lineStart + 1];
      if (text[at] === '"') {
        let cell = '';
        for (;;) {
          const close = text.indexOf('"', at + 1);
          if (close < 0) return wrong('open', start, '');
          cell += text.slice(at + 1, close);
          at = close + 1;
          if (text[at] !== '"') break;
          cell += '"';
        }
        const inner = cell.split(/\r\n|\r|\n/);
        if (inner.length > 1) {
          line += inner.length - 1;
          lineStart = at - 1 - (inner.at(-1)?.length ?? 0);
        }
        skip(space);
        if (at < text.length && text[at] !== separator && !lineEnd()) return wrong('after', at, text[at] ?? '');
        row.cells.push({ text: cell.trim(), column });
      } else {
        skip(cellEnd);
        row.cells.push({ text: text.slice(start, at).trim(), column });
      }
      if (text[at] !== separator) break;
      at++;
    }
    if (row.cells.some(({ text: cell }) => cell !== '')) rows.push(row);
    at += lineEnd();
    line++;
    lineStart = at;
  }
  return { rows };
}

/** Names that formulas can know: letters, digits and _, each once, and none that means something already. */
function named(titles: readonly string[], taken: ReadonlySet<string>): Pick<Table, 'names' | 'renamed'> {
  const names: string[] = [];
  const renamed: [string, string][] = [];
  const free = (name: string) => !taken.has(name) && !names.includes(name);
  for (const [k, title] of titles.entries()) {
    const letters = title
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/[^A-Za-z0-9]+/g, '_')
      .replace(/^[_0-9]+|_+$/g, '')
      .slice(0, 28);
    const own = letters || (titles.length > 3 ? `c${k + 1}` : (['u', 'v', 'w'][k] ?? ''));
    let name = own;
    for (let n = 1; !free(name); n++) name = own + n;
    names.push(name);
    if (title && title !== name) renamed.push([title, name]);
  }
  return { names, renamed };
}
