// Points that are pressed onto the plane, typed, or taken away again: rows of the document, each an edit of its own.

import { html, type TemplateResult } from 'lit';
import { get, type Json } from '../../document/pointer';
import { plain, readNumber, shortened, typed } from '../../draw/format';
import { tonesOf } from '../../draw/tones';
import type { Host, Learner } from '../panel';
import { shown } from '../parts/shown';
import { at, type Rows, rowsData, rowsIn, taskAt } from './task';
import { rowsWords } from './words';

type Mode = 'none' | 'add' | 'take';

/** Classes that can be pressed in by hand. */
const mostClasses = 6;
/** How long an edit is waited for, and how often it is looked for. */
const [patienceMs, lookMs] = [1000, 15];
/** How near a point must be to be taken away, in units of the plane. */
const near = 1;

export class Points {
  #host: Host;
  #mode: Mode = 'none';
  #class = 0;
  #value = 1;
  /** What is typed for a point. */
  #typed: Record<'x' | 'y', string> = { x: '0', y: '0' };
  #wrong = '';
  /** Presses follow each other: one after the other is worked off. */
  #pressing: Promise<void> = Promise.resolve();
  #odd = false;

  constructor(host: Host) {
    this.#host = host;
  }

  /** True where the press is a point's. */
  press([x, y, away = false]: readonly [x: number, y: number, away?: boolean]): boolean {
    const { learner } = this.#host;
    if (!learner?.isPlane || this.#mode === 'none') return false;
    if (away || this.#mode === 'take') this.#then((rows) => without(rows, x, y));
    else this.#add(x, y);
    return true;
  }

  render(learner: Learner): TemplateResult {
    const words = rowsWords[this.#host.words.tag];
    const mode = (value: Mode, text: string) =>
      html`<button
        class="word" type="button" aria-pressed=${this.#mode === value}
        @click=${() => {
          this.#mode = value;
          this.#host.update();
        }}
      >${text}</button>`;
    return html`<div class="group" data-help="rows-points">
      <h3>${words.points}</h3>
      <div class="presets" role="group" aria-label=${words.points} data-help="rows-mode">
        ${mode('none', words.nothing)} ${mode('add', words.add)} ${mode('take', words.take)}
      </div>
      ${this.#mode === 'add' ? html`${this.#which(learner)} ${this.#typing()}` : ''}
      <p class="note">${this.#mode === 'none' ? words.pointsOff : this.#mode === 'add' ? words.adding : words.taking}</p>
      ${this.#wrong ? html`<p class="wrong" role="alert">${this.#wrong}</p>` : ''}
    </div>`;
  }

  /** Which class, or what value. */
  #which({ lesson }: Learner): TemplateResult {
    const words = rowsWords[this.#host.words.tag];
    const { classes } = lesson;
    if (classes === undefined) {
      return html`<label class="map-field" data-help="rows-value"><span>${words.value}</span>${this.#number(
        typed(this.#value),
        (value) => {
          this.#value = value;
        },
      )}</label>`;
    }
    const { ends } = tonesOf(this.#host.inks);
    // one more than there are: the first of its points makes it one
    const count = Math.min(mostClasses, classes + 1);
    return html`<div class="classes" role="group" aria-label=${words.class} data-help="rows-class">
      ${Array.from({ length: count }, (_, k) => {
        const name = lesson.class_names[k] ?? plain(k);
        return html`<button
          type="button" aria-pressed=${this.#class === k} aria-label=${k < classes ? words.classNamed(name) : words.classNew(name)}
          @click=${() => {
            this.#class = k;
            this.#host.update();
          }}
        ><span class="dot" style="background: rgb(${(ends[k % ends.length] ?? []).join(' ')})"></span>${k < classes ? name : `${name} +`}</button>`;
      })}
    </div>`;
  }

  #typing(): TemplateResult {
    const words = rowsWords[this.#host.words.tag];
    const field = (name: 'x' | 'y') =>
      html`<label class="map-field"><span>${name}</span><input
        class="number" type="text" inputmode="decimal" autocomplete="off" spellcheck="false" .value=${this.#typed[name]}
        @input=${(event: Event) => {
          this.#typed[name] = (event.target as HTMLInputElement).value;
        }}
      /></label>`;
    const add = () => {
      const [x, y] = [readNumber(this.#typed.x), readNumber(this.#typed.y)];
      if (x === undefined || y === undefined) this.#refuse(x === undefined ? this.#typed.x : this.#typed.y);
      else this.#add(x, y);
    };
    return html`<div class="typing" data-help="rows-typed">
      ${field('x')} ${field('y')} <button class="word" type="button" @click=${add}>${words.addOne}</button>
    </div>`;
  }

  #number(text: string, change: (value: number) => void): TemplateResult {
    return html`<input
      class="number" type="text" inputmode="decimal" autocomplete="off" spellcheck="false" .value=${text}
      @change=${(event: Event) => {
        const { value } = event.target as HTMLInputElement;
        const number = readNumber(value);
        if (number === undefined) this.#refuse(value);
        else {
          this.#wrong = '';
          change(number);
          this.#host.update();
        }
      }}
    />`;
  }

  #refuse(text: string): void {
    this.#wrong = this.#host.words.runs.notANumber(shortened(text, 24));
    this.#host.update();
  }

  #add(x: number, y: number): void {
    const target = this.#host.learner?.lesson.classes === undefined ? this.#value : this.#class;
    this.#then((rows) => ({
      ...rows,
      inputs: [...rows.inputs, [hand(x), hand(y)]],
      targets: [...rows.targets, target],
    }));
  }

  /** Makes other rows of those that there are. */
  #then(change: (rows: Rows) => Rows | undefined): void {
    this.#pressing = this.#pressing.then(async () => {
      const rows = rowsIn(this.#host) ?? (await this.#drawn());
      const changed = rows && change(rows);
      if (!changed) return;
      const data = rowsData(changed);
      this.#wrong = data ? '' : rowsWords[this.#host.words.tag].tooMany(changed.targets.length);
      if (data) this.#edit(data, rows, changed);
      this.#host.update();
      if (data) await this.#shown(changed.targets.length);
    });
  }

  /** What is overtaken by the next edit leaves nothing to undo: so that waits a moment. */
  async #shown(count: number): Promise<void> {
    for (let waited = 0; waited < patienceMs; waited += lookMs) {
      const { finished, refused } = this.#host;
      if (refused || (finished && rowsIn({ document: shown(finished) })?.targets.length === count)) return;
      await new Promise((next) => setTimeout(next, lookMs));
    }
  }

  /** Edits of one place that follow each other are one to undo: so their places take turns. */
  #edit(data: Json, before: Rows, now: Rows): void {
    const { document } = this.#host;
    const { loss, init, ...rest } = get(document, at()) as { [key: string]: Json };
    // another class makes another network
    const same = now.listed || Math.max(...before.targets) === Math.max(...now.targets);
    const task = { ...rest, ...(same && { loss, init }), data } as Json;
    this.#odd = !this.#odd;
    if (this.#odd) this.#host.edit(at(), task);
    else this.#host.edit(taskAt, { network: task });
  }

  /** Rows that were drawn, as numbers. */
  async #drawn(): Promise<Rows | undefined> {
    const { learner } = this.#host;
    if (!learner) return undefined;
    const count = learner.lesson.rows;
    if (count > 20_000) {
      this.#wrong = rowsWords[this.#host.words.tag].tooMany(count);
      return undefined;
    }
    const [inputs, targets] = await Promise.all([
      learner.ask(
        'inputs',
        Uint32Array.from({ length: count }, (_, row) => row),
      ),
      learner.ask('targets'),
    ]);
    if (!('ok' in inputs && 'ok' in targets) || !inputs.ok || !targets.ok) return undefined;
    const points = inputs.ok;
    return {
      inputs: Array.from(targets.ok, (_, row) => [fine(points[2 * row]), fine(points[2 * row + 1])]),
      targets: Array.from(targets.ok, fine),
      listed: learner.lesson.classes === undefined,
    };
  }
}

/** Without the row that is nearest to a point, if it is near; one stays. */
function without(rows: Rows, x: number, y: number): Rows | undefined {
  const { inputs, targets } = rows;
  let [least, found] = [near, -1];
  for (const [row, [a = 0, b = 0]] of inputs.entries()) {
    const away = Math.hypot(a - x, b - y);
    if (away < least) [least, found] = [away, row];
  }
  if (found < 0 || inputs.length < 2) return undefined;
  return { ...rows, inputs: inputs.toSpliced(found, 1), targets: targets.toSpliced(found, 1) };
}

/** What a hand can mean, and what nobody sees the difference of. */
const hand = (value: number) => Math.round(100 * value) / 100 + 0;
const fine = (value: number | undefined) => Math.round(1e4 * (value ?? 0)) / 1e4 + 0;
