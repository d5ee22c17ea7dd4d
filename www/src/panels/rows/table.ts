// A table that was handed in: which column is to be learned and as what, and how it becomes data: in the document where it
// is small, else beside it.

import { html, nothing, type TemplateResult } from 'lit';
import { choice } from '../../controls/choice';
import type { Json } from '../../document/pointer';
import { keep } from '../../engine/files';
import { type TableLook, tableOf } from '../../engine/tables';
import type { Host } from '../panel';
import { withData } from '../parts/lesson';
import type { Found, Taking } from './taking';
import { type Rows, rowsData } from './task';
import { rowsWords } from './words';

type Kind = '' | 'classes' | 'numbers';

/** More numbers are not even tried to be put into a document. */
const mostNumbers = 60_000;
const held = { test: 0.2, validation: 0 };

export class TableChoice {
  #host: Host;
  #taking: Taking;
  #of: Found | undefined;
  #target = 0;
  #kind: Kind = '';
  #busy = false;
  /** What came of it, or what was wrong. */
  #said: { readonly text: string; readonly wrong: boolean } | undefined;

  constructor(host: Host, taking: Taking) {
    this.#host = host;
    this.#taking = taking;
  }

  render(): TemplateResult | typeof nothing {
    const { table } = this.#taking;
    if (!table || !('table' in table.sight)) return nothing;
    const words = rowsWords[this.#host.words.tag];
    const { columns, rows, header } = table.sight.table;
    if (this.#of !== table) {
      [this.#of, this.#target, this.#kind, this.#said] = [table, columns.length, '', undefined];
    }
    const column = columns[this.#target - 1];
    const change = (set: () => void) => {
      set();
      this.#said = undefined;
      this.#host.update();
    };
    return html`<div class="table-choice">
      <p data-help="rows-read">${words.tableRead(table.file.name, rows, columns.length, header)}</p>
      <div class="map-settings">
        ${choice({
          label: words.target,
          about: 'rows-target',
          value: String(this.#target),
          options: columns.map(({ name }, k) => ({ value: String(k + 1), text: name || String(k + 1) })),
          change: (to) =>
            change(() => {
              [this.#target, this.#kind] = [Number(to), ''];
            }),
        })}
        ${
          column?.number
            ? choice({
                label: words.as,
                about: 'rows-as',
                value: this.#kind,
                options: (['', 'classes', 'numbers'] as const).map((value) => ({ value, text: words.kinds[value] })),
                change: (to) =>
                  change(() => {
                    this.#kind = to as Kind;
                  }),
              })
            : html`<span class="note" data-help="rows-as">${words.texts(column?.texts ?? 0)}</span>`
        }
      </div>
      <button class="word main-word" type="button" data-help="rows-use" ?disabled=${this.#busy} @click=${() => void this.#use(table)}>${words.use}</button>
      ${this.#said ? html`<p class=${this.#said.wrong ? 'wrong' : 'note'} role=${this.#said.wrong ? 'alert' : 'status'}>${this.#said.text}</p>` : nothing}
    </div>`;
  }

  async #use(table: Found): Promise<void> {
    if (this.#busy || !('table' in table.sight)) return;
    const words = rowsWords[this.#host.words.tag];
    const { rows, columns, header } = table.sight.table;
    const [target, kind] = [this.#target, this.#kind];
    this.#busy = true;
    this.#said = undefined;
    this.#host.update();
    const numbers = kind === '' ? undefined : kind === 'numbers';
    const small = rows * columns.length <= mostNumbers;
    const read = small ? await tableOf(table.file, target, numbers, true) : undefined;
    const raw = read && 'ok' in read && read.ok.width === 2 ? await tableOf(table.file, target, numbers, false) : read;
    this.#busy = false;
    if (raw && 'failed' in raw) this.#said = { text: this.#taking.why(raw.failed), wrong: true };
    else {
      const own = raw && rowsOf(raw.ok);
      const data = own && rowsData(own);
      if (raw && data) {
        withData(this.#host, data, held);
        const named = header || (!!raw.ok.classes && raw.ok.names.some((name, k) => name !== String(k)));
        this.#said = { text: words.inside(own.targets.length, raw.ok, named), wrong: false };
      } else {
        keep(table.sight.sha256, table.bytes);
        const csv = { file: table.file.name, sha256: table.sight.sha256, target, ...(kind && { kind }) };
        withData(this.#host, { csv } as Json, held);
        this.#said = { text: words.beside(table.file.name), wrong: false };
      }
    }
    this.#host.update();
  }
}

/** The plane that is drawn is −6 … 6 wide; what does not lie in it is brought there. */
const [edge, reach] = [6, 5];

/** As a document has them; of the plane as they are, where they fit there. */
export function rowsOf({ width, inputs, classes, numbers }: TableLook): Rows {
  const count = classes?.length ?? numbers?.length ?? 0;
  const place = width === 2 ? planeOf(inputs) : (value: number) => value;
  const row = (k: number) =>
    Array.from(inputs.subarray(k * width, (k + 1) * width), (value, axis) => short(place(value, axis)));
  // a class whose rows were all left out is none
  const known = classes && [...new Set(classes)].toSorted((a, b) => a - b);
  return {
    inputs: Array.from({ length: count }, (_, k) => row(k)),
    listed: !known,
    targets: known ? Array.from(classes, (label) => known.indexOf(label)) : Array.from(numbers ?? [], short),
  };
}

function planeOf(inputs: Float32Array): (value: number, axis: number) => number {
  const ends = [0, 1].map((axis): readonly [low: number, high: number] => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let k = axis; k < inputs.length; k += 2) {
      const x = inputs[k] ?? 0;
      [low, high] = [Math.min(low, x), Math.max(high, x)];
    }
    return [low, high];
  });
  const far = Math.max(...ends.flat().map(Math.abs));
  if (far <= edge && far >= 1) return (value) => value;
  return (value, axis) => {
    const [low, high] = ends[axis] ?? [0, 1];
    return high > low ? ((2 * (value - low)) / (high - low) - 1) * reach : 0;
  };
}

/** In as many digits as a document has room for. */
function short(value: number): number {
  return Number(value.toPrecision(6)) + 0;
}
