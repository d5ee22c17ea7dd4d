// A table of one's own: pasted or opened, read while one looks, and taken over when it is right.

import { html, nothing, type TemplateResult } from 'lit';
import { checkbox } from '../../controls/checkbox';
import { live } from '../../controls/live';
import { get, type Json, pointer } from '../../document/pointer';
import { letters } from '../../engine/letters';
import type { Host } from '../panel';
import { fill } from './datasets';
import { large, limits, readTable, type Table } from './table';
import { type DataWords, known } from './words';

/** Letters that stay to be seen and mended. */
const mostShown = 30_000;

export class Own {
  #host: Host;
  #text = '';
  #file = '';
  #read: ReturnType<typeof readTable> | undefined;
  #scale = false;

  constructor(host: Host) {
    this.#host = host;
  }

  render(words: DataWords): TemplateResult {
    const read = this.#read;
    return html`<div class="table">
      <label for="table" data-help="data-table">${words.paste}</label>
      <textarea
        id="table" class="number" data-help="data-table" rows="5" autocomplete="off" autocapitalize="off" spellcheck="false"
        placeholder=${words.sample} aria-describedby="table-read" aria-invalid=${read && 'wrong' in read ? 'true' : 'false'}
        .value=${live(this.#text)}
        @input=${(event: Event) => this.#take((event.target as HTMLTextAreaElement).value)}
        @paste=${(event: ClipboardEvent) => this.#paste(event)}
      ></textarea>
      <div class="row">
        <label class="word file" data-help="data-file">${words.file}<input
          type="file" accept=".csv,.tsv,.txt,text/csv,text/plain"
          @change=${(event: Event) => void this.#open(event.target as HTMLInputElement)}
        /></label>
        <button class="word" type="button" data-help="data-example" @click=${() => this.#take(words.sample)}>${words.example}</button>
      </div>
      <div id="table-read" data-help="data-read" aria-live="polite">
        ${read ? ('wrong' in read ? html`<p class="wrong">${words.wrong(read.wrong)}</p>` : this.#report(read, words)) : nothing}
      </div>
      ${read && !('wrong' in read) ? this.#ready(read, words) : nothing}
    </div>`;
  }

  #report({ names, columns, renamed, left, skipped }: Table, words: DataWords): TemplateResult {
    return html`<p>${this.#file ? `${this.#file}: ` : ''}${words.read(columns[0]?.length ?? 0, names)}</p>
      ${renamed.length ? html`<p>${words.renamed(renamed)}</p>` : nothing}
      ${left.length ? html`<p>${words.left(left)}</p>` : nothing}
      ${skipped.length ? html`<p>${words.skipped(skipped.length)}</p><ul>${skipped.slice(0, 5).map((wrong) => html`<li>${words.wrong(wrong)}</li>`)}</ul>` : nothing}`;
  }

  #ready(table: Table, words: DataWords): TemplateResult {
    const change = (on: boolean) => {
      this.#scale = on;
    };
    return html`${checkbox({ label: words.scale, on: this.#scale, about: 'data-scale', change })}
      <button class="word main-word" type="button" data-help="data-use" @click=${() => void this.#use(table)}>${words.use}</button>`;
  }

  /** A field would take long to show the largest tables. */
  #paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text.length <= mostShown) return;
    event.preventDefault();
    this.#take(text);
  }

  #take(text: string, file = ''): void {
    this.#file = file;
    this.#text = text.length > mostShown ? '' : text;
    this.#read = text.trim() ? readTable(text, known(this.#host.document)) : undefined;
    if (this.#read && !('wrong' in this.#read)) this.#scale = this.#read.columns.some(strange);
    this.#host.update();
  }

  async #open(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (!file) return;
    // three bytes a letter, at most
    if (file.size > 3 * limits.letters) {
      [this.#text, this.#file, this.#read] = ['', file.name, { wrong: large(file.size) }];
      this.#host.update();
    } else {
      const bytes = new Uint8Array(await file.arrayBuffer());
      // what is no text is shown as one: so it is seen what was opened
      this.#take(letters(bytes) ?? new TextDecoder().decode(bytes), file.name);
    }
    // the same file again is a change too
    input.value = '';
  }

  /** Where the surface is a quadratic, the learning rates are made such that they stay on it. */
  async #use({ names, columns }: Table): Promise<void> {
    const scaled = this.#scale ? columns.map(standard) : columns;
    const document = fill(Object.fromEntries(names.map((name, k) => [name, scaled[k] ?? []])), this.#host.document);
    const runs = get(document, pointer('runs')) as { optimizer: { [kind: string]: { [key: string]: Json } } }[];
    const text = JSON.stringify(document);
    const suited = await Promise.all(
      runs.map(async (run, k) => {
        const answer = await this.#host.glance(text, 'summary', k);
        const limit = 'ok' in answer ? answer.ok.limit : null;
        const [[kind, values] = ['', {}]] = Object.entries(run.optimizer);
        const { lr } = values;
        if (limit === null || typeof lr !== 'number' || (lr < limit && lr > limit / 100)) return run;
        return { ...run, optimizer: { [kind]: { ...values, lr: Number((limit / 4).toPrecision(2)) } } };
      }),
    );
    this.#host.edit('', { ...(document as { [key: string]: Json }), runs: suited as Json });
  }
}

/** Far from 0, or so large or small that one learning rate cannot suit both parameters; classes are as they should be. */
function strange(column: readonly number[]): boolean {
  const { mean, spread } = measures(column);
  return !classes(column) && spread > 0 && (Math.abs(mean) > 3 || spread > 3 || spread < 0.1);
}

/** With mean 0 and standard deviation 1, in as many digits as there is room for. */
function standard(column: readonly number[]): readonly number[] {
  const { mean, spread } = measures(column);
  if (classes(column) || !(spread > 0)) return column;
  return column.map((value) => Number(((value - mean) / spread).toPrecision(6)));
}

function classes(column: readonly number[]): boolean {
  return column.every((value) => value === 0 || value === 1);
}

function measures(column: readonly number[]): { mean: number; spread: number } {
  const mean = column.reduce((sum, value) => sum + value / column.length, 0);
  const spread = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2 / column.length, 0));
  return { mean, spread };
}
