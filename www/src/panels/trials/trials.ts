// Trials: the run with other values of one or two of its fields, with several seeds each, and what comes of them.

import { html, nothing, type TemplateResult } from 'lit';
import { choice } from '../../controls/choice';
import { get, type Json, pointer, set } from '../../document/pointer';
import { inkOfRun } from '../../draw/inks';
import { css, sweepInk } from '../../draw/map-inks';
import { type Chosen, choose, chosen } from '../chosen';
import mapStyle from '../maps/maps.css?inline';
import { Fields, stateLine } from '../maps/parts';
import { mapWords } from '../maps/words';
import { type Asked, asked } from '../network/asked';
import type { Host, Learner, Panel } from '../panel';
import { paper } from '../parts/drawn';
import parts from '../parts/parts.css?inline';
import { runChoice } from '../parts/which';
import { Axes } from './axes';
import { drawCurve, graphOfCurve, placeOf } from './curve';
import { fieldsOf, taken } from './fields';
import { Making, type Wish } from './making';
import { boxOf, cellAt, drawMap } from './map';
import { bestOf, isUp, settled, shadingOf, spreadOf } from './measure';
import style from './trials.css?inline';
import { fieldName, measured, trialsWords, valueText } from './words';

export function open(host: Host): Panel {
  return new Trials(host);
}

type Series = NonNullable<Chosen<'trials'>['series']>;

/** By the first of these that there is. */
const measures = [
  'validation_accuracy',
  'validation_loss',
  'test_accuracy',
  'test_loss',
  'accuracy',
  'loss',
] as const satisfies readonly Series[];
/** More multiplications than these are not begun by themselves. */
const mostWork = 3e11;
/** Past so many numbers, rows are held once. */
const mostHeld = 4e6;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

class Trials implements Panel {
  #host: Host;
  #making: Making;
  #fields: Fields;
  #axes: Axes;
  #canvas = document.createElement('canvas');
  #observer = new ResizeObserver(() => this.#draw());
  #cursor: readonly [column: number, row: number] | undefined;
  /** The fields whose settings are pointed at. */
  #cursorOf = '';
  #drawn: readonly unknown[] = [];
  /** What was asked for last: a document may be long. */
  #wished: { readonly of: Asked; readonly by: string; readonly wish: Wish } | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#fields = new Fields(host);
    this.#axes = new Axes(host, this.#fields);
    this.#making = new Making(() => host.update());
    const canvas = this.#canvas;
    canvas.className = 'cells';
    canvas.tabIndex = 0;
    canvas.dataset.help = 'trials-chart';
    canvas.setAttribute('role', 'application');
    canvas.setAttribute('aria-describedby', 'trials-says trials-help');
    canvas.addEventListener('pointermove', (event) => this.#point(event));
    canvas.addEventListener('pointerleave', () => this.#move(undefined));
    canvas.addEventListener('blur', () => this.#move(undefined));
    canvas.addEventListener('click', (event) => {
      this.#point(event);
      this.#take();
    });
    canvas.addEventListener('keydown', (event) => this.#key(event));
    this.#observer.observe(canvas);
  }

  close(): void {
    this.#observer.disconnect();
    this.#making.close();
  }

  render(): TemplateResult {
    const host = this.#host;
    const { learner, words } = host;
    const of = asked(host);
    if (!of || !learner) return html``;
    const own = trialsWords[words.tag];
    const wish = this.#wish(of, learner);
    this.#making.want(wish);
    const [across, up] = wish.axes;
    const names = [across, up].map((axis) => axis && fieldName(axis.name, words.tag));
    this.#canvas.setAttribute('aria-label', own.chart(host.names[host.selected] ?? '', names[0] ?? '', names[1]));
    this.#canvas.setAttribute('aria-roledescription', own.kind);
    const fields = this.#making.shown?.wish.axes.map(({ name }) => name).join() ?? '';
    if (fields !== this.#cursorOf) [this.#cursor, this.#cursorOf] = [undefined, fields];
    queueMicrotask(() => this.#draw());
    const { seeds } = wish;
    const made = this.#making.shown?.wish ?? wish;
    const number = (id: 'seeds' | 'epochs', label: string, value: number, high: number) =>
      this.#fields.field({
        id: `trials-${id}`,
        about: `trials-${id}`,
        label,
        value,
        low: 1,
        high,
        whole: true,
        change: (to) => choose(host, 'trials', { [id]: to }),
      });
    return html`<style>${mapStyle}${parts}${style}</style>
      ${host.names.length > 1 ? runChoice(host, { label: mapWords[words.tag].run, about: 'map-run' }) : nothing}
      ${this.#axes.render(fieldsOf(of, learner.lesson))}
      <div class="map-settings">
        ${choice({
          label: own.measure,
          about: 'trials-measure',
          value: wish.series,
          options: this.#measures(learner).map((value) => ({ value, text: own.series[value] ?? value })),
          change: (to) => choose(host, 'trials', { series: to as Series }),
        })}
        ${choice({
          label: own.which,
          about: 'trials-best',
          value: wish.best ? 'best' : 'last',
          options: (['last', 'best'] as const).map((value) => ({ value, text: own[value] })),
          change: (to) => choose(host, 'trials', { best: to === 'best' }),
        })}
        ${number('seeds', own.seeds, seeds, 64)} ${number('epochs', own.epochs, this.#epochs(of), 100_000)}
      </div>
      ${
        this.#making.waits
          ? html`<div class="map-state" data-help="map-state"><span>${own.heavy}</span>
              <button type="button" class="word" data-help="trials-start" @click=${() => this.#making.again()}>${own.start(trainingsOf(wish))}</button></div>`
          : stateLine(host, this.#making, own.done(trainingsOf(made) / made.seeds, made.seeds))
      }
      ${this.#canvas}
      <p class="says" id="trials-says" data-help="trials-says" aria-live="polite">${this.#says()}</p>
      <p class="unseen" id="trials-help">${own.help}</p>
      ${this.#bar()}`;
  }

  #measures({ pupils, run }: Learner): readonly Series[] {
    const there = pupils[run]?.progress.series ?? [];
    return measures.filter((one) => there.includes(one));
  }

  #epochs({ document, run }: Asked): number {
    const own =
      get(document, pointer('runs', run, 'with', 'epochs')) ?? get(document, pointer('task', 'network', 'epochs'));
    return chosen(this.#host, 'trials').epochs ?? Math.max(1, Number(own));
  }

  /** What is asked for now. */
  #wish(of: Asked, learner: Learner): Wish {
    const own = chosen(this.#host, 'trials');
    const there = this.#measures(learner);
    const by = JSON.stringify([own, there]);
    if (this.#wished?.of !== of || this.#wished.by !== by) {
      this.#wished = { of, by, wish: this.#wishOf(of, learner, own, there) };
    }
    return this.#wished.wish;
  }

  #wishOf(of: Asked, learner: Learner, own: Chosen<'trials'>, there: readonly Series[]): Wish {
    const { seeds, best, series } = own;
    const measure = series && there.includes(series) ? series : (there[0] ?? 'loss');
    const axes = this.#axes.of(fieldsOf(of, learner.lesson)) as Wish['axes'];
    const epochs = this.#epochs(of);
    const rest = axes.reduce((document, { name, at }) => this.#without(document, of, name, at), of.document);
    const { task, seed, given, changes } = rest as Record<string, Json>;
    const varied = axes.map(({ at, json }) => [at, json] as unknown as Json);
    const key = JSON.stringify([
      task,
      get(rest, pointer('runs', of.run)),
      seed,
      given,
      changes,
      varied,
      seeds,
      measure,
      best,
      epochs,
      of.run,
    ]);
    const { parts, width } = learner.lesson;
    const { parameters = 0 } = learner.pupils[learner.run]?.progress ?? {};
    const settings = axes.reduce((count, { values }) => count * values.length, seeds);
    return {
      key,
      text: textOf(of, epochs),
      run: of.run,
      axes,
      seeds,
      series: measure,
      best,
      files: learner.given,
      heavy: 6 * settings * epochs * parts[0] * parameters > mostWork,
      wide: learner.lesson.rows * width > mostHeld,
    };
  }

  /** What trials do not depend on: what the run has where others are tried. */
  #without(document: Json, of: Asked, name: string, at: string): Json {
    const { learner } = this.#host;
    const field = learner && fieldsOf(of, learner.lesson).find((one) => one.name === name && one.at === at);
    const any = field?.numbers?.low ?? field?.words[0];
    return field && any !== undefined ? taken(document, of, field, any) : document;
  }

  /** What is under the hand; else the best setting. */
  #says(): string {
    const { shown } = this.#making;
    if (!shown) return '';
    const own = trialsWords[this.#host.words.tag];
    const { series, seeds } = shown.wish;
    if (this.#cursor) {
      const cell = shown.cell(...this.#cursor);
      const setting = this.#setting(...this.#cursor);
      if (!cell) return own.untried(setting);
      const spread = spreadOf(cell, series);
      return spread.diverged === cell.length ? own.all(setting) : own.says(setting, spread, series, cell.length, seeds);
    }
    const best = bestOf(shown);
    if (!best) return settled(shown).length > 0 ? own.nothing : '';
    const value = measured(best.spread.median, series);
    return own.found(this.#setting(best.column, best.row), value, own.series[series] ?? series, best.cell.length);
  }

  /** A setting in words. */
  #setting(column: number, row: number): string {
    const { tag } = this.#host.words;
    const axes = this.#making.shown?.wish.axes ?? [];
    const pairs = axes.map(({ name, values }, k): [string, string] => {
      const value = values[k === 0 ? column : row];
      return [fieldName(name, tag), value === undefined ? '' : valueText(value, name, tag)];
    });
    return trialsWords[tag].setting(pairs);
  }

  #bar(): TemplateResult | typeof nothing {
    const { shown } = this.#making;
    const shading = shown && shadingOf(shown);
    if (!shown || !shading || shown.wish.axes.length < 2) return nothing;
    const { words, theme } = this.#host;
    const { series } = shown.wish;
    const own = trialsWords[words.tag];
    const stops = [0, 0.25, 0.5, 0.75, 1].map((share) => css(sweepInk(share, theme)));
    return html`<div class="map-bar" data-help="trials-bar">
      <span>${own.series[series]}</span>
      <span class="ramp-map"><b>${measured(shading.best, series)}</b><i class="patch" style="background: linear-gradient(to right, ${stops.join(', ')})"></i><b>${measured(shading.worst, series)}</b></span>
      <span data-help="map-diverged"><i class="none">×</i>${own.diverged}</span>
    </div>`;
  }

  #point(event: MouseEvent): void {
    const { shown } = this.#making;
    if (!shown) return;
    const { left, top } = this.#canvas.getBoundingClientRect();
    const [px, py] = [event.clientX - left, event.clientY - top];
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    if (shown.wish.axes.length === 2) {
      this.#move(cellAt(shown, boxOf(width, height), px, py));
      return;
    }
    const graph = graphOfCurve(width, height, shown);
    const away = (column: number) => Math.abs(placeOf(graph, shown, column) - px);
    const columns = [...Array(shown.columns).keys()];
    this.#move([columns.reduce((best, column) => (away(column) < away(best) ? column : best), 0), 0]);
  }

  #move(to: readonly [number, number] | undefined): void {
    if (to?.join() === this.#cursor?.join()) return;
    this.#cursor = to;
    this.#host.update();
  }

  #key(event: KeyboardEvent): void {
    const { shown } = this.#making;
    const of = asked(this.#host);
    if (!shown || !of || event.altKey || event.ctrlKey || event.metaKey) return;
    const by = arrows[event.key];
    if (by) {
      const [column, row] = this.#cursor ?? this.#now(of).map((at) => Math.max(0, at));
      const [x, y] = this.#cursor ? by : [0, 0];
      const within = (at: number, count: number) => Math.max(0, Math.min(count - 1, at));
      this.#move([within((column ?? 0) + x, shown.columns), within((row ?? 0) + y, shown.rows)]);
    } else if (event.key === 'Enter') this.#take();
    else if (event.key === 'Escape') this.#move(undefined);
    else return;
    event.preventDefault();
  }

  /** Which of the values that were tried hold now; −1 for none. */
  #now(of: Asked): [number, number] {
    const [shown, { learner }] = [this.#making.shown, this.#host];
    if (!shown || !learner) return [-1, -1];
    const fields = fieldsOf(of, learner.lesson);
    const [column = -1, row = 0] = shown.wish.axes.map(({ name, values }) => {
      const now = fields.find((field) => field.name === name)?.now;
      return now === undefined ? -1 : values.indexOf(now);
    });
    return [column, row];
  }

  /** Both values become the run's: one edit. */
  #take(): void {
    const { shown, current } = this.#making;
    const [of, { learner }] = [asked(this.#host), this.#host];
    // trials of something else say nothing of this run
    if (!shown || !of || !learner || !this.#cursor || !current) return;
    let { document } = this.#host;
    for (const [k, { name, values }] of shown.wish.axes.entries()) {
      const field = fieldsOf(of, learner.lesson).find((one) => one.name === name);
      const value = values[this.#cursor[k] ?? 0];
      if (field && value !== undefined) document = taken(document, of, field, value);
    }
    this.#host.edit('', document);
  }

  #draw(): void {
    const { shown, version, current } = this.#making;
    const of = asked(this.#host);
    const { clientWidth, clientHeight } = this.#canvas;
    if (!shown || !of || clientWidth === 0) return;
    const { theme, inks, words } = this.#host;
    const now = this.#now(of);
    const cursor = this.#cursor;
    const slot = this.#host.slot(of.run);
    const key = [
      shown,
      version,
      current,
      theme,
      words.tag,
      ...now,
      slot,
      clientWidth,
      clientHeight,
      devicePixelRatio,
      cursor?.join(),
    ];
    if (key.every((one, k) => one === this.#drawn[k])) return;
    this.#drawn = key;
    const on = paper(this.#canvas);
    if (!on) return;
    const { axes, series } = shown.wish;
    const texts = axes.map(({ name, values }) => values.map((value) => valueText(value, name, words.tag)));
    const names = axes.map(({ name }) => fieldName(name, words.tag));
    const [fresh, name, [values = [], upward = []]] = [current, names[0] ?? '', texts];
    if (axes.length === 1) {
      const { color } = inkOfRun(slot, theme);
      const curve = { known: shown, fresh, color, name, values, now: now[0], cursor: cursor?.[0] };
      drawCurve(on.ctx, on.width, on.height, curve, inks);
      return;
    }
    const short = (median: number) => measured(median, series, isUp(series) ? 3 : 2).replace('%', '');
    drawMap(on.ctx, boxOf(on.width, on.height), {
      known: shown,
      shading: shadingOf(shown),
      fresh,
      theme,
      names: [name, names[1] ?? ''],
      values: [values, upward],
      short,
      now,
      cursor,
    });
  }
}

const trainingsOf = ({ axes, seeds }: Wish) => axes.reduce((count, { values }) => count * values.length, seeds);

/** The document with so many epochs; how it is looked at is no part of it. */
function textOf({ document, run }: Asked, epochs: number): string {
  const own = pointer('runs', run, 'with', 'epochs');
  const at = get(document, own) === undefined ? pointer('task', 'network', 'epochs') : own;
  return JSON.stringify(set(set(document, at, epochs), pointer('view'), undefined));
}
