// The table of the step: the selected run's update with all its numbers, set into the rule's lines, to check by hand.

import { html, nothing, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { checkbox } from '../../controls/checkbox';
import { optimizerOf } from '../../document/runs';
import { format, powerOfTen } from '../../draw/format';
import { inkOfRun } from '../../draw/inks';
import type { Worked } from '../../engine/client';
import { choose, chosen } from '../chosen';
import { Answer, type Host, type Panel } from '../panel';
import { save } from '../parts/save';
import { pairsOf, symbolsOf } from '../parts/symbols';
import { Which } from '../parts/which';
import { nameOf } from '../probe/asking';
import { copy, steps } from './csv';
import sheet from './table.css?inline';
import { tableWords } from './words';

/** Digits while nobody asks for all of them, and more than any number has. */
const [few, all] = [4, 17];

type Pair = readonly (number | null)[];

export function open(host: Host): Panel {
  return new Table(host);
}

/** An update as it was told, and which one it is. */
interface Told {
  readonly step: number;
  readonly worked: Worked | null;
}

class Table implements Panel {
  #host: Host;
  #answer: Answer<Told>;
  #which: Which;
  #said = '';
  #busy = false;

  constructor(host: Host) {
    this.#host = host;
    this.#answer = new Answer(host);
    this.#which = new Which(host, 'table');
  }

  get #exact(): boolean {
    return chosen(this.#host, 'table').exact;
  }

  render(): TemplateResult {
    this.#which.heed();
    const { finished, selected, step, theme } = this.#host;
    const run = finished?.runs[selected];
    if (!finished || !run) return html``;
    const last = run.path.length / 2 - 1;
    // at the start, and past the end, there is no update: the lines are those of the nearest
    const near = Math.max(1, Math.min(step, last));
    const told = this.#answer.of(this.#key(near), async () => {
      const result = await this.#host.tell('worked', selected, near, this.#exact ? all : few, this.#symbols);
      if ('failed' in result) return result;
      return { ok: result.ok === undefined ? undefined : { step: near, worked: result.ok } };
    });
    return html`<style>
        ${sheet}
      </style>
      <div class="worked" tabindex="-1" style="--run: ${inkOfRun(this.#host.slot(selected), theme).color}">
        ${this.#bar()} ${step > last || step === 0 ? this.#told(step, last) : nothing}
        ${told?.worked ? this.#update(told.step, told.worked, step > 0 && step <= last) : nothing}
        ${step > 0 && last > 0 ? this.#out(near) : nothing}
      </div>`;
  }

  get #words() {
    return tableWords[this.#host.words.tag];
  }

  get #symbols(): string {
    return pairsOf(symbolsOf(this.#host.document));
  }

  #key(step: number): string {
    const { finished, selected } = this.#host;
    return JSON.stringify([nameOf(finished?.runs), selected, step, this.#exact, this.#symbols]);
  }

  #bar(): TemplateResult {
    return html`<div class="bar">
      ${this.#which.render({ label: this.#words.run, about: 'table-run', quiet: true })}
      ${checkbox({
        label: this.#words.digits,
        on: this.#exact,
        about: 'table-digits',
        change: (exact) => choose(this.#host, 'table', { exact }),
      })}
    </div>`;
  }

  /** Why there is no update here, and where the nearest is. */
  #told(step: number, last: number): TemplateResult {
    const { finished, selected, words } = this.#host;
    const status = finished?.runs[selected]?.summary.status;
    const ended = typeof status === 'object' ? status.diverged : undefined;
    const why = ended && words.engine(ended.code, ended.params, ended.why);
    const to = Math.max(0, step === 0 ? 1 : last);
    return html`<div class="told">
      <p>${step === 0 && last > 0 ? this.#words.start : this.#words.ended(Math.max(0, last))}</p>
      ${step > 0 && why ? html`<p class="reason">${why}</p>` : nothing}
      ${
        to > 0 && to <= last
          ? html`<p><button
              type="button" class="word" data-help="table-go" @click=${(event: Event) => this.#go(event, to)}
            >
              ${step === 0 ? this.#words.next : this.#words.last(to)}
            </button></p>`
          : nothing
      }
    </div>`;
  }

  /** The button goes with the step that it leaves: the keyboard stays in the panel. */
  #go({ target }: Event, step: number): void {
    (target as Element).closest<HTMLElement>('.worked')?.focus();
    this.#host.go(step);
  }

  /** The update's numbers and lines; where it is not the one that is shown, only its lines, in letters. */
  #update(step: number, worked: Worked, here: boolean): TemplateResult {
    return html`${here ? this.#numbers(step, worked) : nothing}
      <div class="scrolls" tabindex="0" role="region" aria-label=${this.#words.lines}>
        <ol>
          ${worked.lines.map(
            (line) => html`<li class="line" data-help="${this.#about('line', line.name)}">
              <div>${unsafeHTML(line.mathml)}</div>
              ${here ? this.#filled(line) : nothing}
            </li>`,
          )}
        </ol>
      </div>`;
  }

  /** What help calls a line or a vector: what they mean is known of published rules alone. */
  #about(what: 'line' | 'state', name: string): string {
    const { document, selected } = this.#host;
    const { kind } = optimizerOf(document, selected);
    return kind === 'written' && name !== 'w' ? what : `${what}-${kind}-${name} ${what}-${name} ${what}`;
  }

  #numbers(step: number, { t, lr, before, after, state, gradients, clips }: Worked): TemplateResult {
    const words = this.#words;
    const loss = this.#host.finished?.runs[this.#host.selected]?.loss;
    const rows = [{ name: '', mathml: '', before, after }, ...state];
    const [own, ...others] = gradients;
    const isHere = own?.at.every((x, k) => x === before[k]);
    return html`<div class="scrolls" tabindex="0" role="region" aria-label=${words.numbers}>
      <dl>
        <dt data-help="table-step">${words.step(step)}</dt>
        <dd data-help="table-step">${words.time} = ${t}, ${words.rate} ${this.#rate(lr)}</dd>
        ${(own ? [own, ...others] : []).map(
          (
            { at, raw, given },
            k,
          ) => html`<dt data-help="table-gradient">${k === 0 && isHere ? words.gradient : words.gradientAt(this.#point(at))}</dt>
            <dd class="gradient" data-help=${clips ? 'table-clipped' : 'table-gradient'}>
              ${this.#point(raw)}${clips ? html` ${words.clipped} ${this.#point(given)}` : nothing}
            </dd>`,
        )}
        <dt data-help="table-loss">${words.loss}</dt>
        <dd data-help="table-loss">${this.#number(loss?.[step - 1])} → ${this.#number(loss?.[step])}</dd>
      </dl>
      <table>
        <thead>
          <tr>
            <td></td>
            <th scope="col" data-help="table-before">${words.before}</th>
            <th scope="col" data-help="table-after">${words.after}</th>
            <th scope="col" data-help="table-change">${words.change}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.flatMap(({ name, mathml, before, after }) =>
            (['x', 'y'] as const).map(
              (axis, k) => html`<tr data-help=${name ? this.#about('state', name) : 'table-point'}>
                <th scope="row">
                  <span class="unseen">${name} ${axis}</span>
                  <span aria-hidden="true">${unsafeHTML(mathml ? indexed(mathml, axis) : letter(axis))}</span>
                </th>
                <td>${this.#number(before[k])}</td>
                <td>${this.#number(after[k])}</td>
                <td>${this.#number((after[k] ?? 0) - (before[k] ?? 0))}</td>
              </tr>`,
            ),
          )}
        </tbody>
      </table>
    </div>`;
  }

  /** A line with its numbers put in: for x and for y, or once where both are the same. */
  #filled({ filled, value }: Worked['lines'][number]): TemplateResult {
    return html`<div class="filled">
      ${filled.map(
        (math, k) => html`<span>${filled.length > 1 ? unsafeHTML(letter(k === 0 ? 'x' : 'y')) : nothing}</span>
          <span>${unsafeHTML(math)} <span class="value">= <b>${this.#number(value[k])}</b></span></span>`,
      )}
    </div>`;
  }

  #out(step: number): TemplateResult {
    const words = this.#words;
    const button = (text: string, about: string, press: () => void) =>
      html`<button
        type="button" class="word" data-help="table-${about}" ?disabled=${this.#busy} @click=${press}
      >${text}</button>`;
    return html`<div class="out">
      ${button(words.copyStep, 'copy', () => this.#copy(step, step))}
      ${button(words.copyAll(step), 'copy', () => this.#copy(1, step))}
      ${button(words.download(step), 'download', () => this.#save(step))}
      <span class="said" role="status">${this.#said}</span>
    </div>`;
  }

  async #copy(first: number, last: number): Promise<void> {
    const done = await copy(this.#gather(first, last).then((blob) => blob ?? Promise.reject()));
    this.#tell(done ? this.#words.copied : this.#words.refused);
  }

  async #save(last: number): Promise<void> {
    const name = this.#host.names[this.#host.selected] ?? '';
    const blob = await this.#gather(1, last);
    if (blob) save(blob, `${name} 1-${last}.csv`);
    this.#tell(blob ? this.#words.saved : '');
  }

  #gather(first: number, last: number): Promise<Blob | undefined> {
    this.#tell('', true);
    return steps(this.#host, this.#host.selected, first, last, (share) => {
      if (share < 1) this.#tell(this.#words.working(share), true);
    });
  }

  #tell(text: string, busy = false): void {
    [this.#said, this.#busy] = [text, busy];
    this.#host.update();
  }

  #point([x, y]: Pair): string {
    return `(${this.#number(x)}, ${this.#number(y)})`;
  }

  /** A rate that was typed stands as it was typed. */
  #rate(lr: number): string {
    return this.#exact || Number(lr.toPrecision(few)) === lr ? exact(lr) : format(lr, few);
  }

  #number(x: number | null | undefined): string {
    return this.#exact && typeof x === 'number' ? exact(x) : format(x ?? Number.NaN, few);
  }
}

/** Every digit that tells a number from its neighbours. */
function exact(x: number): string {
  const [digits = '', exponent] = String(x + 0)
    .replace('-', '−')
    .split('e');
  return exponent === undefined ? digits : `${digits}×${powerOfTen(Number(exponent.replace('−', '-')))}`;
}

function letter(axis: string): string {
  return `<math><mi>${axis}</mi></math>`;
}

/** A name with its coordinate as an index: vₓ. */
function indexed(mathml: string, axis: string): string {
  const inner = mathml.replace(/^<math>|<\/math>$/g, '');
  return `<math><msub><mrow>${inner}</mrow><mi>${axis}</mi></msub></math>`;
}
